"""A static-site gallery generator for generated pictures. The public names, loaded when they are used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gallery_build.buy.access import Access, make_access
    from gallery_build.errors import FaultsError, GalleryError
    from gallery_build.job import Company, Project, Wishes
    from gallery_build.model import Prompt, Recipe, Record, State
    from gallery_build.plan import Plan
    from gallery_build.project import build, load
    from gallery_build.report import Report

__version__ = "0.1.0"

__all__ = [
    "Access",
    "Company",
    "FaultsError",
    "GalleryError",
    "Plan",
    "Project",
    "Prompt",
    "Recipe",
    "Record",
    "Report",
    "State",
    "Wishes",
    "build",
    "load",
    "make_access",
]

_ROOMS = {
    "Access": "buy.access",
    "Company": "job",
    "FaultsError": "errors",
    "GalleryError": "errors",
    "Plan": "plan",
    "Project": "job",
    "Prompt": "model",
    "Recipe": "model",
    "Record": "model",
    "Report": "report",
    "State": "model",
    "Wishes": "job",
    "build": "project",
    "load": "project",
    "make_access": "buy.access",
}


def __getattr__(name: str) -> object:
    """Import a public name's room when the name is first asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
