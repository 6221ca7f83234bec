"""What a session may spend: only on text that has stood still, in plan order, and never more than its cap."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from gallery_build.errors import BusyError, FaultsError, GalleryError
from gallery_build.job import Wishes
from gallery_build.model import State
from gallery_build.plan import total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.buy.access import Access
    from gallery_build.buy.run import Purchase
    from gallery_build.job import Company, Progress, Project
    from gallery_build.model import Key
    from gallery_build.plan import Item, Plan
    from gallery_build.report import Bought

STILL = 2.0
"""Seconds that a text must have stood unchanged before it is bought."""

Since = dict["Key", float]
"""Since when each wanted key was seen in every look, in seconds of a monotonic clock."""


@dataclass(frozen=True, slots=True)
class Books:
    """How a session's money stands, in US dollars, and what became of what it wanted."""

    cap: Decimal
    left: Decimal
    """Below 0 where an answer cost more than it was bound to."""
    asking: frozenset[Key] = frozenset()
    """What is being asked for just now."""
    tried: frozenset[Key] = frozenset()
    """What this session orders no more, however it ended."""
    access: Access | None = None
    """Who is asked."""

    @property
    def spent(self) -> Decimal:
        """What the session has spent so far."""
        return self.cap - self.left


class Hear(Protocol):
    """Who hears of a session's purchases, from another thread."""

    def bought(self, purchase: Purchase, left: Decimal) -> None:
        """Hear of one purchase, and of the US dollars that the session has left."""

    def failed(self, error: GalleryError) -> None:
        """Hear why an order was not carried out."""

    def ended(self) -> None:
        """Hear that an order has ended, so that somebody looks again."""

    def counted(self, books: Books) -> None:
        """Hear how the money stands, whenever that is otherwise than before."""


def look(before: Mapping[Key, float], plan: Plan, now: float) -> Since:
    """Return since when each key is wanted; one that was not wanted in the last look begins anew."""
    return {item.recipe.key: before.get(item.recipe.key, now) for item in plan.priced}


def within_reach(plan: Plan, since: Mapping[Key, float]) -> Since:
    """Return the keys whose pictures, where they are made from others that are wanted, have those within reach too."""
    wanted = {item.recipe.key for item in plan.wanted}
    reach: Since = {}
    for item in plan.priced:  # in the order of the plan: what others are made from stands first
        key = item.recipe.key
        if key in since and (item.needs & wanted) <= reach.keys():
            reach[key] = since[key]
    return reach


def ripe(plan: Plan, since: Mapping[Key, float], now: float, room: Decimal) -> tuple[str, ...]:
    """Return the ids of prompts of which every wanted image stood still, in plan order, while they fit into `room`."""
    ids: list[str] = []
    for ident, items in _by_prompt(plan, since).items():
        if any(now - since[item.recipe.key] < STILL for item in items):
            continue
        room -= total(item.quote.bound for item in items)
        if room < 0:
            break
        ids.append(ident)
    return tuple(ids)


def _by_prompt(plan: Plan, since: Mapping[Key, float]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in plan.priced:
        if item.recipe.key in since:
            found.setdefault(item.recipe.prompt.id, []).append(item)
    return found


class Purse:
    """The cap of a whole session, in US dollars, and the one order that may be under way.

    - What one order may spend is what the session has left.
    - A key is tried once in a session, however that ends; the next build has the rest of its attempts.
    - A key that was once there is never bought, even where somebody moves `originals/` away.
    """

    def __init__(self, cap: Decimal, access: Access, company: Company, hear: Hear) -> None:
        """Take the cap and the key, and who hears of it all."""
        self.cap = self.left = cap
        self._books = Books(cap, cap, access=access)
        self._access, self._company, self._hear = access, company, hear
        self._since: Since = {}
        self._settled: set[Key] = set()
        self._ordered: tuple[Item, ...] = ()
        self._flown = Decimal(0)  # what the order under way has spent so far
        self._order: Future[Bought] | None = None
        self._buyer = ThreadPoolExecutor(1, "buying")
        hear.counted(self._books)

    def look(self, project: Project | None, now: float) -> tuple[str, ...]:
        """Look at the plan, and order what has stood still. None: it cannot be read, so nothing stands.

        Return the files of prompts whose order has ended without a picture: their pages say otherwise now.
        """
        ended = self._settle()
        if project is None:
            self._since = {}
            return ()
        if self._order is None:
            project.session.in_flight = frozenset()
        plan = project.plan(access=self._access)
        self._settled |= {item.recipe.key for item in plan.items if item.state is State.HAVE}
        since = look(self._since, plan, now)
        self._since = within_reach(plan, {key: seen for key, seen in since.items() if key not in self._settled})
        limit = project.config.budget.per_build
        room = self.left if limit is None else min(self.left, limit)
        ids = ripe(plan, self._since, now, room)
        if ids and self._order is None and not self._company.halt.is_set():
            self._ordered = plan.only(ids).priced
            project.session.in_flight = frozenset(item.recipe.key for item in self._ordered)
            self._settled |= project.session.in_flight
            self._order = self._buyer.submit(self._buy, project, ids, room)
            self._order.add_done_callback(lambda _order: self._hear.ended())
        self._count()
        came = {item.recipe.key for item in plan.items if item.state is State.HAVE}
        return tuple(dict.fromkeys(item.recipe.prompt.path for item in ended if item.recipe.key not in came))

    def due(self, now: float) -> float | None:
        """Return in how many seconds the next look is worth it; None where nothing is waiting."""
        waits = [since + STILL - now for key, since in self._since.items() if key not in self._settled]
        return min((wait for wait in waits if wait > 0), default=None)

    def close(self) -> None:
        """Wait for what is under way."""
        self._buyer.shutdown()
        self._settle()

    def _count(self) -> None:
        """Tell how the money stands, where that is otherwise than before."""
        asking = frozenset(item.recipe.key for item in (self._ordered if self._order else ()))
        books = Books(self.cap, self.left - self._flown, asking, frozenset(self._settled) - asking, self._access)
        if books != self._books:
            self._books = books
            self._hear.counted(books)

    def _buy(self, project: Project, ids: tuple[str, ...], room: Decimal) -> Bought:
        from gallery_build.purchasing import purchase  # noqa: PLC0415  # only those who spend need it

        left = self.left

        def tell(progress: Progress) -> None:
            if progress.purchase is not None:
                self._flown = progress.spent
                self._hear.bought(progress.purchase, left - progress.spent)
                self._count()

        company = replace(self._company, tell=tell, confirm=None)
        bought, _ = purchase(project, Wishes(only=ids, cap=room), self._access, company)
        return bought

    def _settle(self) -> tuple[Item, ...]:
        """Count what an order that has ended spent, and return what it was for; one that broke off counts at the most."""
        if self._order is None or not self._order.done():
            return ()
        order, self._order, self._flown = self._order, None, Decimal(0)
        try:
            bought = order.result()
        except FaultsError as error:  # raised before the first request: the others may be ordered without it
            faulty = {fault.path for fault in error.faults}
            self._settled -= {item.recipe.key for item in self._ordered if item.recipe.prompt.path not in faulty}
            self._hear.failed(error)
        except GalleryError as error:
            self.left -= Decimal(0) if isinstance(error, BusyError) else total(i.quote.bound for i in self._ordered)
            self._hear.failed(error)
        else:
            self.left -= bought.spent
        return self._ordered
