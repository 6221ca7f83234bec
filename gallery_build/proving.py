"""Proves originals where a build reads them anyway: what is not the bytes that were bought is neither shown nor copied."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from gallery_build.errors import StoreError
from gallery_build.model import Fault
from gallery_build.site.derive import OTHER_BYTES
from gallery_build.site.gallery import copy_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gallery_build.job import Project
    from gallery_build.model import Original
    from gallery_build.site.gallery import Hanging
    from gallery_build.site.publish import Before

RESTORE = "restore it from git or a copy; it is not shown until then, and not bought again"


def fault_of(project: Project, path: str, message: str) -> Fault:
    """Return the fault of a damaged original; `path` is relative to the originals."""
    return Fault(f"{project.config.paths.originals}/{path}", message, hint=RESTORE)


def damaged_copies(
    project: Project, hangings: Iterable[Hanging], proven: Collection[str], before: Before
) -> dict[str, Fault]:
    """Return the originals that are about to be copied into the site and are not what was bought, by path.

    `proven`: paths that were read just now. What is in the site already was proved when it came there.
    """
    if project.config.site.original == "omit":
        return {}
    kept = project.session.step("publish")
    there, pending = before.there, frozenset(before.manifest.pending)
    by_id = {hanging.prompt.id: hanging for hanging in hangings}
    new = kept.each("new originals", (there, pending), by_id, partial(_new, there - pending if pending else there))
    asked = {original.path: original for original in chain.from_iterable(new) if original.path not in proven}
    return {
        original.path: fault_of(project, original.path, words)
        for original in asked.values()
        if (words := _amiss(project, original))
    }


def _new(there: frozenset[str], hanging: Hanging) -> tuple[Original, ...]:
    """Return the originals that hang for a prompt and are not in the site yet."""
    hung = [one.original for one in hanging.hung if one.original]
    return tuple(original for original in hung if copy_path(original) not in there)


def _amiss(project: Project, original: Original) -> str:
    try:
        return "" if project.store.digest(original.path) == original.record.digest else OTHER_BYTES
    except StoreError as error:
        return error.message.partition(": ")[2]
