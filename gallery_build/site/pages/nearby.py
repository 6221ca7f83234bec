"""Hung nearby: the exhibits that have most in common with one; where there are too few, those that hang beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gallery_build.site.likeness import features_of
from gallery_build.site.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_build.kept import Kept
    from gallery_build.model import Exhibit, Gallery

NEARBY = 5


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where every exhibit hangs, and what it is tied to."""

    order: Sequence[Exhibit]
    exhibits: Mapping[str, Exhibit]
    """By the prompt's id."""
    places: Mapping[str, int]
    """In the order, by the same."""
    ties: Ties

    def of(self, exhibit: Exhibit) -> tuple[Exhibit, ...]:
        """Return up to NEARBY others, the closest first, then those that hang nearest."""
        tied = self.ties.closest(exhibit.prompt.id)
        found = tuple(map(self.exhibits.__getitem__, tied))
        if len(found) == NEARBY:
            return found
        beside = (one for one in self._beside(exhibit) if one.prompt.id not in tied)
        return *found, *islice(beside, NEARBY - len(found))

    def _beside(self, exhibit: Exhibit) -> Iterator[Exhibit]:
        here, reach = self.places[exhibit.prompt.id], 2 * NEARBY
        around = range(max(here - reach, 0), min(here + reach + 1, len(self.order)))
        yield from (self.order[there] for there in sorted(around, key=lambda there: abs(there - here)) if there != here)


def neighbourhood(gallery: Gallery, kept: Kept) -> Neighbourhood:
    """Return the ties of a gallery's exhibits; a session follows them from build to build."""
    ties = kept.get("ties", None, lambda: Ties(NEARBY))
    exhibits = {exhibit.prompt.id: exhibit for exhibit in gallery.exhibits}
    ties.follow(dict(zip(exhibits, kept.each("features", None, exhibits, features_of), strict=True)))
    places = {name: place for place, name in enumerate(exhibits)}
    return Neighbourhood(gallery.exhibits, exhibits, places, ties)
