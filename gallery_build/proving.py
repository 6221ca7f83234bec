"""Proves originals where a build reads them anyway: what is not the bytes that were bought is neither shown nor copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.errors import StoreError
from gallery_build.model import Fault
from gallery_build.site.derive import OTHER_BYTES
from gallery_build.site.gallery import copy_path
from gallery_build.site.publish import manifest_of, names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gallery_build.job import Project
    from gallery_build.model import Original
    from gallery_build.site.gallery import Hanging

RESTORE = "restore it from git or a copy; it is not shown until then, and not bought again"


def fault_of(project: Project, path: str, message: str) -> Fault:
    """Return the fault of a damaged original; `path` is relative to the originals."""
    return Fault(f"{project.config.paths.originals}/{path}", message, hint=RESTORE)


def damaged_copies(project: Project, hangings: Iterable[Hanging], proven: Collection[str]) -> dict[str, Fault]:
    """Return the originals that are about to be copied into the site and are not what was bought, by path.

    `proven`: paths that were read just now. What is in the site already was proved when it came there.
    """
    if project.config.site.original == "omit":
        return {}
    site = project.root / project.config.paths.site
    kept = project.session.step("publish")
    there = names_in(site, kept) - manifest_of(site, kept).pending.keys()
    hung = {one.original.path: one.original for hanging in hangings for one in hanging.hung if one.original}
    new = [original for path, original in hung.items() if path not in proven and copy_path(original) not in there]
    return {
        original.path: fault_of(project, original.path, words)
        for original in new
        if (words := _amiss(project, original))
    }


def _amiss(project: Project, original: Original) -> str:
    try:
        return "" if project.store.digest(original.path) == original.record.digest else OTHER_BYTES
    except StoreError as error:
        return error.message.partition(": ")[2]
