"""A room: a tall window, an armchair, a lamp, a rug, pictures and a plant."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import stars
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, ellipse, leaf, ridge, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

FLOOR = 0.74


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw the room."""
    random = press.random
    press.print(None, LIGHT, Ramp(0.95, 0.75))
    flip = random.random() < 0.5
    wide = max(1.0, min(press.ratio, 2.0))
    side = (0.3 if wide < 1.3 else 0.34) + random.uniform(-0.02, 0.02)
    _window(press, 1 - side if flip else side)
    _floor(press)
    room = press.figure(1.15, 1.15, 0.5, FLOOR + 0.1, flip=flip)
    _rug(press, room)
    _lamp(press, room, 0.43 * min(wide, 1.3))
    _chair(press, room, random.choice((ACCENT, ACCENT, MID)))
    _plant(press, room, -0.44 * wide)
    if random.random() < 0.75:
        _pictures(press, room, 0.1)


def _window(press: Press, x: float) -> None:
    """Print a window with hills, or a night sky, outside."""
    random = press.random
    half = 0.17 / max(1, press.ratio) * 1.15
    glass = press.page(box(x - half, 0.1, x + half, 0.56))
    press.stamp(glass, LIGHT, Ramp(0.45, 0.05))
    if press.dark:
        press.knock(glass, DARK)
        stars(press, 50, 0.55)
    disc = press.figure(1, 1, x + half * 0.35, 0.24)(ellipse(0, 0, 0.065))
    press.stamp(disc, ACCENT, 0.95, (2, 1))
    press.print(press.page(below(ridge(random, 0.44, 0.04, 9), 0.6)), MID, 0.7, within=glass)
    press.print(press.page(below(ridge(random, 0.5, 0.03, 9), 0.6)), DARK, 0.7, within=glass)
    edge = 0.012
    bars = [
        box(x - half - edge, 0.09, x - half + edge, 0.57),
        box(x + half - edge, 0.09, x + half + edge, 0.57),
        box(x - edge / 2, 0.1, x + edge / 2, 0.56),
        box(x - half, 0.085, x + half, 0.105),
        box(x - half, 0.3, x + half, 0.312),
        box(x - half * 1.2, 0.555, x + half * 1.2, 0.585),
    ]
    press.stamp(press.page(*bars), LIGHT, 0.08, (1, 1))
    folds: list[Shape] = []
    for way in (-1, 1):
        edge_x = x + way * half * 1.12
        folds.append(
            [
                (edge_x - way * half * 0.2, 0.065),
                (edge_x + way * half * 0.38, 0.065),
                (edge_x + way * half * 0.42, 0.68),
                (edge_x + way * half * 0.02, 0.68),
                (edge_x, 0.4),
            ]
        )
    press.stamp(press.page(*folds), MID, Ramp(0.7, 0.95), (2, 1))
    press.print(press.page(box(x - half * 1.75, 0.055, x + half * 1.75, 0.068)), DARK, 1)


def _floor(press: Press) -> None:
    press.stamp(press.page(box(-0.1, FLOOR, 1.1, 1.1)), MID, Ramp(0.75, 1))
    press.print(press.page(box(-0.1, FLOOR, 1.1, 1.1)), DARK, Ramp(0.1, 0.45))
    press.stamp(press.page(box(-0.1, FLOOR - 0.02, 1.1, FLOOR)), LIGHT, 0.2)
    planks = [stroke([(0.5 + (k - 10) * 0.1, FLOOR), (0.5 + (k - 10) * 0.19, 1.02)], 0.002, 0.004) for k in range(21)]
    press.print(press.page(*planks), DARK, 0.4)


def _rug(press: Press, room: Frame) -> None:
    press.stamp(room(ellipse(0.05, 0.06, 0.46, 0.085)), LIGHT, 0.4, (1, 2))
    press.print(room(ellipse(0.05, 0.06, 0.41, 0.07)), ACCENT, 0.75, without=room(ellipse(0.05, 0.06, 0.35, 0.055)))


