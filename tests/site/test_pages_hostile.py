"""Words that strangers wrote stay words: in every field, on every page."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from gallery_build.model import Gallery, State
from tests.site.reading import documents, site
from tests.site.values import exhibit, gallery, look, plate, prompt, record

URL = "https://ada.example/"
HOSTILE = "\"'><script>alert(1)</script></style><!-- ]]> {{ 7*7 }} &amp; \u2028"


def hostile() -> Gallery:
    """Return a gallery that is hostile in every field a person or a server can fill."""
    of = prompt(
        "fox",
        HOSTILE,
        sent=f"{HOSTILE} sent",
        title=HOSTILE,
        alt=HOSTILE,
        tags=(HOSTILE,),
        author=HOSTILE,
        author_url="javascript:alert(1)",
        source="javascript:alert(1)",
        license=HOSTILE,
        lang=HOSTILE,
        preset=HOSTILE,
        params={"background": HOSTILE},
        extra={"x": HOSTILE},
        depicts="real-person",
    )
    bad = look(
        colour=HOSTILE,
        palette=((HOSTILE, 1.0),),
        placeholder=f'data:image/png;base64,x"){HOSTILE}',
        mat=HOSTILE,
        transparent=True,
    )
    made = record(of, plate(of).key, answer={"quality": HOSTILE}, media_type=HOSTILE)
    shown = exhibit(of, plate(of, look=bad, model=HOSTILE, record=made), plate(of, 2, state=State.MISSING, look=bad))
    words = {"title": HOSTILE, "description": HOSTILE, "author": HOSTILE, "license": HOSTILE, "footer": HOSTILE}
    other = replace(shown, prompt=replace(of, id="hare"), url="prompts/hare.html")
    return gallery(shown, other, url=URL, language=HOSTILE, ai_label=HOSTILE, version=HOSTILE, **words)


def test_no_word_becomes_markup() -> None:
    """Every script of a page is the theme's own or a block of data; no element has a handler."""
    for page in documents(hostile()).values():
        for script in page.all("script"):
            assert script.attributes.get("src") or script.attributes["type"].endswith("json")
        assert not [name for element in page.all() for name in element.attributes if name.startswith("on")]


def test_no_word_ends_the_style_block() -> None:
    """Colours and placeholders that are none are left out."""
    for page in documents(hostile()).values():
        assert "alert" not in "".join(style.text for style in page.all("style"))


def test_data_in_a_page_is_still_the_words() -> None:
    """JSON in a page cannot end its script, and reads as it was written."""
    page = documents(hostile())["prompts/fox.html"]
    assert json.loads(page.one(id="copies").text)["text"] == HOSTILE
    assert json.loads(page.one("script", type="application/ld+json").text)["@graph"][0]["name"] == HOSTILE


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "vbscript:x",
        "http://[",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_none_is_text(address: str) -> None:
    """An author's link leads to the web or to a mailbox, or nowhere."""
    of = prompt("fox", "A fox", author="Ada", author_url=address, source=address)
    page = documents(gallery(exhibit(of)))["prompts/fox.html"]
    assert address not in [link.attributes["href"] for link in page.all("a")]
    assert "Ada" in page.one("section", class_="facts").text


def test_feed_and_sitemap_stay_xml() -> None:
    """Signs that XML does not know are replaced, all others escaped."""
    of = prompt("fox", f"\x00\x08\ufffe{HOSTILE}", title="\x1b[31m]]>")
    pages = site(gallery(exhibit(of), url=URL))
    assert ET.fromstring(pages["feed.xml"]).tag.endswith("feed")
    assert ET.fromstring(pages["sitemap.xml"]).tag.endswith("urlset")


def test_gallery_json_stays_json() -> None:
    """Whatever is written in it, other programs can read it."""
    assert json.loads(site(hostile())["gallery.json"])["title"] == HOSTILE
