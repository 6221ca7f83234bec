"""Snow mountains: sharp peaks with white caps, mirrored in a lake, firs on the shore."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import light, sky
from gallery_build.sketch.press import DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, ridge

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

SHORE = 0.7


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw peaks over a lake."""
    random = press.random
    sky(press, SHORE, strong=0.75)
    light(press, random.choice((0.2, 0.5, 0.8)), random.uniform(0.18, 0.26), random.uniform(0.08, 0.13))
    frame = press.figure(1, 1, 0.5, SHORE)
    half = press.width / frame.across / 2
    up = min(press.height / frame.down, 1.7) * 0.9
    main = random.uniform(-0.35, 0.35) * half
    places = [
        (main, 0.6 * up),
        (main - random.uniform(0.3, 0.42), 0.42 * up),
        (main + random.uniform(0.3, 0.42), 0.46 * up),
    ]
    places += [
        (x, random.uniform(0.26, 0.4) * up)
        for x in (main - 0.85, main + 0.85, main - 1.3, main + 1.3)
        if abs(x) < half + 0.3
    ]
    for x, high in sorted(places, key=lambda place: place[1])[:-1]:
        _peak(press, frame, x, high, near=False)
    _peak(press, frame, *max(places, key=lambda place: place[1]), near=True)
    _lake(press, frame, max(places, key=lambda place: place[1]))
    _shore(press)


def _peak(press: Press, frame: Frame, x: float, high: float, *, near: bool) -> None:
    """Print one peak: a light flank, a shaded flank and a ragged cap."""
    random = press.random
    wide = high * random.uniform(0.8, 0.95)
    tip = (x, -high)
    body = [tip, (x + wide * 0.45, -high * 0.5), (x + wide, 0.02), (x - wide, 0.02), (x - wide * 0.5, -high * 0.46)]
    press.stamp(frame(body), MID, Ramp(0.95, 0.5) if near else Ramp(0.6, 0.2), (2, 0))
    lean = wide * random.uniform(0.05, 0.16)
    shaded = [
        tip,
        (x + lean, -high * 0.72),
        (x - lean * 0.4, -high * 0.5),
        (x + lean * 1.6, -high * 0.25),
        (x + lean * 0.6, 0.02),
        (x + wide, 0.02),
        (x + wide * 0.45, -high * 0.5),
    ]
    cap = [
        tip,
        (x + wide * 0.27, -high * 0.7),
        (x + wide * 0.17, -high * 0.62),
        (x + wide * 0.1, -high * 0.68),
        (x + wide * 0.02, -high * 0.5),
        (x - wide * 0.07, -high * 0.62),
        (x - wide * 0.16, -high * 0.53),
        (x - wide * 0.3, -high * 0.675),
    ]
    press.knock(frame(cap))
    press.print(frame(shaded), DARK, Ramp(0.7, 0.35) if near else Ramp(0.4, 0.1), (-1, 0))


def _lake(press: Press, frame: Frame, peak: tuple[float, float]) -> None:
    random = press.random
    press.stamp(press.page(box(-0.1, SHORE, 1.1, 1.1)), LIGHT, Ramp(0.5, 0.95))
    press.print(press.page(box(-0.1, SHORE, 1.1, 1.1)), MID, Ramp(0.05, 0.7))
    x, high = peak
    press.print(frame([(x, high * 0.55), (x + high * 0.8, 0), (x - high * 0.8, 0)]), MID, Ramp(0.6, 0.2), (3, 0))
    waves = [
        box(cx - long, y, cx + long, y + 0.004)
        for cx, y, long in (
            (random.random(), random.uniform(SHORE + 0.02, 0.98), random.uniform(0.03, 0.14)) for _ in range(26)
        )
    ]
    press.knock(press.page(*waves), cover=0.8)


def _shore(press: Press) -> None:
    """Print firs along the near shore, leaving the middle open."""
    random = press.random
    line = ridge(random, SHORE + 0.015, 0.006, 4)
    press.print(press.page(below(line, SHORE + 0.03)), DARK, 0.95)
    frame = press.figure(1, 1, 0, SHORE + 0.02)
    end = press.width / frame.across
    trees: list[Shape] = []
    for _ in range(round(34 * max(1, press.ratio))):
        x, high = random.random() ** 1.5 * 0.45 * end, random.uniform(0.05, 0.14)
        x = x if random.random() < 0.5 else end - x
        for tier in range(4):
            y, wide = -high * (1 - tier * 0.22), high * (0.1 + 0.06 * tier)
            trees.append([(x, y), (x + wide, y + high * 0.36), (x - wide, y + high * 0.36)])
    press.print(frame(*trees), DARK, 1, (1, 0))
