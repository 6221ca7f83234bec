"""The site without a mouse: everything is reached, seen and done by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.browser.measures import luminance

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

RINGED = """link => {
  const whole = link.closest('li') || link;
  return [whole, ...whole.querySelectorAll('*')].some(part => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
}"""
"""Whether a ring of 2 px is drawn on a link or the card around it."""

FOCUSED = f"""() => {{
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0;
  return {{href: one.href || '', ringed: ({RINGED})(one), onScreen}};
}}"""
"""What has the focus: where it leads, whether it is ringed, and whether it is in view."""

CARDS = "[...document.querySelectorAll('main a[href*=\"prompts/\"]')].map(link => link.href)"


def tab(page: Page, presses: int) -> list[dict[str, str | bool]]:
    """Press Tab again and again; return what had the focus after each press."""
    focused = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        focused.append(page.evaluate(FOCUSED))
    return focused


def test_the_first_stop_leads_past_the_bar(demo: Demo, open_page: OpenPage) -> None:
    """The first Tab shows the skip link; Enter on it goes on with the first link of the page's own content."""
    page = open_page(demo.address).go("index.html")

    [skip] = tab(page, 1)
    page.keyboard.press("Enter")
    [after] = tab(page, 1)

    assert "#" in str(skip["href"])
    assert skip["onScreen"]
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), after


def test_tab_reaches_every_card(demo: Demo, open_page: OpenPage) -> None:
    """Tab comes to every card in the order they hang, on screen, and with a ring that it had not before."""
    page = open_page(demo.address).go("index.html")
    cards = page.evaluate(CARDS)
    ringed_before = page.evaluate(f"[...document.querySelectorAll('main a')].filter({RINGED}).map(link => link.href)")

    stops = [stop for stop in tab(page, page.locator("a, button, input").count()) if stop["href"] in cards]

    assert cards
    assert not ringed_before
    assert cards == [stop["href"] for stop in stops]
    assert all(stop["ringed"] and stop["onScreen"] for stop in stops)


def test_enter_opens_a_card(demo: Demo, open_page: OpenPage) -> None:
    """Enter on a card opens its exhibit."""
    page = open_page(demo.address).go("index.html")
    first = page.evaluate(CARDS)[0]
    page.locator("main a[href*='prompts/']").first.focus()

    page.keyboard.press("Enter")
    page.wait_for_url(first)

    assert page.locator("h1").is_visible()


def test_arrows_go_to_the_neighbours(demo: Demo, open_page: OpenPage) -> None:
    """On an exhibit the right arrow opens the next one, and the left arrow comes back."""
    page = open_page(demo.address).go(demo.one("exhibit"))
    here = page.url
    following = page.evaluate("document.querySelector('a[rel~=next]').href")

    page.keyboard.press("ArrowRight")
    page.wait_for_url(following)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(here)

    assert here != following


@pytest.mark.parametrize("clipboard", [True, False], ids=["clipboard", "no clipboard"])
def test_c_copies_the_prompt(demo: Demo, open_page: OpenPage, clipboard: bool) -> None:  # noqa: FBT001  # a case's name
    """On an exhibit the key c copies the prompt exactly as its file has it, also where the browser hides its clipboard."""
    path = demo.one("exhibit")
    watched = open_page(demo.address, fresh=True)
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not clipboard:
        watched.page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})")
    other = watched.page.context.new_page()
    other.goto(demo.address)
    other.evaluate("navigator.clipboard.writeText('from before')")
    page = watched.go(path)
    page.bring_to_front()

    page.keyboard.press("c")
    page.get_by_text("Copied").first.wait_for()
    other.bring_to_front()
    copied = other.evaluate("navigator.clipboard.readText()")

    assert demo.prompt_lines(path) == {line.strip() for line in copied.splitlines() if line.strip()}


@pytest.mark.parametrize("kind", ["home", "exhibit"])
def test_t_changes_the_theme_and_it_stays(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """The key t turns the page dark, it stays so after a reload, and t turns it back."""
    page = open_page(demo.address).go(demo.one(kind))
    light = luminance(page)

    page.keyboard.press("t")
    dark = luminance(page)
    page.reload()
    reloaded = luminance(page)
    page.keyboard.press("t")

    assert dark < light
    assert (dark, light) == (reloaded, luminance(page))


def test_letters_are_left_to_fields(demo: Demo, open_page: OpenPage) -> None:
    """A key pressed together with Control is the browser's own, and does nothing to the page."""
    page = open_page(demo.address).go(demo.one("exhibit"))
    before = (unquote(page.url), luminance(page))

    page.keyboard.press("Control+t")
    page.keyboard.press("Control+ArrowRight")

    assert before == (unquote(page.url), luminance(page))
