"""Hands in what a plan wants as batches, at half price: each is created once in its life. docs/design.md, "Batches"."""

from __future__ import annotations

import base64
import json
import time
from calendar import timegm
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from gallery_build.buy.bring import NotSentError, NotThereError
from gallery_build.buy.finish import intent_of, now
from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.patience import Patience
from gallery_build.buy.run import Ending, words_of
from gallery_build.errors import StoreError
from gallery_build.model import Role
from gallery_build.store import Batch, new_run
from gallery_build.store.batches import begin, conclude, note_created, note_sent, take_back_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from threading import Event

    from gallery_build.buy.access import Access
    from gallery_build.buy.batch_answers import Seen
    from gallery_build.buy.bring import Sent
    from gallery_build.buy.providers.openai_batch import OpenAIBatches
    from gallery_build.model import Key, Request
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item
    from gallery_build.store import Store

MOST_LINES = 50_000
MOST_BYTES = 200_000_000
"""Of one file, and one model in it: OpenAI's batch guide, 2026."""

MOST_BYTES_OF_PICTURES = 48_000_000
"""Of one file of edits, which is held in memory while it is made: their pictures stand in it."""

PLAINLY = "a build without --batch makes it"

MOST_PICTURE = 15_000_000
"""Bytes of a picture in a line: 20 MB as text, by OpenAI's types of 2026."""

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
class Line:
    """One request as it stands in a file, and its body as records tell it."""

    item: Item
    body: Mapping[str, object]
    content: bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """The lines of one file: one model, one endpoint."""

    lines: tuple[Line, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Whose they are."""
        return tuple(line.item for line in self.lines)

    @property
    def content(self) -> bytes:
        """The file."""
        return b"".join(line.content for line in self.lines)


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
            ending = Ending.BLOCKED if isinstance(error, NotThereError) else Ending.FAILED
            unsent.append(Handed((item,), ending, str(error)))


def packs(lines: Iterable[Line], most_lines: int = MOST_LINES, most_bytes: int = MOST_BYTES) -> Iterator[Pack]:
    """Yield files of one model and endpoint each, as large as they may be; lines of one kind stand together."""
    held: list[Line] = []
    size = 0
    for line in lines:
        most = min(most_bytes, MOST_BYTES_OF_PICTURES) if line.item.request.inputs else most_bytes
        full = len(held) == most_lines or size + len(line.content) > most
        if held and (full or _kind(held[-1]) != _kind(line)):
            yield Pack(tuple(held))
            held, size = [], 0
        held.append(line)
        size += len(line.content)
    if held:
        yield Pack(tuple(held))


def _kind(line: Line) -> tuple[str, str]:
    return line.item.request.model, line.item.request.endpoint


def line_of(item: Item, body: Mapping[str, object], sent: Sequence[Sent] = ()) -> bytes:
    """Return one request as a line of a batch's file; the image's key is what its answer is known by.

    Raises NotSentError where its pictures are too large to stand in it.
    """
    if large := next((one for one in sent if len(one.content) > MOST_PICTURE), None):
        raise NotSentError(f"{large.input.name} has {len(large.content) / 1e6:.1f} MB, and a batch takes 15: {PLAINLY}")
    body = {**body, **_pictures(sent)}
    line = {"custom_id": item.recipe.key, "method": "POST", "url": url_of(item.request), "body": body}
    content = json.dumps(line, separators=(",", ":")).encode() + b"\n"
    if len(content) > MOST_BYTES:
        raise NotSentError(f"its pictures have {len(content) / 1e6:.0f} MB together, and a batch takes 200: {PLAINLY}")
    return content


def url_of(request: Request) -> str:
    """Return the endpoint of a request as batches spell it."""
    return f"/v1/images/{request.endpoint}"


def _pictures(sent: Sequence[Sent]) -> dict[str, object]:
    """Return the pictures of an edit as JSON has them, in their order: no form stands in a batch."""
    images = [_picture(one) for one in sent if one.input.role is not Role.MASK]
    masks = [_picture(one) for one in sent if one.input.role is Role.MASK]
    return ({"images": images} if images else {}) | ({"mask": masks[0]} if masks else {})


def _picture(one: Sent) -> dict[str, str]:
    encoded = base64.b64encode(one.content).decode("ascii")
    return {"image_url": f"data:{one.input.traits.media_type};base64,{encoded}"}


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
