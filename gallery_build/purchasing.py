"""Orders what a plan wants, as far as the user's word and the cap allow. Nothing here is reached without both."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build import __version__
from gallery_build.batching import collect_ready, faults_of_batch, hand_in_items, left_out, open_desk, together
from gallery_build.buy.batch import Order
from gallery_build.buy.bring import Pictures, with_pictures
from gallery_build.buy.budget import Wall
from gallery_build.buy.finish import finish_spooled
from gallery_build.buy.pace import Pace
from gallery_build.buy.providers.openai import OpenAIProvider
from gallery_build.buy.remarks import judge, served
from gallery_build.buy.run import Counter, Ending, Shop, buy
from gallery_build.errors import BusyError, FaultsError, StoreError
from gallery_build.inputs import broken
from gallery_build.job import Progress, hold
from gallery_build.models import BATCH_SHARE
from gallery_build.report import EXITS, NOTHING_BOUGHT, Bought, Exit, Reason, Trouble
from gallery_build.store.batches import has_notes
from gallery_build.store.records import newest
from gallery_build.why import cause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gallery_build.buy.access import Access
    from gallery_build.buy.bring import Sent
    from gallery_build.buy.pace import Wait
    from gallery_build.buy.run import Purchase
    from gallery_build.config import Config
    from gallery_build.job import Company, Halt, Project, Wishes
    from gallery_build.model import Fault, Key, Record
    from gallery_build.plan import Item, Plan
    from gallery_build.store import Holdings, Store

TOOL = f"gallery-build {__version__}"


def purchase(project: Project, wishes: Wishes, access: Access, company: Company) -> tuple[Bought, tuple[Fault, ...]]:
    """Collect, then buy what is missing; return what came of it, and the models' warnings.

    Raises FaultsError before anything is asked for.
    """
    access = project.reach(access)
    if project.store.spooled():
        _finish_spooled(project, access, company.halt)
    may_buy = access.usable and not wishes.offline
    collected = _collect(project, access, company) if may_buy else NOTHING_BOUGHT
    if company.halt.interrupted:
        return replace(collected, exits=collected.exits | {Exit.INTERRUPTED}), ()
    bought, warnings = _order(project, wishes, access, company)
    return together(collected, bought), warnings


def _order(project: Project, wishes: Wishes, access: Access, company: Company) -> tuple[Bought, tuple[Fault, ...]]:
    wanted = _wanted(wishes, project.plan(access=access))
    faults, warnings = judge(wanted.wanted, access, project.catalogue, company.today)
    warnings += left_out(project.plan(access=access).only(wishes.only)) if wishes.batch else []
    wanted = served(wanted, access)
    if not wanted.wanted or not access.buys or wishes.offline:
        return NOTHING_BOUGHT, (*faults, *warnings)
    faults += faults_of_batch(wanted.wanted, project.catalogue) if wishes.batch else []
    faults += broken(project.root, [item.recipe.prompt for item in wanted.wanted])
    if faults:
        raise FaultsError(faults)
    if not project.store.sure:
        raise StoreError(
            "git does not say which originals it keeps", hint="see what git status says here; nothing was sent"
        )
    cap = _cap(project.config, wishes, access, company, wanted)
    if cap is None:
        declined = company.confirm is not None
        return (NOTHING_BOUGHT if declined else Bought(exits=frozenset({Exit.CAP}))), tuple(warnings)
    with _buying(project, company.halt, wait=wishes.wait):
        return _shop(project, wishes, access, company, cap), tuple(warnings)


def _wanted(wishes: Wishes, plan: Plan) -> Plan:
    """Return the part of a plan that is wished, at the price of the way in which it is bought."""
    wanted = plan.only(wishes.only).again(wishes.again).first(wishes.max_images)
    return wanted.at(BATCH_SHARE) if wishes.batch else wanted


def _buying(project: Project, halt: Halt, *, wait: bool) -> ExitStack:
    """Hold the store's lock. Raises BusyError, and StoreError where originals cannot be written: then nothing is sent."""
    with ExitStack() as held:
        try:
            held.enter_context(hold(project.store.lock, halt, wait=wait, what="buying"))
        except OSError as error:
            raise StoreError(
                f"originals cannot be written: {error.strerror or error}",
                hint="nothing was sent; --offline builds without buying",
            ) from None
        return held.pop_all()


def _cap(config: Config, wishes: Wishes, access: Access, company: Company, wanted: Plan) -> Decimal | None:
    """Return the wall in US dollars: the user's word, lowered by the repository's; None where the user gave none."""
    limit = config.budget.per_build
    cap = wishes.cap
    if cap is None:
        if company.confirm is None or not company.confirm(wanted, access):
            return None
        cap = wanted.bound  # the worst case quoted becomes the wall
    return cap if limit is None else min(cap, limit)


def _shop(project: Project, wishes: Wishes, access: Access, company: Company, cap: Decimal) -> Bought:
    """Buy under the store's lock: look again first, for another build may have bought meanwhile."""
    finish_spooled(project.store, access, project.catalogue, fetch=True)
    holdings = project.store.look()
    wanted = served(_wanted(wishes, project.plan(holdings, access)), access)
    items = wanted.wanted if wishes.allow_unpriced else wanted.priced
    unpriced = () if wishes.allow_unpriced else wanted.unpriced
    before = _before(project.store, holdings)

    def waits(wait: Wait) -> None:
        company.tell(Progress("buy", 0, len(items), wait=wait))

    pictures = Pictures(project.root, project.store, holdings)
    with _counters(items, project, access, company, waits) as counters:
        if wishes.batch:
            provider = OpenAIProvider(access, project.catalogue, project.config.run.timeout)
            with closing(provider), open_desk(project, access, company, "submit") as desk:
                handed = hand_in_items(items, desk, _order_of(provider, pictures, project, before), cap)
            return together(handed, _bought((), unpriced, company.halt))
        shop = Shop(
            store=project.store,
            counters=counters,
            catalogue=project.catalogue,
            pictures=pictures,
            wall=Wall(cap),
            halt=company.halt,
            previous=_previous(before),
            tool=TOOL,
            jobs=max(1, min(wishes.jobs or project.config.run.jobs, len(items))),
        )
        purchases = list(_told(buy(items, shop), len(items), company))
    return replace(_bought(purchases, unpriced, company.halt), reasons=_reasons(purchases, before))


