"""What nothing names any more: images in `originals/`, derivatives in `.gallery/`. Decides, moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.care.inventory import of_part, take_inventory
from gallery_build.care.leftovers import Leftover
from gallery_build.memory import DERIVATIVES, Memory
from gallery_build.publishing import derivatives_shown, hang_all
from gallery_build.site.publish import names_in
from gallery_build.store.names import Part
from gallery_build.store.records import newest, record_from_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from gallery_build.job import Project
    from gallery_build.model import Key, Record


@dataclass(frozen=True, slots=True)
class Unused:
    """An image that no prompt and no history names, with its record; paths relative to `originals/`."""

    image: str
    size: int
    record_path: str
    record: Record


def unused_images(project: Project) -> list[Unused]:
    """Return the images that neither a prompt, a draft included, nor the history of one names.

    History is what an exhibit showed before: `previous` in records, and the newest record of a prompt's image while
    its next one is not bought. Raises StoreError where a record cannot be read: then nobody knows what it names.
    """
    inventory = take_inventory(project.store.folder)
    images = {(name.key, name.mark): found for found, name in of_part(inventory, Part.IMAGE)}
    read = {
        (name.key, name.mark): (found.path, record_from_json(project.store.read(found.path), found.path))
        for found, name in of_part(inventory, Part.RECORD)
    }
    named = _named(project.with_drafts(), [record for _, record in read.values()])
    return [
        Unused(images[mark].path, images[mark].size, path, record)
        for mark, (path, record) in sorted(read.items())
        if mark[0] not in named and mark in images and not (project.store.folder / images[mark].path).is_symlink()
    ]


def unused_derivatives(project: Project) -> list[Leftover]:
    """Return the derivatives that no page shows, those of drafts included; a build makes again what is needed again."""
    everything = project.with_drafts()
    holdings = project.store.look()
    shown = {path: None for one in (project, everything) for path in derivatives_shown(one, hang_all(one, holdings)[0])}
    folder = Memory(project.root).folder / DERIVATIVES
    return [
        Leftover(path, (folder / path).lstat().st_size, "no page shows it", clear=True)
        for path in sorted(names_in(folder))
        if path not in shown
    ]


def _named(project: Project, records: Collection[Record]) -> set[Key]:
    """Return the keys that prompts ask for, and all that their exhibits showed before."""
    before: dict[Key, set[Key]] = {}
    for record in records:
        if record.previous:
            before.setdefault(record.key, set()).add(record.previous)
    last = newest(records)
    recipes = [item.recipe for item in project.plan().items]
    waiting = [recipe.key for recipe in recipes]
    waiting += [shown.key for recipe in recipes if (shown := last.get((recipe.prompt.id, recipe.index)))]
    named: set[Key] = set()
    while waiting:
        key = waiting.pop()
        if key not in named:
            named.add(key)
            waiting += before.get(key, ())
    return named
