"""What changed between two texts, as a reader would say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.site.pages.rewording import reworded

DAWN = "A quiet fishing harbour at dawn, mist over the water, boats at their moorings, warm light on the ropes."

CASES = [
    ("A red fox", "A red fox", "A red fox"),
    ("", "A fox", "+A fox+"),
    ("A fox", "", "-A fox-"),
    (DAWN, DAWN.replace("dawn", "noon"), DAWN.replace("dawn", "-dawn-+noon+")),
    ("boats at their moorings, warm", "one boat leaving, warm", "-boats at their moorings-+one boat leaving+, warm"),
    ("one boat at sea today", "two boats at lake today", "-one boat at sea -+two boats at lake +today"),
    ("oil, one two three four wide", "ink, one two three four tall", "-oil-+ink+, one two three four -wide-+tall+"),
    ("broad strokes.", "broad strokes, a low sun.", "broad strokes+, a low sun+."),
    ("red fox\nin snow", "red fox in\nsnow", "red fox in\nsnow"),
    ("一只红色的狐狸站在雪地里", "一只白色的狐狸坐在雪地里", "一只-红-+白+色的狐狸-站-+坐+在雪地里"),
    ("تلال خضراء في الصباح الباكر جدا", "تلال حمراء في الصباح الباكر جدا", "تلال -خضراء -+حمراء +في الصباح الباكر جدا"),
    ("हिन्दी में सुंदर", "हिन्दी में पुराना", "हिन्दी में -सुंदर-+पुराना+"),
    ("don't walk f/1.8", "don't run f/1.8", "don't -walk -+run +f/1.8"),
    ('{"fox": "red", "n": 2.5}', '{"fox": "grey", "n": 2.5}', '{"fox": "-red-+grey+", "n": 2.5}'),
]


def spelled(old: str, new: str) -> str:
    """Return the pieces in one line: removed between minus signs, inserted between plus signs."""
    return "".join(
        piece.new if piece.kept else f"-{piece.old}-" * bool(piece.old) + f"+{piece.new}+" * bool(piece.new)
        for piece in reworded(old, new)
    )


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_changes_read_as_a_person_would_mark_them(old: str, new: str, expected: str) -> None:
    """Words are whole, CJK goes by characters, two words of one clause are no island, white space is no change."""
    assert expected == spelled(old, new)


PIECES = st.lists(st.sampled_from(["fox", "a", "red", "狐", "在", ", ", ". ", " ", "\n\n", "{x}", "é", "जा", "🦊"]))
TEXTS = PIECES.map("".join) | st.text()


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_pieces(old: str, new: str) -> None:
    """Kept and removed give the old text, kept and inserted the new one, to the last space."""
    pieces = reworded(old, new)

    assert (old, new) == ("".join(piece.old for piece in pieces), "".join(piece.new for piece in pieces))


@given(TEXTS)
def test_equal_texts_have_no_change(text: str) -> None:
    """Nothing is marked where nothing changed."""
    assert all(piece.kept for piece in reworded(text, text))


def test_a_huge_rewriting_is_one_change() -> None:
    """Texts of more words than are compared cost no time beyond reading them."""
    old, new = " ".join(map(str, range(21_000))), " ".join(map(str, range(21_000, 42_000)))

    assert [(old, new)] == list(reworded(old, new))
