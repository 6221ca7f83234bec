"""Every file below `originals/`, by what it is: the ground that `verify` and `gc` stand on. Reads names, no bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.errors import StoreError
from gallery_build.files import TEMPORARY
from gallery_build.store.names import BATCHES, QUARANTINE, SPOOL, TRASH, Name, Part, folder_of, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSEKEEPING = frozenset({".gitignore", ".gitattributes", ".gitkeep", "lock"})


class Place(StrEnum):
    """What a file below `originals/` is, where its name is not one of an image, a record or a note."""

    SPOOL = "spool"
    QUARANTINE = "quarantine"
    TRASH = "trash"
    TEMPORARY = "temporary"
    FOREIGN = "foreign"
    OURS = "ours"
    """Kept by the tool or by git; nothing to say about it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of `originals/`: its path in it, with `/`, and what it is."""

    path: str
    size: int
    place: Place | None
    """None for a file that `name` describes."""
    name: Name | None


def take_inventory(folder: Path) -> list[Found]:
    """Return every file below a store's folder, sorted by path. Raises StoreError where a folder cannot be read."""
    try:
        entries = sorted(_walk(folder, ""), key=lambda entry: entry[0]) if folder.is_dir() else []
    except OSError as error:
        raise StoreError(f"originals cannot be read: {error.strerror or error}") from None
    return [_found(path, size) for path, size in entries]


def _walk(folder: Path, inside: str) -> Iterator[tuple[str, int]]:
    """Yield each file's path and size; links are files here, and are not followed."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name}", entry.stat(follow_symlinks=False).st_size


def _found(path: str, size: int) -> Found:
    folder, _, rest = path.rpartition("/")
    name = parse_name(rest)
    if name and folder == folder_of(name.key):
        return Found(path, size, None, name)
    return Found(path, size, _place(path, rest), None)


def _place(path: str, name: str) -> Place:
    first = path.partition("/")[0]
    if name.startswith(TEMPORARY):
        return Place.TEMPORARY
    if first == TRASH:
        return Place.TRASH
    if name in HOUSEKEEPING or first == BATCHES:
        return Place.OURS
    return {SPOOL: Place.SPOOL, QUARANTINE: Place.QUARANTINE}.get(first, Place.FOREIGN)


def of_place(inventory: list[Found], place: Place) -> list[Found]:
    """Return the files of one place."""
    return [found for found in inventory if found.place is place]


def of_part(inventory: list[Found], part: Part) -> list[tuple[Found, Name]]:
    """Return the files of one part, with what their names say."""
    return [(found, found.name) for found in inventory if found.name and found.name.part is part]
