"""What pictures cost is for galleries that show it, and an estimate says that it is one."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from gallery_build.model import Gallery, Price, State
from tests.site.reading import documents, site
from tests.site.values import exhibit, gallery, plate, prompt


def priced(how: str = "measured", **fields: object) -> Gallery:
    """Return a gallery with a picture that was bought, and one that is missing and has a price."""
    bought, wanted = prompt("fox"), prompt("hare")
    hung = plate(bought)
    assert hung.record
    paid = replace(hung, record=replace(hung.record, price=Price(Decimal("0.0131"), how)))
    return gallery(exhibit(bought, paid), exhibit(wanted, plate(wanted, state=State.MISSING)), **fields)


def terms(shown: Gallery, page: str) -> list[str]:
    """Return the terms in the details of a page."""
    return [term.text for term in documents(shown)[page].one("section", class_="facts").all("dt")]


def test_a_gallery_that_does_not_ask_for_it_tells_no_cost() -> None:
    """No amount stands on any page, in the search's data, nor in gallery.json."""
    pages = site(priced(cost=False))
    told = [path for path, text in pages.items() if "0.013" in text or '"cost"' in text]

    assert not told
    assert not {"Cost", "Price"} & {*terms(priced(cost=False), "prompts/fox.html")}
    assert not {"Cost", "Price"} & {*terms(priced(cost=False), "prompts/hare.html")}
    assert "0.013" in site(priced())["prompts/fox.html"]


@pytest.mark.parametrize(
    ("cost", "offered"),
    [(True, ["", "newest", "colour", "cost", "random"]), (False, ["", "newest", "colour", "random"])],
)
def test_the_search_orders_by_cost_where_it_is_shown(cost: bool, offered: list[str]) -> None:  # noqa: FBT001 - a table's column
    """An order that nobody could see would be a riddle."""
    form = documents(priced(cost=cost))["search.html"].one("form")
    assert offered == [radio.attributes["value"] for radio in form.all("input", name="sort")]


@pytest.mark.parametrize(("how", "shown"), [("measured", "$0.013"), ("estimated", "about $0.013")])
def test_an_estimate_is_marked_wherever_it_is_told(how: str, shown: str) -> None:
    """The details say "about", and gallery.json says how the amount is known."""
    told = priced(how)
    (image,) = json.loads(site(told)["gallery.json"])["exhibits"][0]["images"]
    facts = documents(told)["prompts/fox.html"].one("section", class_="facts")

    assert image["cost"] == {"usd": "0.0131", "how": how}
    assert shown in [value.text.strip() for value in facts.all("dd")]


def test_a_picture_that_is_not_there_has_a_price_and_no_cost() -> None:
    """What it would cost is no more than "about", and gallery.json says nothing of it."""
    told = priced()
    (image,) = json.loads(site(told)["gallery.json"])["exhibits"][1]["images"]

    assert "cost" not in image
    assert "Price" in terms(told, "prompts/hare.html")
    assert "about $0.013" in documents(told)["prompts/hare.html"].one("section", class_="facts").text
