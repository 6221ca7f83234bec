"""The door to pictures: inside the gallery, through no symlink, pointers by the digest of what they stand for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import FaultsError
from gallery_build.inputs import LARGEST, broken, named, with_inputs
from gallery_build.kept import NOTHING, Session
from gallery_build.prompts import Library
from gallery_build.store import digest_of
from tests.values import a_picture, a_prompt, hex_of

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.kept import Kept
    from gallery_build.model import Input

PICTURE = a_picture()
LFS = f"version https://git-lfs.github.com/spec/v1\noid sha256:{hex_of('far away')}\nsize 123456\n"


def found(root: Path, name: str, kept: Kept = NOTHING) -> Input:
    """Return what a name stands for."""
    return with_inputs(root, Library((a_prompt(references=(name,)),), (), ()), kept).prompts[0].inputs[0]


def refused(root: Path, name: str) -> str:
    """Return why a name cannot be used."""
    with pytest.raises(FaultsError) as caught:
        found(root, name)
    return caught.value.faults[0].message


def test_a_file_is_told_by_its_bytes(tmp_path: Path) -> None:
    """Digest, kind, size in pixels and bytes; nothing of it is decoded yet."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.png").write_bytes(a_picture(mode="RGBA"))
    one = found(tmp_path, "pictures/a.png")
    assert one.proof == digest_of(a_picture(mode="RGBA"))
    traits = one.traits
    assert (traits.media_type, traits.width, traits.height, traits.alpha, one.here) == ("image/png", 64, 48, True, True)


@pytest.mark.parametrize("link", ["file", "folder", "inside"])
def test_symlinks_are_not_followed(tmp_path: Path, link: str) -> None:
    """Neither the file nor a folder above it may lead elsewhere, not even to another place of the gallery."""
    root, outside = tmp_path / "gallery", tmp_path / "outside"
    for folder in (root / "own", outside):
        folder.mkdir(parents=True)
        (folder / "a.png").write_bytes(PICTURE)
    (root / "a.png").symlink_to({"file": outside, "folder": outside, "inside": root / "own"}[link] / "a.png")
    (root / "folder").symlink_to(outside)
    name = "folder/a.png" if link == "folder" else "a.png"
    assert refused(root, name) == f'references "{name}" cannot be read: it is reached through a symlink'


def test_what_is_no_plain_file_does_not_hold_the_build(tmp_path: Path) -> None:
    """A pipe is not waited for."""
    os.mkfifo(tmp_path / "a.png")
    assert refused(tmp_path, "a.png") == 'references "a.png" cannot be read: it is not a plain file'


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    """Its name stands for nothing."""
    (tmp_path / "a.png").mkdir()
    assert "names no prompt and no file" in refused(tmp_path, "a.png")


def test_a_file_is_read_no_further_than_a_picture_is_large(tmp_path: Path) -> None:
    """A sparse file of a terabyte costs nothing."""
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(1 << 40)
    assert refused(tmp_path, "a.png") == f'references "a.png" is larger than {LARGEST // 10**6} MB'


@pytest.mark.parametrize(
    "pointer", [LFS, f"/annex/objects/SHA256E-s123456--{hex_of('far away')}.png\n"], ids=["LFS", "annex"]
)
def test_a_pointer_keeps_the_key(tmp_path: Path, pointer: str) -> None:
    """A clone without the files knows what it has: the pointer tells the digest of what is elsewhere."""
    (tmp_path / "a.png").write_text(pointer, encoding="utf-8")
    one = found(tmp_path, "a.png")
    assert (one.proof, one.here) == (hex_of("far away"), False)


def test_a_pointer_that_tells_no_digest_is_a_fault(tmp_path: Path) -> None:
    """Without it no key is known."""
    (tmp_path / "a.png").write_text("/annex/objects/MD5-s1--0123\n", encoding="utf-8")
    assert "does not tell the digest" in refused(tmp_path, "a.png")


def test_what_is_no_picture_has_a_digest_and_says_why_it_cannot_be_sent(tmp_path: Path) -> None:
    """A picture that was made from it stays; only a new one needs it."""
    (tmp_path / "a.txt").write_text("not a picture", encoding="utf-8")
    one = found(tmp_path, "a.txt")
    assert (one.proof, "no PNG, JPEG or WebP" in one.traits.trouble) == (digest_of(b"not a picture"), True)


def test_a_session_reads_a_file_once(tmp_path: Path) -> None:
    """What has the same stamp is what it was; what was written again is read again."""
    file = tmp_path / "a.png"
    kept = Session().step("pictures")
    file.write_bytes(PICTURE)
    first = found(tmp_path, "a.png", kept)
    assert found(tmp_path, "a.png", kept).traits is first.traits
    file.write_bytes(a_picture(32, 32))
    assert found(tmp_path, "a.png", kept).proof == digest_of(a_picture(32, 32))


def test_a_session_knows_names_that_stand_for_nothing_yet(tmp_path: Path) -> None:
    """So that it hears when the picture comes."""
    kept = Session().step("pictures")
    with pytest.raises(FaultsError):
        found(tmp_path, "pictures/a.png", kept)
    assert named(kept) == ("pictures/a.png",)


def test_a_picture_that_breaks_off_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    """Its head is sound, so only a whole decode shows it; it is told once for each prompt that names it."""
    (tmp_path / "a.png").write_bytes(PICTURE[: len(PICTURE) // 2] + b"IEND\xaeB`\x82")
    library = with_inputs(tmp_path, Library((a_prompt(references=("a.png",)),), (), ()))
    (fault,) = broken(tmp_path, [*library.prompts, *library.prompts])
    assert fault.message.startswith('references "a.png" is no picture: does not decode')
