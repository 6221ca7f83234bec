"""What one decode tells about a picture: here, whether another one looks alike."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from gallery_build.key import key_of
from gallery_build.site.likeness import UNLIKE
from gallery_build.site.look import look_at
from gallery_build.sketch import draw

SEA = draw("A quiet harbour at dawn", key_of("harbour", {}, index=1), 512, 512)
CITY = draw("A street in the old town", key_of("street", {}, index=1), 512, 512)


def bits(picture: Image.Image) -> int:
    """Return the hash of a picture."""
    return int(look_at(picture, credentials=False).hash, 16)


def saved(picture: Image.Image) -> Image.Image:
    """Return a picture as a poor JPEG has it."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=50)
    return Image.open(file).convert("RGB")


@pytest.mark.parametrize("again", [SEA.resize((300, 300)), saved(SEA), SEA.point(lambda value: value * 0.8)])
def test_the_same_picture_has_nearly_the_same_hash(again: Image.Image) -> None:
    """Smaller, poorer, darker: few bits differ."""
    assert (bits(SEA) ^ bits(again)).bit_count() <= 4


def test_another_picture_has_another_hash() -> None:
    """Pictures of other things differ in many bits."""
    assert (bits(SEA) ^ bits(CITY)).bit_count() >= UNLIKE


def test_what_lies_under_nothing_is_not_seen() -> None:
    """Two cut-outs whose transparent pixels have other colours look the same."""
    cut = SEA.convert("RGBA")
    cut.putalpha(Image.linear_gradient("L").resize(SEA.size).point(lambda value: 255 * (value > 127)))
    hidden = Image.composite(cut, Image.new("RGBA", SEA.size, "#ff000000"), cut.getchannel("A"))
    assert bits(cut) == bits(hidden)
