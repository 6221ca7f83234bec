"""Batches as the server, the network and other people may treat them: each picture is paid once, or it is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import FaultsError
from gallery_build.job import Company, Halt, Progress, Wishes
from gallery_build.project import load
from gallery_build.purchasing import purchase
from gallery_build.report import Exit
from tests.fake_api import FakeAPI
from tests.reliability.batches import IMAGES, buyer, earlier, hold_to_promises, intents, open_batches
from tests.reliability.judges import kept, wrong_originals
from tests.virtual import VirtualClock

if TYPE_CHECKING:
    from pathlib import Path

DAYS = 86_400


def test_the_cap_holds_at_half_price(tmp_path: Path) -> None:
    """What does not fit under the cap, each at the most it can cost, stays missing."""
    with FakeAPI() as api:
        build = buyer(tmp_path, api).build(batch=True, cap="0.0034")
        assert build.shows("does not fit", submitted=2, pending=2, missing=2)
        assert build.bought.exits == {Exit.CAP}


def test_an_upload_whose_answer_is_lost_is_sent_again(tmp_path: Path) -> None:
    """It costs nothing; where every answer is lost, nothing was handed in, and all is missing again."""
    with FakeAPI(batch_silent=("files",)) as api:
        me = buyer(tmp_path, api)
        assert me.build(batch=True).shows("nothing was handed in", missing=IMAGES)
        assert (api.batches(), open_batches(tmp_path), intents(tmp_path)) == ([], [], [])
        api.behave(batch_silent=())
        assert me.build(batch=True).shows(submitted=IMAGES, pending=IMAGES)
        assert me.build().shows(collected=IMAGES, have=IMAGES)
        hold_to_promises(tmp_path, api)


@pytest.mark.parametrize("form", ["seconds", "ms", "date", "message"])
def test_a_server_that_asks_for_patience_has_it(tmp_path: Path, form: str) -> None:
    """An upload and a creation wait as long as is asked for, ten minutes too, in whatever form it is said; it is told."""
    clock, told = VirtualClock(), list[float]()
    with FakeAPI(clock=clock, batch_waits=600.0, retry_after=form) as api:
        me = buyer(tmp_path, api, 1)
        clock.expect(1)
        company = Company(dt.date(2026, 11, 22), tell=lambda now: told.extend([now.wait.seconds] if now.wait else []))
        wishes = Wishes(batch=True, cap=Decimal(1))
        began = clock.now()
        bought, _ = purchase(load(tmp_path), wishes, me.access, replace(company, clock=clock))
        assert (bought.submitted.pictures, api.trespasses(grace=0.001), len(api.batches())) == (1, [], 1)
        assert 1200 <= clock.now() - began < 1205
        assert [round(seconds, -1) for seconds in told] == [600, 600]


def test_a_server_that_asks_for_too_much_stops_the_batch(tmp_path: Path) -> None:
    """More than 15 minutes is a stop, as in any purchase: nothing was handed in, and nothing waits for it."""
    with FakeAPI(batch_waits=1000.0) as api:
        assert buyer(tmp_path, api, 1).build(batch=True).shows("nothing was handed in", missing=1)
        assert len(api.posts()) == 1


def test_a_creation_whose_answer_is_lost_is_found(tmp_path: Path) -> None:
    """The list of batches has it, by the run in its metadata: it is not created again."""
    with FakeAPI(batch_silent=("batches",)) as api:
        me = buyer(tmp_path, api)
        assert me.build(batch=True).shows(submitted=IMAGES, pending=IMAGES)
        assert me.build().shows(collected=IMAGES, have=IMAGES)
        assert len(api.batches()) == 1
        hold_to_promises(tmp_path, api)


def test_a_batch_is_found_behind_many_others(tmp_path: Path) -> None:
    """The list comes in pages; the run may stand on a later one."""
    with FakeAPI(batch_seconds=3600.0) as api:
        me = buyer(tmp_path, api)
        assert me.build(batch=True).shows(submitted=IMAGES, pending=IMAGES)
        (tmp_path / "originals" / "batches" / f"{api.batches()[0]}.created.json").unlink()
        api.crowd_batches(150)
        assert me.build().shows("validating", pending=IMAGES)
        api.end_batches()
        assert me.build().shows(collected=IMAGES, have=IMAGES)


def test_a_server_without_batches_is_said(tmp_path: Path) -> None:
    """404: nothing was handed in, everything is missing as before."""
    with FakeAPI(batches=False) as api:
        build = buyer(tmp_path, api).build(batch=True)
        assert build.shows("127.0.0.1 has no batches: nothing was handed in", missing=IMAGES)
        assert build.bought.exits == {Exit.FAILED}
        assert (open_batches(tmp_path), intents(tmp_path)) == ([], [])


def test_a_model_that_no_batch_takes_is_a_fault(tmp_path: Path) -> None:
    """Said with its place before anything is sent."""
    with FakeAPI() as api, pytest.raises(FaultsError) as caught:
        buyer(tmp_path, api, 1, model="sdxl").build(batch=True)
    assert [str(fault) for fault in caught.value.faults] == [
        "prompts/fox-001.md: sdxl makes no batches\n  hint: build it without --batch"
    ]
    assert api.posts() == []


@pytest.mark.parametrize(("status", "words"), [("expired", "expired"), ("cancelled", "was cancelled")])
def test_what_a_batch_did_not_reach_is_missing_again(tmp_path: Path, status: str, words: str) -> None:
    """What was done is collected; the rest was not charged, and is bought by whoever wants it."""
    with FakeAPI(batch_seconds=3600.0) as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        api.end_batches(status, 0.5)
        assert me.build(cap="0").shows(words, collected=2, have=2, missing=2)
        me.build()
        hold_to_promises(tmp_path, api)


def test_a_batch_whose_lines_are_all_refused_is_remembered(tmp_path: Path) -> None:
    """`completed`, and no file of results: nothing is charged or pending, and nothing is asked again by itself."""
    with FakeAPI(blocked_words=("fox",)) as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        assert me.build().shows("refused: fox-001", refused=IMAGES)
        posts = len(api.posts())
        assert me.build(batch=True).shows(refused=IMAGES)
        assert (len(api.posts()), api.ledger(), open_batches(tmp_path), intents(tmp_path)) == (posts, [], [], [])


def test_a_line_that_failed_may_have_been_paid(tmp_path: Path) -> None:
    """500 in a line is an answer that never came: asked once more, then held."""
    with FakeAPI(batch_fails=("fox",)) as api:
        me = buyer(tmp_path, api, 1)
        me.build(batch=True)
        assert me.build(batch=True).shows("unknown: fox-001", submitted=1, pending=1)
        assert me.build(batch=True).shows("unknown: fox-001", unknown=1)
        assert me.build(batch=True).shows(unknown=1)
        assert (len(api.batches()), len(intents(tmp_path)), open_batches(tmp_path)) == (2, 2, [])


def test_a_file_that_does_not_pass_is_missing_again(tmp_path: Path) -> None:
    """The server's reasons are said, nothing was charged."""
    with FakeAPI(batch_seconds=3600.0) as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        api.fail_batches("The model is not available.")
        assert me.build(cap="0").shows("The model is not available.", missing=IMAGES)
        assert (api.ledger(), open_batches(tmp_path), intents(tmp_path)) == ([], [], [])


