"""Batches through the tool itself: handed in at once, collected later, by several builds, by a colleague, after kills."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import Access
from tests.fake_api import FakeAPI
from tests.reliability.batches import HALF_PRICE, IMAGES, Buyer, hold_to_promises, recover, wrong_batches
from tests.reliability.galleries import finish, foxes, make_gallery, tool_for, until
from tests.reliability.judges import kept, wrong_site
from tests.reliability.strikes import striking

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


def kill_at_acts(root: Path, images: int, step: int, code: Path | None = None) -> tuple[int, list[str]]:
    """Kill handing in and collecting before every so many acts, each on a new gallery.

    Return how many kills that were, and what was wrong when the next builds had mended it.
    """
    wrong: list[str] = []
    kills = 0
    with striking(code) as strike:
        for handed_in in (False, True):
            for act in range(1, 1000, step):
                gallery = make_gallery(root / f"{'collect' if handed_in else 'hand in'} {act}", foxes(images))
                with FakeAPI() as api:
                    if handed_in:
                        strike(gallery, api.url, api.key, 0)
                    if strike(gallery, api.url, api.key, act):
                        break
                    kills += 1
                    recover(gallery, api, images)
                    wrong += [f"{gallery.name}: {fault}" for fault in wrong_batches(gallery, api, images)]
    return kills, wrong


def test_a_kill_at_an_act_costs_nothing(tmp_path: Path) -> None:
    """Killed before every third file, rename, removal or connection of handing in and of collecting: paid once."""
    kills, wrong = kill_at_acts(tmp_path, 1, 3)
    assert (kills >= 10, wrong) == (True, [])


@pytest.mark.long
def test_a_kill_at_any_act_costs_nothing(tmp_path: Path) -> None:
    """The same before each of them, with three pictures."""
    kills, wrong = kill_at_acts(tmp_path, 3, 1)
    print("kills:", kills)  # noqa: T201  # docs/reliability.md
    assert (kills >= 50, wrong) == (True, [])


@pytest.mark.parametrize("path", ["files", "batches"])
@pytest.mark.parametrize("late_seconds", [0.0, 1.5])
def test_a_kill_while_the_server_works_costs_nothing(tmp_path: Path, path: str, late_seconds: float) -> None:
    """Killed between a request and its answer, also where the batch appears only after the next build has looked."""
    with FakeAPI(batch_late=late_seconds) as api:
        tool = start(tmp_path, api)
        process = tool.start("--batch")
        until(lambda: any(post.path.endswith(path) for post in api.posts()), process)
        process.kill()
        process.communicate()
        Buyer(tmp_path, Access(api.url, api.key)).build(batch=True)
        api.settle()
        recover(tmp_path, api, IMAGES)
        hold_to_promises(tmp_path, api)
