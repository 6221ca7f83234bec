"""What git's index lists is asked for once as long as the index stands, and a git that does not answer says nothing."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from gallery_build.kept import Kept
from gallery_build.store import Store, tracked_by_git

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *words: str) -> None:
    """Run git."""
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository with one file below `originals/`, whose index has stood for a while."""
    root = tmp_path / "gallery"
    (root / "originals").mkdir(parents=True)
    (root / "originals" / "one.txt").write_text("one")
    git(root, "init", "-q")
    git(root, "add", ".")
    return root


def test_the_index_is_asked_anew_when_it_changes(root: Path) -> None:
    """A second file that is added is seen by the next look."""
    kept = Kept()
    first = tracked_by_git(root, "originals", kept=kept)
    (root / "originals" / "two.txt").write_text("two")
    git(root, "add", ".")
    second = tracked_by_git(root, "originals", kept=kept)
    assert (first, second) == ((frozenset({"one.txt"}),), (frozenset({"one.txt", "two.txt"}),))


def test_a_worktree_lists_its_own_files(root: Path, tmp_path: Path) -> None:
    """A worktree's index stands elsewhere; it is asked each time."""
    git(root, "commit", "-qm", "one")
    git(root, "worktree", "add", "-q", str(tmp_path / "tree"))
    assert tracked_by_git(tmp_path / "tree", "originals") == (frozenset({"one.txt"}),)


def test_a_git_that_does_not_answer_leaves_the_store_unsure(root: Path) -> None:
    """A damaged index is no empty one: nobody knows what is missing, and what failed is not kept."""
    kept = Kept()
    index = root / ".git" / "index"
    sound = index.read_bytes()
    index.write_bytes(b"damaged")
    long_ago = time.time() - 3600
    os.utime(index, (long_ago, long_ago))
    silent = tracked_by_git(root, "originals", kept=kept)
    index.write_bytes(sound)
    store = Store(root / "originals", silent[0] if silent else None)
    assert (silent, store.sure, store.tracked) == (None, False, frozenset())
    assert tracked_by_git(root, "originals", kept=kept) == (frozenset({"one.txt"}),)


def test_outside_a_repository_git_lists_nothing(tmp_path: Path) -> None:
    """Then what is not there is missing, and nothing else."""
    assert tracked_by_git(tmp_path, "originals", "site") == (frozenset(), frozenset())
