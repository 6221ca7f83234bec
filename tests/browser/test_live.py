"""`serve` in a browser: a save reloads its page and keeps the place, styles are swapped, and faults come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.served import Served, served
from tests.live.sessions import CONFIG, until
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

LONG = "\n".join(f"Paragraph {number}.\n" for number in range(200))
SCROLL = 900
MARK = "() => { window.stays = true; }"
STAYS = "() => window.stays === true"
BAR = "() => document.querySelector('gallery-faults')?.shadowRoot.querySelector('ul')"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    """Serve a gallery of one long prompt and a short one."""
    root = a_gallery(tmp_path, config=CONFIG, fox=f"A red fox.\n\n{LONG}", hare="A hare.\n")
    with served(root) as server:
        yield server


def titled(title: str) -> str:
    """Return the long prompt with a title."""
    return f"---\ntitle: {title}\n---\nA red fox.\n\n{LONG}"


def test_a_save_reloads_its_page_and_keeps_the_place(server: Served, open_page: OpenPage) -> None:
    """The page that changed is loaded anew where the reader was."""
    page = open_page(server.url).go("prompts/fox.html")
    page.evaluate(f"() => scrollTo(0, {SCROLL})")
    page.evaluate(MARK)
    server.session.write("fox", titled("A new fox"))
    page.wait_for_selector("h1:has-text('A new fox')")
    page.wait_for_load_state("load")
    until(lambda: page.evaluate("() => scrollY") == SCROLL)
    assert page.evaluate(STAYS) is False


def test_another_page_stays_as_it_is(server: Served, open_page: OpenPage) -> None:
    """What did not change is not loaded anew, though the page hears of the rebuild."""
    page = open_page(server.url).go("404.html")
    page.evaluate(MARK)
    server.session.write("fox", "---\ntitle: Fox\nnonsense: 1\n---\nA red fox.\n")
    page.wait_for_selector("gallery-faults", state="attached")
    server.session.write("fox", titled("Fox"))
    page.wait_for_selector("gallery-faults", state="detached")
    assert page.evaluate(STAYS) is True


def test_styles_are_swapped_without_loading(server: Served, open_page: OpenPage) -> None:
    """A new style sheet is worn at once by the page as it stands."""
    page = open_page(server.url).go("prompts/fox.html")
    page.evaluate(MARK)
    sheet = server.session.root / "templates/assets/style.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    shipped = (server.session.root / "site/assets/style.css").read_text(encoding="utf-8")
    sheet.write_text(f"{shipped}\nh1{{letter-spacing:7px !important}}\n", encoding="utf-8")
    page.wait_for_selector("link[rel=stylesheet][href*='live=']", state="attached")
    until(lambda: page.evaluate("() => getComputedStyle(document.querySelector('h1')).letterSpacing") == "7px")
    assert page.evaluate(STAYS) is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_faults_stand_at_the_foot_until_mended(server: Served, open_page: OpenPage, scheme: str) -> None:
    """Every fault is shown with its place and hint, near black in both modes; the page stays usable; mended, it goes."""
    page = open_page(server.url, scheme=scheme).go("prompts/fox.html")  # type: ignore[arg-type]  # one of two words
    server.session.write("fox", "---\ntitel: Fox\n---\nA red fox.\n")
    server.session.write("hare", "---\nnonsense: 1\n---\nA hare.\n")
    page.wait_for_selector("gallery-faults", state="attached")
    bar = page.wait_for_function(f"() => {{ const bar = ({BAR})(); return bar && bar.children.length === 2 && bar; }}")
    until(lambda: bar.evaluate("bar => getComputedStyle(bar).backgroundColor") == "rgb(17, 17, 17)")
    said = bar.evaluate("bar => bar.innerText")
    edge = bar.evaluate("bar => [bar.getBoundingClientRect().bottom, innerHeight]")
    weight = bar.evaluate("bar => getComputedStyle(bar.querySelector('.place')).fontWeight")
    assert ("prompts/fox.md:2:1" in said, "prompts/hare.md:2:1" in said, 'did you mean "title"?' in said) == (True,) * 3
    assert (edge[0], weight) == (edge[1], "700")
    page.evaluate("() => scrollTo(0, 300)")
    assert page.evaluate("() => scrollY") == 300
    server.session.write("hare", "A hare.\n")
    server.session.write("fox", f"A red fox.\n\n{LONG}")
    page.wait_for_selector("gallery-faults", state="detached")
