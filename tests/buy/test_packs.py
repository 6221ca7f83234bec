"""Files of a batch: one model each, as large as they may be, one line for each picture."""

from __future__ import annotations

import json
from decimal import Decimal

from gallery_build.buy.batch import packs
from gallery_build.model import Quote, Recipe, Request, State
from gallery_build.plan import Item
from tests.values import a_key, a_prompt


def item(text: str, model: str = "gpt-image-2") -> Item:
    """Return a wish for one image."""
    recipe = Recipe(a_key(text), a_prompt(text=text), 1)
    return Item(recipe, State.MISSING, Request("openai", model, text, {}), Quote(Decimal(1), Decimal(1), "table"))


def body(request: Request) -> dict[str, object]:
    """Return what would be sent."""
    return {"model": request.model, "prompt": request.prompt}


def test_each_file_has_one_model() -> None:
    """OpenAI takes no other; the order of the plan stays within each."""
    items = [item("a"), item("b", "gpt-image-2.5-flare"), item("c")]
    assert [[one.request.prompt for one in pack.items] for pack in packs(items, body)] == [["a", "c"], ["b"]]


def test_a_file_has_at_most_so_many_lines() -> None:
    """50,000 at OpenAI; what is left begins another file."""
    sizes = [len(pack.items) for pack in packs([item(str(number)) for number in range(7)], body, most_lines=3)]
    assert sizes == [3, 3, 1]


def test_a_file_has_at_most_so_many_bytes() -> None:
    """200 MB at OpenAI; a line is never cut, and one that is too large stands alone."""
    items = [item("x" * 100), item("y" * 100), item("z" * 1000), item("a")]
    found = list(packs(items, body, most_bytes=700))
    assert [len(pack.items) for pack in found] == [2, 1, 1]
    assert [len(pack.content) <= 700 for pack in found] == [True, False, True]


def test_a_line_names_its_picture_by_the_key() -> None:
    """So its answer is known in whatever order it comes."""
    (pack,) = packs([item("föx")], body)
    line = json.loads(pack.content)
    assert line == {
        "custom_id": a_key("föx"),
        "method": "POST",
        "url": "/v1/images/generations",
        "body": {"model": "gpt-image-2", "prompt": "föx"},
    }
    assert pack.content.endswith(b"\n")


def test_nothing_makes_no_file() -> None:
    """A plan that wants nothing hands in nothing."""
    assert list(packs([], body)) == []
