"""Derivatives are right in size, colour, orientation and mark, and made exactly once."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from gallery_build.key import key_of
from gallery_build.site.decode import decode
from gallery_build.site.derive import (
    Damaged,
    Derived,
    Source,
    Spec,
    _pixels,
    derivatives_of,
    derive,
    sketch_source,
    social_of,
)
from tests.values import a_picture

if TYPE_CHECKING:
    from pathlib import Path

SPEC = Spec((480, 960, 1600), ("webp",), 80)
KEY = key_of("fox", {}, index=1)


def an_original(folder: Path, content: bytes, width: int, height: int, name: str = "original") -> Source:
    """Write an original; return its source."""
    path = folder / f"{name}.png"
    path.write_bytes(content)
    return Source(name, width, height, path, sketch=False, words="", key=KEY)


def derived(sources: list[Source], folder: Path, spec: Spec = SPEC) -> list[Derived]:
    """Derive from sources that can all be shown."""
    done = list(derive(sources, spec, folder))
    assert not [one for one in done if isinstance(one, Damaged)]
    return [one for one in done if isinstance(one, Derived)]


def opened(path: Path) -> Image.Image:
    """Open a derivative from its bytes."""
    return Image.open(BytesIO(path.read_bytes()))


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((2048, 1024), [480, 960, 1600]),
        ((1024, 1536), [480, 960]),
        ((960, 960), [480, 960]),
        ((300, 200), [300]),
    ],
)
def test_nothing_is_upscaled(tmp_path: Path, size: tuple[int, int], widths: list[int]) -> None:
    """Widths beyond the original's are left out; one smaller than all is its own derivative."""
    source = an_original(tmp_path, b"", *size)
    assert [derivative.width for derivative in derivatives_of(source, SPEC)] == widths


def test_files_are_what_their_names_say(tmp_path: Path) -> None:
    """Each derivative has the size that was announced before a pixel was read."""
    source = an_original(tmp_path, a_picture(1000, 700), 1000, 700)
    done = derived([source], tmp_path)[0]
    for file in (*derivatives_of(source, SPEC), social_of(source, SPEC)):
        assert opened(tmp_path / file.path).size == (file.width, file.height)
    assert done.written == 3


def test_each_is_made_exactly_once(tmp_path: Path) -> None:
    """A second time nothing is written."""
    source = an_original(tmp_path, a_picture(500, 500), 500, 500)
    derived([source], tmp_path)
    assert [done.written for done in derived([source], tmp_path)] == [0]


def test_results_carry_their_source(tmp_path: Path) -> None:
    """With several workers each look belongs to its own picture."""
    colours = {f"c{number}": f"#{number * 16:02x}4080" for number in range(12)}
    sources = []
    for name, colour in colours.items():
        file = BytesIO()
        Image.new("RGB", (64, 64), colour).save(file, "PNG")
        sources.append(an_original(tmp_path, file.getvalue(), 64, 64, name))
    found = {done.source.name: done.look.colour for done in derived(sources, tmp_path)}
    assert found == colours


def test_exif_orientation_is_applied() -> None:
    """A picture that lies on its side is put upright."""
    file = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(file, "JPEG", exif=exif)
    assert decode(file.getvalue()).size == (20, 40)


