"""Sees that there is nothing to do, before anything is parsed: the fast path of every build."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gallery_build.fingerprint import stamp_file, stamp_inputs, stamp_names, stamp_of, stamps
from gallery_build.report import Exit, Report, Standing

if TYPE_CHECKING:
    from gallery_build.memory import Memory

KIND = "last"

UNCHANGED = "prompts, templates, configuration and originals are as they were, and every file of the site is there"
"""Why there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """The stamp of everything a build reads, taken before it reads; so an edit meanwhile is seen by the next build."""

    name: str
    """Gallery, configuration and the user's default provider: a copied gallery is another one."""
    inputs: tuple[Path, ...]
    files: tuple[tuple[str, str], ...]
    """Each file and folder of the inputs with its own stamp."""
    outputs: tuple[Path, ...]


def stamp(name: str, inputs: tuple[Path, ...], outputs: tuple[Path, ...]) -> Stamped:
    """Stamp what is about to be read. `name` tells builds of one gallery with different configurations apart."""
    return Stamped(name, inputs, tuple(stamps(inputs)), outputs)


def remember(memory: Memory, stamped: Stamped, originals: str, report: Report, *, local: bool) -> None:
    """Remember a build that published. `originals` is the stamp of their names when they were looked at.

    `local`: the gallery names an endpoint on this machine, so that something can be bought without a key.
    """
    standing = {**asdict(report.standing), "missing_usd": str(report.standing.missing_usd)}
    last = {
        "inputs": [str(path) for path in stamped.inputs],
        "stamp": stamp_of(stamped.files),
        "pictures": dict(report.pictures),
        "outputs": [str(path) for path in stamped.outputs],
        "names": [originals, *(stamp_names([path]) for path in stamped.outputs[1:])],
        "standing": standing,
        "site": report.site,
        "exits": sorted(report.exits),
        "local": local,
    }
    memory.remember(KIND, {stamped.name: last})


def nothing_to_do(memory: Memory, name: str, *, buys: bool, offline: bool, strict: bool) -> Report | None:
    """Return the report of an idle build where nothing changed since the last one, else None.

    `buys`: the user's own access can buy. Where what is missing could be bought now, it is something to do.
    """
    last = cast("Any", memory.recall(KIND, name))
    try:
        standing = Standing(**{**last["standing"], "missing_usd": Decimal(last["standing"]["missing_usd"])})
        buying = not offline and (buys or last["local"])
        if standing.missing and (buying or strict):
            return None
        same_inputs = stamp_inputs(map(Path, last["inputs"])) == last["stamp"]
        same_inputs &= all(stamp_file(Path(path)) == stamp for path, stamp in last["pictures"].items())
        if not same_inputs or [stamp_names([Path(path)]) for path in last["outputs"]] != last["names"]:
            return None
        exits = frozenset(map(Exit, last["exits"]))
        return Report(standing, pictures=last["pictures"], site=last["site"], exits=exits)
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
        return None  # nothing remembered, or something that is no memory of ours
