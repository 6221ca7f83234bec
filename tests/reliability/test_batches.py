"""Batches through the tool itself: handed in at once, collected later, by several builds, by a colleague, after kills."""

from __future__ import annotations

import shutil
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import Access
from tests.fake_api import FakeAPI
from tests.reliability.batches import HALF_PRICE, IMAGES, Buyer, hold_to_promises, recover, wrong_batches
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import finish, foxes, make_gallery, tool_for, until
from tests.reliability.judges import kept, wrong_site
from tests.reliability.strikes import CALLS, strike_at_call, striking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reliability.galleries import Ran, Tool


PHASES = ("hand in", "collect")


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


def kill_at_acts(root: Path, acts: range, phase: str, images: int = 1, code: Path | None = None) -> Iterator[list[str]]:
    """Kill handing in, or collecting, before each of these acts, each on a new gallery.

    Yield for each kill what was wrong when the next builds had mended it.
    """
    with striking(code) as strike:
        for act in acts:
            gallery = make_gallery(root / f"{phase} {act}", foxes(images))
            with FakeAPI() as api:
                if phase == "collect":
                    Buyer(gallery, Access(api.url, api.key)).build(batch=True)
                if strike(gallery, api.url, api.key, act):
                    return
                recover(gallery, api, images)
                yield [f"{gallery.name}: {fault}" for fault in wrong_batches(gallery, api, images)]


@pytest.mark.parametrize("phase", PHASES)
def test_a_kill_at_an_act_costs_nothing(tmp_path: Path, phase: str) -> None:
    """Killed before every fourth file, rename, removal or connection: one batch, paid once."""
    wrong = list(kill_at_acts(tmp_path, range(2, 1000, 4), phase))
    assert (len(wrong) >= 4, list(chain(*wrong))) == (True, [])


@pytest.mark.long
@pytest.mark.parametrize("phase", PHASES)
def test_a_kill_at_any_act_costs_nothing(tmp_path: Path, phase: str) -> None:
    """The same before each of them, with three pictures."""
    wrong = list(kill_at_acts(tmp_path, range(1, 1000), phase, 3))
    print(phase, "kills:", len(wrong))  # noqa: T201  # docs/reliability.md
    assert (len(wrong) >= 25, list(chain(*wrong))) == (True, [])


def kill_at_calls(root: Path, call: str, phase: str) -> Iterator[list[str]]:
    """Kill handing in, or collecting, at the first, second, … system call of this name; the same judges."""
    for when in range(1, 10_000):
        gallery = make_gallery(root / f"{call} {when}", foxes(1))
        with FakeAPI() as api:
            if phase == "collect":
                Buyer(gallery, Access(api.url, api.key)).build(batch=True)
            if strike_at_call(gallery, api.url, api.key, call, when):
                return
            recover(gallery, api, 1)
            yield [f"{gallery.name}: {fault}" for fault in wrong_batches(gallery, api, 1)]


@pytest.mark.long
@pytest.mark.parametrize("phase", PHASES)
def test_a_kill_at_any_call_costs_nothing(tmp_path: Path, phase: str) -> None:
    """Killed by strace at each system call that writes, renames, removes, syncs or sends: one batch, paid once."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    wrong = [one for call in CALLS for one in kill_at_calls(tmp_path, call, phase)]
    print(phase, "kills:", len(wrong))  # noqa: T201  # docs/reliability.md
    assert (len(wrong) >= 20, list(chain(*wrong))) == (True, [])


STORED = "    original = store.put(content, record, picture.extension)\n"
SETTLED = "    store.settle(spooled.key, spooled.run)\n"
SENT = "    note_sent(desk.store, batch.run, file, batch.sent)\n"


@pytest.mark.long
@pytest.mark.parametrize(
    ("phase", "acts", "broken"),
    [
        ("hand in", range(17, 30), ("buy/batch.py", SENT, "")),
        ("collect", range(9, 30), ("buy/finish.py", STORED + SETTLED, SETTLED + STORED)),
    ],
    ids=["nothing says that it was sent", "the intent goes before the bytes stand"],
)
def test_the_judges_see_a_broken_protocol(
    tmp_path: Path, phase: str, acts: range, broken: tuple[str, str, str]
) -> None:
    """The same kills on a copy that leaves out one step, or takes two in the wrong order: pictures are paid twice."""
    code = break_copy(tmp_path / "code", *broken)
    wrong = chain.from_iterable(kill_at_acts(tmp_path, acts, phase, code=code))
    assert any("paid 2 times" in fault for fault in wrong)


def kill_while_working(root: Path, path: str, late_seconds: float, code: Path | None = None) -> list[str]:
    """Kill between a request and its answer, build at once, build again; return what was wrong then."""
    with FakeAPI(batch_late=late_seconds) as api, striking(code) as strike:
        process = tool_for(make_gallery(root, foxes(IMAGES)), api, code=code).start("--batch")
        until(lambda: any(post.path.endswith(path) for post in api.posts()), process)
        process.kill()
        process.communicate()
        strike(root, api.url, api.key, 0)
        api.settle()
        recover(root, api, IMAGES)
        return wrong_batches(root, api, IMAGES)


@pytest.mark.parametrize(
    ("path", "late_seconds"),
    [("files", 0.0), pytest.param("batches", 0.0, marks=pytest.mark.long), ("batches", 2.0)],
)
def test_a_kill_while_the_server_works_costs_nothing(tmp_path: Path, path: str, late_seconds: float) -> None:
    """Killed between a request and its answer, also where the batch appears only after the next build has looked."""
    assert kill_while_working(tmp_path, path, late_seconds) == []


@pytest.mark.long
def test_the_judges_see_impatience(tmp_path: Path) -> None:
    """The same on a copy that takes a batch which is in no list yet for one that was never created: paid twice."""
    code = break_copy(tmp_path / "code", "buy/batch.py", "GRACE = 900.0\n", "GRACE = 0.0\n")
    assert any("paid 2 times" in fault for fault in kill_while_working(tmp_path / "gallery", "batches", 20.0, code))