def a_profile_with_red_and_blue_exchanged() -> bytes:
    """Return sRGB's profile under another name, its red and blue primaries exchanged."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = srgb.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    return renamed.replace(b"rXYZ", b"tXYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tXYZ", b"bXYZ", 1)


def test_a_colour_profile_is_applied() -> None:
    """Colours are meant, not numbers: what the profile calls red is blue here."""
    file = BytesIO()
    profile = a_profile_with_red_and_blue_exchanged()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(file, "PNG", icc_profile=profile)
    red, green, blue = decode(file.getvalue()).getpixel((1, 1))  # type: ignore[misc]  # an RGB pixel
    assert (abs(red - 30) < 4, abs(green - 30) < 4, abs(blue - 200) < 4) == (True, True, True)


def test_a_broken_profile_does_no_harm() -> None:
    """A profile that cannot be read is taken for sRGB, as browsers do."""
    file = BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(file, "PNG", icc_profile=b"not a profile")
    assert decode(file.getvalue()).getpixel((1, 1)) == (200, 30, 30)


def test_transparency_is_kept_and_gets_a_mat(tmp_path: Path) -> None:
    """A dark cut-out keeps its alpha and is shown on the light mat."""
    file = BytesIO()
    picture = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
    picture.paste((30, 30, 40, 255), (100, 100, 400, 400))
    picture.save(file, "PNG")
    source = an_original(tmp_path, file.getvalue(), 500, 500)
    done = derived([source], tmp_path)[0]
    small = opened(tmp_path / derivatives_of(source, SPEC)[0].path)
    assert (done.look.transparent, done.look.mat, small.mode) == (True, "light", "RGBA")


def test_an_opaque_alpha_channel_is_no_transparency() -> None:
    """RGBA whose every pixel is opaque is an ordinary picture."""
    file = BytesIO()
    Image.new("RGBA", (8, 8), (1, 2, 3, 255)).save(file, "PNG")
    assert decode(file.getvalue()).mode == "RGB"


@pytest.mark.parametrize(("sketch", "word"), [(True, b"algorithmicMedia"), (False, b"trainedAlgorithmicMedia")])
def test_each_derivative_says_how_it_was_made(tmp_path: Path, sketch: bool, word: bytes) -> None:  # noqa: FBT001  # a table
    """XMP DigitalSourceType is in every file."""
    drawn = sketch_source(KEY, "a fox", 300, 300)
    source = drawn if sketch else an_original(tmp_path, a_picture(300, 300), 300, 300)
    derived([source], tmp_path, Spec((300,), ("webp", "jpeg", "avif"), 80))
    for file in (*derivatives_of(source, Spec((300,), ("webp", "jpeg", "avif"), 80)), social_of(source, SPEC)):
        assert b"digitalsourcetype/" + word in (tmp_path / file.path).read_bytes()


def test_content_credentials_are_seen(tmp_path: Path) -> None:
    """The box that opens a C2PA manifest is found in the original's bytes."""
    content = a_picture(300, 300)
    signed = an_original(tmp_path, content + b"....jumdc2pa....", 300, 300, "signed")
    plain = an_original(tmp_path, content, 300, 300, "plain")
    found = {done.source.name: done.look.credentials for done in derived([signed, plain], tmp_path)}
    assert found == {"signed": True, "plain": False}


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x89PNG\r\n\x1a\nbroken", "does not decode"), (a_picture(300, 300), "not those that were bought")],
)
def test_a_damaged_original_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    """Bytes that do not decode, and whole pictures that are not what was bought, give a reason instead of derivatives."""
    wrong = an_original(tmp_path, content, 300, 300)
    source = wrong if words == "does not decode" else replace(wrong, digest="0" * 64)
    (damaged,) = derive([source], SPEC, tmp_path)
    assert isinstance(damaged, Damaged)
    assert (damaged.path, words in damaged.message) == (source.path, True)
    assert not (tmp_path / "images").exists()


def test_a_sketch_has_the_ratio_of_what_it_stands_for() -> None:
    """A sketch of a large picture is drawn smaller, in the same ratio."""
    source = sketch_source(KEY, "sea", 3072, 1024)
    assert source.width / source.height == pytest.approx(3, rel=0.01)
    assert source.width * source.height <= 1.01 * 1024 * 1024


@pytest.mark.parametrize(("widest", "drawn"), [(64, 128), (480, 960), (960, 1024)])
def test_a_sketch_is_drawn_no_larger_than_twice_what_is_shown(widest: int, drawn: int) -> None:
    """Small derivatives need no large sheet; large ones are made from the whole one."""
    picture, _ = _pixels(sketch_source(KEY, "sea", 1024, 1024), widest)
    assert picture.size == (drawn, drawn)
