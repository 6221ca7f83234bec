"""Collects the batches that are ready: each line kept the moment it arrives, in any order, as often as somebody asks."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gallery_build.buy.batch import is_there, seconds_of
from gallery_build.buy.batch_answers import Seen, owner_of, read_line
from gallery_build.buy.finish import finish
from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.run import Ending, refusal_of, words_of
from gallery_build.errors import StoreError
from gallery_build.model import Key
from gallery_build.store import read_batch
from gallery_build.store.batches import clear_concluded, conclude

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.buy.batch import Desk
    from gallery_build.buy.batch_answers import Line
    from gallery_build.model import Price
    from gallery_build.store import Batch, Holdings

KEPT = 31 * 86_400.0
"""Seconds after its submission when nothing of a batch is left: a day to work, and 30 that results are kept."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One picture that was in a batch and did not come, or a batch that cannot be collected now."""

    name: str
    ending: Ending
    message: str


@dataclass(slots=True)
class Haul:
    """What was collected from one batch so far."""

    run: str
    prices: list[Price] = field(default_factory=list)
    """Of each picture that was made."""
    losses: list[Loss] = field(default_factory=list)
    note: str = ""
    """Why the batch is still pending, or what else is to be said."""


def collect(desk: Desk) -> Iterator[Haul]:
    """Collect what is ready; yield each batch as it ends. Needs the store's lock."""
    desk.store.tidy()
    clear_concluded(desk.store)
    holdings = desk.store.look()
    for run in sorted(holdings.batches):
        if desk.halt.is_set():
            return
        haul = Haul(run)
        try:
            _collect(read_batch(desk.store, run), holdings, desk, haul)
        except StoreError as error:
            words = f"{error.message}; {error.hint}" if error.hint else error.message
            haul.losses.append(Loss(f"batch {run}", Ending.STORE, words))
        yield haul
        if any(loss.ending is Ending.STOPPED for loss in haul.losses):
            return


def _collect(batch: Batch, holdings: Holdings, desk: Desk, haul: Haul) -> None:
    if batch.host != desk.access.host:
        haul.note = f"it was handed in at {batch.host}: build with that endpoint"
        return
    if not batch.id:
        batch, haul.note = is_there(batch, desk)
        if not batch.id:
            haul.note = haul.note or "it was never created; nothing was charged, its pictures are missing again"
            return
    outcome, seen = desk.server.look(batch.id)
    if outcome.kind is not Kind.ARRIVED:
        _not_seen(batch, outcome, holdings, desk, haul)
    elif not seen.ended:
        done = f", {seen.completed:,} of {len(batch.bodies):,} done" if seen.completed else ""
        haul.note = f"{seen.status or 'under way'}{done}"
    else:
        _Gathering(batch, holdings, desk, haul).gather(seen)


def _not_seen(batch: Batch, outcome: Outcome, holdings: Holdings, desk: Desk, haul: Haul) -> None:
    gone = _is_gone(outcome)
    if gone and time.time() > seconds_of(batch.submitted) + KEPT:
        _Gathering(batch, holdings, desk, haul).lose("its results are no longer kept: perhaps paid")
    elif gone:
        haul.note = "this key does not see it: build with the key that handed it in"
    else:
        ending = Ending.STOPPED if outcome.kind is Kind.STOP else Ending.FAILED
        haul.losses.append(Loss(f"batch {batch.run}", ending, f"{words_of(outcome)}; not collected now"))


