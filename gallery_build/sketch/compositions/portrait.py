"""People: head and shoulders before a halo, without features."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, ellipse, rounded, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape

HEAD = ellipse(0.02, -0.09, 0.112, 0.152)
SKULL = ellipse(-0.015, -0.125, 0.165, 0.175)
NECK = [rounded(-0.055, -0.02, 0.06, 0.24, 0.05), ellipse(0, 0.19, 0.12, 0.06)]
CLOTH = [ellipse(0, 0.6, 0.44, 0.42), box(-0.44, 0.6, 0.44, 1.6)]


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw a person."""
    random = press.random
    frame = press.figure(1.0, 1.0, random.uniform(0.46, 0.54), 0.53, flip=random.random() < 0.5)
    press.print(None, LIGHT, Ramp(0.6, 0.2))
    _halo(press, frame)
    hair = random.choice(("bob", "long", "bun", "short", "hat"))
    press.print(frame(SKULL, *_hair(hair)), DARK, 1)
    press.stamp(frame(*CLOTH), MID, Ramp(0.95, 0.65), (0, 0))
    _skin(press, frame)
    cut = ellipse(0.085, 0.0, 0.165, 0.16)
    press.stamp(frame(ellipse(-0.02, -0.13, 0.165, 0.175)), DARK, 1, without=frame(cut))
    if hair == "hat":
        brim = ellipse(0.0, -0.2, 0.3, 0.05)
        press.stamp(frame(ellipse(0, -0.2, 0.17, 0.19, 180, 360), brim), MID, 0.95, (2, 1))
        press.print(frame(box(-0.17, -0.25, 0.17, -0.21)), DARK, 0.9)
    _pattern(press, frame, random.choice(("stripes", "dots", "plain")))


def _halo(press: Press, frame: Frame) -> None:
    shape = press.random.choice(
        (ellipse(0, -0.1, 0.31), ellipse(0, -0.1, 0.31), box(-0.3, -0.42, 0.3, 0.8), ellipse(0.08, -0.16, 0.24))
    )
    press.stamp(frame(shape), ACCENT, Ramp(0.96, 0.6), (-4, 3))


def _hair(style: str) -> list[Shape]:
    return {
        "bob": [rounded(-0.18, -0.125, 0.15, 0.1, 0.06)],
        "long": [rounded(-0.18, -0.125, 0.15, 0.4, 0.09)],
        "bun": [ellipse(-0.07, -0.315, 0.075, 0.07)],
        "short": [],
        "hat": [rounded(-0.17, -0.125, 0.12, 0.16, 0.08)],
    }[style]


def _skin(press: Press, frame: Frame) -> None:
    """Print neck and face, half of it shaded, and a cheek."""
    press.stamp(frame(*NECK), LIGHT, Ramp(0.85, 0.55), (1, 0))
    press.stamp(frame(HEAD), LIGHT, Ramp(0.4, 0.75), (1, 0))
    press.print(frame(ellipse(-0.055, -0.06, 0.11, 0.2)), MID, Ramp(0.7, 0.35), within=frame(HEAD))
    press.print(frame(ellipse(0.085, -0.045, 0.03)), MID, 0.3, within=frame(HEAD))


def _pattern(press: Press, frame: Frame, kind: str) -> None:
    shapes: list[Shape] = []
    for row in range(12):
        y = 0.255 + row * 0.036
        if kind == "stripes":
            shapes.append(stroke([(-0.6, y), (0.6, y)], 0.008))
        elif kind == "dots":
            shapes += [ellipse(-0.55 + k * 0.05 + row % 2 * 0.025, y, 0.008) for k in range(23)]
    if shapes:
        press.print(frame(*shapes), DARK, 0.85, (2, 0), within=frame(*CLOTH), without=frame(*NECK))
