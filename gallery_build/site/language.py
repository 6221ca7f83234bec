"""The interface's language: its words with plural forms and holes, its dates and numbers. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from babel import Locale

HOLE = re.compile(r"\{([a-z_]+)\}")
"""A place in a phrase that is filled in."""

ENGLISH = "en"
"""The language that has words for everything."""

Phrase = str | dict[str, str]
"""What is said under one name; in plural forms, by the categories of CLDR: `{one = …, other = …}`."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What the interface says, and how it writes dates and numbers; digits are Latin everywhere."""

    locale: Locale
    phrases: Mapping[str, Phrase]
    """By table and name, `bar.search`; complete."""
    borrowed: frozenset[str] = frozenset()
    """Names of phrases that are English, because the language has none: they count as English does."""

    @property
    def right_to_left(self) -> bool:
        """Whether the script runs so."""
        return self.locale.text_direction == "rtl"

    @property
    def back(self) -> str:
        """The arrow towards the beginning."""
        return "→" if self.right_to_left else "←"

    @property
    def on(self) -> str:
        """The arrow towards the end."""
        return "←" if self.right_to_left else "→"

    def say(self, name: str, /, **values: object) -> str:
        """Return a phrase with its holes filled in; of plural forms, the one for `n`."""
        return HOLE.sub(lambda hole: self._spelled(values[hole[1]]), self._phrase(name, values))

    def html(self, name: str, /, **values: object) -> Markup:
        """Return a phrase for a template: everything is escaped but values that are markup."""
        phrase = str(escape(self._phrase(name, values)))
        return Markup(HOLE.sub(lambda hole: str(escape(self._spelled(values[hole[1]]))), phrase))  # noqa: S704 - escaped

    def say_or(self, name: str, otherwise: str) -> str:
        """Return a phrase, or the given words where there is none: for names that others coin."""
        return self.say(name) if name in self.phrases else otherwise

    def around(self, name: str, hole: str, **values: object) -> tuple[str, str]:
        """Return what stands before one hole of a phrase and behind it."""
        before, _, behind = self._phrase(name, values).partition(f"{{{hole}}}")
        fill = {**values, hole: ""}
        return tuple(HOLE.sub(lambda found: self._spelled(fill[found[1]]), part) for part in (before, behind))  # type: ignore[return-value]  # two

    def pattern(self, name: str) -> Phrase:
        """Return a phrase with its holes, for a script that fills them in."""
        return self.phrases[name]

    def counts_in(self, name: str) -> str:
        """Return the language by whose rules a phrase counts."""
        return ENGLISH if name in self.borrowed else str(self.locale).replace("_", "-")

    def number(self, value: Decimal | int, places: int = 0) -> str:
        """Return a number as it is written: `1,943`."""
        return _number(self.locale, value, places)

    def day(self, date: dt.date) -> str:
        """Return a date as people write it: `24 May 2025`."""
        from babel.dates import format_date  # noqa: PLC0415 - the same

        return format_date(date, "long", self.locale)

    def period(self, first: dt.date, last: dt.date) -> str:
        """Return a time as people say it, no finer than needed: `3–24 May 2025`, `March – May 2025`."""
        from babel.dates import format_interval  # noqa: PLC0415 - the same

        if first == last:
            return self.day(first)
        within = (first.year, first.month) == (last.year, last.month)
        return format_interval(first, last, "yMMMMd" if within else "yMMMM", locale=self.locale)

    def left_to_right(self, text: str) -> str:
        """Return figures and signs that keep their order in a text from right to left: `1024 × 1536`."""
        return f"\u2066{text}\u2069" if self.right_to_left else text

    def apart(self, text: str) -> str:
        """Return somebody's own words so that their direction and ours leave each other alone."""
        return f"\u2068{text}\u2069" if self.right_to_left else text

    def _phrase(self, name: str, values: Mapping[str, object]) -> str:
        if name not in self.phrases:
            raise LookupError(f'there are no words "{name}"')
        phrase = self.phrases[name]
        if isinstance(phrase, str):
            return phrase
        form = _rules(self.counts_in(name)).plural_form(values["n"])  # type: ignore[arg-type]  # a count is a number
        return phrase.get(form) or phrase.get("other") or next(iter(phrase.values()))

    def _spelled(self, value: object) -> str:
        if isinstance(value, Markup):
            return Markup(self.apart(value))  # noqa: S704 - markup before
        return self.number(value) if isinstance(value, int) else self.apart(str(value))


@lru_cache(maxsize=4096)
def _number(locale: Locale, value: Decimal | int, places: int) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - an idle build needs none

    return format_decimal(value, f"#,##0{'.' if places else ''}{'0' * places}", locale)


@lru_cache
def _rules(tag: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - an idle build needs none

    return Locale.parse(tag, sep="-")
