"""The slider of a history page: by keyboard, by pointer, and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

CUT = "getComputedStyle(document.querySelectorAll('.side')[1]).clipPath"
"""What is cut off of the later picture; nothing at its top, right and bottom."""

BOXES = "[...document.querySelectorAll('.pair')].flatMap(pair => [...pair.querySelectorAll('img')].map(one => one.getBoundingClientRect().left))"
"""Where pictures begin, pair by pair."""


def cut(page: Page) -> float:
    """Return the per cent of the first later picture that are cut off at its left."""
    return float(str(page.evaluate(CUT)).removesuffix(")").rpartition(" ")[2].removesuffix("%"))


def test_the_slider_moves_by_keyboard_and_pointer(demo: Demo, open_page: OpenPage) -> None:
    """Arrows and Home move the edge between two pictures that lie on each other, and open no other page; a click puts it there."""
    page = open_page(demo.address).go(demo.one("history"))
    slider, here, lefts = page.get_by_role("slider").first, page.url, page.evaluate(BOXES)

    found = [cut(page)]
    slider.focus()
    page.keyboard.press("ArrowRight")
    found.append(cut(page))
    page.keyboard.press("Home")
    found.append(cut(page))
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 3 / 4, box["y"] + box["height"] / 2)

    assert found == [50, 51, 0]
    assert abs(cut(page) - 75) <= 1
    assert here == page.url
    assert lefts[0::2] == lefts[1::2]


def test_without_script_pictures_stand_side_by_side(demo: Demo, open_page: OpenPage) -> None:
    """Both pictures of a step are seen whole, next to each other; no dead slider is there."""
    page = open_page(demo.address, width=360, script=False).go(demo.one("history"))
    pairs = [[picture.bounding_box() for picture in pair.locator("img").all()] for pair in page.locator(".pair").all()]

    assert pairs
    assert all(one and two and one["x"] + one["width"] < two["x"] for one, two in pairs)
    assert not page.get_by_role("slider").count()
