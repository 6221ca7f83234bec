"""The door to the pictures that prompts are made from: files inside the gallery, read by real path and through no symlink."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.fingerprint import stamp_file
from gallery_build.kept import NOTHING
from gallery_build.model import Fault, Traits
from gallery_build.prompts.links import File, link, named_in, names_pictures
from gallery_build.store import digest_of
from gallery_build.store.pictures import NotAPictureError, measure, open_picture
from gallery_build.store.pointers import POINTER_BYTES, promised

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gallery_build.kept import Kept
    from gallery_build.model import Prompt
    from gallery_build.prompts import Library

LARGEST = 50_000_000
"""Bytes of a picture that any server takes."""

NAMED = "named"


def with_inputs(root: Path, library: Library, kept: Kept = NOTHING) -> Library:
    """Return the library with what its prompts are made from; raise FaultsError with every name that stands for nothing.

    `kept`: a file that a session has read is not read again while its stamp stays.
    """
    # stamped before they are read: what is written meanwhile is seen the next time
    stamps = {name: stamp_file(root / name) for name in names_in(library.prompts)}
    kept.forget(NAMED)
    kept.get(NAMED, None, lambda: tuple(stamps))
    if not stamps:
        return library
    files = {
        name: file
        for name, stamp in stamps.items()
        if (file := kept.get(("file", name), stamp, partial(_file, root, name)))
    }
    prompts, faults = link(library.prompts, files)
    if faults:
        raise FaultsError(faults)
    return replace(library, prompts=prompts, pictures={name: stamps[name] for name in files})


def named(kept: Kept) -> tuple[str, ...]:
    """Return every name that stood for a picture when a session last read the prompts, whether or not a file has it."""
    return kept.get(NAMED, None, tuple[str, ...])


def broken(root: Path, prompts: Iterable[Prompt]) -> list[Fault]:
    """Return a fault for each file that begins like a picture and does not decode; what was read is read once more."""
    faults: list[Fault] = []
    judged: dict[str, str] = {}
    for prompt in {prompt.id: prompt for prompt in prompts}.values():
        for one in prompt.inputs:
            if one.of_prompt or one.traits.trouble:
                continue
            if one.name not in judged:
                judged[one.name] = _damage(root, one.name)
            if judged[one.name]:
                place = prompt.place(one.role)
                faults.append(Fault(prompt.path, f'{one.role} "{one.name}" {judged[one.name]}', *place, "save it anew"))
    return faults


def _damage(root: Path, name: str) -> str:
    try:
        open_picture(read_picture(root, name))
    except NotAPictureError as error:
        return f"is no picture: {error}"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""


def names_in(prompts: Iterable[Prompt]) -> list[str]:
    """Return every name that prompts state for a picture, once."""
    stating = (prompt for prompt in prompts if names_pictures(prompt))
    return list(dict.fromkeys(one.name for prompt in stating for one in named_in(prompt)))


def read_picture(root: Path, name: str) -> bytes:
    """Return a file's bytes. Raises OSError where it is away, or no plain file of the gallery's own."""
    if (root / name).resolve() != root.resolve() / name:
        raise OSError(errno.ELOOP, "it is reached through a symlink", name)
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(root / name, os.O_RDONLY | flags)  # without waiting, so that a pipe cannot hold the build
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file", name)
        return stream.read(LARGEST + 1)


def _file(root: Path, name: str) -> File | None:
    """Return a file as it is now; None where no file has this name."""
    try:
        if stat.S_ISDIR(os.lstat(root / name).st_mode):
            return None
    except (OSError, ValueError):
        return None
    try:
        content = read_picture(root, name)
    except OSError as error:
        return File(None, trouble=f"cannot be read: {error.strerror}")
    return _judged(content)


def _judged(content: bytes) -> File:
    if len(content) > LARGEST:
        return File(None, trouble=f"is larger than {LARGEST // 1_000_000} MB")
    pointed = promised(content) if len(content) < POINTER_BYTES else None
    if pointed is not None:
        return File(
            pointed or None, here=False, trouble="is a pointer that does not tell the digest of what it stands for"
        )
    try:
        return File(digest_of(content), traits=measure(content))
    except NotAPictureError as error:
        return File(digest_of(content), traits=Traits(trouble=str(error)))
