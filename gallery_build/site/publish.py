"""Puts the site in place: whole files only, only what changed, and only files that our manifest names are ever removed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from enum import StrEnum
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError
from gallery_build.files import TEMPORARY, copy_atomically, link_or_copy, write_atomically
from gallery_build.fingerprint import replaced, settled
from gallery_build.kept import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gallery_build.kept import Kept
    from gallery_build.model import Page

MANIFEST = "gallery-build.manifest.json"
_FORMAT = 1
_DIGITS = 32


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
    pending: Mapping[str, str]


def publish(site: Path, pages: Iterable[Page], copies: Sequence[Copy], known: Kept = NOTHING) -> Published:
    """Bring the site to these pages and copies: pictures first, pages by rank, removals last. Needs the site's lock."""
    before = manifest_of(site, known)
    there = names_in(site, known)
    ranked = sorted(pages, key=lambda page: (page.rank, page.path))
    new_copies = [copy for copy in copies if copy.path not in there or copy.path in before.pending]
    wanted = {
        page.path: known.get(("digest", page.path), page, partial(_digest, page.content)) for page in ranked
    }
    kept = {copy.path: before.files.get(copy.path, "") or copy.digest[:_DIGITS] for copy in copies}
    changed = [page for page in ranked if not _is_there(site, page.path, wanted[page.path], before, there)]
    gone = sorted(
        path for path in (before.files.keys() | before.pending.keys()) - wanted.keys() - kept.keys() if path in there
    )
    after = {**kept, **wanted}
    if not (new_copies or changed or gone) and not before.pending and before.files.keys() == after.keys():
        return Published({}, ())
    _check_folders(site, [*(copy.path for copy in new_copies), *(page.path for page in changed), *gone])
    arriving = {copy.path: kept[copy.path] or _digest(copy.source.read_bytes()) for copy in new_copies}
    pending = {page.path: wanted[page.path] for page in changed} | arriving
    _write_manifest(site, Manifest({**before.files, **before.pending}, pending))
    for copy in new_copies:
        place = link_or_copy if copy.linked else copy_atomically
        place(copy.source, site / copy.path)
    for page in changed:
        write_atomically(site / page.path, page.content)
    removed = [path for path in gone if _remove(site, path, before)]
    _remove_leftovers(site, there)
    known_digests = after | arriving
    final = Manifest({path: digest or _digest((site / path).read_bytes()) for path, digest in known_digests.items()}, {})
    _write_manifest(site, final)
    known.get("manifest", replaced(site / MANIFEST), lambda: final)
    written = (*(copy.path for copy in new_copies), *(page.path for page in changed))
    return Published({path: _why(path, before, there) for path in written}, tuple(removed))


def manifest_of(site: Path, kept: Kept) -> Manifest:
    """Return what is ours in the site, read again only where it was written again."""
    try:
        return kept.get("manifest", replaced(site / MANIFEST), lambda: read_manifest(site))
    except OSError:
        return Manifest({}, {})


def read_manifest(site: Path) -> Manifest:
    """Return what is ours in the site. A manifest is data from outside: what leads out of the site is left out."""
    try:
        plain = json.loads((site / MANIFEST).read_bytes())
        files, pending = plain["files"], plain.get("pending", {})
        return Manifest(_inside(files), _inside(pending))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest({}, {})


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


def _write_manifest(site: Path, manifest: Manifest) -> None:
    plain: dict[str, object] = {"files": dict(sorted(manifest.files.items())), "manifest": _FORMAT}
    if manifest.pending:
        plain["pending"] = dict(sorted(manifest.pending.items()))
    lines = json.dumps(plain, ensure_ascii=False, separators=(",\n", ": "))  # an indent would take ten times as long
    write_atomically(site / MANIFEST, f"{lines}\n".encode())


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


def _remove_leftovers(site: Path, there: frozenset[str]) -> None:
    for path in there:
        if path.startswith(TEMPORARY, path.rfind("/") + 1):
            (site / path).unlink(missing_ok=True)


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


def _inside(paths: Mapping[str, str]) -> dict[str, str]:
    return {
        path: str(digest)
        for path, digest in paths.items()
        if path and not path.startswith("/") and ".." not in path.split("/") and "\\" not in path and path.isprintable()
    }


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:_DIGITS]