def test_results_that_are_gone_were_perhaps_paid(tmp_path: Path) -> None:
    """Whether only the file is gone or, after a month, the batch as well: unknown, asked once more, no third time."""
    with FakeAPI() as api:
        me = buyer(tmp_path, api, 1)
        me.build(batch=True)
        api.change_results(lambda _content: None)
        assert me.build(batch=True).shows("no longer there: perhaps paid", submitted=1, pending=1)
        api.forget_batches()
        assert me.build().shows("does not see it", pending=1)
        earlier(tmp_path, "????????????????.json", "submitted", 32 * DAYS)
        assert me.build().shows("no longer kept: perhaps paid", unknown=1)
        assert me.build().shows(unknown=1)
        assert (len(api.ledger()), len(intents(tmp_path)), open_batches(tmp_path)) == (2, 2, [])


def test_another_endpoint_leaves_a_batch_alone(tmp_path: Path) -> None:
    """The batch stays pending, nobody is asked, and it is said where it was handed in."""
    with FakeAPI() as api, FakeAPI() as other:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        elsewhere = replace(me.access, base_url=other.url.replace("127.0.0.1", "localhost"))
        assert replace(me, access=elsewhere).build().shows("handed in at 127.0.0.1", pending=IMAGES)
        assert (other.asked(), other.posts()) == ([], [])


def hostile(content: bytes) -> dict[str, bytes]:
    """Return what a file of results may have become, by name."""
    foreign = content.replace(b'"custom_id": "', b'"custom_id": "f0f0')
    lines = [b"", b"{}", b'{"custom_id": 7}', b"[" * 100_000, b"\xff\xfe", b'{"custom_id": "a", "response": 3}']
    nonsense = b"\n".join([*lines, b'{"custom_id": "../../a", "response": {"status_code": true}}', b""])
    return {
        "foreign": foreign + content,
        "duplicated": content * 3,
        "nonsense": nonsense + content,
        "no last line end": content.rstrip(),
    }


