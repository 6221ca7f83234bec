"""`spend` adds up to the last digit what records say, and counts apart what was perhaps paid."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gallery_build.buy.access import make_access
from gallery_build.care.spend import BY, NONE, Entry, Estimate, add, estimates, group, read_book
from gallery_build.cli import run
from gallery_build.job import Company, Wishes
from gallery_build.model import Price, Quote
from gallery_build.project import build
from gallery_build.store import Store
from tests.fake_api import FakeAPI
from tests.values import a_gallery, a_key, a_picture, a_record

if TYPE_CHECKING:
    from pathlib import Path

RUN = "0123456789abcdef"
HARE = "---\ntags: [brown, fast]\n---\nA brown hare.\n"
CONFIG = '[site]\ntitle = "Test"\n[defaults]\nmodel = "gpt-image-2"\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'

amounts = some.decimals(0, 1000, allow_nan=False, allow_infinity=False, places=8)
entries = some.builds(
    Entry,
    key=some.just(a_key()),
    prompt=some.sampled_from(["fox", "sea/harbour", "sea/fog", ""]),
    model=some.sampled_from(["gpt-image-2", "dall-e-3", ""]),
    time=some.sampled_from(["2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z", ""]),
    usd=some.none() | amounts,
    how=some.sampled_from(["measured", "estimated", "free", "unknown", "perhaps", "pending"]),
    expected=some.none() | amounts,
)


def put(store: Store, text: str, usd: str | None, how: str = "measured", **fields: Any) -> None:  # noqa: ANN401  # a test's fields
    """Keep a picture that cost so much."""
    content = a_picture(colour=f"#{len(text) * 4099:06x}")
    price = Price(None if usd is None else Decimal(usd), how)
    store.put(content, a_record(a_key(text), content, price=price, **fields), "png")


def spent(root: Path, capsys: pytest.CaptureFixture[str], *flags: str) -> dict[str, Any]:
    """Return the document of `spend`."""
    assert run(["-C", str(root), "spend", "--json", *flags]) in {0, 1}
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return the empty store of a gallery of two prompts."""
    a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n", hare=HARE)
    return Store(tmp_path / "originals")


@given(some.lists(entries))
def test_no_digit_is_lost(found: list[Entry]) -> None:
    """However entries are grouped, the groups come to exactly the total, and nothing is in two columns."""
    together = add(found)
    paid = [entry.usd for entry in found if entry.how not in {"perhaps", "pending"} and entry.usd is not None]
    assert together.usd == sum(paid, Decimal(0))
    for names in BY.values():
        parts = group(found, names).values()
        assert sum((part.usd for part in parts), Decimal(0)) == together.usd
        assert sum(part.images + part.perhaps + part.pending for part in parts) == len(found)


def test_what_the_server_charged_is_what_the_book_says(store: Store, tmp_path: Path) -> None:
    """Bought from an API that charges: the ledger's sum, all of it measured, with the expectation beside it."""
    with FakeAPI() as api:
        build(tmp_path, Wishes(cap=Decimal(1)), make_access(api.url, api.key), Company(dt.date(2026, 11, 22)))
        paid = api.paid()
    book = read_book(store)
    together = add(book.entries)
    (judged,) = estimates(book.entries)
    assert (together.usd, together.measured, together.images, book.unread) == (paid, paid, 2, ())
    assert (judged.images, judged.measured, judged.expected > 0) == (2, paid, True)


def test_measured_estimated_and_unknown_are_told_apart(store: Store) -> None:
    """Three columns; what has no price is counted and is in no sum."""
    put(store, "a", "0.10")
    put(store, "bb", "0.02", "estimated")
    put(store, "ccc", None, "unknown")
    together = add(read_book(store).entries)
    assert (together.images, together.measured, together.estimated, together.unpriced) == (
        3,
        Decimal("0.10"),
        Decimal("0.02"),
        1,
    )


def test_a_request_without_an_answer_is_counted_apart(store: Store) -> None:
    """An intent is money that was perhaps paid: at most its bound; one whose record stands is not."""
    quote = {"expected": "0.01", "bound": "0.02", "how": "formula"}
    store.intend(a_key("a"), RUN, {"quote": quote, "prompt_id": "fox", "model": "m", "asked": "2026-11-02T00:00:00Z"})
    store.intend(a_key("a"), RUN[::-1], {"quote": {"bound": "NaN"}})
    put(store, "settled", "0.5", run=RUN)
    store.intend(a_key("settled"), RUN, {"quote": quote})
    together = add(read_book(store).entries)
    assert (together.usd, together.perhaps, together.perhaps_usd, together.perhaps_unpriced) == (
        Decimal("0.5"),
        2,
        Decimal("0.02"),
        1,
    )


