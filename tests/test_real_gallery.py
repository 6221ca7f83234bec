"""A gallery of prompts as people publish them: each can be read on its page exactly as it is written, without a key."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from gallery_build.cli import run
from gallery_build.project import load
from tests.site.reading import read

HERE = Path(__file__).resolve()
REAL = HERE.parents[2] / "shared" / "real-prompts"
ODD = HERE.parent / "prompts" / "odd"
CONFIG = '[site]\ntitle = "Published"\n[images]\nwidths = [64]\n'


def differing(root: Path, files: list[Path]) -> list[str]:
    """Build a gallery of these files; return the ids whose page shows another text than the file has."""
    (root / "prompts").mkdir()
    (root / "gallery.toml").write_text(CONFIG, encoding="utf-8")
    for file in files:
        shutil.copy(file, root / "prompts")
    assert run(["-C", str(root), "build", "-q"]) == 0
    prompts = load(root).library.prompts
    assert len(prompts) == len(files)
    return [prompt.id for prompt in prompts if shown(root / f"site/prompts/{prompt.id}.html") != prompt.text]


def shown(page: Path) -> str:
    """Return the prompt as the page shows it."""
    return read(page.read_text(encoding="utf-8")).one("div", id="prompt").text


def real() -> list[Path]:
    """Return all published prompts, where they stand beside the repository."""
    if not REAL.is_dir():
        pytest.skip("left out: the collections of real prompts are not beside this repository; the odd ones are tried")
    return sorted(REAL.glob("awesome-*/*.md"))


def test_odd_prompts_can_be_read_as_written(tmp_path: Path) -> None:
    """Braces, JSON, HTML, rules, scripts and emoji reach the page letter for letter."""
    assert differing(tmp_path, sorted(ODD.glob("*.md"))) == []


def test_some_published_prompts_can_be_read_as_written(tmp_path: Path) -> None:
    """So do prompts that people really published."""
    assert differing(tmp_path, random.Random(24).sample(real(), 24)) == []


@pytest.mark.long
def test_all_published_prompts_can_be_read_as_written(tmp_path: Path) -> None:
    """All of them, in seventeen languages."""
    assert differing(tmp_path, real()) == []
