"""Which exhibits of a gallery have most in common, followed from build to build: an edit is counted, not the whole gallery."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.site.likeness import Rows, colour_points, is_copy, picture_points, rarity, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from gallery_build.site.likeness import Features

REACH = 16
"""Candidates for each exhibit: those with most points for terms and pictures. Colours decide between them."""

Rank = tuple[int, int, str]
"""Points below 0, so that the best is the least, the lot that decides between equals, and the id."""


class Ties:
    """The exhibits that have most in common with each.

    - What it answers is decided by the gallery it followed last, in whatever order, and by none before.
    - Two have as much in common as they have the other way round.
    - None is close to itself.
    """

    def __init__(self, count: int) -> None:
        """Begin with an empty gallery; `count`: how many are found for each exhibit, at most."""
        self._count = count
        self._features: Mapping[str, Features] = {}
        self._spread: Counter[str] = Counter()
        self._rarities: dict[str, int] = {}
        self._points: dict[str, dict[str, int]] = {}
        self._holders: dict[str | Rows, set[str]] = {}
        self._near: dict[str, dict[str, Rank]] = {}
        self._closest: dict[str, tuple[str, ...]] = {}

    def follow(self, features: Mapping[str, Features]) -> None:
        """Take over a gallery: the features of its exhibits by id. The same object says that nothing changed."""
        known, self._features = self._features, features
        edited = {name for name, of in features.items() if known.get(name) is not of} | (known.keys() - features.keys())
        crossed = self._recount([(known.get(name), features.get(name)) for name in edited])
        reweighed = edited
        if len(known).bit_length() != len(features).bit_length():  # every rarity is another
            crossed, reweighed = set(self._spread), {*known, *features}
        elif crossed:
            reweighed = edited | {name for name, of in features.items() if not of.terms.keys().isdisjoint(crossed)}
        self._rate(crossed)
        self._settle({name for name in reweighed if self._weigh(name, known.get(name))}, edited)

    def closest(self, name: str) -> tuple[str, ...]:
        """Return the closest others, the closest first; copies of a closer one only where there are too few."""
        if name not in self._closest:
            self._closest[name] = self._chosen(name)
        return self._closest[name]

    def in_common(self, name: str) -> dict[str, int]:
        """Return the points of an exhibit's candidates for all that they have in common with it."""
        mine, near = self._features[name], self._near[name].values()
        return {other: colour_points(mine, self._features[other]) - less for less, _, other in near}

    def _recount(self, changes: Iterable[tuple[Features | None, Features | None]]) -> set[str]:
        """Count the holders of each term anew; return the terms that are no longer as rare as they were."""
        more: Counter[str] = Counter()
        for before, now in changes:
            more.update(now.terms.keys() if now else ())
            more.subtract(before.terms.keys() if before else ())
        crossed = set()
        for term, by in more.items():
            before_it, after = self._spread[term], self._spread[term] + by
            if before_it.bit_length() != after.bit_length() and max(before_it, after) > 1:
                crossed.add(term)
            if after:
                self._spread[term] = after
            else:
                del self._spread[term]
        return crossed

    def _rate(self, crossed: Iterable[str]) -> None:
        for term in crossed:
            if points := rarity(len(self._features), self._spread[term]):
                self._rarities[term] = points
            else:
                self._rarities.pop(term, None)

    def _weigh(self, name: str, before: Features | None) -> bool:
        """Weigh the terms of one exhibit; return whether it has other things in common with others than before."""
        now, old = self._features.get(name), self._points.pop(name, {})
        new = weigh(now, self._rarities) if now else {}
        if now:
            self._points[name] = new
        was, held = {*old, *(before.rows if before else ())}, {*new, *(now.rows if now else ())}
        for term in was - held:
            self._holders[term].discard(name)
        for term in held - was:
            self._holders.setdefault(term, set()).add(name)
        return new != old or not before or not now or replace(before, terms=now.terms) != now

    def _settle(self, moved: AbstractSet[str], edited: AbstractSet[str]) -> None:
        """Find the candidates of what moved, and put it in or out of those of others."""
        coming: dict[str, list[Rank]] = {}
        for name in moved:
            self._closest.pop(name, None)
            if name not in self._features:
                del self._near[name]
                continue
            scores = self._scores(name)
            self._near[name] = self._best(name, scores)
            for other in scores.keys() - moved:
                rank = -scores[other], self._features[other].lot ^ self._features[name].lot, name
                if len(near := self._near[other]) < REACH or rank < near[next(reversed(near))]:
                    coming.setdefault(other, []).append(rank)
        for other, near in self._near.items():
            if other not in moved and (other in coming or not near.keys().isdisjoint(moved)):
                self._near[other] = self._again(other, moved, coming.get(other, []))
                if self._near[other] != near or not near.keys().isdisjoint(edited):
                    self._closest.pop(other, None)

    def _again(self, name: str, moved: AbstractSet[str], coming: Iterable[Rank]) -> dict[str, Rank]:
        """Return the candidates of an exhibit that stayed as it was; all are found again only where one may be missed."""
        near = self._near[name]
        ranks = sorted([*(rank for other, rank in near.items() if other not in moved), *coming])
        if len(ranks) < REACH <= len(near):
            return self._best(name, self._scores(name))
        return {rank[-1]: rank for rank in ranks[:REACH]}

    def _scores(self, name: str) -> Mapping[str, int]:
        """Return the points of every other exhibit that shares a rare term, or two rows of its picture."""
        scores: dict[str, int] = defaultdict(int)
        for term, points in self._points[name].items():
            for other in self._holders[term]:
                scores[other] += points
        mine = self._features[name]
        for other in set().union(*(self._holders[rows] for rows in mine.rows)):
            scores[other] += picture_points(mine, self._features[other])
        scores.pop(name, None)
        return scores

    def _best(self, name: str, scores: Mapping[str, int]) -> dict[str, Rank]:
        least = sorted(scores.values())[-REACH] if len(scores) > REACH else 0
        features, lot = self._features, self._features[name].lot
        ranks = [(-points, lot ^ features[other].lot, other) for other, points in scores.items() if points >= least]
        return {rank[-1]: rank for rank in sorted(ranks)[:REACH]}

    def _chosen(self, name: str) -> tuple[str, ...]:
        """Return the candidates with most in common, copies of a closer one last."""
        first: list[str] = []
        copies: list[str] = []
        points, near, features = self.in_common(name), self._near[name], self._features
        for other in sorted(points, key=lambda other: (-points[other], near[other][1:])):
            is_one = any(is_copy(features[other], features[closer]) for closer in first)
            (copies if is_one else first).append(other)
            if len(first) == self._count:
                break
        return tuple([*first, *copies][: self._count])
