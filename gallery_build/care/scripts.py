"""Which scripts a text is written in, and in which languages fontconfig knows them. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = {
    "Latin": ("en",),
    "Arabic": ("ar",),
    "Armenian": ("hy",),
    "Bengali": ("bn",),
    "Cyrillic": ("ru",),
    "Devanagari": ("hi",),
    "Emoji": ("und-zsye",),
    "Ethiopic": ("am",),
    "Georgian": ("ka",),
    "Greek": ("el",),
    "Gujarati": ("gu",),
    "Gurmukhi": ("pa",),
    "Han": ("zh-cn", "zh-tw", "ja", "ko"),
    "Hangul": ("ko",),
    "Hebrew": ("he",),
    "Hiragana": ("ja",),
    "Kannada": ("kn",),
    "Katakana": ("ja",),
    "Khmer": ("km",),
    "Lao": ("lo",),
    "Malayalam": ("ml",),
    "Myanmar": ("my",),
    "Sinhala": ("si",),
    "Tamil": ("ta",),
    "Telugu": ("te",),
    "Thai": ("th",),
    "Tibetan": ("bo",),
}
"""Script → languages by which a font for it is found; one of them is enough."""

_PICTOGRAPHS = range(0x1F300, 0x1FB00)


def scripts_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the scripts of LANGUAGES that texts use, in its order; digits and punctuation belong to none."""
    characters = {character for text in texts for character in text}
    used = {_script(character) for character in characters}
    return tuple(script for script in LANGUAGES if script in used)


def _script(character: str) -> str:
    if ord(character) in _PICTOGRAPHS:
        return "Emoji"
    if not character.isalpha():
        return ""
    first = unicodedata.name(character, "").partition(" ")[0].capitalize()
    return "Han" if first == "Cjk" else first
