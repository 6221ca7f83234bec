"""The table of derivative formats, and the encoding with its provenance mark."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

SOCIAL_SIZE = 1200, 630
"""Pixels of the picture for OpenGraph."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row: what Pillow calls it, and how it is saved. Adding a format is adding a row."""

    media_type: str
    extension: str
    pillow: str
    options: Mapping[str, object]
    alpha: bool


FORMATS: Mapping[str, Format] = {
    "webp": Format("image/webp", "webp", "WEBP", {"method": 2}, alpha=True),
    "avif": Format("image/avif", "avif", "AVIF", {"speed": 8}, alpha=True),
    "jpeg": Format("image/jpeg", "jpg", "JPEG", {}, alpha=False),
}

_BY_MEDIA_TYPE = {row.media_type: row for row in FORMATS.values()}

_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{source}"/>'
    "</rdf:RDF></x:xmpmeta>"
)


def encode(picture: Image, media_type: str, quality: int, *, sketch: bool) -> bytes:
    """Return the bytes of a derivative, marked as made by a model (or, for a sketch, by an algorithm)."""
    row = _BY_MEDIA_TYPE[media_type]
    file = BytesIO()
    mark = _XMP.format(source="algorithmicMedia" if sketch else "trainedAlgorithmicMedia").encode()
    flat = picture if row.alpha or picture.mode == "RGB" else _flatten(picture)
    flat.save(file, row.pillow, quality=quality, xmp=mark, **row.options)
    return file.getvalue()


def _flatten(picture: Image) -> Image:
    from PIL import Image as PILImage  # noqa: PLC0415  # Pillow

    paper = PILImage.new("RGB", picture.size, "#f2f2ee")
    paper.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
    return paper
