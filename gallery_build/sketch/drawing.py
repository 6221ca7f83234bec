"""From a choice to a printed sheet."""

from __future__ import annotations

from importlib import import_module
from random import Random
from typing import TYPE_CHECKING

from gallery_build.sketch.palettes import NIGHTS, PALETTES
from gallery_build.sketch.press import Press

if TYPE_CHECKING:
    from PIL import Image

    from gallery_build.sketch.words import Choice


def printed(choice: Choice, key: str, width: int, height: int) -> Image.Image:
    """Return the choice as a finished sheet; the key decides what varies between siblings."""
    random = Random(f"{key}/{choice.composition}/{choice.subject}")  # noqa: S311 - a drawing, not a secret
    press = Press(width, height, PALETTES[choice.palette], random, dark=choice.palette in NIGHTS)
    composition = import_module(f"gallery_build.sketch.compositions.{choice.composition}")
    composition.draw(press, choice.subject)
    return press.finish()
