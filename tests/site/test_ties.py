"""Which exhibits have most in common, and that following edits finds the same as looking at the whole gallery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.kept import Kept
from gallery_build.model import State
from gallery_build.site.likeness import CROWD, UNLIKE, WORDS, Features, features_of, rarity, weigh
from gallery_build.site.pages.nearby import NEARBY, neighbourhood
from gallery_build.site.ties import REACH, Ties
from tests.site.values import exhibit, gallery, look, plate, prompt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.model import Exhibit

WORDS_OF = ("harbour", "lighthouse", "watercolour", "nightfall", "mountain", "清晨的渔港", "वाटरकलर", "город")
TAGS = ("sea", "snow", "night")
HASHES = ("0f1e2d3c4b5a6978", "0f1e2d3c4b5a6979", "f0e1d2c3b4a59687", "00000000000000ff", "")
PALETTES = ((("#4e8098", 1.0),), (("#e8743b", 0.6), ("#4e8098", 0.4)), (("#f3f1ea", 1.0),))


@st.composite
def exhibits(draw: st.DrawFn, name: str) -> Exhibit:
    """Return an exhibit that may share anything with others."""
    words = draw(st.lists(st.sampled_from(WORDS_OF), max_size=6))
    tags = tuple(draw(st.sets(st.sampled_from(TAGS), max_size=2)))
    of = prompt(name, " ".join(words), title="Untitled", tags=tags)
    state = draw(st.sampled_from((State.HAVE, State.HAVE, State.MISSING)))
    seen = look(hash=draw(st.sampled_from(HASHES)), palette=draw(st.sampled_from(PALETTES)))
    return exhibit(of, plate(of, state=state, look=seen))


@st.composite
def galleries(draw: st.DrawFn, most: int = 24) -> dict[str, Features]:
    """Return the features of some exhibits by id."""
    places = draw(st.sets(st.integers(0, most), max_size=most))
    names = [f"{('', 'sea/', 'sea/north/')[place % 3]}p{place}" for place in sorted(places)]
    return {name: features_of(draw(exhibits(name))) for name in names}


def followed(*steps: Mapping[str, Features]) -> Ties:
    """Return ties that followed these galleries, one after the other."""
    ties = Ties(NEARBY)
    for step in steps:
        ties.follow(step)
    return ties


def closest(ties: Ties, names: Mapping[str, Features]) -> dict[str, tuple[str, ...]]:
    """Return what is close to each."""
    return {name: ties.closest(name) for name in names}


@given(galleries(REACH))
@settings(max_examples=30, deadline=None)
def test_two_have_as_much_in_common_both_ways(features: dict[str, Features]) -> None:
    """Who stands first is not asked; none has anything in common with itself."""
    ties = followed(features)
    points = {(one, other): shared for one in features for other, shared in ties.in_common(one).items()}
    assert points == {(other, one): shared for (one, other), shared in points.items()}
    assert all(one != other for one, other in points)


@given(galleries(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_files_decides_nothing(features: dict[str, Features], dice: object) -> None:
    """The same files in another order have the same ties, and none is tied to itself."""
    shuffled = list(features.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    found = closest(followed(features), features)
    assert closest(followed(dict(shuffled)), features) == found
    assert all(name not in others and len(set(others)) == len(others) for name, others in found.items())


@given(st.lists(galleries(), min_size=2, max_size=5))
@settings(max_examples=50, deadline=None)
def test_following_edits_finds_what_a_fresh_look_finds(steps: list[dict[str, Features]]) -> None:
    """Whatever was edited, added and removed before: the ties are those of the last gallery alone."""
    ties = Ties(NEARBY)
    for step in steps:
        ties.follow(step)
        assert closest(ties, step) == closest(followed(step), step)


def test_following_many_edits_of_many_exhibits() -> None:
    """Also where every exhibit has more candidates than are looked at."""
    words = [f"word{'abcdefghijklmnop'[number]}" for number in range(16)]
    of = {
        f"p{number}": prompt(f"p{number}", " ".join(words[(number * step) % 16] for step in range(1, 7)))
        for number in range(80)
    }
    features = {name: features_of(exhibit(one)) for name, one in of.items()}
    ties = followed(features)
    assert all(len(others) == NEARBY for others in closest(ties, features).values())
    for number in range(0, 80, 7):
        text = " ".join(words[(number + step * step) % 16] for step in range(5))
        features = features | {f"p{number}": features_of(exhibit(prompt(f"p{number}", text)))}
        ties.follow(features)
        assert closest(ties, features) == closest(followed(features), features)


@pytest.mark.parametrize(
    ("exhibits", "holders", "halvings"),
    [(1000, 2, 8), (1000, 3, 8), (1000, 4, 7), (1000, 1000, 0), (1000, 1, 0), (9000, CROWD + 1, 0), (2, 2, 0)],
)
def test_a_term_is_worth_how_rare_it_is(exhibits: int, holders: int, halvings: int) -> None:
    """Each doubling of its holders takes a point; what one has, all have or a crowd has ties none."""
    assert rarity(exhibits, holders) == halvings


def test_a_tag_weighs_more_than_a_series_and_that_more_than_a_word() -> None:
    """What a person chose says more than a word of the text."""
    of = features_of(exhibit(prompt("sea/fox", "Winter", title="Fox", tags=("Snow",))))
    assert weigh(of, dict.fromkeys(of.terms, 2)) == {"#snow": 6, "/sea": 4, "winter": 2}


def test_a_prompt_is_known_by_the_words_it_repeats_and_few_others_have() -> None:
    """Count times rarity decides which words stand for a long prompt."""
    common = [f"common{letter}" for letter in "abcdefghijklmnopqrstuvwxyzåäöüßñ"]
    of = features_of(exhibit(prompt("fox", " ".join([*common, "badger badger", "otter"]), title="")))
    kept = weigh(of, {**dict.fromkeys(common, 1), "badger": 1, "otter": 4})
    assert len(kept) == WORDS
    assert {"badger", "otter"} <= kept.keys()


def test_only_pictures_are_compared_by_eye() -> None:
    """A sketch is drawn from its words, so its colours and shapes would count them twice."""
    of = prompt("fox", "A fox")
    drawn = features_of(exhibit(of, plate(of, state=State.MISSING)))
    assert (dict(drawn.hues), drawn.bits, drawn.rows) == ({}, 0, frozenset())
    assert features_of(exhibit(of)).rows


def test_pictures_that_look_alike_are_found_where_no_word_is_shared() -> None:
    """The same picture under words of another language is a neighbour; one bit less alike, a point less."""
    texts = {"en": "harbour", "zh": "清晨渔港", "other": "mountain"}
    hashes = {"en": "0f1e2d3c4b5a6978", "zh": "0f1e2d3c4b5a6979", "other": "f0e1d2c3b4a59687"}
    shown = {name: prompt(name, text, title="") for name, text in texts.items()}
    features = {
        name: features_of(exhibit(of, plate(of, look=look(hash=hashes[name], palette=()))))
        for name, of in shown.items()
    }
    assert followed(features).in_common("en") == {"zh": UNLIKE - 1}


def test_copies_do_not_fill_what_hangs_nearby() -> None:
    """Of six prompts that differ in a word, one hangs near a seventh that has most words of them; then come others."""
    words = "quiet fishing harbour dawn mist water boats moorings"
    copies = {f"copy{number}": f"{words} boats{'abcdef'[number]}" for number in range(6)}
    others = {f"other{number}": f"{words.split()[number]} cathedral{'abcd'[number]} roses" for number in range(4)}
    texts = {"here": "quiet fishing harbour dawn lighthouse roses", **copies, **others}
    ties = followed({name: features_of(exhibit(prompt(name, text, title=""))) for name, text in texts.items()})
    near = ties.closest("here")
    assert len([name for name in near if name.startswith("copy")]) == 1
    assert len(near) == NEARBY


def test_an_edit_changes_only_the_pages_whose_neighbours_it_changes() -> None:
    """The same exhibits in another order, or one with another licence, have the very same neighbours."""
    kept = Kept()
    shown = [exhibit(prompt(f"p{number}", f"{WORDS_OF[number % 6]} {WORDS_OF[number % 4]}")) for number in range(12)]
    before = neighbourhood(gallery(*shown), kept)
    was = {one.prompt.id: [near.prompt.id for near in before.of(one)] for one in shown}
    licensed = replace(shown[3], prompt=replace(shown[3].prompt, license="MIT"))
    after = neighbourhood(gallery(*shown[:3], licensed, *shown[4:]), kept)
    assert {one.prompt.id: [near.prompt.id for near in after.of(one)] for one in shown} == was
