"""What gallery.toml adds to the catalogue: new models, and higher prices; never a lower one, never one limit less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gallery_build.models.catalogue import Catalogue, catalogue_of
from gallery_build.models.facts import Objection, did_you_mean
from gallery_build.models.rows import Row, amount, copy, faults, missing, read

REMARKS = ("date", "source")
"""What may stand beside a raised price."""


def extend(
    catalogue: Catalogue, additions: Mapping[str, Mapping[str, object]]
) -> tuple[Catalogue, tuple[Objection, ...]]:
    """Return the catalogue with the additions of `[models.NAME]`, and everything wrong with them.

    An addition with a fault is left out whole.
    """
    objections: list[Objection] = []
    for name, addition in additions.items():
        wrong = faults(addition, name) or _wrong(catalogue, name, addition)
        objections += wrong
        if not wrong:
            catalogue = _with(catalogue, name, addition)
    return catalogue, tuple(objections)


def _with(catalogue: Catalogue, name: str, addition: Row) -> Catalogue:
    known = catalogue.models.get(name)
    row = _raised(catalogue.rows[name], addition) if known else _whole(catalogue, addition)
    model = read(name, row, added=known.added if known else True)
    return catalogue_of({**catalogue.models, name: model}, {**catalogue.rows, name: row}, catalogue.sources)


def _wrong(catalogue: Catalogue, name: str, addition: Row) -> tuple[Objection, ...]:
    known = catalogue.find(name)
    if known and known.name != name:
        return (
            Objection(
                name, f'"{name}" is a snapshot of {known.name}', f"state the price under [models.{_quote(known.name)}]"
            ),
        )
    return tuple(
        _wrong_raise(catalogue.rows[name], name, addition) if known else _wrong_model(catalogue, name, addition)
    )


def _wrong_model(catalogue: Catalogue, name: str, addition: Row) -> Iterator[Objection]:
    """Tell what is wrong with a model that the catalogue does not know."""
    like = addition.get("like")
    if like is not None and like not in catalogue.models:
        yield Objection(f"{name}.like", f'model "{like}" is not known', did_you_mean(like, catalogue.names))
        return
    for snapshot in addition.get("snapshots", ()):
        if owner := catalogue.find(snapshot):
            yield Objection(f"{name}.snapshots", f'"{snapshot}" already names {owner.name}')
    yield from missing(_whole(catalogue, addition), name)


def _wrong_raise(row: Row, name: str, addition: Row) -> Iterator[Objection]:
    """Tell what is wrong with new prices of a model that the catalogue knows."""
    for key in addition:
        if key != "price":
            hint = "of a known model only the price can be stated, and only a higher one"
            yield Objection(f"{name}.{key}", f'"{key}" of {name} is fixed', hint)
    yield from _lowered(row.get("price", {}), addition.get("price", {}), f"{name}.price")


def _lowered(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> Iterator[Objection]:
    for key, value in new.items():
        place = f"{path}.{key}"
        if key in REMARKS:
            continue
        if key not in old:
            # what has no price counts as beyond every cap, so a first price would lower it
            yield Objection(place, f"{place} has no price that could be raised")
        elif isinstance(value, Mapping):
            yield from _lowered(old[key], value, place)
        elif amount(value) < amount(old[key]):
            yield Objection(place, f"{place} is {old[key]} and cannot be lowered to {value}")


def _raised(row: Row, addition: Row) -> Row:
    return {**row, "price": _merged(row.get("price", {}), addition.get("price", {}))}


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a table with another laid over it, inner tables too."""
    inner = {key: _merged(old[key], value) for key, value in new.items() if isinstance(value, Mapping)}
    return {**old, **new, **inner}


def _whole(catalogue: Catalogue, addition: Row) -> Row:
    return copy(catalogue.rows[addition["like"]], addition) if "like" in addition else addition


def _quote(name: str) -> str:
    return f'"{name}"' if "." in name else name
