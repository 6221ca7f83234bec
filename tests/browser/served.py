"""A folder served on loopback, at the root or under a sub-path, as any plain web host would."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path


PAUSE = 0.5
"""Seconds between two pieces of a page."""


class FolderHandler(SimpleHTTPRequestHandler):
    """Answers with the folder's files below `prefix`; anything outside it does not exist."""

    def __init__(
        self,
        request: socket.socket,
        address: tuple[str, int],
        server: ThreadingHTTPServer,
        *,
        directory: str,
        prefix: str,
    ) -> None:
        """Keep the prefix before the base class, which answers while it is being made."""
        self.prefix = prefix
        super().__init__(request, address, server, directory=directory)

    def translate_path(self, path: str) -> str:
        """Map an address to a file; one outside the prefix to a name that no site has."""
        inside = path.startswith(self.prefix)
        return super().translate_path("/" + path.removeprefix(self.prefix) if inside else "/\x7foutside")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Say nothing: the browser reports what fails."""


class InPieces(FolderHandler):
    """Answers with the first half of a page, and with the rest once a browser has had time to show that."""

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401 - whatever the base class opened
        """Send the content."""
        content = source.read()
        middle = len(content) // 2 if self.path.endswith(".html") else 0
        outputfile.write(content[:middle])
        outputfile.flush()
        if middle:
            time.sleep(PAUSE)
        outputfile.write(content[middle:])


class FolderServer(ThreadingHTTPServer):
    """Answers each request in a thread that ends with the test."""

    daemon_threads = True
    request_queue_size = 128  # the usual 5 resets connections where a page asks for many pictures

    def handle_error(self, request: Any, client_address: object) -> None:  # noqa: ANN401 - a socket, or what the base class knows
        """Say nothing of a page that was left before its pictures came; any other failure is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(folder: Path, prefix: str = "/", handler: type[FolderHandler] = FolderHandler) -> Iterator[str]:
    """Serve a folder for as long as the block runs; give its address, with a final `/`."""
    answering = partial(handler, directory=str(folder), prefix=prefix)
    with FolderServer(("127.0.0.1", 0), answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
