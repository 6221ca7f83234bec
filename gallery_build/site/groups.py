"""What exhibits have in common: series, tags, models and colours, each a group with its own page. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gallery_build.kept import NOTHING
from gallery_build.model import Group
from gallery_build.site.colours import HUES, held
from gallery_build.slug import slug, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_build.kept import Kept
    from gallery_build.model import Exhibit, SeriesText

Places = list[int]
"""Numbers of exhibits in the gallery's order."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What one exhibit has that others may have too."""

    series: str
    tags: tuple[str, ...]
    models: tuple[str, ...]
    colours: tuple[tuple[str, float], ...]
    """Hues of its first picture, with their shares."""


@dataclass(frozen=True, slots=True)
class Members:
    """A group, with its exhibits by their places: it stays as it is while they change in other ways."""

    kind: str
    name: str
    url: str
    places: Places
    intro_html: str = ""


def groups_of(
    exhibits: Sequence[Exhibit],
    texts: Mapping[str, SeriesText],
    intros: Mapping[str, str],
    kept: Kept = NOTHING,
) -> dict[str, tuple[Group, ...]]:
    """Return the groups of each kind that has any, in the order of their lists."""
    marks = list(kept.each("marks", None, {one.prompt.id: one for one in exhibits}, _marks))
    members = kept.get("groups", (marks, texts, intros), lambda: list(_members(marks, texts, intros)))
    groups = (
        Group(one.kind, one.name, one.url, tuple([exhibits[place] for place in one.places]), one.intro_html)
        for one in members
    )
    return {kind: tuple(found) for kind, found in groupby(groups, key=lambda group: group.kind)}


def _marks(exhibit: Exhibit) -> Marks:
    models = dict.fromkeys(plate.model for plate in exhibit.plates if plate.model)
    colours = held(exhibit.plate.look)
    return Marks(exhibit.prompt.series, exhibit.prompt.tags, tuple(models), tuple(colours.items()))


def _members(marks: Sequence[Marks], texts: Mapping[str, SeriesText], intros: Mapping[str, str]) -> Iterator[Members]:
    yield from _series(marks, texts, intros)
    yield from _tags(marks)
    yield from _models(marks)
    yield from _colours(marks)


def _series(marks: Sequence[Marks], texts: Mapping[str, SeriesText], intros: Mapping[str, str]) -> Iterator[Members]:
    """Yield a group for each folder that has prompts below it, by stated order, then by id."""
    found: dict[str, Places] = {}
    for place, mark in enumerate(marks):
        parts = mark.series.split("/") if mark.series else []
        for length in range(1, len(parts) + 1):
            found.setdefault("/".join(parts[:length]), []).append(place)

    def order(name: str) -> tuple[bool, int, str]:
        stated = texts[name].order if name in texts else None
        return stated is None, stated or 0, name

    for name in sorted(found, key=order):
        title = texts[name].title if name in texts else title_of(name.rpartition("/")[2])
        yield Members("series", title, f"series/{name}.html", found[name], intros.get(name, ""))


def _tags(marks: Sequence[Marks]) -> Iterator[Members]:
    """Yield a group for each tag, the commonest first."""
    found: dict[str, tuple[str, Places]] = {}
    for place, mark in enumerate(marks):
        for tag in mark.tags:
            found.setdefault(slug(tag), (tag, []))[1].append(place)
    for address, (tag, places) in sorted(found.items(), key=lambda page: (-len(page[1][1]), page[0])):
        yield Members("tag", tag, f"tags/{address}.html", places)


def _models(marks: Sequence[Marks]) -> Iterator[Members]:
    found: dict[str, Places] = {}
    for place, mark in enumerate(marks):
        for model in mark.models:
            found.setdefault(model, []).append(place)
    for name in sorted(found):
        yield Members("model", name, f"models/{slug(name)}.html", found[name])


def _colours(marks: Sequence[Marks]) -> Iterator[Members]:
    """Yield a group for each hue that some exhibit's first picture holds, the one that holds most of it first."""
    found: dict[str, list[tuple[float, int]]] = {}
    for place, mark in enumerate(marks):
        for name, share in mark.colours:
            found.setdefault(name, []).append((-share, place))
    for name in (hue for hue in HUES if hue in found):
        yield Members("colour", name, f"colours/{name}.html", [place for _, place in sorted(found[name])])
