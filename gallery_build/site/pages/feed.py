"""The newest exhibits as Atom and as JSON Feed, of all and of each tag, for galleries with a public address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.frame import INDEX, bind, remembered
from gallery_build.site.pages.links import absolute
from gallery_build.site.pages.pictures import alternative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Exhibit, Gallery
    from gallery_build.site.pages.frame import Binding
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
    lang: str
    updated: str
    image: str
    alt: str
    text: str
    author: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed tells of: the gallery, or one tag."""

    stem: str
    """Where its feeds stand, without their ending: `feed`, `tags/mist`."""
    title: str
    home: str
    newest: tuple[Exhibit, ...]


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield feed.xml and feed.json, newest first, and both for each tag; nothing without an address, or unwanted."""
    if not gallery.url or not gallery.feed:
        return
    binding = bind(gallery, theme)
    channels = [Channel("feed", gallery.title, gallery.url, _newest(gallery.exhibits))]
    for tag in gallery.tags:
        title, home = f"{gallery.title}: {tag.name}", absolute(gallery.url, tag.url)
        channels.append(Channel(tag.url.removesuffix(".html"), title, home, _newest(tag.exhibits)))
    for channel in channels:
        inputs = channel, gallery.updated
        yield remembered(binding, ("feed", channel.stem), inputs, partial(_atom, binding, channel))
        yield remembered(binding, ("json", channel.stem), inputs, partial(_json, binding, channel))


def _newest(exhibits: Sequence[Exhibit]) -> tuple[Exhibit, ...]:
    return tuple(sorted(exhibits, key=updated, reverse=True)[:NEWEST])


def _atom(binding: Binding, channel: Channel) -> Page:
    gallery = binding.gallery
    path = f"{channel.stem}.xml"
    values = {
        "gallery": gallery,
        "title": channel.title,
        "home": channel.home,
        "entries": [_entry(binding, exhibit) for exhibit in channel.newest],
        "updated": max((updated(exhibit) for exhibit in channel.newest), default=gallery.updated),
        "here": absolute(gallery.url, path),
    }
    text = _NOT_XML.sub("\ufffd", binding.theme.render("feed.xml", values))
    return Page(path, text.encode(), INDEX)


def _json(binding: Binding, channel: Channel) -> Page:
    """Return the same entries as JSON Feed 1.1 (jsonfeed.org, 2020-08)."""
    gallery = binding.gallery
    path = f"{channel.stem}.json"
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": absolute(gallery.url, path),
        "language": gallery.language,
        "items": [_item(_entry(binding, exhibit)) for exhibit in channel.newest],
    }
    if gallery.description:
        document["description"] = gallery.description
    return Page(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), INDEX)


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "image": entry.image,
        "authors": [{"name": entry.author}],
        "tags": list(entry.tags),
    }
    if entry.lang:
        item["language"] = entry.lang
    return item if entry.updated == EPOCH else {**item, "date_modified": entry.updated}


def updated(exhibit: Exhibit) -> str:
    """Return when the exhibit last changed, ISO 8601 in UTC: what its file says, else when its picture came."""
    stated = exhibit.prompt.updated or exhibit.prompt.date
    if stated:
        return f"{stated.isoformat()}T00:00:00Z"
    return max((plate.record.received for plate in exhibit.plates if plate.record), default=EPOCH)


def _entry(binding: Binding, exhibit: Exhibit) -> Entry:
    gallery, plate, prompt = binding.gallery, exhibit.plate, exhibit.prompt
    return Entry(
        url=absolute(gallery.url, exhibit.url),
        title=prompt.title,
        lang=prompt.lang,
        updated=updated(exhibit),
        image=absolute(gallery.url, plate.derivatives[-1].path),
        alt=alternative(binding.language, exhibit, plate),
        text=prompt.text,
        author=prompt.author or gallery.author or gallery.title,
        tags=prompt.tags,
    )
