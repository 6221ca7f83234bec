"""Toys: a robot of tin, a teddy bear; blocks and a ball beside them."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel, shadow, table
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, pie, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press


def draw(press: Press, subject: str) -> None:
    """Draw the toy."""
    random = press.random
    panel(press, random.choice(("rays", "flat", "band", "disc")))
    table(press, 0.8, random.choice((MID, DARK)))
    flip = random.random() < 0.5
    frame = press.figure(1.3, 1.28, 0.5, 0.9, flip=flip)
    shadow(press, frame(ellipse(0, 0.0, 0.4, 0.03)))
    if subject == "robot" or (subject == "toy" and random.random() < 0.5):
        _robot(press, frame)
    else:
        _teddy(press, frame)
    _ball(press, frame, 0.5)
    if press.ratio > 1.5:
        _blocks(press, frame, -0.72)


def _robot(press: Press, frame: Frame) -> None:
    """Print a tin robot with round lamps for eyes."""
    lift = press.random.choice((-1, 1))
    press.stamp(frame(*[box(x - 0.06, -0.24, x + 0.06, -0.02) for x in (-0.13, 0.13)]), LIGHT, 0.6, (1, 1))
    press.print(
        frame(*[box(x - 0.06, y, x + 0.06, y + 0.012) for x in (-0.13, 0.13) for y in (-0.2, -0.16, -0.12)]), DARK, 0.9
    )
    press.stamp(frame(*[rounded(x - 0.11, -0.08, x + 0.11, 0.01, 0.04) for x in (-0.14, 0.14)]), DARK, 1, (1, 1))
    for side in (-1, 1):
        end = (side * 0.46, -0.74) if side == lift else (side * 0.43, -0.22)
        elbow = (side * 0.42, -0.5) if side == lift else (side * 0.4, -0.4)
        press.stamp(frame(stroke(curve([(side * 0.25, -0.54), elbow, end], closed=False), 0.075)), MID, 0.9, (1, 1))
        press.stamp(
            frame(ellipse(*end, 0.075)),
            ACCENT,
            1,
            (2, 1),
            without=frame(ellipse(end[0], end[1] + (-0.06 if side == lift else 0.06), 0.036)),
        )
    press.stamp(frame(rounded(-0.28, -0.64, 0.28, -0.2, 0.05)), ACCENT, Ramp(0.9, 1), (3, 2))
    press.print(frame(box(0.12, -0.64, 0.28, -0.2)), DARK, 0.2)
    press.stamp(frame(rounded(-0.2, -0.57, 0.2, -0.38, 0.03)), LIGHT, 0.2)
    press.print(
        frame(pie(-0.08, -0.41, 0.09, 0.12, 180, 360), stroke([(-0.08, -0.42), (-0.03, -0.5)], 0.012)), MID, 0.95
    )
    press.print(frame(*[ellipse(x, y, 0.026) for x in (0.08, 0.15) for y in (-0.52, -0.44)]), DARK, 1)
    press.stamp(frame(*[ellipse(x, -0.29, 0.03) for x in (-0.15, -0.05, 0.05, 0.15)]), LIGHT, 0.1)
    press.stamp(frame(box(-0.07, -0.7, 0.07, -0.62)), DARK, 1)
    press.stamp(
        frame(*[rounded(side * 0.27 - 0.045, -0.9, side * 0.27 + 0.045, -0.76, 0.02) for side in (-1, 1)]), DARK, 1
    )
    press.stamp(frame(rounded(-0.25, -1.0, 0.25, -0.67, 0.07)), MID, Ramp(0.85, 1), (3, 2))
    press.print(frame(box(-0.008, -1.1, 0.008, -0.99)), DARK, 1)
    press.stamp(frame(ellipse(0, -1.11, 0.036)), ACCENT, 1, (1, 1))
    for x in (-0.11, 0.11):
        press.knock(frame(ellipse(x, -0.87, 0.078)))
        press.print(frame(ellipse(x, -0.87, 0.046)), DARK, 1)
        press.knock(frame(ellipse(x + 0.016, -0.886, 0.014)))
    press.print(frame(*[box(x, -0.755, x + 0.02, -0.71) for x in (-0.1, -0.06, -0.02, 0.02, 0.06)]), DARK, 1)


def _teddy(press: Press, frame: Frame) -> None:
    """Print a sitting teddy bear with a bow."""
    for side in (-1, 1):
        press.stamp(frame(ellipse(side * 0.17, -0.93, 0.095)), MID, 0.95, (2, 1))
        press.stamp(frame(ellipse(side * 0.17, -0.92, 0.05)), LIGHT, 0.9)
        press.stamp(
            frame(
                curve(
                    [
                        (side * 0.17, -0.54),
                        (side * 0.33, -0.44),
                        (side * 0.38, -0.28),
                        (side * 0.28, -0.24),
                        (side * 0.18, -0.36),
                    ]
                )
            ),
            MID,
            1,
            (2, 1),
        )
    press.stamp(frame(ellipse(0, -0.3, 0.26, 0.29)), MID, Ramp(0.85, 1), (2, 1))
    press.stamp(frame(ellipse(0, -0.27, 0.15, 0.18)), LIGHT, 0.75)
    for side in (-1, 1):
        press.stamp(frame(ellipse(side * 0.24, -0.09, 0.125, 0.115)), MID, 1, (2, 1))
        press.stamp(frame(ellipse(side * 0.25, -0.085, 0.065, 0.062)), LIGHT, 0.75)
    press.stamp(frame(ellipse(0, -0.76, 0.25, 0.22)), MID, Ramp(0.85, 0.98), (2, 1))
    press.stamp(frame(ellipse(0, -0.69, 0.115, 0.09)), LIGHT, 0.6)
    press.print(
        frame(
            ellipse(0, -0.73, 0.042, 0.03),
            box(-0.006, -0.72, 0.006, -0.66),
            ellipse(-0.1, -0.8, 0.024),
            ellipse(0.1, -0.8, 0.024),
        ),
        DARK,
        1,
    )
    press.print(frame(stroke([(0.17, -0.2), (0.17, -0.36)], 0.008)), DARK, 0.8)
    bow = [curve([(0, -0.53, 1), (side * 0.14, -0.61), (side * 0.17, -0.53), (side * 0.14, -0.45)]) for side in (-1, 1)]
    press.stamp(frame(*bow), ACCENT, 1, (2, 2))
    press.stamp(frame(ellipse(0, -0.53, 0.036)), DARK, 0.9)


def _ball(press: Press, frame: Frame, x: float) -> None:
    press.stamp(frame(ellipse(x, -0.07, 0.085)), LIGHT, 0.3, (1, 1))
    press.print(frame(box(x - 0.1, -0.095, x + 0.1, -0.045)), ACCENT, 1, within=frame(ellipse(x, -0.07, 0.085)))


def _blocks(press: Press, frame: Frame, x: float) -> None:
    """Print three toy blocks in a pile."""
    for dx, y, ink in ((-0.12, 0.0, MID), (0.12, 0.0, DARK), (0.0, -0.22, ACCENT)):
        press.stamp(frame(rounded(x + dx - 0.11, y - 0.22, x + dx + 0.11, y, 0.015)), ink, 0.95, (2, 1))
        press.knock(frame(ellipse(x + dx, y - 0.11, 0.06)), LIGHT)
