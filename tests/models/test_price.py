"""Prices: exact, never below what is charged, and never guessed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.model import Price, Quote, Request
from gallery_build.models import cost, load_catalogue, output_tokens, quote
from gallery_build.models.price import FREE, UNKNOWN

CATALOGUE = load_catalogue()

FLARE = "gpt-image-2.5-flare"
TWO = "gpt-image-2"

SIZES = ("1024x1024", "1536x1024", "1280x720", "1792x1024", "2048x2048", "2560x1440", "3840x2160")

FORMULA = {
    (TWO, "low"): (".0059", ".0047", ".0032", ".0042", ".0119", ".0062", ".0111"),
    (TWO, "medium"): (".0527", ".0412", ".0284", ".0373", ".1070", ".0553", ".1001"),
    (TWO, "high"): (".2107", ".1646", ".1136", ".1519", ".4282", ".2211", ".4003"),
    (FLARE, "low"): (".0059", ".0047", ".0032", ".0042", ".0119", ".0062", ".0111"),
    (FLARE, "medium"): (".0132", ".0103", ".0074", ".0097", ".0268", ".0143", ".0260"),
    (FLARE, "high"): (".0527", ".0412", ".0284", ".0373", ".1070", ".0553", ".1001"),
    (FLARE, "xhigh"): (".0937", ".0738", ".0505", ".0681", ".1903", ".0983", ".1779"),
    (FLARE, "max"): (".2107", ".1646", ".1136", ".1519", ".4282", ".2211", ".4003"),
}

PUBLISHED = {
    (TWO, "low"): (".006", ".005", ".005"),
    (TWO, "medium"): (".053", ".041", ".041"),
    (TWO, "high"): (".211", ".165", ".165"),
    ("gpt-image-1.5", "low"): (".009", ".013", ".013"),
    ("gpt-image-1.5", "medium"): (".034", ".05", ".05"),
    ("gpt-image-1.5", "high"): (".133", ".2", ".2"),
    ("gpt-image-1", "low"): (".011", ".016", ".016"),
    ("gpt-image-1", "medium"): (".042", ".063", ".063"),
    ("gpt-image-1", "high"): (".167", ".25", ".25"),
    ("gpt-image-1-mini", "low"): (".005", ".006", ".006"),
    ("gpt-image-1-mini", "medium"): (".011", ".015", ".015"),
    ("gpt-image-1-mini", "high"): (".036", ".052", ".052"),
}


def request(model: str, prompt: str = "", provider: str = "openai", **params: str | int) -> Request:
    """Return a request as the plan would make it."""
    return Request(provider, model, prompt, params)


@pytest.mark.parametrize(
    ("model", "quality", "size", "tokens"),
    [
        (TWO, "low", "1024x1024", 196),
        (FLARE, "medium", "1024x1024", 439),
        (TWO, "medium", "1024x1024", 1756),
        (FLARE, "high", "1024x1024", 1756),
        (FLARE, "xhigh", "1024x1024", 3122),
        (TWO, "high", "1024x1024", 7024),
        (FLARE, "max", "1024x1024", 7024),
        (TWO, "high", "2048x2048", 14272),
        (TWO, "high", "3840x2160", 13342),
        (FLARE, "xhigh", "3840x2160", 5930),
        (TWO, "low", "1536x1024", 158),
        (TWO, "low", "1024x1536", 158),
    ],
)
def test_the_formula_gives_the_published_readings(model: str, quality: str, size: str, tokens: int) -> None:
    """Output tokens equal what OpenAI's calculator and live answers have shown."""
    assert output_tokens(CATALOGUE.models[model], quality, size) == tokens


