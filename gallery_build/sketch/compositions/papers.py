"""Printed matter: three sheets with greeked text, a picture or a chart; an open book."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel
from gallery_build.sketch.compositions.chart import chart
from gallery_build.sketch.compositions.comic import comic
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, moved, pie, stroke, turned

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

    Lay = Callable[..., list[Shape]]

WIDE, HIGH = 0.25, 0.34
"""Half of a sheet."""


def draw(press: Press, subject: str) -> None:
    """Draw sheets of paper, or a book."""
    if subject != "poster":
        {"book": _book, "chart": chart, "comic": comic}[subject](press)
        return
    random = press.random
    press.print(None, LIGHT, Ramp(0.35, 0.75))
    frame = press.figure(1, 1, flip=random.random() < 0.5)
    step = max(0.07, min(0.42, (press.ratio - 1) * 0.3))
    drop = max(0.03, min(0.5, (1 / press.ratio - 1) * 0.3))
    for k in range(3):
        degrees = random.uniform(-9, 9) if k < 2 else random.uniform(-3, 3)
        _sheet(press, frame, k, ((k - 1) * step, (k - 1) * drop, degrees))


def _sheet(press: Press, frame: Frame, number: int, place: tuple[float, float, float]) -> None:
    x, y, degrees = place

    def lay(*shapes: Shape) -> list[Shape]:
        return frame(*(moved(turned(shape, degrees), x, y) for shape in shapes))

    press.print(lay(box(-WIDE + 0.012, -HIGH + 0.014, WIDE + 0.012, HIGH + 0.014)), DARK, 0.45)
    press.stamp(lay(box(-WIDE, -HIGH, WIDE, HIGH)), (MID, ACCENT, LIGHT)[number], 0.85 if number < 2 else 0, (2, 1))
    lines = [
        box(-WIDE + 0.04, 0.145 + k * 0.035, -WIDE + 0.04 + press.random.uniform(0.28, 0.42), 0.156 + k * 0.035)
        for k in range(5)
    ]
    if number < 2:
        press.knock(lay(box(-WIDE + 0.04, -HIGH + 0.05, WIDE - 0.04, -0.05), *lines), cover=0.75)
        return
    {"picture": _picture, "bars": _bars, "panels": _panels}[press.random.choice(("picture", "bars", "panels"))](
        press, lay
    )
    press.print(lay(box(-WIDE + 0.04, 0.06, 0.06, 0.1), *lines), DARK, 0.95)


def _picture(press: Press, lay: Lay) -> None:
    press.print(lay(box(-WIDE + 0.04, -HIGH + 0.05, WIDE - 0.04, 0.02)), MID, Ramp(0.9, 0.5), (-3, 2))
    press.stamp(lay(ellipse(press.random.uniform(-0.06, 0.06), -0.14, 0.085)), ACCENT, 0.95, (3, 2))


def _bars(press: Press, lay: Lay) -> None:
    """Print a small chart and a pie."""
    heights = [press.random.uniform(0.06, 0.22) for _ in range(5)]
    bars = [box(-0.2 + k * 0.055, -0.03 - high, -0.165 + k * 0.055, -0.03) for k, high in enumerate(heights)]
    press.print(lay(*bars), MID, 0.95, (-2, 1))
    press.print(lay(box(-0.21, -0.025, 0.21, -0.02), box(-0.21, -0.29, 0.05, -0.26)), DARK, 0.95)
    press.stamp(lay(pie(0.14, -0.12, 0.075, 0.075, 0, 250)), ACCENT, 0.95, (2, 2))
    press.print(lay(pie(0.145, -0.125, 0.075, 0.075, 250, 360)), DARK, 0.95)


def _panels(press: Press, lay: Lay) -> None:
    """Print four panels, as a storyboard has them."""
    cells = [
        (-0.21, -0.29, 0.02, -0.14),
        (0.04, -0.29, 0.21, -0.14),
        (-0.21, -0.12, -0.04, 0.03),
        (-0.02, -0.12, 0.21, 0.03),
    ]
    for cell, ink in zip(cells, (MID, LIGHT, ACCENT, DARK), strict=True):
        press.print(lay(box(*cell)), ink, Ramp(0.95, 0.7), (-2, 1))
    press.knock(lay(ellipse(-0.1, -0.21, 0.045), ellipse(0.1, -0.045, 0.05)))


def _book(press: Press) -> None:
    """Draw an open book, a ribbon and leaves of text."""
    random = press.random
    panel(press, random.choice(("flat", "disc", "rays")))
    frame = press.figure(1.15, 0.95, 0.5, 0.54, flip=random.random() < 0.5)
    cover = curve(
        [
            (-0.48, -0.24, 1),
            (-0.48, 0.27, 1),
            (-0.1, 0.27),
            (0, 0.31, 1),
            (0.1, 0.27),
            (0.48, 0.27, 1),
            (0.48, -0.24, 1),
            (0, -0.2, 1),
        ]
    )
    press.print(frame(moved(cover, 0.015, 0.03)), DARK, 0.45)
    press.stamp(frame(cover), DARK, 1, (2, 2))
    for side in (-1, 1):
        page = curve(
            [
                (0, -0.22, 1),
                (0.12 * side, -0.285),
                (0.3 * side, -0.28),
                (0.455 * side, -0.25, 1),
                (0.455 * side, 0.23, 1),
                (0.3 * side, 0.2),
                (0.12 * side, 0.2),
                (0, 0.27, 1),
            ]
        )
        press.stamp(frame(page), LIGHT, 0.08 if side < 0 else 0.3)
    lines = [
        stroke(
            [
                (-0.41, -0.17 + 0.05 * k),
                (-0.25, -0.195 + 0.05 * k),
                (-0.06 - random.uniform(0, 0.08), -0.175 + 0.05 * k),
            ],
            0.012,
        )
        for k in range(7)
    ]
    press.print(frame(*lines), DARK, 0.85)
    press.print(frame(box(0.08, -0.19, 0.4, 0.02)), MID, Ramp(0.9, 0.5), (2, 1))
    press.stamp(frame(ellipse(0.27, -0.09, 0.055)), ACCENT, 1, (2, 1))
    press.print(
        frame(
            *[
                stroke(
                    [(0.08, 0.06 + 0.045 * k), (0.22, 0.055 + 0.045 * k), (0.4 - 0.1 * (k == 2), 0.07 + 0.045 * k)],
                    0.012,
                )
                for k in range(3)
            ]
        ),
        DARK,
        0.85,
    )
    press.stamp(frame([(0.0, -0.2), (0.03, -0.2), (0.03, 0.4), (0.015, 0.37), (0, 0.4)]), ACCENT, 1, (1, 1))
