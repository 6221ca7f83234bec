"""Answers that are lost on the way: what may have been paid is bounded, reported, and never asked a third time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, paid, paid_too_often, wrong_originals, wrong_site

if TYPE_CHECKING:
    from pathlib import Path


def lose(root: Path, images: int, seed: int, fault: str) -> None:
    """Build while the server loses one answer in five, then again."""
    make_gallery(root, foxes(images))
    with FakeAPI(seed=seed) as api:
        api.behave(**{fault: 0.2})
        tool = tool_for(root, api)
        ran = tool.build("--jobs", "8")
        lost = len(api.ledger()) - len(kept(root))
        assert paid_too_often(api) + wrong_originals(root) + wrong_site(root) + ran.clumsy == []
        assert (ran.err.count("the answer was lost"), lost > 0) == (lost, True), ran.err
        twice = images - len(kept(root))
        assert ran.code == (1 if twice else 0), ran.words
        again = tool.build()
        assert (again.code, again.clumsy, len(api.ledger())) == (0, [], images + lost - twice), again.words
        assert max(paid(api.ledger()).values()) == 2


@pytest.mark.parametrize("fault", ["drop", "truncate"])
def test_lost_answers_are_asked_once_more_and_reported(tmp_path: Path, fault: str) -> None:
    """One in five of 30: each loss is a line with what it may have cost, and a second build asks nobody a third time."""
    lose(tmp_path, 30, 3, fault)


@pytest.mark.long
@pytest.mark.parametrize("fault", ["drop", "reset", "truncate"])
def test_two_hundred_answers(tmp_path: Path, fault: str) -> None:
    """One in five of 200."""
    lose(tmp_path, 200, 7, fault)


def test_an_unknown_picture_is_asked_a_third_time_on_request_only(tmp_path: Path) -> None:
    """Twice without an answer it is held; `--retry-unknown` is one more attempt, and no fourth."""
    make_gallery(tmp_path, foxes(1))
    with FakeAPI(drop=True) as api:
        tool = tool_for(tmp_path, api)
        posts = []
        for flags in ((), (), ("--retry-unknown",), ()):
            tool.build(*flags)
            posts.append(len(api.posts()))
        assert posts == [2, 2, 3, 3]
        api.behave(drop=False)
        came = tool.build("--retry-unknown")
        assert (came.code, len(kept(tmp_path)), len(api.posts())) == (0, 1, 4), came.words
        assert tool.build().out == "nothing to do.\n"
