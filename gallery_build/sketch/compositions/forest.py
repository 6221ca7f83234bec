"""Forests: three depths of firs before a disc, or a bamboo grove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import light, sky
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, leaf, ridge

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape

DEPTHS = ((0.62, 26, 0.22, MID, 0.5), (0.74, 18, 0.34, MID, 0.95), (0.95, 11, 0.56, DARK, 1.0))
"""Ground line, number of firs, height, ink, coverage; the farthest first."""


def draw(press: Press, subject: str) -> None:
    """Draw a forest."""
    if subject == "bamboo":
        _bamboo(press)
        return
    sky(press, 0.75)
    light(press, press.random.uniform(0.3, 0.7), 0.32, press.random.uniform(0.14, 0.2))
    clearing = press.random.uniform(0.2, 0.55)
    for depth, (y, count, high, ink, cover) in enumerate(DEPTHS):
        trees = _firs(press, y, round(count * max(0.5, min(press.ratio, 2.2))), high, depth, clearing)
        if depth == len(DEPTHS) - 1:
            press.stamp(trees, ink, 1, (1, 0))
        else:
            press.print(trees, ink, Ramp(cover, cover * 0.35, y - high * 0.8, y + 0.05), (2 - 4 * depth, 0))


def _firs(press: Press, y: float, count: int, high: float, depth: int, clearing: float) -> list[Shape]:  # noqa: PLR0917 - a shape is its numbers
    random = press.random
    shapes = [below(ridge(random, y, 0.02, 3))]
    for k in range(count):
        x, tall = (k + random.uniform(0.1, 0.9)) / count, high * random.uniform(0.6, 1.1)
        tall *= 0.45 if depth == len(DEPTHS) - 1 and clearing < x < clearing + 0.3 else 1
        shapes.append(_fir(press, x, y + 0.02, tall, 6 + depth * 2))
    return press.page(*shapes)


def _fir(press: Press, x: float, base: float, tall: float, tiers: int) -> Shape:
    """Return a fir of ragged tiers, in shares of the page."""
    random = press.random
    wide = tall * 0.2 / press.ratio * random.uniform(0.8, 1.1)
    right: Shape = []
    left: Shape = []
    for tier in range(1, tiers + 1):
        t = tier / tiers
        y, out, inner = base - tall + tall * t * 0.94, wide * t * random.uniform(0.85, 1.1), wide * t * 0.55
        right += [(x + out, y + 0.008), (x + inner, y - 0.002)]
        left += [(x - out * random.uniform(0.9, 1.1), y + 0.008), (x - inner, y - 0.002)]
    return [(x, base - tall), *right, (x + 0.004, base), (x - 0.004, base), *left[::-1]]


def _bamboo(press: Press) -> None:
    """Draw canes in three depths, with leaves."""
    random = press.random
    press.print(None, LIGHT, Ramp(0.8, 0.3))
    light(press, random.uniform(0.3, 0.7), random.uniform(0.25, 0.4), 0.16)
    frame = press.figure(1, 1, 0, 0)
    wide, high = press.width / frame.across, press.height / frame.down
    for ink, cover, count, thick in ((MID, 0.4, 9, 0.02), (MID, 0.95, 6, 0.035), (DARK, 1.0, 4, 0.05)):
        for _ in range(round(count * max(1, wide))):
            x, lean = random.uniform(0, wide), random.uniform(-0.05, 0.05)
            press.print(frame(*_cane(x, lean, high, thick, random.uniform(0.12, 0.17))), ink, cover, (2, 0))
    ground = random.uniform(0.05, 0.1)
    for k in range(round(26 * max(wide, high))):
        x, y = random.uniform(0, wide), random.uniform(0, high - ground)
        press.stamp(
            frame(leaf(x, y, random.uniform(15, 165), 0.13, 0.014)), ACCENT if k % 9 == 0 else DARK, 0.95, (1, 1)
        )


def _cane(x: float, lean: float, high: float, thick: float, joint: float) -> list[Shape]:
    shapes: list[Shape] = []
    for k in range(int(high / joint) + 2):
        y = high - (k + 1) * joint
        dx = x + lean * k * joint / high * 3
        shapes.append(box(dx - thick / 2, y + 0.006, dx + thick / 2, y + joint))
    return shapes
