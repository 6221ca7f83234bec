"""Text in the cells of a terminal: how wide it is, where a line breaks, how columns stand. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import click

from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HANG = 2
"""Cells by which the rest of a broken line stands in."""

NARROWEST = 12
"""Cells that a table's first column keeps, however narrow the terminal."""

_PARTS = re.compile(r"\s?.+?(?:·(?= )|$)")
_WORDS = re.compile(r" *\S+ *?(?= |$)")


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes; colours take none."""
    plain = click.unstyle(text) if "\x1b" in text else text
    return len(plain) if plain.isascii() else sum(map(_cell, plain))


def wrapped(text: str, width: int, hang: int = HANG) -> str:
    """Return a text whose lines fit where their words do; the rest of a line hangs in. No word is broken; width 0 breaks none."""
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width, hang)) if width else text


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset(), limit: int = 0) -> list[str]:
    """Return lines with aligned columns, two spaces apart; columns in `right` end together. `limit`: cells a line may have."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    over = sum(widths) + 2 * (len(widths) - 1) - limit
    if limit and over > 0:
        widths[0] = max(widths[0] - over, NARROWEST)
    return [
        "  ".join(
            _fit(cell, width, right=column in right)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def shortened(text: str, width: int) -> str:
    """Return a text that fits; an image's number at its end stays, for it tells it from its siblings."""
    if cells(text) <= width:
        return text
    head, mark, number = text.rpartition(" #")
    head, tail = (head, mark + number) if mark else (text, "")
    while head and cells(head) + 1 + cells(tail) > width:
        head = head[:-1]
    return f"{head}…{tail}"


def clean(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return rows whose cells a terminal shows and does not obey."""
    return [[printable(cell) for cell in row] for row in rows]


def _cell(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _broken(line: str, width: int, hang: int) -> Iterator[str]:
    """Yield the lines that one line becomes: parted at its dots where these suffice, else between words."""
    if cells(line) <= width:
        yield line
        return
    indent = " " * (len(line) - len(line.lstrip()) + hang)
    parts = _PARTS.findall(line)
    whole = all(cells(part.strip()) + len(indent) <= width for part in parts)
    joined = ""
    for part in parts if whole else _WORDS.findall(line):
        alone = f"{indent}{part.lstrip()}"
        if joined and cells(f"{joined}{part}") > width >= cells(alone):
            yield joined
            joined = alone
        else:
            joined += part
    yield joined


def _fit(cell: str, width: int, *, right: bool) -> str:
    short = shortened(cell, width)
    space = " " * (width - cells(short))
    return space + short if right else short + space
