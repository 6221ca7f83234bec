"""Food and drink: one thing on a table."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import panel, shadow, table
from gallery_build.sketch.compositions.dishes import bowl, cake, cone
from gallery_build.sketch.compositions.drinks import bottle, cup, glass, teapot
from gallery_build.sketch.compositions.fruit import fruit
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, ellipse

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press

TABLE = 0.7

SERVED = {
    "cup": (cup, 1.35),
    "teapot": (teapot, 1.45),
    "bowl": (bowl, 1.35),
    "cake": (cake, 1.25),
    "fruit": (fruit, 1.3),
    "glass": (glass, 1.15),
    "bottle": (bottle, 1.2),
}
"""Subject -> how it is drawn around the table's middle, how many units the short side shows."""


def draw(press: Press, subject: str) -> None:
    """Draw what is served; wide sheets get a second helping on each side."""
    random = press.random
    if subject == "icecream":
        panel(press, random.choice(("flat", "rays", "disc", "band")))
        for x in (0.5,) if press.ratio < 1.7 else (0.22, 0.78, 0.5):
            cone(press, press.figure(1.3, 1.4, x, 0.83, flip=random.random() < 0.5))
        return
    serve, units = SERVED[subject]
    {"panel": _wall, "window": _window, "tiles": _tiles}[random.choice(("panel", "panel", "window", "tiles"))](press)
    flip = random.random() < 0.5
    y = TABLE + 0.13
    places = [0.5] if press.ratio < 1.7 else [0.5 - 0.86 / press.ratio, 0.5 + 0.86 / press.ratio, 0.5]
    for x in places:
        size = units if x == 0.5 else units * 1.3
        frame = press.figure(size, size * 1.06, x, y if x == 0.5 else y - 0.06, flip=flip)
        shadow(press, frame(ellipse(0.03, 0.0, 0.36, 0.035)))
        serve(press, frame)


def _wall(press: Press) -> None:
    panel(press, press.random.choice(("flat", "rays", "band", "disc")))
    table(press, TABLE, press.random.choice((MID, DARK)))


def _window(press: Press) -> None:
    """Print a wall with morning light through a window."""
    press.print(None, LIGHT, 0.75)
    x = press.random.choice((0.08, 0.56))
    press.stamp(press.page(box(x, 0.08, x + 0.36, 0.52)), LIGHT, Ramp(0.1, 0.35), (2, 2))
    press.stamp(
        press.page(ellipse(x + 0.25, 0.2, 0.06 / max(1, press.ratio), 0.06 * min(1, press.ratio))), ACCENT, 0.95, (2, 1)
    )
    frame = [box(x + 0.17, 0.08, x + 0.19, 0.52), box(x, 0.29, x + 0.36, 0.305), box(x - 0.02, 0.52, x + 0.38, 0.545)]
    press.print(press.page(*frame), DARK, 0.95)
    table(press, TABLE)


def _tiles(press: Press) -> None:
    """Print a wall of square tiles."""
    press.print(None, LIGHT, Ramp(0.7, 0.45))
    step = 0.125
    down = [box(0, k * step, 1, k * step + 0.006) for k in range(7)]
    count = round(press.ratio / step)
    across = [box(k / count, 0, (k + 0.04) / count, TABLE) for k in range(count + 1)]
    press.knock(press.page(*down, *across), cover=0.9)
    table(press, TABLE, DARK)
