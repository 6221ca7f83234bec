"""One bit flipped in every original: each is seen, none is published, none is bought again."""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from gallery_build.key import key_of
from gallery_build.store import Store
from tests.fake_api import FakeAPI
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import PICTURES
from tests.values import a_picture, a_record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.galleries import Tool

SHORT, LONG = 60, 1000
FAILED, PENDING = 1, 3


def fill(root: Path, count: int) -> list[Path]:
    """Write a gallery whose pictures are all there; return their files. Half are JPEG, which decodes with nearly any bit flipped."""
    texts = foxes(count)
    make_gallery(root, texts, size="64x48")
    store = Store(root / "originals")
    for number, (name, text) in enumerate(texts.items()):
        form, extension = ("JPEG", "jpg") if number % 2 else ("PNG", "png")
        content = a_picture(form=form, colour=f"#{number:06x}")
        store.put(content, a_record(key_of(text, {}, index=1), content, prompt_id=name, prompt_text=text), extension)
    return originals(root)


def originals(root: Path) -> list[Path]:
    """Return the files of all pictures."""
    return sorted(path for path in (root / "originals").glob("??/*") if path.suffix in PICTURES)


def flip(file: Path, chance: random.Random) -> None:
    """Flip one bit, as a disk does."""
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.chmod(0o644)
    file.write_bytes(content)


def shown(root: Path) -> list[Path]:
    """Return the originals in the published site."""
    return originals(root / "site")


def damaged(tool: Tool) -> tuple[int, list[str]]:
    """Return the exit code of `verify`, and the originals that it calls damaged."""
    ran = tool.run("verify", "--json")
    document: dict[str, Any] = json.loads(ran.out)  # whatever JSON holds
    return ran.code, sorted(one["path"] for one in document["remarks"] if one["kind"] == "damaged")


def rot(root: Path, count: int, code: Path | None = None) -> tuple[FakeAPI, list[str], list[Path]]:
    """Flip a bit in every original of a gallery that was never built; build. Return books, names of damage, what is shown."""
    files = fill(root, count)
    chance = random.Random(count)
    for file in files:
        flip(file, chance)
    with FakeAPI() as api:
        tool = tool_for(root, api, code=code)
        ran = tool.build()
        assert (ran.code, ran.clumsy) == (FAILED, []), ran.words
        assert tool.build().code == FAILED
        assert "were bought" in ran.err or "does not decode" in ran.err
        return api, damaged(tool)[1], shown(root)


def hold_to_promise(root: Path, count: int) -> None:
    """Hold a gallery of so many rotten originals to what is promised, and to be whole again once they are restored."""
    api, seen, published = rot(root, count)
    assert (len(seen), published, api.posts()) == (count, [], [])
    for file in originals(root):
        file.unlink()
    shutil.rmtree(root / "prompts")
    (root / "gallery.toml").unlink()
    whole = fill(root, count)
    with FakeAPI() as other:
        tool = tool_for(root, other)
        assert tool.build().code == 0
        assert (damaged(tool), len(shown(root)), other.posts()) == ((0, []), len(whole), [])


def test_every_flipped_bit_is_seen_and_nothing_rotten_is_shown(tmp_path: Path) -> None:
    """The short form: 60 originals."""
    hold_to_promise(tmp_path, SHORT)


@pytest.mark.long
def test_a_thousand_flipped_bits_are_seen(tmp_path: Path) -> None:
    """The long form: 1,000 originals."""
    hold_to_promise(tmp_path, LONG)


@pytest.mark.long
def test_without_the_proof_rotten_originals_are_shown(tmp_path: Path) -> None:
    """The power check: where derivatives are not proved, some of what is rotten and still decodes hangs in the site."""
    code = break_copy(tmp_path / "code", "site/derive.py", "if source.digest and", "if not source.digest and")
    assert rot(tmp_path / "gallery", SHORT, code)[2]


def test_a_copy_is_proved_where_only_the_copy_is_missing(tmp_path: Path) -> None:
    """Derivatives that are there from better days do not let rotten bytes into the site, and a sound neighbour stays."""
    files = fill(tmp_path, 3)
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        assert tool.build().code == 0
        shutil.rmtree(tmp_path / "site")
        flip(files[0], random.Random(1))
        ran = tool.build()
        assert (ran.code, len(shown(tmp_path)), api.posts()) == (FAILED, 2, []), ran.words
        assert f"originals/{files[0].parent.name}/{files[0].name}: warning: its bytes are not those" in ran.err
        restored = fill_again(tmp_path, files[0])
        assert (tool.build().code, len(shown(tmp_path)), restored.exists()) == (0, 3, True)


def fill_again(root: Path, file: Path) -> Path:
    """Restore one original, under its old name, as `git checkout` does."""
    file.unlink()
    shutil.rmtree(root / "prompts")
    fill(root, 3)
    return file


def test_what_is_rotten_later_leaves_the_site_as_it_is(tmp_path: Path) -> None:
    """A no-op build reads no original, one after an edit only what it needs; `verify` and `build --check` find what it cannot see."""
    files = fill(tmp_path, 3)
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        assert tool.build().code == 0
        flip(files[0], random.Random(1))
        assert tool.build().out == "nothing to do.\n"
        (tmp_path / "prompts/fox-002.md").write_text("---\ntitle: Another\n---\na fox in the snow, number 2\n")
        assert tool.build().code == 0
        assert damaged(tool) == (FAILED, [f"{files[0].parent.name}/{files[0].name}"])
        assert (tool.build("--check").code, len(shown(tmp_path)), api.posts()) == (PENDING, 3, [])


def test_strict_publishes_no_sketch_for_what_is_rotten(tmp_path: Path) -> None:
    """The last site stays, whole; a person asked for every picture or nothing."""
    files = fill(tmp_path, 3)
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        assert tool.build("--strict").code == 0
        shutil.rmtree(tmp_path / ".gallery")
        before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
        flip(files[0], random.Random(1))
        ran = tool.build("--strict")
        assert (ran.code, "the site stays as it was" in ran.err, files[0].name in ran.err) == (FAILED, True, True), (
            ran.words
        )
        assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before
