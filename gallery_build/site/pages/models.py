"""Model pages: what each model made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.site.pages.groups import group_pages, list_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery, Page
    from gallery_build.site.theme import Theme


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield each model, then models/index.html."""
    for group in gallery.models:
        yield from group_pages(gallery, theme, group, "models")
    yield from list_page(gallery, theme, gallery.models, "models", "model models")
