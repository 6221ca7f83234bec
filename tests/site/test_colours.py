"""Colours have names, and no colour of a picture makes text hard to read."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.site.colours import HELD, HUES, held, hue_of, lch, oklab, rainbow
from gallery_build.site.groups import groups_of
from gallery_build.site.theme import shipped_theme
from tests.site.reading import documents
from tests.site.values import exhibit, gallery, look, plate, prompt

if TYPE_CHECKING:
    from gallery_build.model import Exhibit

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def shown(name: str, *palette: tuple[str, float]) -> Exhibit:
    """Return an exhibit of one picture with this palette."""
    of = prompt(name)
    return exhibit(of, plate(of, look=look(colour=palette[0][0], palette=palette)))


@pytest.mark.parametrize(("name", "colour"), HUES.items())
def test_a_disc_has_the_colour_it_is_named_by(name: str, colour: str) -> None:
    """What a visitor chooses by is itself of that name."""
    assert name == hue_of(colour)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#ff0000", "red"),
        ("#ffd700", "yellow"),
        ("#000080", "blue"),
        ("#87ceeb", "blue"),
        ("#008080", "teal"),
        ("#228b22", "green"),
        ("#ff69b4", "pink"),
        ("#4b0082", "purple"),
        ("#8b4513", "brown"),
        ("#c57456", "orange"),
        ("#07131c", "black"),
        ("#000000", "black"),
        ("#ffffff", "white"),
        ("#cdd3ce", "grey"),
    ],
)
def test_a_colour_is_called_as_people_call_it(colour: str, name: str) -> None:
    """Gold is yellow, navy is blue, a night sky is black."""
    assert name == hue_of(colour)


@given(COLOURS)
def test_every_colour_has_a_name(colour: str) -> None:
    """No colour falls between two discs."""
    assert hue_of(colour) in HUES


def test_a_picture_holds_what_its_palette_has_enough_of() -> None:
    """Shares of one hue add up, and a speck of another does not count."""
    seen = look(palette=(("#34508f", 0.5), ("#87ceeb", 0.42), ("#e2b93b", HELD - 0.01), ("no colour", 0.5)))
    assert held(seen) == {"blue": pytest.approx(0.92)}


def test_the_bluest_picture_hangs_first() -> None:
    """A colour's page begins with what has most of it; of equals, in the gallery's order."""
    some, most, same = (
        shown(name, ("#34508f", share), ("#ffffff", 1 - share))
        for name, share in (("some", 0.3), ("most", 0.8), ("same", 0.3))
    )
    blue = next(group for group in groups_of([some, most, same], {}, {})["colour"] if group.name == "blue")
    assert [one.prompt.id for one in blue.exhibits] == ["most", "some", "same"]


def test_the_rainbow_goes_round_the_discs_from_light_to_dark() -> None:
    """The colours' own page hangs red before blue, light blue before dark, and what has no colour last."""
    colours = ["#000080", "#b3352c", "", "#87ceeb", "#f3f1ea"]
    assert sorted(colours, key=lambda one: rainbow(look(colour=one))) == [
        "#b3352c",
        "#87ceeb",
        "#000080",
        "#f3f1ea",
        "",
    ]


def test_a_colour_page_leads_to_the_other_colours() -> None:
    """Each disc says its name and how many exhibits hold it; the page's own is marked."""
    pages = documents(gallery(shown("sea", ("#34508f", 1.0)), shown("sun", ("#e2b93b", 0.8), ("#34508f", 0.2))))
    links = list(pages["colours/blue.html"].one("nav", **{"aria-label": "Colours"}).all("a"))
    assert [" ".join(link.text.split()) for link in links] == ["yellow 1", "blue 2"]
    assert [link.attributes.get("aria-current") for link in links] == [None, "page"]


def luminance(lab: tuple[float, float, float]) -> float:
    """Return the relative luminance of a colour in OKLab, as WCAG defines it."""
    lightness, green_red, blue_yellow = lab
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances, as WCAG defines it."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_wcags() -> None:
    """Black on white is 21, and the theme's ink on its paper is what the tokens were chosen for."""
    black, white, ink, paper = (luminance(oklab(one)) for one in ("#000000", "#ffffff", "#1b1b19", "#fbfbf9"))
    assert contrast(black, white) == pytest.approx(21, abs=0.01)
    assert contrast(ink, paper) == pytest.approx(16.6, abs=0.1)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_every_wall(scheme: int) -> None:
    """Ink and grey keep 4.5 to 1 on a wall tinted by any colour, by the style sheet's own tokens."""
    sheets = shipped_theme() / "assets"
    sheet = "".join((sheets / name).read_text(encoding="utf-8") for name in ("style.css", "exhibit.css"))
    tokens = {name: pair[scheme] for name, *pair in re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\)", sheet)}
    paper, ink, grey = (oklab(tokens[name]) for name in ("paper", "ink", "grey"))
    tint = int(re.findall(r"var\(--c, var\(--mat\)\) (\d+)%", sheet)[scheme]) / 100
    corners = [f"#{red}{green}{blue}" for red, green, blue in product(("00", "80", "ff"), repeat=3)]
    walls = [
        luminance(tuple(tint * of + (1 - tint) * on for of, on in zip(oklab(corner), paper, strict=True)))  # type: ignore[arg-type] # three numbers
        for corner in corners
    ]
    worst = {
        name: min(contrast(luminance(text), wall) for wall in walls) for name, text in (("ink", ink), ("grey", grey))
    }
    assert {name: value for name, value in worst.items() if value < 4.5} == {}


def test_lch_is_the_angle_and_length_of_oklab() -> None:
    """Pure red lies at 29 degrees."""
    assert [round(part, 1) for part in lch("#ff0000")] == [0.6, 0.3, 29.2]
