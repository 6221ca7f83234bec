"""Birds on a branch, an owl, a butterfly; drawn around the origin."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, PAPER, Ramp
from gallery_build.sketch.shapes import curve, ellipse, leaf, mirrored, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press


def _branch(press: Press, frame: Frame, y: float) -> None:
    """Print a branch from one edge, with leaves."""
    random = press.random
    limb = curve([(-3.0, y + 0.2), (-0.7, y + 0.1), (-0.2, y + 0.02), (0.3, y + 0.03), (0.62, y - 0.06)], closed=False)
    press.print(frame(stroke(limb, 0.07, 0.014)), DARK, 1)
    leaves = [
        leaf(x, y + 0.06 - 0.1 * (x > 0.2), random.uniform(-75, 75), random.uniform(0.12, 0.19), 0.034)
        for x in (-0.56, -0.4, 0.3, 0.42, 0.52, 0.6)
    ]
    press.stamp(frame(*leaves), MID, 0.95, (2, 1))


def bird(press: Press, frame: Frame) -> None:
    """Draw a songbird on a branch."""
    _branch(press, frame, 0.3)
    press.print(frame(stroke([(0.0, 0.15), (0.03, 0.32)], 0.018), stroke([(0.08, 0.15), (0.1, 0.32)], 0.018)), DARK, 1)
    tail = curve([(-0.2, 0.1, 1), (-0.5, 0.3), (-0.58, 0.42, 1), (-0.46, 0.44, 1), (-0.26, 0.3), (-0.08, 0.18, 1)])
    press.stamp(frame(tail), DARK, 1, (2, 1))
    body = curve(
        [
            (-0.3, 0.12),
            (-0.2, -0.12),
            (0.0, -0.27),
            (0.1, -0.39),
            (0.24, -0.42),
            (0.35, -0.33),
            (0.36, -0.2),
            (0.34, -0.04),
            (0.22, 0.14),
            (0.0, 0.22),
            (-0.2, 0.2),
        ]
    )
    press.stamp(frame(body), MID, Ramp(0.95, 0.9), (2, 1))
    breast = curve(
        [
            (0.37, -0.24),
            (0.4, -0.08),
            (0.24, 0.18),
            (0.0, 0.24),
            (-0.1, 0.18),
            (0.1, 0.08),
            (0.2, -0.06),
            (0.22, -0.22),
            (0.3, -0.28),
        ]
    )
    press.stamp(frame(breast), ACCENT, 0.97, (2, 2), within=frame(body))
    wing = curve(
        [(0.1, -0.14, 1), (0.12, 0.02), (0.0, 0.12), (-0.22, 0.2), (-0.42, 0.26, 1), (-0.26, 0.04), (-0.1, -0.12)]
    )
    press.stamp(frame(wing), DARK, 0.95, (2, 1))
    feathers = [
        stroke(
            curve(
                [
                    (0.04 - 0.05 * k, -0.04 + 0.03 * k),
                    (-0.1 - 0.05 * k, 0.06 + 0.03 * k),
                    (-0.26 - 0.03 * k, 0.14 + 0.025 * k),
                ],
                closed=False,
            ),
            0.012,
            0.004,
        )
        for k in range(3)
    ]
    press.knock(frame(*feathers), LIGHT)
    press.stamp(frame(curve([(0.345, -0.34, 1), (0.5, -0.28, 1), (0.355, -0.24, 1)])), DARK, 1, (1, 1))
    press.knock(frame(ellipse(0.25, -0.31, 0.035)))
    press.print(frame(ellipse(0.255, -0.31, 0.022)), DARK, 1)


def owl(press: Press, frame: Frame) -> None:
    """Draw an owl that looks at the viewer, on a branch."""
    half = curve(
        [
            (0, -0.34, 1),
            (-0.12, -0.36),
            (-0.25, -0.47, 1),
            (-0.27, -0.3),
            (-0.31, -0.06),
            (-0.27, 0.2),
            (-0.12, 0.36),
            (0, 0.38, 1),
        ],
        closed=False,
    )
    press.stamp(frame(mirrored(half)), DARK, 1, (2, 1))
    belly = mirrored(curve([(0, -0.1), (-0.14, -0.08), (-0.19, 0.1), (-0.12, 0.28), (0, 0.34, 1)], closed=False))
    press.knock(frame(belly), LIGHT, 0.95)
    scales = [
        ellipse(-0.16 + 0.08 * k + 0.04 * (row % 2), -0.02 + 0.07 * row, 0.036, 0.045, 0, 180)
        for row in range(5)
        for k in range(5)
    ]
    press.print(frame(*scales), MID, 0.9, within=frame(belly))
    for side in (-1, 1):
        press.knock(frame(ellipse(side * 0.125, -0.21, 0.125)), LIGHT)
        press.stamp(frame(ellipse(side * 0.125, -0.21, 0.088)), ACCENT, 1, (2, 1))
        press.print(frame(ellipse(side * 0.125, -0.21, 0.05)), DARK, 1)
        press.knock(frame(ellipse(side * 0.125 + 0.018, -0.23, 0.014)))
        wing = curve(
            [(side * 0.24, -0.1, 1), (side * 0.34, 0.05), (side * 0.3, 0.24), (side * 0.18, 0.36, 1), (side * 0.2, 0.1)]
        )
        press.stamp(frame(wing), MID, Ramp(0.8, 1), (2, 1))
    press.stamp(frame(curve([(-0.04, -0.18, 1), (0.04, -0.18, 1), (0, -0.07, 1)])), ACCENT, 1)
    _branch(press, frame, 0.36)
    toes = [ellipse(x + 0.035 * k, 0.385, 0.016, 0.034) for x in (-0.15, 0.08) for k in range(3)]
    press.stamp(frame(*toes), ACCENT, 1)


def butterfly(press: Press, frame: Frame) -> None:
    """Draw a butterfly with open wings."""
    upper = curve(
        [
            (0.02, -0.08, 1),
            (0.12, -0.28),
            (0.32, -0.42),
            (0.5, -0.4),
            (0.52, -0.22),
            (0.44, -0.04),
            (0.24, 0.06),
            (0.02, 0.04, 1),
        ]
    )
    lower = curve(
        [
            (0.02, 0.02, 1),
            (0.22, 0.06),
            (0.38, 0.12),
            (0.4, 0.28),
            (0.28, 0.42),
            (0.16, 0.34),
            (0.08, 0.2),
            (0.02, 0.12, 1),
        ]
    )
    for side in (-1, 1):
        for wing, ink in ((lower, MID), (upper, ACCENT)):
            outline = [(x * side, y) for x, y in wing]
            middle = (0.27 * side, -0.16) if ink == ACCENT else (0.2 * side, 0.2)
            press.stamp(frame(outline), DARK, 0.97, (2, 1))
            inner = [(middle[0] + (x - middle[0]) * 0.8, middle[1] + (y - middle[1]) * 0.8) for x, y in outline]
            press.stamp(frame(inner), ink, Ramp(0.98, 0.75), (2, 2))
        veins = [
            stroke([(0.03 * side, -0.02), (x * side, y)], 0.012, 0.006)
            for x, y in ((0.42, -0.36), (0.46, -0.2), (0.36, -0.03), (0.33, 0.3), (0.2, 0.34))
        ]
        press.print(frame(*veins), DARK, 0.95)
        press.knock(
            frame(
                *[
                    ellipse(x * side, y, r)
                    for x, y, r in (
                        (0.44, -0.34, 0.028),
                        (0.47, -0.25, 0.022),
                        (0.45, -0.15, 0.018),
                        (0.32, 0.34, 0.022),
                        (0.36, 0.25, 0.018),
                    )
                ]
            ),
            PAPER,
        )
    press.print(
        frame(
            curve([(0, -0.16), (0.03, -0.06), (0.025, 0.14), (0, 0.3), (-0.025, 0.14), (-0.03, -0.06)]),
            ellipse(0, -0.17, 0.034),
        ),
        DARK,
        1,
    )
    press.print(
        frame(
            *[stroke(curve([(0, -0.18), (s * 0.06, -0.34), (s * 0.14, -0.42)], closed=False), 0.009) for s in (-1, 1)],
            *(ellipse(s * 0.14, -0.42, 0.014) for s in (-1, 1)),
        ),
        DARK,
        1,
    )
