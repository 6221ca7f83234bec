"""Which prompts say nearly the same, so that a copy is not paid for by mistake. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING

from gallery_build.key import squeeze
from gallery_build.prompts.tokens import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_build.model import Prompt

ALIKE = 0.9
"""The share of words in common, by their number and whatever their order, from which two prompts are nearly the same."""

FEWEST = 20
"""Words below which a prompt is too short to be judged: one other word is another picture."""

CROWD = 50
"""Prompts that share a rare word: so many are made from one template, and not compared."""


def nearly_same(prompts: Sequence[Prompt]) -> Iterator[tuple[Prompt, Prompt, float]]:
    """Yield pairs that are alike and ask alike, with how alike: from ALIKE to 1.

    Three or more that are alike are a series made from one template on purpose, and so are prompts with `vars`;
    neither is told, nor the same words asked with other parameters or other pictures, nor what is one picture.
    """
    words = {prompt.id: _words(prompt.text) for prompt in prompts if not prompt.vars}
    known = {prompt.id: prompt for prompt in prompts}
    pairs = dict(_pairs({name: found for name, found in words.items() if found.total() >= FEWEST}))
    often = Counter(name for pair in pairs for name in pair)
    for (one, other), alike in pairs.items():
        first, second = sorted((known[one], known[other]), key=lambda prompt: prompt.path)
        if (
            often[one] == often[other] == 1
            and _asks(first) == _asks(second)
            and squeeze(first.sent) != squeeze(second.sent)
        ):
            yield first, second, alike


def _asks(prompt: Prompt) -> tuple[object, ...]:
    return dict(prompt.params), prompt.references, prompt.mask, prompt.variation_of, prompt.take


def _words(text: str) -> Counter[str]:
    return Counter(words_of(text))


def _pairs(words: Mapping[str, Counter[str]]) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield alike pairs by their names; only those that share one of their rarest words are compared."""
    spread = Counter(word for found in words.values() for word in found)
    holders: dict[str, list[str]] = {}
    for name, found in words.items():
        rarest = sorted(found, key=lambda word: (spread[word], word))
        for word in rarest[: len(found) - ceil(_least(found) * len(found)) + 1]:
            holders.setdefault(word, []).append(name)
    few = [sorted(names) for names in holders.values() if len(names) <= CROWD]
    for one, other in sorted({pair for names in few for pair in combinations(names, 2)}):
        alike = _likeness(words[one], words[other])
        if alike >= ALIKE:
            yield (one, other), alike


def _least(words: Counter[str]) -> float:
    """Return the share of its different words that one prompt has in common with any alike one, at least."""
    total = words.total()
    spared = 2 * (1 - ALIKE) / (2 - ALIKE) * total  # occurrences that may be missing from a longer or shorter other
    return max(1 - spared / len(words), 0)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
