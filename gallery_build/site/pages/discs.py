"""Colours as discs: on the pages of colours, and as the filter of the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.site.colours import HUES
from gallery_build.site.pages.frame import Rule
from gallery_build.site.pages.links import relative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.model import Group
    from gallery_build.site.language import Language


@dataclass(frozen=True, slots=True)
class Disc:
    """One colour, with the way to its page and how many exhibits hold it."""

    name: str
    url: str
    count: int
    rule: Rule
    current: bool


def discs(language: Language, groups: Iterable[Group], page: str) -> tuple[Disc, ...]:
    """Return the discs of these groups of colours as they stand on `page`, a path."""
    return tuple(
        Disc(
            language.say(f"colour.{group.name}"),
            relative(page, group.url),
            len(group.exhibits),
            Rule(f"--c:{HUES[group.name]}"),
            group.url == page,
        )
        for group in groups
    )
