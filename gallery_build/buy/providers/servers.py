"""What is known of each server that speaks the Images API: how to ask it, and what comes back. Data, in servers.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from gallery_build.model import ParamValue
    from gallery_build.models import Model

DEFAULT = "default"
"""The row of a server that nobody knows."""

ANYTHING = "*"
AUTO = "auto"

RATIOS = ["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "9:19.5", "19.5:9", "9:20", "20:9", "1:2", "2:1"]
"""xAI's, by its documentation of 2026."""

LARGE = 1536
"""Pixels of the longer edge from which a picture is asked for in 2k."""


@dataclass(frozen=True, slots=True)
class Server:
    """One row of servers.toml."""

    name: str
    title: str
    date: dt.date
    source: str
    hosts: tuple[str, ...] = ()
    by_model: bool = False
    takes: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    size: str = "pixels"
    auto: bool = True
    format: str = ""
    returns: str = "base64"
    reserved: Mapping[str, str] = field(default_factory=dict)

    def sent(self, params: Mapping[str, ParamValue], model: Model | None) -> dict[str, ParamValue]:
        """Return the parameters of a request that this server is sent, as they are stated."""
        takes = model.takes if model and self.by_model else frozenset(self.takes)
        return {
            name: value
            for name, value in params.items()
            if (name in takes or ANYTHING in takes)
            and name not in self.refuses
            and not (name == "size" and value == AUTO and not self._knows_auto)
        }

    def response_format(self, model: Model | None) -> str:
        """Return what is to be sent as `response_format`; empty: it is not sent."""
        if model and self.by_model:
            return "b64_json" if model.response_format else ""
        return self.format

    def spell(self, params: Mapping[str, ParamValue]) -> dict[str, object]:
        """Return parameters in this server's spelling."""
        rest: dict[str, object] = {name: value for name, value in params.items() if name != "size"}
        size = params.get("size")
        if size is None:
            return rest
        width, _, height = str(size).partition("x")
        if self.size == "pixels" or not (width.isdecimal() and height.isdecimal()):
            return rest | {"size": size}
        if self.size == "edges":
            return rest | {"width": int(width), "height": int(height)}
        return rest | _ratio(int(width), int(height))

    @property
    def _knows_auto(self) -> bool:
        return self.auto and self.size == "pixels"


def server_of(name: str, base_url: str) -> Server:
    """Return the row with this name, else the one that an address is known by, else the careful default."""
    known = load_servers()
    if name:
        return known[name]
    return next(
        (server for server in known.values() if any(_is_at(base_url, host) for host in server.hosts)), known[DEFAULT]
    )


@cache
def load_servers() -> Mapping[str, Server]:
    """Return the shipped table, read once."""
    import tomllib  # noqa: PLC0415  # a build with nothing to do never asks
    from importlib.resources import files  # noqa: PLC0415  # the same

    table = tomllib.loads(files(__package__).joinpath("servers.toml").read_text(encoding="utf-8"))
    return {name: _read(name, row) for name, row in table.items()}


def _read(name: str, row: Mapping[str, object]) -> Server:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Server(name, **fields)  # type: ignore[arg-type]  # our own file; a test reads every row


def _is_at(base_url: str, known: str) -> bool:
    """Tell whether an address is one that a server is known by; only https proves a host."""
    parts = urlsplit(base_url)
    host, slash, path = known.partition("/")
    here = parts.hostname or ""
    there = here.endswith(host) if host.startswith(".") else here == host
    return parts.scheme == "https" and there and f"{parts.path.rstrip('/')}/".startswith(f"{slash}{path}")


def _ratio(width: int, height: int) -> dict[str, object]:
    """Return the nearest ratio that is offered, and how large."""
    shape = width / max(height, 1)

    def far(ratio: str) -> float:
        across, _, down = ratio.partition(":")
        offered = float(across) / float(down)
        return max(shape, offered) / max(min(shape, offered), 1e-9)

    return {"aspect_ratio": min(RATIOS, key=far), "resolution": "2k" if max(width, height) >= LARGE else "1k"}
