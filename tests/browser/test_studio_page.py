"""The studio in a browser: choosing and rerolling by keys, news in place, and a theme's script that gets nothing."""

from __future__ import annotations

import json
from contextlib import ExitStack
from itertools import product
from typing import TYPE_CHECKING

import pytest

from gallery_build.live.doors import Address
from gallery_build.live.studio.desk import Desk
from gallery_build.live.studio.open import studio as opened_studio
from gallery_build.words import money
from tests.browser.judges import axe_violations
from tests.browser.watched import opened as opened_page
from tests.fake_api import FakeAPI
from tests.live.commands import running
from tests.live.sessions import CONFIG, until
from tests.live.studios import InStudio, in_studio
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage
    from tests.browser.watched import Scheme, Watched

pytestmark = pytest.mark.browser

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
FOX = "---\ntitle: A fox\nn: 4\nsize: 1536x1024\n---\nA red fox.\n"
OTHERS = {f"p{number:02}": f"---\ntitle: Prompt {number}\nn: 3\n---\nThing {number}.\n" for number in range(12)}
HERE = "() => document.activeElement.closest('.row')?.dataset.id || ''"
DRAWN = "() => [...document.querySelectorAll('#row-fox img')].every(one => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[InStudio]:
    """Open the studio of a gallery of more prompts than a window shows."""
    with in_studio(a_gallery(tmp_path / "gallery", config=CONFIG, fox=FOX, **OTHERS)) as studio:
        yield studio


def entered(studio: InStudio, open_page: OpenPage) -> Page:
    """Open the studio by the address that the terminal shows."""
    return open_page(studio.door.url).go(f"?token={studio.gate.token}")


def says(page: Page, words: str) -> None:
    """Wait until the page says something."""
    page.locator("#said", has_text=words).wait_for()


def test_a_key_picks_and_another_takes_it_back(studio: InStudio, open_page: OpenPage) -> None:
    """The key j goes to a prompt, 2 picks its second image, u takes it back; the address shows no token."""
    file = studio.site.session.root / "prompts/fox.md"
    page = entered(studio, open_page)
    page.keyboard.press("j")
    page.keyboard.press("2")
    says(page, "fox: pick all → 2")
    page.locator("#row-fox [data-number='2'][aria-pressed='true']").wait_for()
    assert file.read_text() == FOX.replace("n: 4\n", "n: 4\npick: 2\n")
    assert (page.evaluate(HERE), page.url, page.evaluate("() => document.cookie")) == ("fox", studio.door.url, "")
    page.keyboard.press("u")
    says(page, "fox: as it was before")
    page.locator("#row-fox [aria-pressed='true']").wait_for(state="detached")
    assert (file.read_text(), page.evaluate(HERE)) == (FOX, "fox")


def test_news_keep_the_focus_and_the_place(studio: InStudio, open_page: OpenPage) -> None:
    """While rows change above, below and under the reader, the same button has the focus at the same place."""
    page = entered(studio, open_page)
    button = page.locator("#row-p05 [data-number='3']")
    button.scroll_into_view_if_needed()
    button.focus()
    before = page.evaluate("() => [scrollY, document.activeElement.getBoundingClientRect().top]")
    picture = page.locator("#row-p05 img").first.evaluate_handle("one => one")
    for name in ("p05", "p04", "p06"):
        studio.site.session.write(name, OTHERS[name].replace("n: 3\n", "n: 3\npick: 1\n"))
        page.locator(f"#row-{name} [aria-pressed='true']").wait_for()
    assert page.evaluate("() => [scrollY, document.activeElement.getBoundingClientRect().top]") == before
    assert page.evaluate("() => document.activeElement.dataset.number") == "3"
    assert page.evaluate("one => one.isConnected", picture) is True
    (studio.site.session.root / "prompts/p05.md").unlink()
    page.locator("#row-p05").wait_for(state="detached")
    assert page.evaluate(HERE) == "p06"


