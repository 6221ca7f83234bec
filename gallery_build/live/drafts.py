"""Drafts as they would hang, in a site of their own that is never published; nothing is bought for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.memory import FOLDER, Memory
from gallery_build.project import load, standing_of
from gallery_build.publishing import show
from gallery_build.report import Exit, Report

if TYPE_CHECKING:
    from gallery_build.job import Project
    from gallery_build.live.watch import Gallery

SITE = f"{FOLDER}/drafts-site"


def build_with_drafts(gallery: Gallery) -> Report:
    """Build the site with every draft shown, beside the real one."""
    project = undrafted(load(gallery.root, gallery.config_file, gallery.warm.parsed))
    shown = show(project, Memory(gallery.root), gallery.company, wait=True, warm=gallery.warm)
    return Report(
        standing_of(project, project.plan()),
        derivatives=shown.derivatives,
        written=shown.published.written,
        removed=shown.published.removed,
        warnings=shown.faults,
        site=f"{SITE}/index.html",
        exits=frozenset({Exit.FAILED} if shown.faults else ()),
    )


def undrafted(project: Project) -> Project:
    """Return the gallery with its drafts as prompts like any other, and its site in `.gallery/`."""
    library = replace(
        project.library, prompts=tuple(replace(prompt, draft=False) for prompt in project.library.prompts)
    )
    config = replace(project.config, paths=replace(project.config.paths, site=SITE))
    return replace(project, library=library, config=config)
