"""Which prompts are told to say nearly the same, and which alike ones are meant."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.config import Config
from gallery_build.prompts import read_prompts, remarks
from gallery_build.prompts.near import ALIKE, CROWD, FEWEST, nearly_same
from tests.values import a_gallery, a_prompt

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = (
    "A quiet fishing harbour at dawn, mist over the water, boats at their moorings, warm light on the ropes, "
    "gulls on the roofs, oil on canvas with broad strokes and a low sun"
)
SQUARE = "清晨宁静的渔港，水面上薄雾弥漫，渔船停泊在码头边，温暖的阳光洒在缆绳上。"


def told(*texts: str, **fields: Any) -> list[tuple[str, str, float]]:  # noqa: ANN401  # fields of the last prompt
    """Return the pairs among prompts of these texts, by their numbers."""
    prompts = [a_prompt(str(number), text) for number, text in enumerate(texts)]
    prompts[-1] = a_prompt(str(len(texts) - 1), texts[-1], **fields)
    return [(one.id, other.id, round(share, 2)) for one, other, share in nearly_same(prompts)]


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        (HARBOUR, HARBOUR.replace("dawn", "noon"), 0.97),
        (HARBOUR, f"{HARBOUR}.", 1.0),
        (HARBOUR, HARBOUR.replace("mist over the water, ", "").upper() + " mist over the water", 1.0),
        (SQUARE, SQUARE.replace("晨", "早"), 0.97),
    ],
)
def test_a_copy_with_an_edit_is_told(first: str, second: str, share: float) -> None:
    """One word, a sign, another order: both files are named, with the share of words in common."""
    assert told(first, "A red fox in snow.", second) == [("0", "2", share)]


@pytest.mark.parametrize(
    "fields", [{"params": {"size": "1536x1024"}}, {"vars": {"place": "x"}}, {"references": ("fox",)}, {"take": 2}]
)
def test_what_asks_otherwise_is_meant(fields: dict[str, object]) -> None:
    """Other parameters, a template of its own, another picture, another take: nobody copied by mistake."""
    assert not told(HARBOUR, HARBOUR.replace("dawn", "noon"), **fields)


def test_three_of_a_kind_are_a_series() -> None:
    """Prompts made from one template are alike on purpose."""
    assert not told(*(HARBOUR.replace("dawn", time) for time in ("dawn", "noon", "dusk")))


def test_short_prompts_are_not_judged() -> None:
    """Where one word is a tenth of the prompt it is another picture."""
    assert not told("A red fox in the deep snow of a birch wood", "A grey fox in the deep snow of a birch wood")


def test_the_same_picture_is_told_elsewhere() -> None:
    """Texts that differ in white space alone have one key, and a remark of their own."""
    assert not told(HARBOUR, HARBOUR.replace(", ", ",\n"))


def test_check_names_both_files(tmp_path: Path) -> None:
    """The remark stands at the second file, and says how alike it is to which."""
    root = a_gallery(tmp_path, a=HARBOUR, b=HARBOUR.replace("dawn", "noon"))
    found = [str(one) for one in remarks(read_prompts(root, Config()), Config()) if "words" in one.message]

    assert [line.partition("\n")[0] for line in found] == ["prompts/b.md: 97% of its words are those of prompts/a.md"]


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from("abcdefghij"), min_size=FEWEST, max_size=30), min_size=2, max_size=6))
def test_no_alike_pair_is_overlooked(texts: list[list[str]]) -> None:
    """Comparing only what shares a rare word finds what comparing everything finds."""
    expected = []
    for (here, one), (there, other) in combinations(enumerate(texts), 2):
        common = sum(min(one.count(word), other.count(word)) for word in set(one))
        if 2 * common / (len(one) + len(other)) >= ALIKE and one != other:
            expected.append((str(here), str(there)))
    alike = [
        (str(here), str(there))
        for (here, one), (there, other) in combinations(enumerate(texts), 2)
        if 2 * sum(min(one.count(word), other.count(word)) for word in set(one)) / (len(one) + len(other)) >= ALIKE
    ]
    alone = [pair for pair in expected if sum(bool({*pair} & {*other}) for other in alike) == 1]

    assert alone == [(one, other) for one, other, _ in told(*map(" ".join, texts))]


def test_a_crowd_is_not_compared() -> None:
    """A thousand prompts from one template cost no time."""
    assert not told(*(f"{HARBOUR} {number}" for number in range(10 * CROWD)))
