"""A picture is what its bytes are, whatever the label says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.store.pictures import NotAPictureError, identify, measure
from tests.values import a_picture


@pytest.mark.parametrize(
    ("form", "media_type", "extension"),
    [("PNG", "image/png", "png"), ("JPEG", "image/jpeg", "jpg"), ("WEBP", "image/webp", "webp")],
)
def test_the_kind_is_read_from_the_bytes(form: str, media_type: str, extension: str) -> None:
    """Three kinds are taken, each by its first bytes."""
    kind = identify(a_picture(form=form))
    assert (kind.media_type, kind.extension, kind.width, kind.height) == (media_type, extension, 64, 48)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"RIFF1234AVI ",
        b"GIF89a" + b"\0" * 99,
    ],
)
def test_anything_else_is_no_picture(content: bytes) -> None:
    """Text, SVG, GIF and strange containers are refused."""
    with pytest.raises(NotAPictureError):
        identify(content)


@given(st.integers(min_value=0, max_value=len(a_picture()) - 1))
def test_a_truncated_picture_is_no_picture(length: int) -> None:
    """A picture that breaks off anywhere is not stored as one."""
    with pytest.raises(NotAPictureError):
        identify(a_picture()[:length])


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    """More than 40 megapixels is more than any model makes."""
    from io import BytesIO  # noqa: PLC0415  # only here

    from PIL import Image  # noqa: PLC0415  # only here

    file = BytesIO()
    Image.new("1", (9000, 9000)).save(file, "PNG")
    with pytest.raises(NotAPictureError, match="40 megapixels"):
        identify(file.getvalue())


@pytest.mark.parametrize(
    ("form", "mode", "alpha"), [("PNG", "RGBA", True), ("PNG", "RGB", False), ("JPEG", "RGB", False)]
)
def test_a_head_says_kind_size_and_alpha(form: str, mode: str, alpha: bool) -> None:  # noqa: FBT001  # a table
    """What is measured before it is sent needs no pixels."""
    content = a_picture(form=form, mode=mode)
    traits = measure(content)
    assert (traits.media_type, traits.width, traits.height) == (f"image/{form.lower()}", 64, 48)
    assert (traits.size, traits.alpha) == (len(content), alpha)
