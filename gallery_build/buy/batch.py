"""Hands in what a plan wants as batches, at half price: each is created once in its life. docs/design.md, "Batches"."""

from __future__ import annotations

import json
import random
import time
from calendar import timegm
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.buy.finish import intent_of, now
from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.providers.openai_batch import GENERATIONS
from gallery_build.buy.run import Ending, words_of
from gallery_build.errors import StoreError
from gallery_build.store import Batch, new_run
from gallery_build.store.batches import begin, conclude, note_created, note_sent, take_back_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from threading import Event

    from gallery_build.buy.access import Access
    from gallery_build.buy.batch_answers import Seen
    from gallery_build.buy.providers.openai_batch import OpenAIBatches
    from gallery_build.model import Key, Request
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item
    from gallery_build.store import Store

MOST_LINES = 50_000
MOST_BYTES = 200_000_000
"""Of one file, and one model in it: OpenAI's batch guide, 2026."""

TRIES = 4
"""Of an upload, which costs nothing, and of a request that was not taken."""

FIRST_PAUSE = 0.5
"""Seconds; doubled with each further try, with full jitter."""

WRITERS = 16
"""Intents that are written at a time: a disk syncs many in the time of one."""

GRACE = 900.0
"""Seconds after which a batch that is in no list was not created: far more than a server takes, or a retry waits."""

CREATING = 60.0
"""Seconds that a batch's creation may take."""

EARLIER = 86_400.0
"""Seconds that the list of batches is read back beyond our own clock."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that handing in and collecting need."""

    store: Store
    server: OpenAIBatches
    access: Access
    catalogue: Catalogue
    halt: Event
    tell: Callable[[int, int], None]
    """Hears how many pictures are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a request is put into words: its body, what its exhibit showed before, and who asks."""

    body: Callable[[Request], dict[str, object]]
    previous: Callable[[Item], Key | None]
    tool: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The lines of one file, and whose they are."""

    items: tuple[Item, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one pack. Only one that ended as MADE is certainly a batch now."""

    pack: Pack
    ending: Ending
    message: str = ""


def hand_in(items: Sequence[Item], desk: Desk, order: Order) -> Iterator[Handed]:
    """Hand in the items, one batch for each file; yield each as it ends. Needs the store's lock."""
    done = 0
    for pack in packs(items, order.body):
        if desk.halt.is_set():
            return
        desk.tell(done, len(items))
        try:
            handed = _hand_in(pack, desk, order)
        except StoreError as error:
            handed = Handed(pack, Ending.STORE, error.message)
        yield handed
        done += len(pack.items)
        if handed.ending is not Ending.MADE:
            return  # what one batch meets, the next one meets too


def packs(
    items: Iterable[Item],
    body: Callable[[Request], dict[str, object]],
    most_lines: int = MOST_LINES,
    most_bytes: int = MOST_BYTES,
) -> Iterator[Pack]:
    """Yield files of one model each, as large as they may be, in the order of the items."""
    by_model: dict[str, list[Item]] = {}
    for item in items:
        by_model.setdefault(item.request.model, []).append(item)
    for same in by_model.values():
        held: list[Item] = []
        content = bytearray()
        for item in same:
            line = line_of(item, body(item.request))
            if held and (len(held) == most_lines or len(content) + len(line) > most_bytes):
                yield Pack(tuple(held), bytes(content))
                held, content = [], bytearray()
            held.append(item)
            content += line
        yield Pack(tuple(held), bytes(content))


def line_of(item: Item, body: dict[str, object]) -> bytes:
    """Return one request as a line of a batch's file; the image's key is what its answer is known by."""
    line = {"custom_id": item.recipe.key, "method": "POST", "url": GENERATIONS, "body": body}
    return json.dumps(line, separators=(",", ":")).encode() + b"\n"


def is_there(batch: Batch, desk: Desk) -> tuple[Batch, str]:
    """Look for a batch whose creation was not seen to its end; return it with its name, or why nobody can say.

    A batch that was certainly never created is dropped, and comes back without words and without a name.
    """
    if not batch.sent:
        return _drop(batch, desk), ""
    outcome, seen = desk.server.find(batch.run, seconds_of(batch.submitted) - EARLIER)
    if seen is not None and seen.id:
        return _created(batch, seen, desk), ""
    if outcome.kind is not Kind.ARRIVED:
        return batch, words_of(outcome)
    if time.time() < seconds_of(batch.sent) + GRACE:
        return batch, "it may just be being created; a build looks again after some minutes"
    if not desk.server.has_file(batch.file):
        return batch, "this key does not see its file: build with the key that handed it in"
    return _drop(batch, desk), ""


