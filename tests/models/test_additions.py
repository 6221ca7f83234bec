"""What a repository may say of models: more of them, and dearer; nothing cheaper, nothing looser."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.model import Request
from gallery_build.models import Catalogue, Objection, extend, load_catalogue, quote

CATALOGUE = load_catalogue()


def additions(text: str) -> tuple[Catalogue, tuple[Objection, ...]]:
    """Extend the shipped catalogue by the `[models]` of a gallery.toml."""
    return extend(CATALOGUE, tomllib.loads(text)["models"])


def objection(text: str) -> Objection:
    """Return the one objection to an addition, which leaves the catalogue as it was."""
    catalogue, (found,) = additions(text)
    assert catalogue is CATALOGUE
    return found


def test_a_price_can_be_raised() -> None:
    """A higher rate is counted, exactly as it was written."""
    catalogue, found = additions('[models."gpt-image-2".price]\nimage_out = 60.1')

    quoted = quote(catalogue, Request("openai", "gpt-image-2-2026-04-21", "", {"quality": "low", "size": "1024x1024"}))

    assert found == ()
    assert quoted.expected == quoted.bound == 196 * Decimal("60.1") / 1_000_000


def test_a_raised_price_leaves_the_others() -> None:
    """One cell of a table can rise alone."""
    catalogue, found = additions("[models.dall-e-3.price.published]\nhd = {1024x1024 = 0.5}")

    assert found == ()
    assert catalogue.models["dall-e-3"].price.published["hd"] == {
        "1024x1024": Decimal("0.5"),
        "1792x1024": Decimal("0.12"),
        "1024x1792": Decimal("0.12"),
    }


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[models.gpt-image-2.price]\nimage_out = 29.99", "gpt-image-2.price.image_out"),
        ("[models.gpt-image-2.price]\ntext_in = 0", "gpt-image-2.price.text_in"),
        ("[models.gpt-image-2.price]\npatches.high = 95", "gpt-image-2.price.patches.high"),
        ("[models.gpt-image-1.price]\ntokens.low.1024x1024 = 1", "gpt-image-1.price.tokens.low.1024x1024"),
        ("[models.dall-e-3.price]\npublished.hd.1024x1024 = 0.07", "dall-e-3.price.published.hd.1024x1024"),
    ],
)
def test_a_price_cannot_be_lowered(text: str, field: str) -> None:
    """Every kind of price is held."""
    found = objection(text)

    assert found.field == field
    assert "cannot be lowered" in found.message


@pytest.mark.parametrize(
    "text",
    [
        '[models."gpt-image-2.6-flare".price]\npublished.low.1024x1024 = 0.0001',
        '[models."gpt-image-2.6-flare".price]\npatches.low = 1',
        "[models.gpt-image-2.price]\npublished.auto.auto = 0.0001",
    ],
)
def test_what_has_no_price_is_given_none(text: str) -> None:
    """A first price would bring under the cap what does not fit under it."""
    assert objection(text).message.endswith("has no price that could be raised")


@pytest.mark.parametrize(
    "line",
    ["prompt_limit = 1", 'status = "active"', "n = 1", 'sizes = ["1x1"]', 'like = "dall-e-2"', 'takes = ["seed"]'],
)
def test_the_limits_of_a_known_model_are_fixed(line: str) -> None:
    """A repository does not loosen what a model takes."""
    found = objection(f"[models.dall-e-3]\n{line}")

    assert found.message == f'"{line.partition(" ")[0]}" of dall-e-3 is fixed'


NO_SIZE = """
[models.mine]
like = "dall-e-2"
sizes = { multiple = 16, max_edge = 64, max_ratio = 3, min_pixels = 99999, max_pixels = 99999 }
"""

NEW = '[models.mine]\nlike = "gpt-image-2.5-flare"\nsnapshots = ["mine-2"]\n'


def test_a_model_can_be_added() -> None:
    """It begins as the model it is like, and is found by its snapshots."""
    catalogue, found = additions(NEW + "prompt_limit = 500")
    mine = catalogue.find("mine-2")

    assert found == ()
    assert mine is not None
    assert (mine.name, mine.added, mine.prompt_limit, mine.status) == ("mine", True, 500, "active")
    assert mine.sizes == CATALOGUE.models["gpt-image-2.5-flare"].sizes


def test_a_model_can_be_added_from_nothing() -> None:
    """Sizes, the prompt's limit and n are enough."""
    catalogue, found = additions('[models.mine]\nsizes = ["512x512", "auto"]\nprompt_limit = 77\nn = 1')

    assert found == ()
    assert catalogue.models["mine"].takes == {"size", "n"}


