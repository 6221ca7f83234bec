"""Derives what is missing and brings the site up to date, under the site's lock."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError, StoppedError, StoreError
from gallery_build.files import remove_temporaries
from gallery_build.job import Progress, hold
from gallery_build.memory import DERIVATIVES, Memory, open_folder
from gallery_build.model import Fault
from gallery_build.proving import damaged_copies, fault_of
from gallery_build.site.derive import Damaged, derive, files_of
from gallery_build.site.gallery import assemble, copy_path, hang, sources_of, spec_of
from gallery_build.site.lineage import Lineage
from gallery_build.site.look import look_from_json, look_to_json
from gallery_build.site.notes import render_notes
from gallery_build.site.pages import render_pages
from gallery_build.site.publish import Before, Copy, Published, before_now, names_in, publish
from gallery_build.theming import theme_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gallery_build.job import Company, Project
    from gallery_build.kept import Kept
    from gallery_build.model import Gallery, Key, Look, Original, Page
    from gallery_build.site.derive import Source, Spec
    from gallery_build.site.gallery import Hanging
    from gallery_build.site.theme import Theme
    from gallery_build.store import Holdings, Store

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
    held: bool
    """Whether the last site stays, because something cannot be shown and everything was asked for."""

    def files_of(self, source: Source) -> tuple[str, ...]:
        """Return the derivatives of a source, by path."""
        return tuple(file.path for file in files_of(source, self.spec))


def show(
    project: Project, memory: Memory, company: Company, holdings: Holdings, *, wait: bool, strict: bool = False
) -> Shown:
    """Bring the site up to what the store has; `strict`: unless an original is damaged or its record unread.

    Raises StoppedError when interrupted; then the last site stays. Raises GalleryError where the disk refuses.
    """
    try:
        return _show(project, memory, company, holdings, wait=wait, strict=strict)
    except OSError as error:
        path = Path(os.fsdecode(error.filename)) if error.filename else project.root / project.config.paths.site
        name = path.relative_to(project.root) if path.is_relative_to(project.root) else path
        raise GalleryError(
            f"{name.as_posix()} cannot be written: {error.strerror or error}",
            hint="the originals are kept: mend this, then build again",
        ) from None


def _show(project: Project, memory: Memory, company: Company, holdings: Holdings, *, wait: bool, strict: bool) -> Shown:
    open_folder(memory.folder)
    with hold(memory.folder / "site.lock", company.halt, wait=wait, what="publishing"):
        site, kept = project.root / project.config.paths.site, project.session.step("publish")
        before = before_now(site, kept)
        wall = _hang_sound(project, memory, company, holdings, before)
        if strict and wall.faults:
            return _come_to(project, wall, Published({}, ()), wall.faults, held=True)
        theme = theme_of(project)
        gallery, faults = _gallery_of(project, wall.hangings, wall.looks, theme)
        pages = list(_unless_interrupted(render_pages(gallery, theme), company))
        company.tell(Progress("publish", 0, len(pages)))
        published = publish(site, pages, _copies(project, memory, wall.hangings, kept), before, kept)
    return _come_to(project, wall, published, (*wall.faults, *faults), held=False)


def _come_to(project: Project, wall: _Sound, published: Published, faults: tuple[Fault, ...], *, held: bool) -> Shown:
    derived = tuple(wall.derived.values())
    return Shown(wall.written, published, faults, wall.hangings, derived, wall.seen, spec_of(project.config), held)


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


def _hang_sound(project: Project, memory: Memory, company: Company, holdings: Holdings, before: Before) -> _Sound:
    """Hang what is sound.

    An original is proved where it is derived from or copied, so a damaged one is found after it was hung: then all is hung anew.
    """
    damaged: dict[str, Fault] = {}
    read: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    derived: dict[str, Source] = {}
    written = 0
    while True:
        hangings, unread = hang_all(project, holdings, damaged)
        derivation = _derive(project, memory, company, hangings)
        read, written, seen = read | derivation.read, written + derivation.written, seen | derivation.seen
        derived |= {source.name: source for source in derivation.sources if source.name in derivation.looks}
        found = derivation.damaged | damaged_copies(project, hangings, read, before)
        damaged |= found
        if not found:
            return _Sound(hangings, derivation.looks, written, derived, seen, (*unread, *damaged.values()))


def _unless_interrupted(pages: Iterator[Page], company: Company) -> Iterator[Page]:
    for page in pages:
        if company.halt.interrupted:
            raise StoppedError("interrupted: the last site stays")
        yield page


def hang_all(
    project: Project, holdings: Holdings, damaged: Collection[str] = ()
) -> tuple[tuple[Hanging, ...], tuple[Fault, ...]]:
    """Return what hangs for every prompt, and the records that cannot be read: sketches hang there.

    `damaged`: paths of originals that are not shown; another version of the same picture is, where there is one.
    """
    kept = project.session.step("hang")
    originals, faults = read_originals(project, holdings)
    lineage = Lineage(originals, damaged)
    if damaged:
        originals = _without(originals, damaged)
    if faults or damaged:
        there = {key: marks for key, marks in holdings.images.items() if key in originals}
        holdings = replace(holdings, images=there)
    return hang(
        project.library.prompts, project.plan(holdings), originals, project.store.folder, lineage=lineage, kept=kept
    ), tuple(faults)


def read_originals(project: Project, holdings: Holdings) -> tuple[dict[Key, tuple[Original, ...]], list[Fault]]:
    """Return every key's images, and the records that cannot be read."""
    kept = project.session.step("hang")
    originals, faults = kept.get("originals", holdings, lambda: _originals(project.store, holdings))
    if faults:
        kept.forget("originals")  # a record may be mended where it stands
    return originals, faults


