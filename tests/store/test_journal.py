"""The journal of batches says what was handed in, whether the server has it, and under which name."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import StoreError
from gallery_build.store import Batch, Store, new_run, read_batch
from gallery_build.store.batches import (
    begin,
    clear_concluded,
    conclude,
    has_notes,
    note_created,
    note_sent,
    open_runs,
    take_back_sent,
)
from tests.values import a_key, hex_of

if TYPE_CHECKING:
    from pathlib import Path

RUN = "0123456789abcdef"
MOMENT = "2026-11-22T10:00:00Z"
BATCH = Batch(RUN, "api.openai.com", "gpt-image-2", MOMENT, {a_key(): hex_of("body")}, Decimal("0.0016225"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with one batch that is about to be handed in."""
    store = Store(tmp_path / "originals")
    begin(store, BATCH)
    return store


def rewrite(store: Store, name: str, **fields: object) -> None:
    """Let a note of the batch say something else."""
    path = store.folder / "batches" / name
    plain = json.loads(path.read_bytes()) | fields
    path.unlink()
    path.write_text(json.dumps(plain), encoding="utf-8")


def test_a_batch_is_read_back_as_it_was_written(store: Store) -> None:
    """Before the upload nothing is known of the server's names; then one after the other is."""
    written = read_batch(store, RUN)
    note_sent(store, RUN, "file-1", MOMENT)
    sent = read_batch(store, RUN)
    note_created(store, RUN, "batch_1")
    created = read_batch(store, RUN)
    assert (written, sent.file, sent.sent, sent.id) == (BATCH, "file-1", MOMENT, "")
    assert (created.file, created.id) == ("file-1", "batch_1")


def test_what_was_certainly_not_created_is_taken_back(store: Store) -> None:
    """The batch is again as it was before it was sent; what is not there need not be taken back."""
    note_sent(store, RUN, "file-1", MOMENT)
    take_back_sent(store, RUN)
    take_back_sent(store, RUN)
    assert read_batch(store, RUN) == BATCH


def test_pictures_in_a_batch_are_pending_until_it_is_concluded(store: Store) -> None:
    """An attempt whose run is in a batch is on its way; after that it is one that never had an answer."""
    store.intend(a_key(), RUN, {})
    store.intend(a_key(), new_run(), {})
    before = store.look()
    conclude(store, RUN)
    after = store.look()
    assert (before.pending(a_key()), before.attempts(a_key())) == (True, 1)
    assert (after.pending(a_key()), after.attempts(a_key())) == (False, 2)


def test_a_conclusion_that_a_crash_cut_short_is_finished(store: Store) -> None:
    """Notes without their batch go; those of an open batch, and what is not ours, stay."""
    note_created(store, RUN, "batch_1")
    note_created(store, "f" * 16, "batch_2")
    (store.folder / "batches" / "mine.json").write_text("{}")
    clear_concluded(store)
    left = sorted(path.name for path in (store.folder / "batches").iterdir())
    assert has_notes(store.folder)
    assert left == [f"{RUN}.created.json", f"{RUN}.json", "mine.json"]
    assert open_runs(store.folder) == {RUN}


@pytest.mark.parametrize(
    "damage",
    [
        {"host": 7},
        {"submitted": "yesterday"},
        {"requests": []},
        {"requests": {"fox": "body"}},
        {"requests": {a_key(): None}},
        {"usd": "NaN"},
    ],
    ids=str,
)
def test_a_damaged_note_is_named(store: Store, damage: dict[str, object]) -> None:
    """Whatever a note says, the error names the file."""
    rewrite(store, f"{RUN}.json", **damage)
    with pytest.raises(StoreError, match=f"{RUN}.json: not the note of a batch"):
        read_batch(store, RUN)


def test_a_name_that_no_server_gives_is_not_taken(store: Store) -> None:
    """What was sent or created is believed only in the shapes that are written."""
    note_sent(store, RUN, "file-1", MOMENT)
    rewrite(store, f"{RUN}.sent.json", file="a name\nwith lines")
    with pytest.raises(StoreError, match="not the note of a batch"):
        read_batch(store, RUN)
