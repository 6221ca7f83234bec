"""The search in a browser: what is typed, chosen, kept in the address, and never obeyed."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from gallery_build.site.pages import render_pages
from tests.browser.judges import axe_violations
from tests.browser.measures import sticking_out
from tests.live.sessions import until
from tests.site.reading import shipped
from tests.site.test_pages_hostile import hostile
from tests.site.values import exhibit, prompt

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo
    from tests.browser.watched import Scheme

pytestmark = pytest.mark.browser

QUESTIONS = 12
"""How often something else is chosen."""

GROUPS = ("tags", "colours", "series")
"""Lines that gallery.json has as lists of exhibits."""

COUNTS = """() => [...document.querySelectorAll("#search small")].map(count => {
  const radio = count.closest("label").querySelector("input");
  return [radio.name, radio.value, Number(count.textContent)];
})"""

TITLES = "[...document.querySelectorAll('#found .title')].map(title => title.textContent)"


def titles(page: Page) -> list[str]:
    """Return what hangs on the wall of results."""
    found: list[str] = page.evaluate(TITLES)
    return found


def ask(page: Page, words: str) -> list[str]:
    """Type the words into the field and return what is found."""
    page.locator("#q").fill(words)
    page.locator("#q").blur()
    return titles(page)


FINDS = {
    "umbrella": "बारिश में पीला छाता",
    "छाता": "बारिश में पीला छाता",
    "茶室": "茶室の朝",
    "кит": "Кит подо льдом",
    "КИТ": "Кит подо льдом",
    "قافلة": "قافلة قبل الغروب",
    "fuchsin": "Füchsin, ein Feuer im Schnee",
    "ＦＵＣＨＳＩＮ": "Füchsin, ein Feuer im Schnee",
    '"fire of a fox"': "",
    "graca tram": "The last 28 to Graça",
}
"""What is typed, and the one title that must be among the answers; empty where nothing answers."""


def test_words_of_every_script_find_what_they_should(demo: Demo, below: str, open_page: OpenPage) -> None:
    """Under a sub-path and from a folder, without regard to case, width and accents; a minus leaves out."""
    for home in (below, demo.site.as_uri() + "/"):
        page = open_page(home).go("search.html")
        everything = len(titles(page))
        found = {words: ask(page, words) for words in FINDS}

        assert everything == 25
        assert not {words: found[words] for words, title in FINDS.items() if title and title not in found[words]}
        assert found['"fire of a fox"'] == []
        assert "The last 28 to Graça" not in ask(page, "tram -Graça")


def values_of(gallery: dict[str, Any], exhibit: dict[str, Any]) -> dict[str, set[str]]:
    """Return what an exhibit can be filtered by, read from gallery.json; the search reads its own entries."""
    first = exhibit["images"][0]
    ratio = first["width"] / first["height"]
    groups = {line: {one["name"] for one in gallery[line] if exhibit["id"] in one["exhibits"]} for line in GROUPS}
    return {
        "tag": groups["tags"],
        "model": {first["model"]},
        "shape": {"wide" if ratio > 1.15 else "tall" if ratio < 0.87 else "square"},
        "colour": groups["colours"],
        "series": groups["series"],
        "size": {f"{first['width']} × {first['height']}"},
        "author": {exhibit.get("author") or gallery.get("author", "")},
        "state": {"made" if first["state"] == "have" else first["state"]},
    }


def test_every_count_is_right(demo: Demo, open_page: OpenPage) -> None:
    """Beside each value stands how many pictures it would leave, whatever is chosen in the other lines."""
    gallery = json.loads((demo.site / "gallery.json").read_text(encoding="utf-8"))
    hung = [values_of(gallery, exhibit) for exhibit in gallery["exhibits"]]
    dice, watched, wrong, counted = Random(5), open_page(demo.address), [], 0
    for _ in range(QUESTIONS):
        one = dice.choice(hung)
        lines = dice.sample([line for line in one if any(one[line])], k=dice.randint(0, 3))
        chosen = {line: dice.choice(sorted(one[line])) for line in lines}
        page = watched.go(f"search.html?{urlencode(chosen)}")
        for line, value, count in page.evaluate(COUNTS):
            if line not in one:
                continue
            asked = {**chosen, line: value}
            truth = sum(all(word in other[name] for name, word in asked.items()) for other in hung)
            wrong += [(chosen, line, value, count, truth)] if count != truth else []
            counted += 1
    assert not wrong
    assert counted > 20 * QUESTIONS


def test_the_address_keeps_the_question(demo: Demo, open_page: OpenPage) -> None:
    """Words, a choice and the order stay through a reload; going back undoes the choice."""
    page = open_page(demo.address).go("search.html?q=paper")
    asked = titles(page)

    page.locator("label.disc[title=pink]").click()
    page.wait_for_url("**/search.html?q=paper&colour=pink")
    chosen = titles(page)
    page.reload()
    reloaded = titles(page)
    page.go_back()
    page.wait_for_url("**/search.html?q=paper")

    assert 0 < len(chosen) < len(asked)
    assert chosen == reloaded
    assert asked == titles(page)


def test_a_random_order_stays(demo: Demo, open_page: OpenPage) -> None:
    """The seed is part of the address; another click is another order."""
    page = open_page(demo.address).go("search.html?sort=random&seed=7")
    first = titles(page)
    page.reload()
    reloaded = titles(page)
    page.goto(f"{demo.address}search.html?sort=random&seed=8")

    assert first == reloaded
    assert first != titles(page)
    assert page.locator("details").evaluate("details => details.open")


def test_search_by_keys_alone(demo: Demo, open_page: OpenPage) -> None:
    """From any page `/` leads to the field, arrows choose, Enter goes to the answers and opens the first."""
    page = open_page(demo.address).go(demo.one("exhibit"))

    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.keyboard.type("paper")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.activeElement.value")
    ringed = page.evaluate("getComputedStyle(document.activeElement.parentElement).outlineStyle")
    counted = int(page.locator("label:has(:checked) small").first.inner_text())
    found = titles(page)
    page.locator("#q").focus()
    page.keyboard.press("Enter")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(first)

    assert (chosen, ringed) == ("animals", "solid")
    assert counted == len(found) > 0


def test_the_words_are_marked_where_they_stand(demo: Demo, open_page: OpenPage) -> None:
    """In the title, and where the title has them not, on the second line in the words around them."""
    page = open_page(demo.address).go("search.html?q=GRACA")

    assert page.locator("#found .title mark").all_inner_texts() == ["Graça"]
    ask(page, "moorings")
    assert "moorings" in page.locator("#found .context mark").first.inner_text()
    assert page.locator("#count").inner_text() == f"{len(titles(page))} prompt{'s' if len(titles(page)) != 1 else ''}"


def test_nothing_found_leads_on(demo: Demo, open_page: OpenPage) -> None:
    """The words are repeated, tags are offered, and Clear brings everything back."""
    page = open_page(demo.address).go("search.html?q=zeppelin&tag=sea")

    assert "Nothing here answers to “zeppelin”." in page.inner_text("#none")
    page.locator("#none button").click()
    until(lambda: len(titles(page)) == 25)
    assert page.url == f"{demo.address}search.html"


def test_words_are_never_obeyed(tmp_path: Path, open_page: OpenPage) -> None:
    """A gallery, an address and a question full of markup put no element and no script into the page."""
    shown = replace(hostile(), exhibits=(*hostile().exhibits[:1], exhibit(prompt("owl", "An owl"))))
    for made in render_pages(shown, shipped()):
        target = tmp_path / made.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made.content)
    watched = open_page(tmp_path.as_uri() + "/", fresh=True)
    watched.page.route(
        "**/images/**",
        lambda route: route.fulfill(body=b"<svg xmlns='http://www.w3.org/2000/svg'/>", content_type="image/svg+xml"),
    )
    watched.page.on("dialog", lambda dialog: watched.faults.append(f"dialog: {dialog.message}"))

    page = watched.go("search.html?tag=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&q=%3Cscript%3E")
    page.locator("label", has_text="any").first.click()

    assert titles(page)
    assert "<script>alert" in titles(page)[0]
    assert page.evaluate("document.querySelectorAll('main script, main [onerror], mark *').length") == 0


@pytest.mark.parametrize("asked", ["?q=paper&colour=pink&state=missing", "?q=zeppelin"], ids=["found", "nothing"])
def test_axe_finds_nothing_on_answers(demo: Demo, open_page: OpenPage, asked: str) -> None:
    """With answers and without, dark on a phone and light on a desktop, no rule is broken and nothing sticks out of a phone."""
    watched, broken = open_page(demo.address), {}
    looks: tuple[tuple[int, Scheme], ...] = ((360, "dark"), (1440, "light"))
    for width, scheme in looks:
        watched.turn(width=width, scheme=scheme)
        page = watched.go(f"search.html{asked}")
        broken[width, scheme] = axe_violations(page) + sticking_out(page)

    assert not {look: found for look, found in broken.items() if found}


def test_without_script_the_page_says_so(demo: Demo, open_page: OpenPage) -> None:
    """The field is absent, not dead, and the lists are one click away."""
    page = open_page(demo.address, script=False).go("search.html")

    assert not page.locator("#q").is_visible()
    assert "needs JavaScript" in page.inner_text("main")
    page.locator("main a", has_text="tags").click()
    page.wait_for_url("**/tags/index.html")


def test_on_a_phone_what_an_address_chose_is_in_view(demo: Demo, open_page: OpenPage) -> None:
    """A line of values runs beyond the edge; the chosen one is scrolled to, and so is the first when nothing is chosen."""
    page = open_page(demo.address, width=360).go("search.html")
    last = page.locator("input[name=tag]").last.get_attribute("value")
    assert last
    page = open_page(demo.address, width=360).go(f"search.html?{urlencode({'tag': last})}")
    box = page.locator(".line-of label:has([name=tag]:checked)").bounding_box()
    assert box
    assert 0 <= box["x"] < 360 - 20
    page.locator("#clear").click()
    page.go_back()
    page.go_forward()
    any_box = page.locator(".line-of label:has([name=tag]:checked)").bounding_box()
    assert any_box
    assert 0 <= any_box["x"] < 360 - 20
