"""A file appears whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gallery_build.files import TEMPORARY, link_or_copy, write_atomically

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("durable", [True, False])
def test_what_is_written_is_read(tmp_path: Path, durable: bool) -> None:  # noqa: FBT001  # both ways
    """The content is there, folders and all, and nothing else."""
    target = tmp_path / "deep" / "file"
    write_atomically(target, b"new", durable=durable)
    assert ([path.name for path in target.parent.iterdir()], target.read_bytes()) == (["file"], b"new")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """A folder in the way of the name is an error; what stood there stays."""
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "inside").touch()
    with pytest.raises(OSError, match="file"):
        write_atomically(tmp_path / "file", b"new")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "inside"]


def test_a_link_to_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    """Writing over a symbolic link leaves what it pointed to."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"theirs")
    (tmp_path / "file").symlink_to(outside)
    write_atomically(tmp_path / "file", b"ours")
    assert (outside.read_bytes(), (tmp_path / "file").read_bytes()) == (b"theirs", b"ours")


def test_linking_over_an_older_file_gives_the_new_bytes(tmp_path: Path) -> None:
    """A link takes the place of what stood there, at once."""
    (tmp_path / "source").write_bytes(b"new")
    (tmp_path / "target").write_bytes(b"old")
    link_or_copy(tmp_path / "source", tmp_path / "target")
    link_or_copy(tmp_path / "source", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"new"
    assert not list(tmp_path.glob(f"{TEMPORARY}*"))
