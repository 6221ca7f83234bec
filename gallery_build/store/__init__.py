"""The originals: precious, paid for, added and removed but never rewritten."""

from gallery_build.store.batches import Batch, read_batch
from gallery_build.store.names import SPOOL
from gallery_build.store.pointers import tracked_by_git
from gallery_build.store.store import ROOM, Holdings, Spooled, Store, digest_of, new_run

__all__ = [
    "ROOM",
    "SPOOL",
    "Batch",
    "Holdings",
    "Spooled",
    "Store",
    "digest_of",
    "new_run",
    "read_batch",
    "tracked_by_git",
]
