"""Puts the site in place: whole files only, only what changed, and only files that our manifest names are ever removed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError
from gallery_build.files import TEMPORARY, copy_atomically, link_or_copy, write_atomically
from gallery_build.fingerprint import replaced, settled
from gallery_build.kept import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from gallery_build.kept import Kept
    from gallery_build.model import Page

MANIFEST = "gallery-build.manifest.json"
PENDING = "gallery-build.pending.json"
"""There while a site is being written; also after a build that was cut short."""

_FORMAT = 1
_DIGITS = 32
_BETWEEN = ",\n"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the site that exists elsewhere already: an original, a derivative. Its name says its content."""

    path: str
    source: Path
    linked: bool
    """True where both may be one file on disk; an original never is, since the site is anybody's to change."""
    digest: str = ""
    """SHA-256 of its bytes, where it is known without reading them."""


class Why(StrEnum):
    """What was the matter with a file that was written."""

    NEW = "new"
    CHANGED = "changed"
    """Its content is another."""
    AWAY = "away"
    """It was ours, and somebody removed it."""
    UNFINISHED = "unfinished"
    """A build was cut short."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, by paths relative to the site."""

    why: Mapping[str, Why]
    """Each file that was written, in order."""
    removed: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """Return the files that were written, in order."""
        return tuple(self.why)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files of the site are ours. `pending` ones may hold the old content or the new: a build was cut short."""

    files: Mapping[str, str]
    """Each with the digits that begin its SHA-256."""
    pending: Mapping[str, str]
    lines: Mapping[str, str] = field(default_factory=dict)
    """The files as they stand in it, where a session wrote it."""

    @property
    def paths(self) -> AbstractSet[str]:
        """Return every path that is ours."""
        return self.files.keys() | self.pending.keys() if self.pending else self.files.keys()


@dataclass(frozen=True, slots=True)
class Before:
    """A site as a build finds it, under its lock."""

    manifest: Manifest
    there: frozenset[str]
    """The paths of all its files."""


def before_now(site: Path, kept: Kept = NOTHING) -> Before:
    """Return the site as it is."""
    return Before(manifest_of(site, kept), names_in(site, kept))


def publish(
    site: Path, pages: Iterable[Page], copies: Mapping[str, Copy], found: Before, known: Kept = NOTHING
) -> Published:
    """Bring the site to these pages and copies: pictures first, pages by rank, removals last. Needs the site's lock.

    `copies`: by path. The same object says that they are those of the last time.
    """
    before, there = found.manifest, found.there
    by_path = {page.path: page for page in pages}
    wanted = dict(zip(by_path, known.each("digest", None, by_path, _digest_of), strict=True))
    new_copies = known.get("new copies", (copies, there, before.pending), lambda: _new_copies(copies, found))
    digests = dict.fromkeys(copies, "") | wanted
    ours, pending = before.files, before.pending
    doubtful = [
        path for path, digest in wanted.items() if ours.get(path) != digest or path not in there or path in pending
    ]
    changed = [by_path[path] for path in doubtful if not _is_there(site, path, wanted[path], before, there)]
    gone = sorted(path for path in before.paths - digests.keys() if path in there)
    if not (new_copies or changed or gone) and before.paths == digests.keys() and not before.pending:
        return Published({}, ())
    changed.sort(key=lambda page: (page.rank, page.path))
    _check_folders(site, [*(copy.path for copy in new_copies), *(page.path for page in changed), *gone])
    for copy in new_copies:
        digests[copy.path] = copy.digest[:_DIGITS] or _digest(copy.source.read_bytes())
    written = (*(copy.path for copy in new_copies), *(page.path for page in changed))
    _begin(site, before, {path: digests[path] for path in written})
    for copy in new_copies:
        place = link_or_copy if copy.linked else copy_atomically
        place(copy.source, site / copy.path)
    for page in changed:
        write_atomically(site / page.path, page.content)
    removed = tuple(path for path in gone if _remove(site, path, before))
    for path in known.get("leftovers", there, lambda: _leftovers(there)):
        (site / path).unlink(missing_ok=True)
    _end(site, before, digests, known)
    return Published({path: _why(path, before, there) for path in written}, removed)


def _begin(site: Path, before: Manifest, pending: Mapping[str, str]) -> None:
    """Say what may hold the old content or the new until the end: a build that is cut short leaves nothing unnamed."""
    if before.pending:  # by an earlier build that was cut short
        _write(site / MANIFEST, "files", _lines({**before.files, **before.pending}))
    _write(site / PENDING, "pending", _lines(pending))


def _end(site: Path, before: Manifest, digests: Mapping[str, str], known: Kept) -> None:
    """Say what is ours now."""
    ours = before.files
    if before.lines and ours.keys() == digests.keys():
        changed = {path: digest for path, digest in digests.items() if digest and digest != ours[path]}
        files, lines = {**ours, **changed}, {**before.lines, **_lines(changed)}
    else:
        files = {
            path: digests[path] or ours.get(path) or _digest((site / path).read_bytes()) for path in sorted(digests)
        }
        lines = _lines(files)
    _write(site / MANIFEST, "files", lines)
    (site / PENDING).unlink(missing_ok=True)
    known.get("manifest", replaced(site / MANIFEST), lambda: Manifest(files, {}, lines))


def manifest_of(site: Path, kept: Kept) -> Manifest:
    """Return what is ours in the site, read again only where it was written again."""
    if os.path.lexists(site / PENDING):
        return read_manifest(site)
    try:
        return kept.get("manifest", replaced(site / MANIFEST), lambda: read_manifest(site))
    except OSError:
        return Manifest({}, {})


def read_manifest(site: Path) -> Manifest:
    """Return what is ours in the site. A manifest is data from outside: what leads out of the site is left out."""
    return Manifest(_read(site / MANIFEST, "files"), _read(site / PENDING, "pending"))


def _read(file: Path, field: str) -> dict[str, str]:
    try:
        return {path: str(digest) for path, digest in json.loads(file.read_bytes())[field].items() if _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def names_in(folder: Path, kept: Kept = NOTHING) -> frozenset[str]:
    """Return the paths of all files below a folder; only folders whose names changed are read again."""
    found: list[tuple[str, ...]] = []
    folders = [""] if folder.is_dir() else []
    while folders:
        here = folders.pop()
        files, below = kept.get(("names", here), settled(f"{folder}/{here}"), partial(_names, folder, here))
        found.append(files)
        folders += below
    return kept.get("names", found, lambda: frozenset(chain.from_iterable(found)))


def _new_copies(copies: Mapping[str, Copy], found: Before) -> list[Copy]:
    there, pending = found.there, found.manifest.pending
    return [copy for path, copy in copies.items() if path not in there or path in pending]


def _is_there(site: Path, path: str, digest: str, before: Manifest, there: frozenset[str]) -> bool:
    if path not in there:
        return False
    if path in before.files and path not in before.pending:
        return before.files[path] == digest
    return _digest((site / path).read_bytes()) == digest


def _why(path: str, before: Manifest, there: frozenset[str]) -> Why:
    if path in before.pending:
        return Why.UNFINISHED
    if path not in before.files:
        return Why.NEW
    return Why.CHANGED if path in there else Why.AWAY


def _lines(digests: Mapping[str, str]) -> dict[str, str]:
    """Return files as they stand in a manifest, by path; no line end within a text is left as it is by JSON."""
    text = json.dumps(digests, ensure_ascii=False, separators=(_BETWEEN, ": "))
    return dict(zip(digests, text[1:-1].split(_BETWEEN), strict=True)) if digests else {}


def _write(file: Path, name: str, lines: Mapping[str, str]) -> None:
    files = _BETWEEN.join(lines.values())
    write_atomically(file, f'{{"{name}": {{{files}}}{_BETWEEN}"manifest": {_FORMAT}}}\n'.encode())


def _remove(site: Path, path: str, before: Manifest) -> bool:
    """Remove a file of ours, unless somebody made it theirs by changing it."""
    target = site / path
    ours = {before.files.get(path), before.pending.get(path)}
    if target.is_symlink() or _digest(target.read_bytes()) not in ours:
        return False
    target.unlink()
    for folder in list(PurePosixPath(path).parents)[:-1]:
        try:
            (site / folder).rmdir()
        except OSError:
            break
    return True


def _leftovers(there: frozenset[str]) -> list[str]:
    """Return what a build that was killed left half written."""
    return [path for path in there if path.startswith(TEMPORARY, path.rfind("/") + 1)]


def _names(folder: Path, here: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files of one folder, and the folders in it, by their paths from the top."""
    prefix = f"{here}/" if here else ""
    with os.scandir(folder / here) as entries:
        found = [(f"{prefix}{entry.name}", entry.is_dir(follow_symlinks=False)) for entry in entries]
    return tuple(path for path, below in found if not below), tuple(path for path, below in found if below)


def _check_folders(site: Path, paths: Iterable[str]) -> None:
    """Refuse to follow a symbolic link out of the site."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:  # one that is known has its parents known too
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for folder in sorted(folders):
        if (site / folder).is_symlink():
            raise GalleryError(
                f"{(site / folder).relative_to(site.parent).as_posix()} is a symbolic link",
                hint="remove it: the site is written only inside its own folder",
            )


def _is_inside(path: str) -> bool:
    whole = path and not path.startswith("/") and path.isprintable()
    return bool(whole) and ".." not in path.split("/") and "\\" not in path


def _digest_of(page: Page) -> str:
    return _digest(page.content)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:_DIGITS]
