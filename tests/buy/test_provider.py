"""The provider ends every exchange in time, whatever a server does."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from gallery_build.buy.access import make_access
from gallery_build.buy.outcome import Kind
from gallery_build.buy.providers.openai import OpenAIProvider
from gallery_build.model import Request
from gallery_build.models import load_catalogue
from tests.values import FOX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REQUEST = Request("openai", "gpt-image-2.5-flare", FOX, {"size": "1024x1024", "quality": "medium"})


@contextmanager
def dripping_headers() -> Iterator[str]:
    """Serve answers whose headers never end: one byte each tenth of a second."""
    done = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not done.wait(0.1):
                connection.sendall(b"a")

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=[server.accept()[0]], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        done.set()
        server.shutdown(socket.SHUT_RDWR)


def test_headers_that_drip_end_at_the_deadline(tmp_path: Path) -> None:
    """A timeout for each byte is no deadline; ours is one, and the answer counts as unknown."""
    with dripping_headers() as url:
        provider = OpenAIProvider(make_access(url, None), load_catalogue(), timeout=1)
        started = time.monotonic()
        outcome = provider.ask(REQUEST, tmp_path / "spool")
        provider.close()
    assert (outcome.kind, outcome.message) == (Kind.UNKNOWN, "no answer within 1 s")
    assert time.monotonic() - started < 20
