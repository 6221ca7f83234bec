"""Buys what a plan wants: several at a time, each image kept the moment it arrives. The protocol is in docs/design.md, "Paying"."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from gallery_build.buy.bring import NotSentError, NotThereError, with_pictures
from gallery_build.buy.finish import finish, intent_of, now
from gallery_build.buy.outcome import MODERATION, Kind, Outcome
from gallery_build.buy.patience import Patience
from gallery_build.buy.queue import Queue
from gallery_build.errors import StoreError
from gallery_build.plan import ATTEMPTS
from gallery_build.store import new_run
from gallery_build.store.records import quote_to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from threading import Event

    from gallery_build.buy.access import Access
    from gallery_build.buy.bring import Pictures, Sent
    from gallery_build.buy.budget import Wall
    from gallery_build.buy.pace import Pace
    from gallery_build.model import Key, Original, Request
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item
    from gallery_build.store import Spooled, Store

TOO_MANY = 429
"""HTTP's word for more than a limit allows; a server that is overloaded says another."""

NOTHING = Decimal(0)


class Provider(Protocol):
    """Who makes images.

    - `ask` sends at most one request that can be charged, and never raises for what a server does.
    - The raw answer is in `spool`, on disk, before anything is read out of it.
    - `body` is what `ask` would send, pictures by their digests; it depends on nothing but the request, its pictures
      and what the server said before.
    """

    name: str

    def body(self, request: Request, sent: Sequence[Sent] = ()) -> dict[str, object]:
        """Return the body that would be sent."""
        ...

    def ask(self, request: Request, spool: Path, sent: Sequence[Sent] = ()) -> Outcome:
        """Send the request with its pictures; keep the answer in `spool`."""
        ...


class Ending(StrEnum):
    """Why a wanted image is or is not here now."""

    MADE = "made"
    FOUND = "found"
    """Another build bought it meanwhile."""
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CAPPED = "capped"
    STOPPED = "stopped"
    """Key, quota or credit."""
    HALTED = "halted"
    STORE = "store"
    """The originals could not be written."""
    BLOCKED = "blocked"
    """A picture that it is made from is not there."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """How the wish for one image ended. `charged` is what was, or may have been, paid in US dollars.

    `message` names every answer that was lost on the way, also where a second one came.
    """

    item: Item
    ending: Ending
    message: str = ""
    charged: Decimal = NOTHING
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """Where one provider is asked: its endpoint and key, its own pace, and whether it is asked any more."""

    provider: Provider
    access: Access
    pace: Pace
    closed: Event
    """Set with the shop's halt, or alone where this provider can serve nobody."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Everything a purchase needs, shared by the workers of one build."""

    store: Store
    counters: Mapping[str, Counter]
    """Of each provider that is wanted, by its name."""
    catalogue: Catalogue
    pictures: Pictures
    wall: Wall
    halt: Event
    """Set by a signal, or by a failure that makes every further request pointless."""
    previous: Callable[[Item], Key | None]
    tool: str
    jobs: int
    """How many are asked for at a time."""

    def at(self, item: Item) -> Counter:
        """Return where an item is asked for."""
        return self.counters[item.request.provider]

    def close(self, item: Item) -> None:
        """Ask no more where an item was asked for; where that was the last counter, stop."""
        self.at(item).closed.set()
        if all(counter.closed.is_set() for counter in self.counters.values()):
            self.halt.set()


def buy(items: Iterable[Item], shop: Shop) -> Iterator[Purchase]:
    """Buy the items, some at a time, each after those it is made from; yield each purchase as it ends.

    Needs the store's lock.
    When the caller leaves early, or `halt` is set, nothing more is issued and what is in flight is waited for and kept.
    """
    waiting = Queue(items)
    flying: set[Future[Purchase]] = set()
    with ThreadPoolExecutor(shop.jobs, thread_name_prefix="buy") as pool:
        try:
            while True:
                flying |= {pool.submit(_purchase, item, shop) for item in waiting.take(shop.jobs - len(flying))}
                if not flying:
                    return
                done, flying = wait(flying, return_when=FIRST_COMPLETED)
                for future in done:
                    ended = future.result()
                    waiting.settle(ended.item.recipe.key)
                    yield ended
        finally:
            if flying:
                shop.halt.set()


def _purchase(item: Item, shop: Shop) -> Purchase:
    if shop.at(item).closed.is_set():
        return Purchase(item, Ending.HALTED)
    try:
        item, sent = with_pictures(item, shop.pictures, shop.catalogue)
    except NotSentError as error:
        return Purchase(item, ending_of(error), str(error))
    return _bought(item, sent, shop)


def ending_of(error: NotSentError) -> Ending:
    """Return how a wish ends of which a picture cannot be sent."""
    return Ending.BLOCKED if isinstance(error, NotThereError) else Ending.FAILED


def _bought(item: Item, sent: Sequence[Sent], shop: Shop) -> Purchase:
    bound, charged, lost = _bound(item), NOTHING, ""
    for attempt in range(item.attempts, ATTEMPTS):
        if shop.at(item).closed.is_set():
            return Purchase(item, Ending.UNKNOWN if lost else Ending.HALTED, lost, charged)
        if not shop.wall.reserve(bound):
            return Purchase(
                item, Ending.CAPPED, lost or f"up to ${bound.normalize()} does not fit under the cap", charged
            )
        ended = Purchase(item, Ending.UNKNOWN, charged=bound)
        try:
            ended = _attempt(item, sent, shop)
        except StoreError as error:
            shop.halt.set()
            ended = Purchase(item, Ending.STORE, error.message, bound)
        finally:
            shop.wall.settle(bound, ended.charged)
        charged += ended.charged
        message = "; ".join(words for words in (lost, ended.message) if words)
        if ended.ending is not Ending.UNKNOWN or attempt + 1 == ATTEMPTS:
            return replace(ended, charged=charged, message=message)
        lost = f"{message}, counted as ${bound}"
    return Purchase(item, Ending.UNKNOWN, "asked twice without an answer", charged)


