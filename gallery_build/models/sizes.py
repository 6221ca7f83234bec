"""Which sizes a model offers: a list, or a rule; what is wrong with a size, and the nearest one that is offered."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

Size = tuple[int, int]
"""Width and height in pixels."""

_SIZE = re.compile(r"([1-9][0-9]{0,5})x([1-9][0-9]{0,5})")


def parse_size(text: str) -> Size | None:
    """Return width and height of `1024x768`, or None for any other text."""
    match = _SIZE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def spell_size(size: Size) -> str:
    """Return `1024x768`."""
    return f"{size[0]}x{size[1]}"


@dataclass(frozen=True, slots=True)
class SizeList:
    """A few fixed sizes."""

    offered: tuple[Size, ...]
    auto: bool

    def reasons(self, size: Size) -> tuple[str, ...]:
        """Say what is wrong with a size; nothing when it is offered."""
        return () if size in self.offered else (f"it offers {', '.join(map(spell_size, self.offered))}",)

    def nearest(self, size: Size) -> Size | None:
        """Return the offered size that is nearest in edges and shape; None where nothing is offered."""
        return min(self.offered, key=lambda other: _distance(size, other), default=None)


@dataclass(frozen=True, slots=True)
class SizeGrid:
    """Every size that keeps a rule."""

    multiple: int
    """Each edge is a multiple of so many pixels."""
    max_edge: int
    max_ratio: int
    """Long edge to short edge."""
    min_pixels: int
    max_pixels: int
    auto: bool

    def reasons(self, size: Size) -> tuple[str, ...]:
        """Say every part of the rule that a size breaks; nothing when it is offered."""
        width, height = size
        pixels = width * height
        broken = (
            (bool(width % self.multiple or height % self.multiple), f"edges are multiples of {self.multiple}"),
            (max(size) > self.max_edge, f"an edge is at most {self.max_edge}"),
            (max(size) > self.max_ratio * min(size), f"the ratio is at most {self.max_ratio}:1"),
            (pixels < self.min_pixels, f"a picture has at least {self.min_pixels:,} pixels"),
            (pixels > self.max_pixels, f"a picture has at most {self.max_pixels:,} pixels"),
        )
        return tuple(reason for is_broken, reason in broken if is_broken)

    def nearest(self, size: Size) -> Size | None:
        """Return the offered size that is nearest in edges and shape; None where the rule offers none."""
        return _nearest(self, size)

    def heights(self, width: int) -> tuple[int, int]:
        """Return the lowest and the highest height offered beside a width; none where the first is above the second."""
        lowest = max(-(-width // self.max_ratio), -(-self.min_pixels // width))
        highest = min(self.max_edge, width * self.max_ratio, self.max_pixels // width)
        return -(-lowest // self.multiple) * self.multiple, highest // self.multiple * self.multiple


Sizes = SizeList | SizeGrid


@lru_cache(maxsize=1024)
def _nearest(grid: SizeGrid, size: Size) -> Size | None:
    widths = range(grid.multiple, grid.max_edge + 1, grid.multiple)
    candidates = (other for width in widths for other in _beside(grid, width, size))
    return min(candidates, key=lambda other: _distance(size, other), default=None)


def _beside(grid: SizeGrid, width: int, size: Size) -> tuple[Size, ...]:
    """Return the offered sizes of one width that can be nearest: around the wanted height and around its shape."""
    lowest, highest = grid.heights(width)
    if lowest > highest:
        return ()
    wanted = (size[1], size[1] * width // size[0])
    below = [height // grid.multiple * grid.multiple for height in wanted]
    heights = {min(max(height + step, lowest), highest) for height in below for step in (0, grid.multiple)}
    return tuple((width, height) for height in sorted(heights))


def _distance(wanted: Size, offered: Size) -> float:
    """Return how far two sizes are apart: both edges and the shape, in doublings, so that small and large weigh alike."""
    width, height = (math.log2(there / here) for here, there in zip(wanted, offered, strict=True))
    return width**2 + height**2 + (width - height) ** 2
