"""The sea: a low sun and its broken reflection, boats; a ship under sail; a harbour with its houses."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import birds, disc, moon, sky
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, curve, ridge, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape


def draw(press: Press, subject: str) -> None:
    """Draw the sea, alone, with a ship or with a harbour."""
    random = press.random
    horizon, x = random.uniform(0.46, 0.6), random.choice((0.3, 0.36, 0.64, 0.7))
    sky(press, horizon, strong=0.75)
    _sun(press, x, horizon)
    coast = ridge(random, horizon - 0.02, 0.018, 5)
    press.print(press.page(below([(px, min(py, horizon)) for px, py in coast], horizon)), MID, 0.45, (-2, 0))
    _water(press, x, horizon)
    if subject == "ship":
        _ship(press, horizon)
    elif subject == "harbour":
        _harbour(press, horizon)
    else:
        _boats(press, x, horizon)


def _sun(press: Press, x: float, horizon: float) -> None:
    radius = press.random.uniform(0.11, 0.17)
    short = min(press.width, press.height) / press.height
    y = horizon - radius * press.random.uniform(0.2, 1.1) * short
    if press.dark:
        moon(press, x, min(y, 0.3), radius * 0.7)
        return
    above = press.page(box(-1, -1, 2, horizon))
    press.stamp(disc(press, x, y, radius), ACCENT, Ramp(0.95, 0.7), (4, 3), within=above)


def _water(press: Press, x: float, horizon: float) -> None:
    """Print sea, swell growing towards us, and the light on it."""
    random = press.random
    sea = press.page(box(-0.1, horizon, 1.1, 1.1))
    press.print(sea, LIGHT, 0.9)
    press.print(sea, MID, Ramp(0.25, 1, horizon, 1))
    swell: list[Shape] = []
    path: list[Shape] = []
    for _ in range(70):
        near = random.random() ** 1.6
        y, high = horizon + 0.012 + near * (1 - horizon), 0.0012 + 0.008 * near
        long = 0.02 + 0.13 * near * random.uniform(0.4, 1.2)
        swell.append(_lens(random.random(), y, long, high))
        path.append(_lens(x + random.gauss(0, 0.015 + 0.045 * near), y + 0.006, long * 0.6, high))
    press.print(press.page(*swell), DARK, 0.75, (2, 1))
    press.stamp(press.page(*path), ACCENT, 0.85, (3, 2))


def _lens(x: float, y: float, long: float, high: float) -> Shape:
    return [(x - long, y), (x, y - high), (x + long, y), (x, y + high)]


def _boats(press: Press, sun: float, horizon: float) -> None:
    random = press.random
    for k in range(random.choice((1, 2, 3))):
        x = random.uniform(0.15, 0.85)
        x = sun + 0.17 if abs(x - sun) < 0.08 else x
        y = horizon + random.uniform(0.04, 0.12) + 0.06 * k
        size = (0.05 + 0.4 * (y - horizon)) * (1.2 if k == 0 else 0.8)
        frame = press.figure(1 / size, 1 / size, x, y, flip=random.random() < 0.5)
        press.stamp(frame(_HULL), DARK, 1, (1, 0))
        press.stamp(frame(_MAIN, _JIB), (ACCENT, DARK, MID)[k], 0.95, (2, 0))


_HULL = [(-1, -0.22), (1.05, -0.26), (0.75, 0.22), (-0.75, 0.22)]
_MAIN = curve([(-0.06, -0.32, 1), (-0.06, -2.2, 1), (0.55, -1.2), (0.9, -0.36, 1)])
_JIB = curve([(-0.16, -0.32, 1), (-0.16, -1.8, 1), (-0.5, -1), (-0.75, -0.34, 1)])


def _ship(press: Press, horizon: float) -> None:
    """Print a three-master that fills the picture."""
    random = press.random
    frame = press.figure(3.3, 3.4, random.uniform(0.44, 0.56), min(horizon + 0.2, 0.78), flip=random.random() < 0.5)
    press.stamp(frame(*_masts()), DARK, 1)
    press.stamp(frame(*_sails()), LIGHT, Ramp(0.12, 0.6), (3, 2))
    press.stamp(frame(*_pennants()), ACCENT, 1, (2, 0))
    hull = curve(
        [
            (-1.12, -0.42, 1),
            (-1, -0.3),
            (-0.6, -0.22),
            (0.6, -0.24),
            (1.25, -0.42, 1),
            (1, 0.02),
            (0.85, 0.14, 1),
            (-0.85, 0.14, 1),
            (-1.02, -0.1),
        ]
    )
    press.stamp(frame(hull), DARK, 1, (1, 0))
    ports = [box(x, -0.1, x + 0.07, -0.03) for x in (-0.75, -0.5, -0.25, 0, 0.25, 0.5)]
    press.knock(frame(*ports), ACCENT)
    foam = [_lens(x, 0.14 + 0.03 * (k % 2), 0.4, 0.03) for k, x in enumerate((-0.8, -0.3, 0.25, 0.75))]
    press.knock(frame(*foam))


def _masts() -> list[Shape]:
    masts = [box(x - 0.02, -top, x + 0.02, -0.2) for x, top in ((-0.62, 1.5), (0.0, 1.85), (0.62, 1.5))]
    return [*masts, stroke([(1.1, -0.36), (1.65, -0.62)], 0.035), stroke([(0.62, -1.45), (1.6, -0.6)], 0.012)]


def _sails() -> list[Shape]:
    sails: list[Shape] = []
    for x, top, wide in ((-0.62, 1.42, 0.25), (0.0, 1.76, 0.3), (0.62, 1.42, 0.25)):
        for k in range(3):
            high, w = (top - 0.42) / 3, wide * (0.72 + 0.2 * k)
            y = -top + k * high
            sails.append(
                curve(
                    [
                        (x - w, y, 1),
                        (x + w, y, 1),
                        (x + w * 1.22, y + high * 0.55),
                        (x + w * 1.08, y + high * 0.9, 1),
                        (x, y + high * 0.78),
                        (x - w * 1.0, y + high * 0.9, 1),
                        (x - w * 0.9, y + high * 0.5),
                    ]
                )
            )
    return [*sails, curve([(0.98, -1.05, 1), (1.25, -0.8), (1.5, -0.62, 1), (0.95, -0.5, 1)])]


def _pennants() -> list[Shape]:
    return [
        [(x, -top), (x - 0.3, -top + 0.06), (x, -top + 0.12)] for x, top in ((-0.62, 1.56), (0.0, 1.92), (0.62, 1.56))
    ]


def _harbour(press: Press, horizon: float) -> None:
    """Print a quay of gabled houses, and fishing boats before it."""
    random = press.random
    flip = random.random() < 0.5
    scale = press.figure(1, 1)
    wide = press.width / abs(scale.across)
    frame = press.figure(1, 1, 1 if flip else 0, horizon + 0.03, flip=flip)
    _quay(press, frame, wide * random.uniform(0.55, 0.66))
    for k in range(3):
        x, y = (0.2, 0.52, 0.8)[k], horizon + (0.2, 0.3, 0.15)[k] * (1 - horizon) / 0.45
        size = (0.12, 0.17, 0.1)[k]
        boat = press.figure(1 / size, 1 / size, 1 - x if flip else x, y, flip=random.random() < 0.5)
        _trawler(press, boat, (MID, ACCENT, LIGHT)[k])
    birds(press, 0.25 if flip else 0.75, 0.16, 6)


def _quay(press: Press, frame: Frame, end: float) -> None:
    random = press.random
    x = -0.02
    count = 0
    while x < end:
        w, high = random.uniform(0.075, 0.11), random.uniform(0.16, 0.28) * (1.1 - 0.5 * x / max(end, 0.1))
        ink = (LIGHT, ACCENT, MID, DARK)[(count * 2 + count // 2) % 4]
        house = [(x, 0), (x, -high), (x + w / 2, -high - w * 0.6), (x + w, -high), (x + w, 0)]
        press.stamp(frame(house), ink, 0.9, (2, 1))
        panes = [
            box(x + w * (0.2 + 0.4 * c), -high + 0.02 + 0.05 * r, x + w * (0.4 + 0.4 * c), -high + 0.045 + 0.05 * r)
            for c in (0, 1)
            for r in range(int((high - 0.03) / 0.05))
        ]
        press.knock(frame(*panes), LIGHT if ink == DARK else DARK)
        x += w + 0.003
        count += 1
    press.stamp(frame(box(-0.1, -0.005, end + 0.12, 0.04)), DARK, 0.95)


def _trawler(press: Press, frame: Frame, ink: int) -> None:
    hull = curve(
        [
            (-1, -0.4, 1),
            (-0.5, -0.22),
            (0.5, -0.28),
            (1.15, -0.6, 1),
            (0.85, 0.1),
            (0.7, 0.22, 1),
            (-0.8, 0.22, 1),
            (-0.95, 0),
        ]
    )
    press.stamp(frame(box(-0.62, -0.78, -0.1, -0.2)), LIGHT, 0.3, (1, 1))
    press.stamp(
        frame(box(-0.7, -0.88, 0, -0.76), box(0.28, -1.5, 0.33, -0.2), stroke([(0.3, -1.45), (1.1, -0.55)], 0.025)),
        DARK,
        1,
    )
    press.knock(frame(box(-0.5, -0.68, -0.38, -0.5), box(-0.3, -0.68, -0.18, -0.5)), DARK)
    press.stamp(frame(hull), ink if ink != LIGHT else DARK, 0.95, (2, 1))
    press.print(frame(box(-1.2, 0.22, 1.2, 0.3)), DARK, 0.6)
