"""The key: what moves it and what never does. A key that moves buys every picture again."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.config import Config, Defaults, Preset
from gallery_build.key import WHITE_SPACE, canonical_json, key_of, recipes_of, spell, squeeze
from gallery_build.prompts import Draft, parse_prompt

if TYPE_CHECKING:
    from gallery_build.model import Key, ParamValue, Prompt

WORDS = "Ein stilles frühes Meer."
FRONT = {"title": "Meer", "alt": "Ein Meer", "tags": "[sea]", "model": "gpt-image-2", "size": "1536x1024"}


def _file(fields: dict[str, str], text: str = WORDS, notes: str = "") -> str:
    """Return a prompt file."""
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{front}---\n{text}\n" + (f"\n<!-- notes -->\n{notes}\n" if notes else "")


def _parsed(content: str, path: str = "prompts/sea.md", config: Config | None = None) -> Prompt:
    return parse_prompt(Draft(path, content.replace("\r\n", "\n")), config or Config())


def _key(content: str, path: str = "prompts/sea.md", config: Config | None = None) -> Key:
    """Return the key of a file's first image."""
    return recipes_of(_parsed(content, path, config))[0].key


@pytest.mark.parametrize(
    ("params", "text", "index", "take", "expected"),
    [
        (
            {"model": "gpt-image-2", "size": "1536x1024"},
            "Ein stilles frühes Meer.",
            1,
            1,
            "7a90ea3a41e41918e40b7bf18d6000f37801ae24aee3c4c6a24ad7ea2003cff1",
        ),
        ({}, "A fox.", 1, 1, "23d66eeb08696da58fa5c9b2c55b90196b05c5b1fef07f6b3011c475fe65c3aa"),
        (
            {"output_compression": 80, "quality": "high"},
            '{ "海": 1 }',
            4,
            1,
            "4a386626641b55c3b71965c3bbd77d46a619ea8d222054e6ebde37186750f48e",
        ),
        (
            {"model": "gpt-image-2.5-flare", "provider": "openai"},
            "नमस्ते 🌊",
            2,
            3,
            "4bad4c65c1443b2d8cebd08167ae7d92a3f744dba52bec63631d21d2292329af",
        ),
    ],
)
def test_pinned_keys_stay_for_ever(
    params: dict[str, ParamValue], text: str, index: int, take: int, expected: str
) -> None:
    """These keys are in people's galleries; a change of any of them would buy their pictures again."""
    assert expected == key_of(text, params, index=index, take=take)


def test_the_canonical_object_is_the_documented_one() -> None:
    """What is hashed has sorted keys, no spaces, and non-ASCII as it is."""
    expected = (
        '{"index":1,"params":{"model":"gpt-image-2","size":"1536x1024"},"recipe":1,"text":"EinstillesfrühesMeer."}'
    )
    assert expected == canonical_json(WORDS, {"size": "1536x1024", "model": "gpt-image-2"}, index=1)


def test_the_worked_example_is_a_whole_file() -> None:
    """The documented key is the key of the documented file."""
    expected = "7a90ea3a41e41918e40b7bf18d6000f37801ae24aee3c4c6a24ad7ea2003cff1"
    assert expected == _key(_file(FRONT))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("quality", " Medium ", "medium"),
        ("model", " GPT-Image-2 ", "GPT-Image-2"),
        ("provider", "OpenAI", "OpenAI"),
        ("output_compression", 80, 80),
        ("output_compression", 80.0, 80),
        ("x", 0.50, "0.5"),
        ("x", 1e-7, "0.0000001"),
        ("x", 1e21, 10**21),
        ("x", "\u3000A\u0300\n", "à"),
    ],
)
def test_each_parameter_has_one_spelling(name: str, value: float | str, expected: ParamValue) -> None:
    """Two spellings of one value are one recipe."""
    assert expected == spell(name, value)


def test_white_space_is_unicodes_and_no_more() -> None:
    """The list in the source is Unicode's White_Space property; joiners and marks of scripts stay."""
    # str.isspace also counts the separators U+001C to U+001F, which Unicode does not
    expected = {chr(n) for n in range(0x110000) if chr(n).isspace()} - set("\x1c\x1d\x1e\x1f")
    assert expected == set(WHITE_SPACE)
    joined = "a\u200b\u200c\u200d\ufeffb"
    assert joined == squeeze(joined)


# ── what never moves a key ───────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content",
    [
        _file({**FRONT, "title": "Another"}),
        _file({**FRONT, "alt": "Another"}),
        _file({**FRONT, "tags": "[a, b]"}),
        _file({**FRONT, "date": "2026-01-01", "updated": "2026-01-02", "author": "A", "license": "MIT", "lang": "de"}),
        _file({**FRONT, "draft": "true", "featured": "true", "order": "3", "depicts": "real-place"}),
        _file({**FRONT, "n": "4"}),
        _file({**FRONT, "n": "4", "pick": "[2, 1]"}),
        _file({**FRONT, "extra": "{mood: calm}"}),
        _file(FRONT, notes="Some words."),
        _file({**FRONT, "size": " 1536X1024 "}),
        _file({**FRONT, "take": "1"}),
        _file({**FRONT, "quality": "", "background": '""'}),
        _file(FRONT, "Ein  stilles\n\nfrühes\u3000Meer."),
        _file(FRONT).replace("\n", "\r\n"),
        unicodedata.normalize("NFD", _file(FRONT)),
        _file(dict(reversed(FRONT.items()))),
        _file({**FRONT, "prompt": f'"{WORDS}"'}, "Commentary."),
        '+++\nmodel = "gpt-image-2"\nsize = "1536x1024"\n+++\n' + WORDS,
    ],
)
def test_what_decides_no_pixel_is_outside_the_key(content: str) -> None:
    """Retitling, tagging, reflowing, CRLF, NFD, more images, notes, the order of fields: all free."""
    assert _key(_file(FRONT)) == _key(content)