@pytest.mark.parametrize(
    ("model", "quality", "size", "price"),
    [(*row, size, price) for row, prices in FORMULA.items() for size, price in zip(SIZES, prices, strict=True)],
)
def test_the_formula_gives_the_dollar_table(model: str, quality: str, size: str, price: str) -> None:
    """A picture without a prompt costs its output tokens, to the fourth decimal of the known table."""
    expected = quote(CATALOGUE, request(model, quality=quality, size=size)).expected

    assert expected is not None
    assert Decimal(price) == expected.quantize(Decimal("0.0001"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("model", "quality", "size", "price"),
    [
        (*row, size, price)
        for row, prices in PUBLISHED.items()
        for size, price in zip(("1024x1024", "1024x1536", "1536x1024"), prices, strict=True)
    ],
)
def test_the_published_prices_are_quoted_and_bind(model: str, quality: str, size: str, price: str) -> None:
    """The quote rounds to what OpenAI publishes, and the bound is never below it."""
    quoted = quote(CATALOGUE, request(model, quality=quality, size=size))

    assert quoted.expected is not None
    assert quoted.bound is not None
    # the published table rounds, and gives wide and tall one price though they differ by some tokens
    assert abs(quoted.expected - Decimal(price)) < Decimal("0.002")
    assert quoted.bound >= Decimal(price)


@pytest.mark.parametrize(
    ("model", "params", "price"),
    [
        ("dall-e-2", {"size": "256x256"}, "0.016"),
        ("dall-e-2", {"size": "512x512"}, "0.018"),
        ("dall-e-2", {}, "0.020"),
        ("dall-e-3", {}, "0.04"),
        ("dall-e-3", {"size": "1792x1024"}, "0.08"),
        ("dall-e-3", {"quality": "hd"}, "0.08"),
        ("dall-e-3", {"quality": "hd", "size": "1024x1792"}, "0.12"),
    ],
)
def test_dall_e_is_priced_by_the_image(model: str, params: dict[str, str], price: str) -> None:
    """DALL·E charges nothing for the prompt, and its defaults are known."""
    dollars = Decimal(price)

    assert quote(CATALOGUE, request(model, "a fox", **params)) == Quote(dollars, dollars, "table")


def test_a_worked_price() -> None:
    """500 ASCII characters on the default model: 439 output tokens at $30, 125 to 500 input tokens at $5 a million."""
    quoted = quote(CATALOGUE, request(FLARE, "x" * 500, quality="medium", size="1024x1024"))

    assert quoted == Quote(Decimal("0.013795"), Decimal("0.01567"), "formula")


def test_the_bound_counts_bytes() -> None:
    """A script that takes three bytes a character may take three tokens a character."""
    quoted = quote(CATALOGUE, request(FLARE, "山" * 100, quality="medium", size="1024x1024"))

    assert quoted.bound == Decimal("0.01317") + 300 * Decimal("0.000005")


def test_a_fixed_table_gives_the_price_of_older_models() -> None:
    """gpt-image-1.5 at high and portrait is 6,240 tokens at $32 a million."""
    quoted = quote(CATALOGUE, request("gpt-image-1.5", quality="high", size="1024x1536"))

    assert quoted == Quote(Decimal("0.19968"), Decimal("0.2"), "table")


@pytest.mark.parametrize(
    ("model", "params"),
    [
        (TWO, {"quality": "auto", "size": "1024x1024"}),
        (TWO, {"size": "1024x1024"}),
        (TWO, {"quality": "low", "size": "auto"}),
        (TWO, {"quality": "low"}),
        (TWO, {"quality": "xhigh", "size": "1024x1024"}),
        (TWO, {"quality": "low", "size": "512x512"}),
        ("gpt-image-1.5", {"quality": "low", "size": "2048x2048"}),
        ("gpt-image-2.6-flare", {"quality": "low", "size": "1024x1024"}),
        ("dall-e-2", {"quality": "hd"}),
        ("gpt-image-9", {"quality": "low", "size": "1024x1024"}),
    ],
)
def test_what_is_not_known_is_not_guessed(model: str, params: dict[str, str]) -> None:
    """`auto`, an unset choice, a value that is not offered and a model without a price have no quote."""
    assert quote(CATALOGUE, request(model, **params)) == UNKNOWN


def test_a_sketch_is_free() -> None:
    """What is drawn here costs nothing, whatever model it names."""
    assert quote(CATALOGUE, request("anything", provider="sketch")) == FREE == Quote(Decimal(0), Decimal(0), "free")


@settings(deadline=None)  # the machine may be busy
@given(
    st.sampled_from(CATALOGUE.names),
    st.text(max_size=200),
    st.sampled_from(["low", "medium", "high", "xhigh", "max", "standard", "hd", "auto"]),
    st.builds(lambda w, h: f"{w * 16}x{h * 16}", st.integers(1, 250), st.integers(1, 250)),
)
def test_the_bound_is_never_below_what_is_expected(model: str, prompt: str, quality: str, size: str) -> None:
    """A wall that counts bounds holds for what is expected, too."""
    quoted = quote(CATALOGUE, request(model, prompt, quality=quality, size=size))

    assert (quoted.expected is None) == (quoted.bound is None)
    assert (quoted.expected or 0) <= (quoted.bound or 0)


QUOTED = Quote(Decimal("0.02"), Decimal("0.03"), "formula")


def test_usage_is_measured() -> None:
    """Text in, images in and images out each count at their own rate."""
    usage = {
        "input_tokens": 1123,
        "input_tokens_details": {"text_tokens": 100, "image_tokens": 1023},
        "output_tokens": 439,
        "output_tokens_details": {"image_tokens": 439, "text_tokens": 0},
    }

    assert cost(CATALOGUE, FLARE, usage, QUOTED) == Price(Decimal("0.021854"), "measured")


def test_usage_without_details_counts_as_text_in_and_image_out() -> None:
    """Where the details are missing the totals stand for them."""
    usage = {"input_tokens": 100, "output_tokens": 439}

    assert cost(CATALOGUE, FLARE, usage, QUOTED) == Price(Decimal("0.01367"), "measured")


def test_text_out_is_charged_where_the_model_charges_it() -> None:
    """gpt-image-1.5 bills the words it thinks in at $10 a million."""
    usage = {"output_tokens": 372, "output_tokens_details": {"image_tokens": 272, "text_tokens": 100}}

    assert cost(CATALOGUE, "gpt-image-1.5", usage, QUOTED) == Price(Decimal("0.009704"), "measured")


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0},
        {"input_tokens": 50},
        {"output_tokens": -5},
        {"output_tokens": True},
        {"output_tokens": "439"},
        {"output_tokens": 10**30},
        {"output_tokens_details": ["image_tokens"]},
        {"prompt_tokens": 12},
    ],
)
def test_usage_that_says_nothing_leaves_the_estimate(usage: dict[str, object] | None) -> None:
    """Zeros, absence and nonsense are no measurement: the quote stands, and is called an estimate."""
    assert cost(CATALOGUE, FLARE, usage, QUOTED) == Price(Decimal("0.02"), "estimated")


