"""Git LFS and git-annex leave pointers where originals are not fetched; a sparse checkout leaves nothing. None is a miss."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

POINTER_BYTES = 1024
"""A pointer is smaller than this; a picture of any model is larger."""

_LFS = b"version https://git-lfs.github.com/spec/"
_ANNEX = b"/annex/objects/"


def is_pointer(path: Path) -> bool:
    """Tell whether a small file only stands for an original that is elsewhere."""
    try:
        head = path.read_bytes()[:POINTER_BYTES]
    except OSError:
        return True
    return head.startswith(_LFS) or _ANNEX in head


def tracked_by_git(root: Path, folder: str) -> frozenset[str]:
    """Return the paths below `folder` (relative to `root`) that git's index lists; empty outside a repository."""
    if not any((parent / ".git").exists() for parent in (root, *root.parents)):
        return frozenset()
    command = ["git", "-C", str(root), "ls-files", "-z", "--", folder]
    try:
        listing = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout  # noqa: S603  # fixed words
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(name.decode(errors="surrogateescape") for name in listing.split(b"\0") if name)
