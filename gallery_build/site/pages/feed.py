"""feed.xml: the newest exhibits as Atom, for galleries with a public address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.frame import INDEX, bind, remembered
from gallery_build.site.pages.links import absolute
from gallery_build.site.pages.pictures import alternative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Exhibit, Gallery
    from gallery_build.site.theme import Theme

NEWEST = 50
"""Entries at most."""

EPOCH = "1970-01-01T00:00:00Z"
"""The date of what nobody dated: a clock's would change the page with every build."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One exhibit in the feed."""

    url: str
    title: str
    updated: str
    image: str
    alt: str
    text: str
    author: str
    tags: tuple[str, ...]


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield the feed, newest first; nothing where the gallery has no address or wants none."""
    if not gallery.url or not gallery.feed:
        return
    newest = sorted(gallery.exhibits, key=updated, reverse=True)[:NEWEST]
    binding = bind(gallery, theme)
    yield remembered(binding, ("feed",), (newest, gallery.updated), lambda: _page(gallery, theme, newest))


def _page(gallery: Gallery, theme: Theme, newest: list[Exhibit]) -> Page:
    values = {
        "gallery": gallery,
        "entries": [_entry(gallery, exhibit) for exhibit in newest],
        "updated": max((updated(exhibit) for exhibit in newest), default=gallery.updated),
        "here": gallery.url + "feed.xml",
    }
    text = _NOT_XML.sub("\ufffd", theme.render("feed.xml", values))
    return Page("feed.xml", text.encode(), INDEX)


def updated(exhibit: Exhibit) -> str:
    """Return when the exhibit last changed, ISO 8601 in UTC: what its file says, else when its picture came."""
    stated = exhibit.prompt.updated or exhibit.prompt.date
    if stated:
        return f"{stated.isoformat()}T00:00:00Z"
    return max((plate.record.received for plate in exhibit.plates if plate.record), default=EPOCH)


def _entry(gallery: Gallery, exhibit: Exhibit) -> Entry:
    plate, prompt = exhibit.plate, exhibit.prompt
    return Entry(
        url=absolute(gallery.url, exhibit.url),
        title=prompt.title,
        updated=updated(exhibit),
        image=absolute(gallery.url, plate.derivatives[-1].path),
        alt=alternative(exhibit, plate),
        text=prompt.text,
        author=prompt.author or gallery.author or gallery.title,
        tags=prompt.tags,
    )
