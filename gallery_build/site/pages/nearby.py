"""Hung nearby: the exhibits that share most with one, tags before series before model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gallery_build.kept import Kept
    from gallery_build.model import Exhibit, Gallery

WEIGHTS = {"tag": 3, "series": 2, "model": 1}

REACH = 12
"""Neighbours looked at to each side within a group, so that a tag on every prompt costs no more than a rare one."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Which exhibits share something, as places: numbers in the gallery's order."""

    places: Mapping[str, int]
    """By the prompt's id."""
    shared: Mapping[int, Sequence[tuple[int, int, Sequence[int]]]]
    """An exhibit's groups: the weight, its number in the group, and the places of all members."""
    found: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    """The closest ones that were asked for already, by place and count."""

    def closest(self, here: int, count: int) -> tuple[int, ...]:
        """Return up to `count` other places, the closest first; of equals, those that hang nearer."""
        if (here, count) not in self.found:
            self.found[here, count] = self._closest(here, count)
        return self.found[here, count]

    def _closest(self, here: int, count: int) -> tuple[int, ...]:
        around = range(max(here - count, 0), min(here + count + 1, len(self.places)))
        scores = dict.fromkeys(around, 0)
        for weight, number, members in self.shared.get(here, ()):
            for there in members[max(number - REACH, 0) : number + REACH + 1]:
                scores[there] = scores.get(there, 0) + weight
        scores.pop(here)
        best = sorted(scores, key=lambda there: (-scores[there], abs(there - here), there))
        return tuple(best[:count])


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where every exhibit stands among those it shares something with."""

    order: Sequence[Exhibit]
    ties: Ties

    def of(self, exhibit: Exhibit, count: int) -> tuple[Exhibit, ...]:
        """Return up to `count` others, the closest first; of equals, those that hang nearer."""
        closest = self.ties.closest(self.ties.places[exhibit.prompt.id], count)
        return tuple(self.order[there] for there in closest)


def neighbourhood(gallery: Gallery, kept: Kept) -> Neighbourhood:
    """Return the places of a gallery's exhibits, found once for all pages, and again only where a tie changed."""
    ids = tuple(exhibit.prompt.id for exhibit in gallery.exhibits)
    groups = [
        (group.kind, tuple(exhibit.prompt.id for exhibit in group.exhibits))
        for group in (*gallery.tags, *gallery.series, *gallery.models)
    ]
    return Neighbourhood(gallery.exhibits, kept.get("ties", (ids, groups), lambda: _ties(ids, groups)))


def _ties(ids: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]]) -> Ties:
    places = {name: place for place, name in enumerate(ids)}
    shared: dict[int, list[tuple[int, int, Sequence[int]]]] = {}
    for kind, names in groups:
        members = [places[name] for name in names]
        for number, place in enumerate(members):
            shared.setdefault(place, []).append((WEIGHTS.get(kind, 1), number, members))
    return Ties(places, shared)
