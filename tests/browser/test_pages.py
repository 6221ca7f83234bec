"""Every page kind of the demo is whole at every width, in both schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import KINDS
from tests.browser.judges import axe_violations, html_errors, lighthouse
from tests.browser.measures import luminance, sticking_out

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo
    from tests.browser.watched import Scheme

pytestmark = pytest.mark.browser

SCHEMES: tuple[Scheme, ...] = ("light", "dark")

LOOKS: tuple[tuple[int, Scheme], ...] = ((360, "dark"), (768, "light"), (1440, "light"))
"""How every kind is looked at each time; the long battery sees every page in both schemes."""

AUDITED = (360, 1440)
"""The widths at which axe looks too: between them a page has no other parts."""

JUDGED = ("home", "exhibit", "search", "history", "tag", "tags", "series", "matrix", "facing")
"""The kinds that search engines are meant to find."""


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """At every width, light or dark, a page logs nothing, misses nothing, asks no other host, never scrolls sideways.

    Its paper follows the system's scheme. Narrow and dark, wide and light, it breaks no rule of WCAG 2.2 AA, nor of good practice.
    """
    watched, found = open_page(demo.address), {}
    for width, scheme in LOOKS:
        watched.turn(width=width, scheme=scheme)
        page = watched.go(demo.one(kind))
        watched.show_pictures()
        found[width] = [*sticking_out(page), *(axe_violations(page) if width in AUDITED else [])]
        assert luminance(page) < 0.1 if scheme == "dark" else luminance(page) > 0.8

    assert not {width: faults for width, faults in found.items() if faults}


def test_no_page_is_wider_than_the_narrowest_phone(demo: Demo, open_page: OpenPage) -> None:
    """Not one page of the site scrolls sideways at 320 px, whatever its prompt holds."""
    watched = open_page(demo.address, width=320)

    assert not {path: wide for path in demo.pages() if (wide := sticking_out(watched.go(path)))}


@pytest.mark.long
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page(demo: Demo, open_page: OpenPage, scheme: Scheme) -> None:
    """Not one page of the site breaks a rule, whatever its prompt holds."""
    watched = open_page(demo.address, scheme=scheme)

    assert not {path: found for path in demo.pages() if (found := axe_violations(watched.go(path)))}


def test_html_is_valid(demo: Demo) -> None:
    """Every page of the site is valid HTML."""
    assert not html_errors(demo.site)


def test_lighthouse_gives_full_marks(demo: Demo) -> None:
    """Accessibility, best practices and SEO of an exhibit are 100 on a phone; the other kinds take their time."""
    assert not lighthouse(demo.address + demo.one("exhibit")).failures()


@pytest.mark.long
@pytest.mark.parametrize("desktop", [False, True], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", JUDGED)
def test_lighthouse_gives_full_marks_to_every_kind(demo: Demo, kind: str, *, desktop: bool) -> None:
    """Accessibility, best practices and SEO are 100; speed is a benchmark's, since a busy machine takes it away."""
    assert not lighthouse(demo.address + demo.one(kind), desktop=desktop).failures()
