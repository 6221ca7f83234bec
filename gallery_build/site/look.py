"""What one decode tells about a picture beside its pixels: colours, a tiny copy, the mat it wants."""

from __future__ import annotations

import base64
from dataclasses import asdict
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from gallery_build.model import Look

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 6
GREY_COUNTS = 0.15
"""How much a grey's share counts beside that of a pure colour, which counts 1.15."""

SETTLED = 40
"""Pixels of a sample that may still change their colour when the palette is taken as found."""

TINY = 16
"""Pixels of the placeholder's long edge."""

HASHED = 8
"""Rows of a picture's hash, and spots that are compared in each."""

_SAMPLE = 48
_OPAQUE = 250
_MIDDLE_GREY = 128


def look_at(picture: Image, *, credentials: bool) -> Look:
    """Return the look of an upright RGB or RGBA picture."""
    transparent = picture.mode == "RGBA"
    sample = picture.reduce(max(min(picture.size) // _SAMPLE, 1))
    sample.thumbnail((_SAMPLE, _SAMPLE))
    colours = _opaque_pixels(sample) if transparent else sample
    palette = _palette(colours)
    return Look(
        colour=_dominant(palette),
        palette=palette,
        placeholder=_placeholder(sample),
        transparent=transparent,
        mat=_mat(colours) if transparent else "",
        credentials=credentials,
        hash=_hash(sample),
    )


def look_to_json(look: Look) -> dict[str, object]:
    """Return the look as memory keeps it."""
    return asdict(look)


def look_from_json(plain: object) -> Look | None:
    """Return a remembered look, or None where what is remembered is no look."""
    try:
        values = dict(plain)  # type: ignore[call-overload]  # memory is not trusted
        values["palette"] = tuple((str(colour), float(share)) for colour, share in values["palette"])
        return Look(**values)
    except (TypeError, ValueError, KeyError):
        return None


def _hash(sample: Image) -> str:
    """Return 64 bits: row by row, whether each of eight spots is darker than the one at its right."""
    from PIL import Image as PILImage  # noqa: PLC0415  # Pillow

    flat = PILImage.new("RGB", sample.size, "#808080")
    flat.paste(sample, mask=sample.getchannel("A") if sample.mode == "RGBA" else None)
    spots = flat.convert("L").resize((HASHED + 1, HASHED), PILImage.Resampling.BOX).tobytes()
    rows = [spots[start : start + HASHED + 1] for start in range(0, len(spots), HASHED + 1)]
    return bytes(sum((one < other) << place for place, (one, other) in enumerate(pairwise(row))) for row in rows).hex()


def _palette(colours: Image) -> tuple[tuple[str, float], ...]:
    """Return at most six colours by median cut, with their shares of the area, largest first."""
    from PIL.Image import Quantize  # noqa: PLC0415  # Pillow

    reduced = colours.quantize(COLOURS, Quantize.MEDIANCUT, kmeans=SETTLED)
    table = reduced.getpalette("RGB") or [0, 0, 0]
    shares: dict[str, int] = {}
    for count, index in reduced.getcolors() or []:
        assert isinstance(index, int)
        red, green, blue = table[3 * index : 3 * index + 3]
        name = f"#{red:02x}{green:02x}{blue:02x}"
        shares[name] = shares.get(name, 0) + count
    area = sum(shares.values())
    ordered = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
    return tuple((name, round(count / area, 4)) for name, count in ordered)


def _dominant(palette: tuple[tuple[str, float], ...]) -> str:
    """Return the colour that a picture is remembered by: large, but rather a colour than a grey."""

    def weight(entry: tuple[str, float]) -> float:
        name, share = entry
        channels = [int(name[start : start + 2], 16) for start in (1, 3, 5)]
        return share * (GREY_COUNTS + (max(channels) - min(channels)) / 255)

    return max(palette, key=weight)[0]


def _placeholder(sample: Image) -> str:
    tiny = sample.convert("RGB") if sample.mode == "RGB" else sample.copy()
    tiny.thumbnail((TINY, TINY))
    file = BytesIO()
    tiny.save(file, "WEBP", quality=75, method=2, use_sharp_yuv=True)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"


def _opaque_pixels(sample: Image) -> Image:
    """Return the opaque pixels as one row; a grey pixel where there is none."""
    from PIL import Image as PILImage  # noqa: PLC0415  # Pillow

    data = sample.tobytes()
    opaque = [data[start : start + 3] for start in range(0, len(data), 4) if data[start + 3] >= _OPAQUE]
    return (
        PILImage.frombytes("RGB", (len(opaque), 1), b"".join(opaque))
        if opaque
        else PILImage.new("RGB", (1, 1), "#808080")
    )


def _mat(colours: Image) -> str:
    """Return the mat on which a cut-out stands out: light under dark pixels, dark under light ones."""
    from PIL import ImageStat  # noqa: PLC0415  # Pillow

    return "light" if ImageStat.Stat(colours.convert("L")).mean[0] < _MIDDLE_GREY + 40 else "dark"