def seconds_of(moment: str) -> float:
    """Return the seconds since 1970 of a moment as records spell it."""
    return float(timegm(time.strptime(moment, "%Y-%m-%dT%H:%M:%SZ")))


def _hand_in(pack: Pack, desk: Desk, order: Order) -> Handed:
    batch = _written(pack, desk, order)
    outcome, file = _patiently(lambda: desk.server.upload(f"{batch.run}.jsonl", pack.content), desk, Kind.UNKNOWN)
    if outcome.kind is not Kind.ARRIVED:
        _drop(batch, desk)
        return _refused(pack, outcome, desk)
    batch = replace(batch, file=file, sent=now())
    note_sent(desk.store, batch.run, file, batch.sent)
    outcome, ident = _patiently(lambda: desk.server.create(batch.run, file, GENERATIONS, CREATING), desk)
    if outcome.kind is Kind.ARRIVED:
        note_created(desk.store, batch.run, ident)
        return Handed(pack, Ending.MADE)
    if outcome.kind is not Kind.UNKNOWN:
        _drop(batch, desk)
        return _refused(pack, outcome, desk)
    return _looked_for(pack, batch, outcome, desk)


def _written(pack: Pack, desk: Desk, order: Order) -> Batch:
    """Write down the batch, then the intent of each picture in it: all of it before the upload."""
    bodies = {item.recipe.key: item.request.digest for item in pack.items}
    usd = sum((item.quote.expected or Decimal(0) for item in pack.items), Decimal(0))
    batch = Batch(new_run(), desk.access.host, pack.items[0].request.model, now(), bodies, usd)
    begin(desk.store, batch)

    def intend(item: Item) -> None:
        intent = intent_of(item, order.body(item.request), order.previous(item), order.tool)
        desk.store.intend(item.recipe.key, batch.run, {**intent, "batch": True})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(intend, pack.items))
    return batch


def _patiently(send: Callable[[], tuple[Outcome, str]], desk: Desk, *again: Kind) -> tuple[Outcome, str]:
    """Send until it was taken, while nothing was lost by it: not sent, asked to wait, or of one of the kinds `again`."""
    outcome, ident = Outcome(Kind.FAILED, "halted"), ""
    for attempt in range(TRIES):
        if desk.halt.is_set():
            return Outcome(Kind.FAILED, "halted"), ""
        outcome, ident = send()
        if outcome.kind not in {Kind.NOT_SENT, Kind.WAIT, *again} or attempt + 1 == TRIES:
            break
        pause = random.uniform(0, FIRST_PAUSE * 2**attempt)  # noqa: S311  # jitter
        desk.halt.wait(min(outcome.retry_after or pause, CREATING))
    return outcome, ident


def _looked_for(pack: Pack, batch: Batch, outcome: Outcome, desk: Desk) -> Handed:
    """Find the batch whose creation was not answered: it may be there all the same."""
    for attempt in range(TRIES):
        _, seen = desk.server.find(batch.run, seconds_of(batch.submitted) - EARLIER)
        if seen is not None and seen.id:
            _created(batch, seen, desk)
            return Handed(pack, Ending.MADE)
        if desk.halt.wait(FIRST_PAUSE * 2**attempt if attempt + 1 < TRIES else 0):
            break
    return Handed(pack, Ending.UNKNOWN, f"{words_of(outcome)}; the next build looks whether the batch was created")


def _created(batch: Batch, seen: Seen, desk: Desk) -> Batch:
    note_created(desk.store, batch.run, seen.id)
    return replace(batch, id=seen.id)


def _drop(batch: Batch, desk: Desk) -> Batch:
    """Take back a batch that was certainly not created: nothing was charged, and its pictures are missing again."""
    take_back_sent(desk.store, batch.run)  # first: after a crash from here on, the next build knows at once
    for key in batch.bodies:
        desk.store.settle(key, batch.run)
    conclude(desk.store, batch.run)
    return replace(batch, bodies={})


def _refused(pack: Pack, outcome: Outcome, desk: Desk) -> Handed:
    if outcome.message == "halted" and desk.halt.is_set():
        return Handed(pack, Ending.HALTED)
    if outcome.status in {404, 405}:
        return Handed(pack, Ending.FAILED, f"{desk.access.host} has no batches: nothing was handed in")
    ending = Ending.STOPPED if outcome.kind is Kind.STOP else Ending.FAILED
    return Handed(pack, ending, f"{words_of(outcome)}; nothing was handed in")
