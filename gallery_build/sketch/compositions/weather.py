"""Weather: rain from two clouds, snowfall on roofs, a walker's umbrella."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import cloud, flat, ground
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, curve, ellipse, ridge, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Knot, Shape


def draw(press: Press, subject: str) -> None:
    """Draw rain, snow or an umbrella."""
    {"rain": _rain, "snow": _snow, "umbrella": _umbrella}[subject](press)


def _rain(press: Press) -> None:
    random = press.random
    press.print(None, LIGHT, Ramp(0.95, 0.3))
    flip = random.random() < 0.5
    frame = press.figure(1.06, 1.0, flip=flip, y=0.5)
    grow = max(1.0, min(press.ratio, 1.7))
    press.stamp(frame(ellipse(0.2 * grow, -0.27, 0.13)), ACCENT, 0.96, (3, 2))
    press.stamp(frame(*flat(cloud(0.27 * grow, -0.03, 0.26 * grow), -0.03)), LIGHT, Ramp(0.1, 0.85))
    _drops(press, 0.46, 150)
    front = frame(*flat(cloud(-0.1 * grow, 0.06, 0.36 * grow), 0.06))
    press.stamp(front, MID, Ramp(0.5, 1))
    press.print(front, DARK, Ramp(0, 0.85), (-2, 0))
    if random.random() < 0.45:
        bolt = [(0.0, 0.05), (0.1, 0.05), (0.04, 0.2), (0.1, 0.2), (-0.08, 0.42), (-0.02, 0.25), (-0.07, 0.25)]
        press.stamp(frame(bolt), ACCENT, 1, (2, 2))
    press.print(press.page(below(ridge(random, 0.92, 0.015, 2))), DARK, 0.95)


def _drops(press: Press, top: float, count: int) -> None:
    random = press.random
    lean = random.choice((-0.35, 0.35))
    frame = press.figure(1, 1, 0, 0)
    wide, high = press.width / frame.across, press.height / frame.down
    drops: list[Shape] = []
    for k in range(count):
        x, y, long = random.uniform(0, wide), (top + 0.5 * ((k * 0.618) % 1)) * high, random.uniform(0.03, 0.075)
        drops.append(stroke([(x, y), (x + lean * long, y + long)], random.choice((0.003, 0.004, 0.006))))
    press.print(frame(*drops), MID, 0.95, (2, 0))


def _snow(press: Press) -> None:
    """Print a village under falling snow."""
    random = press.random
    press.print(None, MID, Ramp(0.95, 0.45))
    press.print(None, DARK, Ramp(0.75 if press.dark else 0.3, 0, 0, 0.8))
    press.stamp(press.page(below(ridge(random, 0.62, 0.05, 4))), LIGHT, Ramp(0.8, 0.4))
    press.stamp(press.page(below(ridge(random, 0.72, 0.03, 2))), LIGHT, Ramp(0.05, 0.4))
    count = max(2, min(6, round(press.ratio * 3)))
    for k in range(count):
        _cabin(
            press,
            (k + 0.5 + random.uniform(-0.15, 0.15)) / count,
            random.uniform(0.78, 0.84),
            random.uniform(0.75, 1.15),
        )
    press.stamp(press.page(below(ridge(random, 0.88, 0.02, 2))), LIGHT, Ramp(0.0, 0.3))
    frame = press.figure(1, 1, 0, 0)
    wide, high = press.width / frame.across, press.height / frame.down
    flakes = [
        ellipse(random.uniform(0, wide), random.uniform(0, high), random.choice((0.003, 0.005, 0.005, 0.008, 0.011)))
        for _ in range(170)
    ]
    press.knock(frame(*flakes))


def _cabin(press: Press, x: float, y: float, size: float) -> None:
    frame = press.figure(1 / size, 1 / size, x, y)
    press.stamp(frame(box(-0.09, -0.12, 0.09, 0.06)), DARK, 0.95, (1, 1))
    roof = curve([(-0.12, -0.1, 1), (0, -0.24, 1), (0.12, -0.1, 1), (0.06, -0.1), (0, -0.085), (-0.06, -0.1)])
    press.stamp(frame(box(0.045, -0.25, 0.075, -0.14)), DARK, 1)
    press.stamp(frame(roof), LIGHT, 0.12)
    press.stamp(frame(box(-0.05, -0.06, -0.01, -0.015), box(0.02, -0.06, 0.06, -0.015)), ACCENT, 1, (1, 1))


def _umbrella(press: Press) -> None:
    """Print one open umbrella in the rain."""
    random = press.random
    press.print(None, LIGHT, Ramp(0.5, 0.95))
    _drops(press, 0.0, 120)
    _drops(press, 0.5, 80)
    ground(press, 0.9, DARK, 0.9)
    frame = press.figure(1.15, 1.15, 0.5, 0.52, flip=random.random() < 0.5)
    handle = [(0.0, -0.2), (0.0, 0.3), (0.01, 0.35), (0.05, 0.38), (0.09, 0.35), (0.1, 0.3)]
    press.stamp(frame(stroke(handle, 0.022), box(-0.01, -0.42, 0.01, -0.33)), DARK, 1)
    scallops: list[Knot] = [
        (0.44, 0.0, 1),
        (0.33, -0.035),
        (0.22, 0.0, 1),
        (0.11, -0.035),
        (0.0, 0.0, 1),
        (-0.11, -0.035),
        (-0.22, 0.0, 1),
        (-0.33, -0.035),
        (-0.44, 0.0, 1),
    ]
    dome = curve([*scallops, (-0.38, -0.2), (-0.2, -0.34), (0, -0.38), (0.2, -0.34), (0.38, -0.2)])
    press.stamp(frame(dome), ACCENT, Ramp(0.98, 0.8), (4, 3))
    panels = [
        curve([(x0, 0, 1), (x0 * 0.75, -0.22), (0, -0.37, 1), (x1 * 0.75, -0.22), (x1, 0, 1), ((x0 + x1) / 2, -0.035)])
        for x0, x1 in ((-0.44, -0.22), (0.0, 0.22))
    ]
    press.print(frame(*panels), DARK, 0.3)
