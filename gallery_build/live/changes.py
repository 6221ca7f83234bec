"""The door to the file system's events: what changed, once nothing has changed for a moment."""

from __future__ import annotations

import os
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

from gallery_build.errors import GalleryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

    from gallery_build.live.sources import Sources

QUIET = 0.1
"""Seconds without a change before it is looked at: editors write in several steps."""

STORM = 1.0
"""Seconds after which it is looked at even though changes go on."""

TELLING = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Events that say something of content or names. A read, or another link to an original, says nothing."""

_WAKE = Path()


class Changes(FileSystemEventHandler):
    """Hears of changes in a gallery's sources and gathers them.

    - A folder that is away is heard of when it comes; one that was replaced is listened to anew by `listen`.
    - `wake` may be called from any thread and from a signal's handler.
    """

    def __init__(self) -> None:
        """Begin to hear nothing yet."""
        self._queue: SimpleQueue[Path] = SimpleQueue()
        self._observer: BaseObserver = Observer()
        self._heard: dict[Path, tuple[tuple[int, int], ObservedWatch]] = {}
        self._sources: Sources | None = None
        self._observer.start()

    def listen(self, sources: Sources) -> None:
        """Listen to these sources as they stand now. Raises GalleryError where the system has no more room for it."""
        self._sources = sources
        wanted = dict.fromkeys(sources.parents, False) | dict.fromkeys(sources.folders, True)
        for path in [path for path, (identity, _) in self._heard.items() if _identity(path) != identity]:
            self._observer.unschedule(self._heard.pop(path)[1])
        for path in self._heard.keys() - wanted.keys():
            self._observer.unschedule(self._heard.pop(path)[1])
        for path, recursive in wanted.items():
            if path not in self._heard:
                self._hear(path, recursive=recursive)

    def wait(self, seconds: float | None) -> tuple[str, ...]:
        """Return what changed, by name, once all is quiet; nothing after so many seconds, or when woken."""
        found = {self._next(seconds)}
        end = time.monotonic() + STORM
        while _WAKE not in found and None not in found:
            one = self._next(min(QUIET, end - time.monotonic()))
            if one is None:
                break
            found.add(one)
        return self._names(path for path in found if path is not None and path != _WAKE)

    def wake(self) -> None:
        """End the waiting."""
        self._queue.put(_WAKE)

    def close(self) -> None:
        """Hear nothing any more."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Keep what concerns the gallery. A folder that only says that its names changed is not news."""
        if event.event_type not in TELLING or (event.is_directory and event.event_type in {"modified", "closed"}):
            return
        for said in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(said)) if said else _WAKE
            if path != _WAKE and self._sources is not None and self._sources.concern(path):
                self._queue.put(path)

    def _next(self, seconds: float | None) -> Path | None:
        try:
            return self._queue.get(timeout=None if seconds is None else max(seconds, 0))
        except Empty:
            return None

    def _names(self, paths: Iterable[Path]) -> tuple[str, ...]:
        return tuple(sorted(self._sources.name(path) for path in paths)) if self._sources else ()

    def _hear(self, path: Path, *, recursive: bool) -> None:
        identity = _identity(path)
        if identity is None:
            return
        try:
            self._heard[path] = identity, self._observer.schedule(self, str(path), recursive=recursive)
        except FileNotFoundError:  # it went meanwhile, and its parent says so
            return
        except OSError as error:
            raise GalleryError(
                f"{path.name} cannot be watched: {error.strerror or error}",
                hint="raise the system's limit of watched folders (fs.inotify.max_user_watches)",
            ) from None


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another of the same name; None where it is away."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if path.is_dir() else None
