"""Series pages: the folders prompts stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.site.pages.frame import bind
from gallery_build.site.pages.groups import group_pages, list_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery, Page
    from gallery_build.site.theme import Theme


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield each series, then series/index.html."""
    binding = bind(gallery, theme)
    for group in gallery.series:
        yield from group_pages(binding, group, "series")
    yield from list_page(binding, gallery.series, "series")
