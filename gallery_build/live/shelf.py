"""The site's files, read-only: one address is one plain file inside the folder, or nothing."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
}
OTHER = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to."""

    path: str
    """Relative to the site, with `/`."""
    content: bytes
    folder: bool = False
    """The address is a folder's without its final `/`; relative links need it."""

    @property
    def media_type(self) -> str:
        """Return the media type, by the name."""
        return TYPES.get(PurePosixPath(self.path).suffix.lower(), OTHER)


def path_of(address: str, base: str) -> str | None:
    """Return the site's path for an address below `base`, decoded once; None for one that no file may have."""
    if not address.startswith(base):
        return None
    path = address[len(base) :]
    parts = path.split("/")
    folder = parts[-1] == ""
    named = parts[:-1] if folder else parts
    if any(not part or part.startswith(".") or not part.isprintable() or "\\" in part or ":" in part for part in named):
        return None
    return path + "index.html" if folder else path


def find(site: Path, path: str) -> Found | None:
    """Return the file, or the index of the folder, at a path; nothing that a link leads to, nothing that is no file."""
    target = site / path
    try:
        if target.resolve() != site.resolve() / path:
            return None
        if target.is_dir():
            inside = find(site, f"{path}/index.html")
            return Found(path, b"", folder=True) if inside else None
        content = _read(target)
    except (OSError, ValueError):
        return None
    return None if content is None else Found(path, content)


def _read(target: Path) -> bytes | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(target, flags)  # without waiting, so that a pipe cannot hold the server
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
