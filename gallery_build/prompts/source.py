"""The door to prompts/: which files are prompts, and their text; follows no symlink and reads no file beyond its limit."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.fingerprint import settled
from gallery_build.kept import NOTHING
from gallery_build.model import Fault
from gallery_build.slug import prompt_id
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gallery_build.kept import Kept

LARGEST = 320 * 1024
"""Bytes of a file: 64 KiB of front matter and 256 KiB of body."""

DEEPEST = 20
"""How deep folders may stand in each other."""

SERIES = "_index.md"

NO_PROMPTS = frozenset({"readme.md", "license.md", "contributing.md", "changelog.md", "agents.md"})

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters other than tab and line ends; U+0085 is white space."""

_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, what turns the direction of text around, and bytes that are no text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as it was read: UTF-8 decoded, no byte order mark, line ends LF."""

    path: str
    """Relative to the gallery, with `/`: `prompts/sea/harbour.md`."""
    text: str


def read_drafts(
    root: Path, folder: str, ignore: Sequence[str] = (), kept: Kept = NOTHING
) -> tuple[list[Draft], list[Fault]]:
    """Read every prompt and series page below `folder`, sorted by path in NFC, and say what cannot be read.

    A file that vanishes meanwhile is no fault. `ignore` are globs on the path below the folder, or on the name.
    """
    faults: list[Fault] = []
    stamps: dict[str, tuple[str, object]] = {}
    top = str(root)
    for found in _walk(root, folder, tuple(ignore), kept):
        stamp = found if isinstance(found, Fault) else _stamp(top, found)
        if isinstance(stamp, Fault):
            faults.append(stamp)
        elif stamp:
            stamps[stamp[0]] = stamp
    read = list(kept.each("read", root, stamps, lambda stamp: read_draft(root, stamp[0])))
    faults += [one for one in read if isinstance(one, Fault)]
    drafts = [one for one in read if isinstance(one, Draft)]
    return sorted(drafts, key=lambda draft: unicodedata.normalize("NFC", draft.path)), faults


def _stamp(root: str, path: str) -> tuple[str, object] | Fault | None:
    """Return a path with what tells the file from what it was; None where it has vanished."""
    try:
        return path, settled(f"{root}/{path}")
    except FileNotFoundError:
        return None
    except OSError as error:
        return Fault(printable(path), f"cannot be read: {error.strerror or error}")


def read_draft(root: Path, path: str) -> Draft | Fault | None:
    """Read one file; None where it has vanished."""
    try:
        content = _read(root / path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Fault(printable(path), f"cannot be read: {error.strerror or error}")
    if content is None:
        return Fault(printable(path), "is not a plain file")
    return decoded(path, content)


def prompt_ids(root: Path, folder: str, ignore: Sequence[str] = ()) -> list[str]:
    """Return the ids of all prompts below `folder`, sorted, from their names alone: no file is opened."""
    paths = [found for found in _walk(root, folder, tuple(ignore), NOTHING) if isinstance(found, str)]
    return sorted(prompt_id(path[len(folder) + 1 :]) for path in paths if path.rpartition("/")[2].lower() != SERIES)


def is_prompt_file(name: str) -> bool:
    """Return whether a file of this name is a prompt or a series page, as far as its name tells."""
    lower = name.lower()
    if not lower.endswith(".md") or lower in NO_PROMPTS:
        return False
    return lower == SERIES or not name.startswith(("_", "."))


def _walk(root: Path, folder: str, ignore: tuple[str, ...], kept: Kept) -> Iterator[str | Fault]:
    """Yield the path of each prompt file, or what is wrong with a name or a folder."""
    folders = [folder]
    while folders:
        here = folders.pop()
        try:
            made = settled(root / here), folder, ignore
            found, below = kept.get(("listed", here), made, partial(_listed, root, here, folder, ignore))
        except FileNotFoundError:
            if here == folder:
                yield Fault(folder, "the folder is not there", hint="make it, or run gallery init")
            continue
        except OSError as error:
            yield Fault(printable(here), f"cannot be read: {error.strerror or error}")
            continue
        folders += below
        yield from found


def _listed(root: Path, here: str, folder: str, ignore: tuple[str, ...]) -> tuple[list[str | Fault], list[str]]:
    """Return the prompt files that stand directly in a folder, or what is wrong with a name, and the folders in it."""
    found: list[str | Fault] = []
    folders: list[str] = []
    with os.scandir(root / here) as entries:
        for entry in entries:
            path = f"{here}/{entry.name}"
            if _skipped(entry, path[len(folder) + 1 :], ignore):
                continue
            if fault := _entry_fault(entry, path, folder):
                found.append(fault)
            else:
                (folders if entry.is_dir(follow_symlinks=False) else found).append(path)
    return found, folders


def _skipped(entry: os.DirEntry[str], below: str, ignore: Sequence[str]) -> bool:
    """Return whether a file or folder is none of the gallery's."""
    name = entry.name
    if name.startswith(("_", ".")) and name.lower() != SERIES:
        return True
    if any(fnmatchcase(below, glob) or fnmatchcase(name, glob) for glob in ignore):
        return True
    return not (entry.is_symlink() or entry.is_dir(follow_symlinks=False) or is_prompt_file(name))


def _entry_fault(entry: os.DirEntry[str], path: str, folder: str) -> Fault | None:
    """Return what is wrong with a file or folder before it is opened, if anything."""
    if entry.is_symlink():
        return Fault(printable(path), "is a symlink", hint="put the file itself here, or list it in [site] ignore")
    if _NOT_IN_NAMES.search(path):
        return Fault(printable(path), "the name has characters that cannot be shown", hint="rename it")
    if path.count("/") - folder.count("/") > DEEPEST:
        return Fault(path, f"folders are nested more than {DEEPEST} deep", hint="move it up")
    return None


def _read(file: Path) -> bytes | None:
    """Return at most one byte more than a file may have; None for a pipe, a device or a folder."""
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, os.O_RDONLY | flags)  # without waiting, so that a pipe cannot hold the build
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(min(status.st_size, LARGEST) + 1)
    finally:
        os.close(descriptor)


def decoded(path: str, content: bytes) -> Draft | Fault:
    """Return the text of a file's bytes, or why they are none."""
    if len(content) > LARGEST:
        return Fault(path, f"the file is larger than {LARGEST // 1024} KiB")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Fault(path, "the file is UTF-16", 1, 1, "save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
        line = content.count(b"\n", 0, offset) + 1
        return Fault(path, f"byte {offset + 1} is not UTF-8", line, hint="save it as UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if control := _CONTROL.search(text):
        line, column = text.count("\n", 0, control.start()) + 1, control.start() - text.rfind("\n", 0, control.start())
        return Fault(path, f"control character U+{ord(control[0]):04X}", line, column, "remove it")
    return Draft(path, text)