def test_what_cannot_be_priced_is_unknown_afterwards_too() -> None:
    """An unknown model's usage has no rate."""
    assert cost(CATALOGUE, "flux-9", {"output_tokens": 439}, UNKNOWN) == Price(None, "unknown")


def test_an_unquoted_picture_is_measured_all_the_same() -> None:
    """gpt-image-2.6 has no price before the answer, and one after it."""
    assert cost(CATALOGUE, "gpt-image-2.6-flare", {"output_tokens": 664}, UNKNOWN) == Price(
        Decimal("0.01992"), "measured"
    )


def test_an_image_price_is_not_measured_by_tokens() -> None:
    """A model that is sold by the image costs its table's price, whatever a server counts."""
    assert cost(CATALOGUE, "dall-e-3", {"output_tokens": 439}, QUOTED) == Price(Decimal("0.02"), "estimated")


def test_a_sketch_costs_nothing_whatever_is_counted() -> None:
    """Free stays free."""
    assert cost(CATALOGUE, "sketch", {"output_tokens": 439}, FREE) == Price(Decimal(0), "free")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["input_tokens", "output_tokens", "input_tokens_details", "output_tokens_details", "x"])
PARTS = st.dictionaries(st.sampled_from(["text_tokens", "image_tokens"]), JSON)


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(CATALOGUE.names), st.dictionaries(FIELDS, JSON | PARTS))
def test_no_answer_of_a_server_breaks_the_cost(model: str, usage: dict[str, object]) -> None:
    """Any JSON at all gives a price of zero or more."""
    price = cost(CATALOGUE, model, usage, QUOTED)

    assert price.usd is not None
    assert price.usd >= 0