class _Gathering:
    """One batch that ended, on its way into the store."""

    def __init__(self, batch: Batch, holdings: Holdings, desk: Desk, haul: Haul) -> None:
        self._batch, self._desk, self._haul = batch, desk, haul
        self._holdings = holdings
        self._waiting = {key for key in batch.bodies if batch.run in holdings.asked.get(key, ())}
        self._total = len(self._waiting)
        self._read = self._unreadable = self._foreign = self._stuck = 0

    def gather(self, seen: Seen) -> None:
        """Read both files, then decide about what stood in neither. Raises StoreError where there is no room for them."""
        self._require_room()
        gone = False
        for file in filter(None, (seen.output, seen.errors)):
            self._read = 0
            outcome = self._desk.server.read(file, self._take)
            if self._desk.halt.is_set():
                return
            gone = gone or _is_gone(outcome)
            if not gone and (outcome.kind is not Kind.ARRIVED or (self._unreadable and not self._read)):
                self._broken(outcome)
                return
        if self._foreign:
            self._haul.note = f"{self._foreign:,} lines were of no picture in it, and ignored"
        if not self._stuck:  # what could not be stored waits in the spool, and the batch with it
            self._conclude(seen, gone=gone)

    def _require_room(self) -> None:
        self._desk.store.require_room(1, "make room: the next build collects what is left")

    def lose(self, words: str) -> None:
        """Give up what did not come: its intents stay, so that it is unknown, and perhaps paid."""
        for key in sorted(self._waiting):
            self._lost(key, Ending.UNKNOWN, words)
        conclude(self._desk.store, self._batch.run)

    def _conclude(self, seen: Seen, *, gone: bool) -> None:
        free = _not_charged(seen)
        if gone:
            self.lose("its results are no longer there: perhaps paid")
        elif self._unreadable or not free:
            self.lose("the batch ended without a word of it: perhaps paid")
        else:
            for key in sorted(self._waiting):
                self._desk.store.settle(key, self._batch.run)
                self._lost(key, Ending.FAILED, free)
            conclude(self._desk.store, self._batch.run)

    def _broken(self, outcome: Outcome) -> None:
        words = words_of(outcome) if outcome.kind is not Kind.ARRIVED else "what was sent are no results"
        message = f"{words}; {self._total - len(self._waiting):,} kept, the next build goes on"
        self._haul.losses.append(Loss(f"batch {self._batch.run}", Ending.FAILED, message))

    def _take(self, raw: bytes) -> None:
        if self._desk.halt.is_set():
            raise InterruptedError("halted")
        if not raw.strip():
            return
        line = read_line(raw)
        if line is None:
            self._cannot_read(Key(owner_of(raw)))
            return
        self._read += 1
        key = Key(line.custom_id)
        if key in self._waiting:
            self._keep(key, line)
            self._desk.tell(self._total - len(self._waiting), self._total)
        elif key not in self._batch.bodies:
            self._foreign += 1
        elif line.outcome.kind is Kind.ARRIVED and not self._holdings.promises(key) and key not in self._holdings.asked:
            spooled = self._desk.store.spool(key, self._batch.run)
            self._desk.store.quarantine(spooled, raw)  # paid, and its intent is gone

    def _cannot_read(self, key: Key) -> None:
        """Take note of a line that is none: one of ours is lost by name, and of what is in no line nobody can say more."""
        self._unreadable += 1
        if key in self._waiting:
            self._read += 1
            self._lost(key, Ending.UNKNOWN, "its line is larger than 80 MiB, or cut short: perhaps paid")
            self._waiting.discard(key)

    def _keep(self, key: Key, line: Line) -> None:
        if line.outcome.kind is Kind.ARRIVED:
            self._keep_picture(key, line)
        elif line.outcome.kind is Kind.UNKNOWN:
            self._lost(key, Ending.UNKNOWN, words_of(line.outcome))
        else:
            self._keep_refusal(key, line.outcome)
        self._waiting.discard(key)

    def _keep_picture(self, key: Key, line: Line) -> None:
        self._require_room()
        store, spooled = self._desk.store, self._desk.store.spool(key, self._batch.run)
        head = json.dumps({"request_id": line.outcome.request_id}).encode()
        store.keep_answer(spooled, head + b"\n" + line.body)
        try:
            done = finish(store, spooled, self._desk.access, self._desk.catalogue)
        except StoreError as error:
            self._stuck += 1
            self._lost(key, Ending.STORE, error.message)
            return
        if done.original is not None:
            self._haul.prices.append(done.original.record.price)
        elif done.refusal is not None:
            self._keep_refusal(key, done.refusal)
        else:
            self._lost(key, Ending.UNKNOWN, done.message)

    def _keep_refusal(self, key: Key, outcome: Outcome) -> None:
        store, run = self._desk.store, self._batch.run
        refused = outcome.kind is Kind.REFUSED
        self._lost(key, Ending.REFUSED if refused else Ending.FAILED, words_of(outcome))
        if refused:
            store.refuse(key, run, refusal_of(self._intent(key), outcome, self._desk.access))
        store.settle(key, run)

    def _lost(self, key: Key, ending: Ending, words: str) -> None:
        intent = self._intent(key)
        number = intent.get("index", 1)
        name = f"{intent.get('prompt_id') or key[:12]}{f' #{number}' if number != 1 else ''}"
        self._haul.losses.append(Loss(name, ending, words))

    def _intent(self, key: Key) -> dict[str, Any]:  # whatever JSON holds
        try:
            return self._desk.store.intent(key, self._batch.run)
        except StoreError:
            return {}


def _not_charged(seen: Seen) -> str:
    """Return why what is in no file of an ended batch was not charged; empty where that is not certain."""
    if seen.status == "failed":
        return "; ".join(seen.faults[:3]) or "the batch did not pass"
    if seen.status in {"expired", "cancelled"}:
        return f"the batch {'expired' if seen.status == 'expired' else 'was cancelled'} before it; not charged"
    return "every request of the batch failed; not charged" if seen.completed == 0 else ""


def _is_gone(outcome: Outcome) -> bool:
    return outcome.kind is Kind.FAILED and outcome.status == 404  # noqa: PLR2004  # HTTP's numbers are their names


def total(hauls: list[Haul]) -> Decimal:
    """Return the US dollars that what was collected did cost, as far as it is known."""
    return sum((price.usd or Decimal(0) for haul in hauls for price in haul.prices), Decimal(0))
