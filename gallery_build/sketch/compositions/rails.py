"""A tram and a steam train, seen from the side. They stand on y = 0, around x = 0."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, ellipse, ray, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape


def tram(press: Press, frame: Frame) -> None:
    """Draw a tram with its wire, pantograph, warm windows and doors."""
    press.print(
        frame(
            box(-6, -0.93, 6, -0.922),
            stroke([(-0.06, -0.68), (0.1, -0.8), (-0.04, -0.92)], 0.014),
            box(-0.12, -0.93, 0.04, -0.912),
        ),
        DARK,
        1,
    )
    press.print(frame(box(-6, 0.012, 6, 0.026)), DARK, 0.9)
    press.stamp(frame(rounded(-0.68, -0.7, 0.68, -0.6, 0.05)), DARK, 1, (1, 1))
    body = rounded(-0.74, -0.66, 0.74, -0.07, 0.09)
    press.stamp(frame(body), ACCENT, 0.97, (3, 2))
    press.knock(frame(box(-1, -0.64, 1, -0.33)), LIGHT, 0.55, within=frame(body))
    panes = [rounded(x, -0.6, x + 0.16, -0.36, 0.02) for x in (-0.69, -0.3, -0.11, 0.08, 0.53)]
    doors = [rounded(x, -0.6, x + 0.17, -0.1, 0.02) for x in (-0.49, 0.3)]
    if press.dark:
        press.stamp(frame(*panes, *doors), ACCENT, 0.45)
    else:
        press.print(frame(*panes, *doors), DARK, 0.95)
    halves = [box(x + 0.08, -0.6, x + 0.09, -0.1) for x in (-0.49, 0.3)]
    press.knock(frame(*halves), DARK if press.dark else LIGHT)
    _riders(press, frame)
    press.knock(
        frame(box(-0.74, -0.2, -0.52, -0.18), box(-0.29, -0.2, 0.28, -0.18), box(0.5, -0.2, 0.74, -0.18)), LIGHT
    )
    press.stamp(frame(ellipse(-0.69, -0.145, 0.032), ellipse(0.69, -0.145, 0.032)), LIGHT, 0.1)
    press.print(frame(box(-0.62, -0.09, 0.62, -0.03)), DARK, 1)
    wheels = [ellipse(x, -0.04, 0.065) for x in (-0.5, -0.33, 0.33, 0.5)]
    press.print(frame(*wheels), DARK, 1)
    press.knock(frame(*[ellipse(x, -0.04, 0.026) for x in (-0.5, -0.33, 0.33, 0.5)]), MID)


def _riders(press: Press, frame: Frame) -> None:
    """Print heads and shoulders behind some windows."""
    for x in (-0.61, -0.22, -0.03, 0.16, 0.61):
        if press.random.random() < 0.6:
            heads = [ellipse(x, -0.46, 0.035), ellipse(x, -0.36, 0.065, 0.06, 180, 360)]
            press.knock(frame(*heads), DARK if press.dark else MID)


def train(press: Press, frame: Frame) -> None:
    """Draw a steam engine with its tender and a carriage, its smoke blowing back."""
    puffs = [ellipse(0.52 - 0.2 * k, -0.86 - 0.05 * k + 0.03 * (k % 2), 0.06 + 0.026 * k) for k in range(8)]
    press.knock(frame(*puffs), cover=0.85)
    press.print(
        frame(box(-6, 0.0, 6, 0.02), *(box(-3 + 0.12 * k, 0.02, -2.95 + 0.12 * k, 0.045) for k in range(50))), DARK, 1
    )
    boiler = rounded(-0.05, -0.54, 0.72, -0.2, 0.05)
    press.stamp(frame(boiler), DARK, 1, (1, 1))
    press.stamp(frame(box(-0.36, -0.7, -0.02, -0.14)), ACCENT, 0.97, (2, 2))
    press.stamp(frame(rounded(-0.41, -0.77, 0.03, -0.69, 0.03)), DARK, 1, (1, 1))
    press.knock(frame(rounded(-0.3, -0.63, -0.08, -0.44, 0.02)), LIGHT)
    press.stamp(
        frame([(0.48, -0.52), (0.46, -0.82), (0.64, -0.82), (0.6, -0.52)], box(0.44, -0.86, 0.66, -0.81)),
        DARK,
        1,
        (1, 1),
    )
    press.stamp(
        frame(ellipse(0.27, -0.53, 0.085, 0.1, 180, 360), ellipse(0.09, -0.53, 0.05, 0.07, 180, 360)), ACCENT, 1, (1, 1)
    )
    press.knock(frame(*[box(x, -0.54, x + 0.018, -0.2) for x in (0.13, 0.36, 0.58)]), LIGHT, 0.9)
    press.stamp(frame(ellipse(0.74, -0.46, 0.045)), LIGHT, 0.1)
    press.stamp(frame([(0.66, -0.2), (0.78, -0.2), (0.94, -0.01), (0.66, -0.01)]), ACCENT, 1, (2, 1))
    press.print(frame(box(-0.4, -0.24, 0.76, -0.14)), DARK, 1)
    _carriage(press, frame, -1.12)
    _carriage(press, frame, -1.9)
    _wheels(press, frame, [(-0.22, 0.14), (0.1, 0.14), (0.4, 0.14), (0.66, 0.085)])
    press.stamp(frame(stroke([(-0.22, -0.12), (0.4, -0.12)], 0.024)), LIGHT, 0.4)


def _carriage(press: Press, frame: Frame, x: float) -> None:
    press.stamp(frame(rounded(x, -0.58, x + 0.7, -0.13, 0.03)), MID, 0.95, (2, 1))
    press.stamp(frame(rounded(x - 0.02, -0.63, x + 0.72, -0.56, 0.03)), DARK, 1)
    press.knock(
        frame(*[rounded(x + 0.06 + 0.155 * k, -0.5, x + 0.17 + 0.155 * k, -0.34, 0.02) for k in range(4)]), LIGHT
    )
    press.print(frame(box(x, -0.27, x + 0.7, -0.24), box(x - 0.08, -0.17, x + 0.72, -0.13)), DARK, 0.95)
    _wheels(press, frame, [(x + 0.15, 0.08), (x + 0.55, 0.08)])


def _wheels(press: Press, frame: Frame, wheels: list[tuple[float, float]]) -> None:
    for x, radius in wheels:
        spokes: list[Shape] = [stroke([(x, -radius), ray(x, -radius, 45 * k, radius * 0.85)], 0.014) for k in range(8)]
        press.stamp(frame(ellipse(x, -radius, radius)), DARK, 1)
        press.stamp(frame(ellipse(x, -radius, radius * 0.76)), ACCENT, Ramp(0.9, 1))
        press.print(frame(*spokes, ellipse(x, -radius, radius * 0.26)), DARK, 1)
