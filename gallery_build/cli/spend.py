"""`spend`: what was paid, by month, model, series, tag or prompt, and how right the estimates were. Reads records alone."""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import TYPE_CHECKING

import click

from gallery_build.cli.layout import table
from gallery_build.cli.options import columns, common, settings
from gallery_build.cli.words import count, money, note, say, say_error, say_json
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gallery_build.care.spend import Book, Entry, Estimate, Sum

KINDS = ("month", "model", "series", "tag", "prompt")


@click.command("spend", short_help="Add up what was paid, from the records.")
@click.option("--by", type=click.Choice(KINDS), default="month", help="What to add up.  [default: month]")
@click.option("--since", metavar="DATE", help="Leave out what is older: 2026, 2026-11 or 2026-11-22.")
@common
def command(by: str, since: str | None) -> int:
    """Add up what was paid, from the records in originals/ alone; asks no server.

    Requests whose answer never came were perhaps paid: they are counted apart,
    and so are pictures that wait in a batch.
    A picture with two tags counts under both. Where records cannot be read, the
    exit code is 1: the sums are not whole.
    """
    from gallery_build.care.spend import read_book  # noqa: PLC0415  # off --help
    from gallery_build.project import open_store, read_config  # noqa: PLC0415  # the same

    said, start = settings(), _time(since)
    root = said.root.resolve()
    book = read_book(open_store(root, read_config(root, said.config_file)), start)
    names = _names(by, root, said.config_file)
    if said.json:
        say_json(_document(book, names, by, start))
    else:
        _say(book, names, by)
    return int(Exit.FAILED if book.unread else Exit.DONE)


def _time(since: str | None) -> str:
    """Return the beginning of a time that is a year, a month or a day; as text it sorts before all of its times."""
    words = since or ""
    full = words + "-01-01"[len(words) - 4 :] if re.fullmatch(r"\d{4}(-\d\d){0,2}", words, re.ASCII) else words
    try:
        return f"{dt.date.fromisoformat(full)}" if words else ""
    except ValueError:
        raise click.BadParameter(f'"{words}" is no date: 2026, 2026-11 or 2026-11-22', param_hint="--since") from None


def _names(by: str, root: Path, config_file: Path | None) -> Callable[[Entry], tuple[str, ...]]:
    """Return what an entry is added up under; tags are those that prompts have today."""
    from gallery_build.care.spend import BY  # noqa: PLC0415  # off --help
    from gallery_build.project import load  # noqa: PLC0415  # the same

    if by != "tag":
        return BY[by]
    project = load(root, config_file)
    tags = {prompt.id: prompt.tags for prompt in project.library.prompts}
    tags_of_keys = {item.recipe.key: item.recipe.prompt.tags for item in project.plan().items}
    return lambda entry: tags_of_keys.get(entry.key, tags.get(entry.prompt, ()))


def _say(book: Book, names: Callable[[Entry], tuple[str, ...]], by: str) -> None:
    from gallery_build.care.spend import add, estimates, group  # noqa: PLC0415  # off --help

    together = add(book.entries)
    if not book.entries:
        say("nothing was bought.")
    else:
        rows = [_row(printable(name), part) for name, part in group(book.entries, names).items()]
        head = [by, "pictures", "measured", "estimated", "together"]
        for line in table(
            [head, *rows, _row("total", together)], right=frozenset({1, 2, 3, 4}), limit=columns(sys.stdout)
        ):
            say(line)
        _say_apart(together)
        for estimate in estimates(book.entries):
            say(_estimated(estimate))
    for error in book.unread:
        say_error(error)
    if book.unread:
        note("the sums are not whole")


def _row(name: str, part: Sum) -> list[str]:
    return [name, f"{part.images:,}", *map(money, (part.measured, part.estimated, part.usd))]


def _say_apart(together: Sum) -> None:
    """Say what is in no sum."""
    if together.unpriced:
        say(f"in no sum: {count(together.unpriced, 'picture')} without a known price")
    if together.perhaps:
        priced = f", at most {money(together.perhaps_usd)}" if together.perhaps > together.perhaps_unpriced else ""
        rest = f", {together.perhaps_unpriced:,} of them without a known price" if together.perhaps_unpriced else ""
        say(f"in no sum: {count(together.perhaps, 'request')} perhaps paid{priced}{rest}")
    if together.pending:
        say(
            f"in no sum: {count(together.pending, 'picture')} in a batch that is not collected, "
            f"at most {money(together.pending_usd)}"
        )


def _estimated(one: Estimate) -> str:
    """Return how right the estimates for a model were."""
    error = one.error
    words = "as expected" if not error else f"{abs(error):.1f} % {'more' if error > 0 else 'less'}"
    pair = f"expected {money(one.expected)}, measured {money(one.measured)}"
    return f"{printable(one.model)}: {count(one.images, 'picture')}, {pair}: {words}"


def _document(book: Book, names: Callable[[Entry], tuple[str, ...]], by: str, since: str) -> dict[str, object]:
    from gallery_build.care.spend import add, estimates, group  # noqa: PLC0415  # off --help

    return {
        "by": by,
        "since": since or None,
        "rows": [{"name": name, **_plain(part)} for name, part in group(book.entries, names).items()],
        "total": _plain(add(book.entries)),
        "estimates": [
            {
                "model": one.model,
                "images": one.images,
                "expected_usd": str(one.expected),
                "measured_usd": str(one.measured),
                "error_percent": None if one.error is None else f"{one.error:.2f}",
            }
            for one in estimates(book.entries)
        ],
        "unreadable": [error.message for error in book.unread],
    }


def _plain(part: Sum) -> Mapping[str, object]:
    return {
        "images": part.images,
        "usd": str(part.usd),
        "measured_usd": str(part.measured),
        "estimated_usd": str(part.estimated),
        "unpriced": part.unpriced,
        "perhaps": part.perhaps,
        "perhaps_usd_at_most": str(part.perhaps_usd),
        "perhaps_unpriced": part.perhaps_unpriced,
        "pending": part.pending,
        "pending_usd_at_most": str(part.pending_usd),
    }
