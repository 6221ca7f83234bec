"""A file's two parts: front matter as fields with their places, and the body; every error is a fault with line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.model import Fault
from gallery_build.toml import plain, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.prompts.source import Draft
    from gallery_build.toml import Place

LARGEST = 64 * 1024
"""Bytes of front matter."""

LARGEST_BODY = 256 * 1024
"""Bytes of a body."""

_YAML, _TOML = "---", "+++"
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML and to nobody else: lines would be counted wrong."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file states, and the rest of it."""

    fields: Mapping[str, object]
    """Plain values: text, int, float, bool, None, lists and maps of them; dates are text."""
    written: Mapping[str, str]
    """Dotted name -> how a value that is no text was written: `0.50`, `007`, `true`."""
    places: Mapping[str, Place]
    """Dotted name -> line and column of its value in the file; list items count from 0."""
    keys: Mapping[str, Place]
    """Dotted name -> line and column of the name itself."""
    body: str
    body_line: int
    """The file's line that the body begins on."""
    bare: bool
    """True for a file without front matter."""


@dataclass(slots=True)
class Stated:
    """Front matter while it is read."""

    fields: dict[str, object] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)


def split(draft: Draft) -> FrontMatter:
    """Return the file's two parts; raise FaultsError with everything that is wrong in the front matter's writing."""
    first, _, rest = draft.text.partition("\n")
    fence = first.rstrip()
    if fence not in {_YAML, _TOML}:
        _check_size(draft.path, "the body", draft.text, LARGEST_BODY, 1)
        return FrontMatter({}, {}, {}, {}, draft.text, 1, bare=True)
    head, body = _cut(rest, fence, draft.path)
    body_line = head.count("\n") + 3  # after the head's lines, and the two that enclose them
    _check_size(draft.path, "the front matter", head, LARGEST, 1)
    _check_size(draft.path, "the body", body, LARGEST_BODY, body_line)
    stated = _yaml(head.removesuffix("\n"), draft.path) if fence == _YAML else _toml(head, draft.path)
    return FrontMatter(stated.fields, stated.written, stated.places, stated.keys, body, body_line, bare=False)


def _cut(rest: str, fence: str, path: str) -> tuple[str, str]:
    """Return what stands before and after the closing line."""
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*(?:\n|\Z)", re.MULTILINE).search(rest)
    if not closing:
        hint = f'end the front matter with a line "{fence}"; where the first line is a rule and the file has no front matter, write ***'
        raise FaultsError([Fault(path, f'the front matter that begins with "{fence}" has no end', 1, 1, hint)])
    return rest[: closing.start()], rest[closing.end() :]


def _check_size(path: str, part: str, text: str, largest: int, line: int) -> None:
    """Refuse a part that is larger than a person writes."""
    if len(text) > largest // 4 and len(text.encode()) > largest:
        raise FaultsError([Fault(path, f"{part} is larger than {largest // 1024} KiB", line)])


def _yaml(text: str, path: str) -> Stated:
    """Read YAML that begins on the file's second line."""
    if strange := _SEPARATOR.search(text):
        line = text.count("\n", 0, strange.start()) + 2
        column = strange.start() - text.rfind("\n", 0, strange.start())
        message = f"line separator U+{ord(strange[0]):04X} in the front matter"
        raise FaultsError([Fault(path, message, line, column, "replace it by a plain line end")])
    from gallery_build.prompts.yaml_events import read_yaml  # noqa: PLC0415 - a no-op build reads no YAML

    return read_yaml(text, path, first_line=2)


def _toml(text: str, path: str) -> Stated:
    """Read TOML that begins on the file's second line."""
    toml = read_toml(text, path, first_line=2)
    stated = Stated({name: plain(value) for name, value in toml.values.items()}, {}, dict(toml.places), dict(toml.keys))
    _write_down(toml.values, "", stated.written)
    return stated


def _write_down(value: object, name: str, written: dict[str, str]) -> None:
    """Note how numbers, booleans and dates were written, as closely as TOML tells; tables are at most 20 deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _write_down(inner, f"{name}.{key}" if name else key, written)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _write_down(inner, f"{name}.{index}", written)
    elif not isinstance(value, str):
        shown = plain(value) if not isinstance(value, bool) else str(value).lower()
        written[name] = str(shown)
