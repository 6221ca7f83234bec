"""Hands in what a plan wants as batches, at half price: each is created once in its life. docs/design.md, "Batches"."""

from __future__ import annotations

import time
from calendar import timegm
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from gallery_build.buy.bring import NotSentError
from gallery_build.buy.finish import intent_of, now
from gallery_build.buy.lines import Line, line_of, packs, url_of
from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.patience import Patience
from gallery_build.buy.run import Ending, ending_of, words_of
from gallery_build.errors import StoreError
from gallery_build.store import Batch, new_run
from gallery_build.store.batches import begin, conclude, note_created, note_sent, take_back_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from threading import Event

    from gallery_build.buy.access import Access
    from gallery_build.buy.batch_answers import Seen
    from gallery_build.buy.bring import Sent
    from gallery_build.buy.lines import Pack
    from gallery_build.buy.providers.openai_batch import OpenAIBatches
    from gallery_build.model import Key, Request
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item
    from gallery_build.store import Store

LOOKS = 4
"""At the list of batches, for one whose creation was not answered."""

FIRST_PAUSE = 0.5
"""Seconds between two of them; doubled with each."""

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
    pause: Callable[[float], object]
    """Lets so many seconds go by, or less where the halt is set, and says so."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a request is put into words: its pictures, its body, what its exhibit showed before, and who asks."""

    bring: Callable[[Item], Sequence[Sent]]
    """Return the pictures that it is made from. Raises NotSentError where one cannot be sent."""
    body: Callable[[Request, Sequence[Sent]], dict[str, object]]
    previous: Callable[[Item], Key | None]
    tool: str


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of some items. Only those that ended as MADE are certainly in a batch now."""

    items: tuple[Item, ...]
    ending: Ending
    message: str = ""


def hand_in(items: Sequence[Item], desk: Desk, order: Order) -> Iterator[Handed]:
    """Hand in the items, one batch for each file; yield each as it ends. Needs the store's lock."""
    unsent: list[Handed] = []
    done = 0
    for pack in packs(_lines(items, order, unsent)):
        if desk.halt.is_set():
            return
        desk.tell(done, len(items))
        try:
            handed = _hand_in(pack, desk, order)
        except StoreError as error:
            handed = Handed(pack.items, Ending.STORE, error.message)
        yield handed
        done += len(pack.lines)
        if handed.ending is not Ending.MADE:
            return  # what one batch meets, the next one meets too
    yield from unsent


def _lines(items: Iterable[Item], order: Order, unsent: list[Handed]) -> Iterator[Line]:
    """Yield a line for each item, those of one file together; what cannot be sent goes to `unsent`, with the reason."""
    alike: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        alike.setdefault((item.request.model, item.request.endpoint), []).append(item)
    for item in chain.from_iterable(alike.values()):
        try:
            sent = order.bring(item)
            yield Line(item, order.body(item.request, sent), line_of(item, order.body(item.request, ()), sent))
        except NotSentError as error:
            unsent.append(Handed((item,), ending_of(error), str(error)))


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
    outcome, ident = _patiently(
        lambda: desk.server.create(batch.run, file, url_of(pack.items[0].request), CREATING), desk
    )
    if outcome.kind is Kind.ARRIVED:
        note_created(desk.store, batch.run, ident)
        return Handed(pack.items, Ending.MADE)
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

    def intend(line: Line) -> None:
        intent = intent_of(line.item, line.body, order.previous(line.item), order.tool)
        desk.store.intend(line.item.recipe.key, batch.run, {**intent, "batch": True})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(intend, pack.lines))
    return batch


def _patiently(send: Callable[[], tuple[Outcome, str]], desk: Desk, *free: Kind) -> tuple[Outcome, str]:
    """Send until it was taken, while nothing is lost by it: not sent, asked to wait, or of one of the kinds `free`."""
    patience = Patience(*free)
    while not desk.halt.is_set():
        outcome, ident = send()
        if not patience.allows(outcome):
            return outcome, ident
        desk.pause(patience.pause(outcome))
    return Outcome(Kind.FAILED, "halted"), ""


def _looked_for(pack: Pack, batch: Batch, outcome: Outcome, desk: Desk) -> Handed:
    """Find the batch whose creation was not answered: it may be there all the same."""
    for attempt in range(LOOKS):
        _, seen = desk.server.find(batch.run, seconds_of(batch.submitted) - EARLIER)
        if seen is not None and seen.id:
            _created(batch, seen, desk)
            return Handed(pack.items, Ending.MADE)
        if desk.halt.wait(FIRST_PAUSE * 2**attempt if attempt + 1 < LOOKS else 0):
            break
    return Handed(
        pack.items, Ending.UNKNOWN, f"{words_of(outcome)}; the next build looks whether the batch was created"
    )


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
        return Handed(pack.items, Ending.HALTED)
    if outcome.status in {404, 405}:
        return Handed(pack.items, Ending.FAILED, f"{desk.access.host} has no batches: nothing was handed in")
    ending = Ending.STOPPED if outcome.kind is Kind.STOP else Ending.FAILED
    return Handed(pack.items, ending, f"{words_of(outcome)}; nothing was handed in")
