"""Plants: a sprig with berries on an arch, flowers, a tree with its leaves, mushrooms."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import ground, light, panel, sky
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, PAPER, Ramp
from gallery_build.sketch.shapes import curve, ellipse, leaf, ray, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Point, Shape


def draw(press: Press, subject: str) -> None:
    """Draw one plant."""
    {"sprig": _sprig, "flower": _flowers, "tree": _tree, "mushroom": _mushrooms}[subject](press)


def _sprig(press: Press) -> None:
    """Draw leaf pairs along a bent stem, berries among them; tall sheets get a tall sprig."""
    random = press.random
    panel(press, "arch")
    bend, tall = random.uniform(-0.1, 0.1), max(1.0, min(1 / press.ratio, 2.2))
    frame = press.figure(0.9, 0.9 * tall, 0.5, 0.5, flip=random.random() < 0.5)

    def at(t: float) -> Point:
        return bend * math.sin(t * 2.6), (0.40 - 0.70 * t) * tall

    pairs = random.choice((6, 7, 8)) * (1 if tall < 1.5 else 2)
    dark: list[Shape] = []
    pale: list[Shape] = []
    veins: list[Shape] = []
    for k in range(pairs):
        t = 0.16 + 0.8 * k / pairs
        for side, group in ((1 if k % 2 else -1, dark), (-1 if k % 2 else 1, pale)):
            turn, long = -90 + side * random.uniform(40, 60), (0.25 - 0.15 * t) * random.uniform(0.9, 1.15)
            group.append(leaf(*at(t), turn, long, long * 0.2))
            veins.append(stroke([at(t), ray(*at(t), turn, long * 0.86)], 0.003))
    dark.append(leaf(at(1)[0], at(1)[1] + 0.02, -90, 0.13, 0.028))
    press.print(frame(*pale), MID, 0.85, (4, -3))
    press.print(frame(*dark), DARK, Ramp(0.98, 0.8))
    press.print(frame(stroke([at(k / 40) for k in range(41)], 0.011, 0.006)), DARK, 1)
    press.knock(frame(*veins), LIGHT, 0.8)
    _berries(press, frame, [at(random.uniform(0.35, 1)) for _ in range(random.choice((5, 7, 9)))])


def _berries(press: Press, frame: Frame, places: list[Point]) -> None:
    random = press.random
    for place in places:
        end = ray(*place, -90 + random.choice((-1, 1)) * random.uniform(12, 52), random.uniform(0.07, 0.13))
        press.print(frame(stroke([place, end], 0.0045)), DARK, 1)
        press.stamp(frame(ellipse(*end, random.uniform(0.014, 0.023))), ACCENT, 0.97, (3, 3))


def _flowers(press: Press) -> None:
    """Draw three to five large flowers on long stems."""
    random = press.random
    panel(press, random.choice(("flat", "arch", "rays")))
    kind = random.choice(("daisy", "tulip", "daisy"))
    tall = max(1.0, min(1 / press.ratio, 2.4))
    wide = max(1.0, min(press.ratio, 2.6))
    frame = press.figure(1.0 * wide, 1.0 * tall, 0.5, 0.5)
    count = round(random.choice((3, 4, 5)) * wide)
    for k in range(count):
        x = (k + 0.5) / count - 0.5
        x, y = x * 0.8 * wide, (-0.14 + 0.2 * abs(x) + random.uniform(-0.16, 0.14)) * tall
        stem = curve([(x * 0.25 if wide < 1.3 else x * 0.9, 0.55 * tall), (x * 0.7, 0.2 * tall), (x, y)], closed=False)
        press.print(frame(stroke(stem, 0.014, 0.009)), DARK, 1)
        for side, t in ((-1, 10), (1, 6), (-1, 4)):
            place = stem[min(t, len(stem) - 1)]
            press.stamp(
                frame(leaf(*place, -90 + side * random.uniform(28, 50), 0.19, 0.032)),
                MID if t == 6 else DARK,
                0.9,
                (2, 1),
            )
        _bloom(press, frame, (x, y), kind, (ACCENT, ACCENT, MID, PAPER)[k % 4 if count > 3 else k % 3])


def _bloom(press: Press, frame: Frame, at: Point, kind: str, ink: int) -> None:
    x, y = at
    size = press.random.uniform(0.085, 0.125)
    if kind == "tulip":
        cup = curve(
            [
                (x - size * 0.8, y - size * 0.9, 1),
                (x - size * 0.4, y - size * 0.4),
                (x, y - size * 1.25, 1),
                (x + size * 0.4, y - size * 0.4),
                (x + size * 0.8, y - size * 0.9, 1),
                (x + size * 0.85, y + size * 0.3),
                (x, y + size * 0.8),
                (x - size * 0.85, y + size * 0.3),
            ]
        )
        press.stamp(frame(cup), ink, Ramp(0.7, 1), (3, 2))
        press.print(frame(leaf(x, y + size * 0.8, -90, size * 1.9, size * 0.42)), DARK, 0.22)
        return
    turn = press.random.uniform(0, 30)
    petals = [leaf(x, y, turn + k * 360 / 11, size * 1.35, size * 0.3) for k in range(11)]
    press.stamp(frame(*petals), ink, 0.95 if ink != PAPER else 0, (3, 2))
    press.stamp(frame(ellipse(x, y, size * 0.42)), DARK, 0.95, (1, 1))
    seeds = [ellipse(*ray(x, y, k * 137.5, size * 0.09 * k**0.5), size * 0.03) for k in range(14)]
    press.knock(frame(*seeds), LIGHT)


def _tree(press: Press) -> None:
    """Draw one broad tree in a field, some leaves falling."""
    random = press.random
    sky(press, 0.8, strong=0.6)
    light(press, random.choice((0.16, 0.84)), random.uniform(0.16, 0.26), 0.08)
    ground(press, 0.8, MID, Ramp(0.7, 0.95))
    frame = press.figure(1.05, 1.2, random.uniform(0.45, 0.55), 0.84, flip=random.random() < 0.5)
    trunk = curve(
        [
            (-0.1, 0.02, 1),
            (-0.035, -0.08),
            (-0.03, -0.35),
            (-0.01, -0.6, 1),
            (0.03, -0.35),
            (0.045, -0.08),
            (0.12, 0.02, 1),
        ]
    )
    boughs = [stroke([(0, -0.22), (dx * 0.5, -0.36), (dx, -0.5)], 0.035, 0.01) for dx in (-0.2, 0.22, -0.08, 0.1)]
    for ink, cover, count, spread in ((DARK, 0.9, 9, 0.3), (ACCENT, 0.95, 13, 0.27), (LIGHT, 0.85, 5, 0.2)):
        puffs = [
            _puff(
                random.uniform(0, 360),
                random.random() ** 0.5 * spread,
                random.uniform(0.07, 0.13) if ink != LIGHT else 0.05,
            )
            for _ in range(count)
        ]
        press.stamp(
            frame(*[[(x, y - (0 if ink == DARK else 0.04)) for x, y in puff] for puff in puffs]), ink, cover, (3, 2)
        )
        if ink == DARK:
            press.stamp(frame(trunk, *boughs), DARK, 1)
    falling = [
        leaf(random.uniform(-0.4, 0.4), random.uniform(-0.25, 0.06), random.uniform(0, 180), 0.035, 0.009)
        for _ in range(12)
    ]
    press.stamp(frame(*falling), ACCENT, 0.95)


def _puff(degrees: float, away: float, radius: float) -> Shape:
    x, y = ray(0, -0.6, degrees, away)
    return ellipse(x, -0.6 + (y + 0.6) * 0.75, radius, radius * 0.9)


def _mushrooms(press: Press) -> None:
    """Draw one large mushroom and its small ones."""
    random = press.random
    panel(press, random.choice(("arch", "flat", "disc")) if not press.dark else "flat")
    ground(press, 0.85, DARK, 0.95)
    flip = random.random() < 0.5
    wide = max(1.0, min(press.ratio / 1.4, 2.0))
    for x, size in ((-0.3 * wide, 0.5), (0.31 * wide, 0.62), (0.0, 1.0), (0.16, 0.34)):
        frame = press.figure(
            1.05 / size, 1.05 / size, 0.5 + (-x if flip else x) / max(press.ratio, 0.9), 0.87, flip=flip
        )
        stem = curve([(-0.07, 0, 1), (-0.045, -0.2), (-0.05, -0.36, 1), (0.05, -0.36, 1), (0.055, -0.2), (0.085, 0, 1)])
        press.stamp(frame(stem), LIGHT, Ramp(0.1, 0.7), (2, 1))
        press.print(frame(ellipse(0, -0.375, 0.22, 0.035)), DARK, 0.9)
        cap = curve(
            [
                (-0.3, -0.36, 1),
                (-0.28, -0.5),
                (-0.15, -0.65),
                (0, -0.69),
                (0.15, -0.65),
                (0.28, -0.5),
                (0.3, -0.36, 1),
                (0, -0.4),
            ]
        )
        press.stamp(frame(cap), ACCENT if size != 0.5 else MID, Ramp(0.98, 0.85), (3, 2))
        spots = [
            ellipse(dx, dy, r, r * 0.85)
            for dx, dy, r in (
                (-0.13, -0.52, 0.045),
                (0.04, -0.6, 0.04),
                (0.15, -0.48, 0.05),
                (0.0, -0.46, 0.028),
                (-0.21, -0.42, 0.022),
            )
        ]
        press.knock(frame(*spots))
