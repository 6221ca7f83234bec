"""sitemap.xml and robots.txt: what search engines may find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.compare import address
from gallery_build.site.pages.feed import EPOCH, updated
from gallery_build.site.pages.frame import INDEX
from gallery_build.site.pages.links import FACING, absolute, history_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery
    from gallery_build.site.theme import Theme

Place = tuple[str, str, tuple[str, ...]]

LIMIT = 50_000
"""Addresses in one sitemap (sitemaps.org, 2026-11)."""


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield robots.txt, and the sitemap where the gallery has a public address."""
    lines = ["User-agent: *", "Allow: /"]
    if gallery.url:
        lines.append(f"Sitemap: {gallery.url}sitemap.xml")
        places = list(_places(gallery))[:LIMIT]
        yield theme.kept.get("sitemap", (places, theme.environment), lambda: _sitemap(places, theme))
    yield Page("robots.txt", "\n".join([*lines, ""]).encode(), INDEX)


def _sitemap(places: list[Place], theme: Theme) -> Page:
    return Page("sitemap.xml", theme.render("sitemap.xml", {"places": places}).encode(), INDEX)


def _places(gallery: Gallery) -> Iterator[Place]:
    """Yield each page's address, the day it last changed where something dates it, and its pictures."""
    yield gallery.url, gallery.updated[:10] if gallery.updated != EPOCH else "", ()
    for exhibit in gallery.exhibits:
        when = updated(exhibit)
        pictures = tuple(absolute(gallery.url, one.original or one.derivatives[-1].path) for one in exhibit.plates)
        yield absolute(gallery.url, exhibit.url), when[:10] if when != EPOCH else "", pictures
        if exhibit.history:
            last = max(line[0].record.received for line in exhibit.history)[:10]
            yield absolute(gallery.url, history_url(exhibit)), last, ()
        if grid := address(exhibit):
            yield absolute(gallery.url, grid), "", ()
    if len(gallery.exhibits) > 1:
        yield absolute(gallery.url, FACING), "", ()
    lists = {"series": gallery.series, "tags": gallery.tags, "models": gallery.models, "colours": gallery.colours}
    for section, groups in lists.items():
        if groups:
            yield absolute(gallery.url, f"{section}/index.html"), "", ()
        for group in groups:
            yield absolute(gallery.url, group.url), "", ()
