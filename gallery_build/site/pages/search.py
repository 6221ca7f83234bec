"""search.html and what it searches: one entry for each exhibit, in scripts, because a page opened as a file can fetch nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from markupsafe import Markup

from gallery_build.model import Page
from gallery_build.site.colours import rainbow
from gallery_build.site.pages.cards import card
from gallery_build.site.pages.facets import day_of, facets, lines, series_of
from gallery_build.site.pages.frame import INDEX, bind, frame, remembered, render
from gallery_build.site.pages.links import FACING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Exhibit, Gallery
    from gallery_build.site.pages.facets import Facets
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.theme import Theme

PART = 500
"""Entries in one script: about a megabyte, and an edit writes one of them anew."""

ORDERS = ("", "newest", "colour", "cost", "random")
"""In which answers can be put; the empty one is the best first, and cost is for galleries that show it."""

CONTEXT = 4
"""Rows of a phone's masonry that a second line adds to a card without one."""


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield search-1.js and so on, then the page that asks them."""
    binding = bind(gallery, theme)
    series = series_of(gallery)
    shown = {one.url: (one, series.get(one.prompt.id, ())) for one in gallery.exhibits}
    told = list(theme.kept.each("facets", binding.around, shown, lambda one: facets(gallery, *one)))
    said = dict(zip(shown, zip(gallery.exhibits, told, strict=True), strict=True))
    made = list(theme.kept.each("entry", binding.around, said, lambda one: _entry(binding, *one)))
    for number, path in enumerate(scripts_of(gallery)):
        entries = made[PART * number : PART * (number + 1)]
        yield theme.kept.get(path, entries, partial(_script, path, entries))
    yield _page(binding, told)


def _script(path: str, entries: Sequence[str]) -> Page:
    text = "\n".join(["gallerySearch([", ",\n".join(entries), "]);", ""])
    return Page(path, text.encode("utf-8", "replace"), INDEX)


def scripts_of(gallery: Gallery) -> list[str]:
    """Return the scripts that have a gallery's entries, by their paths."""
    return [f"search-{number + 1}.js" for number in range(ceil(len(gallery.exhibits) / PART))]


def _page(binding: Binding, told: Sequence[Facets]) -> Page:
    filters = remembered(binding, ("filters",), told, partial(lines, binding.language, told))
    own = frame(
        binding,
        "search.html",
        binding.language.say("search.title"),
        rules=[str(value.rule) for line in filters for value in line.values if value.rule],
        description=binding.language.say("search.described"),
        section="search",
        face=next(iter(binding.gallery.exhibits), None),
    )
    values = {
        "filters": filters,
        "scripts": scripts_of(binding.gallery),
        "facing": FACING if len(binding.gallery.exhibits) > 1 else "",
        "model": _model(binding),
        "orders": [order for order in ORDERS if order != "cost" or binding.gallery.cost],
        "tags": binding.gallery.tags[:6],
        "context": CONTEXT,
        "counts": json.dumps(binding.language.pattern("count.prompts"), ensure_ascii=False, separators=(",", ":")),
        "counts_in": binding.language.counts_in("count.prompts"),
        "nothing": binding.language.pattern("search.nothing"),
    }
    return render(binding, own, INDEX, template="search.html", **values)


def _model(binding: Binding) -> Markup:
    """Return the card that the script copies and fills: the first exhibit's, with every part that a card can have."""
    gallery = binding.gallery
    if not gallery.exhibits:
        return Markup()
    shown = card(binding, gallery.exhibits[0], "search.html")
    whole = replace(shown, words="…", model="…", picture=replace(shown.picture, slab=gallery.ai_label))
    return Markup(binding.theme.render("_card.html", {"card": whole}))  # noqa: S704 - rendered with autoescape


def _entry(binding: Binding, exhibit: Exhibit, said: Facets) -> str:
    """Return all that search asks of an exhibit and shows of it, as JSON; what is empty is left out."""
    prompt, shown = exhibit.prompt, card(binding, exhibit, "search.html")
    picture = shown.picture
    costs = [plate.record.price.usd for plate in exhibit.plates if plate.record and plate.record.price.usd]
    values = {
        "url": shown.url,
        "title": prompt.title,
        "lang": prompt.lang,
        "text": prompt.text,
        "notes": prompt.notes,
        "by": said,
        "date": day_of(exhibit),
        "cost": float(sum(costs)) if binding.gallery.cost else 0,
        "hue": round(sum(rainbow(exhibit.plate.look)), 3),
        "words": shown.words,
        "model": shown.model,
        "classes": " ".join(name for name in shown.classes.split() if name != shown.rule.name),
        "rule": shown.rule.body,
        "alt": picture.alt,
        "size": [picture.width, picture.height],
        "sources": [*(source.srcset for source in picture.sources), picture.srcset],
        "src": picture.src,
        "mat": picture.mat,
        "slab": picture.slab,
    }
    stated = {name: value for name, value in values.items() if value}
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))
