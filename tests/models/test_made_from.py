"""What can be made from pictures: how many, how large, of which kind, by which model and at which server, and for how much."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.model import Input, Request, Role, Traits
from gallery_build.models import check, load_catalogue, output_tokens, quote
from tests.values import hex_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.model import ParamValue

CATALOGUE = load_catalogue()
TODAY = dt.date(2026, 11, 22)
PICTURE = Traits("image/png", 1024, 1024, 1000)
MASK = Traits("image/png", 1024, 1024, 1000, alpha=True)


def made_from(*traits: Traits, mask: Traits | None = None, role: Role = Role.REFERENCE) -> tuple[Input, ...]:
    """Return pictures of these traits."""
    inputs = [Input(role, f"{n}.png", hex_of(str(n)), traits=one) for n, one in enumerate(traits)]
    return (*inputs, *([Input(Role.MASK, "mask.png", hex_of("mask"), traits=mask)] if mask else ()))


def objections(
    model: str,
    inputs: tuple[Input, ...],
    params: Mapping[str, ParamValue] | None = None,
    *,
    official: bool = False,
    **named: ParamValue,
) -> list[tuple[str, str]]:
    """Return field and words of what is wrong, warnings left out."""
    request = Request("openai", model, "a fox", {**(params or {}), **named}, inputs)
    return [(one.field, one.message) for one in check(CATALOGUE, request, TODAY, official=official) if not one.warning]


@pytest.mark.parametrize("model", [name for name in CATALOGUE.names if name.startswith("gpt-image-2")])
def test_sixteen_references_and_a_mask_are_in_order(model: str) -> None:
    """Of any kind that a browser shows, each just below 50 MB."""
    kinds = ["png", "jpeg", "webp"]
    many = [Traits(f"image/{kinds[n % 3]}", 1024, 1024, 49_999_999) for n in range(16)]
    assert objections(model, made_from(*many, mask=MASK), official=True, quality="low", size="1024x1024") == []


@pytest.mark.parametrize(
    ("model", "inputs", "expected"),
    [
        ("gpt-image-2", made_from(*[PICTURE] * 17), ("references", "17 references, and gpt-image-2 takes at most 16")),
        (
            "gpt-image-2",
            made_from(Traits("image/png", 9, 9, 50_000_000)),
            ("references", 'references "0.png" has 50.0 MB, and gpt-image-2 takes less than 50 MB'),
        ),
        ("dall-e-2", made_from(PICTURE, PICTURE), ("references", "2 references, and dall-e-2 takes one")),
        (
            "dall-e-2",
            made_from(Traits("image/jpeg", 9, 9, 9)),
            ("references", 'references "0.png" is a JPEG, and dall-e-2 takes png'),
        ),
        (
            "dall-e-2",
            made_from(Traits("image/png", 9, 9, 4_000_000)),
            ("references", 'references "0.png" has 4.0 MB, and dall-e-2 takes less than 4 MB'),
        ),
        (
            "dall-e-2",
            made_from(Traits("image/png", 9, 8, 9), role=Role.VARIED),
            ("variation_of", 'variation_of "0.png" is 9x8, and dall-e-2 takes squares'),
        ),
        ("dall-e-3", made_from(PICTURE), ("references", "dall-e-3 makes no edits")),
        ("dall-e-3", made_from(PICTURE, role=Role.VARIED), ("variation_of", "dall-e-3 makes no variations")),
        ("gpt-image-2", made_from(PICTURE, role=Role.VARIED), ("variation_of", "gpt-image-2 makes no variations")),
        (
            "somebodys",
            made_from(Traits(trouble="no bytes")),
            ("references", 'references "0.png" is no picture: no bytes'),
        ),
        (
            "somebodys",
            made_from(PICTURE, mask=Traits("image/png", 512, 512, 9, alpha=True)),
            ("mask", 'mask "mask.png" is 512x512, and the first reference 1024x1024'),
        ),
        (
            "gpt-image-2",
            made_from(PICTURE, mask=PICTURE),
            ("mask", 'mask "mask.png" is no PNG with transparency'),
        ),
        (
            "gpt-image-2",
            made_from(PICTURE, mask=Traits("image/webp", 1024, 1024, 9, alpha=True)),
            ("mask", 'mask "mask.png" is no PNG with transparency'),
        ),
        (
            "gpt-image-2",
            made_from(PICTURE, mask=Traits("image/png", 1024, 1024, 4_000_000, alpha=True)),
            ("mask", 'mask "mask.png" has 4.0 MB, and a mask has less than 4 MB'),
        ),
    ],
)
def test_each_limit_is_told(model: str, inputs: tuple[Input, ...], expected: tuple[str, str]) -> None:
    """What, why and at which field, before anything is sent."""
    assert expected in objections(model, inputs)


def test_one_square_png_is_what_dall_e_2_takes() -> None:
    """For an edit with a mask, and for a variation."""
    assert objections("dall-e-2", made_from(PICTURE, mask=MASK), size="256x256") == []
    assert objections("dall-e-2", made_from(PICTURE, role=Role.VARIED), size="512x512") == []


def test_variations_are_retired_at_openai() -> None:
    """The words say what to do instead of the package's own warning."""
    found = objections("dall-e-2", made_from(PICTURE, role=Role.VARIED), official=True)
    assert ("variation_of", "variations are retired at OpenAI") in found
    assert objections("somebodys", made_from(PICTURE, role=Role.VARIED)) == []


