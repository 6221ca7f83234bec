"""TOML with places: the values, where each of them stands, and one kind of error."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.model import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Place = tuple[int, int]
"""Line and column, from 1."""

DEEPEST = 20
"""How deep tables and lists may stand in each other."""

MOST_FAULTS = 50
"""Faults of one file that are told; more would help nobody."""

_LONG_KEY = re.compile(
    r"""(?:^|[{,\[])[ \t]*(?:(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){20}""", re.MULTILINE
)
"""Dotted keys cost the parser the square of their parts."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters other than tab and line ends, and what is no character."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.\#"']+''',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Toml:
    """A parsed document: floats are Decimal, dates and times are what Python has for them."""

    values: Mapping[str, object]
    places: Mapping[str, Place]
    """Dotted name -> where its value begins; list items count from 0: `tags.2`."""
    keys: Mapping[str, Place]
    """Dotted name -> where the key itself stands."""


def read_toml(text: str, path: str, *, first_line: int = 1) -> Toml:
    """Parse TOML that begins at `first_line` of the file; raise FaultsError with line and column."""
    if long_key := _LONG_KEY.search(text):
        line = first_line + text.count("\n", 0, long_key.start())
        raise FaultsError([Fault(path, "the key has more than 20 parts", line, 1)])
    try:
        values = tomllib.loads(text, parse_float=_decimal)
    except RecursionError:
        raise FaultsError([Fault(path, f"the values are nested more than {DEEPEST} deep", first_line, 1)]) from None
    except ValueError as error:  # TOMLDecodeError, and int() on thousands of digits
        raise FaultsError([_syntax_fault(error, text, path, first_line)]) from None
    if _too_deep(values):
        raise FaultsError([Fault(path, f"the values are nested more than {DEEPEST} deep", first_line, 1)])
    locator = _Locator(text, first_line)
    if faults := _control_faults(values, "", path, locator.places):
        raise FaultsError(faults[:MOST_FAULTS])
    return Toml(values, locator.places, locator.keys)


def _too_deep(values: Mapping[str, object]) -> bool:
    """Return whether values stand more than 20 levels deep; never recurses."""
    level: list[object] = [values]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
    return any(isinstance(value, dict | list) for value in level)


def _inside(value: object) -> list[object]:
    """Return what stands directly in a table or a list."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _control_faults(value: object, name: str, path: str, places: Mapping[str, Place]) -> list[Fault]:
    """Return a fault for every text or key with a control character, which escapes can bring in."""
    faults: list[Fault] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            inner_name = f"{name}.{key}" if name else key
            if CONTROL.search(key):
                faults.append(Fault(path, "the key has a control character", *places.get(inner_name, (1, 1))))
            faults += _control_faults(inner, inner_name, path, places)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            faults += _control_faults(inner, f"{name}.{index}", path, places)
    elif isinstance(value, str) and CONTROL.search(value):
        faults.append(Fault(path, "the text has a control character", *places.get(name, (1, 1)), "remove the escape"))
    return faults


def plain(value: object) -> object:
    """Return the value with dates as ISO text and decimals as floats, as JSON and templates want them."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _decimal(written: str) -> Decimal:
    """Return a float as it is written; refuse what no setting can mean."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise _NumberError(written) from None
    if not number.is_finite() or abs(number.adjusted()) > 30:  # noqa: PLR2004 - 1e30 is beyond any size or price
        raise _NumberError(written)
    return number


class _NumberError(ValueError):
    """A float that no setting can mean."""

    def __init__(self, written: str) -> None:
        super().__init__(f"{written[:20]} is not a number that can be used")
        self.written = written


def _place_of(written: str, text: str) -> Place:
    """Return where a number stands first, outside strings and comments."""
    starts = (token.start() for token in _TOKEN.finditer(text) if token[0][0] not in "\"'#")
    at = next((start for start in starts if text.startswith(written, start)), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _syntax_fault(error: ValueError, text: str, path: str, first_line: int) -> Fault:
    """Return the parser's complaint with the place it names, in the file's own lines."""
    message = str(error)
    at = _AT.search(message)
    said = message[: at.start()] if at else message
    if at and at[1]:
        line, column = int(at[1]), int(at[2])
    elif isinstance(error, _NumberError):
        line, column = _place_of(error.written, text)
    else:
        line, column = (text.rstrip("\n").count("\n") + 1 if at else 1), 1
    said = "a number has too many digits" if "integer string conversion" in said else said
    return Fault(path, f"not valid TOML: {said[:1].lower()}{said[1:200]}", first_line + line - 1, column)


@dataclass(slots=True)
class _Locator:
    """Walks the tokens of a document that is known to be valid and notes where names and values begin."""

    text: str
    first_line: int
    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    _all: list[tuple[str, Place]] = field(default_factory=list)
    _next: int = 0

    def __post_init__(self) -> None:
        self._all = [*_tokens(self.text, self.first_line), ("", (0, 0))]
        table, counts = "", dict[str, int]()
        while self._head:
            if self._head == "[":
                table = self._header(counts)
            elif self._head == "\n":
                self._next += 1
            else:
                self._pair(table)

    @property
    def _head(self) -> str:
        return self._all[self._next][0]

    @property
    def _place(self) -> Place:
        return self._all[self._next][1]

    def _header(self, counts: dict[str, int]) -> str:
        """Read `[a.b]` or `[[a.b]]` and return the table's dotted name, list items counted."""
        place, brackets = self._place, 0
        while self._head == "[":
            brackets, self._next = brackets + 1, self._next + 1
        name = self._name("]")
        self._next += brackets
        if brackets > 1:
            self._note(name, place)
            counts[name] = counts.get(name, -1) + 1
            name = f"{name}.{counts[name]}"
        self._note(name, place)
        return name

    def _name(self, end: str) -> str:
        """Read a dotted key up to `end`."""
        parts: list[str] = []
        while self._head not in (end, ""):
            if self._head != ".":
                parts.append(_unquoted(self._head))
            self._next += 1
        return ".".join(parts)

    def _pair(self, table: str) -> None:
        """Read `key = value`."""
        place = self._place
        name = self._name("=")
        name = f"{table}.{name}" if table else name
        self._next += 1
        self._note(name, place)
        self._value(name)

    def _note(self, name: str, place: Place) -> None:
        """Note where a name first stands, and the tables that it brings about."""
        while name and name not in self.keys:
            self.keys[name] = self.places[name] = place
            name = name.rpartition(".")[0]

    def _value(self, name: str) -> None:
        """Read one value and what stands in it."""
        self.places[name] = self._place
        if self._head == "[":
            self._items(name)
        elif self._head == "{":
            self._inline(name)
        else:
            while self._head not in (",", "]", "}", "\n", ""):
                self._next += 1

    def _items(self, name: str) -> None:
        """Read a list, each item under its number."""
        self._next += 1
        count = 0
        while self._head not in ("]", ""):
            if self._head in (",", "\n"):
                self._next += 1
            else:
                self._value(f"{name}.{count}")
                count += 1
        self._next += 1

    def _inline(self, name: str) -> None:
        """Read an inline table."""
        self._next += 1
        while self._head not in ("}", ""):
            if self._head in (",", "\n"):
                self._next += 1
            else:
                self._pair(name)
        self._next += 1


def _tokens(text: str, first_line: int) -> Iterator[tuple[str, Place]]:
    """Yield each token that is no comment with its place."""
    line, line_start = first_line, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if not token.startswith("#"):
            yield token, (line, match.start() - line_start + 1)
        if "\n" in token:
            line += token.count("\n")
            line_start = match.start() + token.rindex("\n") + 1


def _unquoted(key: str) -> str:
    """Return a key without its quotes; escapes are read by the parser's own rules."""
    if key.startswith("'"):
        return key[1:-1]
    return str(next(iter(tomllib.loads(f"{key}=0")))) if key.startswith('"') else key
