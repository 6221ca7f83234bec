"""What search engines, feed readers and programs that read find beside the pages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.site.reading import documents, site
from tests.site.test_pages_hostile import HOSTILE, hostile
from tests.site.values import exhibit, gallery, prompt, small

if TYPE_CHECKING:
    from tests.site.reading import Element

URL = "https://ada.example/gallery/"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
LISTS = ["index.html", "search.html", "tags/index.html", "tags/sea.html", "series/sea.html", "colours/index.html"]


def said(page: Element) -> dict[str, str]:
    """Return the page's OpenGraph values."""
    metas = [meta.attributes for meta in page.all("meta")]
    return {meta["property"]: meta["content"] for meta in metas if "property" in meta}


def way(page: Element) -> list[str]:
    """Return the names of the page's breadcrumbs."""
    (block,) = page.all("script", type="application/ld+json")
    document = json.loads(block.text)
    lists = [one for one in document.get("@graph", [document]) if one["@type"] == "BreadcrumbList"]
    return [step["name"] for one in lists for step in one["itemListElement"]]


@pytest.mark.parametrize("path", [*LISTS, "prompts/sea/harbour.html"])
def test_every_kind_of_page_can_be_shared(path: str) -> None:
    """Where the gallery has an address, a link shows title, address and a picture of 1200x630."""
    page = documents(replace(small(), url=URL))[path]
    values = said(page)
    assert values["og:url"] == URL + path.replace("index.html", "" if path == "index.html" else "index.html")
    assert values["og:image"].startswith(f"{URL}images/")
    assert page.one("meta", name="twitter:card").attributes["content"] == "summary_large_image"
    assert {"og:title", "og:type", "og:site_name", "og:image:alt"} <= set(values)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("tags/index.html", ["Salt & Paper", "Tags"]),
        ("tags/sea.html", ["Salt & Paper", "Tags", "sea"]),
        ("colours/blue.html", ["Salt & Paper", "Colours", "blue"]),
        ("prompts/sea/harbour.html", ["Salt & Paper", "Series", "sea", "Harbour"]),
        ("prompts/fox.html", ["Salt & Paper", "Fox"]),
    ],
)
def test_the_way_to_a_page_is_told(path: str, names: list[str]) -> None:
    """Search engines show the way from home instead of an address."""
    assert names == way(documents(replace(small(), url=URL))[path])


def test_without_an_address_nothing_is_said_of_it() -> None:
    """OpenGraph and breadcrumbs need whole addresses."""
    pages = documents(small())
    assert said(pages["index.html"]) == {}
    assert not list(pages["tags/sea.html"].all("script", type="application/ld+json"))


def test_json_feed_tells_what_atom_tells() -> None:
    """The same entries, newest first; what nobody dated has no date."""
    feed = json.loads(site(replace(small(), url=URL))["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["Harbour", "Fox", "Face"]
    assert feed["items"][0]["date_modified"] == "2026-05-02T00:00:00Z"
    assert "date_modified" not in feed["items"][1]


def test_each_tag_has_its_feeds() -> None:
    """They hold that tag's exhibits alone, and the tag's page points to them."""
    pages = site(replace(small(), url=URL))
    feed = json.loads(pages["tags/animal.json"])
    assert [item["title"] for item in feed["items"]] == ["Fox", "Face"]
    assert feed["home_page_url"] == f"{URL}tags/animal.html"
    assert 'href="../tags/animal.json"' in pages["tags/animal.html"]
    assert (
        ET.fromstring(pages["tags/animal.xml"]).findtext("{http://www.w3.org/2005/Atom}id") == f"{URL}tags/animal.html"
    )


def test_the_sitemap_names_the_pictures() -> None:
    """Each exhibit's entry has the address of every picture on its page."""
    tree = ET.fromstring(site(replace(small(), url=URL))["sitemap.xml"])
    found = [place.text for place in tree.iter(f"{IMAGE}loc")]
    assert len(found) == 4
    assert all(str(address).startswith(URL) for address in found)


def test_an_exhibit_stands_beside_its_page_as_markdown() -> None:
    """Title, picture, the prompt exactly as written, and notes; its page points to it."""
    pages = site(small())
    text = pages["prompts/sea/harbour.md"]
    assert text.startswith("# Harbour\n\n![")
    assert "```\nA quiet harbour at dawn. Oil on canvas.\n```" in text
    link = documents(small())["prompts/sea/harbour.html"].one("link", type="text/markdown")
    assert link.attributes["href"] == "../../prompts/sea/harbour.md"


def test_a_prompt_cannot_end_its_fence() -> None:
    """Whatever backticks it holds, the fence is longer."""
    text = "before\n````\n# not a title\n````"
    assert f"`````\n{text}\n`````" in site(gallery(exhibit(prompt("fox", text))))["prompts/fox.md"]


def test_words_of_strangers_are_no_markup_in_markdown() -> None:
    """Outside the fence no sign of theirs begins an element or a link."""
    text = site(hostile())["prompts/fox.md"].replace(HOSTILE, "")
    assert "<script" not in text.replace("\\<script", "")


def test_llms_txt_leads_to_the_markdown() -> None:
    """With whole addresses where the gallery has one, else with paths."""
    assert "- [Harbour](prompts/sea/harbour.md)" in site(small())["llms.txt"]
    assert f"- [Harbour]({URL}prompts/sea/harbour.md)" in site(replace(small(), url=URL))["llms.txt"]
    assert site(small())["llms.txt"].startswith("# Salt \\& Paper\n\n> Three pictures")
