"""The look of a gallery: a theme that is shipped, and a gallery's own style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import Demo, build
from tests.browser.judges import axe_violations, html_errors
from tests.browser.served import serve
from tests.browser.watched import opened
from tests.live.served import served
from tests.live.sessions import CONFIG, until
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import OpenPage
    from tests.browser.watched import Scheme

pytestmark = pytest.mark.browser

COLOUR = "() => [...document.querySelectorAll('h1')].map(one => getComputedStyle(one).color)[0]"
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
JUDGED = ("home", "exhibit", "search", "tag", "history")


@pytest.fixture(scope="module")
def sheet(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Give the demo as a contact sheet, served."""
    root = tmp_path_factory.mktemp("themed") / "demo"
    build(root, demo.root, theme="contact-sheet")
    with serve(root / "site") as address:
        yield Demo(root, address)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_the_contact_sheet_is_without_fault(sheet: Demo, chromium: Browser, scheme: Scheme) -> None:
    """Axe finds nothing on the pages of a theme, none is wider than its window, and none logs anything."""
    found = []
    with opened(chromium, sheet.address, scheme=scheme) as watched:
        for path in (*map(sheet.one, JUDGED), "search.html?q=paper"):
            watched.turn(width=1440, scheme=scheme)
            page = watched.go(path)
            found += [f"{path}: {line}" for line in axe_violations(page)]
            watched.turn(width=360, scheme=scheme)
            found += [f"{path}: wider than 360"] if page.evaluate(WIDER) > 0 else []
        found += watched.faults
    assert not found


def test_the_contact_sheet_is_valid(sheet: Demo) -> None:
    """html-validate has nothing to say of its pages."""
    assert not html_errors(sheet.site / "tags")


def test_a_contact_sheet_has_square_frames(sheet: Demo, open_page: OpenPage) -> None:
    """Whatever the shape of a picture, its frame on the sheet is a square; on its own page it is whole."""
    page = open_page(sheet.address).go("index.html")
    frames = page.evaluate(
        "() => [...document.querySelectorAll('.card .pic')].map(one => one.offsetWidth - one.offsetHeight)"
    )
    page.goto(f"{sheet.address}{sheet.one('exhibit')}")
    whole = page.evaluate(
        "() => { const one = document.querySelector('.plate img'); return one.width / one.height - one.naturalWidth / one.naturalHeight; }"
    )
    assert (len(frames) > 10, max(map(abs, frames)) <= 1, abs(whole) < 0.01) == (True, True, True)


def test_a_sheet_of_ones_own_is_worn_and_swapped(tmp_path: Path, open_page: OpenPage) -> None:
    """`user.css` is seen over the theme; in `serve`, where it appears and where it changes, at once."""
    root = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n", hare="A hare.\n")
    sheet = root / "templates/assets/user.css"
    sheet.parent.mkdir(parents=True)
    with served(root) as server:
        page = open_page(server.url).go("index.html")
        assert page.evaluate("() => document.querySelectorAll('link[href*=user]').length") == 0
        sheet.write_text("h1 { color: rgb(1, 2, 3) }", encoding="utf-8")
        page.locator("link[href*='user.css']").wait_for(state="attached")
        until(lambda: page.evaluate(COLOUR) == "rgb(1, 2, 3)")
        page.evaluate("() => { window.stays = true; }")
        sheet.write_text("h1 { color: rgb(4, 5, 6) }", encoding="utf-8")
        until(lambda: page.evaluate(COLOUR) == "rgb(4, 5, 6)")
        assert page.evaluate("() => window.stays === true")
