"""Animals that stand: deer, horse, elephant. They face right; the ground is at y = 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import curve, ellipse, moved, ray, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Point, Shape


def leg(x: float, top: float, bend: float, thick: float) -> Shape:
    """Return a leg that bends at the knee and ends in a hoof."""
    return stroke(
        curve([(x, top), (x + bend, top * 0.5), (x + bend * 0.3, top * 0.2), (x + bend * 0.4, 0.0)], closed=False),
        thick,
        thick * 0.45,
    )


def deer(press: Press, frame: Frame) -> None:
    """Draw a stag with wide antlers."""
    press.print(frame(leg(-0.26, -0.42, -0.05, 0.13), leg(0.2, -0.4, 0.03, 0.09)), DARK, 0.8)
    body = curve(
        [
            (-0.4, -0.6),
            (-0.2, -0.68),
            (0.06, -0.64),
            (0.18, -0.72),
            (0.26, -0.92),
            (0.3, -1.02),
            (0.4, -1.05),
            (0.47, -1.0),
            (0.6, -0.92),
            (0.62, -0.86),
            (0.54, -0.84),
            (0.44, -0.86),
            (0.4, -0.72),
            (0.33, -0.5),
            (0.22, -0.38),
            (-0.05, -0.36),
            (-0.25, -0.38),
            (-0.39, -0.44),
        ]
    )
    legs = [leg(-0.32, -0.46, -0.07, 0.15), leg(0.27, -0.44, 0.02, 0.1)]
    press.stamp(frame(body, *legs), MID, Ramp(0.9, 1), (2, 1))
    press.stamp(frame(curve([(0.2, -0.38), (-0.05, -0.35), (-0.2, -0.38), (-0.05, -0.42), (0.12, -0.44)])), LIGHT, 0.2)
    press.stamp(frame(curve([(-0.4, -0.6, 1), (-0.47, -0.52), (-0.42, -0.44, 1), (-0.36, -0.5)])), LIGHT, 0.1)
    spots = [
        ellipse(x, y, 0.016)
        for x, y in ((-0.28, -0.6), (-0.18, -0.62), (-0.06, -0.6), (-0.22, -0.54), (-0.1, -0.53), (0.02, -0.55))
    ]
    press.knock(frame(*spots))
    press.stamp(frame(curve([(0.29, -1.0, 1), (0.2, -1.08), (0.13, -1.06, 1), (0.19, -0.98)])), MID, 1, (1, 1))
    antlers = [shape for side, x in ((-1, 0.34), (1, 0.42)) for shape in _antler(side, x)]
    press.print(frame(*antlers), DARK, 1)
    press.print(frame(ellipse(0.61, -0.89, 0.025), ellipse(0.45, -0.97, 0.018)), DARK, 1)


def _antler(side: int, x: float) -> list[Shape]:
    beam: list[Point] = [(x, -1.03), (x + side * 0.14, -1.14), (x + side * 0.24, -1.28), (x + side * 0.22, -1.42)]
    tines = [
        (0.12, -1.12, 0.1, -1.27),
        (0.2, -1.22, 0.17, -1.36),
        (0.22, -1.26, 0.34, -1.36),
        (0.06, -1.08, 0.14, -1.08),
    ]
    return [
        stroke(curve(beam, closed=False), 0.034, 0.014),
        *(stroke([(x + side * a, b), (x + side * c, d)], 0.024, 0.008) for a, b, c, d in tines),
    ]


def horse(press: Press, frame: Frame) -> None:
    """Draw a trotting horse, mane and tail in the wind."""
    tail = curve(
        [
            (-0.46, -0.72, 1),
            (-0.62, -0.72),
            (-0.74, -0.56),
            (-0.78, -0.3, 1),
            (-0.66, -0.4),
            (-0.6, -0.34, 1),
            (-0.56, -0.5),
            (-0.44, -0.62),
        ]
    )
    press.stamp(frame(tail), ACCENT, 0.97, (2, 1))
    far = [
        _limb((-0.3, -0.5), (-0.18, -0.28), (-0.32, -0.06), 0.14),
        _limb((0.24, -0.48), (0.44, -0.36), (0.4, -0.1), 0.1),
    ]
    press.print(frame(*far), DARK, 0.75)
    body = curve(
        [
            (-0.48, -0.7),
            (-0.3, -0.79),
            (0.0, -0.74),
            (0.18, -0.82),
            (0.3, -1.0),
            (0.42, -1.12),
            (0.49, -1.2, 1),
            (0.53, -1.11),
            (0.64, -0.98),
            (0.76, -0.84),
            (0.76, -0.76),
            (0.68, -0.74),
            (0.58, -0.84),
            (0.5, -0.87),
            (0.44, -0.72),
            (0.38, -0.56),
            (0.24, -0.45),
            (-0.05, -0.44),
            (-0.26, -0.44),
            (-0.46, -0.54),
        ]
    )
    near = [
        _limb((-0.36, -0.56), (-0.46, -0.3), (-0.56, -0.02), 0.18),
        _limb((0.28, -0.52), (0.3, -0.26), (0.26, 0.0), 0.12),
    ]
    press.stamp(frame(body, *near), DARK, Ramp(0.92, 1), (1, 1))
    mane = curve(
        [
            (0.49, -1.18, 1),
            (0.34, -1.2),
            (0.2, -1.08),
            (0.04, -1.02, 1),
            (0.12, -0.96),
            (-0.02, -0.86, 1),
            (0.12, -0.82),
            (0.2, -0.8, 1),
            (0.3, -0.98),
            (0.42, -1.1),
        ]
    )
    press.stamp(frame(mane), ACCENT, 0.97, (2, 1))
    press.knock(frame(ellipse(0.57, -0.99, 0.015)))
    hooves = [ellipse(-0.565, -0.02, 0.05, 0.03), ellipse(0.262, -0.01, 0.045, 0.028)]
    press.stamp(frame(*hooves), LIGHT, 0.5)


def _limb(hip: Point, knee: Point, hoof: Point, thick: float) -> Shape:
    return stroke(curve([hip, knee, hoof], closed=False), thick, 0.05)


def elephant(press: Press, frame: Frame) -> None:
    """Draw an elephant with a raised trunk and a cloth on its back."""
    for x in (-0.3, 0.26):
        press.print(
            frame(
                moved(
                    curve(
                        [(-0.1, -0.4, 1), (0.12, -0.4, 1), (0.1, -0.1), (0.12, 0.0, 1), (-0.1, 0.0, 1), (-0.09, -0.1)]
                    ),
                    x,
                    0,
                )
            ),
            DARK,
            0.8,
        )
    press.print(
        frame(
            stroke(curve([(-0.58, -0.6), (-0.68, -0.46), (-0.66, -0.28)], closed=False), 0.03, 0.016),
            ellipse(-0.66, -0.26, 0.025, 0.045),
        ),
        DARK,
        1,
    )
    body = curve(
        [
            (-0.6, -0.5),
            (-0.54, -0.8),
            (-0.3, -0.93),
            (0.0, -0.93),
            (0.2, -0.86),
            (0.34, -0.94),
            (0.5, -0.94),
            (0.62, -0.8),
            (0.7, -0.62),
            (0.78, -0.55),
            (0.86, -0.6),
            (0.88, -0.74),
            (0.95, -0.75),
            (0.97, -0.6),
            (0.9, -0.44),
            (0.74, -0.4),
            (0.6, -0.46),
            (0.52, -0.5),
            (0.42, -0.4),
            (0.4, -0.16),
            (0.42, 0.0, 1),
            (0.16, 0.0, 1),
            (0.16, -0.26),
            (0.02, -0.3),
            (-0.22, -0.28),
            (-0.3, -0.16),
            (-0.28, 0.0, 1),
            (-0.54, 0.0, 1),
            (-0.55, -0.2),
        ]
    )
    press.stamp(frame(body), MID, Ramp(0.85, 1), (2, 1))
    ear = curve(
        [(0.3, -0.86, 1), (0.12, -0.86), (0.05, -0.66), (0.12, -0.48), (0.24, -0.42), (0.32, -0.56), (0.36, -0.72)]
    )
    press.stamp(frame(ear), DARK, 0.85, (2, 1))
    press.knock(frame(curve([(0.54, -0.52, 1), (0.62, -0.4), (0.74, -0.34, 1), (0.62, -0.32), (0.5, -0.44, 1)])))
    press.print(frame(ellipse(0.5, -0.72, 0.02)), DARK, 1)
    cloth = curve(
        [(-0.4, -0.92, 1), (-0.16, -0.96), (0.02, -0.95, 1), (0.04, -0.6, 1), (-0.18, -0.56), (-0.4, -0.6, 1)]
    )
    press.stamp(frame(cloth), ACCENT, 0.97, (3, 2))
    dots = [ellipse(*ray(-0.18, -0.76, 45 * k, 0.1), 0.018) for k in range(8)]
    press.knock(
        frame(ellipse(-0.18, -0.76, 0.045), *dots, *(ellipse(-0.37 + 0.048 * k, -0.61, 0.012) for k in range(9)))
    )
    toes = [ellipse(x + 0.06 * k, -0.01, 0.022, 0.018) for x in (0.22, -0.48) for k in range(3)]
    press.stamp(frame(*toes), LIGHT, 0.3)
