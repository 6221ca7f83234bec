"""compare/index.html: any two pictures face to face. The search's entries say what there is, since a page opened as a file can fetch nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_build.site.pages.compare import address
from gallery_build.site.pages.frame import LISTING, bind, frame, render
from gallery_build.site.pages.links import FACING, relative
from gallery_build.site.pages.pictures import picture
from gallery_build.site.pages.search import scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery, Page
    from gallery_build.site.theme import Theme

SIZES = "(min-width: 1000px) 70vw, 94vw"


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix that has a grid of its own."""

    url: str
    title: str
    lang: str


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield the page, where there are two exhibits."""
    if len(gallery.exhibits) < 2:  # noqa: PLR2004  # nothing to hold against each other
        return
    binding = bind(gallery, theme)
    first = gallery.exhibits[0]
    own = frame(
        binding,
        FACING,
        binding.language.say("facing.title"),
        description=binding.language.say("facing.described"),
        face=first,
    )
    grids = [
        Grid(relative(FACING, path), exhibit.prompt.title, exhibit.prompt.lang)
        for exhibit in gallery.exhibits
        if (path := address(exhibit))
    ]
    shown = picture(binding, first, first.plate, FACING, SIZES)
    whole = replace(shown, slab=gallery.ai_label)  # with every part that a picture can have
    values = {
        "grids": grids,
        "unknown": binding.language.pattern("facing.unknown"),
        "scripts": scripts_of(gallery),
        "model": whole,
    }
    yield render(binding, own, LISTING, template="facing.html", **values)
