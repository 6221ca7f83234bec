"""YAML events to plain values: YAML 1.2's core schema, no anchors, no tags, at most 20 deep, one kind of error.

Built on the parser's events alone. What composes a tree out of them recurses, and dies of 50,000 brackets.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from gallery_build.errors import FaultsError
from gallery_build.model import Fault
from gallery_build.prompts.front_matter import Stated
from gallery_build.toml import CONTROL, DEEPEST, MOST_FAULTS
from gallery_build.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event

_LOADER = getattr(yaml, "CLoader", yaml.Loader)

LONGEST_NUMBER = 40
"""Characters of a number; longer ones are no setting, and slow to read."""

_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def read_yaml(text: str, path: str, *, first_line: int) -> Stated:
    """Read one document whose top is a map; raise FaultsError with all that is wrong, up to the first broken line."""
    reader = _Reader(path, first_line, _events(text))
    try:
        reader.read_document()
    except yaml.YAMLError as error:
        reader.faults.append(_syntax_fault(error, text, path, first_line))
    except _TooDeepError as error:
        reader.fault(error.event, f"lists and maps are nested more than {DEEPEST} deep")
    if reader.faults:
        raise FaultsError(reader.faults[:MOST_FAULTS])
    return reader.stated


def _events(text: str) -> Iterator[Event]:
    """Yield the parser's events; yaml.parse asks it twice for each."""
    yield from iter(_LOADER(text).get_event, None)


class _TooDeepError(Exception):
    """Stops the reading before anything can recurse far."""

    def __init__(self, event: Event) -> None:
        self.event = event


