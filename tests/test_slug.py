"""Slugs: one name for a thing in every address and on every file system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.slug import DEVICES, LONGEST, PAGES, alike, prompt_id, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("harbour", "harbour"),
        ("Harbour at Dawn", "harbour-at-dawn"),
        ("a_b.c  d", "a-b-c-d"),
        ("--a--", "a"),
        ("C++", "c"),
        ("C#", "c"),
        ("gpt-image-2.5-flare", "gpt-image-2-5-flare"),
        ("Ñandú", "ñandú"),
        ("n\u0303", "ñ"),
        ("初期の海", "初期の海"),
        ("हिन्दी", "हिन्दी"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("بحر هادئ", "بحر-هادئ"),
        ("½ Ⅷ ²", "½-ⅷ-²"),
        ("sea 🌊 wave", "sea-wave"),
        ("❤\ufe0f red", "red"),
        ("a\u200db", "a-b"),
        ("a\u202eb", "a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c|d", "a-b-c-d"),
        ("İstanbul", "i\u0307stanbul"),
        ("Straße", "straße"),
    ],
)
def test_letters_marks_and_digits_are_kept_and_all_else_is_one_hyphen(text: str, expected: str) -> None:
    """Every script keeps its letters; everything else becomes one hyphen, none at the ends."""
    assert expected == slug(text)


@pytest.mark.parametrize("text", ["", "!!!", "..", ".", "🌊", "\u0301", "\ufe0f", " ", "\u3164"])
def test_a_name_without_letters_is_a_hash(text: str) -> None:
    """A name of nothing but signs is named by 8 hex digits."""
    expected = (8, True)
    assert expected == (len(slug(text)), set(slug(text)) <= set("0123456789abcdef"))


@pytest.mark.parametrize("name", [*sorted(DEVICES), *sorted(PAGES), "CON", "Index", "aux.", "COM¹"])
def test_reserved_names_get_a_hash(name: str) -> None:
    """No slug is a device of Windows or the name of a listing page."""
    assert slug(name) not in DEVICES | PAGES
    assert slug(name).startswith(f"{name.lower().rstrip('.')}-")


@pytest.mark.parametrize("text", ["a" * 101, "ñ" * 300, "海" * 100, "नि" * 90, "a-" * 80, "a" * 5000])
def test_long_names_are_cut_at_a_character_and_get_a_hash(text: str) -> None:
    """A slug has at most 100 bytes, whatever the script, and two long names stay apart."""
    assert len(slug(text).encode()) <= LONGEST
    assert slug(text) != slug(f"{text}b")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("harbour.md", "harbour"),
        ("Sea/Harbour at dawn.md", "sea/harbour-at-dawn"),
        ("fox.v1.MD", "fox-v1"),
        ("sea/harbour", "sea/harbour"),
        ("Été/Brume.md", "été/brume"),
    ],
)
def test_an_id_mirrors_the_path(path: str, expected: str) -> None:
    """The id is the path below the prompts folder, each part slugged."""
    assert expected == prompt_id(path)


@pytest.mark.parametrize("path", ["../../etc/passwd.md", "a/../b.md", "a//b.md", "con/aux.md", "/etc/passwd.md"])
def test_an_id_never_leads_out(path: str) -> None:
    """No part of an id is empty, a dot or a device."""
    assert not {"", ".", "..", *DEVICES} & set(prompt_id(path).split("/"))


@settings(max_examples=300, deadline=None, database=None)
@given(st.text(st.characters(), max_size=150))
def test_a_slug_is_its_own_slug(text: str) -> None:
    """Slugging twice changes nothing, in any script; the result is NFC, not empty, and fits every file system."""
    once = slug(text)
    assert once == slug(once)
    assert unicodedata.is_normalized("NFC", once)
    assert 1 <= len(once.encode()) <= LONGEST
    assert all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in once)


@settings(max_examples=200, deadline=None, database=None)
@given(st.text(max_size=40))
def test_composed_and_decomposed_names_are_one(text: str) -> None:
    """A name from a Mac and the same name from Linux come to the same slug."""
    assert slug(unicodedata.normalize("NFC", text)) == slug(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Sea", "sea", True), ("C", "C++", False), ("É", "e\u0301", True), ("straße", "STRASSE", True)],
)
def test_spellings_are_alike_in_any_case_and_normal_form(one: str, other: str, *, expected: bool) -> None:
    """Case and normal form make no other name."""
    assert expected == (alike(one) == alike(other))
