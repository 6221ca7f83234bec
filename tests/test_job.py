"""A second builder waits for the first, as long as its person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from gallery_build.errors import BusyError, StoppedError
from gallery_build.job import Halt, hold

if TYPE_CHECKING:
    from pathlib import Path


def test_who_may_not_wait_is_told_at_once(tmp_path: Path) -> None:
    """`--no-wait` names what the other build does."""
    with (
        FileLock(tmp_path / "lock"),
        pytest.raises(BusyError, match="another build is buying here"),
        hold(tmp_path / "lock", Halt(), wait=False, what="buying"),
    ):
        pass


def test_a_person_need_not_wait(tmp_path: Path) -> None:
    """An interrupt ends the waiting."""
    halt = Halt()
    halt.interrupt()
    with (
        FileLock(tmp_path / "lock"),
        pytest.raises(StoppedError),
        hold(tmp_path / "lock", halt, wait=True, what="buying"),
    ):
        pass


def test_a_free_lock_is_held_and_let_go(tmp_path: Path) -> None:
    """After the block the lock is free again."""
    for _ in range(2):
        with hold(tmp_path / "lock", Halt(), wait=False, what="buying"):
            pass
