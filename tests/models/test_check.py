"""Objections: what is wrong, what to do, all at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gallery_build.model import Request
from gallery_build.models import Objection, check, load_catalogue
from gallery_build.models.sizes import SizeGrid, parse_size

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE = load_catalogue()
TODAY = dt.date(2026, 11, 22)
FLARE = "gpt-image-2.5-flare"
TWO = "gpt-image-2"


def asked(model: str, prompt: str, params: Mapping[str, str | int], *, official: bool = True) -> tuple[Objection, ...]:
    """Return the objections to a request that states quality and size unless told otherwise."""
    stated = {"quality": "low", "size": "1024x1024", **params}
    return check(CATALOGUE, Request("openai", model, prompt, stated), TODAY, official=official)


def objections(
    model: str, prompt: str = "a fox", *, official: bool = True, **params: str | int
) -> tuple[Objection, ...]:
    """Return the objections to a request, its parameters named one by one."""
    return asked(model, prompt, params, official=official)


def only(model: str, **params: str | int) -> Objection:
    """Return the one objection that a request meets."""
    (objection,) = asked(model, "a fox", params)
    return objection


def test_a_sound_request_meets_no_objection() -> None:
    """The default model with quality and size stated is in order, and so is everything it takes."""
    found = objections(
        FLARE, output_format="webp", output_compression=80, background="transparent", moderation="low", n=1
    )

    assert found == ()


@pytest.mark.parametrize(
    ("size", "hint"),
    [
        ("1024x1023", "edges are multiples of 16; the nearest is 1024x1024"),
        ("1920x1080", "edges are multiples of 16; the nearest is 1920x1088"),
        ("512x512", "a picture has at least 655,360 pixels; the nearest is 816x816"),
        ("1024x576", "a picture has at least 655,360 pixels; the nearest is 1088x608"),
        ("2048x512", "the ratio is at most 3:1; the nearest is 1776x592"),
        ("4096x2160", "an edge is at most 3840; a picture has at most 8,294,400 pixels; the nearest is 3840x2032"),
        ("3840x3840", "a picture has at most 8,294,400 pixels; the nearest is 2880x2880"),
        ("large", "write it in pixels as WIDTHxHEIGHT, for example 1024x1024"),
        ("0x1024", "write it in pixels as WIDTHxHEIGHT, for example 1024x1024"),
    ],
)
def test_a_size_off_the_rule_names_the_rule_and_the_nearest(size: str, hint: str) -> None:
    """Every part of the rule that is broken is said, then the nearest size that keeps it."""
    assert only(FLARE, size=size) == Objection("size", f'size "{size}" is not offered by {FLARE}', hint)


@pytest.mark.parametrize("size", ["896x896", "1280x720", "1024x640", "3840x1280", "3840x2160", "1792x1024"])
def test_a_size_on_the_rule_is_offered(size: str) -> None:
    """The edges of the rule belong to it."""
    assert objections(TWO, size=size) == ()


@pytest.mark.parametrize("size", ["768x768", "832x480", "3856x1024", "3840x1264"])
def test_a_size_just_beyond_the_rule_is_not_offered(size: str) -> None:
    """What lies past an edge of the rule is refused."""
    assert only(TWO, size=size).field == "size"


def test_a_size_off_the_list_names_the_list() -> None:
    """Models with fixed sizes say which."""
    objection = objections("gpt-image-1.5", size="1792x1024")[-1]

    assert objection.hint == "it offers 1024x1024, 1536x1024, 1024x1536; the nearest is 1536x1024"


@settings(deadline=None)  # the machine may be busy
@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_the_nearest_size_is_offered(width: int, height: int) -> None:
    """What a hint names is valid, and a valid size is its own nearest."""
    for model in CATALOGUE.models.values():
        nearest = model.sizes.nearest((width, height))
        assert nearest is not None
        assert model.sizes.reasons(nearest) == ()


@settings(deadline=None)  # the machine may be busy
@given(st.integers(30, 240), st.integers(30, 240))
def test_an_offered_size_is_its_own_nearest(columns: int, rows: int) -> None:
    """Nothing is nearer than the size itself."""
    grid = SizeGrid(16, 3840, 3, 655_360, 8_294_400, auto=True)
    size = (columns * 16, rows * 16)

    assert grid.reasons(size) or grid.nearest(size) == size


@pytest.mark.parametrize(
    ("model", "quality", "nearest"),
    [
        (TWO, "hd", "high"),
        (TWO, "standard", "medium"),
        (TWO, "xhigh", "high"),
        (TWO, "max", "high"),
        (FLARE, "hd", "high"),
        ("gpt-image-2.6-flare", "standard", "medium"),
    ],
)
def test_a_quality_of_another_model_names_its_meaning_here(model: str, quality: str, nearest: str) -> None:
    """Qualities are translated between families, not only listed."""
    objection = objections(model, quality=quality)[0]

    assert objection.message == f'quality "{quality}" is not offered by {model}'
    assert objection.hint.endswith(f'the nearest to "{quality}" is {nearest}')


def test_a_misspelt_quality_lists_what_is_taken() -> None:
    """The list comes with a question where a word is near."""
    assert only(TWO, quality="hihg").hint == 'it takes low, medium, high, auto; did you mean "high"?'


@pytest.mark.parametrize(
    ("quality", "nearest"),
    [("high", "hd"), ("medium", "standard"), ("low", "standard"), ("max", "hd")],
)
def test_dall_e_3_has_two_qualities(quality: str, nearest: str) -> None:
    """The translation works the other way on servers that still speak dall-e-3."""
    (objection,) = objections("dall-e-3", official=False, quality=quality)

    assert objection.hint == f'it takes standard, hd; the nearest to "{quality}" is {nearest}'


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("style", "vivid", "say it in the prompt; only dall-e-3 has this parameter"),
        ("response_format", "b64_json", "leave it out; the answer is always base64"),
        ("seed", 7, "leave it out; a picture cannot be asked for twice"),
        ("complexity", "low", ""),
        ("qualty", "low", 'did you mean "quality"?'),
    ],
)
def test_a_parameter_the_model_does_not_take_is_named(name: str, value: str | int, hint: str) -> None:
    """OpenAI rejects unknown parameters, so they are told beforehand, with what to do instead."""
    assert only(TWO, **{name: value}) == Objection(name, f'parameter "{name}" is not taken by {TWO}', hint)


def test_dall_e_2_takes_no_quality() -> None:
    """Sending one was an error."""
    assert [objection.field for objection in objections("dall-e-2", official=False)] == ["quality"]


@pytest.mark.parametrize("kind", ["gif", "svg"])
@pytest.mark.parametrize("model", ["gpt-image-2.6-flare", TWO, "my-own-model"])
def test_moving_and_drawn_formats_are_refused(model: str, kind: str) -> None:
    """No page can show them safely yet, whoever would make them."""
    objection = next(one for one in objections(model, output_format=kind) if one.field == "output_format")

    assert objection.message == f'output_format "{kind}" is not supported yet: there is no safe way to show it'
    assert objection.hint == "use png, jpeg or webp"


def test_a_transparent_background_needs_a_format_that_has_it() -> None:
    """JPEG has no transparency."""
    expected = Objection(
        "background",
        'background "transparent" does not go with jpeg',
        "use png or webp, or an opaque background",
    )

    assert only(FLARE, background="transparent", output_format="jpeg") == expected


def test_a_transparent_background_is_a_preview_in_gpt_image_2() -> None:
    """It may be sent, and may be refused."""
    objection = only(TWO, background="transparent")

    assert (objection.field, objection.warning) == ("background", True)


@pytest.mark.parametrize("value", [-1, 101, "high", "", "１０"])
def test_compression_is_a_percentage(value: str | int) -> None:
    """0 to 100, in whole numbers."""
    objection = only(FLARE, output_format="webp", output_compression=value)

    assert objection.hint == "it is a whole number from 0 to 100"


@pytest.mark.parametrize("params", [{}, {"output_format": "png"}])
def test_png_is_not_compressed(params: dict[str, str]) -> None:
    """Compression is for jpeg and webp; what is not stated is png."""
    objection = only(FLARE, output_compression=80, **params)

    assert objection.message == "output_compression does not go with png"


@pytest.mark.parametrize(("model", "n", "fine"), [(TWO, 10, True), (TWO, 11, False), (TWO, 0, False)])
def test_images_in_one_request_are_limited(model: str, n: int, *, fine: bool) -> None:
    """GPT image models take 1 to 10."""
    assert (objections(model, n=n) == ()) is fine


def test_dall_e_3_makes_one_image_at_a_time() -> None:
    """More than one was refused."""
    (objection,) = objections("dall-e-3", official=False, quality="hd", n=2)

    assert objection.hint == "it can only be 1"


@pytest.mark.parametrize(("model", "limit"), [(TWO, 32_000), ("dall-e-3", 4_000), ("dall-e-2", 1_000)])
def test_a_prompt_is_as_long_as_the_model_takes(model: str, limit: int) -> None:
    """The limit counts characters, belongs to the prompt, and is said."""
    fields = [
        [one.field for one in objections(model, "é" * length, official=False) if one.field == "prompt"]
        for length in (limit, limit + 1)
    ]

    assert fields == [[], ["prompt"]]
    longest = objections(model, "é" * (limit + 12), official=False)[-1]
    assert longest.message == f"the prompt has {limit + 12:,} characters, and {model} takes {limit:,}"
    assert longest.hint == "shorten it by 12"


def test_a_retired_model_is_told_with_its_successor() -> None:
    """Where it went and what to use instead."""
    expected = Objection(
        "model",
        'model "dall-e-3" was retired on 2026-05-12',
        "gallery-build migrate --to gpt-image-2.5-flare shows what changes and costs; pictures that are there stay",
    )

    assert only("dall-e-3", quality="standard") == expected


def test_a_deprecated_model_counts_the_days() -> None:
    """A warning, with the date and the days that are left; by its snapshot's name where that was asked for."""
    expected = Objection(
        "model",
        'model "gpt-image-1.5-2025-12-16" retires on 2026-12-01, in 9 days',
        "move before that: gallery-build migrate --to gpt-image-2.6-flare shows what changes and costs",
        warning=True,
    )

    assert only("gpt-image-1.5-2025-12-16") == expected


