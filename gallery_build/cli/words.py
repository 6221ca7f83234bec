"""How things are said: money, counts, faults, in colour where it helps. What a server or a prompt wrote is made printable first."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from gallery_build.cli.layout import HANG, wrapped
from gallery_build.cli.options import colored, columns
from gallery_build.errors import FaultsError
from gallery_build.words import count as count  # noqa: PLC0414  # said here too, beside the other ways to say things
from gallery_build.words import money as money  # noqa: PLC0414  # the same
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gallery_build.errors import GalleryError
    from gallery_build.model import Fault

SCHEMA = 1
"""Of every JSON document that a command prints."""

COLOURS = {
    **dict.fromkeys(("made", "ok", "have"), "green"),
    **dict.fromkeys(("missing", "unknown", "absent", "blocked", "capped", "warning", "unpriced"), "yellow"),
    **dict.fromkeys(("refused", "failed", "stopped", "store", "problem", "error"), "red"),
    **dict.fromkeys(("damaged", "unreadable", "without record", "without image"), "red"),
}
"""The words that have a colour: how a picture stands, how a purchase ended, how bad something is."""


def paint(word: str, as_: str = "") -> str:
    """Return a word in its colour, or in another word's; it is taken away where none is wanted."""
    return click.style(word, fg=COLOURS.get(as_ or word.strip()))


def size_of(bytes_: int) -> str:
    """Return bytes as people read them: `820 kB`, `1.2 GB`."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if bytes_ >= step:
            return f"{bytes_ / step:,.1f} {unit}" if bytes_ < 10 * step else f"{bytes_ / step:,.0f} {unit}"
    return count(bytes_, "byte")


def say(text: str = "", hang: int = HANG) -> None:
    """Say a result, on standard output; what does not fit a terminal's line hangs in by so many cells."""
    click.echo(wrapped(text, columns(sys.stdout), hang), color=colored(sys.stdout))


def note(text: str, hang: int = HANG) -> None:
    """Say something beside the result, on standard error."""
    click.echo(wrapped(text, columns(sys.stderr), hang), err=True, color=colored(sys.stderr))


def say_json(document: Mapping[str, object]) -> None:
    """Print the one document of `--json`."""
    click.echo(json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2, default=str))


def spelled(fault: Fault, *, warning: bool = False) -> str:
    """Return a fault with its place, and its hint on a second line."""
    first, _, rest = str(fault).partition("\n")
    place, _, message = first.partition(": ")
    kind = f"{paint('warning')}: " if warning else ""
    hint = f"\n  {printable(rest.strip())}" if rest else ""
    return f"{click.style(printable(place), bold=True)}: {kind}{printable(message)}{hint}"


def say_faults(faults: Iterable[Fault], *, warning: bool = False) -> None:
    """Say each fault with its place and hint."""
    for fault in faults:
        note(spelled(fault, warning=warning))


def say_error(error: GalleryError) -> int:
    """Say an error; return its exit code."""
    if isinstance(error, FaultsError):
        say_faults(error.faults)
        note(f"\n{count(len(error.faults), 'fault')}; nothing was done")
        return error.exit_code
    note(f"{paint('gallery-build:', 'error')} {printable(error.message)}")
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
