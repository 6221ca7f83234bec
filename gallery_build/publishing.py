"""Derives what is missing and brings the site up to date, under the site's lock."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError, StoppedError, StoreError
from gallery_build.files import remove_temporaries
from gallery_build.job import Progress, hold
from gallery_build.memory import DERIVATIVES, open_folder
from gallery_build.model import Fault
from gallery_build.proving import damaged_copies, fault_of
from gallery_build.site.derive import Damaged, derivatives_of, derive, social_of
from gallery_build.site.gallery import assemble, copy_path, hang, spec_of
from gallery_build.site.kept import Warm
from gallery_build.site.look import look_from_json, look_to_json
from gallery_build.site.notes import render_notes
from gallery_build.site.pages import render_pages
from gallery_build.site.publish import Copy, listing, publish
from gallery_build.site.theme import shipped_theme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gallery_build.job import Company, Project
    from gallery_build.memory import Memory
    from gallery_build.model import Key, Look, Original, Page
    from gallery_build.site.derive import Source, Spec
    from gallery_build.site.gallery import Hanging
    from gallery_build.site.publish import Published

BATCH = 50
"""Looks that are remembered at once; a crash makes at most these again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What publishing came to: derivatives made, files written and removed, records and commentary that were left out."""

    derivatives: int
    published: Published
    faults: tuple[Fault, ...]
    hangings: tuple[Hanging, ...]
    derived: tuple[Source, ...]
    """Sources of which derivatives were made."""
    seen: frozenset[str]
    """The names of those that were derived by an earlier build too."""
    spec: Spec

    def files_of(self, source: Source) -> tuple[str, ...]:
        """Return the derivatives of a source, by path."""
        return tuple(file.path for file in derivatives_of(source, self.spec))


def show(project: Project, memory: Memory, company: Company, *, wait: bool, warm: Warm | None = None) -> Shown:
    """Bring the site up to what the store has now. `warm`: what a session keeps, so that little is rendered again.

    Raises StoppedError when interrupted; then the last site stays. Raises GalleryError where the disk refuses.
    """
    try:
        return _show(project, memory, company, warm or Warm(), wait=wait)
    except OSError as error:
        path = Path(os.fsdecode(error.filename)) if error.filename else project.root / project.config.paths.site
        name = path.relative_to(project.root) if path.is_relative_to(project.root) else path
        raise GalleryError(
            f"{name.as_posix()} cannot be written: {error.strerror or error}",
            hint="the originals are kept: mend this, then build again",
        ) from None


def _show(project: Project, memory: Memory, company: Company, warm: Warm, *, wait: bool) -> Shown:
    open_folder(memory.folder)
    with hold(memory.folder / "site.lock", company.halt, wait=wait, what="publishing"):
        remove_temporaries(memory.folder)
        wall = _hang_sound(project, memory, company)
        gallery, faults = assemble(wall.hangings, wall.looks, project.library.series, project.config, render_notes)
        theme = warm.theme(project.root / project.config.paths.templates, shipped_theme())
        pages = list(_unless_interrupted(render_pages(gallery, theme), company))
        company.tell(Progress("publish", 0, len(pages)))
        published = publish(project.root / project.config.paths.site, pages, _copies(project, memory, wall.hangings))
    return Shown(
        wall.written,
        published,
        (*wall.faults, *faults),
        wall.hangings,
        tuple(wall.derived.values()),
        wall.seen,
        spec_of(project.config),
    )


@dataclass(frozen=True, slots=True)
class _Sound:
    """What hangs, with its looks; the files that were derived, of which sources, and which of these were known."""

    hangings: tuple[Hanging, ...]
    looks: Mapping[str, Look]
    written: int
    derived: Mapping[str, Source]
    seen: frozenset[str]
    faults: tuple[Fault, ...]
    """What hangs as a sketch because it is damaged."""


def _hang_sound(project: Project, memory: Memory, company: Company) -> _Sound:
    """Hang what is sound.

    An original is proved where it is derived from or copied, so a damaged one is found after it was hung: then all is hung anew.
    """
    damaged: dict[str, Fault] = {}
    read: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    derived: dict[str, Source] = {}
    written = 0
    while True:
        hangings, unread = hang_all(project, damaged)
        derivation = _derive(project, memory, company, hangings)
        read, written, seen = read | derivation.read, written + derivation.written, seen | derivation.seen
        derived |= {source.name: source for source in derivation.sources if source.name in derivation.looks}
        found = derivation.damaged | damaged_copies(project, hangings, read)
        damaged |= found
        if not found:
            return _Sound(hangings, derivation.looks, written, derived, seen, (*unread, *damaged.values()))


def _unless_interrupted(pages: Iterator[Page], company: Company) -> Iterator[Page]:
    for page in pages:
        if company.halt.interrupted:
            raise StoppedError("interrupted: the last site stays")
        yield page


def hang_all(project: Project, damaged: Collection[str] = ()) -> tuple[tuple[Hanging, ...], tuple[Fault, ...]]:
    """Return what hangs for every prompt, as the store is now, and the records that cannot be read: sketches hang there.

    `damaged`: paths of originals that are not shown; another version of the same picture is, where there is one.
    """
    holdings = project.store.look()
    originals: dict[Key, tuple[Original, ...]] = {}
    faults = []
    for key in [key for key in holdings.images if holdings.has(key)]:
        try:
            versions = project.store.originals(holdings, key)
        except StoreError as error:
            place, _, words = error.message.partition(": ")
            faults.append(Fault(place, words, hint=error.hint))
            continue
        if sound := tuple(original for original in versions if original.path not in damaged):
            originals[key] = sound
    there = {key: marks for key, marks in holdings.images.items() if key in originals}
    made = project.plan(replace(holdings, images=there))
    return hang(project.library.prompts, made, originals, project.store.folder), tuple(faults)


def missing_sources(project: Project, memory: Memory, hangings: Sequence[Hanging]) -> tuple[Source, ...]:
    """Return the sources whose look or derivatives are not in `.gallery/`."""
    spec = spec_of(project.config)
    sources = {hung.source.name: hung.source for hanging in hangings for hung in hanging.hung}
    looks = remembered_looks(memory, sources)
    there = frozenset(listing(memory.folder / DERIVATIVES))
    return tuple(
        source
        for name, source in sources.items()
        if name not in looks
        or not all(file.path in there for file in (*derivatives_of(source, spec), social_of(source, spec)))
    )


def remembered_looks(memory: Memory, names: Iterable[str]) -> dict[str, Look]:
    """Return the looks of these sources that are remembered."""
    remembered = memory.recall_all("look", names)
    return {name: look for name, plain in remembered.items() if (look := look_from_json(plain))}


@dataclass(frozen=True, slots=True)
class _Derivation:
    """The looks of every source that can be shown, the files made, and the originals that were read: paths in the store."""

    looks: Mapping[str, Look]
    written: int
    sources: tuple[Source, ...]
    """Those that were missing."""
    seen: frozenset[str]
    """The names of those that an earlier build derived."""
    read: frozenset[str]
    damaged: dict[str, Fault]


def _derive(project: Project, memory: Memory, company: Company, hangings: Sequence[Hanging]) -> _Derivation:
    """Derive what is missing."""
    missing = missing_sources(project, memory, hangings)
    seen = frozenset(remembered_looks(memory, [source.name for source in missing]))
    fresh: dict[str, Look] = {}
    damaged: dict[str, Fault] = {}
    written = 0
    company.tell(Progress("derive", 0, len(missing)))
    for count, derived in enumerate(derive(missing, spec_of(project.config), memory.folder / DERIVATIVES), start=1):
        if isinstance(derived, Damaged):
            path = derived.path.relative_to(project.store.folder).as_posix()
            damaged[path] = fault_of(project, path, derived.message)
        else:
            fresh[derived.source.name] = derived.look
            written += derived.written
        company.tell(Progress("derive", count, len(missing)))
        if count % BATCH == 0 or count == len(missing) or company.halt.interrupted:
            memory.remember("look", {name: look_to_json(look) for name, look in fresh.items()})
        if company.halt.interrupted:
            raise StoppedError("interrupted: the last site stays")
    names = [hung.source.name for hanging in hangings for hung in hanging.hung]
    read = frozenset(source.path.relative_to(project.store.folder).as_posix() for source in missing if source.path)
    return _Derivation({**remembered_looks(memory, names), **fresh}, written, missing, seen, read, damaged)


def derivatives_shown(project: Project, hangings: Iterable[Hanging]) -> dict[str, None]:
    """Return the paths of all derivatives that pages show, each once, in order."""
    spec = spec_of(project.config)
    sources = [hung.source for hanging in hangings for hung in hanging.hung]
    files = [file for source in sources for file in (*derivatives_of(source, spec), social_of(source, spec))]
    return dict.fromkeys(file.path for file in files)


def _copies(project: Project, memory: Memory, hangings: Sequence[Hanging]) -> list[Copy]:
    """Return the files that the site shares with the store and with `.gallery/`."""
    folder = memory.folder / DERIVATIVES
    hung = [hung for hanging in hangings for hung in hanging.hung]
    copies = [Copy(path, folder / path, linked=True) for path in derivatives_shown(project, hangings)]
    if project.config.site.original == "omit":
        return copies
    originals = {one.original.path: one.original for one in hung if one.original}
    return copies + [
        Copy(copy_path(original), project.store.folder / path, linked=False, digest=original.record.digest)
        for path, original in originals.items()
    ]
