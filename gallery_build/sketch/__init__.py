"""Words and key to pixels: the local stand-in for an image that is not there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.sketch.words import Choice, choose

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["DRAWING", "Choice", "choose", "draw"]

DRAWING = 1
"""The version of the drawing, part of the names of derivatives: one higher whenever the same key looks different."""


def draw(words: str, key: str, width: int, height: int) -> Image.Image:
    """Return the sketch for a prompt's words and its key: RGB, exactly `width` x `height`, the same on every machine."""
    from gallery_build.sketch.drawing import printed  # noqa: PLC0415 - Pillow is loaded by those who draw

    return printed(choose(words, key), key, width, height)