def test_renaming_and_moving_costs_nothing() -> None:
    """The file's name and folder are outside the key."""
    assert _key(_file(FRONT)) == _key(_file(FRONT), "prompts/other/name.md")


def test_changed_defaults_cost_nothing() -> None:
    """Defaults of the gallery are outside the key."""
    changed = Config(defaults=Defaults("openai", "gpt-image-9", 3, {"size": "512x512", "quality": "high"}))
    assert _key(_file({"title": "Meer"})) == _key(_file({"title": "Meer"}), config=changed)


def test_more_images_leave_the_first_ones() -> None:
    """Raising n from 2 to 4 buys two."""
    two = {recipe.key for recipe in recipes_of(_parsed(_file({**FRONT, "n": "2"})))}
    four = {recipe.key for recipe in recipes_of(_parsed(_file({**FRONT, "n": "4"})))}
    expected = (4, 2, True)
    assert expected == (len(four), len(four - two), two < four)


def test_a_presets_own_name_is_outside_the_key() -> None:
    """A preset counts by what it says; naming it differently is free."""
    one = Config(presets={"oil": Preset("oil", "Oil.", "Calm.", {"quality": "high"})})
    other = Config(presets={"oils": Preset("oils", "Oil.", "Calm.", {"quality": "high"})})
    written_out = _file({"quality": "high"}, f"Oil.\n{WORDS}\nCalm.")
    assert {_key(written_out)} == {
        _key(_file({"preset": "oil"}), config=one),
        _key(_file({"preset": "oils"}), config=other),
    }


SCRIPTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x21, max_codepoint=0x24F, exclude_categories=("Cc", "Cs")),
        st.characters(min_codepoint=0x370, max_codepoint=0x1FFF, exclude_categories=("Cc", "Cs", "Zs", "Cn")),
        st.sampled_from("海山川初期한국어ไทยनमस्तेمرحبا🌊👩‍🎨{}[]<>\"'`#*|é"),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(SCRIPTS, min_size=1, max_size=12), st.data())
def test_reflowing_never_moves_a_key_in_any_script(words: list[str], data: st.DataObject) -> None:
    """Where lines are broken, and with which spaces, costs nothing; letters do."""
    gaps = st.lists(
        st.sampled_from([" ", "\n", "  ", "\n\n", "\u3000", " \n", "\xa0"]), min_size=len(words), max_size=len(words)
    )
    one, other = ("x" + "".join(word + gap for word, gap in zip(words, data.draw(gaps), strict=True)) for _ in range(2))
    assert _key(_file(FRONT, one)) == _key(_file(FRONT, unicodedata.normalize("NFD", other)))
    assert _key(_file(FRONT, one)) != _key(_file(FRONT, f"{one}y"))


@settings(max_examples=60, deadline=None, database=None)
@given(
    st.permutations(sorted(FRONT)),
    st.text("abc äöü海", min_size=1, max_size=20).filter(str.strip),
    st.integers(1, 10),
    st.sampled_from(["\n", "\r\n"]),
)
def test_files_that_ask_the_same_have_one_key(order: list[str], title: str, n: int, line_end: str) -> None:
    """Any order of fields, any title, any n, either line end: the first image stays."""
    fields = {name: FRONT[name] for name in order} | {"title": f'"{title}"', "n": str(n)}
    assert _key(_file(FRONT)) == _key(_file(fields).replace("\n", line_end))


# ── what moves a key ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "stated",
    [
        {"model": "gpt-image-1.5"},
        {"size": "1024x1024"},
        {"quality": "high"},
        {"background": "opaque"},
        {"output_format": "webp"},
        {"output_compression": "80"},
        {"moderation": "low"},
        {"style": "vivid"},
        {"provider": "sketch"},
        {"take": "2"},
    ],
)
def test_each_stated_field_that_decides_pixels_is_in_the_key(stated: dict[str, str]) -> None:
    """What the file states about the picture names another picture."""
    assert _key(_file(FRONT)) != _key(_file({**FRONT, **stated}))


def test_every_image_has_a_key_of_its_own() -> None:
    """The image's number is in its key."""
    keys = {recipe.key for recipe in recipes_of(_parsed(_file({**FRONT, "n": "10"})))}
    expected = 10
    assert expected == len(keys)


def test_takes_and_numbers_do_not_meet() -> None:
    """The second take of image 1 is not image 2."""
    assert key_of(WORDS, {}, index=1, take=2) != key_of(WORDS, {}, index=2)


def test_vars_reach_the_key_through_the_text() -> None:
    """A placeholder filled in is the same as the text written out."""
    filled = _file({"vars": "{what: Meer}"}, "Ein stilles frühes {what}.")
    assert _key(_file({})) == _key(filled)


def test_a_key_that_included_the_title_would_be_noticed() -> None:
    """The comparison above has teeth: with the title among the parameters, retitling moves the key."""

    def bad_key(title: str) -> Key:
        prompt = _parsed(_file({**FRONT, "title": title}))
        return recipes_of(replace(prompt, params={**prompt.params, "title": prompt.title}))[0].key

    assert bad_key("Meer") != bad_key("See")
