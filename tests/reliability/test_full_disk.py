"""A disk that is full stops the spending, keeps what arrived, and says so."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI, digest_of
from tests.reliability.galleries import JOBS, finish, foxes, make_gallery, tool_for, until
from tests.reliability.judges import WITHOUT_RECORD, kept, leftovers, paid, paid_too_often, wrong_originals, wrong_site
from tests.reliability.small_disks import make_read_only, make_room, shrink, small_disk, small_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.galleries import Ran, Tool

IMAGES = 16
FULL = "No space left on device"
PLENTY = 4_000_000
"""Kilobytes; a small disk takes memory only for what is on it."""


def hold_to_promises(root: Path, api: FakeAPI, ran: Ran, *words: str) -> None:
    """Hold a build that met a full disk to what it promises: clear words, exit 1, nothing asked for in vain."""
    assert (ran.code, ran.clumsy, any(each in ran.err for each in words)) == (1, [], True), ran.words
    assert len(api.posts()) - len(kept(root)) <= JOBS
    # bytes come before their record; where that did not fit, the next build writes it from the spool
    assert [wrong for wrong in wrong_originals(root) if WITHOUT_RECORD not in wrong] == []


def hold_next_to_promises(root: Path, api: FakeAPI, tool: Tool) -> None:
    """Hold the next build, with space, to finishing without paying again for what was kept."""
    here = {digest_of(one.prompt) for one in kept(root)}
    second = tool.build()
    assert (second.code, second.clumsy) == (0, []), second.words
    assert wrong_originals(root) + wrong_site(root) + leftovers(root) + paid_too_often(api) == []
    assert [prompt for prompt, count in paid(api.ledger()).items() if prompt in here and count > 1] == []
    assert (len(kept(root)), len(api.ledger()) <= IMAGES + JOBS) == (IMAGES, True)


def fill_originals(root: Path, kilobytes: int) -> None:
    """Build on a disk of originals that fills up while requests are in flight, then with space."""
    make_gallery(root, foxes(IMAGES))
    with ExitStack() as stack:
        api = stack.enter_context(FakeAPI(latency=(0.05, 0.3)))
        stack.enter_context(small_disk(root / "originals", PLENTY))
        tool = tool_for(root, api)
        process = tool.start()
        until(api.posts, process)
        shrink(root / "originals", kilobytes)
        hold_to_promises(root, api, finish(process), FULL, "MB free")
        make_room(root / "originals")
        hold_next_to_promises(root, api, tool)


@pytest.mark.parametrize("kilobytes", [0, pytest.param(40, marks=pytest.mark.long)])
def test_a_disk_of_originals_that_fills_up_stops_the_spending(tmp_path: Path, kilobytes: int) -> None:
    """Once it is full only what is in flight was asked for; with space, the rest is bought."""
    fill_originals(tmp_path, kilobytes)


def test_free_space_is_checked_before_paying(tmp_path: Path) -> None:
    """Without room for the largest answers no request is sent, both numbers are said, and with space all is bought."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api, small_disk(tmp_path / "originals", 150_000):
        tool = tool_for(tmp_path, api)
        ran = tool.build()
        assert (ran.code, ran.clumsy, api.posts()) == (1, [], []), ran.words
        assert "MB free, and 3 at a time may need 503 MB" in ran.err
        assert wrong_site(tmp_path) == []
        make_room(tmp_path / "originals")
        assert (tool.build().code, len(api.posts())) == (0, 3)


def test_free_space_is_checked_before_a_batch_is_collected(tmp_path: Path) -> None:
    """Without room for a line nothing is fetched, and said with both numbers; with space, all is there, paid once."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api, small_disk(tmp_path / "originals", PLENTY):
        tool = tool_for(tmp_path, api)
        assert tool.build("--batch").code == 0
        shrink(tmp_path / "originals", 150_000)
        ran = tool.build()
        assert (ran.code, ran.clumsy, [path for _, path in api.asked() if "content" in path]) == (1, [], []), ran.words
        assert "MB free, and 1 at a time may need 168 MB; make room: the next build collects what is left" in ran.err
        make_room(tmp_path / "originals")
        assert (tool.build().code, len(kept(tmp_path)), len(api.ledger())) == (0, 3, 3)


def test_fewer_at_a_time_need_less_space(tmp_path: Path) -> None:
    """What does not fit together is bought one after the other."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api, small_disk(tmp_path / "originals", 200_000):
        tool = tool_for(tmp_path, api)
        assert [tool.build(*flags).code for flags in ((), ("--jobs", "1"))] == [1, 0]
        assert len(api.posts()) == 3


@pytest.mark.parametrize("kilobytes", [pytest.param(1, marks=pytest.mark.long), 12])
def test_files_that_do_not_fit_stop_the_spending(tmp_path: Path, kilobytes: int) -> None:
    """The same without a right to mount: no file of more than some kilobytes can be written."""
    make_gallery(tmp_path, foxes(IMAGES))
    with FakeAPI(latency=(0.0, 0.05)) as api:
        tool = tool_for(tmp_path, api)
        with small_files(kilobytes):
            process = tool.start()
        hold_to_promises(tmp_path, api, finish(process), "File too large")
        hold_next_to_promises(tmp_path, api, tool)


@pytest.mark.parametrize("place", ["site", ".gallery"])
def test_a_full_disk_elsewhere_leaves_the_originals_alone(tmp_path: Path, place: str) -> None:
    """Everything is bought and kept, the message names the trouble, and with space the next build repairs."""
    make_gallery(tmp_path, foxes(IMAGES))
    with ExitStack() as stack:
        api = stack.enter_context(FakeAPI())
        stack.enter_context(small_disk(tmp_path / place, 64))
        tool = tool_for(tmp_path, api)
        ran = tool.build()
        assert (ran.code, ran.clumsy, FULL in ran.err) == (1, [], True), ran.words
        assert (wrong_originals(tmp_path), len(kept(tmp_path))) == ([], IMAGES)
        make_room(tmp_path / place)
        hold_next_to_promises(tmp_path, api, tool)
        assert len(api.posts()) == IMAGES


def test_originals_that_are_read_only_are_not_bought_for(tmp_path: Path) -> None:
    """No request where its answer could not be kept: exit 1, and what the system said."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api, small_disk(tmp_path / "originals", PLENTY):
        tool = tool_for(tmp_path, api)
        assert tool.build("fox-001").code == 0
        make_read_only(tmp_path / "originals")
        ran = tool.build()
        assert (ran.code, ran.clumsy, "Read-only" in ran.err, len(api.posts())) == (1, [], True, 1), ran.words
        assert tool.build("--offline").code == 0


@pytest.mark.long
def test_forty_sizes_of_a_full_disk(tmp_path: Path) -> None:
    """The same for 40 sizes, from nothing to nearly enough."""
    for step in range(40):
        fill_originals(tmp_path / str(step), 6 * step)
