"""Colours as people name them: twelve hues, which of them a picture holds, and the order of a rainbow. Pure."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.model import Look

HUES: Mapping[str, str] = {
    "red": "#b3352c",
    "orange": "#e07a2f",
    "yellow": "#e2b93b",
    "green": "#5d8a4c",
    "teal": "#3d7f8f",
    "blue": "#34508f",
    "purple": "#7b5591",
    "pink": "#c97a8e",
    "brown": "#7a5238",
    "black": "#1c1c1c",
    "grey": "#8c8c88",
    "white": "#f3f1ea",
}
"""The names in the order of their discs, and each disc's own colour."""

HELD = 0.1
"""The share of its area from which a picture is said to hold a colour."""

NEUTRAL = 0.03
"""Chroma below which a colour has no hue to speak of; paper and ink are a little warm."""

DEEP, INK, PAPER = 0.26, 0.32, 0.9
"""Lightness: below the first every colour looks black, below the second a neutral one does; above the third it is white."""

WEAK, DARK = 0.14, 0.62
"""Chroma and lightness below which red and orange are brown; weak and lighter, red is pink."""

WHEEL = (
    (15, "pink"),
    (32, "red"),
    (76, "orange"),
    (112, "yellow"),
    (160, "green"),
    (222, "teal"),
    (287, "blue"),
    (330, "purple"),
    (360, "pink"),
)
"""Where each hue ends on the wheel of OKLCh, in degrees."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


@lru_cache(maxsize=8192)
def hue_of(colour: str) -> str:
    """Return the name of a colour, `#rrggbb`: one of HUES."""
    lightness, chroma, angle = lch(colour)
    if chroma < NEUTRAL or lightness < DEEP:
        return "black" if lightness < INK else "white" if lightness > PAPER else "grey"
    name = next(name for end, name in WHEEL if angle <= end)
    if name in {"red", "orange"} and chroma < WEAK:
        return "brown" if lightness < DARK else "pink" if name == "red" else name
    return name


def held(look: Look) -> Mapping[str, float]:
    """Return the hues that a picture holds with their shares, the largest first."""
    return _held(look.palette)


@lru_cache(maxsize=32768)
def _held(palette: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    shares: dict[str, float] = {}
    for colour, share in palette:
        if is_colour(colour):
            name = hue_of(colour)
            shares[name] = shares.get(name, 0.0) + share
    return dict(sorted((item for item in shares.items() if item[1] >= HELD), key=lambda item: (-item[1], item[0])))


def rainbow(look: Look) -> tuple[int, float]:
    """Return a picture's place in the order of the discs, and within a hue from light to dark."""
    if not is_colour(look.colour):
        return len(HUES), 0.0
    return list(HUES).index(hue_of(look.colour)), -lch(look.colour)[0]


def is_colour(text: str) -> bool:
    """Say whether the text is a colour, `#rrggbb`: looks are remembered, and memory is not trusted."""
    return bool(_COLOUR.fullmatch(text))


def lch(colour: str) -> tuple[float, float, float]:
    """Return a colour's lightness (0 to 1), chroma and angle (0 to 360 degrees) in OKLCh."""
    lightness, green_red, blue_yellow = oklab(colour)
    return lightness, math.hypot(green_red, blue_yellow), math.degrees(math.atan2(blue_yellow, green_red)) % 360


def oklab(colour: str) -> tuple[float, float, float]:
    """Return a colour in OKLab (bottosson.github.io/posts/oklab, 2020-12-23)."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own
