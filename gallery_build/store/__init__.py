"""The originals: precious, paid for, added and removed but never rewritten."""

from gallery_build.store.names import SPOOL
from gallery_build.store.pointers import tracked_by_git
from gallery_build.store.store import Holdings, Spooled, Store, digest_of, new_run

__all__ = ["SPOOL", "Holdings", "Spooled", "Store", "digest_of", "new_run", "tracked_by_git"]
