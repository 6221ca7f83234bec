"""`migrate`: what another model would change and cost; with `--write`, the prompts' files say so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from gallery_build.cli.ids import complete_ids
from gallery_build.cli.options import Settings, common, settings
from gallery_build.cli.words import count, money, note, say, say_faults, say_json
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.job import Project
    from gallery_build.migrating import Migration, Move, Source
    from gallery_build.models import Translation
    from gallery_build.plan import Item


@click.command("migrate", short_help="Show what moving prompts to another model changes and costs.")
@click.argument("ids", nargs=-1, shell_complete=complete_ids)
@click.option("--to", required=True, metavar="MODEL", help="The model to move to.")
@click.option("--write", "write_", is_flag=True, help="Change the prompts' files; the next build buys.")
@common
def command(ids: tuple[str, ...], to: str, write_: bool) -> int:  # noqa: FBT001  # click passes every option by name
    """Show what moving prompts to another model changes and costs; writes nothing by itself.

    IDS: only these prompts; else all whose own file names another model. With
    --write, the lines of model, size and quality change, what the new model does
    not take becomes a comment, and all else stays byte for byte. The next build
    buys the new picture; the one you have stays in originals/, as a version.
    """
    from gallery_build.choosing import write  # noqa: PLC0415  # off --help
    from gallery_build.cli.user import access_of_user  # noqa: PLC0415  # the same
    from gallery_build.migrating import edits, migration  # noqa: PLC0415  # the same
    from gallery_build.project import load  # noqa: PLC0415  # the same

    said = settings()
    project = load(said.root.resolve(), said.config_file)
    today = dt.datetime.now(dt.UTC).date()
    made = migration(project, to, ids, today, official=access_of_user().official)
    written = edits(project, made.possible, to) if write_ else []
    write(project.root, written)
    if said.json:
        say_json(_document(made, [edit.prompt.path for edit in written]))
    else:
        _say(made, project, said, written=write_)
    return int(Exit.FAILED if len(made.possible) < len(made.moves) else Exit.DONE)


def _say(made: Migration, project: Project, said: Settings, *, written: bool) -> None:
    for move in made.moves:
        say_faults(move.warnings, warning=True)
        say_faults(move.obstacles)
    if said.quiet:
        return
    for move in made.moves:
        _say_move(move, made.to)
    if not made.moves:
        say(f"no prompt's own file names another model than {made.to}")
    for source in made.sources:
        _say_source(source, made.to, project.config.path or "gallery.toml")
    if made.possible:
        say(_cost(made))
        say(_written(made) if written else "nothing was written; --write changes the prompts' files")
    if len(made.possible) < len(made.moves):
        note(f"{count(len(made.moves) - len(made.possible), 'prompt')} cannot move as above, and stay as they are")


def _say_move(move: Move, to: str) -> None:
    state = ", ".join(dict.fromkeys(item.state.value for item in move.before)) or "draft"
    images = count(len(move.before), "picture")
    prices = f"{_price(move.before)} → {_price(move.after)}"
    say(printable(f"{move.prompt.id}: {move.model} → {to}  ({state}; {images}, {prices} each)"))
    _say_changes(move.changes)


def _say_changes(changes: Iterable[Translation]) -> None:
    for change in changes:
        after = change.after or "left out"
        say(printable(f"    {change.field} {change.before} → {after}: {change.why}"))


def _say_source(source: Source, to: str, file: str) -> None:
    from gallery_build.migrating import DEFAULT  # noqa: PLC0415  # off --help

    who = f"{count(len(source.ids), 'prompt')} {'takes its' if len(source.ids) == 1 else 'take their'} model"
    where = f"{file}:{source.place[0]}" if source.place[0] else file
    what = "what is asked for next" if source.table == DEFAULT else "them, each to a new picture"
    say(printable(f"{who} from [{source.table}], {source.model}: to move {what}, in {where}"))
    say(printable(f'    model = "{to}"'))
    _say_changes(source.changes)


def _price(items: tuple[Item, ...]) -> str:
    if not items or items[0].quote.expected is None:
        return "no price known"
    return money(items[0].quote.expected)


def _cost(made: Migration) -> str:
    plan = made.plan
    priced = f"about {money(plan.expected)}, at most {money(plan.bound)}" if plan.priced else ""
    unpriced = f"{len(plan.unpriced)} without a known price" if plan.unpriced else ""
    prices = "; ".join(part for part in (priced, unpriced) if part)
    bought = f"{count(len(plan.wanted), 'picture')} to buy: {prices}" if plan.wanted else "nothing to buy"
    return f"{count(len(made.possible), 'prompt')}, {bought}; the pictures you have stay, as versions"


def _written(made: Migration) -> str:
    files = count(len(made.possible), "file")
    return f"{files} changed; gallery-build build buys, git checkout takes it back"


def _document(made: Migration, written: list[str]) -> dict[str, object]:
    return {
        "to": made.to,
        "prompts": [_document_of(move) for move in made.moves],
        "sources": [
            {
                "table": source.table,
                "line": source.place[0],
                "model": source.model,
                "changes": [_change(change) for change in source.changes],
                "ids": list(source.ids),
            }
            for source in made.sources
        ],
        "written": written,
        "to_buy": len(made.plan.wanted),
        "usd": str(made.plan.expected),
        "usd_at_most": str(made.plan.bound),
        "unpriced": len(made.plan.unpriced),
    }


def _document_of(move: Move) -> dict[str, object]:
    before, after = (items[0].quote.expected if items else None for items in (move.before, move.after))
    return {
        "id": move.prompt.id,
        "path": move.prompt.path,
        "model": move.model,
        "states": [item.state.value for item in move.before],
        "changes": [_change(change) for change in move.changes],
        "usd_each_before": None if before is None else str(before),
        "usd_each_after": None if after is None else str(after),
        "obstacles": [str(fault) for fault in move.obstacles],
        "warnings": [str(fault) for fault in move.warnings],
    }


def _change(change: Translation) -> dict[str, object]:
    return {"field": change.field, "before": change.before, "after": change.after, "why": change.why}
