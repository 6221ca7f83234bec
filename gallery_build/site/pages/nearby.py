"""Hung nearby: the exhibits that share most with one, tags before series before model."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_build.model import Exhibit, Gallery, Group

WEIGHTS = {"tag": 3, "series": 2, "model": 1}

REACH = 12
"""Neighbours looked at to each side within a group, so that a tag on every prompt costs no more than a rare one."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where every exhibit stands among those it shares something with."""

    order: Sequence[Exhibit]
    positions: Mapping[str, int]
    """Place in the gallery's order, by the prompt's id."""
    shared: Mapping[str, Sequence[tuple[Group, int]]]
    """The groups of each exhibit, with its place in them."""

    def of(self, exhibit: Exhibit, count: int) -> tuple[Exhibit, ...]:
        """Return up to `count` others, the closest first; of equals, those that hang nearer."""
        here = self.positions[exhibit.prompt.id]
        scores: Counter[int] = Counter(dict.fromkeys(self._around(here, count), 0))
        for group, place in self.shared.get(exhibit.prompt.id, ()):
            for other in group.exhibits[max(place - REACH, 0) : place + REACH + 1]:
                scores[self.positions[other.prompt.id]] += WEIGHTS.get(group.kind, 1)
        scores.pop(here, None)
        best = sorted(scores, key=lambda there: (-scores[there], abs(there - here), there))
        return tuple(self.order[there] for there in best[:count])

    def _around(self, here: int, count: int) -> Iterator[int]:
        yield from range(max(here - count, 0), min(here + count + 1, len(self.order)))


def neighbourhood(gallery: Gallery) -> Neighbourhood:
    """Return the places of a gallery's exhibits, found once for all pages."""
    shared: dict[str, list[tuple[Group, int]]] = {}
    for group in (*gallery.tags, *gallery.series, *gallery.models):
        for place, exhibit in enumerate(group.exhibits):
            shared.setdefault(exhibit.prompt.id, []).append((group, place))
    positions = {exhibit.prompt.id: place for place, exhibit in enumerate(gallery.exhibits)}
    return Neighbourhood(gallery.exhibits, positions, shared)
