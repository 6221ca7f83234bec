"""How things are said: money, counts, faults, tables. Everything a server or a prompt wrote is made printable first."""

from __future__ import annotations

import json
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

import click

from gallery_build.errors import FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gallery_build.errors import GalleryError
    from gallery_build.model import Fault

SCHEMA = 1
"""Of every JSON document that a command prints."""


def money(usd: Decimal) -> str:
    """Return US dollars as people read them: `$0.013`, `$1.20`; never less than the last digit shown for something."""
    if usd == 0:
        return "$0"
    step = Decimal("0.01") if usd >= 1 else Decimal("0.001")
    rounded = max(usd.quantize(step, ROUND_HALF_EVEN), step)
    return f"${rounded}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def printable(text: str) -> str:
    """Return text without control characters, so that nothing can move the cursor or forge a line."""
    return "".join(character if character.isprintable() else " " for character in text)


def say(text: str = "") -> None:
    """Say a result, on standard output."""
    click.echo(text)


def note(text: str) -> None:
    """Say something beside the result, on standard error."""
    click.echo(text, err=True)


def say_json(document: Mapping[str, object]) -> None:
    """Print the one document of `--json`."""
    click.echo(json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2, default=str))


def say_faults(faults: Iterable[Fault], *, warning: bool = False) -> None:
    """Say each fault with its place and hint."""
    for fault in faults:
        first, _, rest = str(fault).partition("\n")
        place, _, message = first.partition(": ")
        kind = "warning: " if warning else ""
        note(f"{printable(place)}: {kind}{printable(message)}" + (f"\n  {printable(rest.strip())}" if rest else ""))


def say_error(error: GalleryError) -> int:
    """Say an error; return its exit code."""
    if isinstance(error, FaultsError):
        say_faults(error.faults)
        note(f"\n{count(len(error.faults), 'fault')}; nothing was done")
        return error.exit_code
    note(f"gallery-build: {printable(error.message)}")
    if error.hint:
        note(f"  hint: {printable(error.hint)}")
    return error.exit_code


def say_error_as_json(error: GalleryError) -> int:
    """Print an error as the one document of `--json`; return its exit code."""
    faults = error.faults if isinstance(error, FaultsError) else ()
    say_json(
        {
            "exit": error.exit_code,
            "error": error.message,
            "hint": error.hint,
            "faults": [
                {"path": one.path, "line": one.line, "column": one.column, "message": one.message, "hint": one.hint}
                for one in faults
            ],
        }
    )
    return error.exit_code


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset(), limit: int = 0) -> list[str]:
    """Return lines with aligned columns, two spaces apart; columns in `right` end together. `limit`: cells a line may have."""
    clean = [[printable(cell) for cell in row] for row in rows]
    widths = [max(cells(row[column]) for row in clean) for column in range(len(clean[0]))] if clean else []
    if limit and sum(widths) + 2 * len(widths) > limit:
        widths[0] = max(widths[0] - (sum(widths) + 2 * len(widths) - limit), 12)
    lines = []
    for row in clean:
        padded = [
            _fit(cell, width, right=column in right)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(padded).rstrip())
    return lines


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shorten(text: str, width: int) -> str:
    """Return a text that fits; an image's number at its end stays, for it tells it from its siblings."""
    head, mark, number = text.rpartition(" #")
    head, tail = (head, mark + number) if mark else (text, "")
    while head and cells(head) + 1 + cells(tail) > width:
        head = head[:-1]
    return f"{head}…{tail}"


def _fit(text: str, width: int, *, right: bool) -> str:
    short = text if cells(text) <= width else _shorten(text, width)
    space = " " * (width - cells(short))
    return space + short if right else short + space
