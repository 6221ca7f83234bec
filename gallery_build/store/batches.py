"""The journal of batches, `originals/batches/`: what was handed in, whether the server has it, under which name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gallery_build.errors import StoreError
from gallery_build.model import Key
from gallery_build.store.names import BATCHES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gallery_build.store.store import Store

FORMAT = 1

_NAME = re.compile(r"(?P<run>[0-9a-f]{8,32})(?:\.(?P<note>sent|created))?\.json")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_USD = re.compile(r"\d{1,9}(\.\d{1,12})?(E-\d{1,2})?")
_ID = re.compile(r"[!-~]{1,500}")
"""What a server may call a file or a batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch as the journal tells of it. `file` and `id` are the server's names, empty as long as none is known."""

    run: str
    host: str
    """Where it was handed in."""
    model: str
    submitted: str
    """ISO 8601, UTC."""
    bodies: Mapping[Key, str]
    """Key → digest of its request."""
    usd: Decimal
    """US dollars that it will probably cost."""
    file: str = ""
    sent: str = ""
    """ISO 8601, UTC: when the batch was about to be created; empty before. From here on it may exist."""
    id: str = ""


def open_runs(folder: Path) -> frozenset[str]:
    """Return the runs that are in a batch, by the names in `originals/`."""
    names = (_NAME.fullmatch(path.name) for path in (folder / BATCHES).glob("*.json"))
    return frozenset(name["run"] for name in names if name and not name["note"])


def has_notes(folder: Path) -> bool:
    """Tell whether anything stands in the journal, what a crash left unfinished included."""
    return any((folder / BATCHES).glob("*"))


def begin(store: Store, batch: Batch) -> None:
    """Write down what is about to be handed in; from here on its pictures are pending."""
    store.note(
        f"{BATCHES}/{batch.run}.json",
        {
            "batch": FORMAT,
            "run": batch.run,
            "host": batch.host,
            "model": batch.model,
            "submitted": batch.submitted,
            "requests": dict(batch.bodies),
            "usd": str(batch.usd),
        },
    )


def note_sent(store: Store, run: str, file: str, moment: str) -> None:
    """Write down that the batch is about to be created from an uploaded file; that request is sent once in its life."""
    store.note(f"{BATCHES}/{run}.sent.json", {"run": run, "file": file, "sent": moment})


def note_created(store: Store, run: str, ident: str) -> None:
    """Write down what the server calls the batch."""
    store.note(f"{BATCHES}/{run}.created.json", {"run": run, "id": ident})


def take_back_sent(store: Store, run: str) -> None:
    """Take back that a batch was about to be created: it certainly was not."""
    store.forget(f"{BATCHES}/{run}.sent.json")


def conclude(store: Store, run: str) -> None:
    """Forget a batch. The first removal decides: what still has an intent is unknown from then on, and not pending."""
    for name in (f"{run}.json", f"{run}.sent.json", f"{run}.created.json"):
        store.forget(f"{BATCHES}/{name}")


def clear_concluded(store: Store) -> None:
    """Remove the notes of batches whose conclusion a crash cut short. Only under the store's lock."""
    runs = open_runs(store.folder)
    for path in (store.folder / BATCHES).glob("*.json"):
        name = _NAME.fullmatch(path.name)
        if name and name["run"] not in runs:
            store.forget(f"{BATCHES}/{path.name}")


def read_batch(store: Store, run: str) -> Batch:
    """Return what is known of a batch. Raises StoreError where its notes cannot be read."""
    path = f"{BATCHES}/{run}.json"
    plain = store.read_note(path)
    sent = _note(store, run, "sent")
    created = _note(store, run, "created")
    try:
        return Batch(
            run=run,
            host=_text(plain["host"]),
            model=_text(plain["model"]),
            submitted=_fit(_TIME, plain["submitted"]),
            bodies={
                Key(_fit(re.compile(r"[0-9a-f]{64}"), key)): _text(body) for key, body in plain["requests"].items()
            },
            usd=Decimal(_fit(_USD, plain["usd"])),
            file=_fit(_ID, sent["file"]) if sent else "",
            sent=_fit(_TIME, sent["sent"]) if sent else "",
            id=_fit(_ID, created["id"]) if created else "",
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"originals/{path}: not the note of a batch: {error}", hint="restore it from git") from None


def _note(store: Store, run: str, kind: str) -> dict[str, Any] | None:
    path = f"{BATCHES}/{run}.{kind}.json"
    return store.read_note(path) if (store.folder / path).exists() else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _fit(pattern: re.Pattern[str], value: object) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(f"{value!r}"[:80])
    return str(value)
