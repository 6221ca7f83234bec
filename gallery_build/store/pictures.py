"""Tells whether bytes are a picture, and which: by their own first bytes and a full decode, never by a label."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from gallery_build.model import Traits

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
"""More than any model makes; a larger one is a bomb."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG", "image/png", "png"),
    (b"\xff\xd8\xff", "JPEG", "image/jpeg", "jpg"),
    (b"RIFF", "WEBP", "image/webp", "webp"),
)

_PNG_END = b"IEND\xaeB`\x82"

EXTENSIONS = frozenset(extension for _, _, _, extension in _MAGIC)

_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations that swap width and height."""


class NotAPictureError(ValueError):
    """The bytes are no picture that can be shown safely; the message says why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the bytes are. Width and height in pixels, as shown (after EXIF orientation)."""

    media_type: str
    extension: str
    width: int
    height: int


def identify(content: bytes) -> Kind:
    """Return what a picture is, after decoding all of it. Raises NotAPictureError."""
    media_type, extension = _media_type(content)
    return Kind(media_type, extension, *_shown_size(open_picture(content)))


def measure(content: bytes) -> Traits:
    """Return what a picture's head says of it; its pixels are not decoded. Raises NotAPictureError."""
    media_type, extension = _media_type(content)
    picture = open_picture(content, whole=False)
    width, height = picture.size if extension == "png" else _shown_size(picture)  # a PNG's EXIF costs all its pixels
    alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    return Traits(media_type, width, height, len(content), alpha)


def _shown_size(picture: Image) -> tuple[int, int]:
    """Return width and height as a viewer turns the picture."""
    width, height = picture.size
    return (height, width) if orientation_of(picture) in _TURNED else (width, height)


def orientation_of(picture: Image) -> object:
    """Return how a viewer turns the picture; None where its EXIF does not say, or cannot be read."""
    import warnings  # noqa: PLC0415  # with PIL, off the fast path

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of broken EXIF; the pixels are judged by themselves
            return picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001  # as in open_picture
        return None


def open_picture(content: bytes, *, whole: bool = True) -> Image:
    """Return the decoded picture, or only its head. Raises NotAPictureError for anything that does not decode."""
    import warnings  # noqa: PLC0415  # with PIL, off the fast path

    from PIL import Image as PILImage  # noqa: PLC0415  # 30 ms; most commands decode nothing

    _media_type(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # size is judged below, by our own limit
            picture = PILImage.open(BytesIO(content), formats=[name for _, name, _, _ in _MAGIC])
            if whole and picture.width * picture.height <= MAX_PIXELS:
                picture.load()
    except Exception as error:  # noqa: BLE001  # Pillow's decoders raise nearly anything on broken files
        raise NotAPictureError(f"does not decode: {error}") from None
    if picture.format == "PNG" and _PNG_END not in content:
        raise NotAPictureError("breaks off before its end")  # Pillow forgives a missing end; what was paid for is whole
    if picture.width * picture.height > MAX_PIXELS:
        raise NotAPictureError(f"{picture.width}x{picture.height} is more than 40 megapixels")
    return picture


def _media_type(content: bytes) -> tuple[str, str]:
    for magic, name, media_type, extension in _MAGIC:
        if content.startswith(magic) and (name != "WEBP" or content[8:12] == b"WEBP"):
            return media_type, extension
    raise NotAPictureError(f"begins with {content[:12]!r}, which is no PNG, JPEG or WebP" if content else "no bytes")
