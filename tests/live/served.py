"""A gallery under watch and served on a free port, and raw requests to it."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.live.doors import Address
from gallery_build.live.hub import Hub
from gallery_build.live.serve import serving
from tests.live.sessions import PATIENCE, Session, watching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers by lower-case name, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A server that runs, and the session behind it."""

    session: Session
    port: int
    url: str

    def ask(self, path: str, *headers: str, method: str = "GET", host: str | None = None) -> Answer:
        """Send one request exactly as it is written."""
        named = f"127.0.0.1:{self.port}" if host is None else host
        lines = [f"{method} {path} HTTP/1.1", *([f"Host: {named}"] if named else []), *headers, "Connection: close"]
        return parsed(self.send("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape")))

    def send(self, content: bytes) -> bytes:
        """Send bytes, close our side, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            got = b""
            try:
                connection.sendall(content)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65536):
                    got += part
            except ConnectionError:
                return got
            return got


@contextmanager
def served(root: Path, base: str = "/") -> Iterator[Served]:
    """Watch a gallery and serve its site for as long as the block runs."""
    hub = Hub()
    with serving(root / "site", Address(), base, hub) as server, watching(root, hear=hub.tell) as session:
        yield Served(session, server.address.port, server.url)


def parsed(content: bytes) -> Answer:
    """Read an answer; status 0 where there is none."""
    head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    return Answer(int(first.split()[1]) if first.startswith("HTTP/") else 0, headers, body)
