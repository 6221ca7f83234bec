"""Pages as people need them: enlarged four times, widely spaced, in forced colours, without motion, on paper, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import KINDS
from tests.browser.judges import axe_violations
from tests.browser.measures import luminance, sticking_out
from tests.live.sessions import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

OFTEN = ("exhibit", "search")
"""Page kinds that are enlarged each time; the others by the long battery."""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 1.4.12 says a visitor may ask for."""

CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => {
  const style = getComputedStyle(one);
  const hides = ['hidden', 'clip'].includes(style.overflowY) && one.checkVisibility() && !one.matches('.hidden, legend, .pic, .prompt');
  return hides && one.scrollHeight > one.clientHeight + 1;
}).map(one => `${one.localName}.${one.className}: ${one.scrollHeight} px in ${one.clientHeight}`)"""

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = [...document.querySelectorAll('*')].filter(one => {
    const {outlineStyle, outlineWidth} = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  const near = shown.find(one => one === at || one.contains(at) || one.closest('.card, .fold')?.contains(at));
  const box = (near || at).getBoundingClientRect();
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width * box.height > 0;
  const rule = at.matches('.find') && getComputedStyle(at).borderBottomWidth === '2px';
  return [at.outerHTML.slice(0, 120), Boolean(near) || rule, inside];
}"""

MOVING = """() => [...document.querySelectorAll('*')].filter(one =>
  !['0s', ''].includes(getComputedStyle(one).transitionDuration) || getComputedStyle(one).animationName !== 'none')
  .map(one => one.className)"""

NAMED = "document.querySelector('.more').append(Object.assign(document.createElement('span'), {className: 'model'}))"
"""A sketch's card has no model's name."""

STOPS = 400
"""More than any page of the demo has."""


def stops(page: Page) -> list[tuple[str, bool, bool]]:
    """Press Tab until the focus leaves the page; return each place it came to, whether it showed, and whether it was in view."""
    found: list[tuple[str, bool, bool]] = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found.append(tuple(stop))
    return found


@pytest.mark.parametrize(
    "kind", [kind if kind in OFTEN else pytest.param(kind, marks=pytest.mark.long) for kind in KINDS]
)
def test_enlarged_four_times_or_widely_spaced_nothing_is_lost(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """1280 by 1024 pixels at 400 % are 320 by 256; with the widest spacing of WCAG nothing is cut off or sticks out."""
    watched, lost = open_page(demo.address), {}
    for width, height in ((320, 256), (1280, 1024)):
        watched.turn(width=width, height=height)
        page = watched.go(demo.one(kind))
        bare = [*sticking_out(page), *(page.evaluate(CUT_OFF))]
        page.evaluate(SPACED)
        lost[width] = [*bare, *sticking_out(page), *page.evaluate(CUT_OFF)]

    assert not {width: found for width, found in lost.items() if found}


@pytest.mark.parametrize("kind", ["home", "exhibit", "search", "facing"])
def test_focus_is_seen_wherever_it_goes(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """Tab leads through the page in its own order, to nothing out of view, and each stop has an outline."""
    page = open_page(demo.address).go(demo.one(kind))
    found = stops(page)

    assert len(found) > 10
    assert not [stop for stop in found if not stop[1] or not stop[2]]
    assert not page.evaluate("[...document.querySelectorAll('[tabindex]')].filter(one => one.tabIndex > 0).length")


def test_the_way_from_home_to_the_search_needs_no_mouse(demo: Demo, open_page: OpenPage) -> None:
    """Skip to the wall, open an exhibit, see its picture large, close it, search, and open what was found."""
    page = open_page(demo.address).go("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    until(lambda: page.evaluate("location.hash") == "#main")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "title":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/prompts/**")
    page.keyboard.press("v")
    page.locator("#viewer[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#viewer:not([open])").wait_for(state="attached")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.locator("#found .card").first.wait_for()
    page.keyboard.type("harbour")
    page.locator("#found mark").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/prompts/**")


@pytest.mark.parametrize("kind", ["search", "exhibit", "history", "facing"])
def test_in_forced_colours_what_is_chosen_is_told(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """Where backgrounds go, a chosen value keeps a line around it; axe finds nothing."""
    watched = open_page(demo.address)
    watched.page.emulate_media(forced_colors="active")
    page = watched.go(demo.one(kind))
    chosen = page.locator(".line-of label:has(:checked)").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).borderStyle])"
    )

    assert all({"solid"} & set(lines) for lines in chosen), chosen
    assert bool(chosen) == (kind in {"search", "facing"})
    assert not axe_violations(page)


def test_only_a_name_on_a_card_moves_and_not_where_motion_is_unwanted(demo: Demo, open_page: OpenPage) -> None:
    """One fade in all, and none with reduced motion."""
    page = open_page(demo.address).go("index.html")
    page.evaluate(NAMED)
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert set(page.evaluate(MOVING)) == {"model"}


@pytest.mark.parametrize("kind", ["home", "exhibit", "history"])
def test_on_paper_a_page_is_white_and_without_its_bar(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """Also where the screen is dark: pictures and words, nothing to press, nothing beyond the sheet."""
    watched = open_page(demo.address, width=794, scheme="dark")
    page = watched.go(demo.one(kind))
    page.emulate_media(media="print", color_scheme="dark")

    assert luminance(page) > 0.8
    assert not sticking_out(page)
    assert page.locator("main img").first.is_visible()
    assert (
        page.locator("header.bar, footer, button:visible").evaluate_all(
            "all => all.filter(one => one.checkVisibility()).length"
        )
        == 0
    )


def test_what_is_lost_or_unseen_is_found(demo: Demo, open_page: OpenPage) -> None:
    """A box too low for its words is named, and so is a stop without an outline."""
    page = open_page(demo.address).go("tags/index.html")
    page.evaluate("document.querySelector('h1').style.cssText = 'height: 5px; overflow: hidden'")
    assert page.evaluate(CUT_OFF)
    page.evaluate("document.querySelectorAll('a').forEach(one => { one.style.outline = 'none'; })")
    assert [stop for stop in stops(page) if not stop[1]]
