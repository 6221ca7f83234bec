"""Drafts as they would hang, in a site of their own that is never published; nothing is bought for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.memory import FOLDER, Memory
from gallery_build.project import standing_of
from gallery_build.publishing import show
from gallery_build.report import Exit, Report

if TYPE_CHECKING:
    from gallery_build.job import Company, Project

SITE = f"{FOLDER}/drafts-site"


def show_drafts(project: Project, company: Company) -> Report:
    """Build the site of a gallery whose drafts are prompts like any other."""
    holdings = project.look()
    shown = show(project, Memory(project.root), company, holdings, wait=True)
    return Report(
        standing_of(project, project.plan(holdings)),
        derivatives=shown.derivatives,
        written=shown.published.written,
        removed=shown.published.removed,
        warnings=shown.faults,
        pictures=project.pictures,
        site=f"{SITE}/index.html",
        exits=frozenset({Exit.FAILED} if shown.faults else ()),
    )


def undrafted(project: Project) -> Project:
    """Return the gallery with its drafts as prompts like any other, and its site in `.gallery/`."""
    config = replace(project.config, paths=replace(project.config.paths, site=SITE))
    return replace(project.with_drafts(), config=project.session.step("drafts").same(("config",), config))
