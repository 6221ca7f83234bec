"""Files of a batch: one model each, as large as they may be, one line for each picture."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from gallery_build.buy.bring import NotSentError, Sent
from gallery_build.buy.lines import MOST_PICTURE, Line, line_of, packs
from gallery_build.model import Input, Quote, Recipe, Request, Role, State, Traits
from gallery_build.plan import Item
from gallery_build.store import digest_of
from tests.values import a_key, a_prompt

PICTURE = Input(Role.REFERENCE, "a.png", "", traits=Traits("image/png", 1, 1))


def item(text: str, model: str = "gpt-image-2", *inputs: Input) -> Item:
    """Return a wish for one image."""
    recipe = Recipe(a_key(text), a_prompt(text=text), 1)
    request = Request("openai", model, text, {}, inputs)
    return Item(recipe, State.MISSING, request, Quote(Decimal(1), Decimal(1), "table"))


def line(text: str, model: str = "gpt-image-2", *inputs: Input) -> Line:
    """Return a line of a file."""
    wish = item(text, model, *inputs)
    return Line(wish, {}, line_of(wish, {"model": model, "prompt": text}))


def test_each_file_has_one_model_and_one_endpoint() -> None:
    """OpenAI takes no other."""
    lines = [line("a"), line("b"), line("c", "gpt-image-2.5-flare"), line("d", "gpt-image-2.5-flare", PICTURE)]
    assert [[one.request.prompt for one in pack.items] for pack in packs(lines)] == [["a", "b"], ["c"], ["d"]]


def test_a_file_has_at_most_so_many_lines() -> None:
    """50,000 at OpenAI; what is left begins another file."""
    sizes = [len(pack.items) for pack in packs([line(str(number)) for number in range(7)], most_lines=3)]
    assert sizes == [3, 3, 1]


def test_a_file_has_at_most_so_many_bytes() -> None:
    """200 MB at OpenAI; a line is never cut, and one that is too large stands alone."""
    found = list(packs([line("x" * 100), line("y" * 100), line("z" * 1000), line("a")], most_bytes=700))
    assert [len(pack.items) for pack in found] == [2, 1, 1]
    assert [len(pack.content) <= 700 for pack in found] == [True, False, True]


def test_a_line_names_its_picture_by_the_key() -> None:
    """So its answer is known in whatever order it comes."""
    (pack,) = packs([line("föx")])
    assert json.loads(pack.content) == {
        "custom_id": a_key("föx"),
        "method": "POST",
        "url": "/v1/images/generations",
        "body": {"model": "gpt-image-2", "prompt": "föx"},
    }
    assert pack.content.endswith(b"\n")


def test_pictures_stand_in_their_line() -> None:
    """As addresses that hold them, the mask apart: JSON has no form."""
    mask = replace(PICTURE, role=Role.MASK)
    sent = [Sent(PICTURE, digest_of(b"ab"), b"ab"), Sent(mask, digest_of(b"c"), b"c")]
    plain = json.loads(line_of(item("hat", "gpt-image-2", PICTURE, mask), {"prompt": "hat"}, sent))
    assert plain["url"] == "/v1/images/edits"
    assert plain["body"] == {
        "prompt": "hat",
        "images": [{"image_url": "data:image/png;base64,YWI="}],
        "mask": {"image_url": "data:image/png;base64,Yw=="},
    }


def test_pictures_that_are_too_large_for_a_line_are_said() -> None:
    """One by itself, or all of them together; a plain build sends them as they are."""
    large = Sent(PICTURE, digest_of(b""), bytes(MOST_PICTURE + 1))
    with pytest.raises(NotSentError, match=r"a\.png has 15\.0 MB, and a batch takes 15: a build without --batch"):
        line_of(item("hat", "gpt-image-2", PICTURE), {}, [large])
    with pytest.raises(NotSentError, match="300 MB together"):
        line_of(item("hat", "gpt-image-2", PICTURE), {}, [replace(large, content=bytes(MOST_PICTURE))] * 15)


def test_nothing_makes_no_file() -> None:
    """A plan that wants nothing hands in nothing."""
    assert list(packs([])) == []
