"""What a prompt's words call for."""

from __future__ import annotations

import pytest

from gallery_build.sketch import Choice, choose
from gallery_build.sketch.palettes import PALETTE_WORDS, PALETTES
from gallery_build.sketch.subjects import SUBJECTS, Subject


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_every_subject_is_reached_by_its_first_word(subject: Subject) -> None:
    """No subject is there that nobody can ask for."""
    choice = choose(subject.words.split()[0], "key")
    assert (subject.composition, subject.name) == (choice.composition, choice.subject)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_palette_is_reached_by_words(palette: str) -> None:
    """No palette is there that nobody can ask for."""
    called = {choose(word, "key").palette for word in PALETTE_WORDS[palette].split()}
    assert palette in called


def test_there_are_enough_compositions_and_palettes() -> None:
    """A wall of sketches is varied: at least sixteen compositions and twelve palettes."""
    assert len({subject.composition for subject in SUBJECTS}) >= 16
    assert len(PALETTES) >= 12


def test_every_subject_names_palettes_that_exist() -> None:
    """A subject without a palette word is printed in inks we have."""
    named = {palette for subject in SUBJECTS for palette in subject.palettes.split()}
    assert set() == named - set(PALETTES)


def test_no_two_subjects_share_a_name() -> None:
    """A subject's name says which drawing it is."""
    names = [subject.name for subject in SUBJECTS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Harbour at dawn", "harbour"),
        ("A fox in the snow", "fox"),
        ("Snow, and a fox", "fox"),
        ("City tram at night", "tram"),
        ("茶室の朝", "teapot"),
        ("تلال خضراء", "hills"),
        ("والقطار في الليل", "train"),
        ("Küche am FENSTER", "room"),
        ("여우가 눈 속에", "fox"),
        ("रात में शहर", "city"),
        ("海报设计", "poster"),
        ("上海の海", "city"),
        ("hot air balloon", "balloon"),
        ("an ice cream", "icecream"),
        ("cats and cherries", "cat"),
        ('{"subject": "a whale", "style": {"lighting": "soft"}}', "whale"),
        ("Infographic: the life of a fox", "chart"),
    ],
)
def test_words_call_for_their_subject(words: str, subject: str) -> None:
    """Titles in many scripts, and prompts that are JSON, show what they say."""
    assert subject == choose(words, "key").subject


@pytest.mark.parametrize(
    "words", ["season", "scar", "stream", "education", "seashell", "barbecue", "mapping", "foxglove"]
)
def test_words_do_not_match_inside_other_words(words: str) -> None:
    """A season is no sea and a scar no car: such words leave the choice to the key."""
    chosen = {choose(words, str(key)).composition for key in range(40)}
    assert len(chosen) >= 10


def test_the_subject_stands_at_the_beginning() -> None:
    """An early word counts more than a late one of equal strength."""
    filler = "with soft and even tones everywhere " * 6
    assert choose(f"a cat {filler} a dog", "key").subject == "cat"
    assert choose(f"a dog {filler} a cat", "key").subject == "dog"


def test_a_repeated_word_counts_three_times_at_most() -> None:
    """A prompt that says "moon" fifty times is still about its fox."""
    assert choose("fox " + "moon " * 50, "key").subject == "fox"


def test_words_that_say_nothing_leave_the_choice_to_the_key() -> None:
    """Without a vote the key chooses among at least ten compositions, evenly enough to see them all."""
    chosen = {choose("qwerty", str(key)).composition for key in range(200)}
    assert len(chosen) >= 10


def test_the_choice_is_the_same_each_time() -> None:
    """Words and key decide the choice, and nothing else does."""
    assert Choice("animal", "fox", "glacier") == choose("A fox in the snow", "key")
