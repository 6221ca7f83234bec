"""What stands behind: skies, suns, stars, grounds and panels."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, PAPER, Ramp
from gallery_build.sketch.shapes import arch, below, box, ellipse, pie, ray, ridge

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape


def sky(press: Press, horizon: float = 0.7, *, strong: float = 0.7) -> None:
    """Fade a sky towards the horizon; a night sky with stars where the palette is dark."""
    if press.dark:
        press.print(None, MID, Ramp(1, 0.5, 0, horizon))
        press.print(None, DARK, Ramp(0.95, 0.1, 0, horizon))
        stars(press, 90, horizon)
    elif press.random.random() < 0.3:
        press.print(None, LIGHT, Ramp(0.1, strong, 0, horizon))
    else:
        press.print(None, LIGHT, Ramp(strong, 0.08, 0, horizon))


def stars(press: Press, count: int, bottom: float = 0.8) -> None:
    """Knock out stars of several sizes, denser near the top."""
    random = press.random
    frame = press.figure(1, 1, 0, 0)
    dots: list[Shape] = []
    for _ in range(count):
        x, y = random.random(), random.random() ** 1.3 * bottom
        radius = random.choice((1, 1, 1, 1.4, 1.4, 2.2, 3.2)) / 1024
        dots.append(ellipse(x * press.width / frame.across, y * press.height / frame.down, radius, radius, 0, 330))
    press.knock(frame(*dots))


def disc(press: Press, x: float, y: float, radius: float) -> list[Shape]:
    """Return a disc at a place of the page; the radius in shares of the short side."""
    return press.figure(1, 1, x, y)(ellipse(0, 0, radius))


def sun(press: Press, x: float, y: float, radius: float, cover: float | Ramp = 0.96) -> None:
    """Print a disc in the accent."""
    press.stamp(disc(press, x, y, radius), ACCENT, cover, (3, 2))


def moon(press: Press, x: float, y: float, radius: float) -> None:
    """Print a crescent in the accent."""
    press.stamp(disc(press, x, y, radius), ACCENT, 0.95, (3, 2), without=_bite(press, x, y, radius))


def _bite(press: Press, x: float, y: float, radius: float) -> list[Shape]:
    return press.figure(1, 1, x, y)(ellipse(radius * 0.42, -radius * 0.2, radius * 0.92))


def light(press: Press, x: float, y: float, radius: float) -> None:
    """Print the moon in a dark sky, else the sun."""
    (moon if press.dark else sun)(press, x, y, radius)


def ground(press: Press, y: float, ink: int = MID, cover: float | Ramp = 0.9, *, rough: float = 0.012) -> None:
    """Print the ground below a gentle line."""
    press.stamp(press.page(below(ridge(press.random, y, rough, 2))), ink, cover, (0, 2))


def birds(press: Press, x: float, y: float, count: int = 5) -> None:
    """Print far birds around a place of the page."""
    frame = press.figure(1, 1, x, y)
    for _ in range(count):
        dx, dy, size = (
            press.random.uniform(-0.13, 0.13),
            press.random.uniform(-0.05, 0.05),
            press.random.uniform(0.008, 0.014),
        )
        wings = [(dx - size, dy - size * 0.5), (dx, dy), (dx + size, dy - size * 0.5), (dx, dy + size * 0.35)]
        press.print(frame(wings), DARK, 1)


def panel(press: Press, kind: str) -> None:
    """Print one of the quiet backgrounds on which a single thing stands: `arch`, `disc`, `rays`, `band`, `flat`."""
    if kind == "flat":
        press.print(None, LIGHT, Ramp(0.85, 0.45))
    elif kind == "arch":
        press.print(press.page(_doorway(press)), LIGHT, Ramp(0.9, 0.5), (-5, 4))
    elif kind == "disc":
        press.print(None, LIGHT, Ramp(0.25, 0.5))
        press.stamp(disc(press, 0.5, 0.47, 0.4), ACCENT, Ramp(0.9, 0.5), (-4, 3))
    elif kind == "rays":
        press.print(None, LIGHT, 0.45)
        press.print(press.page(*_rays(press)), LIGHT, 0.75)
    else:
        press.print(None, LIGHT, Ramp(0.65, 0.3))
        press.print(press.page(box(-0.1, 0.3, 1.1, 0.72)), ACCENT, Ramp(0.75, 0.5), (3, 2))


def _doorway(press: Press) -> Shape:
    wide = min(0.38, 0.36 / press.ratio) if press.ratio > 1 else 0.38
    return arch(0.5 - wide, 0.06, 0.5 + wide, 0.94, wide * press.ratio)


def _rays(press: Press) -> list[Shape]:
    turn = press.random.uniform(0, 15)
    return [[(0.5, 0.62), ray(0.5, 0.62, turn + k * 20, 2), ray(0.5, 0.62, turn + k * 20 + 10, 2)] for k in range(18)]


def table(press: Press, y: float, ink: int = MID, cover: float | Ramp | None = None) -> None:
    """Print a table from `y` down."""
    press.stamp(press.page(box(-0.1, y, 1.1, 1.1)), ink, cover or Ramp(0.55, 0.9), (0, 2))


def shadow(press: Press, shapes: list[Shape]) -> None:
    """Print a soft dark where a thing stands."""
    press.print(shapes, DARK, 0.5)


def cloud(x: float, y: float, size: float) -> list[Shape]:
    """Return a cloud with a flat base at `y`, about twice `size` wide."""
    puffs = ((-0.62, -0.2, 0.3), (-0.25, -0.36, 0.42), (0.22, -0.44, 0.5), (0.66, -0.24, 0.34))
    shapes = [ellipse(x + dx * size, y + dy * size, r * size) for dx, dy, r in puffs]
    base = [*pie(x - 0.72 * size, y - 0.2 * size, 0.2 * size, 0.2 * size, 90, 270)]
    tail = pie(x + 0.8 * size, y - 0.22 * size, 0.22 * size, 0.22 * size, -90, 90)
    return [*shapes, base, tail, box(x - 0.72 * size, y - 0.4 * size, x + 0.8 * size, y)]


def flat(shapes: list[Shape], y: float) -> list[Shape]:
    """Return the shapes with everything below `y` pressed up to it: a cloud's flat base."""
    return [[(px, min(py, y)) for px, py in shape] for shape in shapes]


PAPERY = (PAPER, LIGHT, MID)
