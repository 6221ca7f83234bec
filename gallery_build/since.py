"""What changed since the last build: files by their stamps, prompts by the names of their fields. Only ever told, never relied on."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zlib import crc32

from gallery_build.fingerprint import AWAY
from gallery_build.model import Prompt
from gallery_build.report import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gallery_build.memory import Memory

FILES = "files"
FIELDS = "fields"
"""Kinds of what is remembered: of every file its mark, of every prompt's file the marks of its fields."""

NEW, GONE, SAME = "new", "gone", "saved and says the same"

Marks = dict[str, int]

_UNTOLD = frozenset({"id", "path", "sent", "params", "inputs", "places", "bare", "cells"})
_DEFAULTS = {
    one.name: None if one.default is MISSING else one.default for one in fields(Prompt) if one.name not in _UNTOLD
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build reads, as it was marked, and what of it is otherwise than at the last build."""

    name: str
    marks: Marks
    changed: Mapping[str, Marks]
    """The fields' marks of each prompt's file that changed."""
    changes: tuple[Change, ...] | None
    """None where nothing is remembered of a last build."""


def look_at(
    memory: Memory, name: str, root: Path, stamps: Iterable[tuple[str, str]], prompts: Iterable[Prompt]
) -> Inputs:
    """Return the inputs of a build of this name. Fields are marked only in files that changed."""
    before = memory.recall(FILES, name)
    marks = {_name(root, path): crc32(stat.encode()) for path, stat in stamps if stat not in AWAY}
    known = cast("Marks", before) if isinstance(before, dict) else {}
    other = {path for path, mark in marks.items() if known.get(path) != mark}
    gone = known.keys() - marks.keys()
    now = {prompt.path: _marks(prompt) for prompt in prompts if prompt.path in other}
    then = cast("dict[str, Marks]", memory.recall_all(FIELDS, [*now, *gone]))
    changes = (
        *(Change(path, _difference(path, known, now, then, gone)) for path in sorted(other)),
        *(Change(path, GONE) for path in sorted(gone)),
    )
    return Inputs(name, marks, now, changes if isinstance(before, dict) else None)


def remember_inputs(memory: Memory, inputs: Inputs) -> None:
    """Remember the inputs of a build that published."""
    if inputs.changed:
        memory.remember(FIELDS, inputs.changed)
    if inputs.changes is None or inputs.changes:
        memory.remember(FILES, {inputs.name: inputs.marks})


def _difference(
    path: str, known: Marks, now: Mapping[str, Marks], then: Mapping[str, Marks], gone: Iterable[str]
) -> str:
    """Return what is said of a file that is otherwise: new, moved, or which fields of it."""
    if path not in known:
        came = next((old for old in gone if path in now and then.get(old) == now[path]), "")
        return f"renamed from {came}" if came else NEW
    if path not in now or path not in then:
        return ""
    names = [name for name in {**now[path], **then[path]} if now[path].get(name) != then[path].get(name)]
    return ", ".join(names) or SAME


def _marks(prompt: Prompt) -> Marks:
    """Return a mark for every field that the file states."""
    stated: dict[str, object] = {
        name: getattr(prompt, name) for name, usual in _DEFAULTS.items() if getattr(prompt, name) != usual
    }
    stated.update(prompt.params)
    if prompt.cells:
        stated["matrix"] = [cell.values for cell in prompt.cells]
    return {name: crc32(repr(value).encode(errors="surrogatepass")) for name, value in stated.items()}


def _name(root: Path, path: str) -> str:
    """Return a file's path as a person knows it: below the gallery, or as it is."""
    own = f"{root}/"
    return path[len(own) :].replace("\\", "/") if path.startswith(own) else Path(path).as_posix()