def _order_of(
    provider: OpenAIProvider, pictures: Pictures, project: Project, before: Mapping[tuple[str, int], Record]
) -> Order:
    def bring(item: Item) -> Sequence[Sent]:
        return with_pictures(item, pictures, project.catalogue)[1]

    return Order(bring, provider.body, _previous(before), TOOL)


@contextmanager
def _counters(
    items: Iterable[Item], project: Project, access: Access, company: Company, tell: Callable[[Wait], None]
) -> Iterator[Mapping[str, Counter]]:
    """Yield a counter for each provider that is wanted; the lower of two stated paces holds."""
    run, found = project.config.run, dict[str, Counter]()
    with ExitStack() as held:
        for name in dict.fromkeys(item.request.provider for item in items):
            there = access.of(name)
            assert there is not None  # `judge` found no fault
            provider = held.enter_context(
                closing(OpenAIProvider(there, project.catalogue, there.timeout or run.timeout))
            )
            stated = min(filter(None, (there.images_per_minute, run.images_per_minute)), default=None)
            closed = company.halt.below()
            found[name] = Counter(provider, there, Pace(stated, closed, company.clock, tell), closed)
        yield found


def _told(purchases: Iterator[Purchase], total: int, company: Company) -> Iterator[Purchase]:
    """Pass purchases on, telling each one and what was spent so far."""
    company.tell(Progress("buy", 0, total))
    spent = Decimal(0)
    for count, purchase in enumerate(purchases, start=1):
        spent += purchase.charged
        company.tell(Progress("buy", count, total, purchase, spent))
        yield purchase


def _bought(purchases: Sequence[Purchase], unpriced: Sequence[Item], halt: Halt) -> Bought:
    made = [purchase for purchase in purchases if purchase.ending is Ending.MADE]
    troubles = [
        Trouble(purchase.item.recipe.name, purchase.ending.value, purchase.message)
        for purchase in purchases
        if purchase.ending not in {Ending.MADE, Ending.HALTED}
    ]
    troubles += [
        Trouble(purchase.item.recipe.name, Ending.UNKNOWN.value, purchase.message)
        for purchase in made
        if purchase.message
    ]
    troubles += [
        Trouble(item.recipe.name, "unpriced", "no price is known: --allow-unpriced buys it") for item in unpriced
    ]
    exits = {EXITS[purchase.ending] for purchase in purchases if purchase.ending in EXITS}
    exits |= {Exit.CAP} if unpriced else set()
    exits |= {Exit.INTERRUPTED} if halt.interrupted else set()
    return Bought(
        made=len(made),
        spent=sum((purchase.charged for purchase in purchases), Decimal(0)),
        unpriced=sum(purchase.original is not None and purchase.original.record.price.usd is None for purchase in made),
        troubles=tuple(troubles),
        exits=frozenset(exits),
    )


def _finish_spooled(project: Project, access: Access, halt: Halt) -> None:
    """Finish what a crash left in the spool; another build that is buying just now finishes its own."""
    try:
        with _buying(project, halt, wait=False):
            finish_spooled(project.store, access, project.catalogue, fetch=False)
    except BusyError:
        return


def _collect(project: Project, access: Access, company: Company) -> Bought:
    """Collect the batches that are ready; another build that is buying just now has collected them, or will."""
    if not has_notes(project.store.folder):
        return NOTHING_BOUGHT
    try:
        with _buying(project, company.halt, wait=False), open_desk(project, access, company, "collect") as desk:
            return collect_ready(desk)
    except BusyError:
        return NOTHING_BOUGHT


def _before(store: Store, holdings: Holdings) -> Mapping[tuple[str, int], Record]:
    """Return the newest record of each prompt and number."""
    records: list[Record] = []
    for key in holdings.images:
        with suppress(StoreError):  # a record that cannot be read says nothing; publishing names it
            records += [original.record for original in store.originals(holdings, key)]
    return newest(records)


def _previous(before: Mapping[tuple[str, int], Record]) -> Callable[[Item], Key | None]:
    """Return what each exhibit showed before, from the newest record that names its prompt and number."""

    def previous(item: Item) -> Key | None:
        record = before.get((item.recipe.prompt.id, item.recipe.index))
        return record.key if record is not None and record.key != item.recipe.key else None

    return previous


def _reasons(purchases: Sequence[Purchase], before: Mapping[tuple[str, int], Record]) -> tuple[Reason, ...]:
    """Return why each picture was bought, alike ones together."""
    found: dict[str, list[str]] = {}
    for recipe, item in [(one.item.recipe, one.item) for one in purchases if one.ending is Ending.MADE]:
        found.setdefault(cause(item, before.get((recipe.prompt.id, recipe.index))), []).append(recipe.name)
    return tuple(Reason("bought", why, tuple(sorted(names))) for why, names in found.items())
