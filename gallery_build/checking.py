"""`build --check`: re-reads every original and every published file, and lists what a build would do. Writes and buys nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.errors import StoreError
from gallery_build.memory import Memory
from gallery_build.publishing import hang_all, missing_sources, rendered
from gallery_build.site.publish import MANIFEST, read_manifest
from gallery_build.store import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.job import Project
    from gallery_build.model import Page


@dataclass(frozen=True, slots=True)
class Checked:
    """What is not as a build would leave it. Paths are relative to the gallery."""

    missing: int
    """Pictures that a build would buy, or that wait for a person's word."""
    damaged: tuple[str, ...]
    """Originals and published files whose bytes are not those that were written."""
    absent: tuple[str, ...]
    """Files that a build would write."""
    outdated: tuple[str, ...]
    """Pages that a build would write again."""
    left: tuple[str, ...]
    """Files of ours that a build would remove."""
    underived: int
    """Pictures whose derivatives a build would make."""

    @property
    def pending(self) -> bool:
        """Tell whether a build would do anything."""
        return bool(self.missing or self.damaged or self.absent or self.outdated or self.left or self.underived)


def check(project: Project) -> Checked:
    """Return what a build would do, from the bytes themselves."""
    memory = Memory(project.root)
    hangings, _ = hang_all(project, project.store.look())
    waiting = len(missing_sources(project, memory, hangings))
    made = project.plan()
    missing = sum(item.state.value not in {"have", "drawn"} for item in made.items)
    pages = [] if waiting else rendered(project, hangings)
    damaged_site, absent, outdated, left = _site(project, pages)
    return Checked(missing, (*_originals(project), *damaged_site), absent, outdated, left if pages else (), waiting)


def _originals(project: Project) -> Iterable[str]:
    """Yield originals whose record cannot be read, or whose bytes do not have the digest that it states."""
    holdings = project.store.look()
    for key in sorted(holdings.images):
        try:
            for original in project.store.originals(holdings, key):
                if digest_of(project.store.read(original.path)) != original.record.digest:
                    yield f"{project.config.paths.originals}/{original.path}"
        except StoreError as error:
            yield f"{project.config.paths.originals}/{error.message.partition(':')[0].partition('/')[2]}"


def _site(
    project: Project, pages: list[Page]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return damaged, absent, outdated and left-over files of the site."""
    site, name = project.root / project.config.paths.site, project.config.paths.site
    manifest = read_manifest(site)
    wanted = {page.path: digest_of(page.content) for page in pages}
    damaged, absent, outdated = [], [], []
    for path, digest in {**manifest.files, **wanted}.items():
        try:
            found = digest_of((site / path).read_bytes())
        except OSError:
            absent.append(f"{name}/{path}")
            continue
        was = manifest.files.get(path, "")
        if path in wanted and was and digest != was and not digest.startswith(was):
            outdated.append(f"{name}/{path}")
        elif not found.startswith(was or digest):
            damaged.append(f"{name}/{path}")
    kinds = ("images/", "originals/", MANIFEST)
    left = [f"{name}/{path}" for path in manifest.files if pages and path not in wanted and not path.startswith(kinds)]
    return tuple(damaged), tuple(absent), tuple(outdated), tuple(left)
