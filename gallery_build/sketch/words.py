"""Reads a prompt's words: which subject they call for, and which palette."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from gallery_build.sketch.palettes import NIGHTS, PALETTE_WORDS, PALETTES
from gallery_build.sketch.subjects import SUBJECTS, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READ = 6000
"""Characters of a prompt that are read: a subject stands at the beginning."""

FADE = 14
"""After so many words a word counts half."""

ENOUGH = 3
"""How often one word may count: a prompt that says "poster" forty times is no better a poster."""

NIGHT = 2.0
"""How much more a dark palette's words weigh: a street at night is night first."""

MARKS = re.compile("[\u0300-\u036f]+")
UNSPACED = "\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
"""Kana, Han and Thai: scripts without spaces between words."""

RUN = re.compile(f"[{UNSPACED}]+|[^\\W_{UNSPACED}](?:[^\\W_{UNSPACED}]|[\u0610-\u065f\u0900-\u0963\u0970-\u097f])*")
"""A run of one script, or a word; the marks of Arabic and Devanagari belong to their word."""

ARTICLE = re.compile("^(?:وال|بال|كال|فال|لل|ال|و)")
"""What Arabic writes before a word without a space."""

SHORTEST_PREFIX = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """What a sketch will show."""

    composition: str
    """The kind of drawing: `animal`."""
    subject: str
    """What it shows: `fox`."""
    palette: str
    """Its five inks: `ember`."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and the names they vote for."""

    whole: Mapping[str, tuple[str, ...]]
    prefixes: Mapping[str, tuple[str, ...]]
    inside: Mapping[str, tuple[str, ...]]
    """Words of scripts without spaces, found anywhere."""
    pattern: re.Pattern[str]
    """Finds the words of `inside`, longest first."""


def choose(words: str, key: str) -> Choice:
    """Return what the words call for; where they say nothing, the key decides."""
    random = Random(f"{key}/choice")  # noqa: S311 - a drawing, not a secret
    subject = _subject(_votes(words, _subjects()), random)
    palette = _palette(_votes(words, _palettes()), subject, random)
    return Choice(subject.composition, subject.name, palette)


def _subject(votes: Mapping[str, float], random: Random) -> Subject:
    """Return the subject with the most weight; without a vote, every composition is as likely as any other."""
    weights = [votes.get(subject.name, 0) * subject.strength for subject in SUBJECTS]
    if any(weights):
        return SUBJECTS[weights.index(max(weights))]
    composition = random.choice(list(dict.fromkeys(subject.composition for subject in SUBJECTS)))
    return random.choice([subject for subject in SUBJECTS if subject.composition == composition])


def _palette(votes: Mapping[str, float], subject: Subject, random: Random) -> str:
    """Return the palette the words call for; without a vote, one that suits the subject."""
    if votes:
        return max(PALETTES, key=lambda name: votes.get(name, 0) * (NIGHT if name in NIGHTS else 1))
    return random.choice(subject.palettes.split())


@cache
def _subjects() -> Lexicon:
    return lexicon({subject.name: subject.words for subject in SUBJECTS})


@cache
def _palettes() -> Lexicon:
    return lexicon(PALETTE_WORDS)


def lexicon(entries: Mapping[str, str]) -> Lexicon:
    """Return the lexicon of `name -> words`.

    A word stands for itself and its English plural; one that ends in `*` for every word that begins so; `ice_cream`
    for two words in a row.
    """
    whole: dict[str, tuple[str, ...]] = {}
    prefixes: dict[str, tuple[str, ...]] = {}
    inside: dict[str, tuple[str, ...]] = {}
    for name, words in entries.items():
        for word in fold(words).split():
            group = prefixes if word.endswith("*") else inside if re.match(f"[{UNSPACED}]", word) else whole
            group[word.rstrip("*")] = (*group.get(word.rstrip("*"), ()), name)
    longest_first = sorted(inside, key=lambda word: (-len(word), word))
    return Lexicon(whole, prefixes, inside, re.compile("|".join(map(re.escape, longest_first)) or "(?!)"))


def fold(text: str) -> str:
    """Return the text without case and accents, so that "Küche" and "KUCHE" are one word."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", MARKS.sub("", spread))


def _votes(words: str, lexicon: Lexicon) -> dict[str, float]:
    """Return how much weight each name has: early words count most, and one word only so often."""
    votes: dict[str, float] = {}
    seen: dict[str, int] = {}
    before = ""
    for position, word in enumerate(_words(words, lexicon)):
        names = _names(word, lexicon) or lexicon.whole.get(f"{before}_{word}", ())
        before = word
        seen[word] = seen.get(word, 0) + 1
        if seen[word] <= ENOUGH:
            for name in names:
                votes[name] = votes.get(name, 0) + FADE / (FADE + position)
    return votes


def _words(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the text's words in order; in scripts without spaces, the known words and two characters a word between."""
    for run in RUN.findall(fold(text[:READ])):
        if not re.match(f"[{UNSPACED}]", run):
            yield run
            continue
        at = 0
        for found in lexicon.pattern.finditer(run):
            yield from ("" for _ in range((found.start() - at) // 2))
            yield found.group()
            at = found.end()


def _names(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names a whole word votes for."""
    if word in lexicon.inside:
        return lexicon.inside[word]
    for form in _forms(word):
        if form in lexicon.whole:
            return lexicon.whole[form]
    begun = (word[:length] for length in range(len(word), SHORTEST_PREFIX, -1))
    return next((lexicon.prefixes[start] for start in begun if start in lexicon.prefixes), ())


def _forms(word: str) -> Iterator[str]:
    """Yield the word, then what it may be an inflection of: an English plural, an Arabic word with its article."""
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    yield ARTICLE.sub("", word)
