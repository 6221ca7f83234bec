"""A long list in pages: which exhibits stand on which, and the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gallery_build.model import Exhibit
    from gallery_build.site.language import Language


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list."""

    number: int
    """From 1."""
    total: int
    path: str
    exhibits: Sequence[Exhibit]
    previous: str
    """Path of the page before; empty on the first."""
    following: str
    """Path of the page after; empty on the last."""


def paged_title(language: Language, name: str, part: Part) -> str:
    """Return the title of a part of a list: the list's own, with the number behind the first."""
    return name if part.number == 1 else language.say("paging.title", name=name, number=part.number)


def paged(exhibits: Sequence[Exhibit], size: int, name: Callable[[int], str], first: str) -> Iterator[Part]:
    """Yield the parts of a list, at least one; `name` gives the path of the second and later ones."""
    starts = range(0, max(len(exhibits), 1), max(size, 1))
    paths = ["", first, *(name(number) for number in range(2, len(starts) + 1)), ""]
    for number, start in enumerate(starts, 1):
        here = exhibits[start : start + max(size, 1)]
        yield Part(number, len(starts), paths[number], here, paths[number - 1], paths[number + 1])
