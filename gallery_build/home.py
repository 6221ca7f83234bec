"""Folders of the person who builds, outside of any gallery; a number that is the user of a container has none."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path


def own_folder(kind: Literal["cache", "config", "data"]) -> Path | None:
    """Return where this system keeps what is of that kind; None where nobody is at home."""
    from platformdirs import PlatformDirs  # noqa: PLC0415  # an idle build and --help need none

    try:
        found: Path = attrgetter(f"user_{kind}_path")(PlatformDirs("gallery-build", appauthor=False))
    except RuntimeError:
        return None
    return found
