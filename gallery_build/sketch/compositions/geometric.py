"""Pattern: a grid of quarter discs, discs, triangles, stripes and dots; a tenth in the accent."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, PAPER
from gallery_build.sketch.shapes import box, ellipse, pie

if TYPE_CHECKING:
    from random import Random

    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape

SHIFTS = {LIGHT: (-3, 2), MID: (3, -2), DARK: (0, 0), ACCENT: (2, 3)}


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw a tiled pattern."""
    random = press.random
    short = random.choice((4, 4, 5))
    columns, rows = _grid(press.ratio, short)
    layers: dict[int, list[Shape]] = {LIGHT: [], MID: [], DARK: [], ACCENT: []}
    for column in range(columns):
        for row in range(rows):
            left, top = column / columns, row / rows
            _tile(random, layers, (left, top, left + 1 / columns, top + 1 / rows))
    for ink in (LIGHT, MID, DARK):
        press.print(press.page(*layers[ink]), ink, 0.93, SHIFTS[ink])
    press.stamp(press.page(*layers[ACCENT]), ACCENT, 0.96, SHIFTS[ACCENT])


def _grid(ratio: float, short: int) -> tuple[int, int]:
    """Return columns and rows of tiles that are nearly square."""
    return (round(short * ratio), short) if ratio >= 1 else (short, round(short / ratio))


def _tile(random: Random, layers: dict[int, list[Shape]], place: tuple[float, float, float, float]) -> None:
    back = random.choice((PAPER, PAPER, PAPER, LIGHT, MID))
    front = random.choice([ink for ink in (LIGHT, MID, MID, DARK, DARK) if ink != back])
    if random.random() < 0.1:
        front = ACCENT
    if back:
        layers[back].append(box(*place))
    layers[front] += _motif(random, *place)


def _motif(random: Random, left: float, top: float, right: float, bottom: float) -> list[Shape]:  # noqa: PLR0911 - one for each motif
    """Return what fills one tile."""
    wide, high = right - left, bottom - top
    kind = random.choice("qqhcsldt")
    if kind == "q":
        turn = random.randrange(4)
        corner = ((left, top), (right, top), (right, bottom), (left, bottom))[turn]
        return [pie(*corner, wide, high, turn * 90, turn * 90 + 90)]
    if kind == "h":
        turn = random.choice((0, 90, 180, 270))
        return [ellipse(left + wide / 2, top + high / 2, wide / 2, high / 2, turn, turn + 180)]
    if kind == "c":
        return [ellipse(left + wide / 2, top + high / 2, wide * 0.36, high * 0.36)]
    if kind == "s":
        return [[(left, top), (right, bottom) if random.random() < 0.5 else (right, top), (left, bottom)]]
    if kind == "l":
        return [box(left, top + high * (k + 0.25) / 5, right, top + high * (k + 0.7) / 5) for k in range(5)]
    if kind == "d":
        dots = [(a, b) for a in range(4) for b in range(4)]
        return [
            ellipse(left + (a + 0.5) * wide / 4, top + (b + 0.5) * high / 4, wide * 0.055, high * 0.055)
            for a, b in dots
        ]
    return [box(left, top, right, top + high / 2)]
