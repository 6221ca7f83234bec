"""Jewels: a cut stone with its sparkle, a ring, a crown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel, shadow
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, ellipse, star

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Point, Shape


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw one jewel."""
    random = press.random
    kind = random.choice(("stone", "ring", "crown"))
    if kind == "stone":
        press.print(None, DARK, Ramp(0.97, 0.75))
        press.knock(None, MID, 0.15)
    else:
        panel(press, random.choice(("flat", "rays", "arch")))
    frame = press.figure(1.2, 1.2)
    {"stone": _stone, "ring": _ring, "crown": _crown}[kind](press, frame)
    sparkles = [
        star(x, y, size, size * 0.16, 4)
        for x, y, size in (
            (-0.42, -0.34, 0.09),
            (0.44, -0.22, 0.06),
            (0.34, -0.44, 0.045),
            (-0.46, 0.2, 0.04),
            (0.46, 0.28, 0.05),
        )
    ]
    press.knock(frame(*sparkles))


def _stone(press: Press, frame: Frame) -> None:
    _brilliant(press, frame, (0, 0), 1.0)


def _brilliant(press: Press, frame: Frame, at: Point, size: float) -> None:
    """Print a brilliant from the side, facet by facet."""
    top, girdle, tip = -0.26, -0.1, 0.36
    rim = [(-0.4, girdle), (-0.16, girdle), (0.16, girdle), (0.4, girdle)]
    table = [(-0.24, top), (-0.02, top), (0.24, top)]
    facets: list[tuple[list[Point], int, float]] = [
        ([table[0], rim[0], rim[1]], LIGHT, 0.8),
        ([table[0], rim[1], table[1]], MID, 0.6),
        ([table[1], rim[1], rim[2]], LIGHT, 0.1),
        ([table[1], rim[2], table[2]], LIGHT, 0.7),
        ([table[2], rim[2], rim[3]], MID, 0.9),
        ([rim[0], rim[1], (0, tip)], MID, 0.85),
        ([rim[1], rim[2], (0, tip)], ACCENT, 0.95),
        ([rim[2], rim[3], (0, tip)], MID, 1.0),
    ]
    for points, ink, cover in facets:
        press.stamp(frame([(at[0] + x * size, at[1] + y * size) for x, y in points]), ink, cover, (1, 1))
    glint = [(at[0] + x * size, at[1] + y * size) for x, y in ((-0.16, girdle), (-0.06, girdle), (0, tip))]
    press.knock(frame(glint), LIGHT, 0.7)


def _ring(press: Press, frame: Frame) -> None:
    shadow(press, frame(ellipse(0, 0.47, 0.28, 0.03)))
    band = ellipse(0, 0.16, 0.32)
    press.stamp(frame(band), ACCENT, Ramp(0.85, 1), (3, 2), without=frame(ellipse(0, 0.16, 0.262)))
    press.print(frame(band), DARK, 0.3, without=frame(ellipse(-0.02, 0.14, 0.3)))
    press.stamp(frame([(-0.1, -0.13), (0.1, -0.13), (0.05, -0.06), (-0.05, -0.06)]), DARK, 0.95)
    _brilliant(press, frame, (0, -0.27), 0.52)


def _crown(press: Press, frame: Frame) -> None:
    shadow(press, frame(ellipse(0, 0.33, 0.4, 0.035)))
    tips = ((-0.46, -0.2), (-0.24, -0.28), (0.0, -0.36), (0.24, -0.28), (0.46, -0.2))
    zigzag: Shape = [(-0.36, 0.3)]
    for k, tip in enumerate(tips):
        zigzag.append(tip)
        if k < len(tips) - 1:
            zigzag.append(((tip[0] + tips[k + 1][0]) / 2, 0.02))
    zigzag.append((0.36, 0.3))
    press.stamp(frame(zigzag), ACCENT, Ramp(0.85, 1), (3, 2))
    press.print(
        frame([(0.0, -0.36), (0.12, 0.02), (0.24, -0.28), (0.35, 0.02), (0.46, -0.2), (0.36, 0.3), (0.06, 0.3)]),
        DARK,
        0.16,
    )
    press.stamp(frame(*[ellipse(x, y - 0.02, 0.045) for x, y in tips]), DARK, 0.95, (1, 1))
    press.stamp(frame(box(-0.37, 0.2, 0.37, 0.31)), DARK, 1, (1, 1))
    press.stamp(frame(*[ellipse(-0.27 + 0.135 * k, 0.255, 0.034) for k in range(5)]), LIGHT, 0.2)
    for x, ink in ((-0.2, MID), (0.0, DARK), (0.2, MID)):
        press.stamp(frame([(x, 0.0), (x + 0.05, 0.08), (x, 0.16), (x - 0.05, 0.08)]), ink, 0.95, (1, 1))
