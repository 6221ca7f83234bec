"""A bicycle and a car, seen from the side. They stand on y = 0, around x = 0."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID
from gallery_build.sketch.shapes import box, curve, ellipse, ray, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Point, Shape

WHEEL = 0.29


def bicycle(press: Press, frame: Frame) -> None:
    """Draw a bicycle with a basket of flowers."""
    for x in (-0.42, 0.42):
        press.print(frame(ellipse(x, -WHEEL, WHEEL)), DARK, 1, without=frame(ellipse(x, -WHEEL, WHEEL - 0.032)))
        spokes: list[Shape] = [
            stroke([ray(x, -WHEEL, 15 * k, 0.02), ray(x, -WHEEL, 15 * k, WHEEL - 0.03)], 0.006) for k in range(24)
        ]
        press.print(frame(*spokes, ellipse(x, -WHEEL, 0.03)), DARK, 0.95)
    pedal: Point = (-0.06, -0.26)
    seat: Point = (-0.17, -0.64)
    head: Point = (0.29, -0.66)
    rear: Point = (-0.42, -WHEEL)
    tubes = [
        (rear, pedal),
        (rear, (-0.15, -0.58)),
        (pedal, seat),
        ((-0.14, -0.54), (0.3, -0.6)),
        (pedal, (0.31, -0.56)),
    ]
    press.stamp(frame(*[stroke(list(tube), 0.034) for tube in tubes]), ACCENT, 1, (2, 2))
    fork = stroke(curve([(0.26, -0.76), (0.32, -0.56), (0.37, -0.4), (0.42, -WHEEL)], closed=False), 0.034)
    press.stamp(frame(fork), ACCENT, 1, (2, 2))
    bar = curve([(0.14, -0.78), (0.2, -0.82), (0.27, -0.78), head], closed=False)
    press.stamp(frame(stroke(bar, 0.026), stroke([seat, (-0.185, -0.7)], 0.024)), DARK, 1)
    press.stamp(
        frame(
            curve([(-0.32, -0.73, 1), (-0.2, -0.745), (-0.05, -0.71), (-0.05, -0.69), (-0.18, -0.68), (-0.3, -0.67)])
        ),
        DARK,
        1,
        (1, 1),
    )
    press.stamp(frame(ellipse(*pedal, 0.07)), DARK, 1)
    press.knock(frame(ellipse(*pedal, 0.035)), LIGHT)
    press.print(frame(stroke([pedal, (-0.0, -0.12)], 0.022), box(-0.05, -0.12, 0.06, -0.095)), DARK, 1)
    _basket(press, frame)


def _basket(press: Press, frame: Frame) -> None:
    for k in range(7):
        x, y = 0.34 + 0.035 * k, -0.8 - 0.05 * (k % 3)
        press.print(frame(stroke([(0.45, -0.6), (x, y)], 0.01)), DARK, 0.9)
        press.stamp(frame(ellipse(x, y, 0.04)), (ACCENT, LIGHT, MID)[k % 3], 0.95, (1, 1))
    weave = [(0.31, -0.76), (0.6, -0.76), (0.55, -0.54), (0.36, -0.54)]
    press.stamp(frame(weave), MID, 0.9, (2, 1))
    press.print(
        frame(*[box(0.3, y, 0.62, y + 0.014) for y in (-0.75, -0.69, -0.63, -0.57)]), DARK, 0.8, within=frame(weave)
    )


def car(press: Press, frame: Frame) -> None:
    """Draw a small round car, sometimes with luggage on its roof."""
    if press.random.random() < 0.6:
        cases = [rounded(-0.36, -0.86, -0.02, -0.68, 0.03), rounded(0.0, -0.8, 0.22, -0.68, 0.03)]
        press.stamp(frame(cases[0]), MID, 1, (2, 1))
        press.stamp(frame(cases[1]), DARK, 0.9, (2, 1))
        press.print(
            frame(box(-0.42, -0.69, 0.3, -0.67), box(-0.27, -0.86, -0.24, -0.68), box(-0.13, -0.86, -0.1, -0.68)),
            DARK,
            1,
        )
    body = curve(
        [
            (-0.8, -0.14, 1),
            (-0.82, -0.3),
            (-0.72, -0.4),
            (-0.6, -0.44),
            (-0.46, -0.58),
            (-0.26, -0.68),
            (0.1, -0.68),
            (0.28, -0.6),
            (0.42, -0.43),
            (0.66, -0.39),
            (0.8, -0.3),
            (0.82, -0.14, 1),
        ]
    )
    press.stamp(frame(body), ACCENT, 0.97, (3, 2))
    panes = [
        curve([(-0.5, -0.42, 1), (-0.4, -0.54), (-0.24, -0.61), (-0.12, -0.61, 1), (-0.12, -0.42, 1)]),
        curve([(-0.06, -0.42, 1), (-0.06, -0.61, 1), (0.08, -0.61), (0.2, -0.55), (0.31, -0.42, 1)]),
    ]
    press.knock(frame(*panes), LIGHT)
    press.print(frame(*panes), MID, 0.5)
    press.knock(
        frame(stroke([(-0.36, -0.44), (-0.26, -0.59)], 0.035), stroke([(0.02, -0.44), (0.1, -0.59)], 0.03)),
        cover=0.6,
        within=frame(*panes),
    )
    press.print(
        frame(
            stroke([(-0.09, -0.6), (-0.09, -0.18)], 0.008),
            box(-0.04, -0.36, 0.04, -0.345),
            box(-0.84, -0.2, 0.84, -0.14),
        ),
        DARK,
        1,
    )
    press.knock(frame(ellipse(0.76, -0.27, 0.045)), LIGHT)
    for x in (-0.47, 0.47):
        press.print(frame(ellipse(x, -0.16, 0.195, 0.2, 180, 360)), DARK, 0.7)
        press.stamp(frame(ellipse(x, -0.14, 0.155)), DARK, 1)
        press.knock(frame(ellipse(x, -0.14, 0.08)), LIGHT)
        press.print(frame(ellipse(x, -0.14, 0.035)), DARK, 1)
