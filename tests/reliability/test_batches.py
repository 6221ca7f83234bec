"""Batches through the tool itself: handed in at once, collected later, by several builds, by a colleague, after kills."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.fake_api import FakeAPI
from tests.reliability.batches import HALF_PRICE, IMAGES, hold_to_promises
from tests.reliability.galleries import finish, foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.galleries import Ran, Tool


def start(root: Path, api: FakeAPI, images: int = IMAGES) -> Tool:
    """Return the tool of a new gallery."""
    return tool_for(make_gallery(root, foxes(images)), api)


def ended(ran: Ran, *words: str) -> None:
    """See that a build ended well, in words for people."""
    assert (ran.code, ran.clumsy, [word for word in words if word not in ran.words]) == (0, [], []), ran.words


def test_what_is_missing_is_handed_in_and_collected_later(tmp_path: Path) -> None:
    """One batch; pending until it is ready and not bought meanwhile; each picture paid once, at half price."""
    with FakeAPI(batch_seconds=3600.0) as api:
        tool = start(tmp_path, api)
        ended(tool.build("--batch"), "4 pictures submitted in 1 batch ($0.006 at half price)", "4 pending")
        ended(tool.build(), "validating", "4 pending")
        assert (len(api.batches()), api.ledger()) == (1, [])
        api.end_batches()
        ended(tool.build(), "4 collected ($0.006 at half price)")
        hold_to_promises(tmp_path, api)
        assert wrong_site(tmp_path) == []
        assert {(float(one.record["price"]["usd"]), one.record["price"]["how"]) for one in kept(tmp_path)} == {
            (float(HALF_PRICE), "measured")
        }
        assert tool.build().out == "nothing to do.\n"


def test_two_builds_hand_in_and_collect_once(tmp_path: Path) -> None:
    """Two builds at once, twice: one batch, each picture collected once, all exit 0."""
    with FakeAPI() as api:
        tool = start(tmp_path, api)
        for _ in range(2):
            both = [tool.start("--batch"), tool.start("--batch")]
            assert [finish(process).code for process in both] == [0, 0]
        ended(tool.build())
        hold_to_promises(tmp_path, api)
        assert len(api.batches()) == 1


def test_a_colleague_collects_from_the_journal(tmp_path: Path) -> None:
    """A clone with a key of the same account collects what was handed in here; so may both, and the bytes are the same."""
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    with FakeAPI(batch_seconds=3600.0) as api:
        ended(start(mine, api).build("--batch"))
        shutil.copytree(mine, theirs, ignore=shutil.ignore_patterns(".*", "site"))
        api.end_batches()
        for root in (mine, theirs):
            ended(tool_for(root, api).build(), "4 collected")
            hold_to_promises(root, api)
        files = [{path.name: path.read_bytes() for path in root.glob("originals/??/*")} for root in (mine, theirs)]
        assert files[0] == files[1]
