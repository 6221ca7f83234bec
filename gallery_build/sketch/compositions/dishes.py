"""A bowl of noodles, a cake, an ice cream. They stand on y = 0, around x = 0."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.drinks import steam
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, leaf, pie, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press


def bowl(press: Press, frame: Frame) -> None:
    """Draw a bowl of noodles with egg, greens and chopsticks."""
    steam(press, frame, ((-0.28, -0.46), (-0.1, -0.5), (0.08, -0.48)), 0.3)
    press.stamp(
        frame(stroke([(0.02, -0.36), (0.52, -0.8)], 0.026, 0.032), stroke([(0.1, -0.34), (0.6, -0.73)], 0.026, 0.032)),
        DARK,
        1,
        (1, 1),
    )
    press.stamp(frame(ellipse(0, -0.36, 0.44, 0.105)), LIGHT, 0.2)
    press.print(frame(ellipse(0, -0.355, 0.405, 0.085)), LIGHT, 1)
    soup = frame(ellipse(0, -0.355, 0.405, 0.085))
    noodles = [
        stroke(
            curve(
                [
                    (-0.38 + 0.035 * k, -0.36),
                    (-0.32 + 0.035 * k, -0.41),
                    (-0.22 + 0.03 * k, -0.37),
                    (-0.14 + 0.03 * k, -0.31),
                    (-0.06 + 0.03 * k, -0.33),
                ],
                closed=False,
            ),
            0.012,
        )
        for k in range(9)
    ]
    press.print(frame(*noodles), MID, 0.95, within=soup)
    for x, y in ((-0.2, -0.375), (0.24, -0.37)):
        press.stamp(frame(ellipse(x, y, 0.105, 0.052)), LIGHT, 0.05)
        press.stamp(frame(ellipse(x, y + 0.002, 0.055, 0.028)), ACCENT, 1)
    greens = [leaf(0.02, -0.36, turn, 0.17, 0.032) for turn in (-150, -95, -30)]
    press.stamp(frame(*greens), DARK, 0.9, (1, 1))
    body = curve(
        [
            (-0.44, -0.36, 1),
            (-0.41, -0.2),
            (-0.28, -0.06),
            (-0.16, -0.02, 1),
            (0.16, -0.02, 1),
            (0.28, -0.06),
            (0.41, -0.2),
            (0.44, -0.36, 1),
            (0.3, -0.275),
            (0, -0.25),
            (-0.3, -0.275),
        ]
    )
    press.stamp(frame(body), ACCENT, 0.97, (3, 2))
    waves = [pie(-0.5 + 0.125 * k, -0.1, 0.062, 0.06, 180, 360) for k in range(9)]
    press.knock(frame(*waves), cover=0.92, within=frame(body))
    press.print(
        frame(*[pie(-0.5 + 0.125 * k, -0.1, 0.036, 0.036, 180, 360) for k in range(9)]), DARK, 0.9, within=frame(body)
    )
    press.print(
        frame(body),
        DARK,
        0.25,
        within=frame(curve([(0.2, -0.5), (0.22, -0.2), (0.08, 0.02), (0.6, 0.05), (0.6, -0.5)])),
    )
    press.stamp(frame(box(-0.16, -0.03, 0.16, 0.012)), DARK, 1)


def cake(press: Press, frame: Frame) -> None:
    """Draw a layered cake on a stand, with icing and candles or berries."""
    press.stamp(frame(box(-0.03, -0.16, 0.03, 0.0), ellipse(0, 0.0, 0.16, 0.025)), LIGHT, 0.3, (1, 1))
    press.stamp(frame(ellipse(0, -0.17, 0.46, 0.045)), LIGHT, 0.25, (1, 1))
    press.stamp(frame(box(-0.36, -0.5, 0.36, -0.18), ellipse(0, -0.18, 0.36, 0.03)), LIGHT, 0.7, (2, 1))
    layers = [box(-0.36, y, 0.36, y + 0.035) for y in (-0.33, -0.25)]
    press.print(frame(*layers), MID, 0.95, (1, 0))
    drips = [
        (-0.36, 0.08),
        (-0.27, 0.17),
        (-0.18, 0.07),
        (-0.09, 0.14),
        (0.0, 0.05),
        (0.09, 0.16),
        (0.18, 0.08),
        (0.27, 0.19),
        (0.36, 0.07),
    ]
    icing = curve(
        [(-0.37, -0.52), *((x, -0.47 + d) for x, d in drips), (0.37, -0.52), (0.2, -0.56), (0, -0.57), (-0.2, -0.56)]
    )
    press.stamp(frame(icing), ACCENT, 0.97, (2, 2))
    if press.random.random() < 0.55:
        for x in (-0.22, -0.11, 0.0, 0.11, 0.22):
            y = -0.54 - 0.02 * (1 - abs(x) * 4)
            press.stamp(frame(box(x - 0.016, y - 0.16, x + 0.016, y)), MID, 0.9, (1, 1))
            press.stamp(frame(leaf(x, y - 0.165, -90, 0.085, 0.026)), ACCENT, 1, (1, 1))
    else:
        for x in (-0.24, -0.08, 0.08, 0.24):
            press.stamp(frame(ellipse(x, -0.6, 0.065)), DARK, 0.92, (2, 1))
            press.knock(frame(ellipse(x - 0.022, -0.62, 0.014)), LIGHT)
    sprinkles = [
        ellipse(press.random.uniform(-0.31, 0.31), press.random.uniform(-0.52, -0.47), 0.01) for _ in range(16)
    ]
    press.knock(frame(*sprinkles))


def cone(press: Press, frame: Frame) -> None:
    """Draw an ice cream in a cone, three scoops, a wafer."""
    press.stamp(frame([(0.02, -0.86), (0.14, -1.0), (0.22, -0.94), (0.1, -0.7)]), DARK, 0.9, (1, 1))
    wafer = [(-0.19, -0.43), (0.19, -0.43), (0.0, 0.1)]
    press.stamp(frame(wafer), LIGHT, 0.95, (2, 1))
    lines = [stroke([(-0.3 + 0.08 * k, -0.5), (0.1 + 0.08 * k, 0.12)], 0.012) for k in range(-3, 6)] + [
        stroke([(0.3 - 0.08 * k, -0.5), (-0.1 - 0.08 * k, 0.12)], 0.012) for k in range(-3, 6)
    ]
    press.print(frame(*lines), MID, 0.95, within=frame(wafer))
    for x, y, ink in ((-0.11, -0.52, MID), (0.12, -0.53, ACCENT), (0.0, -0.71, LIGHT)):
        scoop = curve(
            [
                (x - 0.155, y + 0.06),
                (x - 0.145, y - 0.06),
                (x, y - 0.15),
                (x + 0.145, y - 0.06),
                (x + 0.155, y + 0.06),
                (x + 0.1, y + 0.09),
                (x + 0.04, y + 0.07),
                (x - 0.04, y + 0.1),
                (x - 0.1, y + 0.07),
            ]
        )
        press.stamp(frame(scoop), ink, Ramp(0.65, 1), (2, 2))
        press.knock(frame(ellipse(x - 0.07, y - 0.06, 0.02, 0.03)), cover=0.85)
    press.stamp(frame(ellipse(-0.01, -0.87, 0.045)), ACCENT, 1, (2, 1))
    press.print(frame(stroke(curve([(0.0, -0.9), (0.02, -0.97), (0.06, -1.0)], closed=False), 0.01)), DARK, 1)
