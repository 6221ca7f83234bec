"""Lines fit the terminal, columns stand, and no word is broken or lost."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.cli.layout import HANG, cells, clean, table, wrapped

WORDS = st.lists(st.text("abc·茶🦊é", min_size=1, max_size=9), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("text", "width"), [("fox", 3), ("茶室", 4), ("🦊", 2), ("e\u0301", 1), ("한국", 4), ("\x1b[31mfox\x1b[0m", 3)]
)
def test_cells_are_those_of_a_terminal(text: str, width: int) -> None:
    """Chinese and emoji take two, what combines and what colours take none."""
    assert cells(text) == width


@given(WORDS, st.integers(12, 60), st.integers(0, 8))
def test_every_line_fits_and_every_word_stays(words: list[str], width: int, indent: int) -> None:
    """Only a word that would fit no line may stand out."""
    lines = wrapped(" " * indent + " ".join(words), width).split("\n")
    assert " ".join(lines).split() == words
    room = width - indent - HANG
    assert all(cells(line) <= width or any(cells(word) > room for word in line.split()) for line in lines)


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("3 prompts · 31 files written · 1.9 s", "3 prompts · 31 files written ·\n  1.9 s"),
        ("4 missing: shown as sketches, all of them", "4 missing: shown as sketches,\n  all of them"),
        ("  hint: write the whole of it here", "  hint: write the whole of it\n    here"),
    ],
)
def test_a_line_breaks_where_it_reads_well(line: str, broken: str) -> None:
    """At its dots, else between words; the rest hangs in."""
    assert wrapped(line, 30) == broken


def test_a_pipe_breaks_no_line() -> None:
    """Without a width a line stays whole, however long."""
    assert wrapped("a " * 500, 0) == "a " * 500


@given(st.lists(st.text(st.characters(exclude_characters="|")), min_size=1), st.integers(0, 100))
def test_columns_stand_in_every_script(names: list[str], limit: int) -> None:
    """The second column begins at one cell in every line, also where it has colours."""
    lines = table([[name, click.style("|", fg="red")] for [name] in clean([[name] for name in names])], limit=limit)
    assert len({cells(line.partition("|")[0]) for line in lines}) == 1
