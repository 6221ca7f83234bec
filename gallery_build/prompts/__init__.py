"""Markdown in, prompts out: the door where people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.prompts.library import Library, assemble, remarks
from gallery_build.prompts.parse import parse_prompt, parse_series
from gallery_build.prompts.parsed import Parsed
from gallery_build.prompts.source import SERIES, Draft, is_prompt_file, read_draft, read_drafts

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.model import Prompt, SeriesText

__all__ = [
    "Draft",
    "Library",
    "Parsed",
    "is_prompt_file",
    "parse_prompt",
    "parse_series",
    "read_draft",
    "read_drafts",
    "read_prompts",
    "remarks",
]


def read_prompts(root: Path, config: Config, parsed: Parsed | None = None) -> Library:
    """Read every prompt and series page of the gallery; raise FaultsError with all faults of all files.

    `parsed`: what a session parsed before, so that only files that changed are parsed again.
    """
    known = parsed or Parsed()
    drafts, faults = read_drafts(root, config.paths.prompts, config.site.ignore)
    prompts: list[Prompt] = []
    series: list[SeriesText] = []
    for draft in drafts:
        try:
            if draft.path.rpartition("/")[2].lower() == SERIES:
                series.append(known.get(draft, config, parse_series))
            else:
                prompts.append(known.get(draft, config, parse_prompt))
        except FaultsError as error:
            faults += error.faults
    library, shared = assemble(prompts, series, config)
    if faults or shared:
        raise FaultsError([*faults, *shared])
    return library
