"""The money's book: what was paid, and perhaps paid, from the records and notes in `originals/` alone. Asks nobody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gallery_build.care.inventory import Place, of_part, of_place, take_inventory
from gallery_build.errors import StoreError
from gallery_build.plan import total
from gallery_build.store.batches import open_runs
from gallery_build.store.names import Part, parse_name
from gallery_build.store.records import quote_of_plain, record_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from gallery_build.care.inventory import Found
    from gallery_build.model import Key, Record
    from gallery_build.store import Store
    from gallery_build.store.names import Name

NONE = "(none)"
"""How a group is called whose images have no series, no tag, no model."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One image that was paid for, or one request that perhaps was."""

    key: Key
    prompt: str
    """The prompt's id then."""
    model: str
    time: str
    """ISO 8601, UTC: when it arrived; for a request without an answer, when it was asked."""
    usd: Decimal | None
    """What it cost; for a request without an answer, the most it can have cost."""
    how: str
    """`measured`, `estimated`, `free` or `unknown`; `perhaps` for a request that may not have been charged, `pending` in a batch."""
    expected: Decimal | None
    """What was expected before; None where nobody wrote it down."""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the store says of money, and the files of it that cannot be read."""

    entries: tuple[Entry, ...]
    unread: tuple[StoreError, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What some entries come to, in US dollars."""

    images: int
    measured: Decimal
    estimated: Decimal
    unpriced: int
    """Images whose price is not known."""
    perhaps: int
    """Requests that were perhaps charged; their money is in no other sum."""
    perhaps_usd: Decimal
    """The most that those with a known bound can have cost."""
    perhaps_unpriced: int
    pending: int
    """Pictures that wait in a batch: charged when they are made; their money is in no other sum either."""
    pending_usd: Decimal
    """The most that they can cost."""

    @property
    def usd(self) -> Decimal:
        """What was paid, as far as it is known."""
        return self.measured + self.estimated


@dataclass(frozen=True, slots=True)
class Estimate:
    """How right the estimates for one model were: over the images whose price was expected before and measured after."""

    model: str
    images: int
    expected: Decimal
    measured: Decimal

    @property
    def error(self) -> Decimal | None:
        """By how much more than expected it came, in hundredths; None where nothing was expected."""
        return (self.measured - self.expected) / self.expected * 100 if self.expected else None


def read_book(store: Store, since: str = "") -> Book:
    """Read every record, also of what is in the trash, and every note of a request that was perhaps charged.

    `since`: the beginning of an ISO time; entries before it are left out.
    """
    inventory = take_inventory(store.folder)
    records = [found.path for found, _ in of_part(inventory, Part.RECORD)]
    records += [found.path for found in of_place(inventory, Place.TRASH) if _is_record(found.path)]
    unread: list[StoreError] = []
    bought = list(_records(store, records, unread))
    settled = {(record.key, record.run) for record in bought}
    waiting = open_runs(store.folder)
    asked = _notes(store.intent, of_part(inventory, Part.ASKED), unread)
    blocked = [
        (name, note) for name, note in _notes(store.refusal, of_part(inventory, Part.REFUSED), unread) if _late(note)
    ]
    perhaps = [
        _perhaps(name.key, note, "pending" if name.part is Part.ASKED and name.mark in waiting else "perhaps")
        for name, note in [*asked, *blocked]
        if (name.key, name.mark) not in settled
    ]
    entries = [entry for entry in [*map(_bought, bought), *perhaps] if entry.time >= since]
    return Book(tuple(sorted(entries, key=lambda entry: (entry.time, entry.key))), tuple(unread))


def add(entries: Iterable[Entry]) -> Sum:
    """Return what entries come to."""
    every = list(entries)
    perhaps = [entry for entry in every if entry.how == "perhaps"]
    pending = [entry for entry in every if entry.how == "pending"]
    bought = [entry for entry in every if entry.how not in {"perhaps", "pending"}]
    return Sum(
        images=len(bought),
        measured=total(entry.usd for entry in bought if entry.how == "measured"),
        estimated=total(entry.usd for entry in bought if entry.how != "measured"),
        unpriced=sum(entry.usd is None for entry in bought),
        perhaps=len(perhaps),
        perhaps_usd=total(entry.usd for entry in perhaps),
        perhaps_unpriced=sum(entry.usd is None for entry in perhaps),
        pending=len(pending),
        pending_usd=total(entry.usd for entry in pending),
    )


def group(entries: Iterable[Entry], names: Callable[[Entry], Iterable[str]]) -> dict[str, Sum]:
    """Return what each group comes to, by name; an entry may belong to several."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in names(entry) or (NONE,):
            found[name or NONE].append(entry)
    return {name: add(found[name]) for name in sorted(found)}


BY: Mapping[str, Callable[[Entry], tuple[str, ...]]] = {
    "month": lambda entry: (entry.time[:7],),
    "model": lambda entry: (entry.model,),
    "series": lambda entry: (entry.prompt.rpartition("/")[0],),
    "prompt": lambda entry: (entry.prompt,),
}
"""What entries can be grouped by, by what they say themselves; tags are the prompts' to say."""


def estimates(entries: Iterable[Entry]) -> list[Estimate]:
    """Return for each model how the estimates before compare with what was measured after."""
    judged = [entry for entry in entries if entry.how == "measured" and entry.expected is not None]
    return [
        Estimate(
            model,
            sum(entry.model == model for entry in judged),
            total(entry.expected for entry in judged if entry.model == model),
            total(entry.usd for entry in judged if entry.model == model),
        )
        for model in sorted({entry.model for entry in judged})
    ]


def _is_record(path: str) -> bool:
    name = parse_name(path.rpartition("/")[2])
    return name is not None and name.part is Part.RECORD


def _records(store: Store, paths: Iterable[str], unread: list[StoreError]) -> Iterator[Record]:
    for path in paths:
        try:
            yield record_from_json(store.read(path), path)
        except StoreError as error:
            unread.append(error)


def _notes(
    read: Callable[[Key, str], Mapping[str, Any]], found: Iterable[tuple[Found, Name]], unread: list[StoreError]
) -> Iterator[tuple[Name, Mapping[str, Any]]]:
    for _, name in found:
        try:
            yield name, read(name.key, name.mark)
        except StoreError as error:
            unread.append(error)


def _bought(record: Record) -> Entry:
    price, expected = record.price, record.quote.expected if record.quote else None
    model = record.model or record.provider
    return Entry(record.key, record.prompt_id, model, record.received, price.usd, price.how, expected)


def _perhaps(key: Key, note: Mapping[str, Any], how: str) -> Entry:
    """Return a request that was, or may still be, charged; a note is data from outside and may hold anything."""
    try:
        bound = quote_of_plain(note["quote"]).bound
    except (KeyError, TypeError, ArithmeticError):
        bound = None
    if bound is not None and not (bound.is_finite() and bound >= 0):
        bound = None
    prompt, model, time = (str(note.get(field) or "") for field in ("prompt_id", "model", "asked"))
    return Entry(key, prompt, model, time or str(note.get("received") or ""), bound, how, None)


def _late(refusal: Mapping[str, Any]) -> bool:
    """Tell whether a picture was blocked after it was made, and so perhaps charged."""
    details = refusal.get("details")
    return isinstance(details, dict) and details.get("moderation_stage") == "output"
