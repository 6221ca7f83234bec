"""How messages spell things: amounts, counts, and the user's own words: short, on one line, harmless to a terminal."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_WORD = 200
"""Characters of a model's name, a field's name, anything that is one word."""

LONGEST_SHOWN = 60
"""Characters of a value that a message repeats."""

MOST_HINTS = 10
"""Looking for the nearest name is slow; a file of thousands of wrong names gets no more hints than this."""


def shown(value: object) -> str:
    """Return a value as a message repeats it: short, on one line, words in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "(a list)" if isinstance(value, list) else "(a map)"
    if value is None:
        return "(nothing)"
    text = str(value)
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return f'"{printable(text)}"' if isinstance(value, str) else text


def printable(text: str) -> str:
    """Return the text with everything that a terminal would obey, or not show, as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def nearest(name: str, names: Collection[str]) -> str:
    """Return a hint that names what was perhaps meant, or nothing."""
    import difflib  # noqa: PLC0415 - needed only where something is wrong

    close = difflib.get_close_matches(name.lower()[:LONGEST_WORD], names, n=1, cutoff=0.6)
    return f'did you mean "{printable(close[0])}"?' if close else ""


def money(usd: Decimal) -> str:
    """Return US dollars as people read them: `$0.013`, `$1.20`; never less than the last digit shown for something."""
    if usd == 0:
        return "$0"
    step = Decimal("0.01") if usd >= 1 else Decimal("0.001")
    rounded = max(usd.quantize(step, ROUND_HALF_EVEN), step)
    return f"${rounded}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
