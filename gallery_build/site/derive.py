"""Derivatives: resized copies of originals and sketches, each made exactly once. Decodes once, resizes well, never upscales."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from gallery_build.files import write_atomically
from gallery_build.model import Derivative, Key, Look
from gallery_build.site.formats import FORMATS, SOCIAL_SIZE, encode
from gallery_build.site.look import look_at
from gallery_build.sketch import DRAWING
from gallery_build.store import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from PIL.Image import Image

VERSION = 1
"""Of the resizing and encoding; another one makes every derivative again."""

SKETCH_AREA = 1024 * 1024
"""Pixels that a sketch is drawn with at most, whatever size the picture will have."""


OTHER_BYTES = "its bytes are not those that were bought"


@dataclass(frozen=True, slots=True)
class Spec:
    """What derivatives a gallery wants."""

    widths: tuple[int, ...]
    formats: tuple[str, ...]
    quality: int

    @property
    def mark(self) -> str:
        """A few digits that change with everything that decides the bytes, the widths aside."""
        return sha256(f"{VERSION} {self.quality}".encode()).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Source:
    """A picture to derive from: an original's path, or the words and the key of a sketch. Width and height as shown."""

    name: str
    """Names the pixels: begins the name of each derivative."""
    width: int
    height: int
    path: Path | None
    """None for pixels that are drawn here."""
    sketch: bool
    """True for pixels that no model made, wherever they stand."""
    words: str
    key: Key
    digest: str = ""
    """What proves an original's bytes; empty for pixels that are drawn here."""
    social: bool = True
    """False for what no exhibit shows any more: nobody shares it."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What one source came to. `written` counts the files that were made now."""

    source: Source
    look: Look
    written: int


@dataclass(frozen=True, slots=True)
class Damaged:
    """An original that cannot be shown, and why: other bytes than were bought, or none that decode."""

    path: Path
    message: str


def sketch_source(key: Key, words: str, width: int, height: int) -> Source:
    """Return the source of a sketch in the ratio of the picture it stands for."""
    scale = min((SKETCH_AREA / (width * height)) ** 0.5, 1.0)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    mark = sha256(words.encode()).hexdigest()[:6]  # a new title may suggest another scene for the same key
    return Source(f"s{DRAWING}{key[:16]}{mark}", *size, None, True, words, key)  # noqa: FBT003  # a value, not a switch


def derivatives_of(source: Source, spec: Spec) -> tuple[Derivative, ...]:
    """Return the derivatives of a source by name and size: no pixel is needed for it."""
    widths = [width for width in sorted(set(spec.widths)) if width <= source.width] or [source.width]
    return tuple(
        Derivative(_path(source, f"{width}-{spec.mark}", name), FORMATS[name].media_type, width, _height(source, width))
        for width in widths
        for name in spec.formats
    )


def social_of(source: Source, spec: Spec) -> Derivative:
    """Return the picture for OpenGraph."""
    width, height = SOCIAL_SIZE
    return Derivative(_path(source, f"social-{spec.mark}", "jpeg"), FORMATS["jpeg"].media_type, width, height)


def files_of(source: Source, spec: Spec) -> tuple[Derivative, ...]:
    """Return every file that is made of a source."""
    return (*derivatives_of(source, spec), *([social_of(source, spec)] if source.social else []))


def derive(sources: Iterable[Source], spec: Spec, folder: Path) -> Iterator[Derived | Damaged]:
    """Make every derivative of these sources that `folder` lacks; yield each source as it is done, in no order."""
    waiting = iter(sources)
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers, thread_name_prefix="derive") as pool:  # Pillow lets threads run while it works
        flying = {pool.submit(_derive, source, spec, folder) for source in _some(waiting, 2 * workers)}
        while flying:
            done, flying = wait(flying, return_when=FIRST_COMPLETED)
            flying |= {pool.submit(_derive, source, spec, folder) for source in _some(waiting, len(done))}
            for future in done:
                yield future.result()


def _derive(source: Source, spec: Spec, folder: Path) -> Derived | Damaged:
    derivatives = derivatives_of(source, spec)
    try:
        picture, credentials = _pixels(source, derivatives[-1].width)
    except (OSError, ValueError) as error:
        if source.path is None:
            raise
        return Damaged(source.path, str(error))
    sizes: dict[tuple[int, int], Image] = {}
    for derivative in reversed(derivatives):  # widest first: each from the one before
        size = derivative.width, derivative.height
        picture = sizes[size] = _resize(picture, size)
    widest, *_ = sizes.values()
    look = look_at(picture, credentials=credentials)
    written = 0
    if source.social:
        written += _write(folder, source, social_of(source, spec), _compose(widest, look), spec)
    for derivative in derivatives:
        written += _write(folder, source, derivative, sizes[derivative.width, derivative.height], spec)
    return Derived(source, look, written)


def _pixels(source: Source, widest: int) -> tuple[Image, bool]:
    from gallery_build.site.decode import decode  # noqa: PLC0415  # Pillow
    from gallery_build.sketch import draw  # noqa: PLC0415  # Pillow

    if source.path is None:
        width = min(source.width, 2 * widest)  # halved it is as fine as from any larger sheet, and drawn sooner
        return draw(source.words, source.key, width, _height(source, width)), False
    content = source.path.read_bytes()
    if source.digest and digest_of(content) != source.digest:
        raise ValueError(OTHER_BYTES)
    return decode(content), b"jumdc2pa" in content  # the box that opens a C2PA manifest, in every container


def _write(folder: Path, source: Source, derivative: Derivative, picture: Image, spec: Spec) -> bool:
    target = folder / derivative.path
    if target.exists():
        return False
    write_atomically(target, encode(picture, derivative.media_type, spec.quality, sketch=source.sketch))
    return True


def _resize(picture: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling  # noqa: PLC0415  # Pillow

    if picture.size == size:
        return picture
    if picture.size == (2 * size[0], 2 * size[1]):
        return picture.reduce(2)  # as good as any filter at a half, and a tenth of the time
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def _compose(picture: Image, look: Look) -> Image:
    """Return the picture whole on its dominant colour, 1200x630; never upscaled."""
    from PIL import Image as PILImage  # noqa: PLC0415  # Pillow

    width, height = SOCIAL_SIZE
    scale = min(width / picture.width, height / picture.height, 1.0)
    size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
    small = _resize(picture, size)
    card = PILImage.new("RGB", SOCIAL_SIZE, look.colour)
    corner = (width - size[0]) // 2, (height - size[1]) // 2
    card.paste(small.convert("RGB"), corner, small.getchannel("A") if small.mode == "RGBA" else None)
    return card


def _path(source: Source, mark: str, name: str) -> str:
    return f"images/{source.name[-2:]}/{source.name}-{mark}.{FORMATS[name].extension}"


def _height(source: Source, width: int) -> int:
    return max(round(source.height * width / source.width), 1)


def _some(sources: Iterator[Source], count: int) -> list[Source]:
    return [source for _, source in zip(range(count), sources, strict=False)]
