"""Everything that can go wrong for a person, drawn as a tree.

    GalleryError             something failed                             exit 1
    ├── UsageError           wrong use, or a gallery that cannot be read  exit 2
    │   └── FaultsError      faults in files people write, all at once    exit 2
    ├── StoreError           originals cannot be read or written          exit 1
    ├── BusyError            another build holds the lock                 exit 75
    └── StoppedError         a person interrupted; what was paid is saved exit 130

What stops the buying (the cap, a key, a refusal) is no exception: the site is
published all the same, and the report says which exit code is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_build.model import Fault


class GalleryError(Exception):
    """Something failed; `hint` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the message and the hint apart, so that each is shown in its place."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GalleryError):
    """The command, the configuration or the gallery's layout is wrong; nothing was done."""

    exit_code = 2


class FaultsError(UsageError):
    """Files people write have faults; `faults` holds all of them, in file and line order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Take every fault found; there is at least one."""
        count = len(faults)
        super().__init__(f"{count} fault{'s' if count > 1 else ''}")
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))


class StoreError(GalleryError):
    """Originals cannot be read or written; no further request is sent."""


class BusyError(GalleryError):
    """Another build holds the lock and did not let go in time."""

    exit_code = 75


class StoppedError(GalleryError):
    """A person interrupted the build; what was paid is saved, the last site stays."""

    exit_code = 130
