"""Under water: rays from above, weed and coral; a shoal, a whale or a jellyfish."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, curve, ellipse, ridge, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape


def draw(press: Press, subject: str) -> None:
    """Draw the sea from inside."""
    random = press.random
    press.print(None, LIGHT, Ramp(0.45, 1))
    press.print(None, MID, Ramp(0.1, 1))
    press.print(None, DARK, Ramp(0.0, 0.6, 0.45, 1.1))
    x = random.uniform(0.1, 0.9)
    rays = [
        [
            (x + (k - 2.5) * 0.05, -0.05),
            (x + (k - 2.5) * 0.05 + 0.03, -0.05),
            (x + (k - 2.5) * 0.32 + 0.14, 1.05),
            (x + (k - 2.5) * 0.32, 1.05),
        ]
        for k in range(6)
    ]
    press.knock(press.page(*rays), LIGHT, 0.35)
    press.print(press.page(below(ridge(random, 0.84, 0.04, 3))), MID, 0.9)
    {"fish": _shoal, "whale": _whale, "jellyfish": _jellyfish}[subject](press)
    _bottom(press)
    _bubbles(press)


def _bottom(press: Press) -> None:
    """Print the sea floor, weed and coral."""
    random = press.random
    press.print(press.page(below(ridge(random, 0.92, 0.025, 2))), DARK, 1)
    frame = press.figure(1, 1, 0, 0.96)
    end = press.width / frame.across
    weeds: list[Shape] = []
    for _ in range(round(9 * max(0.7, end))):
        x, high, sway = random.uniform(0, end), random.uniform(0.12, 0.3), random.choice((-0.03, 0.03))
        weeds.append(
            stroke(
                curve(
                    [(x, 0), (x + sway, -high * 0.35), (x - sway, -high * 0.7), (x + sway * 0.5, -high)], closed=False
                ),
                0.022,
                0.004,
            )
        )
    press.print(frame(*weeds), DARK, 0.95)
    for _ in range(round(3 * max(1, end))):
        press.stamp(frame(*_coral(random.uniform(0.05, end), random.uniform(0.09, 0.15))), ACCENT, 0.92, (2, 1))


def _coral(x: float, size: float) -> list[Shape]:
    arms = ((-0.55, -0.9), (-0.2, -1.2), (0.2, -1.1), (0.55, -0.8))
    shapes = [
        stroke(
            curve([(x, 0.1), (x + dx * size * 0.8, -size * 0.35), (x + dx * size, dy * size)], closed=False),
            size * 0.2,
            size * 0.14,
        )
        for dx, dy in arms
    ]
    return [*shapes, *(ellipse(x + dx * size, dy * size, size * 0.09) for dx, dy in arms)]


def _bubbles(press: Press) -> None:
    random = press.random
    frame = press.figure(1, 1, random.uniform(0.15, 0.85), 0.62)
    for k in range(9):
        x, y, radius = random.uniform(-0.04, 0.04), -0.06 * k, random.uniform(0.006, 0.017)
        press.knock(frame(ellipse(x, y, radius)), cover=0.9, without=frame(ellipse(x, y, radius * 0.66)))


FISH = curve(
    [
        (-0.5, 0, 1),
        (-0.3, -0.2),
        (0.02, -0.27),
        (0.3, -0.1),
        (0.42, -0.03, 1),
        (0.72, -0.24, 1),
        (0.63, 0, 1),
        (0.72, 0.24, 1),
        (0.42, 0.03, 1),
        (0.3, 0.1),
        (0.02, 0.25),
        (-0.3, 0.18),
    ]
)
FINS = [
    curve([(-0.12, -0.2, 1), (0.02, -0.42), (0.24, -0.36, 1), (0.2, -0.15, 1)]),
    curve([(-0.02, 0.2, 1), (0.12, 0.38), (0.2, 0.36, 1), (0.16, 0.16, 1)]),
]


def _shoal(press: Press) -> None:
    """Print one large striped fish and a shoal of small ones."""
    random = press.random
    flip = random.random() < 0.5
    for _ in range(round(11 * max(0.8, press.ratio))):
        frame = press.figure(11, 11, random.uniform(0.06, 0.94), random.uniform(0.1, 0.76), flip=flip)
        press.print(frame(FISH), DARK, 0.85)
    wide = max(1.0, min(press.ratio, 2.2))
    places = (
        ((0.46, 0.44, 2.0), (0.74, 0.68, 3.6), (0.22, 0.24, 4.4))
        if press.ratio < 1.5
        else ((0.5, 0.46, 1.5), (0.22, 0.6, 2.4), (0.8, 0.34, 2.8))
    )
    for k, (x, y, size) in enumerate(places):
        _striped(
            press,
            press.figure(size, size * 0.75 * wide / wide, 1 - x if flip else x, y, flip=flip),
            ACCENT if k != 1 else LIGHT,
        )


def _striped(press: Press, frame: Frame, ink: int) -> None:
    press.stamp(frame(*FINS), DARK, 0.95, (1, 1))
    press.stamp(frame(FISH), ink, Ramp(0.98, 0.75), (3, 2))
    bands = [
        curve([(x - 0.06, -0.4), (x - 0.02, 0), (x - 0.06, 0.4), (x + 0.04, 0.4), (x + 0.09, 0), (x + 0.04, -0.4)])
        for x in (-0.2, 0.06, 0.28)
    ]
    press.knock(frame(*bands), cover=0.95, within=frame(FISH))
    press.print(frame(ellipse(-0.34, -0.05, 0.04)), DARK, 1)


WHALE = curve([
    (-0.98, -0.02, 1), (-0.93, -0.2), (-0.6, -0.33), (-0.15, -0.34), (0.25, -0.2), (0.58, -0.08), (0.78, -0.14), (0.84, -0.32), (0.78, -0.46, 1), (1.0, -0.42), (1.02, -0.24, 1), (1.12, -0.4), (1.32, -0.34, 1), (1.22, -0.16), (0.98, -0.05), (0.75, 0.08), (0.35, 0.2), (-0.2, 0.26), (-0.7, 0.22), (-0.93, 0.12),
])  # fmt: skip
BELLY = curve(
    [
        (-0.99, -0.01, 1),
        (-0.7, 0.04),
        (-0.42, 0.1),
        (-0.1, 0.17),
        (0.35, 0.2, 1),
        (-0.2, 0.27),
        (-0.7, 0.23),
        (-0.94, 0.13),
    ]
)
FLIPPER = curve([(-0.36, 0.12, 1), (-0.22, 0.14), (-0.08, 0.36), (0.04, 0.52, 1), (-0.18, 0.46), (-0.34, 0.28)])


def _whale(press: Press) -> None:
    """Print one great whale and far small fish."""
    random = press.random
    flip = random.random() < 0.5
    for _ in range(12):
        frame = press.figure(17, 17, random.uniform(0.1, 0.9), random.uniform(0.12, 0.7), flip=flip)
        press.print(frame(FISH), DARK, 0.75)
    frame = press.figure(2.75, 1.5, 0.47 if not flip else 0.53, random.uniform(0.4, 0.5), flip=flip)
    press.stamp(frame(WHALE), DARK, Ramp(0.85, 1), (2, 1))
    press.knock(frame(BELLY), LIGHT, 0.95)
    grooves = [
        stroke(
            [(-0.93 + 0.04 * k, 0.05 + 0.035 * k), (-0.45, 0.13 + 0.022 * k), (0.1 - 0.06 * k, 0.2 + 0.01 * k)], 0.008
        )
        for k in range(4)
    ]
    press.print(frame(*grooves), DARK, 0.7, within=frame(BELLY))
    press.stamp(frame(FLIPPER), DARK, 1, (2, 2))
    press.knock(frame(ellipse(-0.66, -0.01, 0.025)))
    if press.ratio < 0.75:
        calf = press.figure(6.5, 4, 0.62, 0.72, flip=flip)
        press.stamp(calf(WHALE), DARK, 0.9)


def _jellyfish(press: Press) -> None:
    """Print three jellyfish of different size."""
    random = press.random
    flip = random.random() < 0.5
    for x, y, size in ((0.78, 0.22, 3.4), (0.2, 0.6, 2.7), (0.5, 0.36, 1.45)):
        frame = press.figure(size, size * 1.1, 1 - x if flip else x, y)
        arms: list[Shape] = []
        for k in range(7):
            dx, sway = (k - 3) * 0.09, random.choice((-0.05, 0.05))
            arms.append(
                stroke(
                    curve(
                        [
                            (dx, 0.02),
                            (dx + sway, 0.18),
                            (dx - sway, 0.34),
                            (dx + sway, 0.48),
                            (dx, random.uniform(0.5, 0.75)),
                        ],
                        closed=False,
                    ),
                    0.022,
                    0.006,
                )
            )
        press.knock(frame(*arms), LIGHT, 0.85)
        bell = curve(
            [
                (-0.36, 0.03, 1),
                (-0.33, -0.18),
                (-0.17, -0.34),
                (0, -0.38),
                (0.17, -0.34),
                (0.33, -0.18),
                (0.36, 0.03, 1),
                (0.24, -0.01),
                (0.12, 0.03, 1),
                (0, -0.01),
                (-0.12, 0.03, 1),
                (-0.24, -0.01),
            ]
        )
        press.stamp(frame(bell), ACCENT, Ramp(0.95, 0.6), (3, 2))
        press.knock(
            frame(curve([(-0.24, -0.12), (-0.12, -0.28), (0, -0.31), (-0.06, -0.24), (-0.17, -0.12)])), cover=0.5
        )
