"""The words of a text in any script; where a script parts no words, its single signs or pairs of them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff"
"""Thai and Lao, Burmese, Khmer, kana, Han: scripts that write no space between words."""

MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
"""Accents and vowel signs, which belong to the letter before them, and the Indic letters among those."""

SHORT = 4
"""Letters below which a word of an alphabet is mostly grammar."""

_RUN = re.compile(f"[{UNPARTED}]+|(?:(?![{UNPARTED}])(?:[^\\W_]|[{MARKS}]))+")
_PLAIN_RUN = re.compile("[a-z0-9]+")
_SYLLABLES = re.compile("[\uac00-\ud7a3\u0900-\u0dff]")
_UNPARTED = re.compile(f"[{UNPARTED}]")


def words(text: str) -> Iterator[str]:
    """Yield every word in its order, without regard to case; of scripts that part none, every sign."""
    for run in _runs(text):
        if _UNPARTED.match(run):
            yield from run
        else:
            yield run


def terms(text: str) -> Iterator[str]:
    """Yield what a text is about: words of some length that are no numbers, and of unparted scripts every pair of signs."""
    for run in _runs(text):
        if not run.isascii() and _UNPARTED.match(run):
            yield from (run[start : start + 2] for start in range(len(run) - 1))
        elif (len(run) >= SHORT or (len(run) > 1 and _SYLLABLES.match(run))) and not run.isdigit():
            yield run


def _runs(text: str) -> list[str]:
    return (_PLAIN_RUN if text.isascii() else _RUN).findall(text.casefold())