def test_what_waits_in_a_batch_is_pending_and_not_perhaps_paid(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Handed in to an API that charges, it is counted apart, and once collected, as paid; each is said."""
    company = Company(dt.date(2026, 11, 22))
    with FakeAPI() as api:
        access = make_access(api.url, api.key)
        build(tmp_path, Wishes(cap=Decimal(1), batch=True), access, company)
        waiting = add(read_book(store).entries)
        assert (waiting.pending, waiting.perhaps, waiting.images, waiting.usd) == (2, 0, 0, Decimal(0))
        assert 0 < waiting.pending_usd < Decimal("0.01")
        for command, words in {
            "spend": "in no sum: 2 pictures in a batch that is not collected, at most $0.003",
            "doctor": "2 images in a batch, on the way",
            "verify": "in a batch that is not collected",
        }.items():
            run(["-C", str(tmp_path), command])
            said = capsys.readouterr().out
            assert (words in said, "perhaps paid\n" in said) == (True, False)
        build(tmp_path, Wishes(cap=Decimal(1)), access, company)
        collected = add(read_book(store).entries)
        assert (collected.pending, collected.images, collected.usd) == (0, 2, api.paid())


@pytest.mark.parametrize(("stage", "perhaps"), [("input", 0), ("output", 1)])
def test_a_picture_blocked_after_it_was_made_was_perhaps_paid(store: Store, stage: str, perhaps: int) -> None:
    """What was refused before any work was done costs nothing."""
    store.refuse(a_key(), RUN, {"details": {"moderation_stage": stage}, "received": "2026-11-02T00:00:00Z"})
    assert add(read_book(store).entries).perhaps == perhaps


def test_what_is_in_the_trash_was_paid_for(store: Store) -> None:
    """Moving an image away takes no money out of the book."""
    put(store, "a", "0.10")
    folder = store.folder / a_key("a")[:2]
    (store.folder / ".trash").mkdir()
    folder.rename(store.folder / ".trash" / folder.name)
    assert add(read_book(store).entries).usd == Decimal("0.10")


def test_a_record_without_its_image_was_paid_for(store: Store) -> None:
    """A clone without LFS content has the whole book."""
    put(store, "a", "0.10")
    for image in store.folder.glob("??/*.png"):
        image.unlink()
    assert add(read_book(store).entries).usd == Decimal("0.10")


def test_groups_are_named_by_the_records(store: Store) -> None:
    """Month, model and series as they were then; what has none stands under one name."""
    put(store, "a", "1", prompt_id="sea/harbour", received="2026-10-31T23:59:59Z")
    put(store, "bb", "2", prompt_id="fox", model="dall-e-3")
    found = read_book(store).entries
    assert {
        by: {name: part.usd for name, part in group(found, BY[by]).items()} for by in ("month", "model", "series")
    } == {
        "month": {"2026-10": 1, "2026-11": 2},
        "model": {"gpt-image-2.5-flare": 1, "dall-e-3": 2},
        "series": {"sea": 1, NONE: 2},
    }


def test_tags_are_those_of_today(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture with two tags counts under both, and once in the total."""
    put(store, "A brown hare.", "1", prompt_id="an-older-name")
    put(store, "gone", "2", prompt_id="gone")
    document = spent(tmp_path, capsys, "--by", "tag")
    assert [(row["name"], row["usd"]) for row in document["rows"]] == [(NONE, "2"), ("brown", "1"), ("fast", "1")]
    assert document["total"]["usd"] == "3"


@pytest.mark.parametrize(("since", "usd"), [("2026", "3"), ("2026-11", "2"), ("2026-11-02", "0"), ("2027", "0")])
def test_since_leaves_out_what_is_older(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], since: str, usd: str
) -> None:
    """A year, a month, a day, each from its first second on, in UTC."""
    put(store, "a", "1", received="2026-10-31T23:59:59Z")
    put(store, "bb", "2", received="2026-11-01T00:00:00Z")
    assert spent(tmp_path, capsys, "--since", since)["total"]["usd"] == usd


@pytest.mark.parametrize("since", ["yesterday", "2026-13", "11-2026", "2026-1", "٢٠٢٦"])
def test_what_is_no_date_is_refused(tmp_path: Path, store: Store, since: str) -> None:
    """Exit 2, before anything is read."""
    assert not store.folder.exists()
    assert run(["-C", str(tmp_path), "spend", "--since", since]) == 2


def test_the_error_of_estimates_is_said(store: Store) -> None:
    """By model, over what was expected before and measured after; nothing else is judged."""
    quote = Quote(Decimal("0.10"), Decimal("0.20"), "formula")
    put(store, "a", "0.12", quote=quote)
    put(store, "bb", "0.10", quote=quote)
    put(store, "ccc", "0.90", "estimated", quote=quote)
    put(store, "dddd", "0.90")
    (judged,) = estimates(read_book(store).entries)
    assert judged == Estimate("gpt-image-2.5-flare", 2, Decimal("0.20"), Decimal("0.22"))
    assert judged.error == Decimal(10)


def test_a_record_that_cannot_be_read_is_said(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is added up, the file is named, and the exit code says that the sums are not whole."""
    put(store, "a", "1")
    torn = store.folder / a_key("b")[:2] / f"{a_key('b')}.{'0' * 12}.json"
    torn.parent.mkdir(exist_ok=True)
    torn.write_bytes(b"{")
    assert run(["-C", str(tmp_path), "spend"]) == 1
    said = capsys.readouterr()
    assert (torn.name in said.err, "not whole" in said.err, "$1.00" in said.out) == (True, True, True)


def test_the_table_says_what_is_in_no_sum(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows, a total, and beneath it what has no price and what was perhaps paid."""
    assert run(["-C", str(tmp_path), "spend"]) == 0
    assert capsys.readouterr().out == "nothing was bought.\n"
    put(store, "a", "0.12", quote=Quote(Decimal("0.10"), Decimal("0.20"), "formula"))
    put(store, "bb", None, "unknown")
    quote = {"expected": "0.01", "bound": "0.02", "how": "formula"}
    store.intend(a_key("c"), RUN, {"quote": quote, "asked": "2026-11-03T10:00:00Z"})
    assert run(["-C", str(tmp_path), "spend"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "month    pictures  measured  estimated  together",
        "2026-11         2    $0.120         $0    $0.120",
        "total           2    $0.120         $0    $0.120",
        "in no sum: 1 picture without a known price",
        "in no sum: 1 request perhaps paid, at most $0.020",
        "gpt-image-2.5-flare: 1 picture, expected $0.100, measured $0.120: 20.0 % more",
    ]
