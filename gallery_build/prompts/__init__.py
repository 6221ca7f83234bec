"""Markdown in, prompts out: the door where people write."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.kept import NOTHING
from gallery_build.prompts.library import Library, assemble, remarks
from gallery_build.prompts.parse import parse_prompt, parse_series
from gallery_build.prompts.source import SERIES, Draft, is_prompt_file, read_draft, read_drafts

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.kept import Kept
    from gallery_build.model import Prompt, SeriesText

__all__ = [
    "Draft",
    "Library",
    "is_prompt_file",
    "parse_prompt",
    "parse_series",
    "read_draft",
    "read_drafts",
    "read_prompts",
    "remarks",
]


def read_prompts(root: Path, config: Config, kept: Kept = NOTHING) -> Library:
    """Read every prompt and series page of the gallery; raise FaultsError with all faults of all files."""
    drafts, faults = read_drafts(root, config.paths.prompts, config.site.ignore, kept)
    prompts: list[Prompt] = []
    series: list[SeriesText] = []
    for draft in drafts:
        try:
            if draft.path.rpartition("/")[2].lower() == SERIES:
                series.append(kept.get(("series", draft.path), (draft, config), partial(parse_series, draft, config)))
            else:
                prompts.append(kept.get(("prompt", draft.path), (draft, config), partial(parse_prompt, draft, config)))
        except FaultsError as error:
            faults += error.faults
    library, shared = assemble(prompts, series, config)
    if faults or shared:
        raise FaultsError([*faults, *shared])
    return library
