"""Build in a loop: at the start, and after every change once it is quiet. Nothing of the build is written twice."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.buy.access import Access
from gallery_build.errors import FaultsError, GalleryError, StoppedError
from gallery_build.job import Wishes
from gallery_build.live.sources import sources_of
from gallery_build.model import Fault
from gallery_build.project import build, load
from gallery_build.site.kept import Warm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_build.job import Company, Project
    from gallery_build.live.changes import Changes
    from gallery_build.live.spending import Purse
    from gallery_build.report import Report


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What one rebuild came to."""

    changed: tuple[str, ...]
    """What changed, by name; nothing at the start."""
    seconds: float
    report: Report | None
    """None where the build failed: then the last good site stays."""
    trouble: GalleryError | None = None
    mended: bool = False
    """The build before this one failed."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return all that is wrong, each with its place where it has one."""
        if isinstance(self.trouble, FaultsError):
            return self.trouble.faults
        return (Fault("", self.trouble.message, hint=self.trouble.hint),) if self.trouble else ()


@dataclass(frozen=True, slots=True)
class Gallery:
    """The gallery that is watched, and how it is built."""

    root: Path
    config_file: Path | None
    company: Company
    build: Callable[[Gallery], Report]
    warm: Warm = field(default_factory=Warm)
    """What one build leaves to the next."""
    explain: bool = False
    """Report why each thing was made."""


def build_offline(gallery: Gallery) -> Report:
    """Build without a key, so that nothing can be bought."""
    wishes = Wishes(offline=True, explain=gallery.explain)
    return build(gallery.root, wishes, Access(), gallery.company, gallery.config_file, warm=gallery.warm)


def watch(gallery: Gallery, changes: Changes, purse: Purse | None, tell: Callable[[Rebuilt], None]) -> None:
    """Build, then build again at each change, until the company's halt is set."""
    changed: tuple[str, ...] | None = ()
    before: Rebuilt | None = None
    while not gallery.company.halt.is_set():
        changes.listen(sources_of(gallery.root, gallery.config_file))  # before reading: what comes later is heard
        if changed is not None:
            rebuilt = rebuild(gallery, changed, before)
            if rebuilt is None:
                return
            before = rebuilt
            tell(rebuilt)
        if purse is not None:
            purse.look(_project(gallery), time.monotonic())
        changed = changes.wait(purse.due(time.monotonic()) if purse else None) or None


def rebuild(gallery: Gallery, changed: tuple[str, ...], before: Rebuilt | None) -> Rebuilt | None:
    """Build once; None where a person stopped it."""
    started = time.monotonic()
    failed = before is not None and before.trouble is not None
    try:
        report = gallery.build(gallery)
    except StoppedError:
        return None
    except GalleryError as error:
        return Rebuilt(changed, time.monotonic() - started, None, error)
    except OSError as error:  # a folder that is being moved while it is read; its arrival is a change too
        trouble = GalleryError(f"{error.filename}: {error.strerror}", hint="waiting for it to come back")
        return Rebuilt(changed, time.monotonic() - started, None, trouble)
    return Rebuilt(changed, time.monotonic() - started, report, mended=failed)


def _project(gallery: Gallery) -> Project | None:
    """Return the gallery as it stands; None where it cannot be read, which the build has said."""
    try:
        return load(gallery.root, gallery.config_file, gallery.warm.parsed)
    except (GalleryError, OSError):
        return None
