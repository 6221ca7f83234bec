"""Git LFS and git-annex leave pointers where originals are not fetched; a sparse checkout leaves nothing. None is a miss."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from gallery_build.fingerprint import settled
from gallery_build.kept import NOTHING
from gallery_build.model import Digest

if TYPE_CHECKING:
    from os import DirEntry

    from gallery_build.kept import Kept

POINTER_BYTES = 1024
"""A pointer is smaller than this; a picture of any model is larger."""

_LFS = b"version https://git-lfs.github.com/spec/"
_ANNEX = b"/annex/objects/"
_LFS_DIGEST = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_ANNEX_DIGEST = re.compile(rb"/SHA256E?-s\d+--([0-9a-f]{64})")


def is_pointer(path: Path) -> bool:
    """Tell whether a small file only stands for an original that is elsewhere."""
    try:
        head = path.read_bytes()[:POINTER_BYTES]
    except OSError:
        return True
    return promised(head) is not None


def promised(head: bytes) -> Digest | None:
    """Return the digest of what a pointer stands for, empty where it does not say; None for what is no pointer."""
    if not head.startswith(_LFS) and _ANNEX not in head:
        return None
    said = (_LFS_DIGEST if head.startswith(_LFS) else _ANNEX_DIGEST).search(head)
    return Digest(said[1].decode() if said else "")


def is_whole(file: Path | DirEntry[str]) -> bool:
    """Tell whether an original's bytes are here: a file, no link, and no pointer."""
    found = file.stat(follow_symlinks=False)
    return S_ISREG(found.st_mode) and (found.st_size >= POINTER_BYTES or not is_pointer(Path(file)))


def tracked_by_git(root: Path, *folders: str, kept: Kept = NOTHING) -> tuple[frozenset[str], ...] | None:
    """Return, for each folder of `root`, the paths in it that git's index lists; empty outside a repository.

    None: this is a repository, and git does not answer. A repository is not trusted: nothing it configures is run.
    """
    found = next((parent / ".git" for parent in (root, *root.parents) if (parent / ".git").exists()), None)
    if found is None:
        return tuple(frozenset[str]() for _ in folders)
    listed = kept.get("tracked", (_index(found), root, folders), lambda: _listed(root, folders))
    if listed is None:
        kept.forget("tracked")
    return listed


def _index(repository: Path) -> object:
    """Return what tells two states of git's index apart; a worktree's stands elsewhere, and is asked each time."""
    try:
        return settled(repository / "index")
    except OSError:
        return object()


def _listed(root: Path, folders: tuple[str, ...]) -> tuple[frozenset[str], ...] | None:
    command = ["git", *_UNTRUSTED, "-C", str(root), "ls-files", "-z", "--", *folders]
    try:
        listing = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout  # noqa: S603  # fixed words
    except (OSError, subprocess.SubprocessError):
        return None
    names = [name.decode(errors="surrogateescape") for name in listing.split(b"\0")]
    return tuple(
        frozenset(name[len(folder) + 1 :] for name in names if name.startswith(f"{folder}/")) for folder in folders
    )


_UNTRUSTED = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit")
"""A cloned folder may configure programs that git runs while it lists files."""