def test_what_is_not_known_of_a_picture_is_not_held_against_it() -> None:
    """Another prompt's image may not be there yet."""
    unknown = Input(Role.REFERENCE, "fox", hex_of("fox"), of_prompt=True)
    assert objections("dall-e-2", (unknown,)) == []


@pytest.mark.parametrize(("name", "value"), [("moderation", "low"), ("style", "vivid")])
def test_what_edits_do_not_have_is_refused(name: str, value: str) -> None:
    """The same model may take it for a generation."""
    assert [field for field, _ in objections("gpt-image-2", made_from(PICTURE), {name: value})] == [name]


@pytest.mark.parametrize(
    ("model", "value", "fine"),
    [
        ("gpt-image-1", "high", True),
        ("gpt-image-1.5", "high", True),
        ("gpt-image-1.5", "low", True),
        ("gpt-image-1-mini", "low", True),
        ("gpt-image-1-mini", "high", False),
        ("chatgpt-image-latest", "low", False),
        ("gpt-image-2", "low", False),
        ("gpt-image-2.5-flare", "high", False),
        ("gpt-image-2.6-sunburst", "high", False),
        ("dall-e-2", "low", False),
    ],
)
def test_input_fidelity_is_taken_where_it_is_documented(model: str, value: str, *, fine: bool) -> None:
    """And only by edits."""
    assert (objections(model, made_from(PICTURE), input_fidelity=value) == []) == fine
    assert [field for field, _ in objections(model, (), input_fidelity=value)] == ["input_fidelity"]


def test_extra_body_is_never_for_openai() -> None:
    """For other servers it is free."""
    params: dict[str, ParamValue] = {"extra_body": {"seed": 7}}
    assert objections("gpt-image-2", (), params, official=True) == [("extra_body", "extra_body is not sent to OpenAI")]
    assert objections("gpt-image-2", (), params) == []


# ── what it costs ────────────────────────────────────────────────────────────

ASKED: dict[str, ParamValue] = {"quality": "medium", "size": "1024x1024"}


def extra(model: str, *inputs: Input) -> tuple[Decimal, Decimal]:
    """Return what pictures add to a quote: expected, at most."""
    with_them, without = (quote(CATALOGUE, Request("openai", model, "a fox", ASKED, one)) for one in (inputs, ()))
    assert with_them.expected is not None
    assert with_them.bound is not None
    assert without.expected is not None
    assert without.bound is not None
    return with_them.expected - without.expected, with_them.bound - without.bound


def test_a_reference_costs_what_was_measured_and_at_most_seven_times_that() -> None:
    """1,023 tokens at 8 dollars a million; at most as many as the picture has as an output at the highest quality."""
    highest = output_tokens(CATALOGUE.models["gpt-image-2"], "high", "1024x1024")
    assert highest == 7024
    for model in ("gpt-image-2", "gpt-image-2.5-flare"):
        assert extra(model, *made_from(PICTURE)) == (Decimal("0.008184"), 7024 * Decimal("0.000008"))


def test_a_mask_counts_against_the_cap() -> None:
    """Whether it is counted is not known: nothing is expected for it, and the bound has it as a picture."""
    expected, most = extra("gpt-image-2", *made_from(PICTURE, mask=MASK))
    assert (expected, most) == (Decimal("0.008184"), 14048 * Decimal("0.000008"))


@given(st.integers(1, 8000), st.integers(1, 8000))
def test_the_bound_is_above_what_is_expected_for_any_picture(width: int, height: int) -> None:
    """However long, small or large it is."""
    expected, most = extra("gpt-image-2", *made_from(Traits("image/png", width, height, 9)))
    assert expected < most


@pytest.mark.parametrize(
    ("model", "inputs"),
    [
        ("gpt-image-1", made_from(PICTURE)),
        ("gpt-image-1-mini", made_from(PICTURE)),
        ("gpt-image-1.5", made_from(PICTURE)),
        ("gpt-image-2.6-flare", made_from(PICTURE)),
        ("gpt-image-2", made_from(Traits())),
    ],
)
def test_what_is_not_known_has_no_price(model: str, inputs: tuple[Input, ...]) -> None:
    """Neither a price nor a bound: a cap lets it in only with --allow-unpriced."""
    found = quote(CATALOGUE, Request("openai", model, "a fox", ASKED, inputs))
    assert (found.expected, found.bound, found.how) == (None, None, "unknown")


def test_dall_e_2_has_one_price_for_edits_and_variations() -> None:
    """A picture is priced, not its tokens."""
    params: dict[str, ParamValue] = {"size": "512x512"}
    for role in (Role.REFERENCE, Role.VARIED):
        found = quote(CATALOGUE, Request("openai", "dall-e-2", "", params, made_from(PICTURE, role=role)))
        assert found.expected == found.bound == Decimal("0.018")
