"""A gallery under watch with its site and its studio served, and a visitor who may hold any of the keys."""

from __future__ import annotations

import json
import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.live.doors import Address
from gallery_build.live.hub import Hub
from gallery_build.live.serve import serving
from gallery_build.live.studio.desk import Desk
from gallery_build.live.studio.open import studio
from tests.live.served import Answer, Served, parsed
from tests.live.sessions import PATIENCE, watching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from gallery_build.live.studio.gate import Gate
    from gallery_build.live.watch import Rebuilt
    from tests.fake_api import FakeAPI

JSON = "Content-Type: application/json"


@dataclass(frozen=True)
class Door(Served):
    """Raw requests to the studio, by somebody who waits for the answer with the connection open."""

    def send(self, content: bytes) -> bytes:
        """Send bytes, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            got = b""
            with suppress(ConnectionError):
                connection.sendall(content)
                while part := connection.recv(65536):
                    got += part
            return got


@dataclass(frozen=True)
class InStudio:
    """A studio that is open, its site, and the secrets of its gate."""

    site: Served
    gate: Gate
    door: Door = field(init=False)

    def __post_init__(self) -> None:
        """Ask the studio's own port."""
        port = self.gate.address.port
        object.__setattr__(self, "door", Door(self.site.session, port, self.gate.address.url()))

    @property
    def cookie(self) -> str:
        """Return the header by which a browser is known that has exchanged the token."""
        return f"Cookie: {self.gate.cookie.partition(';')[0]}"

    @property
    def own(self) -> tuple[str, ...]:
        """Return the headers of the studio's own page."""
        port = self.gate.address.port
        return self.cookie, f"Origin: http://127.0.0.1:{port}", f"X-Studio: {self.gate.word}", JSON

    def read(self, path: str = "/") -> Answer:
        """Read as the studio's own page does."""
        return self.door.ask(path, self.cookie)

    def act(self, name: str, *headers: str, **values: object) -> Answer:
        """Post an act as the studio's own page does, or with these headers in place of its own."""
        return self.post(f"/{name}", json.dumps(values).encode(), *(headers or self.own))

    def post(self, path: str, content: bytes, *headers: str, host: str = "") -> Answer:
        """Post anything."""
        named = host or f"127.0.0.1:{self.gate.address.port}"
        return posted(self.door, path, content, f"Host: {named}", *headers)


def posted(door: Door, path: str, content: bytes, *headers: str) -> Answer:
    """Post to a server exactly what is said."""
    lines = [f"POST {path} HTTP/1.1", *headers, f"Content-Length: {len(content)}", "Connection: close", "", ""]
    return parsed(door.send("\r\n".join(lines).encode("utf-8", "surrogateescape") + content))


@contextmanager
def in_studio(root: Path, api: FakeAPI | None = None, spend: Decimal | None = None) -> Iterator[InStudio]:
    """Watch a gallery, serve its site and open its studio for as long as the block runs."""
    hub, desk = Hub(), Desk(root, None)

    def told(rebuilt: Rebuilt) -> None:
        hub.tell(rebuilt)
        desk.tell(rebuilt)

    with (
        serving(root / "site", Address(), "/", hub) as server,
        studio(desk, Address()) as opened,
        watching(root, api, spend, told, desk) as session,
    ):
        yield InStudio(Served(session, server.address.port, server.url), opened.gate)
