"""gallery.json: the whole gallery for other programs; docs/reference/gallery-json.md says what is in it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.frame import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gallery_build.model import Exhibit, Gallery, Group, Plate
    from gallery_build.site.theme import Theme

SCHEMA = 1


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield gallery.json; paths in it are relative to the site's root and not percent-encoded."""
    head = {
        "schema": SCHEMA,
        "generator": f"gallery-build {gallery.version}",
        **_stated(
            {
                "title": gallery.title,
                "url": gallery.url,
                "description": gallery.description,
                "language": gallery.language,
                "author": gallery.author,
                "license": gallery.license,
            }
        ),
        "updated": gallery.updated,
    }
    groups = {"series": gallery.series, "tags": gallery.tags, "models": gallery.models, "colours": gallery.colours}
    lists = {
        **{
            name: theme.kept.each(f"data {name}", None, {one.url: one for one in found}, _group)
            for name, found in groups.items()
        },
        "exhibits": theme.kept.each(
            "data", gallery.cost, {one.url: one for one in gallery.exhibits}, partial(_exhibit, cost=gallery.cost)
        ),
    }
    parts = [_dumped(head)[:-1], *(f'"{name}":[\n{_lines(lines)}\n]' for name, lines in lists.items())]
    text = ",\n".join(parts) + "}\n"
    yield Page("gallery.json", text.encode("utf-8", "replace"), INDEX)


def _lines(lines: Iterable[str]) -> str:
    """Return one value on each line, so that a difference between two builds names what changed."""
    return ",\n".join(lines)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _group(group: Group) -> str:
    return _dumped({"name": group.name, "path": group.url, "exhibits": [one.prompt.id for one in group.exhibits]})


def _exhibit(exhibit: Exhibit, *, cost: bool) -> str:
    prompt, request = exhibit.prompt, exhibit.request
    values = {
        "id": prompt.id,
        "path": exhibit.url,
        "title": prompt.title,
        "prompt": prompt.text,
        **_stated(
            {
                "sent": prompt.sent if prompt.sent != prompt.text else "",
                "alt": prompt.alt,
                "tags": list(prompt.tags),
                "date": prompt.date.isoformat() if prompt.date else "",
                "updated": prompt.updated.isoformat() if prompt.updated else "",
                "author": prompt.author,
                "author_url": prompt.author_url,
                "source": prompt.source,
                "license": prompt.license,
                "lang": prompt.lang,
                "preset": prompt.preset,
                "references": list(prompt.references),
                "mask": prompt.mask,
                "variation_of": prompt.variation_of,
                "featured": prompt.featured,
                "depicts": prompt.depicts if prompt.depicts != "fictional" else "",
                "extra": prompt.extra,
            }
        ),
        "request": {"provider": request.provider, "model": request.model, **request.params},
        "wanted": exhibit.wanted,
        "versions": exhibit.versions,
        "images": [_image(plate, cost=cost) for plate in exhibit.plates],
    }
    return _dumped(values)


def _image(plate: Plate, *, cost: bool) -> dict[str, object]:
    price = plate.record.price if cost and plate.record else None
    return {
        "key": plate.key,
        "index": plate.index,
        **_stated({"cell": dict(plate.cell)}),
        "state": plate.state.value,
        "sketch": plate.sketch,
        "model": plate.model,
        "width": plate.width,
        "height": plate.height,
        "colour": plate.look.colour,
        "palette": [{"colour": colour, "share": round(share, 4)} for colour, share in plate.look.palette],
        "transparent": plate.look.transparent,
        "credentials": plate.look.credentials,
        **_stated({"original": plate.original, "digest": plate.record.digest if plate.record else ""}),
        **_stated({"cost": {"usd": str(price.usd), "how": price.how} if price and price.usd else None}),
        "derivatives": _derivatives(plate),
    }


def _derivatives(plate: Plate) -> Sequence[Mapping[str, object]]:
    return [
        {"path": one.path, "type": one.media_type, "width": one.width, "height": one.height}
        for one in plate.derivatives
    ]


def _stated(values: Mapping[str, object]) -> dict[str, object]:
    """Return what says something: a reader treats a missing field and an empty one alike."""
    return {name: value for name, value in values.items() if value}
