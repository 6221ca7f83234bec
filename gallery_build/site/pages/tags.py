"""Tag pages: what exhibits have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.site.pages.frame import bind
from gallery_build.site.pages.groups import group_pages, list_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery, Page
    from gallery_build.site.theme import Theme


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield each tag, then tags/index.html."""
    binding = bind(gallery, theme)
    for group in gallery.tags:
        yield from group_pages(binding, group, "tags")
    yield from list_page(binding, gallery.tags, "tags")
