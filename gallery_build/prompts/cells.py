"""A matrix to its cells: one recipe for every combination of values, each as if the file stated them; pure."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from gallery_build.key import spell
from gallery_build.model import Cell, Fault
from gallery_build.words import MOST_HINTS, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gallery_build.config import Config
    from gallery_build.prompts.fields import PromptFields
    from gallery_build.prompts.front_matter import FrontMatter

MOST = 64
"""Cells of one matrix."""

PRESET = "preset"
"""The axis that names presets; the others state parameters."""


def axes_of(fields: PromptFields, front: FrontMatter) -> dict[str, list[str]]:
    """Return the axes with their values, in the order that the file has them."""
    if fields.matrix is None:
        return {}
    stated = front.fields.get("matrix")
    order = stated if isinstance(stated, dict) else {}
    return {axis: values for axis in order if (values := getattr(fields.matrix, axis))}


def cells_of(axes: Mapping[str, list[str]], config: Config, sent: Callable[[str], str]) -> tuple[Cell, ...]:
    """Return one cell for each combination, the first axis slowest; `sent` is the text between a preset's own."""
    if not axes:
        return ()
    names = tuple(axes)
    found = []
    for steps in product(*(range(len(values)) for values in axes.values())):
        values = {axis: axes[axis][step] for axis, step in zip(names, steps, strict=True)}
        preset = config.presets.get(values.get(PRESET, ""))
        stated = {axis: spell(axis, value) for axis, value in values.items() if axis != PRESET}
        found.append(Cell(values, steps, preset.params if preset else {}, stated, sent(values.get(PRESET, ""))))
    return tuple(found)


def bad_axes(axes: Mapping[str, list[str]], front: FrontMatter, config: Config, path: str) -> list[Fault]:
    """Return what is wrong with axes whose values are all right by themselves."""
    if "matrix" in front.fields and front.fields["matrix"] == {}:
        return [Fault(path, "matrix has no axis", *front.places["matrix"], "name one, as model: [NAME, NAME]")]
    faults = [
        Fault(path, f"{axis} is stated, and is an axis of matrix", *front.places[axis], "take one of them out")
        for axis in axes
        if front.fields.get(axis) not in {None, ""}
    ]
    if (cells := prod(map(len, axes.values()))) > MOST:
        message = f"matrix has {cells:,} cells, and {MOST} are the most"
        faults.append(Fault(path, message, *front.places["matrix"], "take values out, or make two prompts of it"))
    for number, name in enumerate(axes.get(PRESET, ())):
        if name not in config.presets:
            place = front.places.get(f"matrix.{PRESET}.{number}", front.places["matrix"])
            hint = nearest(name, list(config.presets)) if len(faults) < MOST_HINTS else ""
            faults.append(Fault(path, f"preset {shown(name)} is not in {config.path or 'gallery.toml'}", *place, hint))
    return faults
