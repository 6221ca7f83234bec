"""Animals that sit, and the bear. They face right or the viewer; the ground is at y = 0, one unit is their height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, mirrored, moved, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press


def fox(press: Press, frame: Frame) -> None:
    """Draw a sitting fox, its brush beside it."""
    tail = curve(
        [
            (0.1, -0.04, 1),
            (0.2, 0.01),
            (0.38, 0.0),
            (0.52, -0.14),
            (0.52, -0.36),
            (0.4, -0.52, 1),
            (0.38, -0.34),
            (0.3, -0.2),
            (0.12, -0.16),
        ]
    )
    tip = curve(
        [
            (0.4, -0.54, 1),
            (0.56, -0.4),
            (0.56, -0.25),
            (0.5, -0.29, 1),
            (0.44, -0.25, 1),
            (0.38, -0.33, 1),
            (0.34, -0.3, 1),
        ]
    )
    press.stamp(frame(tail), ACCENT, Ramp(0.9, 1), (2, 2))
    press.stamp(frame(tail), LIGHT, 0.05, within=frame(tip))
    body = curve(
        [
            (-0.1, -0.6),
            (-0.18, -0.36),
            (-0.23, -0.12),
            (-0.2, 0.0, 1),
            (0.2, 0.0, 1),
            (0.23, -0.12),
            (0.18, -0.36),
            (0.1, -0.6),
        ]
    )
    press.stamp(frame(body), ACCENT, Ramp(0.95, 0.95), (2, 2))
    press.print(frame(curve([(0.2, 0, 1), (0.235, -0.12), (0.17, -0.32), (0.1, -0.2), (0.09, 0, 1)])), DARK, 0.2)
    legs = [rounded(x - 0.045, -0.22, x + 0.045, 0.005, 0.04) for x in (-0.06, 0.06)]
    press.stamp(frame(*legs), ACCENT, 0.97, (1, 0))
    press.print(frame(*[rounded(x - 0.045, -0.12, x + 0.045, 0.005, 0.04) for x in (-0.06, 0.06)]), DARK, 1)
    chest = curve(
        [(-0.1, -0.56), (-0.1, -0.4), (-0.03, -0.25), (0, -0.19, 1), (0.03, -0.25), (0.1, -0.4), (0.1, -0.56)]
    )
    press.stamp(frame(chest), LIGHT, 0.06)
    _fox_head(press, frame)


def _fox_head(press: Press, frame: Frame) -> None:
    half = curve(
        [
            (0, -0.8, 1),
            (-0.06, -0.82, 1),
            (-0.17, -1.0, 1),
            (-0.22, -0.8),
            (-0.245, -0.64, 1),
            (-0.15, -0.56),
            (-0.05, -0.45),
            (0, -0.42, 1),
        ],
        closed=False,
    )
    press.stamp(frame(mirrored(half)), ACCENT, Ramp(1, 0.95), (2, 2))
    ear = curve([(-0.15, -0.93, 1), (-0.18, -0.82), (-0.12, -0.8), (-0.1, -0.83, 1)])
    press.print(frame(ear, [(-x, y) for x, y in ear]), DARK, 1)
    cheek = curve([(-0.235, -0.64, 1), (-0.12, -0.66), (-0.06, -0.56), (-0.02, -0.43, 1), (-0.1, -0.5), (-0.15, -0.56)])
    press.stamp(frame(cheek, [(-x, y) for x, y in cheek]), LIGHT, 0.05)
    press.print(frame(ellipse(0, -0.43, 0.03, 0.024), *_shut_eyes(0.085, -0.68, 0.035)), DARK, 1)


def _shut_eyes(x: float, y: float, size: float) -> list[list[tuple[float, float]]]:
    return [
        stroke(
            curve(
                [(side * x - size, y - size * 0.2), (side * x, y + size * 0.35), (side * x + size, y - size * 0.2)],
                closed=False,
            ),
            size * 0.36,
        )
        for side in (-1, 1)
    ]


def cat(press: Press, frame: Frame) -> None:
    """Draw a sitting cat with stripes, its tail in a curl."""
    ink = press.random.choice((ACCENT, DARK, DARK))
    pale = MID if ink == DARK else DARK
    tail = stroke(
        curve([(0.1, -0.05), (0.3, -0.01), (0.44, -0.1), (0.44, -0.3), (0.36, -0.42), (0.42, -0.55)], closed=False),
        0.085,
        0.06,
    )
    press.stamp(frame(tail, ellipse(0.42, -0.55, 0.03)), ink, 0.97, (2, 1))
    body = mirrored(
        curve(
            [(0, -0.6), (-0.1, -0.56), (-0.17, -0.36), (-0.25, -0.15), (-0.22, -0.01), (-0.1, 0.005), (0, 0.005, 1)],
            closed=False,
        )
    )
    press.stamp(frame(body), ink, Ramp(0.92, 1), (2, 1))
    half = curve(
        [
            (0, -0.89, 1),
            (-0.09, -0.89, 1),
            (-0.185, -1.03, 1),
            (-0.225, -0.8),
            (-0.22, -0.68),
            (-0.12, -0.56),
            (0, -0.54, 1),
        ],
        closed=False,
    )
    press.stamp(frame(mirrored(half)), ink, 0.98, (2, 1))
    ear = curve([(-0.17, -0.965, 1), (-0.19, -0.86), (-0.12, -0.88, 1)])
    stripes = [stroke([(x, -0.89), (x * 0.8, -0.79)], 0.022, 0.004) for x in (-0.06, 0, 0.06)]
    flanks = [
        curve([(side * 0.24, y, 1), (side * 0.12, y - 0.01), (side * 0.24, y + 0.04, 1)])
        for side in (-1, 1)
        for y in (-0.16, -0.25, -0.34)
    ]
    press.knock(frame(ear, [(-x, y) for x, y in ear], *stripes), pale, 0.9)
    press.knock(frame(*flanks), pale, 0.9, within=frame(body))
    legs = [stroke([(x, -0.3), (x, -0.01)], 0.008) for x in (-0.085, 0, 0.085)]
    press.knock(frame(*legs), pale, 0.9)
    whiskers = [
        stroke([(side * 0.05, -0.635 + dy), (side * 0.3, -0.645 + dy * 2.4)], 0.007, 0.003)
        for side in (-1, 1)
        for dy in (-0.015, 0.005, 0.025)
    ]
    press.knock(
        frame(
            *whiskers, *_shut_eyes(0.095, -0.72, 0.045), curve([(-0.025, -0.66, 1), (0.025, -0.66, 1), (0, -0.635, 1)])
        )
    )


def dog(press: Press, frame: Frame) -> None:
    """Draw a sitting dog in profile with a hanging ear and a collar."""
    tail = stroke(curve([(-0.26, -0.08), (-0.4, -0.14), (-0.45, -0.3), (-0.4, -0.4)], closed=False), 0.075, 0.03)
    press.stamp(frame(tail), MID, 1, (2, 1))
    body = curve(
        [
            (-0.02, -0.66),
            (-0.12, -0.5),
            (-0.26, -0.28),
            (-0.32, -0.1),
            (-0.26, 0.0, 1),
            (0.24, 0.0, 1),
            (0.24, -0.05),
            (0.16, -0.08),
            (0.15, -0.3),
            (0.2, -0.44),
            (0.17, -0.66),
        ]
    )
    press.stamp(frame(body), MID, Ramp(0.85, 1), (2, 1))
    press.stamp(frame(curve([(0.17, -0.62), (0.21, -0.45), (0.16, -0.3), (0.09, -0.36), (0.08, -0.52)])), LIGHT, 0.1)
    press.print(
        frame(
            curve(
                [
                    (-0.25, -0.0, 1),
                    (-0.3, -0.1),
                    (-0.2, -0.24),
                    (-0.05, -0.2),
                    (-0.0, -0.08),
                    (0.06, -0.05),
                    (0.05, 0.0, 1),
                ]
            )
        ),
        DARK,
        0.3,
    )
    head = curve(
        [
            (-0.08, -0.86),
            (-0.03, -0.98),
            (0.1, -1.0),
            (0.19, -0.92),
            (0.22, -0.86),
            (0.36, -0.83),
            (0.39, -0.75),
            (0.34, -0.69),
            (0.2, -0.66),
            (0.1, -0.6),
            (-0.04, -0.64),
        ]
    )
    press.stamp(frame(head), MID, 0.95, (2, 1))
    press.stamp(
        frame(curve([(0.24, -0.84), (0.36, -0.82), (0.385, -0.75), (0.34, -0.7), (0.22, -0.69), (0.2, -0.76)])),
        LIGHT,
        0.1,
    )
    ear = curve(
        [(-0.06, -0.95, 1), (0.04, -0.92), (0.07, -0.8), (0.03, -0.64), (-0.05, -0.58), (-0.12, -0.68), (-0.12, -0.84)]
    )
    press.stamp(frame(ear), DARK, 1, (2, 1))
    press.print(
        frame(
            ellipse(0.375, -0.8, 0.033, 0.028),
            ellipse(0.16, -0.86, 0.02),
            curve([(-0.26, -0.27), (-0.12, -0.48), (0.0, -0.42), (-0.05, -0.28), (-0.16, -0.2)]),
        ),
        DARK,
        1,
    )
    press.stamp(
        frame(stroke([(-0.07, -0.6), (0.05, -0.56), (0.18, -0.6)], 0.05), ellipse(0.12, -0.54, 0.035)),
        ACCENT,
        1,
        (2, 2),
    )


def rabbit(press: Press, frame: Frame) -> None:
    """Draw a sitting rabbit in profile, ears upright."""
    press.knock(frame(ellipse(-0.32, -0.14, 0.085)))
    far = curve([(0.12, -0.66, 1), (0.15, -0.9), (0.24, -1.04), (0.27, -0.9), (0.22, -0.66, 1)])
    near = curve([(0.05, -0.64, 1), (0.02, -0.86), (0.06, -1.06), (0.14, -0.96), (0.15, -0.66, 1)])
    press.stamp(frame(far), MID, 1, (1, 1))
    body = curve(
        [
            (0.06, -0.48),
            (-0.12, -0.44),
            (-0.28, -0.3),
            (-0.33, -0.12),
            (-0.26, 0.0, 1),
            (0.2, 0.0, 1),
            (0.21, -0.04),
            (0.13, -0.06),
            (0.2, -0.24),
            (0.22, -0.4),
        ]
    )
    press.stamp(frame(body), LIGHT, Ramp(0.5, 0.9), (2, 1))
    press.print(
        frame(
            curve(
                [(-0.27, 0, 1), (-0.32, -0.12), (-0.2, -0.26), (-0.04, -0.22), (0.02, -0.08), (0.1, -0.04), (0.1, 0, 1)]
            )
        ),
        MID,
        0.7,
    )
    press.stamp(frame(near), LIGHT, 0.6, (2, 1))
    press.stamp(
        frame(
            moved(curve([(0.0, 0.12, 1), (-0.025, -0.08), (0.01, -0.2), (0.04, -0.1), (0.035, 0.12, 1)]), 0.075, -0.82)
        ),
        ACCENT,
        0.8,
    )
    head = curve(
        [
            (0.02, -0.58),
            (0.08, -0.7),
            (0.2, -0.7),
            (0.32, -0.58),
            (0.36, -0.5),
            (0.3, -0.42),
            (0.16, -0.38),
            (0.05, -0.44),
        ]
    )
    press.stamp(frame(head), LIGHT, 0.55, (2, 1))
    press.print(frame(ellipse(0.21, -0.58, 0.024), ellipse(0.35, -0.51, 0.016)), DARK, 1)
    scarf = [
        stroke([(-0.0, -0.44), (0.1, -0.38), (0.25, -0.4)], 0.06),
        curve([(0.04, -0.42, 1), (-0.06, -0.3), (-0.06, -0.2, 1), (0.03, -0.22, 1), (0.1, -0.38, 1)]),
    ]
    press.stamp(frame(*scarf), ACCENT, 1, (2, 2))


def bear(press: Press, frame: Frame) -> None:
    """Draw a walking bear."""
    for x, top in ((-0.28, -0.35), (0.3, -0.35)):
        press.print(
            frame(
                curve(
                    [
                        (x - 0.1, top, 1),
                        (x + 0.12, top, 1),
                        (x + 0.09, -0.14),
                        (x + 0.12, 0.0, 1),
                        (x - 0.08, 0.0, 1),
                        (x - 0.07, -0.14),
                    ]
                )
            ),
            DARK,
            0.75,
        )
    body = curve(
        [
            (-0.62, -0.4),
            (-0.55, -0.66),
            (-0.3, -0.76),
            (-0.05, -0.72),
            (0.16, -0.86),
            (0.36, -0.8),
            (0.44, -0.79),
            (0.58, -0.78),
            (0.68, -0.64),
            (0.82, -0.58),
            (0.86, -0.5),
            (0.78, -0.45),
            (0.6, -0.44),
            (0.45, -0.36),
            (0.3, -0.22),
            (0.29, -0.12),
            (0.33, 0.0, 1),
            (0.1, 0.0, 1),
            (0.07, -0.2),
            (-0.1, -0.26),
            (-0.3, -0.24),
            (-0.36, -0.1),
            (-0.33, 0.0, 1),
            (-0.57, 0.0, 1),
            (-0.55, -0.14),
        ]
    )
    press.stamp(frame(body), DARK, Ramp(0.88, 1), (2, 1))
    press.stamp(frame(ellipse(0.46, -0.79, 0.07), ellipse(0.59, -0.77, 0.055)), DARK, 1)
    press.knock(frame(ellipse(0.46, -0.785, 0.035)), MID)
    muzzle = curve([(0.68, -0.62), (0.82, -0.58), (0.86, -0.5), (0.78, -0.45), (0.66, -0.47)])
    press.stamp(frame(muzzle), MID, 0.6)
    press.print(frame(ellipse(0.845, -0.56, 0.035, 0.028)), DARK, 1)
    press.knock(frame(ellipse(0.63, -0.65, 0.016)))
    claws = [box(x + 0.045 * k, -0.018, x + 0.02 + 0.045 * k, 0.0) for x in (0.22, -0.44) for k in range(3)]
    press.knock(frame(*claws))
