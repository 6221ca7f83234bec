"""What hangs nearby: how fast it is found, and how often it is of the same category where published prompts state one.

    python benchmarks/related.py [--prompts 5000] [--published FOLDER]

FOLDER has prompt files whose titles begin with a category and " - ", which is taken out before anything is compared.
"""

from __future__ import annotations

import argparse
import re
import time
import tracemalloc
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

import yaml

from gallery_build.site.likeness import features_of
from gallery_build.site.pages.nearby import NEARBY
from gallery_build.site.ties import Ties
from tests.site.values import exhibit, look, plate, prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gallery_build.model import Exhibit
    from gallery_build.site.likeness import Features

COMMON = 20_000
"""Words of the made-up language: the n-th is n times as rare as the first, as in any language."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=5000)
    parser.add_argument("--published", type=Path)
    options = parser.parse_args()
    measure(options.prompts)
    if options.published:
        judge(options.published)


def measure(count: int) -> None:
    """Print what a gallery costs, and an edit of it."""
    dice = Random(1)
    shown = [written(dice, number) for number in range(count)]
    started = time.process_time()
    of = {one.prompt.id: features_of(one) for one in shown}
    print(f"{count} prompts: features {time.process_time() - started:.2f} s", end=", ")
    ties, started = Ties(NEARBY), time.process_time()
    found(ties, of)
    print(f"ties {time.process_time() - started:.2f} s", end=", ")
    tracemalloc.start()
    second = Ties(NEARBY)
    found(second, of)
    print(f"{tracemalloc.get_traced_memory()[0] / 1e6:.0f} MB")
    tracemalloc.stop()
    edits: dict[str, Callable[[Exhibit], Exhibit]] = {
        "another word": lambda one: reworded(one, one.prompt.text.partition(" ")[2]),
        "another text": lambda one: reworded(one, a_text(dice)),
    }
    for what, edit in edits.items():
        taken = []
        for one in shown[: 20 * (count // 20) : count // 20]:
            edited = edit(one)
            started = time.process_time()
            of = {**of, one.prompt.id: features_of(edited)}
            found(ties, of)
            taken.append(1000 * (time.process_time() - started))
        print(f"  {what}: median {median(taken):.1f} ms, at most {max(taken):.1f}")


def written(dice: Random, number: int) -> Exhibit:
    """Return an exhibit with a tag that others have, and a picture like no other."""
    of = prompt(f"p{number:05}", a_text(dice), tags=(f"t{number % 40}",))
    shares = sorted((dice.random() for _ in range(6)), reverse=True)
    palette = tuple((f"#{dice.getrandbits(24):06x}", share / sum(shares)) for share in shares)
    return exhibit(of, plate(of, look=look(hash=f"{dice.getrandbits(64):016x}", palette=palette)))


def reworded(one: Exhibit, text: str) -> Exhibit:
    """Return an exhibit with another text."""
    return replace(one, prompt=replace(one.prompt, text=text))


def a_text(dice: Random) -> str:
    """Return 60 to 200 words."""
    return " ".join(f"w{word_of(int(COMMON ** dice.random()))}" for _ in range(dice.randint(60, 200)))


def word_of(number: int) -> str:
    """Return a number in letters."""
    return "".join(chr(97 + int(digit)) for digit in f"{number:05}")


def found(ties: Ties, of: Mapping[str, Features]) -> dict[str, tuple[str, ...]]:
    """Return what hangs near each exhibit."""
    ties.follow(of)
    return {name: ties.closest(name) for name in of}


def judge(folder: Path) -> None:
    """Print how often what hangs nearby is of the same category, and how often two prompts at random are."""
    stated = list(published(folder))
    kinds = dict(categories(stated))
    of = {one.name: one.features for one in stated}
    numbers = {one.name: one.number for one in stated}
    pairs = [(one, other) for one, others in found(Ties(NEARBY), of).items() for other in others]
    own = [(one, other) for one, other in pairs if numbers[one] != numbers[other]]
    same = sum(kinds[one] == kinds[other] for one, other in own) / len(own)
    any_two = [kinds[one] == kinds[other] for one, other in combinations(kinds, 2) if numbers[one] != numbers[other]]
    chance = sum(any_two) / len(any_two)
    translated = len(pairs) - len(own)
    print(f"{folder.name}: {len(kinds)} prompts, {len(pairs)} pairs, {translated} of them one prompt in two languages")
    print(f"  of the others {same:.0%} share a category, {chance:.0%} by chance")


@dataclass(frozen=True, slots=True)
class Published:
    """A prompt of a collection, `en-21-….md`, whose title states a category in its language."""

    name: str
    language: str
    number: str
    """The same in all languages."""
    category: str
    features: Features


def published(folder: Path) -> Iterator[Published]:
    """Yield the prompts that state a category."""
    for file in sorted(folder.glob("*.md")):
        _, front, text = file.read_text(encoding="utf-8").split("---\n", 2)
        category, parted, title = str(yaml.safe_load(front)["title"]).partition(" - ")
        told = re.match(r"(\w\w(?:-[A-Z0-9]+)?)-(\d+)-", file.name)
        if parted and told:
            of = prompt(file.stem, text, title=title)
            shown = exhibit(of, plate(of, look=look(hash="", palette=())))
            yield Published(file.stem, told[1], told[2], category, features_of(shown))


def categories(stated: Sequence[Published]) -> Iterator[tuple[str, str]]:
    """Yield each prompt with its category, one name for all languages: prompts of one number have the same."""
    names: dict[tuple[str, str], str] = {}
    by_number: dict[str, str] = {}
    for _ in stated:  # until the names have spread over all languages
        for one in stated:
            name = min(names.get((one.language, one.category), "~"), by_number.get(one.number, "~"), one.category)
            names[one.language, one.category] = by_number[one.number] = name
    yield from ((one.name, names[one.language, one.category]) for one in stated)


if __name__ == "__main__":
    main()