@pytest.mark.parametrize(
    ("day", "words"),
    [(dt.date(2026, 11, 30), "retires on 2026-12-01, in 1 day"), (dt.date(2026, 12, 1), "was retired on 2026-12-01")],
)
def test_the_last_day_is_the_one_before_the_date(day: dt.date, words: str) -> None:
    """On its date a model is gone."""
    request = Request("openai", "gpt-image-1-mini", "a fox", {"quality": "low", "size": "1024x1024"})

    (objection,) = check(CATALOGUE, request, day)

    assert objection.message == f'model "gpt-image-1-mini" {words}'


def test_an_unknown_model_passes_with_a_warning() -> None:
    """It may be newer than the table; the nearest name is asked about."""
    expected = Objection(
        "model",
        'model "gpt-imge-2" is not known; no price can be quoted',
        'did you mean "gpt-image-2"?',
        warning=True,
    )

    assert only("gpt-imge-2") == expected


@pytest.mark.parametrize("model", ["my-own-model", "dall-e-3", "gpt-image-1"])
def test_another_server_serves_what_it_likes(model: str) -> None:
    """A retired or unknown model is fine elsewhere."""
    quality = "standard" if model == "dall-e-3" else "low"

    assert objections(model, official=False, quality=quality) == ()


def test_another_server_is_held_to_the_models_parameters() -> None:
    """A model that is known keeps its rules wherever it runs."""
    assert [one.field for one in objections(TWO, official=False, style="vivid")] == ["style"]


