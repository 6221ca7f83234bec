"""The press: prints shapes in five inks on paper, as a risograph does: grain, inks slightly out of register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from gallery_build.sketch.shapes import Point, Shape

PAPER, LIGHT, MID, DARK, ACCENT = range(5)

MARGIN = 0.045
"""The unprinted margin as a share of the sheet's short side."""

BLEED = 8
"""Pixels drawn beyond the plate, so that a shape that is shifted leaves no gap at the edge."""

TILE = 512
HARD = [max(0, min(255, int((value - 128) * 2.2 + 128))) for value in range(256)]
TOOTH = [240 + value * 16 // 256 for value in range(256)]
BARE_TOOTH = [243 + value * 12 // 256 for value in range(256)]

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Ramp:
    """Coverage that changes down the page, from `start` to `end` (shares of the plate; None: the shape's own edges)."""

    top: float
    bottom: float
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on the plate: turns shapes in its own units into pixels."""

    x: float
    y: float
    across: float
    """Pixels to a unit; negative mirrors."""
    down: float

    def __call__(self, *shapes: Iterable[Point]) -> list[Shape]:
        """Return the shapes in pixels."""
        return [[(self.x + x * self.across, self.y + y * self.down) for x, y in shape] for shape in shapes]


class Press:
    """One sheet being printed. Shapes are given in pixels of the plate, as a frame makes them."""

    def __init__(self, width: int, height: int, colours: Sequence[str], random: Random, *, dark: bool = False) -> None:
        """Lay a sheet of `width` x `height` pixels; `dark` asks compositions for a night sky."""
        self.margin = min(max(1, round(MARGIN * min(width, height))), (min(width, height) - 1) // 2)
        self.size = (width, height)
        self.width, self.height = width - 2 * self.margin, height - 2 * self.margin
        self.colours = [_rgb(colour) for colour in colours]
        self.random, self.dark = random, dark
        self.grain = _grain(random, width, height)
        self.plate = Image.new("RGB", (self.width, self.height), self.colours[PAPER])
        self.fine = 2 if min(width, height) >= 600 else 4  # noqa: PLR2004 - small sheets need finer edges
        self.page = Frame(0, 0, self.width, self.height)

    @property
    def ratio(self) -> float:
        """The plate's width over its height."""
        return self.width / self.height

    def figure(self, wide: float, high: float, x: float = 0.5, y: float = 0.5, *, flip: bool = False) -> Frame:
        """Return a frame of square units with its origin at (x, y), in which `wide` x `high` units fill the plate."""
        unit = min(self.width / wide, self.height / high)
        return Frame(x * self.width, y * self.height, -unit if flip else unit, unit)

    def print(
        self,
        shapes: Sequence[Shape] | None,
        ink: int,
        cover: float | Ramp = 0.96,
        shift: Point = (0, 0),
        *,
        within: Sequence[Shape] = (),
        without: Sequence[Shape] = (),
    ) -> None:
        """Overprint: multiply the ink into the shapes (None: the whole plate), grainy, `shift` out of register.

        `within` and `without` cut the shapes; `shift` is in pixels on a sheet of 1024.
        """
        area = self._area(shapes)
        if area:
            mask = self._mask(shapes, area, within, without)
            self._ink(mask, area, ink, cover, shift)

    def stamp(
        self,
        shapes: Sequence[Shape],
        ink: int,
        cover: float | Ramp = 0.96,
        shift: Point = (0, 0),
        *,
        within: Sequence[Shape] = (),
        without: Sequence[Shape] = (),
    ) -> None:
        """Print opaquely: bare the paper first, so that a sliver of it shows where the ink is out of register."""
        area = self._area(shapes)
        if area:
            mask = self._mask(shapes, area, within, without)
            self._bare(mask, area, PAPER)
            self._ink(mask, area, ink, cover, shift)

    def knock(
        self,
        shapes: Sequence[Shape] | None,
        ink: int = PAPER,
        cover: float = 1,
        *,
        within: Sequence[Shape] = (),
        without: Sequence[Shape] = (),
    ) -> None:
        """Let paper, or flat ink, show through the shapes."""
        area = self._area(shapes)
        if area:
            mask = self._mask(shapes, area, within, without)
            self._bare(mask if cover >= 1 else mask.point([int(v * cover) for v in range(256)]), area, ink)

    def glow(self, band: Image.Image, ink: int) -> None:
        """Lay an ink softly over the whole plate, by a small mask that is scaled up."""
        mask = band.resize((self.width, self.height), Image.Resampling.BICUBIC)
        box = (0, 0, self.width, self.height)
        self._bare(ImageChops.multiply(mask, self._screen(mask, box)), box, ink)

    def finish(self) -> Image.Image:
        """Return the sheet: the plate with the paper's tooth inside its unprinted margin."""
        sheet = Image.new("RGB", self.size, self.colours[PAPER])
        sheet = _toothed(sheet, self.grain.point(BARE_TOOTH))
        grain = self.grain.crop((0, 0, self.width, self.height)).point(TOOTH)
        sheet.paste(_toothed(self.plate, grain), (self.margin, self.margin))
        return sheet

    def _area(self, shapes: Sequence[Shape] | None) -> Box | None:
        """Return the pixels the shapes touch, bleed included; None where they miss the plate."""
        if shapes is None:
            return 0, 0, self.width, self.height
        xs = [x for shape in shapes for x, _ in shape]
        ys = [y for shape in shapes for _, y in shape]
        if not xs:
            return None
        left, top = max(-BLEED, int(min(xs)) - 1), max(-BLEED, int(min(ys)) - 1)
        right, bottom = min(self.width + BLEED, int(max(xs)) + 2), min(self.height + BLEED, int(max(ys)) + 2)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _mask(
        self, shapes: Sequence[Shape] | None, area: Box, within: Sequence[Shape], without: Sequence[Shape]
    ) -> Image.Image:
        """Return the shapes as an 8-bit mask of the area, drawn larger and reduced: smooth edges for nothing."""
        if shapes is None:
            return Image.new("L", (area[2] - area[0], area[3] - area[1]), 255)
        mask = self._filled(shapes, without, area)
        return ImageChops.multiply(mask, self._filled(within, (), area)) if within else mask

    def _filled(self, shapes: Sequence[Shape], holes: Sequence[Shape], area: Box) -> Image.Image:
        left, top, right, bottom = area
        fine = self.fine
        mask = Image.new("L", ((right - left) * fine, (bottom - top) * fine), 0)
        pen = ImageDraw.Draw(mask)
        for fill, group in ((255, shapes), (0, holes)):
            for shape in group:
                pen.polygon([((x - left) * fine, (y - top) * fine) for x, y in shape], fill=fill)
        return mask.reduce(fine)

    def _ink(self, mask: Image.Image, area: Box, ink: int, cover: float | Ramp, shift: Point) -> None:
        scale = min(self.size) / 1024
        dx, dy = round(shift[0] * scale), round(shift[1] * scale)
        box = (
            max(0, area[0] + dx), max(0, area[1] + dy),
            min(self.width, area[2] + dx), min(self.height, area[3] + dy),
        )  # fmt: skip
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        offset = (area[0] + dx, area[1] + dy)
        inside = mask.crop((box[0] - offset[0], box[1] - offset[1], box[2] - offset[0], box[3] - offset[1]))
        inked = ImageChops.multiply(inside, self._screened(cover, box, area))
        # paper seen through full ink, laid in by coverage: the same as multiplying, at half the cost
        table = [value * part // 255 for part in self.colours[ink] for value in range(256)]
        self.plate.paste(self.plate.crop(box).point(table), box, inked)

    def _bare(self, mask: Image.Image, area: Box, ink: int) -> None:
        self.plate.paste(self.colours[ink], (area[0], area[1]), mask)

    def _screened(self, cover: float | Ramp, box: Box, area: Box) -> Image.Image:
        """Return how much ink each pixel of the box takes, grain included."""
        if isinstance(cover, Ramp):
            return self._screen(self._slope(cover, box, area), box)
        level = int(255 * cover)
        # even coverage needs no picture of its own: the grain alone decides, by a table
        table = [round(0.7 * level + 0.3 * HARD[max(0, min(255, level + noise - 128))]) for noise in range(256)]
        return self.grain.crop(box).point(table)

    def _slope(self, ramp: Ramp, box: Box, area: Box) -> Image.Image:
        """Return a ramp as a picture of the box."""
        start = area[1] if ramp.start is None else ramp.start * self.height
        end = area[3] if ramp.end is None else ramp.end * self.height
        steps = [min(1, max(0, (y - start) / max(end - start, 1e-6))) for y in range(box[1], box[3])]
        column = bytes(int(255 * (ramp.top + (ramp.bottom - ramp.top) * step)) for step in steps)
        size = (box[2] - box[0], box[3] - box[1])
        return Image.frombytes("L", (1, size[1]), column).resize(size, Image.Resampling.NEAREST)

    def _screen(self, coverage: Image.Image, box: Box) -> Image.Image:
        """Return the coverage as a stochastic screen prints it: a soft threshold against the grain."""
        noisy = ImageChops.add(coverage, self.grain.crop(box), scale=1, offset=-128).point(HARD)
        return Image.blend(coverage, noisy, 0.3)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _grain(random: Random, width: int, height: int) -> Image.Image:
    """Return seeded noise for the sheet: one tile, repeated."""
    tile = Image.frombytes("L", (TILE, TILE), random.randbytes(TILE * TILE))
    grain = Image.new("L", (width, height))
    for x in range(0, width, TILE):
        for y in range(0, height, TILE):
            grain.paste(tile, (x, y))
    return grain


def _toothed(image: Image.Image, tooth: Image.Image) -> Image.Image:
    return ImageChops.multiply(image, Image.merge("RGB", (tooth, tooth, tooth)))
