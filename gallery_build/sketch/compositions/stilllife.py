"""Still life: a turned vase with leaves, fruit beside it, on a table."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import shadow, table
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, leaf, mirrored, ray, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

TABLE = 0.66
PROFILES = (
    [(0.045, -0.46), (0.055, -0.44), (0.034, -0.39), (0.05, -0.33), (0.105, -0.24), (0.125, -0.15), (0.105, -0.06), (0.07, 0.03), (0.065, 0.045)],
    [(0.05, -0.42), (0.042, -0.4), (0.045, -0.2), (0.075, -0.14), (0.12, -0.06), (0.12, 0.0), (0.08, 0.045)],
    [(0.11, -0.4), (0.095, -0.37), (0.14, -0.25), (0.15, -0.14), (0.12, -0.03), (0.06, 0.03), (0.07, 0.045)],
)  # fmt: skip
"""Right half of each vase, from lip to foot."""


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw a vase and fruit."""
    random = press.random
    press.print(None, LIGHT, Ramp(0.5, 0.15))
    table(press, TABLE, MID, Ramp(0.5, 0.85))
    flip = random.random() < 0.5
    frame = press.figure(1.05, 1.25, 0.5, TABLE, flip=flip)
    _leaves(press, frame)
    _vase(press, frame, random.choice(PROFILES))
    _fruit(press, frame)


def _leaves(press: Press, frame: Frame) -> None:
    leaves: list[Shape] = []
    stems: list[Shape] = []
    for k in range(7):
        turn, long = -90 + (k - 3) * 15.5 + press.random.uniform(-4, 4), press.random.uniform(0.2, 0.3)
        start = ray(-0.13, -0.45, turn, long * 0.35)
        stems.append(stroke([(-0.13, -0.4), start], 0.006))
        leaves.append(leaf(*ray(*start, turn, -0.05), turn, long * 0.78, 0.026))
    press.print(frame(*leaves), press.random.choice((MID, DARK)), 0.95, (2, 0))
    press.print(frame(*stems), DARK, 0.9)


def _vase(press: Press, frame: Frame, profile: list[tuple[float, float]]) -> None:
    smooth = curve(profile, closed=False)
    vase = mirrored([(x - 0.13, y) for x, y in smooth], -0.13)
    shadow(press, frame(ellipse(-0.1, 0.045, 0.15, 0.02)))
    press.stamp(frame(vase), LIGHT, 0.7)
    press.print(frame(vase), DARK, Ramp(0.55, 0.9))
    bands = [box(-0.4, -0.2, 0.1, -0.17), box(-0.4, -0.145, 0.1, -0.135)]
    press.knock(frame(*bands), LIGHT, 0.9, within=frame(vase))


def _fruit(press: Press, frame: Frame) -> None:
    for k, (x, y, radius) in enumerate(
        ((0.08, 0.02, 0.062), (0.2, 0.0, 0.075), (0.135, 0.065, 0.07), (0.3, 0.05, 0.058))
    ):
        shadow(press, frame(ellipse(x + radius * 0.2, y + radius * 0.92, radius * 1.4, radius * 0.2)))
        press.stamp(frame(ellipse(x, y, radius)), LIGHT if k == 1 else ACCENT, Ramp(0.75, 1), (2, 2))
        press.print(frame(stroke([(x, y - radius * 0.8), (x + 0.012, y - radius * 1.25)], 0.006)), DARK, 1)
