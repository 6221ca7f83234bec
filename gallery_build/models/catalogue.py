"""The catalogue: every model we know, found by its name or by a snapshot's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from gallery_build.models.rows import Row, copy, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.models.facts import Model


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The models in the order of the table, and the rows they were read from."""

    models: Mapping[str, Model]
    rows: Mapping[str, Row]
    sources: Mapping[str, str]
    """Short name → what it stands for."""
    aliases: Mapping[str, str]
    """Snapshot → the model it is of."""

    @property
    def names(self) -> tuple[str, ...]:
        """The models' names, without snapshots."""
        return tuple(self.models)

    def find(self, name: str) -> Model | None:
        """Return the model of that name or snapshot, or None."""
        return self.models.get(self.aliases.get(name, name))


def catalogue_of(models: Mapping[str, Model], rows: Mapping[str, Row], sources: Mapping[str, str]) -> Catalogue:
    """Return the catalogue of some models; their snapshots become aliases."""
    aliases = {snapshot: model.name for model in models.values() for snapshot in model.snapshots}
    return Catalogue(models, rows, sources, aliases)


@cache
def load_catalogue() -> Catalogue:
    """Return the shipped table, read once."""
    import tomllib  # noqa: PLC0415 - a build with nothing to do never asks
    from importlib.resources import files  # noqa: PLC0415

    text = files(__package__).joinpath("models.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text, parse_float=Decimal)
    rows: dict[str, Row] = {}
    for name, row in table["models"].items():
        rows[name] = copy(rows[row["like"]], row) if "like" in row else row
    return catalogue_of({name: read(name, row) for name, row in rows.items()}, rows, table["sources"])
