"""Build in a loop: at the start, and after every change once it is quiet. Nothing of the build is written twice."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.buy.access import Access
from gallery_build.errors import FaultsError, GalleryError, StoppedError
from gallery_build.fingerprint import stamp_file
from gallery_build.inputs import named
from gallery_build.job import Wishes
from gallery_build.kept import Session
from gallery_build.live.drafts import show_drafts, undrafted
from gallery_build.live.sources import sources_of
from gallery_build.memory import Memory
from gallery_build.model import Fault
from gallery_build.project import build, load
from gallery_build.publishing import hang_all, missing_sources, rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gallery_build.job import Company, Project
    from gallery_build.live.changes import Changes
    from gallery_build.live.sources import Sources
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
    drafts: bool = False
    """Show drafts too, in a site of their own."""
    explain: bool = False
    """Report why each thing was made."""
    session: Session = field(default_factory=lambda: Session(lasting=True))


def read(gallery: Gallery) -> Project:
    """Return the gallery as it stands."""
    project = load(gallery.root, gallery.config_file, gallery.session)
    return undrafted(project) if gallery.drafts else project


def build_offline(gallery: Gallery, session: Session | None) -> Report:
    """Build without a key, so that nothing can be bought; without a session it may find nothing to do."""
    if gallery.drafts:
        return show_drafts(read(gallery), gallery.company)
    wishes = Wishes(offline=True, explain=gallery.explain)
    return build(gallery.root, wishes, Access(), gallery.company, gallery.config_file, session=session)


def watch(gallery: Gallery, changes: Changes, purse: Purse | None, tell: Callable[[Rebuilt], None]) -> None:
    """Build, then build again at each change, until the company's halt is set."""
    changed: tuple[str, ...] | None = ()
    before: Rebuilt | None = None
    while not gallery.company.halt.is_set():
        changes.listen(_sources(gallery))  # before reading: what comes later is heard
        if changed is not None:
            with undisturbed() if before else nullcontext():
                rebuilt = rebuild(gallery, changed, before)
                if rebuilt is None:
                    return
                tell(rebuilt)
            if before is None:
                warm(gallery)
            tidy()
            before = rebuilt
            changes.listen(_sources(gallery))  # pictures that prompts name since; what came meanwhile was not heard
            changed = _rewritten(gallery, rebuilt)
            if changed:
                continue
        lost = purse.look(_project(gallery), time.monotonic()) if purse else ()
        changed = lost or changes.wait(purse.due(time.monotonic()) if purse else None) or None


def warm(gallery: Gallery) -> None:
    """Render every page without publishing it, so that the first edit finds all that it leaves as it is."""
    with suppress(GalleryError, OSError):  # the build said so
        project = read(gallery)
        hangings, _ = hang_all(project, project.store.look())
        if not missing_sources(project, Memory(project.root), hangings):
            rendered(project, hangings)


def _rewritten(gallery: Gallery, rebuilt: Rebuilt) -> tuple[str, ...]:
    """Return the pictures that are not what they were when the build read them."""
    read = rebuilt.report.pictures if rebuilt.report else {}
    others = [Path(path) for path, stamp in read.items() if stamp_file(Path(path)) != stamp]
    return tuple(path.relative_to(gallery.root).as_posix() for path in others)


def _sources(gallery: Gallery) -> Sources:
    return sources_of(gallery.root, gallery.config_file, named(gallery.session.step("pictures")))


def rebuild(gallery: Gallery, changed: tuple[str, ...], before: Rebuilt | None) -> Rebuilt | None:
    """Build once; None where a person stopped it."""
    started = time.monotonic()
    failed = before is not None and before.trouble is not None
    try:
        report = build_offline(gallery, gallery.session if before else None)
    except StoppedError:
        return None
    except GalleryError as error:
        return Rebuilt(changed, time.monotonic() - started, None, error)
    except OSError as error:  # a folder that is being moved while it is read; its arrival is a change too
        trouble = GalleryError(f"{error.filename}: {error.strerror}", hint="waiting for it to come back")
        return Rebuilt(changed, time.monotonic() - started, None, trouble)
    return Rebuilt(changed, time.monotonic() - started, report, mended=failed)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Look for no garbage while somebody waits for a rebuild, which makes little: it would take a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def tidy() -> None:
    """Look for garbage among what is new, and never again in what is kept."""
    gc.collect()
    gc.freeze()


def _project(gallery: Gallery) -> Project | None:
    """Return what may be bought: the gallery as it stands, drafts left out; None where it cannot be read, as was said."""
    try:
        return load(gallery.root, gallery.config_file, gallery.session)
    except (GalleryError, OSError):
        return None