@pytest.mark.parametrize("kind", ["foreign", "duplicated", "nonsense", "no last line end"])
def test_hostile_lines_beside_good_ones_change_nothing(tmp_path: Path, kind: str) -> None:
    """Foreign, doubled and unreadable lines are ignored; every picture of the batch is collected."""
    with FakeAPI() as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        api.change_results(lambda content: hostile(content)[kind])
        assert me.build().shows("ignored" if kind in {"foreign", "nonsense"} else "", collected=IMAGES, have=IMAGES)
        hold_to_promises(tmp_path, api)


def test_results_that_are_none_leave_the_batch_as_it_is(tmp_path: Path) -> None:
    """A proxy's page in place of results: nothing is concluded from it, and the next build collects."""
    with FakeAPI() as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        good = api.results()
        api.change_results(lambda _content: b"<html>welcome</html>")
        assert me.build().shows("no results", pending=IMAGES)
        api.change_results(lambda _content: good[0])
        assert me.build().shows(collected=IMAGES, have=IMAGES)
        hold_to_promises(tmp_path, api)


def test_a_line_cut_short_was_perhaps_paid(tmp_path: Path) -> None:
    """The others are collected; the one that cannot be read is unknown, and asked once more."""
    with FakeAPI() as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        api.change_results(lambda content: content[:-200])
        assert me.build(cap="0").shows("larger than 80 MiB, or cut short: perhaps paid", collected=3, have=3, unknown=1)
        assert me.build().shows(have=IMAGES)
        assert (len(kept(tmp_path)), len(api.ledger()), wrong_originals(tmp_path)) == (IMAGES, IMAGES + 1, [])


def test_bytes_that_are_no_picture_go_to_quarantine(tmp_path: Path) -> None:
    """Nothing is stored of them, the raw answer is kept, and the picture is unknown."""
    with FakeAPI(bad_picture=True) as api:
        me = buyer(tmp_path, api, 1)
        me.build(batch=True)
        api.behave(bad_picture=False)
        assert me.build(cap="0").shows("no picture", unknown=1)
        assert len(list((tmp_path / "originals" / ".quarantine").iterdir())) == 2  # one of them ignores both in git
        assert me.build().shows(have=1)
        assert wrong_originals(tmp_path) == []


def test_a_creation_that_is_slow_is_waited_for(tmp_path: Path) -> None:
    """A batch that is in no list yet may still appear: its pictures stay pending until that is certain."""
    with FakeAPI() as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        (run,) = api.batches()
        (tmp_path / "originals" / "batches" / f"{run}.created.json").unlink()
        api.forget_batches()
        assert me.build(batch=True).shows("being created", pending=IMAGES)
        earlier(tmp_path, "*.sent.json", "sent", 1000)
        assert me.build(batch=True).shows("never created", submitted=IMAGES, pending=IMAGES)


def test_another_account_proves_nothing(tmp_path: Path) -> None:
    """Where not even the uploaded file is seen, nobody concludes that the batch is not there."""
    with FakeAPI() as api, FakeAPI() as other:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        (run,) = api.batches()
        (tmp_path / "originals" / "batches" / f"{run}.created.json").unlink()
        earlier(tmp_path, "*.sent.json", "sent", 1000)
        stranger = replace(me, access=replace(me.access, base_url=other.url))
        assert stranger.build(batch=True).shows("does not see its file", pending=IMAGES)
        assert me.build().shows(collected=IMAGES, have=IMAGES)


def test_an_interrupted_collection_goes_on_where_it_was(tmp_path: Path) -> None:
    """A person stops it after the first picture: that one is kept, and the next build collects the others."""
    halt = Halt()

    def stop_at_the_first(progress: Progress) -> None:
        if progress.phase == "collect" and progress.done == 1:
            halt.interrupt()

    with FakeAPI() as api:
        me = buyer(tmp_path, api)
        me.build(batch=True)
        company = Company(dt.datetime.now(dt.UTC).date(), tell=stop_at_the_first, halt=halt)
        bought, _ = purchase(load(tmp_path), Wishes(cap=Decimal(1000)), me.access, company)
        assert (bought.collected.pictures, len(kept(tmp_path))) == (1, 1)
        assert bought.exits == {Exit.INTERRUPTED}
        assert me.build().shows(collected=IMAGES - 1, have=IMAGES)
        hold_to_promises(tmp_path, api)
