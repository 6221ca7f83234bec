"""What the search page is given: every word, every value to choose by, and what its cards show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.model import State
from gallery_build.site.pages import search
from gallery_build.site.pages.facets import facets, lines, series_of
from tests.site.reading import documents, read, shipped, site
from tests.site.test_pages_hostile import HOSTILE, hostile
from tests.site.values import exhibit, gallery, plate, prompt, small

if TYPE_CHECKING:
    from gallery_build.model import Gallery


def entries(shown: Gallery) -> list[dict[str, object]]:
    """Return what the first script hands over."""
    text = site(shown)["search-1.js"]
    found: list[dict[str, object]] = json.loads(text.removeprefix("gallerySearch(").removesuffix(");\n"))
    return found


def test_every_exhibit_is_found_by_its_words() -> None:
    """Title, prompt, notes and tags are handed over as they were written, in the gallery's order."""
    first, second, third = entries(small())
    assert [first["title"], second["title"], third["title"]] == ["Harbour", "Fox", "Face"]
    assert second["text"] == "A red fox in {place}, seen from [angle]."
    assert first["by"] == {
        "tag": ["sea", "morning"],
        "model": ["gpt-image-2"],
        "shape": ["square"],
        "colour": ["blue", "orange"],
        "series": ["sea"],
        "size": ["1024 × 1024"],
        "quality": ["medium"],
        "year": ["2026"],
        "author": ["Ada"],
        "licence": ["CC BY 4.0"],
        "state": ["made"],
    }


def test_what_is_empty_is_left_out() -> None:
    """Ten thousand entries are loaded by a phone."""
    assert not [value for entry in entries(small()) for value in entry.values() if value in ("", [], 0)]


def test_a_card_of_the_search_is_a_card_of_the_wall() -> None:
    """What the script fills in is what the wall's card says: address, title, words, sources, shape."""
    pages = documents(small())
    (card, *_) = pages["index.html"].all("li", class_="card")
    entry, image = entries(small())[0], card.one("img").attributes
    assert entry["url"] == card.one("a").attributes["href"]
    assert entry["words"] == card.one(class_="said").text
    assert [entry["src"], entry["sources"]] == [image["src"], [image["srcset"]]]
    assert [*str(entry["classes"]).split()] == [name for name in card.attributes["class"].split() if name[0] != "v"]
    assert str(entry["rule"]) in pages["index.html"].one("style").text


def test_the_page_has_one_card_to_copy() -> None:
    """It has every part that some card may have, so that the script only takes away."""
    (model,) = documents(small())["search.html"].one("template", id="card").all("li")
    assert {"pic", "slab", "title", "more", "said", "model"} <= {
        name for part in model.all() for name in part.attributes.get("class", "").split()
    }


def test_a_value_that_all_have_is_no_choice() -> None:
    """Three pictures by one model of one size are not parted by model or size."""
    told = [facets(small(), one, series_of(small()).get(one.prompt.id, ())) for one in small().exhibits]
    assert [line.name for line in lines(shipped().language, told)] == ["tag", "series", "year", "state"]
    assert [(value.value, value.count) for value in lines(shipped().language, told)[0].values] == [
        ("animal", 2),
        ("sea", 2),
        ("morning", 1),
    ]


def test_without_script_the_page_leads_on() -> None:
    """It says why nothing is searched, and links to every list."""
    words = documents(small())["search.html"].one("div", class_="unscripted")
    assert "JavaScript" in words.text
    lists = [f"{name}/index.html" for name in ("tags", "series", "models", "colours")]
    assert lists == [link.attributes["href"] for link in words.all("a")]


def test_an_empty_gallery_has_nothing_to_search() -> None:
    """The page says so, and asks for no script that is not there."""
    page = documents(gallery())["search.html"]
    assert "Nothing hangs here yet" in page.text
    assert not [script for script in page.all("script") if "search-" in script.attributes.get("src", "")]


def test_a_large_gallery_comes_in_parts() -> None:
    """Each script holds a part of the entries, and the page asks for them in order."""
    one = exhibit(prompt("fox"))
    each = tuple(replace(one, url=f"prompts/fox-{number}.html") for number in range(search.PART + 1))
    many = replace(gallery(one), exhibits=each)
    *parts, page = search.pages(many, shipped())
    scripts = [script.attributes.get("src", "") for script in read(page.content.decode()).all("script")]
    assert [part.path for part in parts] == ["search-1.js", "search-2.js"] == scripts[-2:]
    assert [part.content.count(b'"title"') for part in parts] == [search.PART, 1]


def test_hostile_words_are_handed_over_as_words() -> None:
    """The scripts hold data alone, and no colour that is none reaches a style."""
    entry = entries(hostile())[0]
    assert entry["title"] == entry["text"] == HOSTILE
    assert "alert" not in str(entry["rule"])


def test_a_sketch_can_be_told_from_a_picture() -> None:
    """The state is a value to choose by."""
    of = prompt("fox")
    shown = gallery(exhibit(of), exhibit(prompt("owl"), plate(prompt("owl"), state=State.REFUSED)))
    assert [one["by"]["state"] for one in entries(shown)] == [["made"], ["refused"]]  # type: ignore[index] # a mapping
