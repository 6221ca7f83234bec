"""The site works from anywhere: by its links alone, without script, under a sub-path, from a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.crawl import dead_ends, walk
from tests.browser.demo import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

APART = {"404.html"}
"""Pages that nothing leads to: the host shows them at any address, so they point home from the root."""


def test_every_address_leads_somewhere(demo: Demo) -> None:
    """Every address on every page is relative, and its file or place is in the site."""
    assert not [dead for dead in dead_ends(demo.site) if dead.partition(":")[0] not in APART]


def test_a_dead_end_is_found(tmp_path: Path) -> None:
    """A missing file, a missing place, a folder and an address from the root are dead ends."""
    (tmp_path / "a").mkdir()
    dead = ["gone.html", "#gone", "a/", "/index.html", "../index.html"]
    links = "".join(f'<a href="{address}">x</a>' for address in [*dead, "#here", "index.html", "https://other.example"])
    (tmp_path / "index.html").write_text(f'<p id="here">{links}</p>', encoding="utf-8")

    assert [f"index.html: {address}" for address in dead] == dead_ends(tmp_path)


@pytest.mark.long
def test_without_script_every_page_is_reached(demo: Demo, open_page: OpenPage) -> None:
    """Links alone lead from home to every page, pagination included."""
    reached = walk(open_page(demo.address, script=False))

    assert set(demo.pages()) - APART == reached


def test_without_script_the_prompt_is_read(demo: Demo, open_page: OpenPage) -> None:
    """The title and the whole prompt stand on the page as text that can be seen."""
    path = demo.one("exhibit")
    page = open_page(demo.address, script=False).go(path)

    assert page.locator("h1").is_visible()
    assert demo.prompt_lines(path) <= {line.strip() for line in page.inner_text("body").splitlines()}


@pytest.mark.long
def test_under_a_sub_path_nothing_is_missing(demo: Demo, below: str, open_page: OpenPage) -> None:
    """Below a sub-path every page opens by its link, and no request fails."""
    watched = open_page(below)

    assert set(demo.pages()) - APART == walk(watched)


@pytest.mark.parametrize("kind", KINDS)
def test_under_a_sub_path_pictures_come(demo: Demo, below: str, open_page: OpenPage, kind: str) -> None:
    """Below a sub-path every picture of a page is found."""
    watched = open_page(below)
    page = watched.go(demo.one(kind))
    watched.show_pictures()

    assert page.evaluate("[...document.images].filter(image => !image.naturalWidth).map(image => image.src)") == []


@pytest.mark.long
def test_from_a_folder_nothing_is_missing(demo: Demo, open_page: OpenPage) -> None:
    """Opened as a file every page is reached by its link, and no request fails."""
    watched = open_page(demo.site.as_uri() + "/")

    assert set(demo.pages()) - APART == walk(watched)


@pytest.mark.parametrize("kind", KINDS)
def test_from_a_folder_pictures_come(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """Opened as a file every picture of a page is found."""
    watched = open_page(demo.site.as_uri() + "/")
    page = watched.go(demo.one(kind))
    watched.show_pictures()

    assert page.evaluate("[...document.images].filter(image => !image.naturalWidth).map(image => image.src)") == []
