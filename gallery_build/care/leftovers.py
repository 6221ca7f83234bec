"""What crashes and odd answers left in `originals/`: what may go, what stays, and why. Decides, removes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.buy.answers import read_answer
from gallery_build.care.inventory import Place, of_part, of_place, take_inventory
from gallery_build.errors import StoreError
from gallery_build.store import digest_of
from gallery_build.store.batches import open_runs
from gallery_build.store.names import Name, Part, asked_name, parse_name
from gallery_build.store.pictures import NotAPictureError, identify
from gallery_build.store.records import record_from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.care.inventory import Found
    from gallery_build.model import Key
    from gallery_build.store import Store


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file that nobody may need, and why it may go or stays."""

    path: str
    """Relative to `originals/`; a derivative's to its folder in `.gallery/`."""
    size: int
    why: str
    clear: bool
    """Whether it may go: never where money may be lost or forgotten with it."""


def find_leftovers(store: Store) -> list[Leftover]:
    """Return every leftover of a store, sorted by path."""
    inventory = take_inventory(store.folder)
    batches = open_runs(store.folder)
    asked = {(name.key, name.mark): found for found, name in of_part(inventory, Part.ASKED)}
    settled = {(name.key, name.mark) for _, name in of_part(inventory, Part.REFUSED)} | set(_brought(store, inventory))
    found = [Leftover(one.path, one.size, "half a file", clear=True) for one in of_place(inventory, Place.TEMPORARY)]
    found += [_intent(one, proven=attempt in settled, waits=attempt[1] in batches) for attempt, one in asked.items()]
    found += [_spooled(store, one, inventory, asked) for one in of_place(inventory, Place.SPOOL)]
    found += [_quarantined(store, one) for one in of_place(inventory, Place.QUARANTINE)]
    return sorted(found, key=lambda leftover: leftover.path)


def _brought(store: Store, inventory: list[Found]) -> Iterator[tuple[Key, str]]:
    """Yield the attempts that records say brought a picture."""
    for found, name in of_part(inventory, Part.RECORD):
        try:
            record = record_from_json(store.read(found.path), found.path)
        except StoreError:
            continue  # it proves nothing; `verify` names it
        if record.run is not None:
            yield name.key, record.run


def _intent(found: Found, *, proven: bool, waits: bool) -> Leftover:
    """Judge an intent: only an answer that stands proves that nothing more was paid."""
    left = "in a batch that is not collected" if waits else "no answer stands, perhaps paid: it stays in the book"
    why = "its answer stands" if proven else left
    return Leftover(found.path, found.size, why, clear=proven)


def _spooled(store: Store, found: Found, inventory: list[Found], asked: dict[tuple[Key, str], Found]) -> Leftover:
    """Judge a raw answer: it may go once its picture stands in the store, byte for byte."""
    name = _attempt(found)
    if name is None:
        return Leftover(found.path, found.size, "not of this tool", clear=False)
    if (name.key, name.mark) in asked:
        return Leftover(found.path, found.size, "the next build that may buy finishes it", clear=False)
    content = _picture_in(store, found, head=True)
    kept = [one.path for one, other in of_part(inventory, Part.IMAGE) if other.key == name.key]
    if content is not None and any(_is(store, path, content) for path in kept):
        return Leftover(found.path, found.size, "finished: its picture stands", clear=True)
    return Leftover(found.path, found.size, "the next build that may buy looks at it", clear=False)


def _quarantined(store: Store, found: Found) -> Leftover:
    """Judge paid bytes that were no picture; should one be in them after all, they stay."""
    if _attempt(found) is None:
        return Leftover(found.path, found.size, "not of this tool", clear=False)
    if _picture_in(store, found, head=False) is not None:
        return Leftover(found.path, found.size, "there is a picture in it", clear=False)
    return Leftover(found.path, found.size, "an answer that is no picture", clear=True)


def _attempt(found: Found) -> Name | None:
    """Return whose answer a file of the spool or the quarantine is."""
    key, _, run = found.path.rpartition("/")[2].partition(".")
    return parse_name(asked_name(key, run).rpartition("/")[2])  # type: ignore[arg-type]  # parse_name judges it


def _picture_in(store: Store, found: Found, *, head: bool) -> bytes | None:
    """Return the picture in a raw answer; `head`: a line about the answer stands before it."""
    raw = store.read(found.path)
    content = read_answer(raw.partition(b"\n")[2] if head else raw).content
    try:
        return content if content is not None and identify(content) else None
    except NotAPictureError:
        return None


def _is(store: Store, path: str, content: bytes) -> bool:
    try:
        return store.digest(path) == digest_of(content)
    except StoreError:
        return False
