"""`plan`: the state and the price of every picture, and why. Asks nobody, writes nothing, imports no openai."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from gallery_build.cli.batch_words import document_of, waiting
from gallery_build.cli.ids import complete_ids
from gallery_build.cli.layout import clean, table
from gallery_build.cli.options import columns, common, settings
from gallery_build.cli.words import count, money, note, paint, say, say_faults, say_json
from gallery_build.model import State
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.job import Project
    from gallery_build.model import Key, Record
    from gallery_build.plan import Item, Plan


MOST_LOST = 20
"""Prompts that are gone and are looked at for a renamed one; comparing texts is slow."""

ROOMY = 72
"""Cells of a terminal from which a plan says models and sizes."""


@click.command("plan", short_help="Show the state and the price of every picture; spends nothing.")
@click.argument("ids", nargs=-1, shell_complete=complete_ids)
@click.option("--explain", is_flag=True, help="Say why each picture is in its state.")
@click.option("--drifted", is_flag=True, help="List pictures that today's defaults would ask for otherwise.")
@click.option("--batch", is_flag=True, help="Show the prices of a batch: half of those of a purchase now.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 when something is missing.")
@common
def command(ids: tuple[str, ...], explain: bool, drifted: bool, batch: bool, exit_code: bool) -> int:  # noqa: FBT001  # by name
    """Show the state and the price of every picture; spends nothing."""
    from gallery_build.buy.remarks import judge  # noqa: PLC0415  # off --help
    from gallery_build.cli.user import access_of_user  # noqa: PLC0415  # off --help
    from gallery_build.models import BATCH_SHARE  # noqa: PLC0415  # the same
    from gallery_build.pending import pending_in  # noqa: PLC0415  # the same
    from gallery_build.plan import ending_models  # noqa: PLC0415  # the same
    from gallery_build.project import load  # noqa: PLC0415  # the same

    said = settings()
    project = load(said.root.resolve(), said.config_file)
    project.require(ids)
    access = project.reach(access_of_user())
    made = project.plan(access=access).only(ids)
    made = made.at(BATCH_SHARE) if batch else made
    batches = pending_in(project.store)
    before = _Before(_records(project), project)
    today = dt.datetime.now(dt.UTC).date()
    faults, warnings = judge(made.wanted, access, project.catalogue, today)
    ending = ending_models(made.items, project.catalogue, today) if access.official else []
    if said.json:
        default = access.default or project.config.defaults.provider
        say_json({**_document(made, before), "provider": default, "batches": [document_of(one) for one in batches]})
    else:
        if not drifted:
            _say_plan(made, before, every=explain or said.verbose or bool(ids), explain=explain)
            for one in batches:
                say(printable(waiting(one, dt.datetime.now(dt.UTC))))
        _say_drift(made, before.records, every=drifted)
        if access.default:
            note(f"prompts that name no provider are asked for at {access.default}: GALLERY_PROVIDER says so")
    say_faults([*faults, *warnings, *ending], warning=True)
    due = any(item.state not in {State.HAVE, State.DRAWN} for item in made.items)
    return int(Exit.PENDING if exit_code and due else Exit.DONE)


def _records(project: Project) -> Mapping[Key | tuple[str, int], Record]:
    """Return the record shown for each key, and the newest for each prompt and number."""
    from gallery_build.store.records import newest  # noqa: PLC0415  # off --help

    holdings = project.store.look()
    originals = [original for key in holdings.images for original in project.store.originals(holdings, key)[:1]]
    records = [original.record for original in originals]
    return dict([*((record.key, record) for record in records), *newest(records).items()])


class _Before:
    """What was bought before, by key, and by prompt and number."""

    def __init__(self, records: Mapping[Key | tuple[str, int], Record], project: Project) -> None:
        self.records = records
        here = {prompt.id for prompt in project.library.prompts}
        named = {record.key: record for record in records.values() if record.prompt_id not in here}
        self._lost = tuple(named.values()) if len(named) <= MOST_LOST else ()

    def why(self, item: Item) -> str:
        """Return why an item is in its state."""
        from gallery_build.why import cause  # noqa: PLC0415  # off --help

        record = self.records.get(item.recipe.key) or self.records.get((item.recipe.prompt.id, item.recipe.index))
        return cause(item, record, self._lost)


def _say_plan(made: Plan, before: _Before, *, every: bool, explain: bool) -> None:
    shown = [item for item in made.items if every or item.state not in {State.HAVE, State.DRAWN}]
    width = columns(sys.stdout)
    asked = 2 if not width or width >= ROOMY else 0  # a narrow terminal has room for what, how it stands, what it costs
    rows = clean([[item.recipe.name, item.state.value, *_asked(item)[:asked], _price(item)] for item in shown])
    for row in rows:
        row[1] = paint(row[1])
    lines = table(rows, right=frozenset({2 + asked}), limit=width) if rows else []
    for line, item in zip(lines, shown, strict=True):
        say(line)
        if explain:
            say(f"    {printable(before.why(item))}", hang=0)
    if shown:
        say()
    prompts = len({item.recipe.prompt.id for item in made.items})
    states = [f"{made.count(state):,} {state}" for state in State if made.count(state)]
    say(" · ".join([count(prompts, "prompt"), count(len(made.items), "picture"), *states]))
    if made.wanted:
        say(_total(made))
    elif not shown:
        say("nothing to buy.")


def _total(made: Plan) -> str:
    priced = f"about {money(made.expected)}, at most {money(made.bound)}" if made.priced else ""
    unpriced = f"{count(len(made.unpriced), 'picture')} without a known price" if made.unpriced else ""
    return "to buy: " + "; ".join(part for part in (priced, unpriced) if part)


def _say_drift(made: Plan, before: Mapping[Key | tuple[str, int], Record], *, every: bool) -> None:
    from gallery_build.why import drift  # noqa: PLC0415  # off --help

    have = [(item, before[item.recipe.key]) for item in made.items if item.recipe.key in before]
    drifts = [(item, found) for item, record in have if record.provider != "sketch" and (found := drift(item, record))]
    if drifts and not every:
        note(
            f"{count(len(drifts), 'picture')} made with other defaults than today's: --drifted lists them; none is remade"
        )
    for item, found in drifts if every else []:
        changes = ", ".join(f"{name} {then} → {now}" for name, (then, now) in found.items())
        say(f"drifted: {item.recipe.name}: {changes}")


def _asked(item: Item) -> list[str]:
    params = item.request.params
    return [
        item.request.model or item.request.provider,
        " ".join(str(params[name]) for name in ("size", "quality") if name in params),
    ]


def _price(item: Item) -> str:
    if not item.wanted:
        return ""
    return "no price known" if item.quote.expected is None else money(item.quote.expected)


def _document(made: Plan, before: _Before) -> dict[str, object]:
    return {
        "recipes": [
            {
                "id": item.recipe.prompt.id,
                "index": item.recipe.index,
                "key": item.recipe.key,
                "state": item.state.value,
                "why": before.why(item),
                "provider": item.request.provider,
                "model": item.request.model,
                "params": dict(item.request.params),
                "made_from": [one.name for one in item.request.inputs],
                "wanted": item.wanted,
                "usd": None if item.quote.expected is None else str(item.quote.expected),
                "usd_at_most": None if item.quote.bound is None else str(item.quote.bound),
                "price": item.quote.how,
            }
            for item in made.items
        ],
        "states": {state.value: made.count(state) for state in State if made.count(state)},
        "to_buy": len(made.wanted),
        "usd": str(made.expected),
        "usd_at_most": str(made.bound),
        "unpriced": len(made.unpriced),
    }
