"""Original to pixels as they are meant: upright, sRGB, RGB or RGBA."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps

from gallery_build.store.pictures import open_picture, orientation_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SRGB = ImageCms.createProfile("sRGB")
_ALPHA_MODES = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})


def decode(content: bytes) -> Picture:
    """Return the pixels of an original, EXIF orientation and colour profile applied. Raises NotAPictureError."""
    picture = open_picture(content)
    if orientation_of(picture) is not None:
        ImageOps.exif_transpose(picture, in_place=True)
    profile = picture.info.get("icc_profile")
    alpha = _alpha(picture)
    flat = _to_srgb(picture, profile) if profile else _to_rgb(picture)
    if alpha is None:
        return flat
    flat.putalpha(alpha)
    return flat


def _to_rgb(picture: Picture) -> Picture:
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _alpha(picture: Picture) -> Picture | None:
    """Return the alpha channel, or None where there is none or all of it is opaque."""
    if picture.mode not in _ALPHA_MODES and "transparency" not in picture.info:
        return None
    alpha = picture.convert("RGBA").getchannel("A")
    return alpha if alpha.getextrema() != (255, 255) else None


def _to_srgb(picture: Picture, profile: bytes) -> Picture:
    """Return the colours in sRGB; a profile that cannot be read is taken for sRGB, as browsers do."""
    base = picture if picture.mode in {"RGB", "CMYK", "L"} else picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(source).lower():
            return base.convert("RGB")
        converted = ImageCms.profileToProfile(base, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None
    return converted if isinstance(converted, Image.Image) else base.convert("RGB")