class _Reader:
    """Takes events one by one; the place of each value is noted as it passes."""

    def __init__(self, path: str, first_line: int, events: Iterator[Event]) -> None:
        self.path, self.first_line, self.events = path, first_line, events
        self.faults: list[Fault] = []
        self.stated = Stated()

    def read_document(self) -> None:
        """Read the stream: nothing, or one map."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            self.fault(event, "a YAML directive has no place in front matter")
        event = next(self.events)
        if isinstance(event, MappingStartEvent):
            self._check_node(event)
            self.stated.fields = self._map("", 1)
        elif not (isinstance(event, ScalarEvent) and event.implicit[0] and event.value in {"", "~", "null"}):
            self.fault(event, "the front matter is not a list of fields", 'write "name: value", one on each line')
            return
        self._read_end()

    def _read_end(self) -> None:
        """Read what follows the document: nothing."""
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self.fault(event, "a second YAML document in the front matter", 'end it with a line of "---" alone')
                return
            if not isinstance(event, DocumentEndEvent):
                return

    def _value(self, event: Event, name: str, depth: int) -> object:
        """Return the value that begins with this event."""
        self.stated.places[name] = self._place(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, name)
        if isinstance(event, AliasEvent):
            self.fault(
                event,
                f"the alias {shown(f'*{event.anchor}')} is not allowed",
                "put a value that begins with * in quotes",
            )
            return ""
        if depth >= DEEPEST:
            raise _TooDeepError(event)
        self._check_node(event)
        return self._list(name, depth + 1) if isinstance(event, SequenceStartEvent) else self._map(name, depth + 1)

    def _map(self, above: str, depth: int) -> dict[str, object]:
        """Return a map's values; each key is a word, and stands once."""
        values: dict[str, object] = {}
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                break
            key = self._key(event, above, depth)
            name = f"{above}.{key}" if above else key
            if key in values:
                first = self.stated.keys[name][0]
                self.fault(event, f"{shown(key)} is stated twice, first in line {first}", "keep one of them")
                self._value(next(self.events), f"{name} again", depth)
                continue
            self.stated.keys[name] = self._place(event)
            values[key] = self._value(next(self.events), name, depth)
        return values

    def _key(self, event: Event, above: str, depth: int) -> str:
        """Return a key as it is written."""
        if not isinstance(event, ScalarEvent):
            self._value(event, f"{above} key", depth)
            self.fault(event, "the name of a field is not a word", "put a value that begins with [, { or * in quotes")
            return ""
        self._check_node(event)
        if event.implicit[0] and event.value == "<<":
            self.fault(event, 'the merge key "<<" is not allowed', "write the fields out")
        elif not event.value.strip() or (not event.implicit[0] and CONTROL.search(event.value)):
            self.fault(event, f"{shown(event.value)} is not the name of a field")
        return str(event.value)

    def _list(self, name: str, depth: int) -> list[object]:
        """Return a list's values."""
        values: list[object] = []
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                break
            values.append(self._value(event, f"{name}.{len(values)}", depth))
        return values

    def _scalar(self, event: ScalarEvent, name: str) -> object:
        """Return a scalar: text where it is quoted or looks like nothing else."""
        text = str(event.value)
        if event.anchor or event.tag:
            self._check_node(event)
        if not event.implicit[0]:
            if CONTROL.search(text):
                self.fault(event, "the text has a control character", "remove the escape")
            return text
        value = self._plain(event, text)
        if not isinstance(value, str):
            self.stated.written[name] = text
        return value

    def _plain(self, event: ScalarEvent, text: str) -> object:
        """Return what an unquoted scalar means in YAML 1.2's core schema: `no`, `1:30` and dates stay text."""
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in _NUMERIC:
            return text
        if _INT.fullmatch(text) or _FLOAT.fullmatch(text) or _BASED.fullmatch(text):
            if len(text) <= LONGEST_NUMBER and math.isfinite(number := _number(text)):
                return number
            self.fault(event, f"{shown(text)} is not a number that can be used", "put it in quotes if it is text")
        elif _NOT_FINITE.fullmatch(text):
            self.fault(event, f"{shown(text)} is not a number that can be used", "put it in quotes if it is text")
        return text

    def _check_node(self, event: Event) -> None:
        """Refuse what makes one value stand for another."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self.fault(
                event, f"the anchor {shown(f'&{anchor}')} is not allowed", "put a value that begins with & in quotes"
            )
        if tag:
            self.fault(event, f"the tag {shown(tag)} is not allowed", "put a value that begins with ! in quotes")

    def _place(self, event: Event) -> tuple[int, int]:
        mark = event.start_mark
        if mark is None:  # the types say so; the parser marks every event
            return (0, 0)
        return (mark.line + self.first_line, mark.column + 1)

    def fault(self, event: Event, message: str, hint: str = "") -> None:
        """Note what is wrong at an event."""
        self.faults.append(Fault(self.path, message, *self._place(event), hint))


def _number(text: str) -> int | float:
    """Return an int or a float; `0o17` and `0x1f` count in their bases, `017` is seventeen."""
    if _INT.fullmatch(text):
        return int(text)
    return int(text, 0) if _BASED.fullmatch(text) else float(text)


def _syntax_fault(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Fault:
    """Return the parser's complaint as a fault, in words for people who do not know the grammar."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # the reader's own error: a character that YAML does not take
        position = min(int(getattr(error, "position", 0)), len(text))
        line, column = text.count("\n", 0, position), position - text.rfind("\n", 0, position) - 1
        return Fault(path, "a character that YAML does not take", first_line + line, column + 1, "remove it")
    lines = text.split("\n")
    line, column = min(mark.line, len(lines) - 1), mark.column + 1
    message, hint = _explained(str(getattr(error, "problem", "") or ""), lines[line])
    return Fault(path, message, first_line + line, column, hint)


def _explained(problem: str, line: str) -> tuple[str, str]:
    """Return message and hint for the mistakes that people make."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab cannot indent", "use spaces"
    if "document start" in problem:
        return "a second YAML document in the front matter", 'end it with a line of "---" alone'
    if "mapping values" in problem:
        return "a second colon in one value", 'put a value that contains ": " in quotes'
    if "cannot start any token" in problem:
        return "a value cannot begin with this character", "put it in quotes"
    if "unexpected end of stream" in problem:
        return "a quotation mark is never closed", "close it"
    return f"not valid YAML: {problem}"[:200], 'fields are written "name: value"; put anything unusual in quotes'
