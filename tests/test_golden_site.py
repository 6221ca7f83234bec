"""The committed demo is the golden site: what a build makes of this repository's own prompts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.browser.demo import built_once

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "site"
PICTURES = frozenset({".webp", ".jpg", ".png"})
MANIFEST = "gallery-build.manifest.json"
CLOSE = 2
"""How far a channel of a pixel may be off: encoders differ a little between machines."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the demo in a folder of its own; return the site."""
    return built_once(tmp_path_factory.getbasetemp(), worker_id) / "site"


def names(site: Path) -> list[str]:
    """Return the paths of a site's files, in order."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def test_the_same_files_are_there(built: Path) -> None:
    """No file more and none less than was committed."""
    assert names(built) == names(GOLDEN)


def test_every_page_is_the_same_to_the_byte(built: Path) -> None:
    """HTML, styles, scripts, feeds and data: rebuild the committed site when they change on purpose (make gallery)."""
    text = [name for name in names(built) if Path(name).suffix not in PICTURES and name != MANIFEST]
    changed = [name for name in text if (built / name).read_bytes() != (GOLDEN / name).read_bytes()]
    assert changed == []


def test_every_picture_looks_the_same(built: Path) -> None:
    """Decoded pixels are within two of the committed ones."""
    pictures = [name for name in names(built) if Path(name).suffix in PICTURES]
    assert [name for name in pictures if not looks_alike(built / name, GOLDEN / name)] == []


def looks_alike(one: Path, other: Path) -> bool:
    """Tell whether two pictures are the same but for an encoder's rounding."""
    contents = [path.read_bytes() for path in (one, other)]
    if contents[0] == contents[1]:
        return True
    first, second = (Image.open(BytesIO(content)).convert("RGBA") for content in contents)
    if first.size != second.size:
        return False
    counts = ImageChops.difference(first, second).histogram()  # 256 for each channel, by how far off a pixel is
    return not any(count for place, count in enumerate(counts) if place % 256 > CLOSE)


def test_another_picture_does_not_look_alike(tmp_path: Path) -> None:
    """The comparison sees what an eye would not."""
    for name, grey in (("one", 100), ("other", 103)):
        Image.new("RGB", (8, 8), (grey, 100, 100)).save(tmp_path / f"{name}.png")
    assert not looks_alike(tmp_path / "one.png", tmp_path / "other.png")
