"""One animal in its place: in snow, in a meadow, in the woods, on a branch or before a panel."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import ground, light, panel, shadow, sky, stars
from gallery_build.sketch.compositions.grazing import deer, elephant, horse
from gallery_build.sketch.compositions.sitting import bear, cat, dog, fox, rabbit
from gallery_build.sketch.compositions.winged import bird, butterfly, owl
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import below, box, ellipse, leaf, ridge, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape

GROUND = 0.83

STANDING = {
    "fox": (fox, 1.3, ("woods", "snow", "woods")),
    "cat": (cat, 1.3, ("sill", "panel")),
    "dog": (dog, 1.3, ("meadow", "panel")),
    "rabbit": (rabbit, 1.3, ("meadow", "snow")),
    "bear": (bear, 1.9, ("woods", "snow")),
    "deer": (deer, 1.72, ("woods", "meadow", "snow")),
    "horse": (horse, 1.8, ("meadow", "panel")),
    "elephant": (elephant, 2.05, ("meadow", "panel")),
}
"""Animal -> how it is drawn, how many units the short side shows, where it may stand."""

FLYING = {"bird": bird, "owl": owl, "butterfly": butterfly}


def draw(press: Press, subject: str) -> None:
    """Draw the animal."""
    if subject in FLYING:
        _air(press, subject)
        return
    animal, units, places = STANDING[subject]
    place = press.random.choice(places)
    {"woods": _woods, "snow": _snow, "meadow": _meadow, "panel": _panel, "sill": _sill}[place](press)
    flip = press.random.random() < 0.5
    x = press.random.uniform(0.46, 0.54)
    frame = press.figure(units, units * 1.06, x, GROUND + 0.05, flip=flip)
    shadow(press, frame(ellipse(0, 0.0, 0.4, 0.025)))
    animal(press, frame)
    if press.ratio > 1.8:
        side = press.random.choice((-1, 1))
        small = press.figure(units * 1.5, units * 1.6, x + side * 0.28, GROUND + 0.02, flip=not flip)
        animal(press, small)


def _woods(press: Press) -> None:
    """Print birches before a disc."""
    random = press.random
    sky(press, 0.9, strong=0.75)
    light(press, random.choice((0.2, 0.8)), random.uniform(0.2, 0.28), random.uniform(0.1, 0.13))
    frame = press.figure(1, 1, 0, 1)
    end, tall = press.width / frame.across, press.height / frame.down
    for ink, cover, count, thick in ((MID, 0.35, 7, 0.022), (MID, 0.7, 5, 0.034)):
        trunks = [
            _trunk(random.uniform(-0.02, end), random.uniform(-0.03, 0.03), tall, thick)
            for _ in range(round(count * max(1, end)))
        ]
        press.print(frame(*trunks), ink, cover, (2, 0))
    birches: list[Shape] = [
        _trunk(x * end, random.uniform(-0.02, 0.02), tall, 0.055)
        for x in (random.uniform(0.04, 0.12), random.uniform(0.86, 0.96))
    ]
    press.stamp(frame(*birches), LIGHT, 0.12, (2, 0))
    marks: list[Shape] = []
    for _ in range(26):
        y = -random.random() * tall
        left = random.random() * 0.12 * end if random.random() < 0.5 else end * random.uniform(0.84, 1)
        marks.append(ellipse(left, y, 0.018, 0.005))
    press.print(frame(*marks), DARK, 0.9, within=frame(*birches))
    press.stamp(press.page(below(ridge(random, 0.8, 0.015, 2))), LIGHT, Ramp(0.25, 0.7))


def _trunk(x: float, lean: float, tall: float, thick: float) -> Shape:
    return stroke([(x, 0), (x + lean, -tall * 1.05)], thick, thick * 0.6)


def _snow(press: Press) -> None:
    """Print a snowfield with firs and falling flakes."""
    random = press.random
    press.print(None, MID, Ramp(0.85, 0.3, 0, 0.8))
    if press.dark:
        press.print(None, DARK, Ramp(0.8, 0.2))
    light(press, random.choice((0.2, 0.8)), random.uniform(0.18, 0.28), 0.11)
    press.stamp(press.page(below(ridge(random, 0.66, 0.03, 3))), LIGHT, Ramp(0.8, 0.4))
    frame = press.figure(1, 1, 0, 0.72)
    end = press.width / frame.across
    firs: list[Shape] = []
    for _ in range(round(9 * max(1, end))):
        x, high = random.uniform(0, end), random.uniform(0.14, 0.32)
        for tier in range(5):
            y, wide = -high * (1 - tier * 0.18), high * (0.08 + 0.055 * tier)
            firs.append([(x, y), (x + wide, y + high * 0.3), (x - wide, y + high * 0.3)])
    press.print(frame(*firs), DARK, 0.9, (1, 0))
    press.stamp(press.page(below(ridge(random, 0.76, 0.02, 2))), LIGHT, Ramp(0.05, 0.45))
    top = press.figure(1, 1, 0, 0)
    tall = press.height / top.down
    press.knock(
        top(
            *[
                ellipse(random.uniform(0, end), random.uniform(0, tall), random.choice((0.003, 0.005, 0.008)))
                for _ in range(110)
            ]
        )
    )


def _meadow(press: Press) -> None:
    """Print two hills, a sun and grass."""
    random = press.random
    sky(press, 0.75, strong=0.7)
    light(press, random.choice((0.2, 0.5, 0.8)), random.uniform(0.2, 0.34), random.uniform(0.12, 0.2))
    press.stamp(press.page(below(ridge(random, 0.62, 0.05, 3))), LIGHT, 0.9)
    press.print(press.page(below(ridge(random, 0.7, 0.03, 2))), MID, 0.5)
    ground(press, 0.79, MID, Ramp(0.8, 1))
    frame = press.figure(1, 1, 0, 1)
    end = press.width / frame.across
    blades = [
        leaf(
            random.uniform(0, end),
            random.uniform(-0.16, 0.02),
            random.uniform(-115, -65),
            random.uniform(0.03, 0.07),
            0.005,
        )
        for _ in range(round(60 * max(1, end)))
    ]
    press.print(frame(*blades), DARK, 0.9)
    press.stamp(
        frame(*[ellipse(random.uniform(0, end), random.uniform(-0.17, 0), 0.008) for _ in range(18)]), ACCENT, 1, (1, 1)
    )


def _panel(press: Press) -> None:
    panel(press, press.random.choice(("arch", "disc", "rays", "band")))
    press.print(press.page(box(-0.1, GROUND, 1.1, 1.1)), DARK, 0.9)


def _sill(press: Press) -> None:
    """Print a window with a sky behind it, its sill and a curtain."""
    random = press.random
    press.print(None, MID, Ramp(0.8, 0.95))
    pane = press.page(box(0.1, 0.06, 0.9, GROUND))
    press.stamp(pane, LIGHT, Ramp(0.75, 0.25))
    if press.dark:
        press.stamp(pane, DARK, Ramp(0.98, 0.7))
        stars(press, 60, 0.7)
    light(press, random.choice((0.28, 0.72)), random.uniform(0.2, 0.3), 0.1)
    roofs: list[Shape] = []
    for k in range(6):
        x = 0.1 + k * 0.14
        roofs.append(
            [
                (x, GROUND),
                (x, GROUND - random.uniform(0.08, 0.2)),
                (x + 0.07, GROUND - random.uniform(0.18, 0.3)),
                (x + 0.14, GROUND - random.uniform(0.08, 0.2)),
                (x + 0.14, GROUND),
            ]
        )
    press.print(press.page(*roofs), MID, 0.7, within=pane)
    press.stamp(
        press.page(
            box(0.07, 0.03, 0.93, 0.06),
            box(0.07, 0.03, 0.1, GROUND),
            box(0.9, 0.03, 0.93, GROUND),
            box(0.49, 0.06, 0.51, GROUND),
        ),
        LIGHT,
        0.1,
        (2, 1),
    )
    press.stamp(press.page(box(-0.1, GROUND, 1.1, 1.1)), LIGHT, 0.35, (0, 2))
    press.print(press.page(box(-0.1, GROUND + 0.09, 1.1, 1.1)), DARK, 0.75)


def _air(press: Press, subject: str) -> None:
    """Print an animal that perches or flies."""
    random = press.random
    if subject == "owl":
        press.print(None, MID, Ramp(0.95, 0.6))
        press.print(None, DARK, Ramp(0.85, 0.2))
        stars(press, 80, 1)
        press.stamp(
            press.figure(1, 1, random.uniform(0.4, 0.6), 0.4)(ellipse(0, 0, 0.34)), ACCENT, Ramp(0.95, 0.6), (3, 2)
        )
    else:
        panel(press, random.choice(("flat", "arch", "rays", "band")))
    frame = press.figure(1.25, 1.25, 0.5, 0.5, flip=random.random() < 0.5)
    FLYING[subject](press, frame)
