"""Hills: six ridges in the mist, a sun behind the first, furrowed fields in front."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import birds, light, sky
from gallery_build.sketch.press import DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, ellipse, ridge, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape

RIDGES = 6


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw ridge behind ridge, the nearer the darker."""
    random = press.random
    sky(press, 0.6, strong=0.6)
    light(press, random.uniform(0.2, 0.8), random.uniform(0.22, 0.34), random.uniform(0.1, 0.19))
    y = random.uniform(0.38, 0.46)
    lines = []
    for step in range(RIDGES):
        lines.append(ridge(random, y, 0.05 + 0.02 * (1 - step / 5), random.uniform(2, 5)))
        _ridge(press, lines[-1], step, y)
        y += 0.09 + 0.02 * step * random.uniform(0.6, 1.2)
    _trees(press, lines[3])
    if random.random() < 0.6:
        _furrows(press, lines[4], lines[5])
    birds(press, random.uniform(0.3, 0.7), random.uniform(0.14, 0.28))


def _ridge(press: Press, line: Shape, step: int, y: float) -> None:
    t = step / (RIDGES - 1)
    shape = press.page(below(line))
    press.stamp(shape, LIGHT, Ramp(0.9, 0.35 + 0.3 * t, y - 0.05, y + 0.3))
    if 1 <= step < RIDGES - 1:
        press.print(shape, MID, Ramp(0.15 + 0.75 * t, 0.05 + 0.6 * t, y - 0.05, y + 0.28), (2, 0))
    if step >= RIDGES - 2:
        dark = step == RIDGES - 1
        press.print(shape, DARK, Ramp(0.95 if dark else 0.55, 0.6 if dark else 0.2, y - 0.05, y + 0.3), (-2, 1))


def _trees(press: Press, line: Shape) -> None:
    """Print a few round trees on a ridge."""
    for _ in range(press.random.choice((0, 5, 9))):
        x, y = line[press.random.randrange(5, len(line) - 5)]
        size = press.random.uniform(0.012, 0.024)
        frame = press.figure(1, 1, x, y)
        press.print(
            frame(ellipse(0, -size * 1.5, size, size * 1.3), stroke([(0, -size), (0, size * 0.4)], size * 0.3)),
            DARK,
            0.9,
        )


def _furrows(press: Press, line: Shape, front: Shape) -> None:
    """Rule the nearest field with lines that run together far away."""
    far = press.random.uniform(0.2, 0.8)
    rows = [stroke([(far + (k - 7) * 0.02, 0.6), (far + (k - 7) * 0.28, 1.25)], 0.001, 0.02) for k in range(15)]
    press.print(press.page(*rows), DARK, 0.55, within=press.page(below(line)), without=press.page(below(front)))
