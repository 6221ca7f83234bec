"""The pages of the site: one file per page kind, each a function from the gallery to finished files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.site.pages import (
    assets,
    colours,
    compare,
    data,
    exhibit,
    facing,
    feed,
    history,
    home,
    missing,
    models,
    plain,
    search,
    series,
    sitemap,
    tags,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gallery_build.model import Gallery, Page
    from gallery_build.site.theme import Theme

KINDS: Mapping[str, Callable[[Gallery, Theme], Iterator[Page]]] = {
    "assets": assets.pages,
    "exhibit": exhibit.pages,
    "history": history.pages,
    "compare": compare.pages,
    "facing": facing.pages,
    "series": series.pages,
    "tags": tags.pages,
    "models": models.pages,
    "colours": colours.pages,
    "home": home.pages,
    "search": search.pages,
    "missing": missing.pages,
    "feed": feed.pages,
    "plain": plain.pages,
    "sitemap": sitemap.pages,
    "data": data.pages,
}
"""Every page kind; a new one is a function in a file of its own, its template, and its word here."""


def render_pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield every file of the site that is no picture. Raises ThemeError where a template fails."""
    for pages in KINDS.values():
        yield from pages(gallery, theme)
