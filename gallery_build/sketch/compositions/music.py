"""Music: a guitar, a piano's keys, a record on its player."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, curve, ellipse, mirrored, rounded, stroke, turned

if TYPE_CHECKING:
    from gallery_build.sketch.press import Frame, Press
    from gallery_build.sketch.shapes import Shape


def draw(press: Press, subject: str) -> None:
    """Draw an instrument."""
    {"guitar": _guitar, "piano": _piano, "record": _record}[subject](press)


def _guitar(press: Press) -> None:
    """Print a guitar that leans to one side."""
    random = press.random
    panel(press, random.choice(("disc", "rays", "flat", "arch")))
    lying = press.ratio > 1.5
    frame = press.figure(1.75 if lying else 1.0, 1.0 if lying else 1.55, 0.5, 0.5, flip=random.random() < 0.5)
    tilt = random.uniform(62, 76) if lying else random.uniform(12, 26)

    def lay(*shapes: Shape) -> list[Shape]:
        return frame(*(turned(moved_up(shape), tilt) for shape in shapes))

    body = mirrored(
        curve(
            [
                (0, -0.12, 1),
                (-0.09, -0.125),
                (-0.185, -0.05),
                (-0.175, 0.08),
                (-0.16, 0.17),
                (-0.235, 0.29),
                (-0.255, 0.44),
                (-0.17, 0.58),
                (-0.06, 0.615),
                (0, 0.615, 1),
            ],
            closed=False,
        )
    )
    press.print(
        frame(*(turned(moved_up(shape), tilt) for shape in ([(x + 0.03, y + 0.03) for x, y in body],))), DARK, 0.5
    )
    press.stamp(lay(body), DARK, 1, (2, 1))
    inner = [(x * 0.91, 0.26 + (y - 0.26) * 0.94) for x, y in body]
    press.stamp(lay(inner), MID, Ramp(0.8, 1), (2, 2))
    press.stamp(lay(ellipse(0, 0.16, 0.115)), ACCENT, 1, (1, 1))
    press.print(lay(ellipse(0, 0.16, 0.085)), DARK, 1)
    press.stamp(lay(curve([(0.05, 0.24, 1), (0.14, 0.2), (0.17, 0.3), (0.12, 0.4), (0.06, 0.34)])), DARK, 0.85)
    press.stamp(lay([(-0.036, -0.62), (0.036, -0.62), (0.046, 0.08), (-0.046, 0.08)]), DARK, 1, (1, 1))
    press.stamp(lay([(-0.06, -0.82), (0.06, -0.82), (0.045, -0.62), (-0.045, -0.62)]), ACCENT, 1, (2, 1))
    press.knock(
        lay(
            *[
                box(-0.05, y, 0.05, y + 0.009)
                for y in (-0.54, -0.46, -0.385, -0.315, -0.25, -0.19, -0.135, -0.085, -0.04)
            ]
        ),
        LIGHT,
        within=lay(box(-0.038, -0.7, 0.038, 0.3)),
    )
    press.stamp(lay(box(-0.1, 0.4, 0.1, 0.44)), DARK, 1)
    pegs = [ellipse(side * 0.078, y, 0.022) for side in (-1, 1) for y in (-0.79, -0.73, -0.67)]
    press.print(lay(*pegs), DARK, 1)
    strings = [stroke([(x, -0.65), (x * 1.5, 0.42)], 0.004) for x in (-0.024, -0.008, 0.008, 0.024)]
    press.knock(lay(*strings), cover=0.9)


def moved_up(shape: Shape) -> Shape:
    """Return the shape with its middle at the origin."""
    return [(x, y + 0.09) for x, y in shape]


def _piano(press: Press) -> None:
    """Print keys across the sheet, one of them played, and a fold of red felt."""
    random = press.random
    lid = random.uniform(0.26, 0.4)
    press.print(None, DARK, Ramp(0.97, 0.85, 0, lid))
    press.knock(None, MID, 0.12)
    disc = press.figure(1, 1, random.uniform(0.25, 0.75), lid * 0.62)(ellipse(0, 0, 0.13))
    press.stamp(disc, ACCENT, Ramp(0.95, 0.5), (3, 2), within=press.page(box(0, 0, 1, lid - 0.04)))
    press.stamp(press.page(box(-0.1, lid - 0.04, 1.1, lid)), ACCENT, 1, (0, 2))
    count = max(5, round(9 * min(2.2, press.ratio)))
    bottom = 0.94
    played = random.randrange(1, count - 1)
    for k in range(count):
        low = bottom + (0.018 if k == played else 0)
        press.stamp(
            press.page(rounded(k / count + 0.003, lid, (k + 1) / count - 0.003, low, 0.008)),
            ACCENT if k == played else LIGHT,
            0.9 if k == played else 0.06,
        )
    press.print(press.page(box(0, lid, 1, lid + 0.05)), DARK, Ramp(0.7, 0.0))
    start = random.choice((0, 2, 4))
    blacks = [
        rounded((k + 1) / count - 0.3 / count, lid, (k + 1) / count + 0.3 / count, lid + (bottom - lid) * 0.6, 0.006)
        for k in range(count - 1)
        if (k + start) % 7 in {0, 1, 3, 4, 5}
    ]
    press.stamp(press.page(*blacks), DARK, 1, (1, 0))
    shine = [
        box((k + 1) / count - 0.18 / count, lid + 0.02, (k + 1) / count - 0.06 / count, lid + (bottom - lid) * 0.52)
        for k in range(count - 1)
        if (k + start) % 7 in {0, 1, 3, 4, 5}
    ]
    press.knock(press.page(*shine), MID, 0.5)
    press.stamp(press.page(box(-0.1, bottom + 0.022, 1.1, 1.1)), DARK, 1)


def _record(press: Press) -> None:
    """Print a record half out of its sleeve, or on its player."""
    random = press.random
    panel(press, random.choice(("flat", "rays", "band")))
    frame = press.figure(1.3, 1.12, 0.5, 0.5, flip=random.random() < 0.5)
    if random.random() < 0.5:
        press.print(frame(rounded(-0.55, -0.42, 0.57, 0.46, 0.04)), DARK, 0.45)
        press.stamp(frame(rounded(-0.57, -0.45, 0.55, 0.43, 0.04)), MID, 0.95, (2, 1))
        _disc(press, frame, -0.13, -0.01, 0.4)
        _arm(press, frame)
    else:
        _disc(press, frame, 0.2, 0.0, 0.38)
        press.print(frame(box(-0.56, -0.38, 0.22, 0.42)), DARK, 0.4)
        press.stamp(frame(box(-0.58, -0.4, 0.2, 0.4)), LIGHT, 0.15, (2, 1))
        press.stamp(frame(ellipse(-0.19, 0.08, 0.24)), ACCENT, Ramp(0.98, 0.7), (3, 2))
        stripes = [box(-0.58, 0.08 + 0.07 * k, 0.2, 0.11 + 0.075 * k) for k in range(5)]
        press.print(frame(*stripes), DARK, 0.92, within=frame(box(-0.58, -0.4, 0.2, 0.4)))


def _disc(press: Press, frame: Frame, x: float, y: float, radius: float) -> None:
    press.stamp(frame(ellipse(x, y, radius)), DARK, 1, (1, 1))
    for k in range(6):
        ring = radius * (0.94 - 0.09 * k)
        press.knock(frame(ellipse(x, y, ring)), MID, 0.45, without=frame(ellipse(x, y, ring - 0.006)))
    shine = [
        [(x, y), (x + way * radius * 0.55, y - way * radius), (x + way * radius * 0.95, y - way * radius * 0.7)]
        for way in (-1, 1)
    ]
    press.knock(frame(*shine), MID, 0.35, within=frame(ellipse(x, y, radius * 0.96)))
    press.stamp(frame(ellipse(x, y, radius * 0.34)), ACCENT, 1, (2, 1))
    press.knock(frame(ellipse(x, y, radius * 0.05)))


def _arm(press: Press, frame: Frame) -> None:
    press.stamp(frame(ellipse(0.42, -0.3, 0.085)), LIGHT, 0.3, (1, 1))
    press.stamp(
        frame(stroke(curve([(0.42, -0.32), (0.43, -0.05), (0.36, 0.14), (0.19, 0.24)], closed=False), 0.03)),
        DARK,
        1,
        (1, 1),
    )
    press.stamp(frame(ellipse(0.42, -0.3, 0.04)), DARK, 1)
    press.stamp(frame(turned(rounded(0.12, 0.2, 0.22, 0.27, 0.012), -22, 0.17, 0.24)), ACCENT, 1, (1, 1))
    press.print(frame(ellipse(0.42, 0.32, 0.035), ellipse(0.31, 0.34, 0.02)), DARK, 1)
