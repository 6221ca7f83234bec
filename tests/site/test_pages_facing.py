"""The page that holds any two pictures against each other, and the ways that lead there."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from tests.site.reading import read, site
from tests.site.test_pages_compare import compared
from tests.site.values import exhibit, gallery, prompt, record, small, version

URL = "https://ada.example/gallery/"


def test_exhibits_histories_and_the_search_lead_there() -> None:
    """Each in one link; an exhibit names itself and what hangs nearest, a history itself."""
    told = prompt("猫 & fox", "A fox")
    was = version(record(told, exhibit(told).plate.key))
    pages = site(gallery(exhibit(told, history=((was, was),)), exhibit(prompt("hare", "A hare"))))
    found = {
        name: [
            parse_qs(urlsplit(link.attributes["href"]).query)
            for link in read(pages[name]).all("a")
            if "compare/index.html" in link.attributes["href"]
        ]
        for name in ("prompts/猫 & fox.html", "history/猫 & fox.html", "search.html")
    }
    assert list(found.values()) == [[{"a": ["猫 & fox"], "b": ["hare"]}], [{"a": ["猫 & fox"]}], [{}]]


def test_one_picture_is_compared_with_none() -> None:
    """A gallery of one exhibit has neither the page nor a link to it."""
    pages = site(gallery(exhibit(prompt("fox", "A fox"))))
    assert "compare/index.html" not in pages
    assert not [name for name, text in pages.items() if name.endswith(".html") and "compare/" in text]


def test_it_asks_the_scripts_of_the_search_and_names_every_grid() -> None:
    """What can be chosen is what can be found; a matrix has a page that needs no script."""
    page = read(site(gallery(compared("quality"), exhibit(prompt("fox", "A fox"))))["compare/index.html"])
    assert "../search-1.js" in [script.attributes["src"] for script in page.all("script") if "src" in script.attributes]
    assert [link.attributes["href"] for link in page.one(class_="near").all("a")] == ["../compare/sea/harbour.html"]


def test_compared_pages_are_in_the_sitemap() -> None:
    """Search engines find the page for any two, and each grid."""
    shown = gallery(compared("quality"), exhibit(prompt("fox", "A fox")), url=URL)
    sitemap = site(shown)["sitemap.xml"]
    assert f"<loc>{URL}compare/index.html</loc>" in sitemap
    assert f"<loc>{URL}compare/sea/harbour.html</loc>" in sitemap
    assert "compare/" not in site(replace(small(), exhibits=small().exhibits[:1], url=URL))["sitemap.xml"]
