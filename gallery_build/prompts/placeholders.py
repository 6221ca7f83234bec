"""`vars:` filled into a prompt's placeholders, in one pass; a prompt without `vars:` never comes here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.model import Fault
from gallery_build.words import MOST_HINTS, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.prompts.front_matter import FrontMatter

_PLACEHOLDER = re.compile(
    r"""
    \{argument\s+name="(?P<name>[^"]*)"(?:\s+default="(?P<default>[^"]*)")?\s*\}
    |
    \{argument\s+name=\\"(?P<quoted_name>[^"\\]*)\\"(?:\s+default=\\"(?P<quoted_default>(?:[^"\\]|\\[^"])*)\\")?\s*\}
    |
    \{(?P<plain>[^{}"\n]{1,100})\}
    """,
    re.VERBOSE,
)
"""`{name}` and Raycast's `{argument name="name" default="…"}`, the latter also with the quotes escaped, inside JSON."""


_WORDS = re.compile(r"[^\W_][\w '’&,/.-]{0,59}")
"""What a placeholder's name looks like where nothing else says that it is one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder as it is written, its name, and what is filled in if nothing else is wanted."""

    written: str
    name: str
    value: str | None
    """None where neither `vars:` nor a default gives one: then it stays as it is written."""


def slots(text: str, values: Mapping[str, str], *, plain: bool) -> tuple[Slot, ...]:
    """Return the places that a reader may fill in: arguments, what `values` names, and with `plain` what looks like one.

    Braces without `vars:` are only braces. They are read as placeholders where every brace of the text could be one:
    a prompt that also holds JSON, code or a formula is left alone.
    """
    found = list(_PLACEHOLDER.finditer(text))
    names = [one["plain"] for one in found if one["plain"] is not None]
    alone = not re.search("[{}]", _PLACEHOLDER.sub("", text)) and all(_WORDS.fullmatch(name.strip()) for name in names)
    return tuple(
        Slot(one[0], name, values.get(name, default))
        for one in found
        for name, default in [_parts(one)]
        if one["plain"] is None or name in values or (plain and alone)
    )


def fill(text: str, values: Mapping[str, str], front: FrontMatter, path: str) -> tuple[str, list[Fault]]:
    """Return the text with its placeholders filled in, and what was stated for none or found without a value.

    A value is never searched for placeholders; braces that name nothing in `values` stay as they are.
    """
    seen, empty = set[str](), dict[str, None]()

    def value_of(found: re.Match[str]) -> str:
        name, default = _parts(found)
        seen.add(name)
        if name in values:
            return values[name]
        if default is None and found["plain"] is None:
            empty[name] = None
        return found[0] if default is None else default

    filled = _PLACEHOLDER.sub(value_of, text)
    unused = [name for name in values if name not in seen]
    faults = [_unused(name, seen, front, path, hint=number < MOST_HINTS) for number, name in enumerate(unused)]
    place = front.keys.get("vars", (0, 0))
    missing = [Fault(path, f"vars has no {shown(name)}, and its placeholder no default", *place) for name in empty]
    return filled, faults + missing


def _parts(found: re.Match[str]) -> tuple[str, str | None]:
    """Return a placeholder's name and its default, if it has one."""
    if found["plain"] is not None:
        return found["plain"].strip(), None
    if found["name"] is not None:
        return found["name"].strip(), found["default"]
    return found["quoted_name"].strip(), found["quoted_default"]


def _unused(name: str, seen: set[str], front: FrontMatter, path: str, *, hint: bool) -> Fault:
    """Return the fault of a value that no placeholder takes."""
    near = nearest(name, sorted(seen)[:100]) if hint else ""
    place = front.keys.get(f"vars.{name}", (0, 0))
    return Fault(
        path, f"vars.{shown(name)} fills no placeholder", *place, near or f"write {{{name}}} where it belongs" * hint
    )
