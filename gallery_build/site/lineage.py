"""Which image came before which: the line that `previous` draws through records, whatever became of names and files. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.store.records import newest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gallery_build.model import Key, Original, Recipe, Record


@dataclass(frozen=True, slots=True)
class Lineage:
    """The images that are in the store, and which of them cannot be shown."""

    originals: Mapping[Key, Sequence[Original]]
    damaged: Collection[str] = ()
    """Paths; the line goes on behind them."""
    newest: dict[tuple[str, int], Record] = field(default_factory=dict)
    """By prompt and number; found once somebody asks for it."""

    def of(self, recipe: Recipe) -> tuple[Original, ...]:
        """Return an image and all that its exhibit showed before, newest first; of the same key, the one that is shown.

        Of an image that is not there: what its exhibit showed last, and before.
        """
        found: list[Original] = []
        seen: set[Key] = set()
        step = recipe.key if recipe.key in self.originals else self._last(recipe)
        while step is not None and step not in seen and step in self.originals:
            seen.add(step)
            found += [one for one in self.originals[step] if one.path not in self.damaged]
            step = self.originals[step][0].record.previous
        return tuple(found)

    def _last(self, recipe: Recipe) -> Key | None:
        if not self.newest:
            self.newest.update(newest(versions[0].record for versions in self.originals.values()))
        record = self.newest.get((recipe.prompt.id, recipe.index))
        return record.key if record else None


NO_LINEAGE = Lineage({})
"""For what has no past."""