def test_keys_walk_rows_and_images(studio: InStudio, open_page: OpenPage) -> None:
    """Arrows and letters move between prompts and along images, what has the focus is in view, Enter picks."""
    page = entered(studio, open_page)
    visited = []
    for key in ("j", "ArrowDown", "j", "k", "ArrowUp", "k", "k"):
        page.keyboard.press(key)
        visited.append(page.evaluate(HERE))
    assert visited == ["fox", "p00", "p01", "p00", "fox", "fox", "fox"]
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate("() => document.activeElement.dataset.number") == "2"
    page.keyboard.press("Enter")
    says(page, "fox: pick all → 2")
    for _ in range(12):
        page.keyboard.press("j")
    box = page.locator("#row-p11").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900 - box["height"]
    page.keyboard.press("9")
    says(page, "there is no image 9 to pick here")
    page.keyboard.press("?")
    page.locator("#help[open]").wait_for()
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    assert (studio.site.session.root / "prompts/p11.md").read_text() == OTHERS["p11"]


def test_a_page_says_when_its_session_is_over(tmp_path: Path, chromium: Browser) -> None:
    """A page that stays open hears of the end, and that the next session on its port does not know it."""
    root = a_gallery(tmp_path / "gallery", config=CONFIG, fox=FOX)
    with ExitStack() as stack:
        with in_studio(root) as studio:
            page = stack.enter_context(opened_page(chromium, studio.door.url)).go(f"?token={studio.gate.token}")
            page.locator("#row-fox").wait_for()
        says(page, "the studio does not answer")
        address = Address(port=studio.gate.address.port)
        stack.enter_context(opened_studio(Desk(root, None), address))
        says(page, "this session is over")


def test_axe_finds_nothing(tmp_path: Path, chromium: Browser) -> None:
    """With a fault, a pick, what waits laid open and something said, in both modes and at each width; nothing overflows."""
    root = a_gallery(tmp_path / "gallery", config=CONFIG, fox=FOX, p11=OTHERS["p11"], one="A bird.\n")
    with in_studio(root) as studio, opened_page(chromium, studio.door.url) as watched:
        hold_to_axe(studio, watched)
        assert watched.faults == []


def hold_to_axe(studio: InStudio, watched: Watched) -> None:
    """Bring the page into the state in which most is on it, and let axe look."""
    page = watched.go(f"?token={studio.gate.token}")
    page.locator("summary").click()
    page.locator("#row-fox [data-number='1']").click()
    says(page, "fox: pick all → 1")
    page.locator("#row-fox [aria-pressed='true']").wait_for()
    studio.site.session.write("p11", "---\ntitel: Eleven\nn: 3\n---\nThing 11.\n")
    page.locator("#row-p11 .place", has_text="prompts/p11.md:2:1").wait_for()
    assert page.locator("details[open]").count() == 1
    for width, scheme in product((360, 768, 1440), SCHEMES):
        watched.turn(width=width, scheme=scheme)
        assert (axe_violations(page), page.evaluate("() => document.documentElement.scrollWidth")) == ([], width)


HOSTILE = """async ([door, act]) => {
  const tried = {};
  const answer = async (name, asked) => {
    try { tried[name] = String((await asked()).status || 'read'); } catch { tried[name] = 'nothing'; }
  };
  const json = {'content-type': 'application/json', 'x-studio': 'guess'};
  await answer('read', () => fetch(door, {credentials: 'include'}));
  await answer('act', () => fetch(door + 'pick', {method: 'POST', credentials: 'include', headers: json, body: act}));
  const plain = {method: 'POST', credentials: 'include', mode: 'no-cors', body: act};
  await answer('plain', async () => ({status: (await fetch(door + 'pick', plain)).type}));
  const load = (name, address) => new Promise(done => {
    const one = document.createElement(name);
    one.onload = () => done({status: 'loaded'});
    one.onerror = () => done({status: 'nothing'});
    one.src = address;
    document.body.append(one);
  });
  await answer('picture', () => load('img', door + 'icon.svg'));
  await answer('script', () => load('script', door + 'studio.js'));
  await answer('cookie', async () => ({status: document.cookie || 'nothing'}));
  return tried;
}"""


