"""Night: a galaxy, stars, a crescent, and a house with one lit window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from gallery_build.sketch.compositions.backdrop import moon, stars
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, ridge

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Point


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw a night sky over two ridges."""
    random = press.random
    press.print(None, MID, Ramp(1, 0.55, 0, 0.9))
    press.print(None, DARK, Ramp(0.98, 0.12, 0, 0.85))
    galaxy(press)
    stars(press, 230)
    moon(press, random.uniform(0.18, 0.82), random.uniform(0.18, 0.3), random.uniform(0.07, 0.12))
    far = press.page(below(ridge(random, 0.76, 0.05, 3)))
    press.print(far, MID, 0.9)
    press.print(far, DARK, Ramp(0.5, 0.75, 0.7, 0.9))
    near = ridge(random, 0.88, 0.03, 2)
    press.knock(press.page(below(near)), DARK)
    _house(press, near[int(random.uniform(0.2, 0.8) * (len(near) - 1))])


def galaxy(press: Press) -> None:
    """Lay a soft band of light across the sky."""
    wide, high = 128, max(24, round(128 / press.ratio))
    band = Image.new("L", (wide, high), 0)
    start = press.random.uniform(0.1, 0.8)
    end = start + press.random.choice((-1, 1)) * press.random.uniform(0.2, 0.4)
    ImageDraw.Draw(band).line([(start * wide, -9), (end * wide, high)], fill=125, width=28)
    press.glow(band.filter(ImageFilter.GaussianBlur(10)), LIGHT)


def _house(press: Press, at: Point) -> None:
    frame = press.figure(1, 1, at[0], at[1])
    press.knock(frame([(-0.035, 0.03), (-0.035, -0.025), (0, -0.06), (0.035, -0.025), (0.035, 0.03)]), DARK)
    press.knock(frame(box(-0.009, -0.018, 0.011, 0.004)), ACCENT)
