"""A map: coasts with contour lines, a river, roads, a dotted route to a pin, a compass rose."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, star, stroke

if TYPE_CHECKING:
    from random import Random

    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Point, Shape


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw the map, folded, with a treasure or a place marked."""
    random = press.random
    frame = press.figure(1, 1, flip=random.random() < 0.5)
    wide, high = press.width / abs(frame.across) / 2, press.height / frame.down / 2
    press.print(None, MID, 0.75)
    _waves(press, frame, wide, high)
    island = _coast(random, wide * 0.78, high * 0.8)
    for grow, ink, cover in ((1.12, LIGHT, 0.3), (1.06, LIGHT, 0.6)):
        press.knock(frame([(x * grow, y * grow) for x, y in island]), ink, cover)
    press.stamp(frame(island), LIGHT, 0.16, (2, 2))
    for x, y in (
        (random.uniform(-0.55, -0.4) * wide, random.uniform(-0.45, -0.25) * high),
        (random.uniform(0.4, 0.55) * wide, random.uniform(0.25, 0.42) * high),
    ):
        _contours(press, frame, (x, y), island)
    _river(press, frame, wide, high, island)
    _route(press, frame, wide, high)
    _forest(press, frame, wide, high)
    _rose(press, frame, random.choice(((wide - 0.15, high - 0.15), (-wide + 0.15, -high + 0.15))))
    folds = [box(x * 2 * wide - wide - 0.003, -2, x * 2 * wide - wide + 0.003, 2) for x in (0.25, 0.5, 0.75)]
    press.print(frame(*folds), DARK, 0.25)
    panels = [box(-wide + 0.5 * wide * k, -2, -wide + 0.5 * wide * (k + 1), 2) for k in (1, 3)]
    press.print(frame(*panels), DARK, 0.1)


def _coast(random: Random, wide: float, high: float) -> Shape:
    """Return a ragged island of two bays."""
    phase = random.uniform(0, 6.3)
    knots: list[Point] = []
    for k in range(26):
        angle = k * math.tau / 26
        reach = 1 + 0.13 * math.sin(3 * angle + phase) + random.uniform(-0.09, 0.07)
        knots.append((wide * reach * math.cos(angle), high * reach * math.sin(angle)))
    return curve(knots)


def _waves(press: Press, frame: Frame, wide: float, high: float) -> None:
    random = press.random
    marks: list[Shape] = []
    for _ in range(46):
        x, y = random.uniform(-wide, wide), random.uniform(-high, high)
        marks.append(
            stroke(
                curve([(x - 0.04, y), (x - 0.02, y - 0.01), (x, y), (x + 0.02, y - 0.01), (x + 0.04, y)], closed=False),
                0.004,
            )
        )
    press.print(frame(*marks), DARK, 0.7)


def _contours(press: Press, frame: Frame, at: Point, island: Shape) -> None:
    """Print a mountain as rings of contour lines."""
    random = press.random
    phase = random.uniform(0, 6.3)
    land = frame(island)
    for step in range(5):
        reach = 0.19 - 0.036 * step
        ring = [
            (
                at[0] + reach * 1.25 * (1 + 0.14 * math.sin(2 * a + phase)) * math.cos(a),
                at[1] + reach * (1 + 0.16 * math.sin(3 * a + phase)) * math.sin(a),
            )
            for a in (k * math.tau / 48 for k in range(49))
        ]
        press.print(frame(ring), LIGHT, 0.42, within=land)
        press.print(frame(stroke(ring, 0.005)), DARK, 0.75, within=land)


def _river(press: Press, frame: Frame, wide: float, high: float, island: Shape) -> None:
    sway = press.random.uniform(-0.1, 0.1)
    points: list[Point] = [
        (-0.2 * wide, -0.22 * high),
        (-0.02 * wide, -0.1 * high + sway),
        (0.02 * wide, 0.2 * high),
        (-0.16 * wide + sway, 0.46 * high),
        (-0.1 * wide, 1.0 * high),
    ]
    press.print(frame(stroke(curve(points, closed=False), 0.012, 0.045)), MID, 1, within=frame(island))


def _route(press: Press, frame: Frame, wide: float, high: float) -> None:
    """Print a dotted line from a ring to a pin."""
    knots: list[Point] = [
        (-0.56 * wide, 0.44 * high),
        (-0.3 * wide, 0.1 * high),
        (0.0, 0.26 * high),
        (0.3 * wide, -0.1 * high),
        (0.42 * wide, -0.26 * high),
    ]
    path = curve(knots, closed=False, steps=9)
    dashes = [stroke([path[k], path[k + 1]], 0.018) for k in range(0, len(path) - 2, 2)]
    press.stamp(frame(*dashes), ACCENT, 1, (1, 1))
    press.stamp(frame(ellipse(*knots[0], 0.034)), DARK, 1, without=frame(ellipse(*knots[0], 0.018)))
    x, y = knots[-1]
    press.print(frame(ellipse(x, y, 0.05, 0.016)), DARK, 0.6)
    pin = curve(
        [
            (x, y, 1),
            (x - 0.055, y - 0.09),
            (x - 0.085, y - 0.16),
            (x - 0.06, y - 0.23),
            (x, y - 0.26),
            (x + 0.06, y - 0.23),
            (x + 0.085, y - 0.16),
            (x + 0.055, y - 0.09),
        ]
    )
    press.stamp(frame(pin), ACCENT, 1, (3, 2))
    press.knock(frame(ellipse(x, y - 0.165, 0.036)))


def _forest(press: Press, frame: Frame, wide: float, high: float) -> None:
    random = press.random
    trees: list[Shape] = []
    for _ in range(11):
        x, y = random.gauss(-0.3 * wide, 0.09), random.gauss(0.5 * high, 0.05)
        trees.append([(x, y - 0.055), (x + 0.022, y), (x - 0.022, y)])
    press.stamp(frame(*trees), DARK, 0.95)


def _rose(press: Press, frame: Frame, at: Point) -> None:
    x, y = at
    press.knock(frame(ellipse(x, y, 0.125)), LIGHT)
    press.print(frame(ellipse(x, y, 0.115)), DARK, 1, without=frame(ellipse(x, y, 0.108)))
    press.stamp(frame(star(x, y, 0.075, 0.022, 4, -45)), MID, Ramp(1, 0.9))
    press.stamp(frame(star(x, y, 0.115, 0.026, 4)), DARK, 1)
    press.stamp(frame([(x, y - 0.115), (x + 0.019, y - 0.019), (x - 0.019, y - 0.019)]), ACCENT, 1)
