"""Memory may vanish at any time: a build then does more, never something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import UsageError
from gallery_build.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    """Values come back by kind and name."""
    memory = Memory(tmp_path)
    memory.remember("look", {"a": [1, "ü"], "b": {"c": None}})
    assert memory.recall_all("look", ["a", "b", "z"]) == {"a": [1, "ü"], "b": {"c": None}}
    assert memory.recall("page", "a") is None


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 200])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in the file, it is forgotten and written anew."""
    memory = Memory(tmp_path)
    memory.remember("look", {"a": 1})
    (tmp_path / ".gallery" / "memory.sqlite3").write_bytes(damage)
    assert memory.recall("look", "a") is None
    memory.remember("look", {"b": 2})
    assert memory.recall("look", "b") == 2


def test_the_folder_ignores_itself_in_git(tmp_path: Path) -> None:
    """Nobody commits a memory by accident."""
    Memory(tmp_path).remember("look", {"a": 1})
    assert (tmp_path / ".gallery" / ".gitignore").read_bytes() == b"*\n"


def test_a_memory_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    """A cloned gallery cannot have us write outside itself."""
    (tmp_path / "outside").mkdir()
    (tmp_path / ".gallery").symlink_to(tmp_path / "outside")
    with pytest.raises(UsageError, match="symbolic link"):
        Memory(tmp_path)
