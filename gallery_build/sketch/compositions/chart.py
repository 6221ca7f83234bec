"""An infographic: one large sheet with a head, stations, a pie, bars and greeked text."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, ellipse, pie, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press


def chart(press: Press) -> None:
    """Draw one large sheet: a head, a line of stations, a chart and columns of text."""
    random = press.random
    press.print(None, random.choice((LIGHT, MID, DARK)), Ramp(0.95, 0.75))
    wide, high = _page_of(press)
    frame = press.figure(2.3 * wide, 2.3 * high)
    press.print(frame(box(-wide + 0.03, -high + 0.04, wide + 0.03, high + 0.04)), DARK, 0.45)
    press.stamp(frame(box(-wide, -high, wide, high)), LIGHT, 0.06, (1, 1))
    press.print(frame(box(-wide, -high, wide, -high + 0.2)), ACCENT, 0.95, (2, 1))
    press.knock(frame(box(-wide * 0.85, -high + 0.07, wide * random.uniform(0.0, 0.5), -high + 0.12)))
    _stations(press, frame, wide * 0.8, -high + 0.32)
    cells = [(x, y) for x in (-0.5, 0.5) for y in (-0.02, 0.62)]
    random.shuffle(cells)
    for k, (x, y) in enumerate(cells):
        _figure(press, frame, (x * wide, y * high), min(wide, high) * 0.22, k)


def _page_of(press: Press) -> tuple[float, float]:
    """Return half width and half height of a page that suits the sheet."""
    return min(1.6, max(0.62, press.ratio)), min(1.6, max(0.8, 1 / press.ratio))


def _stations(press: Press, frame: Frame, wide: float, y: float) -> None:
    count = press.random.choice((4, 5, 6))
    press.print(frame(box(-wide, y - 0.008, wide, y + 0.008)), DARK, 0.95)
    for k in range(count):
        x = -wide + 2 * wide * k / (count - 1)
        press.stamp(frame(ellipse(x, y, 0.05)), (ACCENT, MID)[k % 2], 0.97, (1, 1))
        press.print(frame(box(x - 0.07, y + 0.075, x + 0.07, y + 0.09)), DARK, 0.9)


def _figure(press: Press, frame: Frame, at: tuple[float, float], size: float, kind: int) -> None:
    """Print a pie, bars, a text column or a web of circles around a place."""
    x, y = at
    random = press.random
    if kind == 0:
        share = random.uniform(60, 150)
        press.print(frame(pie(x, y, size, size, 0, 360 - share)), MID, 0.95)
        press.stamp(frame(pie(x + 0.02, y - 0.02, size, size, 360 - share, 360)), ACCENT, 0.97, (1, 1))
        press.knock(frame(ellipse(x, y, size * 0.42)), LIGHT, 0.3)
    elif kind == 1:
        bars = [
            box(
                x - size + k * size * 0.42,
                y + size - size * random.uniform(0.5, 2),
                x - size + k * size * 0.42 + size * 0.3,
                y + size,
            )
            for k in range(5)
        ]
        press.print(frame(*bars), DARK, 0.95, (1, 0))
        press.print(frame(box(x - size * 1.1, y + size, x + size * 1.2, y + size + 0.014)), DARK, 1)
    elif kind == 2:
        lines = [
            box(
                x - size,
                y - size * 0.9 + k * size * 0.3,
                x + size * random.uniform(0.3, 1.1),
                y - size * 0.9 + k * size * 0.3 + 0.026,
            )
            for k in range(7)
        ]
        press.print(frame(*lines), DARK, 0.9)
    else:
        knots = [
            (x - size * 0.8, y + size * 0.5),
            (x, y - size * 0.7),
            (x + size * 0.8, y + size * 0.4),
            (x - size * 0.05, y + size * 0.25),
        ]
        press.print(frame(*[stroke([knots[3], knot], 0.014) for knot in knots[:3]]), DARK, 1)
        press.stamp(frame(*[ellipse(*knot, size * 0.3) for knot in knots[:3]]), MID, 0.95, (1, 1))
        press.stamp(frame(ellipse(*knots[3], size * 0.4)), ACCENT, 1, (2, 1))
