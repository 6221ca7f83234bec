"""One building: a lighthouse, a house, a temple, a castle, a bridge or a windmill."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import birds, cloud, flat, ground, light, sky
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, PAPER, Ramp
from gallery_build.sketch.shapes import arch, below, box, curve, ellipse, ray, ridge, rounded, stroke, turned

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Knot, Shape


def draw(press: Press, subject: str) -> None:
    """Draw the building in its landscape."""
    sky(press, 0.8, strong=0.75)
    {
        "lighthouse": _lighthouse,
        "house": _house,
        "temple": _temple,
        "castle": _castle,
        "bridge": _bridge,
        "windmill": _windmill,
    }[subject](press)


def _clouds(press: Press) -> None:
    for _ in range(press.random.choice((1, 2, 3))):
        x, y, size = (
            press.random.uniform(0.05, 0.95),
            press.random.uniform(0.12, 0.35),
            press.random.uniform(0.08, 0.16),
        )
        press.knock(press.figure(1, 1, x, y)(*flat(cloud(0, 0, size), 0)), cover=0.75)


def _sea(press: Press, y: float) -> None:
    press.stamp(press.page(box(-0.1, y, 1.1, 1.1)), MID, Ramp(0.5, 1))
    waves = [
        box(x, wy, x + long, wy + 0.005)
        for x, wy, long in (
            (press.random.random(), press.random.uniform(y + 0.02, 0.99), press.random.uniform(0.04, 0.14))
            for _ in range(34)
        )
    ]
    press.knock(press.page(*waves), LIGHT, 0.8)


def _lighthouse(press: Press) -> None:
    """Print a banded tower on a rock, two beams over the sea."""
    random = press.random
    flip = random.random() < 0.5
    _clouds(press)
    _sea(press, 0.74)
    x = random.uniform(0.34, 0.42)
    frame = press.figure(1.0, 1.12, 1 - x if flip else x, 0.8, flip=flip)
    beams = [[(0, -0.665), (3, -1.0 + tilt), (3, -0.62 + tilt)] for tilt in (0.0,)] + [
        [(0, -0.665), (-3, -0.7), (-3, -0.36)]
    ]
    press.knock(frame(*beams), ACCENT if press.dark else PAPER, 0.55)
    rock = curve(
        [
            (-0.62, 0.4, 1),
            (-0.46, 0.12),
            (-0.3, 0.1),
            (-0.22, -0.02),
            (-0.1, -0.05),
            (0.14, -0.06),
            (0.22, 0.02),
            (0.34, 0.05),
            (0.42, 0.16),
            (0.6, 0.4, 1),
        ]
    )
    tower = [(-0.07, -0.58), (0.07, -0.58), (0.115, -0.02), (-0.115, -0.02)]
    press.knock(frame(tower))
    bands = [box(-0.3, y, 0.3, y + 0.1) for y in (-0.5, -0.3, -0.1)]
    press.print(frame(*bands), ACCENT, 0.96, (2, 1), within=frame(tower))
    press.print(frame([(0.0, -0.58), (0.07, -0.58), (0.115, -0.02), (0.01, -0.02)]), DARK, 0.28)
    press.stamp(frame(rock), DARK, 1, (1, 1))
    press.stamp(
        frame(box(-0.1, -0.605, 0.1, -0.575), box(-0.065, -0.73, -0.05, -0.6), box(0.05, -0.73, 0.065, -0.6)), DARK, 1
    )
    press.knock(frame(box(-0.05, -0.725, 0.05, -0.605)), ACCENT)
    press.knock(frame(ellipse(0, -0.665, 0.03)))
    press.stamp(frame(ellipse(0, -0.725, 0.08, 0.075, 180, 360), box(-0.006, -0.86, 0.006, -0.79)), DARK, 1, (2, 1))
    press.knock(
        frame(arch(-0.022, -0.1, 0.022, -0.03), box(-0.015, -0.25, 0.015, -0.21), box(-0.013, -0.44, 0.013, -0.405)),
        DARK,
    )
    birds(press, 0.25 if flip else 0.75, 0.5, 6)


def _house(press: Press) -> None:
    """Print a gabled house with a smoking chimney, a path and a tree."""
    random = press.random
    light(press, random.choice((0.15, 0.85)), 0.2, 0.09)
    _clouds(press)
    press.stamp(press.page(below(ridge(random, 0.66, 0.03, 3))), LIGHT, 0.95)
    ground(press, 0.78, MID, Ramp(0.75, 0.95))
    frame = press.figure(1.15, 1.15, random.uniform(0.45, 0.55), 0.8, flip=random.random() < 0.5)
    for k in range(4):
        press.knock(frame(ellipse(0.21 + 0.035 * k, -0.58 - 0.075 * k, 0.022 + 0.012 * k)), cover=0.85)
    press.stamp(frame(box(0.17, -0.53, 0.24, -0.32)), DARK, 1)
    press.stamp(frame([(-0.3, 0.02), (-0.3, -0.28), (0.3, -0.28), (0.3, 0.02)]), LIGHT, 0.25, (2, 1))
    press.print(frame(box(0.06, -0.28, 0.3, 0.02)), LIGHT, 0.6)
    press.stamp(frame([(-0.36, -0.25), (-0.2, -0.46), (0.24, -0.46), (0.37, -0.25)]), ACCENT, Ramp(0.98, 0.85), (3, 2))
    press.stamp(frame([(-0.36, -0.25), (-0.14, -0.5), (0.08, -0.25)]), DARK, 0.95, (1, 1))
    press.stamp(frame([(-0.3, 0.02), (-0.3, -0.25), (-0.14, -0.43), (0.02, -0.25), (0.02, 0.02)]), LIGHT, 0.1)
    press.print(frame(arch(-0.19, -0.19, -0.09, 0.02), box(0.11, -0.2, 0.2, -0.1), ellipse(-0.14, -0.3, 0.03)), DARK, 1)
    press.knock(
        frame(
            box(0.12, -0.19, 0.15, -0.155),
            box(0.16, -0.19, 0.19, -0.155),
            box(0.12, -0.145, 0.15, -0.11),
            box(0.16, -0.145, 0.19, -0.11),
        ),
        ACCENT,
    )
    press.knock(
        frame(
            curve([(-0.19, 0.02, 1), (-0.09, 0.02, 1), (-0.04, 0.14), (0.1, 0.4, 1), (-0.24, 0.4, 1), (-0.17, 0.14)])
        ),
        LIGHT,
        0.85,
    )
    for x, size in ((-0.46, 1.0), (0.45, 0.75), (0.56, 0.5)):
        press.stamp(
            frame(stroke([(x, 0.03), (x, -0.2 * size)], 0.025), ellipse(x, -0.27 * size, 0.1 * size, 0.15 * size)),
            DARK,
            0.95,
            (2, 1),
        )


def _temple(press: Press) -> None:
    """Print a pagoda of three to five roofs behind a gate, or the gate alone in water."""
    random = press.random
    press.stamp(
        press.figure(1, 1, random.uniform(0.35, 0.65), 0.36)(ellipse(0, 0, 0.26)),
        LIGHT if press.dark else ACCENT,
        Ramp(0.9, 0.45),
        (3, 2),
    )
    press.stamp(press.page(below(ridge(random, 0.7, 0.05, 4))), MID, Ramp(0.7, 0.2))
    ground(press, 0.85, DARK, 0.95)
    tiers = random.choice((3, 4, 5)) if press.ratio > 0.7 else 6
    step = 0.84 / tiers if press.ratio > 0.7 else 0.2
    frame = press.figure(1.1, 1.12 if press.ratio > 0.7 else 1.45, 0.5, 0.87)
    for tier in range(tiers):
        _roof(press, frame, -tier * step * 0.92, step, 0.42 * (1 - tier * 0.5 / tiers))
    top = -(tiers * step * 0.92) - 0.02
    press.print(
        frame(
            box(-0.008, top - 0.1, 0.008, top + 0.06),
            *(ellipse(0, top - 0.02 * k, 0.02 - 0.002 * k, 0.006) for k in range(4)),
        ),
        DARK,
        1,
    )
    blossoms = [
        ellipse(random.gauss(-0.55, 0.16), random.uniform(-0.5, -0.2), random.uniform(0.02, 0.06)) for _ in range(16)
    ]
    flank = press.figure(1.1, 1.12, 0.5, 0.87, flip=random.random() < 0.5)
    press.print(flank(stroke(curve([(-0.62, 0.05), (-0.55, -0.15), (-0.6, -0.4)], closed=False), 0.04, 0.012)), DARK, 1)
    press.stamp(flank(*blossoms), LIGHT, 0.9, (2, 1))


def _roof(press: Press, frame: Frame, base: float, step: float, wide: float) -> None:
    """Print one storey: a wall with posts under a roof with lifted corners."""
    body = wide * 0.62
    eave = base - step * 0.5
    press.stamp(frame(box(-body, eave - 0.02, body, base + 0.01)), LIGHT, 0.15)
    posts = [box(x * body - 0.011, eave, x * body + 0.011, base + 0.01) for x in (-0.95, -0.36, 0.36, 0.95)]
    press.print(frame(*posts, box(-body, eave + step * 0.12, body, eave + step * 0.17)), ACCENT, 1, (1, 0))
    press.print(frame(box(-body * 0.22, eave + step * 0.2, body * 0.22, base + 0.01)), DARK, 0.95)
    half: list[Knot] = [
        (0.0, base - step),
        (-wide * 0.5, base - step * 0.95),
        (-wide * 0.72, eave - step * 0.2),
        (-wide * 1.04, eave - step * 0.13, 1),
        (-wide * 0.92, eave + step * 0.04),
        (-wide * 0.5, eave + step * 0.08),
        (0.0, eave + step * 0.08, 1),
    ]
    left = curve([(half[0][0], half[0][1], 1), (-wide * 0.5, base - step * 0.98, 1), *half[2:]])
    press.stamp(frame(left, [(-x, y) for x, y in left]), DARK, 1, (1, 1))


def _castle(press: Press) -> None:
    """Print a castle of pointed towers on a hill."""
    random = press.random
    light(press, random.uniform(0.2, 0.8), 0.22, 0.13)
    _clouds(press)
    press.stamp(press.page(below(ridge(random, 0.7, 0.06, 4))), MID, Ramp(0.5, 0.2))
    frame = press.figure(1.15, 1.2, 0.5, 0.82, flip=random.random() < 0.5)
    hill = curve([(-1.2, 0.5, 1), (-0.9, 0.12), (-0.45, -0.02), (0, -0.06), (0.45, -0.01), (0.9, 0.1), (1.2, 0.5, 1)])
    press.print(frame(box(-5, 0.12, 5, 1)), MID, 0.9)
    towers = [
        (x, wide, high * random.uniform(0.92, 1.08))
        for x, wide, high in (
            (-0.12, 0.075, 0.62),
            (0.16, 0.06, 0.7),
            (0.0, 0.05, 0.8),
            (-0.3, 0.065, 0.44),
            (0.33, 0.07, 0.48),
        )
    ]
    for k, (x, wide, high) in enumerate(towers):
        press.stamp(frame(box(x - wide, -high, x + wide, 0.02)), LIGHT, 0.3 + 0.12 * (k % 3), (1, 0))
        press.print(frame(box(x + wide * 0.2, -high, x + wide, 0.02)), MID, 0.55)
        press.stamp(
            frame([(x - wide * 1.35, -high + 0.01), (x, -high - wide * 3.4), (x + wide * 1.35, -high + 0.01)]),
            ACCENT if k % 2 == 0 else DARK,
            0.97,
            (2, 2),
        )
        press.print(
            frame(
                arch(x - 0.014, -high + 0.05, x + 0.014, -high + 0.11),
                box(x - 0.004, -high - wide * 3.4 - 0.05, x + 0.004, -high - wide * 3.2),
            ),
            DARK,
            1,
        )
        press.print(
            frame(
                [(x, -high - wide * 3.4 - 0.05), (x + 0.07, -high - wide * 3.4 - 0.03), (x, -high - wide * 3.4 - 0.01)]
            ),
            DARK,
            1,
        )
    teeth = [box(-0.26 + 0.06 * k, -0.31, -0.225 + 0.06 * k, -0.26) for k in range(10)]
    press.stamp(frame(box(-0.26, -0.27, 0.315, 0.02), *teeth), LIGHT, 0.85, (2, 1))
    press.print(
        frame(arch(-0.065, -0.17, 0.085, 0.02), arch(-0.19, -0.18, -0.16, -0.11), arch(0.19, -0.18, 0.22, -0.11)),
        DARK,
        1,
    )
    press.stamp(frame(hill), DARK, Ramp(1, 0.9), (1, 1))
    birds(press, random.uniform(0.2, 0.8), 0.3, 4)


def _bridge(press: Press) -> None:
    """Print a suspension bridge across water."""
    random = press.random
    light(press, random.choice((0.25, 0.5, 0.75)), 0.4, 0.15)
    press.print(press.page(below(ridge(random, 0.66, 0.05, 5), 0.72)), MID, 0.5)
    _sea(press, 0.72)
    frame = press.figure(1, 1, 0.5, 0.72)
    half = press.width / frame.across / 2 + 0.05
    deck, top, towers = -0.1, -0.56, (-0.5 * half, 0.5 * half)
    hang: list[Shape] = []
    for start, end in ((-2 * half, towers[0]), (towers[0], towers[1]), (towers[1], 2 * half)):
        middle, span = (start + end) / 2, (end - start) / 2
        points = [
            (
                start + (end - start) * k / 24,
                deck - 0.03 + (top - deck + 0.05) * ((start + (end - start) * k / 24 - middle) / span) ** 2,
            )
            for k in range(25)
        ]
        hang.append(stroke(points, 0.012))
        hang += [box(x - 0.002, y, x + 0.002, deck) for x, y in points[1:-1]]
    press.print(frame(*hang), DARK, 1)
    for x in towers:
        legs = [
            box(x - 0.055, top - 0.03, x - 0.03, 0.06),
            box(x + 0.03, top - 0.03, x + 0.055, 0.06),
            *(box(x - 0.05, y, x + 0.05, y + 0.028) for y in (top, top + 0.15, top + 0.3)),
        ]
        press.stamp(frame(*legs), ACCENT, 1, (2, 1))
        press.print(frame(box(x - 0.08, 0.03, x + 0.08, 0.075)), DARK, 1)
    press.stamp(frame(box(-half - 1, deck - 0.016, half + 1, deck + 0.014)), ACCENT, 1, (2, 1))


def _windmill(press: Press) -> None:
    """Print a windmill over rows of tulips."""
    random = press.random
    light(press, random.choice((0.15, 0.85)), 0.24, 0.1)
    _clouds(press)
    ground(press, 0.74, MID, 0.9)
    flip = random.random() < 0.5
    x = random.uniform(0.36, 0.5)
    frame = press.figure(1.1, 1.22, 1 - x if flip else x, 0.78, flip=flip)
    press.stamp(frame([(-0.08, -0.46), (0.08, -0.46), (0.15, 0.02), (-0.15, 0.02)]), LIGHT, 0.5, (2, 1))
    press.print(frame([(0.02, -0.46), (0.08, -0.46), (0.15, 0.02), (0.03, 0.02)]), MID, 0.5)
    press.stamp(
        frame(
            box(-0.19, -0.16, 0.19, -0.135),
            curve([(-0.1, -0.45, 1), (-0.085, -0.53), (0, -0.58), (0.085, -0.53), (0.1, -0.45, 1)]),
        ),
        DARK,
        1,
    )
    press.print(
        frame(arch(-0.035, -0.1, 0.035, 0.02), box(-0.025, -0.28, 0.02, -0.22), box(-0.02, -0.39, 0.018, -0.34)),
        DARK,
        1,
    )
    turn = random.uniform(10, 80)
    for k in range(4):
        degrees = turn + 90 * k
        sail = [turned(shape, degrees, 0, -0.49) for shape in (rounded(0.07, -0.485, 0.4, -0.4, 0.005),)]
        press.stamp(frame(*sail), ACCENT, 0.92, (2, 1))
        slats = [turned(box(0.07 + 0.055 * j, -0.485, 0.078 + 0.055 * j, -0.4), degrees, 0, -0.49) for j in range(7)]
        press.print(frame(stroke([(0, -0.49), ray(0, -0.49, degrees, 0.42)], 0.014), *slats), DARK, 1)
    press.print(frame(ellipse(0, -0.49, 0.022)), DARK, 1)
    for row in range(5):
        y, size = 0.8 + row * 0.045, 0.008 + row * 0.004
        count = round(press.ratio * (46 - 6 * row))
        blooms = [ellipse((k + 0.5 * (row % 2)) / count, y, size / press.ratio, size * 1.3) for k in range(count + 1)]
        press.stamp(press.page(*blooms), (ACCENT, LIGHT, ACCENT, DARK, ACCENT)[row], 0.95, (1, 1))
