"""The desert: dunes with lit and shaded flanks and a caravan; cacti before table mountains."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import light, sky
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, curve, ellipse, ridge, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape


def draw(press: Press, subject: str) -> None:
    """Draw dunes or cacti."""
    random = press.random
    sky(press, 0.62, strong=0.8)
    light(press, random.uniform(0.25, 0.75), random.uniform(0.26, 0.36), random.uniform(0.15, 0.22))
    (_cacti if subject == "cactus" else _dunes)(press)


def _dunes(press: Press) -> None:
    """Print four dunes, each with a crest that parts light from shade, and a caravan on the second."""
    random = press.random
    flip = random.random() < 0.5
    for step, (y, top) in enumerate(((0.55, 0.44), (0.68, 0.54), (0.82, 0.66), (1.0, 0.82))):
        x = random.uniform(0.2, 0.8)
        crest = curve(
            [(-0.2, y), (x - 0.4, y - 0.02), (x, top, 1), (x + 0.35, y - 0.03), (1.2, y + 0.01)], closed=False
        )
        shade = curve(
            [
                (x, top, 1),
                (x + 0.35, y - 0.03),
                (1.2, y + 0.01, 1),
                (1.2, 1.3, 1),
                (x - 0.12, 1.3, 1),
                (x + 0.1, y + 0.14),
                (x + 0.02, y + 0.02),
            ]
        )
        if flip:
            crest, shade = [(1 - px, py) for px, py in crest][::-1], [(1 - px, py) for px, py in shade]
        press.stamp(press.page(below(crest, 1.3)), LIGHT, Ramp(0.75, 0.95, top, 1), (0, 2))
        press.print(
            press.page(shade),
            MID,
            Ramp(0.55 + 0.14 * step, 0.75 + 0.06 * step, top, 1),
            (2, 0),
            within=press.page(below(crest, 1.3)),
        )
        if step == 1:
            _caravan(press, crest)
    ripples = [
        stroke(curve([(-0.1, y), (0.3, y - 0.012), (0.6, y + 0.012), (1.1, y)], closed=False), 0.0025)
        for y in (0.9, 0.93, 0.96)
    ]
    press.print(press.page(*ripples), DARK, 0.35)


def _caravan(press: Press, crest: Shape) -> None:
    """Lead camels along a crest."""
    inside = [point for point in crest if 0.15 < point[0] < 0.8]
    count = press.random.choice((2, 3, 4))
    for k in range(count):
        x, y = inside[min(len(inside) - 1, 2 + k * len(inside) // (count + 1))]
        frame = press.figure(9, 9, x, y + 0.006)
        press.print(frame(*CAMEL), DARK, 1)


CAMEL = [
    curve([(-0.42, -0.62), (-0.3, -0.72), (-0.18, -0.98), (-0.04, -0.74), (0.06, -0.72), (0.18, -0.98), (0.3, -0.7), (0.42, -0.6), (0.5, -0.75), (0.54, -1.05), (0.6, -1.12), (0.78, -1.06), (0.8, -0.98), (0.66, -0.96), (0.62, -0.68), (0.48, -0.42), (0.3, -0.42), (0.0, -0.38), (-0.3, -0.42), (-0.42, -0.46)]),
    stroke([(-0.36, -0.5), (-0.38, -0.25), (-0.34, 0)], 0.11, 0.06),
    stroke([(-0.24, -0.5), (-0.22, -0.25), (-0.26, 0)], 0.1, 0.06),
    stroke([(0.28, -0.5), (0.27, -0.25), (0.3, 0)], 0.1, 0.06),
    stroke([(0.42, -0.55), (0.43, -0.25), (0.4, 0)], 0.1, 0.06),
    stroke([(-0.43, -0.58), (-0.5, -0.36)], 0.03),
]  # fmt: skip
"""A camel that faces right, its feet at y = 0."""


def _cacti(press: Press) -> None:
    """Print table mountains and three saguaros."""
    random = press.random
    mesas: list[Shape] = []
    for x in (random.uniform(0.05, 0.2), random.uniform(0.45, 0.6), random.uniform(0.8, 0.95)):
        wide, top = random.uniform(0.08, 0.16), random.uniform(0.46, 0.56)
        mesas.append(
            [
                (x - wide * 1.3, 0.68),
                (x - wide, top + 0.06),
                (x - wide * 0.8, top),
                (x + wide * 0.8, top),
                (x + wide, top + 0.06),
                (x + wide * 1.4, 0.68),
            ]
        )
    press.stamp(press.page(*mesas), MID, Ramp(0.95, 0.5), (2, 1))
    press.stamp(press.page(below(ridge(random, 0.66, 0.012, 3))), LIGHT, Ramp(0.9, 0.6))
    press.print(press.page(below(ridge(random, 0.82, 0.03, 2))), MID, 0.7)
    flip = random.random() < 0.5
    spread = max(1, min(press.ratio, 2.4))
    for x, y, size in ((-0.36, 0.74, 0.45), (0.37, 0.78, 0.6), (-0.06, 0.93, 1.0)):
        frame = press.figure(
            1.15 / size,
            1.3 / size,
            0.5 + (-x if flip else x) * min(1, spread / press.ratio),
            y,
            flip=random.random() < 0.5,
        )
        _saguaro(
            press,
            size,
            frame(*_arms()),
            frame(*_ribs()),
            frame(ellipse(0.0, -0.715, 0.03), ellipse(0.205, -0.5, 0.024), ellipse(-0.2, -0.42, 0.024)),
            frame(ellipse(0.06, 0.0, 0.2, 0.02)),
        )
    stones = [ellipse(random.random(), random.uniform(0.86, 0.98), random.uniform(0.01, 0.03), 0.012) for _ in range(7)]
    press.print(press.page(*stones), DARK, 0.8)


def _saguaro(  # noqa: PLR0917 - a shape is its numbers
    press: Press, size: float, body: list[Shape], ribs: list[Shape], flowers: list[Shape], dark: list[Shape]
) -> None:
    press.print(dark, DARK, 0.5)
    press.stamp(body, DARK, 0.97, (1, 0))
    press.knock(ribs, MID, 0.8)
    if size > 0.5:
        press.stamp(flowers, ACCENT, 1, (2, 1))


def _arms() -> list[Shape]:
    return [
        rounded(-0.065, -0.7, 0.065, 0.02, 0.065),
        *(
            stroke(curve([(0.0, y), (side * 0.13, y), (side * 0.2, y - 0.06), (side * 0.2, top)], closed=False), 0.085)
            for side, y, top in ((1, -0.24, -0.46), (-1, -0.16, -0.38))
        ),
        ellipse(0.2, -0.46, 0.0425),
        ellipse(-0.2, -0.38, 0.0425),
    ]


def _ribs() -> list[Shape]:
    return [box_line(x, -0.64, -0.02) for x in (-0.03, 0.0, 0.03)] + [
        box_line(0.2, -0.45, -0.3),
        box_line(-0.2, -0.37, -0.23),
    ]


def box_line(x: float, top: float, bottom: float) -> Shape:
    """Return a thin upright line."""
    return stroke([(x, top), (x, bottom)], 0.006)