def _attempt(item: Item, sent: Sequence[Sent], shop: Shop) -> Purchase:
    """Make one attempt that can be charged; what cannot be charged is tried again inside."""
    if not shop.at(item).pace.wait():  # before the intent: what only waits for its turn was never asked
        return Purchase(item, Ending.HALTED)
    try:
        shop.store.require_room(shop.jobs)
    except StoreError as error:
        shop.halt.set()
        return Purchase(item, Ending.STORE, f"{error.message}: {error.hint}")
    key, run = item.recipe.key, new_run()
    spooled = shop.store.spool(key, run)
    body = shop.at(item).provider.body(item.request, sent)
    shop.store.intend(key, run, intent_of(item, body, shop.previous(item), shop.tool))
    outcome = _ask(item, sent, shop, spooled.path)
    if outcome.kind is Kind.ARRIVED:
        return _finished(item, shop, spooled)
    shop.store.unspool(spooled)  # half an answer holds no picture
    if outcome.kind is Kind.UNKNOWN:
        return Purchase(item, Ending.UNKNOWN, words_of(outcome), _bound(item))
    return _not_charged(item, shop, run, outcome)


def _ask(item: Item, sent: Sequence[Sent], shop: Shop, spool: Path) -> Outcome:
    counter, patience = shop.at(item), Patience()
    while True:
        if not counter.pace.hold():  # the server may have asked for patience since this turn was taken
            return Outcome(Kind.FAILED, "halted")
        outcome = counter.provider.ask(item.request, spool, sent)
        again = patience.allows(outcome)
        if outcome.kind is Kind.WAIT:  # all hear of it, also where this one is given up
            counter.pace.refused(patience.pause(outcome), outcome.limits, rate=outcome.status == TOO_MANY)
        elif again:
            counter.closed.wait(patience.pause(outcome))
        else:
            counter.pace.heard(outcome.limits)
        if not again:
            return outcome
        if not counter.pace.wait():
            return Outcome(Kind.FAILED, "halted")


def _finished(item: Item, shop: Shop, spooled: Spooled) -> Purchase:
    done = finish(shop.store, spooled, shop.at(item).access, shop.catalogue)
    if done.original is not None:
        shop.pictures.keep(done.original)
        usd = done.original.record.price.usd
        charged = usd if usd is not None else _bound(item)
        return Purchase(item, Ending.MADE, charged=charged, original=done.original)
    if done.refusal is not None:
        return _not_charged(item, shop, spooled.run, done.refusal)
    return Purchase(item, Ending.UNKNOWN, done.message, _bound(item))


def _not_charged(item: Item, shop: Shop, run: str, outcome: Outcome) -> Purchase:
    key = item.recipe.key
    if outcome.kind is Kind.REFUSED:
        shop.store.refuse(key, run, refusal_of(_about(item), outcome, shop.at(item).access))
    shop.store.settle(key, run)
    if outcome.kind is Kind.STOP:
        shop.close(item)
        return Purchase(item, Ending.STOPPED, words_of(outcome))
    if outcome.kind is Kind.REFUSED:
        return Purchase(item, Ending.REFUSED, words_of(outcome), _price_of_refusal(item, outcome))
    halted = shop.at(item).closed.is_set() and outcome.message == "halted"
    return Purchase(item, Ending.HALTED if halted else Ending.FAILED, words_of(outcome))


def _about(item: Item) -> dict[str, object]:
    return {
        "request_digest": item.request.digest,
        "model": item.request.model,
        "quote": quote_to_plain(item.quote),
        "prompt_id": item.recipe.prompt.id,
        "index": item.recipe.index,
    }


def refusal_of(about: Mapping[str, object], outcome: Outcome, access: Access) -> dict[str, object]:
    """Return what is remembered of a refusal: the request and the server it holds for, and that server's words."""
    return {
        "host": access.address,
        **{name: about.get(name) for name in ("request_digest", "model", "quote", "prompt_id", "index")},
        "status": outcome.status,
        "code": outcome.code,
        "message": outcome.message,
        "details": dict(outcome.details),
        "request_id": outcome.request_id,
        "received": now(),
    }


def _price_of_refusal(item: Item, outcome: Outcome) -> Decimal:
    """Return what a refusal may have cost: a picture blocked after it was made is taken as charged."""
    blocked_late = outcome.code in MODERATION and outcome.details.get("moderation_stage") == "output"
    return _bound(item) if blocked_late else NOTHING


def _bound(item: Item) -> Decimal:
    """Return what counts against the cap while it is in flight, or lost; nothing for what was let in without a bound."""
    return item.quote.bound if item.quote.bound is not None else NOTHING


def words_of(outcome: Outcome) -> str:
    """Return what a server said, with what an account's log would find it by."""
    said = outcome.request_id in outcome.message  # by the server itself
    request = f" (request {outcome.request_id})" if outcome.request_id and not said else ""
    stage = outcome.details.get("moderation_stage")
    categories = outcome.details.get("categories")
    more = f" [{stage}: {', '.join(map(str, categories))}]" if stage and isinstance(categories, list) else ""
    return f"{outcome.message}{more}{request}"
