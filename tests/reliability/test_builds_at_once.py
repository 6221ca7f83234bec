"""Builds of one gallery at the same time never buy the same picture."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import finish, foxes, make_gallery, tool_for, until
from tests.reliability.judges import leftovers, wrong_originals, wrong_site

if TYPE_CHECKING:
    from pathlib import Path


def build_at_once(root: Path, builds: int, images: int) -> None:
    """Start builds together: all end well, each image is asked for once, and nothing is left to do."""
    make_gallery(root, foxes(images))
    with FakeAPI(latency=(0.0, 0.05)) as api:
        tool = tool_for(root, api)
        ran = [finish(process) for process in [tool.start() for _ in range(builds)]]
        assert [one.words for one in ran if one.code or one.clumsy] == []
        assert (images, images) == (len(api.posts()), len(api.ledger()))
        assert wrong_originals(root) + wrong_site(root) + leftovers(root) == []
        assert tool.build().out == "nothing to do.\n"


@pytest.mark.parametrize(
    "rounds", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)]
)
def test_two_builds_buy_each_picture_once(tmp_path: Path, rounds: int) -> None:
    """Two builds of 12 prompts: 12 requests, and both exit 0."""
    build_at_once(tmp_path, 2, 12)


def test_a_build_that_may_not_wait_says_so(tmp_path: Path) -> None:
    """`--no-wait` beside a build that is buying: exit 75, and no request of its own."""
    make_gallery(tmp_path, foxes(4))
    with FakeAPI(latency=0.3) as api:
        tool = tool_for(tmp_path, api)
        first = tool.start()
        until(api.posts, first)
        first.send_signal(signal.SIGSTOP)  # it holds the lock for as long as the second one needs
        second = tool.build("--no-wait")
        first.send_signal(signal.SIGCONT)
        assert (second.code, second.clumsy, "another build" in second.err) == (75, [], True), second.words
        assert (finish(first).code, len(api.posts())) == (0, 4)


@pytest.mark.long
@pytest.mark.parametrize("block", range(5))
def test_eight_builds_buy_each_picture_once(tmp_path: Path, block: int) -> None:
    """Eight builds of 100 prompts, 5 times 10 rounds: exactly 100 requests each."""
    for number in range(10):
        build_at_once(tmp_path / str(number), 8, 100)
