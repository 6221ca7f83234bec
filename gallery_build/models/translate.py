"""What a request's parameters become for another model: kept, the nearest that it offers, or left out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.models.check import NOT_PARAMETERS, WHY_NOT, nearest_quality
from gallery_build.models.facts import AUTO
from gallery_build.models.sizes import parse_size, spell_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gallery_build.model import ParamValue
    from gallery_build.models.facts import Model


@dataclass(frozen=True, slots=True)
class Translation:
    """One parameter that does not stay as it is."""

    field: str
    before: ParamValue
    after: str | None
    """None where it is left out."""
    why: str


def translate(params: Mapping[str, ParamValue], to: Model, called: str) -> tuple[Translation, ...]:
    """Return what has to change for a model, which goes by the name `called`; what it takes as it is, is not in it."""
    stated = ((name, value) for name, value in params.items() if name not in NOT_PARAMETERS)
    return tuple(found for name, value in stated for found in _translated(name, value, to, called))


def _translated(name: str, value: ParamValue, to: Model, called: str) -> Iterator[Translation]:
    if name not in to.takes:
        yield Translation(name, value, None, WHY_NOT.get(name, f"{called} does not take it"))
    elif name == "size":
        yield from _size(str(value), to, called)
    elif name in to.values and str(value) not in to.values[name]:
        offered = to.values[name]
        after = nearest_quality(str(value), offered) if name == "quality" else None
        why = "the nearest in meaning" if after else f"{called} takes {', '.join(offered)}"
        yield Translation(name, value, after, why)


def _size(value: str, to: Model, called: str) -> Iterator[Translation]:
    if value == AUTO and to.sizes.auto:
        return
    wanted = parse_size(value)
    if wanted is None:
        yield Translation("size", value, None, f"{called} takes sizes in pixels")
    elif reasons := to.sizes.reasons(wanted):
        nearest = to.sizes.nearest(wanted)
        yield Translation("size", value, spell_size(nearest) if nearest else None, "; ".join(reasons))
