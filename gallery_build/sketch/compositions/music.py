"""Drawn as a pattern for now."""

from gallery_build.sketch.compositions.geometric import draw

__all__ = ["draw"]
