"""Batches as a build sees them: what is missing is handed in, what earlier builds handed in is collected."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.buy.access import OWN
from gallery_build.buy.batch import Desk, hand_in
from gallery_build.buy.collect import collect, total
from gallery_build.buy.pace import Wait
from gallery_build.buy.providers.openai_batch import OpenAIBatches
from gallery_build.buy.run import Ending
from gallery_build.job import Progress
from gallery_build.model import Fault
from gallery_build.models import BATCH_SHARE
from gallery_build.report import EXITS, Bought, Collected, Submitted, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gallery_build.buy.access import Access
    from gallery_build.buy.batch import Order
    from gallery_build.job import Company, Project
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item, Plan
    from gallery_build.report import Exit


def faults_of_batch(items: Iterable[Item], catalogue: Catalogue) -> list[Fault]:
    """Return what cannot stand in a batch, each at its place in a file."""
    faults: dict[Fault, None] = {}
    for item in items:
        model = catalogue.find(item.request.model)
        field = "provider" if item.request.provider != OWN else "model"
        if field == "provider" or model is None or "batch" not in model.endpoints:
            words = f"{getattr(item.request, field)} makes no batches"
            place = item.recipe.prompt.place(field)
            faults[Fault(item.recipe.prompt.path, words, *place, "build it without --batch")] = None
    return list(faults)


def left_out(plan: Plan) -> list[Fault]:
    """Return a warning for each prompt that no batch holds now, and what makes its picture."""
    inside = {item.recipe.key for item in plan.at(BATCH_SHARE).wanted}
    outside = {item.recipe.prompt.path: item for item in plan.wanted if item.recipe.key not in inside}
    return [_left_out(item, path) for path, item in outside.items()]


def _left_out(item: Item, path: str) -> Fault:
    prompt, inputs = item.recipe.prompt, item.request.inputs
    line, column = prompt.place(inputs[0].role)
    if item.request.endpoint == "variations":
        return Fault(path, "no batch holds a variation", line, column, "a build without --batch makes it")
    names = ", ".join(dict.fromkeys(f'"{one.name}"' for one in inputs if one.key))
    hint = "once that is collected, the next build --batch hands it in; one without --batch makes both now"
    return Fault(path, f"it is made from {names}, and not handed in before that is here", line, column, hint)


@contextmanager
def open_desk(project: Project, access: Access, company: Company, phase: str) -> Iterator[Desk]:
    """Yield what handing in (`submit`) and collecting (`collect`) need."""

    def tell(done: int, of: int) -> None:
        company.tell(Progress(phase, done, of))

    def pause(seconds: float) -> None:
        company.tell(Progress(phase, 0, 0, wait=Wait(seconds, asked=True, limit=0)))
        company.clock.wait(company.halt, seconds)

    with closing(OpenAIBatches(access, project.config.run.timeout)) as server:
        yield Desk(project.store, server, access, project.catalogue, company.halt, tell, pause)


def collect_ready(desk: Desk) -> Bought:
    """Collect what is ready. Needs the store's lock."""
    hauls = list(collect(desk))
    desk.tell(0, 0)
    losses = [loss for haul in hauls for loss in haul.losses]
    notes = tuple(f"batch {haul.run[:8]}: {haul.note}" for haul in hauls if haul.note)
    return Bought(
        collected=Collected(sum(len(haul.prices) for haul in hauls), total(hauls), notes),
        troubles=tuple(Trouble(loss.name, loss.ending.value, loss.message, told=False) for loss in losses),
        exits=_exits(loss.ending for loss in losses),
    )


def hand_in_items(wanted: Sequence[Item], desk: Desk, order: Order, cap: Decimal) -> Bought:
    """Hand in as much of what is wanted as the cap allows. Needs the store's lock."""
    items, troubles = _under(wanted, cap)
    handed = list(hand_in(items, desk, order))
    made = [one for one in handed if one.ending is Ending.MADE]
    troubles += [
        Trouble(item.recipe.name, one.ending.value, one.message, told=False)
        for one in handed
        if one.ending not in {Ending.MADE, Ending.HALTED}
        for item in one.items
    ]
    pictures = [item for one in made for item in one.items]
    usd = sum((item.quote.expected or Decimal(0) for item in pictures), Decimal(0))
    return Bought(
        submitted=Submitted(len(made), len(pictures), usd),
        troubles=tuple(troubles),
        exits=_exits(trouble.ending for trouble in troubles),
    )


def together(before: Bought, bought: Bought) -> Bought:
    """Return what collecting and buying came to, as one."""
    return replace(
        bought,
        submitted=before.submitted if before.submitted.pictures else bought.submitted,
        collected=before.collected,
        troubles=(*before.troubles, *bought.troubles),
        exits=before.exits | bought.exits,
    )


def _under(items: Sequence[Item], cap: Decimal) -> tuple[list[Item], list[Trouble]]:
    """Return what fits under the cap, each at the most it can cost, and what is to be said of the rest."""
    fitting: list[Item] = []
    troubles: list[Trouble] = []
    left = cap
    for item in items:
        bound = item.quote.bound or Decimal(0)
        if bound <= left:
            left -= bound
            fitting.append(item)
        else:
            words = f"up to ${bound.normalize()} does not fit under the cap"
            troubles.append(Trouble(item.recipe.name, Ending.CAPPED.value, words, told=False))
    return fitting, troubles


def _exits(endings: Iterable[str]) -> frozenset[Exit]:
    return frozenset(EXITS[ending] for ending in endings if ending in EXITS)
