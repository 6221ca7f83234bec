"""Compare pages: the cells of a matrix as a grid, the last axis across, every other combination down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.site.pages.frame import EXHIBIT, Rule, bind, frame, remembered, render
from gallery_build.site.pages.links import relative
from gallery_build.site.pages.pictures import Picture, alternative, colours, picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Exhibit, Gallery, Page, Plate
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.theme import Theme

SIZES = "(min-width: 1000px) 30vw, 60vw"
"""How wide a picture in the grid is, about."""

HEAD, LEAST = 120, 118
"""Pixels of a row's name, and the least of a column; below that the grid scrolls sideways."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the grid, and the rule of its colours."""

    picture: Picture
    url: str
    """Its original, or its largest derivative."""
    rule: Rule


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the grid: what its cells have in common, and the pictures of each, none where it hangs none."""

    name: str
    cells: tuple[tuple[Shown, ...], ...]


def address(exhibit: Exhibit) -> str:
    """Return where an exhibit's compare page stands; empty where there are no two cells to compare."""
    if not exhibit.prompt.cells:
        return ""
    cells = {tuple(plate.cell.items()) for plate in exhibit.plates if plate.cell}
    return f"compare/{exhibit.prompt.id}.html" if len(cells) > 1 else ""


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield a page for each exhibit that shows several cells of a matrix."""
    binding = bind(gallery, theme)
    for exhibit in gallery.exhibits:
        if path := address(exhibit):
            yield remembered(binding, ("compare", path), exhibit, partial(_page, binding, exhibit, path))


def _page(binding: Binding, exhibit: Exhibit, path: str) -> Page:
    by_cell: dict[tuple[str, ...], list[Shown]] = {}
    for plate in exhibit.plates:
        by_cell.setdefault(tuple(plate.cell.values()), []).append(_shown(binding, exhibit, plate, path))
    combinations = [tuple(cell.values.values()) for cell in exhibit.prompt.cells]
    columns = tuple(dict.fromkeys(combination[-1] for combination in combinations))
    before = tuple(dict.fromkeys(combination[:-1] for combination in combinations))
    lines = tuple(
        Line(
            binding.language.say("signs.comma").join(others),
            tuple(tuple(by_cell.get((*others, column), ())) for column in columns),
        )
        for others in before
    )
    axes = [binding.language.say(f"details.{axis}") for axis in exhibit.prompt.cells[0].values]
    table = Rule(f"min-width:{HEAD + LEAST * len(columns)}px")
    rules = [str(table), *(str(shown.rule) for line in lines for cell in line.cells for shown in cell)]
    own = frame(
        binding,
        path,
        binding.language.say("compare.title", title=exhibit.prompt.title),
        rules=rules,
        description=alternative(binding.language, exhibit, exhibit.plate),
        face=exhibit,
    )
    shown = {"title": exhibit.prompt.title, "lang": exhibit.prompt.lang, "url": relative(path, exhibit.url)}
    values = {"columns": columns, "lines": lines, "exhibit": shown, "table": table, "head": HEAD, "least": LEAST}
    values |= {
        "label": "" if all(plate.sketch for plate in exhibit.plates) else binding.gallery.ai_label,
        "down": binding.language.say("signs.comma").join(axes[:-1]),
        "across": axes[-1],
    }
    return render(binding, own, EXHIBIT, template="compare.html", **values)


def _shown(binding: Binding, exhibit: Exhibit, plate: Plate, path: str) -> Shown:
    url = relative(path, plate.original or plate.derivatives[-1].path)
    return Shown(picture(binding, exhibit, plate, path, SIZES), url, Rule(colours(plate, blurred=True)))
