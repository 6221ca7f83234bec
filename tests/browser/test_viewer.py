"""The viewer: one picture over the whole window, with an address, by keys, fingers and wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.judges import axe_violations
from tests.browser.measures import sticking_out
from tests.live.sessions import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

SEVERAL = "prompts/vixen.html"
"""An exhibit of two images."""

SCALE = "new DOMMatrix(getComputedStyle(document.querySelector('.air .pic')).transform).a"
FOCUS = "document.activeElement.getAttribute('href')"


def is_open(page: Page) -> bool:
    """Return whether the viewer covers the page."""
    found: bool = page.evaluate("document.getElementById('viewer').matches(':modal')")
    return found


def hash_of(page: Page) -> str:
    """Return the part of the address that names the picture."""
    return page.url.partition("#")[2]


def count(page: Page) -> str:
    """Return the words beside "Esc closes"."""
    return page.locator(".count").inner_text()


def swipe(page: Page, *fingers: tuple[tuple[int, int], tuple[int, int]]) -> None:
    """Put fingers down, draw each from one point to another, and lift them."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    for kind, part in (("touchStart", 0.0), ("touchMove", 0.5), ("touchMove", 1.0), ("touchEnd", None)):
        points = [] if part is None else [
            {"id": number, "x": x + (to_x - x) * part, "y": y + (to_y - y) * part}
            for number, ((x, y), (to_x, to_y)) in enumerate(fingers)
        ]  # fmt: skip
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.detach()


def test_arrows_turn_and_esc_returns_the_focus(demo: Demo, open_page: OpenPage) -> None:
    """A click opens the picture, each has an address, and after Esc the page shows the last one, focused."""
    page = open_page(demo.address).go(SEVERAL)
    originals = page.evaluate("[...document.querySelectorAll('.plate a')].map(link => link.getAttribute('href'))")

    page.locator(".plate a").first.click()
    first = (is_open(page), hash_of(page), count(page), page.locator(".shut").inner_text())
    page.keyboard.press("ArrowRight")
    second = (hash_of(page), count(page))
    page.keyboard.press("Escape")
    page.wait_for_url(demo.address + SEVERAL)

    assert first == (True, "view/1", "1 of 2 ·", "Esc closes")
    assert second == ("view/2", "2 of 2 ·")
    assert not is_open(page)
    assert page.evaluate(FOCUS) == originals[1]
    assert page.locator("#image-2").is_checked()


def test_back_closes_and_forward_opens(demo: Demo, open_page: OpenPage) -> None:
    """The viewer is one step of the history, however many pictures were seen in it."""
    page = open_page(demo.address).go(SEVERAL)

    page.keyboard.press("v")
    page.keyboard.press("ArrowRight")
    page.go_back()
    closed = not is_open(page) and page.url == demo.address + SEVERAL
    page.go_forward()

    assert closed
    assert (is_open(page), hash_of(page)) == (True, "view/2")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_beyond_the_last_image_is_the_next_exhibit(demo: Demo, open_page: OpenPage, motion: str) -> None:
    """The viewer goes on at the neighbour, comes back to its last image, and Esc leaves one there, with or without motion."""
    page = open_page(demo.address).go(SEVERAL)
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    following = page.evaluate("document.querySelector('main a[rel=next]').href")

    page.goto(f"{page.url}#view/2")
    page.reload()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"{following}#view/1")
    page.locator("#viewer[open]").wait_for()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{demo.address}{SEVERAL}#view/2")
    page.locator("#viewer[open]").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_url(demo.address + SEVERAL)

    assert not is_open(page)


