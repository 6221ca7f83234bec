"""One field of a prompt's file, set by changing one line: bytes in, bytes out, and everything else byte for byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError, UsageError
from gallery_build.model import Fault
from gallery_build.prompts.parse import parse_prompt
from gallery_build.prompts.sheet import Sheet, sheet_of
from gallery_build.prompts.source import decoded
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _set(content: bytes, path: str, config: Config, field: tuple[str, object, str]) -> bytes:
    """Return the first edit that is proved to change the field and nothing else."""
    name, value, written = field
    before = _parsed(content, path, config)
    if getattr(before, name) == value:
        return content
    wished = replace(before, places=None, bare=False, **{name: value})  # type: ignore[arg-type]  # a field and its value
    for edited in _edits(content, name, written):
        try:
            after = _parsed(edited, path, config)
        except FaultsError:
            continue
        if replace(after, places=None, bare=False) == wished:
            return edited
    raise UsageError(
        f"{printable(path)}: {name} cannot be set to {written} without changing more; nothing was written",
        hint=f'write "{name}: {written}" into its front matter',
    )


def _parsed(content: bytes, path: str, config: Config) -> Prompt:
    draft = decoded(path, content)
    if isinstance(draft, Fault):
        raise FaultsError([draft])
    return parse_prompt(draft, config)


def _edits(content: bytes, name: str, written: str) -> Iterator[bytes]:
    """Yield the file with each edit that could be meant, best first."""
    mark = _MARK if content.startswith(_MARK) else b""
    sheet = sheet_of(content[len(mark) :].decode())
    for changes in _candidates(sheet, name, written):
        yield mark + sheet.changed(changes).encode()


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
