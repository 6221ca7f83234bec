"""Where a field of YAML front matter can be set: found by the marks of the parser's events, never by its looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from gallery_build.prompts.sheet import AFTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event

    from gallery_build.prompts.sheet import Change, Sheet, Span

_LOADER = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A field at the top, by offsets into the sheet."""

    name: str
    key: Span
    value: Span
    leaves: tuple[Span, ...]
    """The scalars in the value, one by one."""
    block: bool
    """True for a list with a line for each item."""


@dataclass(frozen=True, slots=True)
class _Map:
    """The map at the top."""

    start: int
    flow: bool
    pairs: tuple[_Pair, ...]


def yaml_edits(sheet: Sheet, name: str, written: str) -> Iterator[list[Change]]:
    """Yield the edits that set a field, best first: its value, or a new line for it."""
    top = _top(sheet)
    stated = [pair for pair in top.pairs if pair.name == name] if top else []
    if stated:
        yield _set(sheet, stated[0], written, top.flow if top else False)
    elif top and top.flow:
        yield _added(top, name, written)
    else:
        yield from _inserted(sheet, top, name, written)


def _inserted(sheet: Sheet, top: _Map | None, name: str, written: str) -> Iterator[list[Change]]:
    """Yield a new line: below n for a pick, else the last, else (where that would end another value) the first."""
    first = sheet.line_of(top.start) if top else 1
    indent = sheet.text[sheet.starts[first] : top.start] if top else ""
    words = f"{indent}{name}: {written}"
    above = [pair for pair in top.pairs if pair.name == AFTER] if top and name == "pick" else []
    if above:
        yield [sheet.inserted(sheet.line_of(above[0].value[1]) + 1, words)]
    yield [sheet.inserted(sheet.closing, words)]
    yield [sheet.inserted(first, words)]


def _added(top: _Map, name: str, written: str) -> list[Change]:
    """Return a new pair of a map in braces: after n for a pick, else the last."""
    if not top.pairs:
        return [(top.start + 1, top.start + 1, f"{name}: {written}")]
    above = [pair for pair in top.pairs if pair.name == AFTER and name == "pick"]
    end = (above or top.pairs)[-1].value[1]
    return [(end, end, f", {name}: {written}")]


def _set(sheet: Sheet, pair: _Pair, written: str, flow: bool) -> list[Change]:  # noqa: FBT001  # of the map around it
    """Return the change of a value; what is said in comments stays."""
    start, end = pair.value
    if start == end:
        return [(start, end, _first_value(sheet.text[:start], written))]
    colon = sheet.text.index(":", pair.key[1])
    if pair.block and sheet.line_of(colon) < sheet.line_of(start):
        return [(colon + 1, colon + 1, f" {written}"), *_unlisted(sheet, pair)]
    line = sheet.starts[sheet.line_of(pair.key[0])]
    indent = "" if flow else sheet.text[line : pair.key[0]]
    # after a list's bracket a comment needs no space, after a number it does
    apart = " " * sheet.text.startswith("#", end)
    return [(start, end, written + apart), *sheet.kept(pair.value, sheet.comments(pair.value, pair.leaves), indent)]


def _first_value(before: str, written: str) -> str:
    """Return the value of a name that had none, apart from the colon: `pick:`, and in braces also `pick`."""
    if not before.rstrip().endswith(":"):
        return f": {written}"
    return written if before.endswith(" ") else f" {written}"


def _unlisted(sheet: Sheet, pair: _Pair) -> Iterator[Change]:
    """Yield the removal of a list's lines; a comment on one of them stays as a line of its own."""
    for number in range(sheet.line_of(pair.value[0]), sheet.line_of(pair.value[1]) + 1):
        line, start = sheet.line(number), sheet.starts[number]
        values = [span for span in pair.leaves if sheet.line_of(span[0]) == number]
        comments = sheet.comments((start, start + len(line)), values)
        if values or line.lstrip().startswith("-"):
            indent = line[: len(line) - len(line.lstrip())]
            kept = f"{indent}{comments[0]}{sheet.line_end(number)}" if comments else ""
            yield (start, sheet.starts[number + 1], kept)


def _top(sheet: Sheet) -> _Map | None:
    """Return the map at the top, or None where the front matter states nothing; it has been parsed, so it is one."""
    events = iter(_LOADER(sheet.head).get_event, None)
    for event in events:
        if isinstance(event, DocumentEndEvent | ScalarEvent):
            return None
        if isinstance(event, MappingStartEvent):
            start = _span(sheet, event, event)[0]
            return _Map(start, bool(event.flow_style), tuple(_pairs(sheet, events)))
    return None


def _pairs(sheet: Sheet, events: Iterator[Event]) -> Iterator[_Pair]:
    """Yield each field of the map whose events these are."""
    for key in events:
        if isinstance(key, CollectionEndEvent):
            return
        first = next(events)
        scalars, last = _inside(first, events)
        block = isinstance(first, SequenceStartEvent) and not first.flow_style
        end = scalars[-1] if block and scalars else last
        leaves = tuple(_span(sheet, scalar, scalar) for scalar in scalars)
        yield _Pair(str(getattr(key, "value", "")), _span(sheet, key, key), _span(sheet, first, end), leaves, block)


def _inside(first: Event, events: Iterator[Event]) -> tuple[list[Event], Event]:
    """Return the scalars of the value that begins with an event, and its last event. A block's own end is past its end."""
    scalars: list[Event] = []
    depth, event = 0, first
    while True:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        scalars += [event] if isinstance(event, ScalarEvent) else []
        if depth == 0:
            return scalars, event
        event = next(events)


def _span(sheet: Sheet, first: Event, last: Event) -> Span:
    """Return the offsets between two events; the head's first line is the file's second."""
    start, end = first.start_mark, last.end_mark
    assert start
    assert end  # the types say otherwise; the parser marks every event
    return sheet.at(start.line + 1, start.column), sheet.at(end.line + 1, end.column)