def _originals(store: Store, holdings: Holdings) -> tuple[dict[Key, tuple[Original, ...]], list[Fault]]:
    originals: dict[Key, tuple[Original, ...]] = {}
    faults = []
    for key in [key for key in holdings.images if holdings.has(key)]:
        try:
            originals[key] = store.originals(holdings, key)
        except StoreError as error:
            place, _, words = error.message.partition(": ")
            faults.append(Fault(place, words, hint=error.hint))
    return originals, faults


def _without(
    originals: Mapping[Key, tuple[Original, ...]], damaged: Collection[str]
) -> dict[Key, tuple[Original, ...]]:
    sound = {key: tuple(one for one in versions if one.path not in damaged) for key, versions in originals.items()}
    return {key: versions for key, versions in sound.items() if versions}


def rendered(project: Project, hangings: Sequence[Hanging]) -> list[Page]:
    """Return every page as it would be published; for a gallery whose derivatives are all made."""
    names = sources_of(hangings)
    theme = theme_of(project)
    gallery, _ = _gallery_of(project, hangings, remembered_looks(project, Memory(project.root), names), theme)
    return list(render_pages(gallery, theme))


def _gallery_of(
    project: Project, hangings: Sequence[Hanging], looks: Mapping[str, Look], theme: Theme
) -> tuple[Gallery, tuple[Fault, ...]]:
    """Return the gallery that the pages show, and the faults of commentary that was left out."""
    kept = project.session.step("assemble")
    label = theme.language.say("label.ai")
    return assemble(hangings, looks, project.library.series, project.config, render_notes, label=label, kept=kept)


def missing_sources(project: Project, memory: Memory, hangings: Sequence[Hanging]) -> tuple[Source, ...]:
    """Return the sources whose look or derivatives are not in `.gallery/`."""
    spec, kept = spec_of(project.config), project.session.step("derive")
    sources = sources_of(hangings)
    looks = remembered_looks(project, memory, sources)
    there = names_in(memory.folder / DERIVATIVES, project.session.step("derivatives"))
    derived = kept.each("derived", (spec, there), sources, lambda source: _is_derived(source, spec, there))
    return tuple(
        source for source, whole in zip(sources.values(), derived, strict=True) if not (whole and source.name in looks)
    )


def _is_derived(source: Source, spec: Spec, there: frozenset[str]) -> bool:
    return all(file.path in there for file in files_of(source, spec))


def remembered_looks(project: Project, memory: Memory, names: Iterable[str]) -> Mapping[str, Look]:
    """Return the looks of these sources that are remembered."""
    kept = project.session.step("looks")
    known = kept.get("looks", None, dict[str, "Look"])
    asked = [name for name in names if name not in known]
    for name, plain in memory.recall_all("look", asked).items() if asked else ():
        if look := look_from_json(plain):
            known[name] = look
    return known


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
    looks = remembered_looks(project, memory, [source.name for source in missing])
    seen = frozenset(source.name for source in missing if source.name in looks)
    fresh: dict[str, Look] = {}
    damaged: dict[str, Fault] = {}
    written = 0
    company.tell(Progress("derive", 0, len(missing)))
    if missing:
        remove_temporaries(memory.folder)
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
    names = sources_of(hangings)
    read = frozenset(source.path.relative_to(project.store.folder).as_posix() for source in missing if source.path)
    return _Derivation({**remembered_looks(project, memory, names), **fresh}, written, missing, seen, read, damaged)


def derivatives_shown(project: Project, hangings: Iterable[Hanging]) -> dict[str, None]:
    """Return the paths of all derivatives that pages show, each once, in order."""
    spec = spec_of(project.config)
    files = [file for source in sources_of(hangings).values() for file in files_of(source, spec)]
    return dict.fromkeys(file.path for file in files)


def _copies(project: Project, memory: Memory, hangings: Sequence[Hanging], kept: Kept) -> dict[str, Copy]:
    """Return the files that the site shares with the store and with `.gallery/`, by their paths in the site."""
    by_id = {hanging.prompt.id: hanging for hanging in hangings}
    copies = list(kept.each("copies", (project.config, memory.folder), by_id, partial(_copies_of, project, memory)))
    return kept.get("all copies", copies, lambda: {copy.path: copy for copy in chain.from_iterable(copies)})


def _copies_of(project: Project, memory: Memory, hanging: Hanging) -> tuple[Copy, ...]:
    spec, folder = spec_of(project.config), memory.folder / DERIVATIVES
    files = [file for source in hanging.sources.values() for file in files_of(source, spec)]
    copies = [Copy(file.path, folder / file.path, linked=True) for file in files]
    if project.config.site.original == "omit":
        return tuple(copies)
    originals = [one.original for one in hanging.hung if one.original]
    return *copies, *(
        Copy(copy_path(one), project.store.folder / one.path, linked=False, digest=one.record.digest)
        for one in originals
    )