@pytest.mark.parametrize("name", ["quality", "size"])
def test_auto_is_allowed_and_has_no_price(name: str) -> None:
    """The model may choose; the warning says what that does to the price."""
    expected = Objection(
        name,
        f'{name} "auto" has no price before the answer',
        f"state a {name}, so that the price is known",
        warning=True,
    )

    assert only(TWO, **{name: "auto"}) == expected


def test_what_is_left_out_is_auto() -> None:
    """A request without quality and size is warned of as if it said `auto`."""
    found = check(CATALOGUE, Request("openai", TWO, "a fox", {}), TODAY)

    assert [(one.field, one.warning) for one in found] == [("quality", True), ("size", True)]


def test_a_model_without_a_price_says_so() -> None:
    """gpt-image-2.6 cannot be priced beforehand at any quality and size."""
    objection = only("gpt-image-2.6-flare")

    assert (objection.field, objection.warning) == ("model", True)


def test_all_objections_come_at_once() -> None:
    """Nobody repairs one fault to meet the next."""
    found = objections("dall-e-3", "x" * 4001, size="512x512", quality="ultra", background="opaque")

    assert [one.field for one in found] == ["model", "quality", "size", "background", "prompt"]


def test_a_sketch_meets_no_objection() -> None:
    """What is drawn here asks no model."""
    assert check(CATALOGUE, Request("sketch", "", "a fox", {"size": "any"}), TODAY) == ()


WORDS = st.text(max_size=30) | st.integers() | st.sampled_from(["auto", "transparent", "svg", "1x1", "999999x1"])
NAMES = st.text(max_size=20) | st.sampled_from(
    ["size", "quality", "background", "output_format", "output_compression", "n", "style", "moderation", "complexity"],
)


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(CATALOGUE.names) | st.text(max_size=30), st.text(), st.dictionaries(NAMES, WORDS, max_size=5))
@example(TWO, "", {"size": "9" * 5000 + "x1"})
def test_no_words_break_the_check(model: str, prompt: str, params: dict[str, str | int]) -> None:
    """Whatever people write gives objections, each with something to read, and no exception."""
    found = check(CATALOGUE, Request("openai", model, prompt, params), TODAY)

    assert all(one.message for one in found)


def test_a_size_is_read_by_its_own_digits_only() -> None:
    """Digits of other scripts, signs and white space make no size."""
    assert [parse_size(text) for text in ("1024x768", "１０２４x768", "+1x1", " 1x1", "1x1\n", "1X1")] == [
        (1024, 768),
        None,
        None,
        None,
        None,
        None,
    ]
