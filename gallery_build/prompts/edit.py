"""One field of a prompt's file, set by changing one line: bytes in, bytes out, and everything else byte for byte."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError, UsageError
from gallery_build.model import Fault
from gallery_build.prompts.parse import parse_prompt
from gallery_build.prompts.sheet import Sheet, sheet_of
from gallery_build.prompts.source import decoded
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gallery_build.config import Config
    from gallery_build.model import Prompt
    from gallery_build.prompts.sheet import Change

_MARK = b"\xef\xbb\xbf"
"""A byte order mark."""

TOML = "+++"


def set_pick(content: bytes, path: str, config: Config, numbers: tuple[int, ...]) -> bytes:
    """Return the file with these images picked, in this order; the same bytes where they are picked already.

    Raises FaultsError for a file that has faults, UsageError where no edit changes this field alone.
    """
    written = str(numbers[0]) if len(numbers) == 1 else f"[{', '.join(str(number) for number in numbers)}]"
    return _set(content, path, config, ("pick", numbers, written))


def set_take(content: bytes, path: str, config: Config, take: int) -> bytes:
    """Return the file with this take; the same bytes where it is that already. Raises as `set_pick`."""
    return _set(content, path, config, ("take", take, str(take)))


def set_params(content: bytes, path: str, config: Config, values: Mapping[str, str | None]) -> bytes:
    """Return the file with these parameters, each in its one spelling; None: stated no longer. Raises as `set_pick`.

    The line of one that is stated no longer becomes a comment, where it has a line to itself.
    """
    for name, value in values.items():
        content = _set_param(content, path, config, name, value)
    return content


def _set(content: bytes, path: str, config: Config, field: tuple[str, object, str]) -> bytes:
    name, value, written = field
    before = _parsed(content, path, config)
    if getattr(before, name) == value:
        return content
    wished = replace(before, **{name: value})  # type: ignore[arg-type]  # a field and its value
    return _proved(_edits(content, name, written), wished, config, f"{name}: {written}")


def _set_param(content: bytes, path: str, config: Config, name: str, value: str | None) -> bytes:
    before = _parsed(content, path, config)
    if before.params.get(name) == value:
        return content
    params = {known: stated for known, stated in {**before.params, name: value}.items() if stated is not None}
    wished = replace(before, params=params)
    if value is None:
        edits = _unstated(content, before.place(name)[0], name)
        return _proved(edits, wished, config, f"no {name}", hint=f"take {name} out, of its preset too")
    edits = chain.from_iterable(_edits(content, name, written) for written in (value, f'"{value}"'))
    return _proved(edits, wished, config, f"{name}: {value}")


def _proved(edits: Iterator[bytes], wished: Prompt, config: Config, words: str, hint: str = "") -> bytes:
    """Return the first edit that is proved to make the prompt what was wished, and to change nothing else."""
    wished = replace(wished, places=None, bare=False)
    for edited in edits:
        try:
            after = _parsed(edited, wished.path, config)
        except FaultsError:
            continue
        if replace(after, places=None, bare=False) == wished:
            return edited
    raise UsageError(
        f'{printable(wished.path)}: "{words}" cannot be set without changing more; nothing was written',
        hint=hint or f'write "{words}" into its front matter',
    )


def _unstated(content: bytes, line: int, name: str) -> Iterator[bytes]:
    """Yield the file with each edit after which a field says nothing, best first: its line a comment, or no value."""
    mark, sheet = _sheet(content)
    start = sheet.starts[line - 1] + len(sheet.line(line - 1)) - len(sheet.line(line - 1).lstrip())
    yield mark + sheet.changed([(start, start, "# ")]).encode()
    for nothing in ('""', "null"):
        yield from _edits(content, name, nothing)


def _parsed(content: bytes, path: str, config: Config) -> Prompt:
    draft = decoded(path, content)
    if isinstance(draft, Fault):
        raise FaultsError([draft])
    return parse_prompt(draft, config)


def _edits(content: bytes, name: str, written: str) -> Iterator[bytes]:
    """Yield the file with each edit that could be meant, best first."""
    mark, sheet = _sheet(content)
    for changes in _candidates(sheet, name, written):
        yield mark + sheet.changed(changes).encode()


def _sheet(content: bytes) -> tuple[bytes, Sheet]:
    """Return a file's byte order mark, if any, and its text."""
    mark = _MARK if content.startswith(_MARK) else b""
    return mark, sheet_of(content[len(mark) :].decode())


def _candidates(sheet: Sheet, name: str, written: str) -> Iterator[list[Change]]:
    if not sheet.fence:
        end = sheet.line_end(0) or "\n"
        yield [(0, 0, f"---{end}{name}: {written}{end}---{end}")]
    elif sheet.fence == TOML:
        from gallery_build.prompts.edit_toml import toml_edits  # noqa: PLC0415  # one of the two is needed

        yield from toml_edits(sheet, name, written)
    else:
        from gallery_build.prompts.edit_yaml import yaml_edits  # noqa: PLC0415  # the same, and yaml is heavy

        yield from yaml_edits(sheet, name, written)
