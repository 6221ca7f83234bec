"""What two exhibits have in common, in whole points: tags, series, words, colours, pictures that look alike. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from gallery_build.prompts.tokens import terms
from gallery_build.site.colours import held
from gallery_build.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.model import Exhibit, Look

TAG, SERIES = "#", "/"
"""What the terms begin with that are no words."""

FACTORS: Mapping[str, int] = {TAG: 3, SERIES: 2}
"""What a tag and a series count beside a word of the same rarity: a person chose them."""

CROWD = 255
"""Exhibits that share a term at most: of thousands, what more of them share makes no two neighbours."""

WORDS = 32
"""Words that stand for a prompt: those with the greatest count times rarity."""

COLOUR_POINT = 12
"""Hundredths of a picture in the same hues for which there is a point: eight points at most."""

UNLIKE = 16
"""Bits of 64 from which two pictures no longer look alike; each bit fewer is a point."""

SAME_BITS = 6
"""Bits by which two pictures differ at most that are one to the eye."""

FLAT = frozenset({0, 255})
"""Rows without a change of direction: skies and walls have them, and they say nothing."""

Rows = tuple[int, tuple[int, int]]
"""Two neighbouring rows of a picture's hash, with the number of the upper one."""


@dataclass(frozen=True, slots=True)
class Features:
    """What an exhibit is compared by. A sketch has neither hues nor a picture: its words chose both."""

    terms: Mapping[str, int]
    """Each word of title and prompt with its count; tags and series with 1."""
    hues: Mapping[str, int]
    """The named colours that it holds, in hundredths of its area."""
    bits: int
    """The hash of its picture."""
    rows: frozenset[Rows]
    """The hash by neighbouring rows, two that are flat left out."""
    words: frozenset[str]
    """Of the terms, the words."""
    lot: int
    """Decides between equals: drawn from the id, so that no exhibit is every other's neighbour."""


def features_of(exhibit: Exhibit) -> Features:
    """Return what an exhibit is compared by."""
    prompt, plate = exhibit.prompt, exhibit.plate
    counts = Counter(terms(f"{prompt.title}\n{prompt.text}"))
    words = frozenset(counts)
    counts.update({f"{TAG}{slug(tag)}" for tag in prompt.tags})
    above = prompt.series.split("/") if prompt.series else []
    counts.update(f"{SERIES}{'/'.join(above[:depth])}" for depth in range(1, len(above) + 1))
    bits = b"" if plate.sketch else _bits(plate.look)
    hues = {} if plate.sketch else {name: round(100 * share) for name, share in held(plate.look).items()}
    rows = frozenset((number, pair) for number, pair in enumerate(pairwise(bits)) if not FLAT.issuperset(pair))
    lot = int.from_bytes(sha256(prompt.id.encode()).digest()[:8])
    return Features(counts, hues, int.from_bytes(bits), rows, words, lot)


def _bits(look: Look) -> bytes:
    try:
        return bytes.fromhex(look.hash)
    except ValueError:  # looks are remembered, and memory is not trusted
        return b""


def rarity(exhibits: int, holders: int) -> int:
    """Return how often the gallery can be halved until only the holders of a term are left; 0 for what all or too many hold."""
    return max(exhibits.bit_length() - holders.bit_length(), 0) if 1 < holders <= CROWD else 0


def weigh(of: Features, rarities: Mapping[str, int]) -> dict[str, int]:
    """Return the terms that stand for an exhibit, with their points. `rarities` has those that are worth any."""
    worth = {term: rarities[term] for term in of.terms if term in rarities}
    marks = {term: FACTORS[term[0]] * worth.pop(term) for term in worth.keys() - of.words}
    if len(worth) > WORDS:
        best = sorted(worth, key=lambda word: (-of.terms[word] * worth[word], word))
        worth = {word: worth[word] for word in best[:WORDS]}
    return marks | worth


def colour_points(one: Features, other: Features) -> int:
    """Return the points for the area that both hold in the same hues."""
    return sum(min(one.hues[name], other.hues[name]) for name in one.hues.keys() & other.hues.keys()) // COLOUR_POINT


def picture_points(one: Features, other: Features) -> int:
    """Return the points for pictures that look alike, of two that share neighbouring rows."""
    return max(UNLIKE - (one.bits ^ other.bits).bit_count(), 0)


def is_copy(one: Features, other: Features) -> bool:
    """Say whether two are one to a visitor: four of five words are the same, or the pictures look the same."""
    shared, most = len(one.words & other.words), max(len(one.words), len(other.words))
    return 5 * shared >= 4 * most > 0 or (
        not one.rows.isdisjoint(other.rows) and picture_points(one, other) >= UNLIKE - SAME_BITS
    )
