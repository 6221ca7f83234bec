"""File systems that lock no files: builds stop before they pay, or still buy each picture once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_originals, wrong_site
from tests.reliability.syscalls import Point, fail_from

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.syscalls import Traced

ALL = Point("flock", 1)


def at_once(root: Path, api: FakeAPI, builds: int, error: str) -> list[Traced]:
    """Start builds together, none of which can lock a file."""
    tool = tool_for(root, api)
    with ThreadPoolExecutor(builds) as pool:
        return list(pool.map(lambda _: fail_from(ALL, error, tool), range(builds)))


@pytest.mark.parametrize("builds", [2, pytest.param(8, marks=pytest.mark.long)])
def test_builds_that_get_no_lock_pay_nothing(tmp_path: Path, builds: int) -> None:
    """ENOLCK, as a network disk without its lock service says: exit 1, in words, not one request; later all is bought."""
    root = make_gallery(tmp_path / "gallery", foxes(3))
    with FakeAPI() as api:
        for traced in at_once(root, api, builds, "ENOLCK"):
            assert (traced.struck, traced.ran.code, traced.ran.clumsy) == (True, 1, []), traced.ran.words
            assert "No locks available" in traced.ran.err
        assert api.posts() == []
        assert (tool_for(root, api).build().code, len(api.ledger())) == (0, 3)


@pytest.mark.parametrize("builds", [2, pytest.param(8, marks=pytest.mark.long)])
def test_builds_on_a_disk_without_flock_buy_each_picture_once(tmp_path: Path, builds: int) -> None:
    """ENOSYS: filelock marks the lock by a file that is there or not; each picture is asked for once."""
    root = make_gallery(tmp_path / "gallery", foxes(3))
    with FakeAPI(latency=(0.0, 0.2)) as api:
        for traced in at_once(root, api, builds, "ENOSYS"):
            assert (traced.struck, traced.ran.code, traced.ran.clumsy) == (True, 0, []), traced.ran.words
            assert "Warning" not in traced.ran.err
        assert (len(api.posts()), len(kept(root))) == (3, 3)
    assert wrong_originals(root) + wrong_site(root) == []
