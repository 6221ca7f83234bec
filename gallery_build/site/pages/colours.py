"""Colour pages: what holds a colour, and the whole gallery as a rainbow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gallery_build.site.colours import rainbow
from gallery_build.site.pages.cards import wall
from gallery_build.site.pages.discs import discs
from gallery_build.site.pages.frame import LISTING, bind, frame, remembered, render
from gallery_build.site.pages.groups import group_pages
from gallery_build.site.pages.paging import paged, paged_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Gallery, Look, Page
    from gallery_build.site.pages.discs import Disc
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.pages.paging import Part
    from gallery_build.site.theme import Theme


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield each colour, then colours/index.html, colours/index.2.html and so on."""
    binding = bind(gallery, theme)
    for group in gallery.colours:
        yield from group_pages(binding, group, "colours", discs(binding.language, gallery.colours, group.url))
    if not gallery.colours:
        return
    shown, first = discs(binding.language, gallery.colours, "colours/index.html"), "colours/index.html"
    looks = [exhibit.plate.look for exhibit in gallery.exhibits]
    places = theme.kept.get("rainbow", looks, lambda: _rainbow(looks))
    ordered = [gallery.exhibits[place] for place in places]
    for part in paged(ordered, gallery.page_size, lambda number: f"colours/index.{number}.html", first):
        yield remembered(binding, ("colours", part.path), (part, shown), partial(_page, binding, part, shown))


def _rainbow(looks: Sequence[Look]) -> list[int]:
    """Return the places of pictures as they hang by colour."""
    return sorted(range(len(looks)), key=lambda place: rainbow(looks[place]))


def _page(binding: Binding, part: Part, shown: tuple[Disc, ...]) -> Page:
    hung = wall(binding, part.exhibits, part.path)
    own = frame(
        binding,
        part.path,
        paged_title(binding.language, binding.language.say("bar.colours"), part),
        rules=[*hung.rules, *(str(disc.rule) for disc in shown)],
        description=binding.language.say("group.by_colour", n=len(binding.gallery.exhibits)),
        section="colours",
        previous=part.previous,
        following=part.following,
        face=next(iter(part.exhibits), None),
    )
    title = binding.language.say("count.colours", n=len(shown))
    return render(binding, own, LISTING, template="colours.html", title=title, discs=shown, wall=hung, part=part)
