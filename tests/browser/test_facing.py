"""Two pictures held against each other, and the grid of a matrix, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.judges import axe_violations
from tests.browser.measures import sticking_out

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo
    from tests.browser.watched import Scheme

pytestmark = pytest.mark.browser

TWO = "compare/index.html?a=coast/harbour&b=coast/lights/storm-light"
WAYS = ("slider", "beside", "onion", "difference")
CUT = "getComputedStyle(document.querySelectorAll('.side')[1]).clipPath"
SEEN = "getComputedStyle(document.querySelectorAll('.side')[1]).opacity"


def asked(page: Page) -> dict[str, str]:
    """Return what the address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def titles(page: Page) -> list[str]:
    """Return the titles under the two pictures, once these are shown."""
    page.locator("#facing").wait_for()
    return [link.inner_text() for link in page.locator("#facing figcaption a").all()]


def test_two_pictures_are_named_by_the_address(demo: Demo, below: str, open_page: OpenPage) -> None:
    """Under a sub-path and from a folder, with pictures that come and links that lead to their pages."""
    for address in (below, demo.site.as_uri() + "/"):
        watched = open_page(address)
        page = watched.go(TWO)
        watched.show_pictures()
        assert titles(page) == ["Harbour before the boats go out", "Lighthouse in a storm"]
        page.locator("#facing figcaption a").first.click()
        page.wait_for_url("**/prompts/coast/harbour.html")


def test_pictures_and_ways_are_chosen_by_keyboard(demo: Demo, open_page: OpenPage) -> None:
    """A name typed into a list, an arrow among the ways, `x` to swap: the address keeps it, and opens the same again."""
    page = open_page(demo.address).go("compare/index.html")
    assert not page.locator("#facing").is_visible()
    for name, title in {"First": "Owl, specified", "Second": "Bookmark"}.items():
        page.get_by_label(name, exact=True).focus()
        page.keyboard.type(title)
    page.get_by_role("radio", name="slider").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert (titles(page), asked(page)) == (
        ["Owl, specified", "Bookmark"],
        {"a": "owl", "b": "bookmark", "way": "onion"},
    )

    page.keyboard.press("Escape")
    page.locator("#turn").focus()
    page.keyboard.press("x")
    assert asked(page) == {"a": "bookmark", "b": "owl", "way": "onion"}
    page.reload()
    assert titles(page) == ["Bookmark", "Owl, specified"]
    assert page.get_by_role("radio", name="onion skin").is_checked()


def test_one_control_moves_the_edge_and_the_onion_skin(demo: Demo, open_page: OpenPage) -> None:
    """The slider cuts the second picture off, the onion skin lets the first shine through."""
    page = open_page(demo.address).go(TWO)
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    assert "0%" in str(page.evaluate(CUT))
    page.get_by_role("radio", name="onion skin").check()
    assert page.evaluate(SEEN) == "0"
    page.get_by_role("radio", name="side by side").check()
    assert page.evaluate(SEEN) == "1"
    assert not page.get_by_role("slider").count()


def test_a_picture_that_is_not_there_is_named(demo: Demo, open_page: OpenPage) -> None:
    """An address with an id that nothing has says so, as text, and lets the visitor choose."""
    page = open_page(demo.address).go("compare/index.html?a=<b>gone</b>&b=owl")
    assert page.locator("#unknown").inner_text() == "Nothing here has the id “<b>gone</b>”."
    assert page.get_by_label("Second", exact=True).input_value() == "owl"


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "light"),
        pytest.param(768, "dark", marks=pytest.mark.long),
        pytest.param(1440, "light", marks=pytest.mark.long),
    ],
)
def test_every_way_breaks_no_rule_of_accessibility(demo: Demo, open_page: OpenPage, width: int, scheme: Scheme) -> None:
    """Names, contrast and targets, and nothing wider than the window, whatever way two pictures are shown."""
    watched = open_page(demo.address, width=width, scheme=scheme)
    for way in WAYS:
        page = watched.go(f"{TWO}&way={way}")
        page.locator("#facing").wait_for()
        assert not axe_violations(page)
        assert not sticking_out(page)


def test_without_script_there_are_ways_on(demo: Demo, open_page: OpenPage) -> None:
    """The page says that comparing needs script, and leads to lists and to grids that need none."""
    page = open_page(demo.address, script=False).go(TWO)
    assert page.get_by_text("Comparing needs JavaScript").is_visible()
    assert not page.get_by_role("combobox").count()
    page.get_by_role("link", name="One mountain, nine sheets").click()
    page.wait_for_url("**/compare/one-mountain.html")


def test_an_exhibit_leads_to_what_hangs_nearest(demo: Demo, open_page: OpenPage) -> None:
    """One link holds the picture against the first that hangs nearby."""
    page = open_page(demo.address).go("prompts/coast/harbour.html")
    nearest = page.locator(".near .title").first.inner_text()
    page.get_by_role("link", name="Compare with another").click()
    assert titles(page) == ["Harbour before the boats go out", nearest]


def test_a_grid_swaps_its_axes(demo: Demo, open_page: OpenPage) -> None:
    """Rows become columns with their heads, each picture stays with its values, and the address keeps it."""
    page = open_page(demo.address).go("compare/one-mountain.html")
    sizes, qualities = ["1536x1024", "1024x1024", "1024x1536"], ["low", "medium", "high"]

    def heads(scope: str) -> list[str]:
        return page.locator(f"th[scope={scope}]").all_inner_texts()

    pictures = page.locator("tbody a").evaluate_all("all => all.map(one => one.href)")
    assert (heads("col"), heads("row")) == (qualities, sizes)
    page.get_by_role("button", name="Swap rows and columns").press("Enter")
    assert (heads("col"), heads("row")) == (sizes, qualities)
    assert page.locator("tbody a").evaluate_all("all => all.map(one => one.href)") == [
        pictures[3 * row + column] for column in range(3) for row in range(3)
    ]
    assert not axe_violations(page)
    page.reload()
    assert heads("col") == sizes
    page.get_by_role("button", name="Swap rows and columns").press("Enter")
    assert (heads("col"), urlsplit(page.url).query) == (qualities, "")
