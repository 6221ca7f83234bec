"""Home: the opening line, the commonest tags, and the wall, in pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gallery_build.site.pages.cards import wall
from gallery_build.site.pages.frame import INDEX, bind, frame, remembered, render
from gallery_build.site.pages.paging import paged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery, Page
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.pages.paging import Part
    from gallery_build.site.theme import Theme

COMMONEST = 12
"""Tags in the index line; all of them stand on a page of their own."""


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield index.html, page/2.html and so on; an empty gallery has one page that says how to begin."""
    binding = bind(gallery, theme)
    tags = [(tag.name, tag.url, len(tag.exhibits)) for tag in gallery.tags[:COMMONEST]]
    for part in paged(gallery.exhibits, gallery.page_size, lambda number: f"page/{number}.html", "index.html"):
        yield remembered(binding, ("home", part.path), (part, tags), partial(_page, binding, part))


def _page(binding: Binding, part: Part) -> Page:
    gallery, hung = binding.gallery, wall(binding, part.exhibits, part.path)
    own = frame(
        binding,
        part.path,
        gallery.title if part.number == 1 else binding.language.say("paging.page", number=part.number),
        rules=hung.rules,
        description=gallery.description,
        previous=part.previous,
        following=part.following,
        face=next(iter(part.exhibits), None),
    )
    return render(binding, own, INDEX, template="home.html", wall=hung, part=part, tags=gallery.tags[:COMMONEST])
