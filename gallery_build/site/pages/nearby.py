"""Hung nearby: the exhibits that share most with one, tags before series before model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gallery_build.model import Exhibit, Gallery

WEIGHTS = {"tag": 3, "series": 2, "model": 1}

REACH = 12
"""Neighbours looked at to each side within a group, so that a tag on every prompt costs no more than a rare one."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where every exhibit stands among those it shares something with; a place is a number in the gallery's order."""

    order: Sequence[Exhibit]
    places: Mapping[str, int]
    """By the prompt's id."""
    shared: Mapping[int, Sequence[tuple[int, int, Sequence[int]]]]
    """An exhibit's groups: the weight, its number in the group, and the places of all members."""

    def of(self, exhibit: Exhibit, count: int) -> tuple[Exhibit, ...]:
        """Return up to `count` others, the closest first; of equals, those that hang nearer."""
        here = self.places[exhibit.prompt.id]
        around = range(max(here - count, 0), min(here + count + 1, len(self.order)))
        scores = dict.fromkeys(around, 0)
        for weight, number, members in self.shared.get(here, ()):
            for there in members[max(number - REACH, 0) : number + REACH + 1]:
                scores[there] = scores.get(there, 0) + weight
        scores.pop(here)
        best = sorted(scores, key=lambda there: (-scores[there], abs(there - here), there))
        return tuple(self.order[there] for there in best[:count])


def neighbourhood(gallery: Gallery) -> Neighbourhood:
    """Return the places of a gallery's exhibits, found once for all pages."""
    places = {exhibit.prompt.id: place for place, exhibit in enumerate(gallery.exhibits)}
    shared: dict[int, list[tuple[int, int, Sequence[int]]]] = {}
    for group in (*gallery.tags, *gallery.series, *gallery.models):
        members = [places[exhibit.prompt.id] for exhibit in group.exhibits]
        for number, place in enumerate(members):
            shared.setdefault(place, []).append((WEIGHTS.get(group.kind, 1), number, members))
    return Neighbourhood(gallery.exhibits, places, shared)
