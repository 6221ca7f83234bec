"""Geometry of sketches: every shape is a polygon, a list of points with y pointing down. Knows nothing of pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

Point = tuple[float, float]
Shape = list[Point]
Knot = tuple[float, float] | tuple[float, float, int]
"""A point of an outline; a third number marks a corner."""


def box(left: float, top: float, right: float, bottom: float) -> Shape:
    """Return a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def ellipse(x: float, y: float, rx: float, ry: float | None = None, start: float = 0, end: float = 360) -> Shape:  # noqa: PLR0917 - a shape is its numbers
    """Return an ellipse, or its chord from `start` to `end` degrees, clockwise from three o'clock."""
    high = rx if ry is None else ry
    count = max(8, round(abs(end - start) / 5))
    angles = [math.radians(start + (end - start) * step / count) for step in range(count + 1)]
    return [(x + rx * math.cos(angle), y + high * math.sin(angle)) for angle in angles]


def pie(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Shape:  # noqa: PLR0917 - a shape is its numbers
    """Return a slice of an ellipse with its tip in the centre."""
    return [(x, y), *ellipse(x, y, rx, ry, start, end)]


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Shape:
    """Return a rectangle with round corners."""
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    return [
        *ellipse(right - r, top + r, r, r, -90, 0),
        *ellipse(right - r, bottom - r, r, r, 0, 90),
        *ellipse(left + r, bottom - r, r, r, 90, 180),
        *ellipse(left + r, top + r, r, r, 180, 270),
    ]


def arch(left: float, top: float, right: float, bottom: float, high: float | None = None) -> Shape:
    """Return a door: a half ellipse, `high` or half as high as wide, on a rectangle."""
    rx = (right - left) / 2
    ry = rx if high is None else high
    return [*ellipse(left + rx, top + ry, rx, ry, 180, 360), (right, bottom), (left, bottom)]


def star(x: float, y: float, radius: float, inner: float, points: int, turn: float = -90) -> Shape:  # noqa: PLR0917 - a shape is its numbers
    """Return a star with its first tip at `turn` degrees."""
    step = 180 / points
    return [ray(x, y, turn + step * k, inner if k % 2 else radius) for k in range(2 * points)]


def ray(x: float, y: float, degrees: float, length: float) -> Point:
    """Return the point `length` away at an angle, clockwise from three o'clock."""
    angle = math.radians(degrees)
    return x + length * math.cos(angle), y + length * math.sin(angle)


def stroke(points: Sequence[Point], width: float, end: float | None = None) -> Shape:
    """Return a line as a polygon, tapered from `width` to `end` where that is given."""
    last = width if end is None else end
    left: Shape = []
    right: Shape = []
    for step, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(step - 1, 0)], points[min(step + 1, len(points) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        half = (width + (last - width) * step / max(len(points) - 1, 1)) / 2 / length
        left.append((x - (by - ay) * half, y + (bx - ax) * half))
        right.append((x + (by - ay) * half, y - (bx - ax) * half))
    return left + right[::-1]


def curve(knots: Sequence[Knot], *, closed: bool = True, steps: int = 7) -> Shape:
    """Return a smooth outline through the knots (Catmull-Rom), sharp where a knot is marked as a corner."""
    count = len(knots)
    points: Shape = []
    for i in range(count if closed else count - 1):
        near = [knots[j % count if closed else min(max(j, 0), count - 1)] for j in range(i - 1, i + 3)]
        points += _segment(near, steps)
    return points if closed else [*points, (knots[-1][0], knots[-1][1])]


def _segment(near: Sequence[Knot], steps: int) -> Shape:
    """Return the curve from the second of four knots towards the third, without its end."""
    before, start, end, after = near
    before = start if len(start) > 2 else before  # noqa: PLR2004 - a third number marks a corner
    after = end if len(end) > 2 else after  # noqa: PLR2004
    return [
        (
            _spline(before[0], start[0], end[0], after[0], step / steps),
            _spline(before[1], start[1], end[1], after[1], step / steps),
        )
        for step in range(steps)
    ]


def _spline(before: float, start: float, end: float, after: float, t: float) -> float:
    """Return the uniform Catmull-Rom spline at t of 0 to 1."""
    square, cube = t * t, t * t * t
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * square
        + (3 * start - before - 3 * end + after) * cube
    )


def leaf(x: float, y: float, degrees: float, length: float, width: float) -> Shape:
    """Return a leaf that grows from (x, y) at an angle; `width` is half of its breadth."""
    angle, count = math.radians(degrees), 14
    ax, ay = math.cos(angle), math.sin(angle)
    rims: tuple[Shape, Shape] = ([], [])
    for step in range(count + 1):
        t = step / count
        half = width * math.sin(math.pi * t**0.8) * (1 - t * 0.25)
        for rim, side in zip(rims, (1, -1), strict=True):
            rim.append((x + ax * length * t - side * ay * half, y + ay * length * t + side * ax * half))
    return rims[0] + rims[1][::-1]


def ridge(random: Random, y: float, amplitude: float, rough: float, count: int = 120) -> Shape:
    """Return a line across the page: five sines of falling amplitude around `y`."""
    waves = [
        (random.uniform(0.6, 1.4) * (k + 1) * rough / 2, random.uniform(0, 6.3), amplitude / (k + 1) ** 1.15)
        for k in range(5)
    ]
    return [
        (i / count, y + sum(a * math.sin(f * 3.927 * i / count + p) for f, p, a in waves)) for i in range(count + 1)
    ]


def below(line: Sequence[Point], bottom: float = 1.02) -> Shape:
    """Return the ground under a line that crosses the page."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def moved(shape: Sequence[Point], dx: float, dy: float, scale: float = 1, *, flip: bool = False) -> Shape:
    """Return the shape scaled around the origin, mirrored where asked, then moved."""
    side = -scale if flip else scale
    return [(x * side + dx, y * scale + dy) for x, y in shape]


def turned(shape: Sequence[Point], degrees: float, x: float = 0, y: float = 0) -> Shape:
    """Return the shape turned clockwise around (x, y)."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [(x + (px - x) * cosine - (py - y) * sine, y + (px - x) * sine + (py - y) * cosine) for px, py in shape]


def mirrored(half: Sequence[Point], x: float = 0) -> Shape:
    """Return a half outline completed by its mirror image across the line at `x`."""
    return [*half, *((2 * x - px, py) for px, py in reversed(half))]
