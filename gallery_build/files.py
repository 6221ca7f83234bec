"""A file appears whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEMPORARY = ".tmp-"
"""How the name of an unfinished file begins; a later build removes what a crash left."""


def write_atomically(path: Path, content: bytes, *, durable: bool = False, mode: int = 0o644) -> None:
    """Write a file so that every reader sees all of it or none; `durable` also survives a power cut.

    Raises OSError that names `path`; then nothing is left at `path` that was not there before.
    """
    _make_folder(path.parent, durable=durable)
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(6)}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # a full disk names no file, and nobody knows the temporary one
        raise
    if durable:
        sync_folder(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Make `target` the same bytes as `source`, by hard link where the file system can, else by copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f"{TEMPORARY}{secrets.token_hex(6)}"
    try:
        os.link(source, temporary)
    except OSError:
        write_atomically(target, source.read_bytes())
        return
    try:
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)  # renaming one link onto another of the same file leaves both


def copy_atomically(source: Path, target: Path) -> None:
    """Make `target` a copy of `source` that shares nothing with it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f"{TEMPORARY}{secrets.token_hex(6)}"
    try:
        shutil.copyfile(source, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the folder's names survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(folder: Path, *, durable: bool) -> None:
    """Make a folder and those above it; each new name survives a power cut where the file shall."""
    if folder.is_dir():
        return
    _make_folder(folder.parent, durable=durable)
    folder.mkdir(exist_ok=True)
    if durable:
        sync_folder(folder.parent)


def remove_temporaries(folder: Path) -> None:
    """Remove what a crash left unfinished anywhere in this folder; nobody else may be writing in it."""
    for leftover in folder.rglob(f"{TEMPORARY}*"):
        leftover.unlink(missing_ok=True)
