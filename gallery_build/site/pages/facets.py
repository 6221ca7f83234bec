"""What exhibits can be filtered by: the values of each, and the lines of them that the search page offers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.model import State
from gallery_build.site.colours import HUES, held
from gallery_build.site.pages.details import quality
from gallery_build.site.pages.feed import EPOCH, updated
from gallery_build.site.pages.frame import Rule
from gallery_build.site.pages.links import licence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gallery_build.model import Exhibit, Gallery
    from gallery_build.site.language import Language

Facets = dict[str, list[str]]

NAMES = ("tag", "model", "shape", "colour", "series", "size", "quality", "year", "author", "licence", "state")
"""In the order of the lines; the first four stand open."""

OPEN = 4

MOST = 20
"""Values in one line, the commonest; each of the others has a page of its own, or is found by its words."""

WORDS = frozenset({"shape", "colour", "state"})
"""Lines whose values are words of the interface; addresses have them in English."""

WIDE, TALL = 1.15, 0.87
"""Ratios beyond which a picture is no square to the eye."""

SHAPES = ("wide", "square", "tall")


@dataclass(frozen=True, slots=True)
class Value:
    """One value to choose."""

    value: str
    name: str
    """As it is read: a colour, a shape and a state are words of the interface."""
    count: int
    rule: Rule | None
    """The disc of a colour."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of values."""

    name: str
    title: str
    values: tuple[Value, ...]
    open: bool
    """True where it always shows; the others are behind a word."""


def series_of(gallery: Gallery) -> Mapping[str, Sequence[str]]:
    """Return the names of the series that each exhibit is in, by its id."""
    found: dict[str, list[str]] = {}
    for group in gallery.series:
        for exhibit in group.exhibits:
            found.setdefault(exhibit.prompt.id, []).append(group.name)
    return found


def facets(gallery: Gallery, exhibit: Exhibit, series: Sequence[str]) -> Facets:
    """Return an exhibit's values by the names of the lines; what it does not have is left out. `series`: those it is in."""
    prompt, plate = exhibit.prompt, exhibit.plate
    values = {
        "tag": list(prompt.tags),
        "model": [plate.model],
        "shape": [_shape(plate.ratio)],
        "colour": list(held(plate.look)),
        "series": list(series),
        "size": [f"{plate.width} × {plate.height}"],
        "quality": [quality(exhibit, plate)],
        "year": [day_of(exhibit)[:4]],
        "author": [prompt.author or gallery.author],
        "licence": [licence(prompt.license or gallery.license)[0]],
        "state": ["made" if plate.state is State.HAVE else plate.state.value],
    }
    return {name: found for name, listed in values.items() if (found := [value for value in listed if value])}


def day_of(exhibit: Exhibit) -> str:
    """Return the day that dates an exhibit, `2026-05-24`; empty where nothing does."""
    when = updated(exhibit)
    return "" if when == EPOCH else when[:10]


def lines(language: Language, told: Sequence[Facets]) -> tuple[Line, ...]:
    """Return the lines that part these exhibits: a value that all of them have is no choice."""
    counted = {name: Counter(value for facet in told for value in facet.get(name, ())) for name in NAMES}
    return tuple(
        Line(name, language.say(f"filter.{name}"), tuple(_values(language, name, counts)), number < OPEN)
        for number, (name, counts) in enumerate(counted.items())
        if any(count < len(told) for count in counts.values())
    )


def _values(language: Language, name: str, counts: Counter[str]) -> Iterator[Value]:
    """Yield a line's values: colours and shapes in their own order, years back from now, else the commonest first."""
    ordered: Iterable[str] = [value for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    if name in {"colour", "shape"}:
        ordered = [value for value in (*HUES, *SHAPES) if value in counts]
    elif name == "year":
        ordered = sorted(counts, reverse=True)
    for value in list(ordered)[:MOST]:
        yield Value(
            value,
            language.say_or(f"{name}.{value}", value) if name in WORDS else value,
            counts[value],
            Rule(f"--c:{HUES[value]}") if name == "colour" else None,
        )


def _shape(ratio: float) -> str:
    return SHAPES[0] if ratio > WIDE else SHAPES[2] if ratio < TALL else SHAPES[1]
