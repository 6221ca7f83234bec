"""Markdown in, prompts out: the door where people write."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.kept import NOTHING
from gallery_build.model import Prompt, SeriesText
from gallery_build.prompts.library import Library, assemble, remarks
from gallery_build.prompts.parse import parse_prompt, parse_series
from gallery_build.prompts.source import SERIES, Draft, is_prompt_file, read_draft, read_drafts

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.kept import Kept

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
    parsed = list(kept.each("parsed", config, {draft.path: draft for draft in drafts}, partial(_parsed, config)))
    faults += [fault for one in parsed if isinstance(one, FaultsError) for fault in one.faults]
    prompts = [one for one in parsed if isinstance(one, Prompt)]
    library, shared = assemble(prompts, [one for one in parsed if isinstance(one, SeriesText)], config, kept)
    if faults or shared:
        raise FaultsError([*faults, *shared])
    return library


def _parsed(config: Config, draft: Draft) -> Prompt | SeriesText | FaultsError:
    """Return what a file says, or what is wrong with it."""
    try:
        return (parse_series if draft.path.rpartition("/")[2].lower() == SERIES else parse_prompt)(draft, config)
    except FaultsError as error:
        return error
