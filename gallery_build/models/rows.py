"""Rows of a table of models: what may stand in one, what is wrong with it, and the Model it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gallery_build.models.facts import Inputs, Model, Objection, Prices, did_you_mean
from gallery_build.models.sizes import SizeGrid, SizeList, Sizes, parse_size

Row = Mapping[str, Any]  # TOML: any value, until `faults` finds nothing

OWN = frozenset({"status", "released", "retires", "successor", "snapshots", "date", "source"})
"""What `like` does not copy: it is true of one model alone."""

REQUIRED = ("sizes", "prompt_limit", "n")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: how people call it, and how it is told."""

    name: str
    holds: Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Each:
    """A table with free keys and one kind of value."""

    kind: Shape


Shape = Kind | Each | Mapping[str, Any]  # the last: a table with fixed keys, each with its Shape


def _is_whole(value: object, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def _is_money(value: object) -> bool:
    """Tell an amount; NaN, the infinities and amounts that no image costs are none."""
    if type(value) not in {int, float, Decimal}:
        return False
    amount = Decimal(str(value))
    return amount.is_finite() and 0 <= amount <= 1_000_000  # noqa: PLR2004 - dollars, beyond any sense


def _are_words(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(word, str) for word in value)


def _are_sizes(value: object) -> bool:
    return isinstance(value, list | tuple) and all(word == "auto" or parse_size(str(word)) for word in value)


TEXT = Kind("a text", lambda value: isinstance(value, str))
WORDS = Kind("a list of texts", _are_words)
DATE = Kind("a date", lambda value: type(value) is dt.date)
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
COUNT = Kind("a whole number from 1 to 1,000,000,000", lambda value: _is_whole(value, 10**9))
EDGE = Kind("a whole number from 1 to 65,536", lambda value: _is_whole(value, 2**16))
MONEY = Kind("an amount in US dollars", _is_money)
STATUS = Kind('"active", "deprecated" or "retired"', lambda value: value in ("active", "deprecated", "retired"))
SIZES = Kind("a list of sizes such as 1024x1024, or a table", _are_sizes)

GRID: Shape = {
    "multiple": EDGE,
    "max_edge": EDGE,
    "max_ratio": EDGE,
    "min_pixels": COUNT,
    "max_pixels": COUNT,
    "auto": FLAG,
}

PRICE: Shape = {
    "date": DATE,
    "source": WORDS,
    "text_in": MONEY,
    "image_in": MONEY,
    "image_out": MONEY,
    "text_out": MONEY,
    "published": Each(Each(MONEY)),
    "tokens": Each(Each(COUNT)),
    "patches": Each(EDGE),
    "picture_tokens": COUNT,
}

INPUTS: Shape = {"most": EDGE, "bytes": COUNT, "formats": WORDS, "square": FLAG}

ROW: Mapping[str, Shape] = {
    "like": TEXT,
    "date": DATE,
    "source": WORDS,
    "status": STATUS,
    "released": DATE,
    "retires": DATE,
    "successor": TEXT,
    "snapshots": WORDS,
    "endpoints": WORDS,
    "inputs": INPUTS,
    "sizes": SIZES,
    "takes": WORDS,
    "defaults": Each(TEXT),
    "values": Each(WORDS),
    "compressed": WORDS,
    "transparent": WORDS,
    "previews": WORDS,
    "prompt_limit": COUNT,
    "n": EDGE,
    "price": PRICE,
}


def faults(row: object, path: str) -> tuple[Objection, ...]:
    """Return everything wrong with the shape of a row that stands at `path`."""
    shape = dict(ROW)
    if isinstance(row, Mapping) and isinstance(row.get("sizes"), Mapping):
        shape["sizes"] = GRID
    return tuple(_faults(shape, row, path))


def _faults(shape: Shape, value: object, path: str) -> Iterator[Objection]:
    if isinstance(shape, Kind):
        if not shape.holds(value):
            yield Objection(path, f"{path} must be {shape.name}")
    elif not isinstance(value, Mapping):
        yield Objection(path, f"{path} must be a table")
    else:
        for key, inner in value.items():
            yield from _inner_faults(shape, str(key), inner, path)


def _inner_faults(shape: Each | Mapping[str, Any], key: str, value: object, path: str) -> Iterator[Objection]:
    place = f"{path}.{key}"
    if isinstance(shape, Each):
        yield from _faults(shape.kind, value, place)
    elif key in shape:
        yield from _faults(shape[key], value, place)
    else:
        yield Objection(place, f'unknown key "{key}"', did_you_mean(key, shape))


def missing(row: Row, path: str) -> tuple[Objection, ...]:
    """Return what a whole row, its `like` already followed, does not say."""
    absent = [f"{path}.{key}" for key in REQUIRED if key not in row]
    if isinstance(sizes := row.get("sizes"), Mapping):
        absent += [
            f"{path}.sizes.{key}"
            for key in ("multiple", "max_edge", "max_ratio", "min_pixels", "max_pixels")
            if key not in sizes
        ]
    if absent:
        return tuple(
            Objection(field, f"{field} is missing", 'state it, or copy a model with like = "…"') for field in absent
        )
    if read_sizes(row["sizes"]).nearest((1024, 1024)) is None:
        return (Objection(f"{path}.sizes", f"{path}.sizes offers no size at all"),)
    return ()


def copy(base: Row, row: Row) -> Row:
    """Return a row over the one it is like: its own keys win, `values` are merged parameter by parameter."""
    shared = {key: value for key, value in base.items() if key not in OWN}
    values = {**base.get("values", {}), **row.get("values", {})}
    return {**shared, **row, "values": values}


def read(name: str, row: Row, *, added: bool = False) -> Model:
    """Return the Model of a row in which nothing is wrong and nothing missing."""
    values = {key: tuple(words) for key, words in row.get("values", {}).items() if words}
    return Model(
        name=name,
        status=row.get("status", "active"),
        released=row.get("released"),
        retires=row.get("retires"),
        successor=row.get("successor", ""),
        snapshots=tuple(row.get("snapshots", ())),
        endpoints=tuple(row.get("endpoints", ())),
        inputs=read_inputs(row.get("inputs", {})),
        sizes=read_sizes(row["sizes"]),
        takes=frozenset({*row.get("takes", ("size", "n")), *values}),
        values=values,
        defaults=row.get("defaults", {}),
        compressed=tuple(row.get("compressed", ())),
        transparent=tuple(row.get("transparent", ())),
        previews=tuple(row.get("previews", ())),
        prompt_limit=row["prompt_limit"],
        n=row["n"],
        price=read_price(row.get("price", {})),
        date=row.get("date"),
        source=tuple(row.get("source", ())),
        added=added,
    )


def read_sizes(sizes: Any) -> Sizes:  # noqa: ANN401 - a list or a table, as `faults` made sure
    """Return the sizes that a list or a rule offers."""
    if isinstance(sizes, Mapping):
        return SizeGrid(**{"auto": False, **sizes})
    return SizeList(tuple(size for word in sizes if (size := parse_size(word))), "auto" in sizes)


def read_inputs(row: Row) -> Inputs:
    """Return what a row says of pictures that are sent; where it says nothing, only what every server holds."""
    known = Inputs()
    return Inputs(
        row.get("most", known.most),
        row.get("bytes", known.bytes),
        tuple(row.get("formats", known.formats)),
        row.get("square", known.square),
    )


def read_price(row: Row) -> Prices:
    """Return the prices of a row; amounts exactly as they are written."""
    rates = {key: amount(row.get(key, 0)) for key in ("text_in", "image_in", "image_out", "text_out")}
    return Prices(
        date=row.get("date"),
        source=tuple(row.get("source", ())),
        published={
            quality: {size: amount(dollars) for size, dollars in by_size.items()}
            for quality, by_size in row.get("published", {}).items()
        },
        tokens=row.get("tokens", {}),
        patches=row.get("patches", {}),
        picture_tokens=row.get("picture_tokens", 0),
        **rates,
    )


def amount(value: float | Decimal) -> Decimal:
    """Return an amount as a Decimal; a float by its shortest spelling, which is how it was written."""
    return Decimal(str(value))
