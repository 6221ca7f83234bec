"""Cups, pots, glasses and bottles. They stand on y = 0, around x = 0."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, PAPER, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, leaf, mirrored, ray, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Point, Shape


def steam(press: Press, frame: Frame, places: tuple[Point, ...], high: float = 0.34) -> None:
    """Knock curls of steam out of the background."""
    curls: list[Shape] = []
    for k, (x, y) in enumerate(places):
        sway = 0.05 if k % 2 else -0.05
        tall = high * press.random.uniform(0.75, 1.1)
        points = [
            (x, y),
            (x + sway, y - tall * 0.25),
            (x - sway, y - tall * 0.55),
            (x + sway * 0.7, y - tall * 0.8),
            (x, y - tall),
        ]
        curls.append(stroke(curve(points, closed=False), 0.034, 0.008))
    press.knock(frame(*curls), cover=0.92)


def cup(press: Press, frame: Frame) -> None:
    """Draw a cup of coffee on its saucer, steaming."""
    steam(press, frame, ((-0.14, -0.45), (0.0, -0.47), (0.14, -0.45)))
    press.stamp(frame(ellipse(0, -0.03, 0.44, 0.055)), LIGHT, 0.35, (1, 2))
    press.print(frame(ellipse(0, -0.04, 0.3, 0.03)), DARK, 0.35)
    handle = ellipse(0.3, -0.25, 0.14, 0.12)
    press.stamp(frame(handle), ACCENT, 0.95, (2, 2), without=frame(ellipse(0.3, -0.25, 0.08, 0.065)))
    body = curve(
        [
            (-0.31, -0.41, 1),
            (-0.3, -0.22),
            (-0.22, -0.08),
            (-0.12, -0.03, 1),
            (0.12, -0.03, 1),
            (0.22, -0.08),
            (0.3, -0.22),
            (0.31, -0.41, 1),
        ]
    )
    press.stamp(frame(body), ACCENT, 0.97, (3, 2))
    press.print(
        frame(body), DARK, 0.3, within=frame(curve([(0.1, -0.5), (0.16, -0.2), (0.02, 0.02), (0.5, 0.05), (0.5, -0.5)]))
    )
    press.stamp(frame(ellipse(0, -0.41, 0.31, 0.065)), LIGHT, 0.15)
    press.print(frame(ellipse(0, -0.402, 0.275, 0.048)), DARK, 0.95)
    press.knock(frame(leaf(-0.16, -0.4, 0, 0.32, 0.02)), LIGHT)
    press.knock(
        frame(*[stroke([(-0.31, y), (-0.1, y + 0.012), (0.31, y)], 0.014) for y in (-0.29, -0.25)]),
        cover=0.9,
        within=frame(body),
    )


def teapot(press: Press, frame: Frame) -> None:
    """Draw a teapot with a bamboo handle and a bowl of tea."""
    steam(press, frame, ((-0.52, -0.42), (0.48, -0.22)), 0.26)
    press.print(
        frame(ellipse(-0.08, -0.47, 0.27, 0.27)),
        DARK,
        1,
        without=frame(ellipse(-0.08, -0.47, 0.235, 0.235), box(-1, -0.42, 1, 0.2)),
    )
    spout = curve(
        [
            (-0.28, -0.16, 1),
            (-0.42, -0.22),
            (-0.46, -0.34),
            (-0.55, -0.38, 1),
            (-0.46, -0.42, 1),
            (-0.38, -0.36),
            (-0.3, -0.34, 1),
        ]
    )
    press.stamp(frame(spout), ACCENT, 0.97, (2, 2))
    body = curve(
        [
            (-0.1, -0.46),
            (-0.3, -0.4),
            (-0.4, -0.23),
            (-0.3, -0.06),
            (-0.16, 0.0, 1),
            (0.02, 0.0, 1),
            (0.16, -0.06),
            (0.25, -0.23),
            (0.14, -0.4),
        ]
    )
    press.stamp(frame(body), ACCENT, Ramp(0.9, 1), (3, 2))
    press.print(
        frame(body),
        DARK,
        0.3,
        within=frame(curve([(0.04, -0.5), (0.1, -0.2), (-0.06, 0.02), (0.5, 0.05), (0.5, -0.5)])),
    )
    press.stamp(frame(ellipse(-0.08, -0.44, 0.15, 0.045), ellipse(-0.08, -0.5, 0.03)), DARK, 1, (1, 1))
    blossom = [ellipse(*ray(-0.13, -0.22, 72 * k, 0.065), 0.042) for k in range(5)]
    press.knock(frame(*blossom))
    press.print(frame(ellipse(-0.13, -0.22, 0.03)), DARK, 0.9)
    bowl = curve([(0.32, -0.2, 1), (0.34, -0.08), (0.42, -0.01, 1), (0.54, -0.01, 1), (0.62, -0.08), (0.64, -0.2, 1)])
    press.stamp(frame(bowl), LIGHT, 0.2, (1, 1))
    press.print(frame(bowl), MID, 0.8, within=frame(box(0, -0.11, 1, -0.05)))
    press.stamp(frame(ellipse(0.48, -0.2, 0.16, 0.034)), LIGHT, 0.1)
    press.print(frame(ellipse(0.48, -0.197, 0.135, 0.024)), MID, 1)


def glass(press: Press, frame: Frame) -> None:
    """Draw a stemmed glass or a tall drink with a slice of lemon."""
    (_stemmed if press.random.random() < 0.5 else _tall)(press, frame)


def _stemmed(press: Press, frame: Frame) -> None:
    bowl = mirrored(
        curve(
            [(-0.2, -0.78, 1), (-0.245, -0.6), (-0.2, -0.44), (-0.09, -0.36), (-0.02, -0.33, 1), (0.0, -0.33, 1)],
            closed=False,
        )
    )
    press.knock(frame(bowl), cover=0.72)
    press.stamp(frame(bowl), ACCENT, Ramp(0.85, 1), (2, 1), within=frame(box(-1, -0.61, 1, 0)))
    press.print(frame(ellipse(0, -0.61, 0.242, 0.035)), DARK, 0.35)
    press.knock(frame(curve([(-0.19, -0.72), (-0.215, -0.58), (-0.16, -0.46), (-0.185, -0.58)])), cover=0.9)
    press.stamp(
        frame(
            box(-0.016, -0.34, 0.016, -0.03),
            curve([(-0.17, 0.0, 1), (-0.03, -0.04), (0.03, -0.04), (0.17, 0.0, 1), (0, 0.018)]),
        ),
        LIGHT,
        0.2,
        (1, 1),
    )
    grapes = [
        ellipse(0.27 + 0.07 * column + 0.035 * (row % 2), -0.045 - 0.062 * row, 0.042)
        for row in range(3)
        for column in range(3 - row)
    ]
    press.stamp(frame(*grapes), DARK, 0.92, (1, 1))
    press.knock(
        frame(
            *[
                ellipse(x0, y0, 0.009)
                for x0, y0 in ((0.26, -0.06), (0.33, -0.06), (0.4, -0.06), (0.295, -0.12), (0.365, -0.12))
            ]
        ),
        LIGHT,
    )


def _tall(press: Press, frame: Frame) -> None:
    press.print(
        frame(stroke([(-0.02, -0.1), (0.17, -0.92)], 0.026), stroke([(0.17, -0.92), (0.3, -0.95)], 0.026)), DARK, 1
    )
    body = [(-0.2, -0.68), (0.2, -0.68), (0.15, 0.0), (-0.15, 0.0)]
    press.knock(frame(body), cover=0.7)
    press.stamp(frame(body), ACCENT, Ramp(0.6, 1), (2, 1), within=frame(box(-1, -0.58, 1, -0.03)))
    cubes = [
        [ray(x, y, turn + 90 * k, 0.075) for k in range(4)]
        for x, y, turn in ((-0.08, -0.49, 20), (0.08, -0.44, 60), (-0.04, -0.33, 80))
    ]
    press.knock(frame(*cubes), cover=0.55)
    press.knock(frame(ellipse(0.19, -0.7, 0.13)), LIGHT)
    press.stamp(frame(ellipse(0.19, -0.7, 0.115)), ACCENT, 0.75)
    press.knock(frame(*[stroke([(0.19, -0.7), ray(0.19, -0.7, 60 * k, 0.11)], 0.012) for k in range(6)]))
    bubbles = [ellipse(press.random.uniform(-0.11, 0.11), press.random.uniform(-0.28, -0.06), 0.01) for _ in range(12)]
    press.knock(frame(*bubbles))
    leaves = [leaf(-0.14, -0.66, turn, 0.2, 0.04) for turn in (-150, -110, -70)]
    press.stamp(frame(*leaves), DARK, 0.95, (1, 1))


def bottle(press: Press, frame: Frame) -> None:
    """Draw a flacon with a blank label, a sprig beside it."""
    random = press.random
    tall = random.random() < 0.5
    leaves = [leaf(0.25, 0.0, turn, random.uniform(0.36, 0.5), 0.055) for turn in (-82, -60, -38)] + [
        leaf(-0.25, 0.0, turn, random.uniform(0.3, 0.44), 0.05) for turn in (-100, -125)
    ]
    press.stamp(frame(*leaves), DARK, 0.92, (2, 1))
    body = rounded(-0.17, -0.62, 0.17, 0.0, 0.05) if tall else rounded(-0.27, -0.5, 0.27, 0.0, 0.06)
    top = -0.62 if tall else -0.5
    press.stamp(frame(body), LIGHT, 0.12, (1, 1))
    press.print(frame(body), ACCENT, Ramp(0.75, 0.97), within=frame(box(-1, top + 0.13, 1, 1)))
    inner = (
        rounded(-0.14, top + 0.03, -0.115, -0.04, 0.012) if tall else rounded(-0.235, top + 0.04, -0.205, -0.05, 0.014)
    )
    press.knock(frame(inner), cover=0.85)
    press.print(frame(box(0.06 if tall else 0.12, -1, 1, 1)), DARK, 0.25, within=frame(body))
    wide = 0.1 if tall else 0.15
    press.knock(frame(box(-wide, -0.3, wide, -0.12)), PAPER)
    press.print(frame(ellipse(0, -0.21, 0.045)), MID, 0.95)
    press.stamp(frame(box(-0.055, top - 0.05, 0.055, top)), MID, 0.8, (1, 1))
    press.stamp(frame(rounded(-0.085, top - 0.24, 0.085, top - 0.045, 0.02)), DARK, 1, (2, 1))
    press.knock(frame(box(-0.06, top - 0.22, -0.045, top - 0.07)), LIGHT, 0.7)
