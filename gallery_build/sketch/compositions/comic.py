"""A page of panels: rays, hills, a night, a figure with an empty balloon."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, ellipse, ray, ridge, star

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape


def comic(press: Press) -> None:
    """Draw a page of panels: rays, hills, a night, a balloon without words."""
    random = press.random
    press.print(None, LIGHT, 0.16)
    gap = 0.022
    rows = 3 if press.ratio < 1.2 else 2
    scenes = random.sample([_burst, _ridges, _moonlit, _talk], 4)
    for row in range(rows):
        cuts = [
            0.0,
            *(
                [random.uniform(0.32, 0.68)]
                if press.ratio < 1.2
                else [random.uniform(0.25, 0.4), random.uniform(0.6, 0.75)]
            ),
            1.0,
        ]
        if row == rows - 2 and press.ratio < 1.2:
            cuts = [0.0, 1.0]
        lean = random.uniform(-0.03, 0.03)
        for k in range(len(cuts) - 1):
            left, right = cuts[k] + gap, cuts[k + 1] - gap / 2
            top, bottom = row / rows + gap, (row + 1) / rows - gap / 2
            slant = lean if len(cuts) > 2 else 0
            cell = [
                (left + (slant if k else 0), top),
                (right + (slant if k < len(cuts) - 2 else -gap / 2), top),
                (right - (slant if k < len(cuts) - 2 else gap / 2), bottom),
                (left - (slant if k else 0), bottom),
            ]
            _panel_of(press, cell, scenes[(row * 2 + k) % len(scenes)])


def _panel_of(press: Press, cell: Shape, scene: Callable[[Press, list[Shape], Shape], None]) -> None:
    middle = (sum(x for x, _ in cell) / 4, sum(y for _, y in cell) / 4)
    scale = (1 + 0.012, 1 + 0.012 * press.ratio)
    press.print(
        press.page(
            [
                (
                    middle[0] + (x - middle[0]) * scale[0] + 0.004 * (x - middle[0]),
                    middle[1] + (y - middle[1]) * scale[1],
                )
                for x, y in cell
            ]
        ),
        DARK,
        1,
    )
    press.knock(press.page(cell))
    scene(press, press.page(cell), cell)


def _burst(press: Press, inside: list[Shape], cell: Shape) -> None:
    x, y = sum(px for px, _ in cell) / 4, sum(py for _, py in cell) / 4
    turn = press.random.uniform(0, 20)
    press.print(inside, LIGHT, 0.5)
    press.print(
        press.page(*[[(x, y), ray(x, y, turn + 20 * k, 1.5), ray(x, y, turn + 20 * k + 8, 1.5)] for k in range(18)]),
        MID,
        0.9,
        within=inside,
    )
    press.stamp(press.figure(1, 1, x, y)(star(0, 0, 0.15, 0.08, 11, turn)), ACCENT, 1, (2, 2), within=inside)


def _ridges(press: Press, inside: list[Shape], cell: Shape) -> None:
    y = sum(py for _, py in cell) / 4
    press.print(inside, LIGHT, Ramp(0.9, 0.3))
    press.stamp(press.figure(1, 1, cell[0][0] + 0.12, y - 0.04)(ellipse(0, 0, 0.07)), ACCENT, 1, (1, 1), within=inside)
    press.print(press.page(below(ridge(press.random, y + 0.02, 0.03, 9))), MID, 0.95, within=inside)
    press.print(press.page(below(ridge(press.random, y + 0.08, 0.02, 9))), DARK, 0.95, within=inside)


def _moonlit(press: Press, inside: list[Shape], cell: Shape) -> None:
    press.print(inside, DARK, Ramp(1, 0.85))
    x, y = sum(px for px, _ in cell) / 4, sum(py for _, py in cell) / 4
    press.stamp(press.figure(1, 1, x, y - 0.03)(ellipse(0, 0, 0.075)), LIGHT, 0.3, (1, 1), within=inside)
    roofs: Shape = [(0, 1.1), (0, y + 0.06)]
    for k in range(12):
        roofs += [(k / 12, y + press.random.uniform(0.03, 0.1)), ((k + 1) / 12, y + press.random.uniform(0.03, 0.1))]
    press.stamp(press.page([*roofs, (1, 1.1)]), MID, 0.9, within=inside)


def _talk(press: Press, inside: list[Shape], cell: Shape) -> None:
    """Print a figure from behind and an empty balloon."""
    press.print(inside, ACCENT, Ramp(0.8, 0.5))
    x, y = sum(px for px, _ in cell) / 4, sum(py for _, py in cell) / 4
    low = max(py for _, py in cell)
    frame = press.figure(1, 1, x - 0.06, low)
    press.print(frame(ellipse(0, 0.02, 0.11, 0.12), ellipse(0, -0.14, 0.062, 0.068)), DARK, 1, within=inside)
    balloon = press.figure(1, 1, x + 0.07, y - 0.05)
    shape = [ellipse(0, 0, 0.1, 0.055), [(-0.05, 0.03), (-0.02, 0.05), (-0.08, 0.1)]]
    press.stamp(balloon(*shape), LIGHT, 0.05, within=inside)
    press.print(balloon(box(-0.055, -0.018, 0.055, -0.01), box(-0.055, 0.01, 0.03, 0.018)), DARK, 0.9, within=inside)
