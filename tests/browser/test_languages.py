"""The interface in other languages: long words fit, scripts speak, and from right to left all that points is mirrored."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import KINDS, Demo, built_once
from tests.browser.judges import axe_violations, html_errors
from tests.browser.measures import sticking_out
from tests.browser.served import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import OpenPage
    from tests.browser.watched import Scheme

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "de")
OFTEN = {("ar", "exhibit"), ("de", "search")}
"""What is tried each time; the others by the long battery."""

LOOKS: dict[int, Scheme] = {360: "dark", 768: "light", 1440: "light"}
AUDITED = 360

BOX = "one => one.getBoundingClientRect().x"
CUT = "getComputedStyle(document.querySelectorAll('.side')[1]).clipPath"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Callable[[str], Demo]]:
    """Give the demo gallery in a language, built and served when it is asked for."""
    served: dict[str, Demo] = {}
    with ExitStack() as stack:

        def demo(language: str) -> Demo:
            if language not in served:
                root = built_once(tmp_path_factory.getbasetemp(), worker_id, language)
                served[language] = Demo(root, stack.enter_context(serve(root / "site")))
            return served[language]

        yield demo


@pytest.mark.parametrize(
    ("language", "kind"),
    [
        (language, kind) if (language, kind) in OFTEN else pytest.param(language, kind, marks=pytest.mark.long)
        for language in LANGUAGES
        for kind in KINDS
    ],
)
def test_page_fits_in_every_language(
    spoken: Callable[[str], Demo], open_page: OpenPage, language: str, kind: str
) -> None:
    """German has long words, Arabic runs from the right: nothing scrolls sideways, and axe finds nothing."""
    demo = spoken(language)
    watched, wrong = open_page(demo.address), {}
    for width, scheme in LOOKS.items():
        watched.turn(width=width, scheme=scheme)
        page = watched.go(demo.one(kind))
        wrong[width] = [*sticking_out(page), *(axe_violations(page) if width == AUDITED else [])]

    assert not {width: found for width, found in wrong.items() if found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_is_valid_in_every_language(spoken: Callable[[str], Demo], language: str) -> None:
    """`lang` and `dir` included."""
    assert not html_errors(spoken(language).site)


def test_scripts_speak_the_pages_language(spoken: Callable[[str], Demo], open_page: OpenPage) -> None:
    """The theme's word, the count, what is not found, and Copy are told by the page."""
    demo = spoken("de")
    page = open_page(demo.address).go("search.html")
    theme = page.locator("#theme span").first
    assert theme.inner_text() == "Dunkel"
    page.keyboard.press("Escape")
    page.locator("#theme").click()
    assert theme.inner_text() == "Hell"
    page.fill("#q", "zeppelin")
    page.get_by_text("Nichts hier passt zu „zeppelin“.").wait_for()
    assert page.locator("#count").inner_text() == "0 Prompts"
    page = open_page(demo.address).go(demo.one("exhibit"))
    page.locator(".copy").click()
    page.locator(".copy", has_text="Kopiert").or_(page.locator(".copy", has_text="Strg+C drücken")).wait_for()


def test_arabic_counts_as_arabic_does(spoken: Callable[[str], Demo], open_page: OpenPage) -> None:
    """The search's script knows the form for each number, with Latin digits."""
    page = open_page(spoken("ar").address).go("search.html")
    total = page.evaluate("document.querySelectorAll('#found .card').length")
    page.locator("#count", has_text=f"{total} موجّهًا").wait_for()
    page.fill("#q", "zeppelin")
    page.locator("#count", has_text="لا موجّهات").wait_for()


def test_from_right_to_left_the_next_one_is_to_the_left(spoken: Callable[[str], Demo], open_page: OpenPage) -> None:
    """Bar, arrows and keys are mirrored, in the page and in the viewer; pictures are not."""
    demo = spoken("ar")
    watched = open_page(demo.address)
    page = watched.go("prompts/owl.html")
    following = page.locator('a[rel="next"]').evaluate("one => one.href")
    assert page.locator(".name").evaluate(BOX) > page.locator("#theme").evaluate(BOX)
    assert page.locator('a[rel="next"]').evaluate(BOX) < page.locator('a[rel="prev"]').evaluate(BOX)
    page.keyboard.press("v")
    assert page.locator("#viewer .after").evaluate(BOX) < page.locator("#viewer .before").evaluate(BOX)
    assert page.locator("#viewer .after").inner_text() == "←"
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: url.startswith(following))
    page = watched.go("prompts/owl.html")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(following)


def test_values_stand_beside_their_terms(spoken: Callable[[str], Demo], open_page: OpenPage) -> None:
    """A value in Latin letters begins where its column does, also from right to left; a list of them runs as the page."""
    page = open_page(spoken("ar").address).go("prompts/vixen.html")
    ends = page.locator(".data dd").evaluate_all(
        "all => all.filter(one => one.querySelector('bdi')).map(one => one.getBoundingClientRect().right - one.querySelector('bdi').getBoundingClientRect().right)"
    )
    tags = page.locator('.data a[href*="tags/"]')
    assert ends
    assert max(ends) < 1
    assert tags.nth(0).evaluate(BOX) > tags.nth(1).evaluate(BOX)


def test_from_right_to_left_the_later_picture_is_to_the_left(
    spoken: Callable[[str], Demo], open_page: OpenPage
) -> None:
    """The slider's edge, the dates below it and the key agree on where the earlier picture is: at the right."""
    demo = spoken("ar")
    page = open_page(demo.address).go(demo.one("history"))
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert (slider.input_value(), page.evaluate(CUT)) == ("51", "inset(0px 51% 0px 0px)")
    box, edge = slider.bounding_box(), page.locator(".pair i").first.bounding_box()
    assert box
    assert edge
    assert abs((box["x"] + box["width"] - 8 - edge["x"] - 1) / (box["width"] - 16) - 0.51) < 0.01


def test_prompts_keep_their_language_and_direction(spoken: Callable[[str], Demo], open_page: OpenPage) -> None:
    """On an Arabic page a German title says so wherever it hangs, and an English prompt runs from the left."""
    demo = spoken("ar")
    watched = open_page(demo.address)
    page = watched.go("index.html")
    fox = page.locator('.title[href="prompts/vixen.html"]')
    assert (fox.get_attribute("lang"), page.locator("html").get_attribute("dir")) == ("de", "rtl")
    page = watched.go("search.html")
    page.fill("#q", "Füchsin")
    assert page.locator("#found .title").first.get_attribute("lang") == "de"
    assert page.locator("#found .context").first.get_attribute("lang") == "de"
    page = watched.go("prompts/owl.html")
    assert page.locator("#prompt").get_attribute("dir") == "ltr"
