"""What machines read of a picture: schema.org's ImageObject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.site.pages.crumbs import breadcrumbs, script_json
from gallery_build.site.pages.links import absolute, licence, safe_link
from gallery_build.site.pages.pictures import alternative

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from gallery_build.model import Exhibit, Gallery, Plate
    from gallery_build.site.pages.frame import Binding

DIGITAL_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC's list of digital source types (cv.iptc.org, 2026-11)."""


def image_objects(binding: Binding, exhibit: Exhibit, way: Sequence[tuple[str, str]] = ()) -> Markup:
    """Return the exhibit's plates as schema.org ImageObjects, and the way to it: paths and names after home."""
    gallery = binding.gallery
    objects = [_image_object(binding, exhibit, plate) for plate in exhibit.plates]
    if gallery.url:
        objects.append(breadcrumbs(gallery, [*way, (exhibit.url, exhibit.prompt.title)]))
    return script_json({"@context": "https://schema.org", "@graph": objects})


def _image_object(binding: Binding, exhibit: Exhibit, plate: Plate) -> dict[str, object]:
    gallery, prompt = binding.gallery, exhibit.prompt
    largest = plate.derivatives[-1]
    kind = "algorithmicMedia" if plate.sketch else "trainedAlgorithmicMedia"
    media_type = plate.record.media_type if plate.original and plate.record else largest.media_type
    return _stated(
        {
            "@type": "ImageObject",
            "name": prompt.title,
            "caption": alternative(binding.language, exhibit, plate),
            "url": absolute(gallery.url, exhibit.url),
            "contentUrl": absolute(gallery.url, plate.original or largest.path),
            "thumbnailUrl": absolute(gallery.url, plate.derivatives[0].path),
            "width": plate.width if plate.original else largest.width,
            "height": plate.height if plate.original else largest.height,
            "encodingFormat": media_type,
            "digitalSourceType": DIGITAL_SOURCE + kind,
            "creator": _creator(gallery, exhibit),
            "creditText": prompt.author or gallery.author,
            "license": licence(prompt.license or gallery.license)[1],
            "dateCreated": prompt.date.isoformat() if prompt.date else plate.record.received if plate.record else "",
            "keywords": ", ".join(prompt.tags),
        }
    )


def _creator(gallery: Gallery, exhibit: Exhibit) -> dict[str, object]:
    prompt = exhibit.prompt
    if prompt.author:
        return _stated({"@type": "Person", "name": prompt.author, "url": safe_link(prompt.author_url)})
    return _stated({"@type": "Person" if gallery.author else "Organization", "name": gallery.author or gallery.title})


def _stated(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in ("", None)}