def test_a_themes_script_gets_nothing(studio: InStudio, chromium: Browser) -> None:
    """A script on the site's port, in a browser that is in the studio, reads and writes nothing of it."""
    with opened_page(chromium, studio.site.url) as watched:  # its faults are what the test brings about
        page = watched.go("index.html")
        page.goto(studio.gate.url)
        page.locator("#row-fox").wait_for()
        page.route(studio.site.url, lambda route: route.fulfill(body="<body>A theme", content_type="text/html"))
        page.goto(studio.site.url)
        act = json.dumps({"id": "fox", "number": 2})
        tried = page.evaluate(HOSTILE, [studio.door.url, act])
        page.set_content(f'<iframe src="{studio.door.url}"></iframe>')
        page.wait_for_load_state("load")
        framed = [frame.content() for frame in page.frames[1:]]
    expected = {"read": "nothing", "act": "nothing", "plain": "nothing", "picture": "nothing", "script": "nothing"}
    assert tried == {**expected, "cookie": "nothing"}
    assert not [one for one in framed if "A fox" in one]
    assert (studio.site.session.root / "prompts/fox.md").read_text() == FOX


def rerolled_in(page: Page, address: str) -> None:
    """Open the real studio and reroll its only prompt by a key."""
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("r")
    says(page, "fox: take 1 → 2; about $0.0")


def test_a_reroll_with_spend_brings_a_new_picture(tmp_path: Path, chromium: Browser) -> None:
    """The real command with --spend: the first picture comes by itself, r buys the second; the page shows both, and the money."""
    root = a_gallery(tmp_path / "gallery", config=CONFIG, fox="---\ntitle: A fox\n---\nA red fox.\n")
    with FakeAPI() as api, running(root, api, "serve", "--spend", "1") as session:
        until(lambda: session.studio)
        with opened_page(chromium, session.studio.partition("?")[0]) as watched:
            page = watched.page
            page.goto(session.studio)
            page.locator("#row-fox .caption", has_text="have").wait_for()
            page.locator("#top", has_text="Nothing waits to be bought").wait_for()
            first = page.locator("#row-fox img").get_attribute("src")
            until(lambda: page.evaluate(DRAWN))
            rerolled_in(page, watched.home)
            says(page, "fox: made")
            page.locator("#row-fox .caption", has_text="have").wait_for()
            until(lambda: page.evaluate(DRAWN))
            assert page.locator("#row-fox img").get_attribute("src") != first
            page.locator(".money", has_text=f"{money(api.paid())} spent of $1.00").wait_for()
            assert watched.faults == []
        assert len(api.ledger()) == 2


def test_a_reroll_without_spend_buys_nothing(tmp_path: Path, chromium: Browser) -> None:
    """The real command with a key at hand and no --spend: the line is written, the page says how to buy, nobody is asked."""
    root = a_gallery(tmp_path / "gallery", config=CONFIG, fox="---\ntitle: A fox\n---\nA red fox.\n")
    with FakeAPI() as api, running(root, api, "serve") as session:
        until(lambda: session.studio and session.built)
        with opened_page(chromium, session.studio.partition("?")[0]) as watched:
            rerolled_in(watched.page, session.studio)
            words = "Nothing is bought here. gallery-build build buys what waits"
            watched.page.locator(".money", has_text=words).wait_for()
            until(lambda: any("prompts/fox.md" in line for line in session.lines))
            assert watched.faults == []
    assert (api.ledger(), (root / "prompts/fox.md").read_text()) == (
        [],
        "---\ntitle: A fox\ntake: 2\n---\nA red fox.\n",
    )
