"""Answers "nothing to do" before anything is parsed: inputs by path, size, time and inode as git's index does, outputs by name."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


AWAY = frozenset({"absent", "folder"})
"""Stamps of what is no file."""

SETTLED = 1_000_000_000
"""Nanoseconds after which another change of a file or folder has another time on every file system that we know."""


def settled(path: str | Path) -> object:
    """Return what tells two states of a file, or of a folder's names, apart; never the same for one that changed just now.

    Raises OSError where it is not there.
    """
    found = os.lstat(path)
    written, changed = found.st_mtime_ns, found.st_ctime_ns
    if max(written, changed) > time.time_ns() - SETTLED:
        return object()
    return found.st_size, written, changed, found.st_ino


def replaced(path: str | Path) -> object:
    """Return what tells two files of one name apart where each is written whole, under a name of its own at first.

    Raises OSError where it is not there.
    """
    found = os.lstat(path)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def stamp_inputs(paths: Iterable[Path]) -> str:
    """Return one hash of files and folders: path, size, mtime and ctime in ns, inode. What is not there counts as that."""
    return stamp_of(stamps(paths))


def stamps(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield each file and folder with its own stamp."""
    return ((path, _stat(path)) for root in paths for path in _walk(root))


def stamp_of(stamps: Iterable[tuple[str, str]]) -> str:
    """Return one hash of stamps."""
    return _hash(f"{path}\0{stat}" for path, stat in stamps)


def stamp_names(folders: Iterable[Path]) -> str:
    """Return one hash of the names in folders; damage inside files is `build --check`'s affair."""
    return _hash(str(path) for folder in folders for path in _walk(folder))


def _walk(root: Path) -> Iterator[str]:
    """Yield a file, or all files of a folder, in a fixed order; links are named, not followed; dot folders are not ours."""
    if not root.is_dir():
        yield str(root)
        return
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        yield folder
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield entry.path
            elif not entry.name.startswith("."):
                folders.append(entry.path)


def stamp_file(path: Path) -> str:
    """Return the stamp of one file; what it leads to is not followed."""
    return _stat(str(path))


def _stat(path: str) -> str:
    try:
        found = os.lstat(path)
    except OSError:
        return "absent"
    if os.path.isdir(path):  # noqa: PTH112  # called 10,000 times; a folder's own times change with what it holds
        return "folder"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _hash(lines: Iterable[str]) -> str:
    digest = sha256()
    for line in lines:
        digest.update(line.encode(errors="surrogateescape") + b"\n")
    return digest.hexdigest()
