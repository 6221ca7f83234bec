"""Time: a wall clock, an alarm clock with its bells, an hourglass."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel, shadow, table
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, mirrored, ray, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw a clock without figures, or an hourglass."""
    random = press.random
    kind = random.choice(("alarm", "alarm", "hourglass", "wall"))
    panel(press, random.choice(("flat", "rays", "band")))
    if kind == "wall":
        _wall(press, press.figure(1.35, 1.6, 0.5, 0.4))
        return
    table(press, 0.76, random.choice((MID, DARK)))
    frame = press.figure(1.3, 1.25, 0.5, 0.86)
    shadow(press, frame(ellipse(0.03, 0.0, 0.34, 0.035)))
    (_alarm if kind == "alarm" else _hourglass)(press, frame)


def _face(press: Press, frame: Frame, y: float, radius: float) -> None:
    """Print a dial with marks and hands."""
    press.stamp(frame(ellipse(0, y, radius)), LIGHT, Ramp(0.05, 0.3))
    marks = [
        stroke(
            [ray(0, y, 30 * k, radius * (0.76 if k % 3 else 0.7)), ray(0, y, 30 * k, radius * 0.9)],
            0.014 if k % 3 else 0.026,
        )
        for k in range(12)
    ]
    press.print(frame(*marks), DARK, 1)
    hour, minute = press.random.uniform(0, 360), press.random.uniform(0, 360)
    minute = minute if abs(minute - hour) > 40 else hour + 110
    press.print(frame(stroke([ray(0, y, hour + 180, 0.03), ray(0, y, hour, radius * 0.5)], 0.036, 0.02)), DARK, 1)
    press.print(frame(stroke([ray(0, y, minute + 180, 0.04), ray(0, y, minute, radius * 0.76)], 0.026, 0.012)), DARK, 1)
    press.stamp(frame(stroke([ray(0, y, minute + 110, 0.06), ray(0, y, minute - 70, radius * 0.7)], 0.009)), ACCENT, 1)
    press.stamp(frame(ellipse(0, y, 0.028)), ACCENT, 1)


def _alarm(press: Press, frame: Frame) -> None:
    legs = [stroke([(side * 0.18, -0.1), (side * 0.29, 0.0)], 0.05, 0.03) for side in (-1, 1)]
    press.print(frame(*legs), DARK, 1)
    press.print(
        frame(
            stroke(curve([(-0.13, -0.76), (0, -0.88), (0.13, -0.76)], closed=False), 0.026),
            stroke([(0, -0.7), (0, -0.8)], 0.022),
            ellipse(0, -0.8, 0.032),
        ),
        DARK,
        1,
    )
    for side in (-1, 1):
        x, y = side * 0.235, -0.705
        tilt = -38 if side < 0 else 38
        bell = [ray(x, y, -90 + tilt + turn, 0.135) for turn in range(-90, 91, 6)]
        press.stamp(frame(bell), ACCENT, 1, (2, 1))
    press.stamp(frame(ellipse(0, -0.38, 0.36)), ACCENT, 0.97, (3, 2))
    press.print(frame(ellipse(0, -0.38, 0.36)), DARK, 0.25, without=frame(ellipse(-0.05, -0.41, 0.34)))
    _face(press, frame, -0.38, 0.29)


def _wall(press: Press, frame: Frame) -> None:
    """Print a clock with a pendulum."""
    case = [(-0.3, 0.3), (-0.2, 0.86), (0.2, 0.86), (0.3, 0.3)]
    press.stamp(frame(case), DARK, 1, (2, 2))
    press.stamp(frame([(-0.2, 0.36), (-0.14, 0.8), (0.14, 0.8), (0.2, 0.36)]), LIGHT, 0.6)
    swing = press.random.uniform(-14, 14)
    end = ray(0, 0.2, 90 + swing, 0.44)
    press.print(frame(stroke([(0, 0.3), end], 0.016)), DARK, 1)
    press.stamp(frame(ellipse(*end, 0.075)), ACCENT, 1, (2, 2))
    press.stamp(frame([(0, -0.66), (0.2, -0.42), (-0.2, -0.42)]), DARK, 1)
    press.stamp(frame(ellipse(0, 0, 0.48)), DARK, 1, (2, 2))
    press.stamp(frame(ellipse(0, 0, 0.44)), MID, 0.95, (1, 1))
    _face(press, frame, 0, 0.39)


def _hourglass(press: Press, frame: Frame) -> None:
    glass = mirrored(
        curve(
            [
                (0, -0.8, 1),
                (-0.22, -0.8, 1),
                (-0.23, -0.64),
                (-0.14, -0.5),
                (-0.03, -0.42),
                (-0.14, -0.34),
                (-0.23, -0.2),
                (-0.22, -0.05, 1),
                (0, -0.05, 1),
            ],
            closed=False,
        )
    )
    press.knock(frame(glass), cover=0.8)
    level = press.random.uniform(-0.68, -0.56)
    press.stamp(frame(glass), ACCENT, 0.97, (2, 1), within=frame(box(-1, level, 1, -0.43)))
    heap = curve(
        [
            (-0.23, -0.05, 1),
            (-0.18, -0.12),
            (-0.06, -0.24),
            (0, -0.28, 1),
            (0.06, -0.24),
            (0.18, -0.12),
            (0.23, -0.05, 1),
        ]
    )
    press.stamp(frame(heap), ACCENT, 0.97, (2, 1), within=frame(glass))
    press.stamp(frame(box(-0.008, -0.45, 0.008, -0.1)), ACCENT, 1)
    press.knock(frame(curve([(-0.18, -0.72), (-0.19, -0.64), (-0.12, -0.54), (-0.165, -0.64)])), cover=0.9)
    press.stamp(frame(*[rounded(-0.31, y, 0.31, y + 0.07, 0.03) for y in (-0.87, -0.06)]), DARK, 1, (2, 1))
    posts = [box(x - 0.016, -0.82, x + 0.016, -0.04) for x in (-0.27, 0.27)]
    press.stamp(frame(*posts, *(ellipse(x, -0.43, 0.035, 0.05) for x in (-0.27, 0.27))), MID, 1, (1, 1))
