"""Where a field of TOML front matter can be set: found by the parser's places; top-level names stand before the tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gallery_build.prompts.sheet import AFTER
from gallery_build.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.prompts.sheet import Change, Sheet, Span

_PART = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?P<comment>\#[^\r\n]*)|[\[\]]|[^\[\]"'#\s,=]+|.""", re.DOTALL
)


def toml_edits(sheet: Sheet, name: str, written: str) -> Iterator[list[Change]]:
    """Yield the edits that set a field, best first: its value, or a new line for it."""
    toml = read_toml(sheet.head, "", first_line=1)
    if name in toml.keys:
        line, column = toml.places[name]
        yield _set(sheet, sheet.at(line, column - 1), written)
        return
    words = f"{name} = {written}"
    if name == "pick" and AFTER in toml.keys:
        yield [sheet.inserted(toml.places[AFTER][0] + 1, words)]
    tables = [line for line, column in toml.keys.values() if sheet.text[sheet.at(line, column - 1)] == "["]
    last = min(tables, default=sheet.closing)
    yield [sheet.inserted(_above_comments(sheet, last) if tables else last, words)]
    yield [sheet.inserted(last, words)]
    yield [sheet.inserted(1, words)]


def _set(sheet: Sheet, start: int, written: str) -> list[Change]:
    """Return the change of the value that begins at an offset; comments in a list over several lines stay, below it."""
    end, comments = _value(sheet.text, start)
    return [(start, end, written), *sheet.kept((start, end), comments, "")]


def _value(text: str, start: int) -> tuple[int, list[str]]:
    """Return where the number, the text or the list ends that begins at an offset, and the comments in it."""
    depth, comments = 0, list[str]()
    end: Span = (start, start)
    for part in _PART.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(part[0], 0)
        comments += [part["comment"]] if part["comment"] else []
        end = part.span()
        if depth == 0:
            break
    return end[1], comments


def _above_comments(sheet: Sheet, line: int) -> int:
    """Return the first of the comments and empty lines that stand directly above a table's name."""
    while line > 1 and sheet.line(line - 1).lstrip()[:1] in {"", "#"}:
        line -= 1
    return line
