"""Fruit: pears, an apple cut open, cherries and lemons in a group. They lie on y = 0, around x = 0."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import curve, ellipse, leaf, mirrored, moved, ray, stroke, turned

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

PEAR = mirrored(
    curve(
        [
            (0, -0.62, 1),
            (-0.07, -0.61),
            (-0.105, -0.5),
            (-0.13, -0.36),
            (-0.22, -0.2),
            (-0.2, -0.05),
            (-0.1, 0.01),
            (0, 0.0, 1),
        ],
        closed=False,
    )
)
APPLE = mirrored(
    curve(
        [(0, -0.37, 1), (-0.08, -0.41), (-0.2, -0.36), (-0.235, -0.2), (-0.17, -0.03), (-0.07, 0.01), (0, -0.01, 1)],
        closed=False,
    )
)


def fruit(press: Press, frame: Frame) -> None:
    """Draw a group of fruit: two large ones, one cut, and small ones in front."""
    random = press.random
    if random.random() < 0.5:
        _pear(press, frame, -0.26, MID, -5)
        _apple(press, frame, 0.27)
    else:
        _pear(press, frame, 0.24, ACCENT, 6)
        _pear(press, frame, -0.28, MID, -8)
    _half(press, frame)
    _cherries(press, frame, random.choice((-0.42, 0.42)))


def _pear(press: Press, frame: Frame, x: float, ink: int, tilt: float) -> None:
    def lay(*shapes: Shape) -> list[Shape]:
        return frame(*(moved(turned(shape, tilt), x, -0.02) for shape in shapes))

    press.print(lay(stroke(curve([(0, -0.58), (0.01, -0.68), (0.05, -0.75)], closed=False), 0.03, 0.02)), DARK, 1)
    press.stamp(lay(leaf(0.02, -0.66, -25, 0.24, 0.055)), DARK, 0.92, (1, 1))
    press.stamp(lay(PEAR), ink, Ramp(0.75, 1), (3, 2))
    press.print(
        lay(curve([(0.06, -0.6), (0.08, -0.4), (0.14, -0.2), (0.04, 0.02), (0.4, 0.05), (0.4, -0.6)])),
        DARK,
        0.22,
        within=lay(PEAR),
    )
    freckles = [ellipse(press.random.gauss(-0.05, 0.07), press.random.gauss(-0.15, 0.08), 0.006) for _ in range(22)]
    press.print(lay(*freckles), DARK, 0.8, within=lay(PEAR))
    press.knock(lay(curve([(-0.13, -0.26), (-0.165, -0.18), (-0.13, -0.08), (-0.145, -0.18)])), cover=0.8)


def _apple(press: Press, frame: Frame, x: float) -> None:
    apple = moved(APPLE, x, -0.02, 1.1)
    press.stamp(frame(leaf(x + 0.01, -0.44, -30, 0.22, 0.05)), DARK, 0.92, (1, 1))
    press.stamp(frame(apple), ACCENT, Ramp(0.85, 1), (3, 2))
    press.print(frame(ellipse(x + 0.12, -0.12, 0.22, 0.3)), DARK, 0.18, within=frame(apple))
    press.print(frame(stroke(curve([(x, -0.38), (x + 0.01, -0.48), (x + 0.04, -0.54)], closed=False), 0.026)), DARK, 1)
    press.knock(frame(ellipse(x - 0.13, -0.3, 0.03, 0.05)), cover=0.85)


def _half(press: Press, frame: Frame) -> None:
    """Print a halved fruit in front: an orange with its segments, or an apple with its core."""
    x, y, radius = press.random.uniform(-0.06, 0.06), -0.1, 0.17
    press.stamp(frame(ellipse(x, y, radius)), ACCENT, 1, (2, 2))
    press.knock(frame(ellipse(x, y, radius * 0.88)))
    if press.random.random() < 0.5:
        segments = [_segment(x, y, radius * 0.8, 45 * k) for k in range(8)]
        press.print(frame(*segments), ACCENT, 0.72)
        return
    press.print(frame(ellipse(x, y, radius * 0.88)), LIGHT, 0.4)
    core = leaf(x, y + radius * 0.55, -90, radius * 1.1, radius * 0.34)
    press.print(frame(core), LIGHT, 0.7)
    press.print(
        frame(leaf(x - 0.025, y + 0.03, -95, 0.06, 0.013), leaf(x + 0.025, y + 0.03, -85, 0.06, 0.013)), DARK, 1
    )


def _segment(x: float, y: float, radius: float, turn: float) -> Shape:
    start = ray(x, y, turn, radius * 0.12)
    return curve(
        [(*start, 1), ray(x, y, turn - 17, radius * 0.8), ray(x, y, turn, radius), ray(x, y, turn + 17, radius * 0.8)]
    )


def _cherries(press: Press, frame: Frame, x: float) -> None:
    knot = (x + 0.03, -0.34)
    for dx in (-0.07, 0.07):
        press.print(frame(stroke(curve([(x + dx, -0.06), (x + dx * 0.9, -0.2), knot], closed=False), 0.012)), DARK, 1)
        press.stamp(frame(ellipse(x + dx, -0.045 + abs(dx) * 0.2, 0.072)), DARK if dx < 0 else ACCENT, 0.97, (2, 1))
        press.knock(frame(ellipse(x + dx - 0.025, -0.06, 0.014)), LIGHT)
    press.stamp(frame(leaf(*knot, 20, 0.14, 0.035)), DARK, 0.95, (1, 1))
