"""Content Credentials are seen where an original carries them, in each format, and are not taken for granted."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from gallery_build.site.decode import decode
from gallery_build.site.derive import Spec
from tests.site.test_derive import an_original, derived

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = bytes.fromhex("00110010800000aa00389b71")
"""What ends every content type of JUMBF (ISO/IEC 19566-5); the four letters before it name the type."""


def box(kind: bytes, content: bytes) -> bytes:
    """Return a box of ISO's media formats: length, type, content."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def superbox(kind: bytes, label: bytes, content: bytes) -> bytes:
    """Return a JUMBF box: first its description (type, that it may be asked for, label), then what it holds."""
    return box(b"jumb", box(b"jumd", kind + SUFFIX + b"\x03" + label + b"\0") + content)


def store() -> bytes:
    """Return the smallest manifest store: one manifest with an empty claim, as C2PA 2.1 nests them."""
    claim = superbox(b"c2cl", b"c2pa.claim.v2", box(b"cbor", b"\xa0"))
    return superbox(b"c2pa", b"c2pa", superbox(b"c2ma", b"urn:c2pa:0", claim))


def written(kind: str) -> bytes:
    """Return a picture in a format."""
    held = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(held, kind)
    return held.getvalue()


def in_png(picture: bytes, manifest: bytes) -> bytes:
    """Put the manifest into a chunk `caBX` before the pixels."""
    chunk = b"caBX" + manifest
    at = picture.index(b"IDAT") - 4
    return picture[:at] + struct.pack(">I", len(manifest)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + picture[at:]


def in_jpeg(picture: bytes, manifest: bytes) -> bytes:
    """Put the manifest into a segment APP11 after the first marker."""
    content = b"JP" + struct.pack(">HI", 1, 1) + manifest
    return picture[:2] + b"\xff\xeb" + struct.pack(">H", 2 + len(content)) + content + picture[2:]


def in_webp(picture: bytes, manifest: bytes) -> bytes:
    """Put the manifest into a RIFF chunk `C2PA` at the end."""
    chunk = b"C2PA" + struct.pack("<I", len(manifest)) + manifest + b"\0" * (len(manifest) % 2)
    return picture[:4] + struct.pack("<I", len(picture) - 8 + len(chunk)) + picture[8:] + chunk


PLACES = {"PNG": in_png, "JPEG": in_jpeg, "WEBP": in_webp}


@pytest.mark.parametrize("kind", PLACES)
def test_a_signed_picture_is_told_from_an_unsigned_one(tmp_path: Path, kind: str) -> None:
    """The manifest store is found where the format keeps it, and the picture decodes as before."""
    plain = written(kind)
    signed = PLACES[kind](plain, store())
    sources = [an_original(tmp_path, signed, 64, 48, "signed"), an_original(tmp_path, plain, 64, 48, "plain")]

    found = {one.source.name: one.look.credentials for one in derived(sources, tmp_path, Spec((64,), ("webp",), 80))}

    assert found == {"signed": True, "plain": False}
    assert decode(signed).tobytes() == decode(plain).tobytes()


@pytest.mark.parametrize("kind", PLACES)
def test_other_boxes_are_no_credentials(tmp_path: Path, kind: str) -> None:
    """A JUMBF box of another type, such as one with a 360-degree view, signs nothing."""
    other = superbox(b"json", b"other", box(b"json", b"{}"))
    source = an_original(tmp_path, PLACES[kind](written(kind), other), 64, 48)

    (done,) = derived([source], tmp_path, Spec((64,), ("webp",), 80))

    assert not done.look.credentials
