"""A file's text as an edit sees it: lines with their own ends, places that a parser names, changes by offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Change = tuple[int, int, str]
"""What stands from one offset up to another, and what shall stand there."""

Span = tuple[int, int]
"""From one offset up to another."""

AFTER = "n"
"""The field that a new pick stands below."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_COMMENT = re.compile(r"#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text whose lines count from 0 and keep their ends: LF, CRLF or CR, each as it is."""

    text: str
    starts: tuple[int, ...]
    """Where each line begins; one more at the end of the text."""
    fence: str
    """`---`, `+++`, or empty for a file without front matter."""
    closing: int
    """The line that closes the front matter; 0 without one."""

    @property
    def head(self) -> str:
        """The front matter between its two lines, with plain line ends: what parsers are given."""
        head = self.text[self.starts[1] : self.starts[self.closing]]
        return head.replace("\r\n", "\n").replace("\r", "\n")

    def at(self, line: int, column: int) -> int:
        """Return the offset of a place."""
        return self.starts[line] + column

    def line_of(self, offset: int) -> int:
        """Return the line that an offset stands in."""
        return bisect_right(self.starts, offset) - 1

    def line(self, number: int) -> str:
        """Return a line without its end."""
        return self.text[self.starts[number] : self.starts[number + 1]].rstrip("\r\n")

    def line_end(self, number: int) -> str:
        """Return how a line ends."""
        if number + 1 >= len(self.starts):
            return ""
        return self.text[self.starts[number] + len(self.line(number)) : self.starts[number + 1]]

    def inserted(self, number: int, words: str) -> Change:
        """Return a new line before a line, ended as the line above it is."""
        return (self.starts[number], self.starts[number], words + self.line_end(number - 1))

    def comments(self, span: Span, values: Iterable[Span]) -> list[str]:
        """Return the comments in a span: what stands there between values is nothing else that has a `#`."""
        found: list[str] = []
        begin = span[0]
        for start, end in [*values, (span[1], span[1])]:
            found += _COMMENT.findall(self.text[begin:start])
            begin = end
        return found

    def kept(self, span: Span, comments: Iterable[str], indent: str) -> list[Change]:
        """Return comments of a value that is replaced, each as a line below it."""
        line = self.line_of(span[1]) + 1
        words = "".join(f"{indent}{comment}{self.line_end(line - 1)}" for comment in comments)
        return [(self.starts[line], self.starts[line], words)] if words else []

    def changed(self, changes: Iterable[Change]) -> str:
        """Return the text with these changes, none of which overlap."""
        text = self.text
        for start, end, words in sorted(changes, reverse=True):
            text = text[:start] + words + text[end:]
        return text


def sheet_of(text: str) -> Sheet:
    """Return a text as a sheet; its front matter begins and ends where `front_matter` says."""
    starts = (*(found.start() for found in _LINE.finditer(text)), len(text))
    lines = [found[0] for found in _LINE.finditer(text)]
    fence = lines[0].rstrip() if lines else ""
    if fence not in {"---", "+++"}:
        return Sheet(text, starts, "", 0)
    ends = re.compile(rf"{re.escape(fence)}[ \t]*[\r\n]*")
    return Sheet(text, starts, fence, next((i for i, line in enumerate(lines) if i and ends.fullmatch(line)), 0))