def test_the_price_of_an_added_model_bounds_nothing() -> None:
    """A cloned gallery cannot make a new and dear model fit under a cap by calling it cheap."""
    catalogue, _ = additions(NEW + "price.image_out = 0.01\nprice.patches.low = 1")

    quoted = quote(catalogue, Request("openai", "mine", "", {"quality": "low", "size": "1024x1024"}))

    assert quoted.expected is not None
    assert quoted.bound is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[models.mine]\nlike = "gpt-image-2"\npricce = 1',
            Objection("mine.pricce", 'unknown key "pricce"', 'did you mean "price"?'),
        ),
        (
            "[models.gpt-image-2.price]\nimageout = 40",
            Objection("gpt-image-2.price.imageout", 'unknown key "imageout"', 'did you mean "image_out"?'),
        ),
        (
            '[models.mine]\nlike = "gpt-imge-2"',
            Objection("mine.like", 'model "gpt-imge-2" is not known', 'did you mean "gpt-image-2"?'),
        ),
        (
            '[models.gpt-image-2-2026-04-21]\nlike = "dall-e-2"',
            Objection(
                "gpt-image-2-2026-04-21",
                '"gpt-image-2-2026-04-21" is a snapshot of gpt-image-2',
                "state the price under [models.gpt-image-2]",
            ),
        ),
        (
            '[models.mine]\nlike = "dall-e-2"\nsnapshots = ["gpt-image-2"]',
            Objection("mine.snapshots", '"gpt-image-2" already names gpt-image-2'),
        ),
        (
            '[models.mine]\nlike = "dall-e-2"\nn = "two"',
            Objection("mine.n", "mine.n must be a whole number from 1 to 65,536"),
        ),
        (
            '[models.mine]\nlike = "dall-e-2"\nretires = "soon"',
            Objection("mine.retires", "mine.retires must be a date"),
        ),
        (
            "[models.dall-e-2]\nprice.image_in = nan",
            Objection("dall-e-2.price.image_in", "dall-e-2.price.image_in must be an amount in US dollars"),
        ),
        ("[models]\nmine = 1", Objection("mine", "mine must be a table")),
        (
            NO_SIZE,
            Objection("mine.sizes", "mine.sizes offers no size at all"),
        ),
    ],
)
def test_a_wrong_addition_says_where_and_what(text: str, expected: Objection) -> None:
    """The field is the dotted path below `models`; an unknown key names the nearest."""
    assert objection(text) == expected


def test_all_that_is_missing_is_said_at_once() -> None:
    """A model from nothing needs three keys."""
    _, found = additions("[models.mine]\nn = 1\nsizes = {multiple = 8, max_edge = 64, max_ratio = 2}")

    assert [one.field for one in found] == ["mine.prompt_limit", "mine.sizes.min_pixels", "mine.sizes.max_pixels"]


def test_a_wrong_addition_does_not_hold_back_the_right_ones() -> None:
    """Each model stands or falls alone."""
    catalogue, found = additions(NEW + '[models.other]\nlike = "nothing"\n[models.third]\nlike = "mine"')

    assert catalogue.names[-2:] == ("mine", "third")
    assert [one.field for one in found] == ["other.like"]


KEYS = st.sampled_from(["like", "sizes", "price", "values", "n", "prompt_limit", "snapshots", "status", "takes", "x"])
ANY = st.recursive(
    st.integers() | st.floats() | st.booleans() | st.dates() | st.sampled_from(["dall-e-3", "auto", "8x8", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)


@settings(deadline=None)  # the machine may be busy
@given(st.dictionaries(st.sampled_from(["dall-e-3", "gpt-image-2-2026-04-21", "new", ""]), st.dictionaries(KEYS, ANY)))
def test_no_table_breaks_the_reading(table: dict[str, dict[str, object]]) -> None:
    """Whatever TOML holds, the shipped models are all there afterwards and no cheaper."""
    catalogue, _ = extend(CATALOGUE, table)

    assert set(CATALOGUE.names) <= set(catalogue.names)
    assert catalogue.models["dall-e-3"].price == CATALOGUE.models["dall-e-3"].price
