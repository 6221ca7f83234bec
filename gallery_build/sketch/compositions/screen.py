"""Screens: a phone, or a browser's window, with greeked content."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, rounded, stroke, turned

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw phones, or a window on wide sheets."""
    random = press.random
    panel(press, random.choice(("flat", "rays", "disc", "band")))
    if press.ratio > 1.25 or (press.ratio > 0.8 and random.random() < 0.35):
        _window(press, press.figure(1.4, 1.1))
        return
    frame = press.figure(1.0, 1.16)
    tilt = random.uniform(5, 11) * random.choice((-1, 1))
    _phone(press, frame, 0.17, -tilt * 0.6, front=False)
    _phone(press, frame, -0.1, tilt * 0.4, front=True)


def _phone(press: Press, frame: Frame, x: float, tilt: float, *, front: bool) -> None:
    def lay(*shapes: Shape) -> list[Shape]:
        return frame(*(turned([(px + x, py) for px, py in shape], tilt) for shape in shapes))

    press.print(lay(rounded(-0.22, -0.43, 0.26, 0.5, 0.07)), DARK, 0.4)
    press.stamp(lay(rounded(-0.24, -0.46, 0.24, 0.46, 0.07)), DARK, 1, (2, 1))
    glass = lay(rounded(-0.215, -0.435, 0.215, 0.435, 0.05))
    press.knock(glass)
    if not front:
        press.print(glass, MID, Ramp(0.9, 0.6))
        press.stamp(lay(ellipse(0.1, -0.2, 0.16)), ACCENT, 0.95, (2, 1), within=glass)
        return
    press.print(lay(box(-0.3, -0.5, 0.3, -0.14)), MID, Ramp(0.95, 0.7), within=glass)
    press.stamp(lay(ellipse(0.04, -0.25, 0.1)), ACCENT, 1, (2, 1))
    hills = curve([(-0.3, -0.13, 1), (-0.14, -0.24), (0.02, -0.17), (0.14, -0.22), (0.3, -0.13, 1)])
    press.stamp(lay(hills), DARK, 0.9, within=glass)
    press.stamp(lay(rounded(-0.07, -0.415, 0.07, -0.39, 0.012)), DARK, 1)
    for k in range(3):
        y = -0.08 + 0.13 * k
        press.print(lay(rounded(-0.18, y, -0.08, y + 0.1, 0.025)), (LIGHT, MID, ACCENT)[k], 0.9)
        press.print(
            lay(box(-0.05, y + 0.02, 0.08 + 0.03 * k, y + 0.04), box(-0.05, y + 0.06, 0.16 - 0.03 * k, y + 0.074)),
            DARK,
            0.9,
        )
    press.stamp(lay(rounded(-0.17, 0.33, 0.17, 0.4, 0.035)), ACCENT, 1, (2, 1))


def _window(press: Press, frame: Frame) -> None:
    """Print a window with a picture, a chart and rows of text."""
    random = press.random
    press.print(frame(rounded(-0.57, -0.37, 0.61, 0.44, 0.03)), DARK, 0.4)
    press.stamp(frame(rounded(-0.6, -0.4, 0.58, 0.4, 0.03)), LIGHT, 0.08, (1, 1))
    press.print(frame(rounded(-0.6, -0.4, 0.58, -0.3, 0.03), box(-0.6, -0.33, 0.58, -0.3)), DARK, 1)
    press.knock(frame(*[ellipse(-0.55 + 0.05 * k, -0.35, 0.014) for k in range(3)]), ACCENT)
    press.knock(frame(rounded(-0.3, -0.375, 0.3, -0.325, 0.02)), MID, 0.8)
    press.print(frame(box(-0.6, -0.3, -0.36, 0.38)), LIGHT, 0.85)
    press.print(
        frame(*[box(-0.55, -0.23 + 0.08 * k, -0.55 + random.uniform(0.08, 0.14), -0.2 + 0.08 * k) for k in range(6)]),
        DARK,
        0.85,
    )
    press.print(frame(box(-0.31, -0.25, 0.22, 0.06)), MID, Ramp(0.9, 0.6), (-2, 1))
    points = [(-0.29 + 0.084 * k, random.uniform(-0.19, 0.01)) for k in range(7)]
    press.stamp(frame(stroke(points, 0.016), *(ellipse(*point, 0.017) for point in points)), ACCENT, 1, (2, 1))
    bars = [box(0.28 + 0.06 * k, 0.06 - random.uniform(0.08, 0.3), 0.32 + 0.06 * k, 0.06) for k in range(4)]
    press.print(frame(*bars), DARK, 0.95)
    for k in range(3):
        press.stamp(
            frame(rounded(-0.31 + 0.28 * k, 0.12, -0.07 + 0.28 * k, 0.34, 0.02)), (LIGHT, ACCENT, MID)[k], 0.85, (1, 1)
        )
    press.knock(
        frame(
            *[box(-0.28 + 0.28 * k, 0.27, -0.14 + 0.28 * k, 0.29) for k in range(3)],
            *(ellipse(-0.19 + 0.28 * k, 0.19, 0.035) for k in range(3)),
        )
    )
