"""The city: three depths of blocks with gables, domes and masts, windows lit."""

# ruff: noqa: PLR2004 - chances and places are the drawing itself

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.compositions.backdrop import light, sky
from gallery_build.sketch.press import ACCENT, DARK, LIGHT, MID, Ramp
from gallery_build.sketch.shapes import box, ellipse, stroke

if TYPE_CHECKING:
    from gallery_build.sketch.press import Press
    from gallery_build.sketch.shapes import Shape

DEPTHS = ((0.55, 0.38, 0.62, 0.05, 0.1, MID), (0.95, 0.3, 0.52, 0.06, 0.12, MID), (1.0, 0.12, 0.42, 0.08, 0.16, DARK))
"""Coverage, least and most height, least and most width, ink; the farthest first."""

PANE = 0.016


def draw(press: Press, subject: str) -> None:  # noqa: ARG001 - every composition is called alike
    """Draw a skyline."""
    random = press.random
    sky(press, 0.85, strong=0.85)
    light(press, random.uniform(0.2, 0.8), random.uniform(0.18, 0.28), random.uniform(0.08, 0.13))
    for depth, (cover, low, high, slim, wide, ink) in enumerate(DEPTHS):
        blocks, panes = _row(press, depth, (low, high), (slim, wide))
        if depth == len(DEPTHS) - 1:
            press.stamp(blocks, ink, Ramp(1, 0.8, 0.5, 1), (0, 0))
        else:
            if press.dark:
                press.stamp(blocks, LIGHT, 0.3 + 0.5 * depth)
            press.print(blocks, ink, Ramp(cover, cover * 0.55, 0.3, 1), (-2 + 4 * depth, 1 - 2 * depth))
        if panes:
            press.stamp(panes, ACCENT, 0.9, (2, 1))


def _row(
    press: Press, depth: int, heights: tuple[float, float], widths: tuple[float, float]
) -> tuple[list[Shape], list[Shape]]:
    """Return one depth's blocks and its lit windows."""
    random = press.random
    frame = press.figure(1, 1, 0, 1)
    end, tall = press.width / frame.across, press.height / frame.down
    blocks: list[Shape] = []
    panes: list[Shape] = []
    x = -0.04
    while x < end + 0.02:
        w, high = random.uniform(*widths), random.uniform(*heights) * (1 if random.random() > 0.18 else 1.18) * tall
        blocks += [box(x, -high, x + w, 0.05), *_crown(random.random(), x, w, high)]
        if depth:
            panes += [pane for pane in _panes(x, w, high) if random.random() < (0.16 if depth == 1 else 0.3)]
        x += w + (random.uniform(0, 0.012) if depth == len(DEPTHS) - 1 else -0.004)
    return frame(*blocks), frame(*panes)


def _crown(chance: float, x: float, w: float, high: float) -> list[Shape]:
    """Return what tops a block: a gable, a step, a mast, a dome, or nothing."""
    middle = x + w / 2
    if chance < 0.2:
        return [[(x, -high), (middle, -high - w * 0.5), (x + w, -high)]]
    if chance < 0.32:
        return [box(x + w * 0.3, -high - 0.035, x + w * 0.7, -high)]
    if chance < 0.42:
        return [stroke([(middle, -high - 0.09), (middle, -high)], 0.004)]
    return [ellipse(middle, -high, w / 2, w / 2, 180, 360)] if chance < 0.5 else []


def _panes(x: float, w: float, high: float) -> list[Shape]:
    columns = int((w - 0.02) / (PANE * 1.5))
    left = x + (w - (columns * PANE * 1.5 - PANE * 0.5)) / 2
    rows = int((high - 0.05) / 0.032)
    return [
        box(px, py, px + PANE * 0.8, py + PANE)
        for row in range(rows)
        for column in range(columns)
        for px, py in [(left + column * PANE * 1.5, -high + 0.03 + row * 0.032)]
    ]