def _chair(press: Press, room: Frame, ink: int) -> None:
    """Print an armchair, seen from the front."""
    press.print(room(ellipse(0.08, 0.055, 0.3, 0.03)), DARK, 0.5)
    legs = [
        [(x - 0.02, -0.03), (x + 0.02, -0.03), (x + 0.012 + lean, 0.06), (x - 0.002 + lean, 0.06)]
        for x, lean in ((-0.12, -0.015), (0.28, 0.015))
    ]
    press.print(room(*legs), DARK, 1)
    press.stamp(room(rounded(-0.13, -0.46, 0.29, 0.0, 0.12)), ink, Ramp(0.85, 1), (2, 2))
    buttons = [
        ellipse(-0.02 + 0.1 * k + 0.05 * (row % 2), -0.37 + 0.07 * row, 0.011)
        for row in range(3)
        for k in range(3 - row % 2)
    ]
    press.print(room(*buttons), DARK, 0.8)
    press.stamp(room(rounded(-0.13, -0.16, 0.29, -0.02, 0.05)), ink, 0.95, (2, 2))
    press.print(room(rounded(-0.1, -0.15, 0.26, -0.03, 0.05)), DARK, 0.22)
    for x in (-0.19, 0.24):
        press.stamp(room(rounded(x, -0.27, x + 0.11, 0.0, 0.055)), ink, 1, (2, 2))
    press.print(room(box(-0.19, -0.035, 0.35, 0.0)), DARK, 0.35)
    cushion = rounded(-0.01, -0.3, 0.17, -0.13, 0.03)
    press.stamp(room(cushion), LIGHT, 0.2, (2, 1))
    press.print(room(*[box(x, -0.3, x + 0.02, -0.13) for x in (0.03, 0.08, 0.13)]), DARK, 0.8)


def _lamp(press: Press, room: Frame, x: float) -> None:
    """Print a standing lamp and its light."""
    press.knock(room([(x - 0.09, -0.56), (x + 0.09, -0.56), (x + 0.26, 0.04), (x - 0.26, 0.04)]), cover=0.3)
    press.print(room(box(x - 0.008, -0.6, x + 0.008, 0.03), ellipse(x, 0.035, 0.075, 0.016)), DARK, 1)
    press.stamp(
        room([(x - 0.07, -0.76), (x + 0.07, -0.76), (x + 0.125, -0.56), (x - 0.125, -0.56)]),
        ACCENT,
        Ramp(0.8, 1),
        (2, 2),
    )


def _plant(press: Press, room: Frame, x: float) -> None:
    leaves = [
        leaf(x, -0.12, turn, long, 0.035)
        for turn, long in ((-150, 0.24), (-125, 0.32), (-100, 0.38), (-78, 0.36), (-55, 0.33), (-30, 0.25))
    ]
    press.stamp(room(*leaves), DARK, 0.95, (1, 1))
    press.stamp(room([(x - 0.085, -0.14), (x + 0.085, -0.14), (x + 0.06, 0.05), (x - 0.06, 0.05)]), LIGHT, 0.4, (2, 1))
    press.print(room(box(x - 0.075, -0.08, x + 0.075, -0.05)), ACCENT, 0.95)


def _pictures(press: Press, room: Frame, x: float) -> None:
    """Hang two pictures over the chair."""
    for left, top, wide, high, ink in ((x - 0.18, -0.84, 0.2, 0.26, MID), (x + 0.05, -0.78, 0.15, 0.19, ACCENT)):
        press.stamp(room(box(left, top, left + wide, top + high)), DARK, 1, (1, 1))
        press.knock(room(box(left + 0.012, top + 0.012, left + wide - 0.012, top + high - 0.012)))
        press.print(room(ellipse(left + wide / 2, top + high / 2, wide * 0.24)), ink, 0.95, (1, 1))
