"""What the words of a text are, in scripts that part them and in scripts that do not."""

from __future__ import annotations

import pytest

from gallery_build.prompts.tokens import terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A quiet Harbour, 3D", ["a", "quiet", "harbour", "3d"]),
        ("3D漢字kit", ["3d", "漢", "字", "kit"]),
        ("naïve Straße", ["naïve", "strasse"]),
        ("पुराना किला", ["पुराना", "किला"]),
        ("— …", []),
    ],
)
def test_words_are_what_a_script_parts(text: str, expected: list[str]) -> None:
    """Letters with their accents and vowel signs, without regard to case; of unparted scripts each sign."""
    assert list(words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the old harbour of 2024", ["harbour"]),
        ("水彩の渔港", ["水彩", "彩の", "の渔", "渔港"]),
        ("水", []),
        ("바다의 집", ["바다의"]),
        ("ท่าเรือ", ["ท่", "่า", "าเ", "เร", "รื", "ือ"]),
        ("HARBOUR harbour", ["harbour", "harbour"]),
    ],
)
def test_terms_are_what_a_text_is_about(text: str, expected: list[str]) -> None:
    """Short words and numbers say little; pairs of signs stand for words where none are parted."""
    assert list(terms(text)) == expected
