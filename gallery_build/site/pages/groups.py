"""Series, tags, models and colours: a list of all groups of a kind, and a wall for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from gallery_build.site.pages.cards import Wall, wall
from gallery_build.site.pages.frame import LISTING, frame, remembered, render
from gallery_build.site.pages.links import relative
from gallery_build.site.pages.paging import paged, paged_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Group, Page
    from gallery_build.site.pages.discs import Disc
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.pages.paging import Part

NAMED = 12
"""Groups that a search engine is told of beside the list's title."""

TASTE = 5
"""Exhibits of a group that its row on the list shows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A group on the list of its kind."""

    name: str
    url: str
    count: int
    wall: Wall


def group_pages(binding: Binding, group: Group, section: str, discs: tuple[Disc, ...] = ()) -> Iterator[Page]:
    """Yield the pages of one group: `tags/mist.html`, then `tags/mist.2.html`, a name that no slug can take."""
    stem = group.url.removesuffix(".html")
    for part in paged(group.exhibits, binding.gallery.page_size, lambda number: f"{stem}.{number}.html", group.url):
        inputs = part, group.name, len(group.exhibits), group.intro_html, discs
        yield remembered(binding, ("group", part.path), inputs, partial(_page, binding, group, part, section, discs))


def _page(binding: Binding, group: Group, part: Part, section: str, discs: tuple[Disc, ...]) -> Page:
    hung, language = wall(binding, part.exhibits, part.path), binding.language
    name = language.say(f"colour.{group.name}") if group.kind == "colour" else group.name
    own = frame(
        binding,
        part.path,
        paged_title(language, name, part),
        rules=[*hung.rules, *(str(disc.rule) for disc in discs)],
        description=language.say("group.described", n=len(group.exhibits), name=name),
        section=section,
        previous=part.previous,
        following=part.following,
        face=next(iter(part.exhibits), None),
    )
    intro = Markup(group.intro_html if part.number == 1 else "")  # noqa: S704 - cleaned by notes.py
    values = {"name": name, "intro": intro, "wall": hung, "part": part, "discs": discs, "feed": _feed(binding, group)}
    return render(binding, own, LISTING, template="group.html", **values)


def _feed(binding: Binding, group: Group) -> str:
    """Return where a tag's feeds stand, without their ending; empty where there are none."""
    gallery = binding.gallery
    return group.url.removesuffix(".html") if gallery.url and gallery.feed and group.kind == "tag" else ""


def list_page(binding: Binding, groups: Sequence[Group], section: str) -> Iterator[Page]:
    """Yield the list of all groups of a kind, where there are any."""
    if groups:
        path, taste = f"{section}/index.html", TASTE if section != "tags" else 0
        told = [(group.name, group.url, len(group.exhibits), group.exhibits[:taste]) for group in groups]
        inputs = told, groups[0].exhibits[0]
        yield remembered(binding, ("list", path), inputs, partial(_list, binding, groups, section))


def _list(binding: Binding, groups: Sequence[Group], section: str) -> Page:
    path = f"{section}/index.html"
    tasting = section != "tags"
    entries = tuple(
        Entry(
            group.name,
            relative(path, group.url),
            len(group.exhibits),
            wall(binding, group.exhibits[:TASTE] if tasting else (), path, top=number == 0),
        )
        for number, group in enumerate(groups)
    )
    rules = [rule for entry in entries for rule in entry.wall.rules]
    own = frame(
        binding,
        path,
        binding.language.say(f"bar.{section}"),
        rules=rules,
        description=binding.language.say("signs.comma").join(group.name for group in groups[:NAMED]),
        section=section,
        face=groups[0].exhibits[0],
    )
    title = binding.language.say(f"count.{section}", n=len(groups))
    template = "groups.html" if tasting else "tags.html"
    return render(binding, own, LISTING, template=template, entries=entries, title=title)
