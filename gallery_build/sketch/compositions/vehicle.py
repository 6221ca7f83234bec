"""Things that carry: on rails, on the road, in the air."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import birds, cloud, flat, ground, light, panel, shadow, sky
from gallery_build.sketch.compositions.rails import train, tram
from gallery_build.sketch.compositions.road import bicycle, car
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, curve, ellipse, leaf, mirrored, ridge, stroke, turned

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

RIDING = {"tram": (tram, 1.75), "train": (train, 2.1), "bicycle": (bicycle, 1.6), "car": (car, 1.8)}
"""What rolls, and how many units the short side shows."""

ROAD = 0.82


def draw(press: Press, subject: str) -> None:
    """Draw the vehicle where it belongs."""
    if subject == "balloon":
        _balloons(press)
    elif subject == "plane":
        _plane(press)
    else:
        _street(press) if subject in {"tram", "car"} else _country(press, subject)
        ride, units = RIDING[subject]
        frame = press.figure(
            units, units * 0.9, press.random.uniform(0.47, 0.53), ROAD + 0.05, flip=press.random.random() < 0.5
        )
        shadow(press, frame(box(-0.8, -0.01, 0.8, 0.025)) if subject != "bicycle" else frame(ellipse(0, 0, 0.5, 0.02)))
        ride(press, frame)


def _street(press: Press) -> None:
    """Print a row of old houses, dark with lit windows at night."""
    random = press.random
    sky(press, 0.8, strong=0.8)
    light(press, random.choice((0.16, 0.84)), random.uniform(0.14, 0.22), 0.08)
    frame = press.figure(1, 1, 0, ROAD)
    end, tall = press.width / frame.across, press.height / frame.down
    x, count = -0.03, 0
    while x < end:
        w, high = random.uniform(0.14, 0.22), random.uniform(0.42, 0.6) * min(tall, 1.3)
        top = (
            [(x, -high), (x + w * 0.5, -high - w * 0.6), (x + w, -high)] if count % 2 else [(x, -high), (x + w, -high)]
        )
        press.stamp(
            frame([(x, 0), *top, (x + w, 0)]),
            (MID, LIGHT)[count % 2] if not press.dark else (MID, DARK)[count % 2],
            0.85,
            (1, 1),
        )
        panes = [
            box(x + w * (0.16 + 0.28 * c), y, x + w * (0.3 + 0.28 * c), y + 0.06)
            for c in range(3)
            for y in (-high + 0.05 + 0.11 * r for r in range(int(high / 0.11)))
        ]
        lit = [pane for pane in panes if random.random() < (0.4 if press.dark else 0.12)]
        press.print(frame(*panes), DARK, 0.8)
        press.stamp(frame(*lit), ACCENT, 0.9)
        x += w
        count += 1
    press.stamp(press.page(box(-0.1, ROAD, 1.1, 1.1)), DARK if press.dark else LIGHT, Ramp(0.75, 1))
    press.print(press.page(box(-0.1, ROAD, 1.1, 1.1)), MID, 0.55)
    press.print(press.page(box(-0.1, ROAD, 1.1, ROAD + 0.012), box(-0.1, 0.91, 1.1, 0.918)), DARK, 0.9)


def _country(press: Press, subject: str) -> None:
    """Print hills, or a panel for the bicycle now and then."""
    random = press.random
    if subject == "bicycle" and random.random() < 0.5:
        panel(press, random.choice(("disc", "rays", "band")))
        press.print(press.page(box(-0.1, ROAD + 0.02, 1.1, 1.1)), DARK, 0.9)
        return
    sky(press, 0.7, strong=0.75)
    light(press, random.uniform(0.2, 0.8), random.uniform(0.2, 0.32), 0.13)
    press.stamp(press.page(below(ridge(random, 0.52, 0.06, 4))), LIGHT, 0.85)
    press.stamp(press.page(below(ridge(random, 0.64, 0.04, 3))), MID, Ramp(0.6, 0.3))
    frame = press.figure(1, 1, 0, 0.74)
    end = press.width / frame.across
    trees = [
        leaf(random.uniform(0, end), 0.03, -90, random.uniform(0.12, 0.24), 0.032)
        for _ in range(round(8 * max(1, end)))
    ]
    press.print(frame(*trees), DARK, 0.85)
    ground(press, 0.75, MID, 0.95)
    press.print(press.page(box(-0.1, ROAD + 0.04, 1.1, 1.1)), DARK, 0.8)


def _balloons(press: Press) -> None:
    """Print hot-air balloons over hills."""
    random = press.random
    sky(press, 0.9, strong=0.8)
    for _ in range(4):
        x, y = random.uniform(0.05, 0.95), random.uniform(0.12, 0.7)
        press.knock(press.figure(1, 1, x, y)(*flat(cloud(0, 0, random.uniform(0.08, 0.15)), 0)), cover=0.8)
    press.stamp(press.page(below(ridge(random, 0.82, 0.05, 3))), LIGHT, 0.95)
    press.print(press.page(below(ridge(random, 0.88, 0.04, 3))), MID, 0.9)
    press.print(press.page(below(ridge(random, 0.95, 0.02, 3))), DARK, 0.9)
    flip = random.random() < 0.5
    spread = min(1.0, 1.25 / press.ratio) if press.ratio > 1 else 1.0
    for dx, y, size, ink in ((-0.33, 0.28, 3.6, MID), (0.33, 0.62, 4.2, DARK), (0.04, 0.42, 1.5, ACCENT)):
        x = 0.5 + (-dx if flip else dx) * max(spread, 0.7)
        _balloon(press, press.figure(size, size, x, y), ink)


def _balloon(press: Press, frame: Frame, ink: int) -> None:
    envelope = mirrored(
        curve(
            [(0, -0.46), (-0.24, -0.4), (-0.37, -0.2), (-0.34, 0.02), (-0.18, 0.24), (-0.08, 0.36, 1), (0, 0.36, 1)],
            closed=False,
        )
    )
    press.print(frame(*[stroke([(s * 0.07, 0.34), (s * 0.055, 0.5)], 0.008) for s in (-1, 1)]), DARK, 1)
    press.stamp(frame(envelope), ink, 0.97, (3, 2))
    gores = [
        curve(
            [
                (0, -0.46, 1),
                (a * 0.9, -0.3),
                (a * 1.0, -0.1),
                (a * 0.7, 0.18),
                (a * 0.22, 0.36, 1),
                (b * 0.22, 0.36, 1),
                (b * 0.7, 0.18),
                (b, -0.1),
                (b * 0.9, -0.3),
            ]
        )
        for a, b in ((-0.37, -0.22), (-0.075, 0.075), (0.22, 0.37))
    ]
    press.knock(frame(*gores), LIGHT, 0.95, within=frame(envelope))
    press.print(frame(ellipse(0.2, -0.05, 0.3, 0.5)), DARK, 0.18, within=frame(envelope))
    press.print(frame(box(-0.5, -0.07, 0.5, -0.03), box(-0.5, 0.0, 0.5, 0.02)), DARK, 0.85, within=frame(envelope))
    press.stamp(frame([(-0.07, 0.49), (0.07, 0.49), (0.055, 0.59), (-0.055, 0.59)]), DARK, 1, (1, 1))


def _plane(press: Press) -> None:
    """Print an airliner above the clouds."""
    random = press.random
    sky(press, 0.9, strong=0.9)
    light(press, random.choice((0.2, 0.8)), 0.22, 0.13)
    flip = random.random() < 0.5
    for y, size, cover in ((0.86, 0.26, 0.6), (0.99, 0.28, 0.95), (0.3, 0.12, 0.7)):
        for k in range(round(3 * max(1, press.ratio)) if y > 0.5 else 1):
            x = (k + random.uniform(0.1, 0.9)) / (3 * max(1, press.ratio)) if y > 0.5 else random.uniform(0.1, 0.9)
            press.knock(
                press.figure(1, 1, x, y)(*flat(cloud(0, 0, size * random.uniform(0.7, 1)), 0), box(0, 0, 0, 0)),
                cover=cover,
            )
    frame = press.figure(1.75, 1.4, 0.5, 0.48, flip=flip)
    tilt = random.uniform(-16, -8)

    def lay(*shapes: Shape) -> list[Shape]:
        return frame(*(turned(shape, tilt) for shape in shapes))

    press.knock(
        lay(stroke([(-2.4, 0.03), (-0.7, 0.02)], 0.05, 0.01), stroke([(-2.4, -0.05), (-0.7, -0.03)], 0.03, 0.01)),
        cover=0.7,
    )
    press.stamp(lay([(0.0, -0.06), (-0.22, -0.34), (-0.3, -0.34), (-0.18, -0.06)]), MID, 0.9, (1, 1))
    body = curve(
        [
            (-0.72, -0.06),
            (-0.6, -0.1),
            (0.4, -0.12),
            (0.62, -0.08),
            (0.74, 0.01),
            (0.62, 0.07),
            (0.3, 0.1),
            (-0.4, 0.07),
        ]
    )
    press.knock(lay(body))
    press.print(lay(body), MID, 0.6, within=lay(box(-1, 0.03, 1, 1)))
    press.stamp(lay([(-0.5, -0.08), (-0.68, -0.34), (-0.8, -0.34), (-0.7, -0.06)]), ACCENT, 1, (2, 1))
    press.print(
        lay(
            *[ellipse(-0.42 + 0.09 * k, -0.035, 0.02) for k in range(11)],
            curve([(0.6, -0.08), (0.7, -0.02), (0.62, -0.01), (0.57, -0.03)]),
        ),
        DARK,
        1,
    )
    press.stamp(lay([(0.12, 0.03), (-0.3, 0.42), (-0.42, 0.42), (-0.14, 0.03)]), ACCENT, 1, (2, 2))
    press.stamp(lay([(-0.56, -0.02), (-0.78, 0.13), (-0.84, 0.13), (-0.7, -0.03)]), DARK, 1)
    press.stamp(lay(ellipse(-0.02, 0.19, 0.1, 0.045)), DARK, 1, (1, 1))
    birds(press, 0.2 if flip else 0.8, 0.62, 4)
