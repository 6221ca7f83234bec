"""Who may ask the server: pages of its own address, and nobody who reached it under another name."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from gallery_build.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
PORT, LAST_PORT = 8000, 8099
HTTP = 80


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens; port 0 stands for the first that is free from 8000 on."""

    host: str = "127.0.0.1"
    port: int = 0

    @property
    def local(self) -> bool:
        """Tell whether only this machine can reach it."""
        return spelled(self.host) in LOOPBACK

    def url(self, base: str = "/") -> str:
        """Return the address that a browser opens."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else spelled(self.host)  # noqa: S104  # compared, not bound
        return f"http://{host}:{self.port}{base}"


def parse_address(text: str) -> Address:
    """Return HOST:PORT. Raises UsageError for anything else."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004
        raise UsageError(f'"{text}" is no address', hint="for example 127.0.0.1:8000")
    return Address(host.removeprefix("[").removesuffix("]"), int(port))


def spelled(host: str) -> str:
    """Return a host as a URL spells it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()


def is_welcome(headers: Iterable[tuple[bytes, bytes]], address: Address) -> bool:
    """Tell whether a request names this server as its host, once, and comes from its own pages or from no page."""
    named: dict[bytes, list[str]] = {}
    for name, value in headers:
        named.setdefault(name.lower(), []).append(value.decode("latin-1"))
    hosts, origins = named.get(b"host", []), named.get(b"origin", [])
    if len(hosts) != 1 or len(origins) > 1 or not _is_ours(hosts[0], address):
        return False
    return not origins or (origins[0].startswith("http://") and _is_ours(origins[0].removeprefix("http://"), address))


def _is_ours(host: str, address: Address) -> bool:
    """Tell whether `name:port` is this server; beyond loopback, any literal address is, for no rebinding forges one."""
    name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not name:
        name, port = host, ""
    if (port or str(HTTP)) != str(address.port):
        return False
    if address.local:
        return name.lower() in LOOPBACK
    return name.lower() in LOOPBACK | {spelled(address.host)} or _is_literal(name)


def _is_literal(name: str) -> bool:
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
