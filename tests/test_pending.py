"""What waits in batches is said with the time that is left, from the journal alone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli.batch_words import waiting
from gallery_build.pending import Pending, pending_in
from gallery_build.store import Batch, Store
from gallery_build.store.batches import begin, conclude, note_created, note_sent, read_batch
from tests.values import a_key

if TYPE_CHECKING:
    from pathlib import Path

THEN = dt.datetime(2026, 11, 1, 10, tzinfo=dt.UTC)
BATCH = Batch(
    "0123456789abcdef", "api.openai.com", "gpt-image-2", "2026-11-01T10:00:00Z", {a_key(): "x"}, Decimal("0.01")
)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0.01, "less than an hour ago; ready within 24 hours"),
        (0.5, "12 hours ago; ready within 24 hours"),
        (3, "3 days ago; ready: a build collects it until 2026-12-01"),
        (25, "25 days ago; collect now: results vanish after 2026-12-01"),
        (40, "collect now: results vanish after 2026-12-01"),
    ],
)
def test_the_time_that_is_left_is_said(days: float, words: str) -> None:
    """A day to be done, thirty to be collected, and a warning a week before they vanish."""
    batch = Pending(BATCH.run, "", BATCH.host, BATCH.model, 2, BATCH.usd, THEN)
    said = waiting(batch, THEN + dt.timedelta(days=days))
    assert said.startswith("batch 01234567: 2 pictures handed in at api.openai.com")
    assert words in said


def test_a_batch_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Each step of the journal adds what became known; the conclusion leaves nothing."""
    store = Store(tmp_path)
    begin(store, BATCH)
    store.intend(a_key(), BATCH.run, {})
    assert (read_batch(store, BATCH.run), [one.pictures for one in pending_in(store)]) == (BATCH, [1])
    note_sent(store, BATCH.run, "file-1", BATCH.submitted)
    note_created(store, BATCH.run, "batch_1")
    found = read_batch(store, BATCH.run)
    assert (found.file, found.sent, found.id) == ("file-1", BATCH.submitted, "batch_1")
    assert store.look().pending(a_key())
    conclude(store, BATCH.run)
    assert (pending_in(store), list((tmp_path / "batches").iterdir())) == ((), [])
    assert (store.look().pending(a_key()), store.look().attempts(a_key())) == (False, 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"host": 7}', '{"submitted": "yesterday"}', "<<<<<<< HEAD"])
def test_notes_that_cannot_be_read_are_named(tmp_path: Path, content: str) -> None:
    """A journal comes from outside: what is wrong with it is said, and its pictures stay pending."""
    (tmp_path / "batches").mkdir()
    (tmp_path / "batches" / f"{BATCH.run}.json").write_text(content, encoding="utf-8")
    store = Store(tmp_path)
    store.intend(a_key(), BATCH.run, {})
    (batch,) = pending_in(store)
    assert f"batches/{BATCH.run}.json" in batch.problem
    assert batch.problem in waiting(batch, THEN)
    assert store.look().pending(a_key())
