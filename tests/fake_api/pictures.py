"""Draws a valid picture of any size in a few milliseconds, marked with the prompt it was made for."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

BANDS = 4
"""Flat stripes from top to bottom; their colours come from the prompt and the running number."""

MARK = "gallery fake picture"
_MARK = re.compile(rb"gallery fake picture ([0-9a-f]{64}) ([0-9]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture was asked to be; the bytes follow from it."""

    prompt: str
    number: int
    """Counts the pictures of one server from 1, so that two answers to one prompt differ."""
    width: int
    height: int
    format: str
    """`png`, `jpeg` or `webp`."""
    transparent: bool = False

    @property
    def mark(self) -> str:
        """The words inside the file by which a test finds the prompt."""
        return f"{MARK} {digest_of(self.prompt)} {self.number}"


def digest_of(prompt: str) -> str:
    """Return the SHA-256 of a prompt's UTF-8 bytes, 64 hex digits."""
    return sha256(prompt.encode("utf-8", "surrogatepass")).hexdigest()


def prompt_digest_in(content: bytes) -> str:
    """Return the digest of the prompt a picture was made for. Raises ValueError for a picture from elsewhere."""
    return _found_in(content)[1].decode()


def number_in(content: bytes) -> int:
    """Return the running number of a picture. Raises ValueError for a picture from elsewhere."""
    return int(_found_in(content)[2])


def draw(picture: Picture) -> bytes:
    """Return the picture's file; equal values give equal bytes."""
    if picture.format == "png":
        return _png(picture)
    return _by_pillow(picture)


def _found_in(content: bytes) -> re.Match[bytes]:
    found = _MARK.search(content)
    if found is None:
        raise ValueError("the picture carries no mark of the fake API")
    return found


def _colours(picture: Picture) -> list[bytes]:
    hashed = sha256(picture.mark.encode()).digest()
    return [hashed[3 * band : 3 * band + 3] for band in range(BANDS)]


def _rows(height: int) -> list[int]:
    edges = [height * band // BANDS for band in range(BANDS + 1)]
    return [below - above for above, below in pairwise(edges)]


def _png(picture: Picture) -> bytes:
    alphas = [b"\xff"] * (BANDS - 1) + [b"\x00"] if picture.transparent else [b""] * BANDS
    pixels = b"".join(
        (b"\x00" + (colour + alpha) * picture.width) * rows
        for colour, alpha, rows in zip(_colours(picture), alphas, _rows(picture.height), strict=True)
    )
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 6 if picture.transparent else 2, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        (b"tEXt", b"Comment\x00" + picture.mark.encode()),
        (b"IDAT", zlib.compress(pixels, 1)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _by_pillow(picture: Picture) -> bytes:
    from PIL import Image  # noqa: PLC0415 -- most tests ask for PNG and never load it

    stripes = Image.new("RGB", (1, BANDS))
    for band, colour in enumerate(_colours(picture)):
        stripes.putpixel((0, band), (colour[0], colour[1], colour[2]))
    image = stripes.resize((picture.width, picture.height), Image.Resampling.NEAREST)
    if picture.transparent:
        clear = Image.new("L", (1, BANDS), 255)
        clear.putpixel((0, BANDS - 1), 0)
        image.putalpha(clear.resize(image.size, Image.Resampling.NEAREST))
    file = io.BytesIO()
    if picture.format == "jpeg":
        image.convert("RGB").save(file, "JPEG", quality=60, comment=picture.mark.encode())
        return file.getvalue()
    exif = Image.Exif()
    exif[0x010E] = picture.mark  # ImageDescription
    image.save(file, "WEBP", lossless=True, quality=0, method=0, exif=exif)
    return file.getvalue()
