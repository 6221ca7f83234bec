"""Clears what `leftovers.py` and `unused.py` found, under the locks, and only what is still so then. Deletes no paid bytes."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from gallery_build.care.leftovers import find_leftovers
from gallery_build.care.unused import unused_derivatives, unused_images
from gallery_build.errors import GalleryError, StoreError
from gallery_build.job import Halt, hold
from gallery_build.memory import DERIVATIVES, FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gallery_build.care.leftovers import Leftover
    from gallery_build.care.unused import Unused
    from gallery_build.job import Project


def clear_leftovers(project: Project, agreed: Iterable[Leftover]) -> list[Leftover]:
    """Remove those of these leftovers that still are; return them. Raises BusyError while somebody buys."""
    wanted = frozenset(agreed)
    with _nobody_buying(project):
        gone = [one for one in find_leftovers(project.store) if one.clear and one in wanted]
        _remove(project.store.folder, gone)
    return gone


def clear_derivatives(project: Project, agreed: Iterable[Leftover]) -> list[Leftover]:
    """Remove those of these derivatives that no page shows still; return them. Raises BusyError while somebody publishes."""
    wanted = frozenset(agreed)
    with hold(project.root / FOLDER / "site.lock", Halt(), wait=False, what="publishing"):
        gone = [one for one in unused_derivatives(project) if one in wanted]
        _remove(project.root / FOLDER / DERIVATIVES, gone)
    return gone


def discard(project: Project, agreed: Iterable[Unused]) -> list[Unused]:
    """Move those of these images that are unused still into the trash, each with its record; return them."""
    wanted = {one.image for one in agreed}
    with _nobody_buying(project):
        gone = [one for one in unused_images(project) if one.image in wanted]
        for one in gone:
            project.store.discard(one.image)
            project.store.discard(one.record_path)
    return gone


@contextmanager
def _nobody_buying(project: Project) -> Iterator[None]:
    """Hold the store's lock. Raises BusyError while somebody buys, StoreError where originals cannot be written."""
    with ExitStack() as held:
        try:
            held.enter_context(hold(project.store.lock, Halt(), wait=False, what="buying"))
        except OSError as error:
            raise StoreError(f"originals cannot be written: {error.strerror or error}") from None
        yield


def _remove(folder: Path, leftovers: Iterable[Leftover]) -> None:
    for one in leftovers:
        try:
            (folder / one.path).unlink(missing_ok=True)
        except OSError as error:
            raise GalleryError(f"{one.path} cannot be removed: {error.strerror or error}") from None
        with suppress(OSError):
            (folder / one.path).parent.rmdir()  # only where nothing is left in it