def test_a_wall_is_seen_picture_by_picture(demo: Demo, open_page: OpenPage) -> None:
    """On a wall v opens the picture that has the focus, arrows turn, Esc focuses the last card, Enter opens its page."""
    page = open_page(demo.address).go("index.html")
    titles = page.locator("main > .wall .title")
    wanted = [titles.nth(number).get_attribute("href") or "" for number in (2, 3)]

    titles.nth(2).focus()
    page.keyboard.press("v")
    page.locator("#viewer[open]").wait_for()
    opened_at = hash_of(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.wait_for_url(demo.address + "index.html")
    focused = page.evaluate(FOCUS)
    page.keyboard.press("v")
    page.keyboard.press("Enter")
    page.wait_for_url(demo.address + wanted[1])

    assert (f"prompts/{opened_at.removeprefix('view/')}.html", focused) == (wanted[0], wanted[1])


def test_a_linked_picture_opens_at_once(demo: Demo, open_page: OpenPage) -> None:
    """The address of a picture in a wall opens it, and nothing is pushed under the visitor's history."""
    page = open_page(demo.address).go("index.html#view/coast/harbour")
    page.locator("#viewer[open]").wait_for()

    page.keyboard.press("Escape")
    page.wait_for_url(demo.address + "index.html")

    assert not is_open(page)


def test_keys_and_wheel_zoom_to_the_original(demo: Demo, open_page: OpenPage) -> None:
    """Plus and the wheel come nearer and fetch the original; zoomed, an arrow moves the picture; minus goes back."""
    page = open_page(demo.address).go(SEVERAL)
    original = page.locator(".plate a").first.get_attribute("href") or ""
    page.keyboard.press("v")

    page.keyboard.press("+")
    page.locator(".air img:not([srcset]), .air img[srcset='']").first.wait_for()
    by_key = page.evaluate(SCALE)
    page.keyboard.press("ArrowRight")
    stayed = hash_of(page)
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -2000)
    by_wheel = page.evaluate(SCALE)
    page.keyboard.press("-")
    page.mouse.wheel(0, 2000)

    assert (by_key, stayed, by_wheel, page.evaluate(SCALE)) == (1.5, "view/1", 2, 1)
    assert page.evaluate("document.querySelector('.air img').src").endswith(original.removeprefix("../"))


def test_taps_zoom_and_close(demo: Demo, open_page: OpenPage) -> None:
    """Two taps on the picture come nearer, two more go back, one beside it closes."""
    page = open_page(demo.address).go(SEVERAL)
    page.keyboard.press("v")

    page.mouse.dblclick(700, 400)
    near = page.evaluate(SCALE)
    page.mouse.dblclick(700, 400)
    far = page.evaluate(SCALE)
    page.mouse.click(120, 200)
    page.wait_for_url(demo.address + SEVERAL)

    assert (near, far, is_open(page)) == (2, 1, False)


def test_fingers_swipe_and_pinch(demo: Demo, open_page: OpenPage) -> None:
    """One finger turns to the next picture, two come nearer without turning."""
    page = open_page(demo.address, width=390, height=780).go(SEVERAL)
    page.keyboard.press("v")

    swipe(page, ((300, 300), (80, 310)))
    page.get_by_text("2 of 2").wait_for()
    swipe(page, ((180, 300), (100, 300)), ((220, 300), (300, 300)))

    until(lambda: page.evaluate(SCALE) > 1.5)  # a page's policy forbids waiting by polling in it
    assert hash_of(page) == "view/2"


def test_a_swipe_over_the_wall_turns_to_the_neighbour(demo: Demo, open_page: OpenPage) -> None:
    """On an exhibit one finger over the picture opens the next exhibit."""
    page = open_page(demo.address, width=390, height=780).go(SEVERAL)
    following = page.evaluate("document.querySelector('main a[rel=next]').href")

    swipe(page, ((300, 200), (80, 210)))

    page.wait_for_url(following)


def test_from_a_folder_the_viewer_works(demo: Demo, open_page: OpenPage) -> None:
    """Opened as files, pictures have their addresses and lead to each other."""
    home = demo.site.as_uri() + "/"
    page = open_page(home).go(SEVERAL)
    following = page.evaluate("document.querySelector('main a[rel=next]').href")

    page.keyboard.press("v")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"{following}#view/1")
    page.locator("#viewer[open]").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_url(following)

    assert not is_open(page)


@pytest.mark.parametrize("path", [SEVERAL, "index.html"])
def test_the_open_viewer_breaks_no_rule(demo: Demo, open_page: OpenPage, path: str) -> None:
    """Open on a desktop and on a phone, light and dark, axe finds nothing and nothing sticks out; so for the list of keys."""
    watched, broken = open_page(demo.address), []
    for width, scheme in ((1440, "light"), (320, "dark")):
        watched.turn(width=width, scheme="dark" if scheme == "dark" else "light")
        page = watched.go(path)
        page.evaluate("document.querySelector('[aria-keyshortcuts=v]').click()")
        page.locator("#viewer[open]").wait_for()
        broken += [*axe_violations(page), *sticking_out(page)]
        page.keyboard.press("?")
        broken += [] if page.locator("#help").is_visible() else ["no list of keys"]
        broken += axe_violations(page)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")

    assert not broken


def test_without_script_a_picture_leads_to_its_original(demo: Demo, open_page: OpenPage) -> None:
    """The picture is a plain link, and nothing on the page promises a viewer."""
    page = open_page(demo.address, script=False).go(SEVERAL)

    assert page.locator("#viewer, #help, #keys, .view").locator("visible=true").count() == 0
    assert "originals/" in (page.locator(".plate a").first.get_attribute("href") or "")
