"""Space: a ringed planet with its moons, or a rocket on its way."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import stars
from gallery_build.sketch.compositions.night import galaxy
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, ray, turned

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape


def draw(press: Press, subject: str) -> None:
    """Draw a planet or a rocket among stars."""
    random = press.random
    press.print(None, DARK, 0.97)
    press.knock(None, MID, 0.22)
    galaxy(press)
    stars(press, 170, 1.0)
    flip = random.random() < 0.5
    if subject == "rocket":
        _moon(press, 0.8 if flip else 0.2, 0.84, 0.36)
        _planet(press, press.figure(8, 8, 0.2 if flip else 0.8, 0.2))
        tilt = random.uniform(14, 34) * (-1 if flip else 1)
        _rocket(press, press.figure(1.35, 1.45, 0.5, 0.47), tilt)
        return
    _planet(press, press.figure(2.9, 2.9, random.uniform(0.44, 0.56), random.uniform(0.42, 0.54), flip=flip))
    _moon(press, 0.84 if flip else 0.16, random.uniform(0.74, 0.84), random.uniform(0.06, 0.1))
    _moon(press, 0.18 if flip else 0.82, random.uniform(0.14, 0.22), random.uniform(0.03, 0.05))


def _planet(press: Press, frame: Frame) -> None:
    """Print a striped planet with a ring that passes before and behind it."""
    tilt = press.random.uniform(-24, -12)
    ring, gap = turned(ellipse(0, 0, 1.22, 0.3), tilt), turned(ellipse(0, 0, 0.92, 0.19), tilt)
    press.stamp(frame(ring), LIGHT, Ramp(0.9, 0.5), (2, 1), without=frame(gap))
    globe = ellipse(0, 0, 0.68)
    press.stamp(frame(globe), ACCENT, Ramp(0.98, 0.75), (4, 3))
    bands = [
        turned(
            curve(
                [
                    (-0.8, y),
                    (-0.3, y + 0.06),
                    (0.3, y + 0.06),
                    (0.8, y),
                    (0.8, y + high),
                    (0.3, y + high + 0.06),
                    (-0.3, y + high + 0.06),
                    (-0.8, y + high),
                ]
            ),
            tilt,
        )
        for y, high in ((-0.5, 0.1), (-0.24, 0.16), (0.2, 0.08), (0.4, 0.12))
    ]
    press.print(frame(*bands), MID, 0.55, within=frame(globe))
    press.print(frame(globe), DARK, 0.7, without=frame(ellipse(-0.2, -0.14, 0.72)))
    front = turned(box(-1.4, 0.0, 1.4, 0.6), tilt)
    press.stamp(frame(ring), LIGHT, 0.75, (2, 1), without=frame(gap), within=frame(front))


def _moon(press: Press, x: float, y: float, radius: float) -> None:
    frame = press.figure(1 / radius, 1 / radius, x, y)
    globe = ellipse(0, 0, 1)
    press.stamp(frame(globe), LIGHT, Ramp(0.75, 0.95), (2, 2))
    craters = [
        ellipse(*ray(0, 0, turn, away), size)
        for turn, away, size in (
            (200, 0.55, 0.2),
            (300, 0.4, 0.13),
            (260, 0.75, 0.1),
            (40, 0.3, 0.17),
            (330, 0.78, 0.12),
            (100, 0.1, 0.08),
        )
    ]
    press.print(frame(*craters), MID, 0.7, within=frame(globe))
    press.print(frame(globe), DARK, 0.6, without=frame(ellipse(-0.22, -0.2, 1.02)))


def _rocket(press: Press, frame: Frame, tilt: float) -> None:
    """Print a rocket that flies upwards, its flame behind it."""

    def lay(*shapes: Shape) -> list[Shape]:
        return frame(*(turned(shape, tilt) for shape in shapes))

    flame = curve(
        [
            (-0.11, 0.3, 1),
            (-0.17, 0.45),
            (-0.09, 0.52),
            (-0.05, 0.5),
            (0, 0.74, 1),
            (0.05, 0.5),
            (0.1, 0.54),
            (0.17, 0.45),
            (0.11, 0.3, 1),
        ]
    )
    press.stamp(lay(flame), ACCENT, Ramp(1, 0.7), (3, 2))
    press.knock(lay(curve([(-0.06, 0.32, 1), (-0.07, 0.42), (0, 0.55, 1), (0.07, 0.42), (0.06, 0.32, 1)])))
    fins = [
        curve([(side * 0.13, 0.02, 1), (side * 0.3, 0.2), (side * 0.32, 0.42, 1), (side * 0.12, 0.28, 1)])
        for side in (-1, 1)
    ]
    press.stamp(lay(*fins), MID, 1, (2, 1))
    body = curve(
        [
            (0, -0.56, 1),
            (0.12, -0.38),
            (0.185, -0.1),
            (0.16, 0.15),
            (0.11, 0.3, 1),
            (-0.11, 0.3, 1),
            (-0.16, 0.15),
            (-0.185, -0.1),
            (-0.12, -0.38),
        ]
    )
    press.knock(lay(body))
    press.print(lay(body), LIGHT, 0.7, within=lay(box(0.03, -1, 1, 1)))
    press.stamp(lay(body), ACCENT, 0.95, (2, 1), within=lay(box(-1, -1, 1, -0.33)))
    press.print(lay(box(-0.3, 0.19, 0.3, 0.225), box(-0.3, 0.25, 0.3, 0.3)), DARK, 0.95, within=lay(body))
    for y, radius in ((-0.14, 0.085), (0.07, 0.05)):
        press.print(lay(ellipse(0, y, radius)), DARK, 1)
        press.knock(lay(ellipse(0, y, radius * 0.68)), MID)
        press.knock(lay(ellipse(-radius * 0.2, y - radius * 0.25, radius * 0.2)))
