"""A server that answers whatever a test wants, byte by byte, and remembers what it was asked."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from gallery_build.buy.access import Access
from gallery_build.job import Company, Wishes
from gallery_build.project import load
from gallery_build.purchasing import purchase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    key: str
    """What its Authorization said."""
    body: bytes

    @property
    def prompt(self) -> str:
        """The prompt in it."""
        return str(json.loads(self.body)["prompt"])


@dataclass(frozen=True, slots=True)
class Hostile:
    """The server as a test holds it."""

    host: str
    """`http://127.0.0.1:PORT`."""
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The base address for clients."""
        return f"{self.host}/v1"


@contextmanager
def answering(answer: Callable[[Asked], Iterable[bytes]]) -> Iterator[Hostile]:
    """Serve on loopback; each request is answered by the pieces of bytes that `answer` gives, head included, then closed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            asked = Asked(self.command, self.path, self.headers.get("authorization", ""), body)
            hostile.asked.append(asked)
            self.close_connection = True
            with suppress(OSError):  # who has heard enough, leaves
                for piece in answer(asked):
                    self.wfile.write(piece)

        do_GET = do_POST  # noqa: N815  # http.server calls it so

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  # http.server calls it so
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        hostile = Hostile(f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield hostile
        finally:
            server.shutdown()


def head(status: int = 200, length: int | None = None, **fields: str) -> bytes:
    """Return status line and headers; `_` in a field's name stands for `-`."""
    said = {"content_type": "application/json", "connection": "close", **fields}
    said |= {} if length is None else {"content_length": str(length)}
    lines = [f"HTTP/1.1 {status} ?", *(f"{name.replace('_', '-')}: {value}" for name, value in said.items()), "", ""]
    return "\r\n".join(lines).encode()


def whole(body: bytes, status: int = 200, **fields: str) -> list[bytes]:
    """Return an answer that is what it says."""
    return [head(status, len(body), **fields) + body]


def user_of(hostile: Hostile) -> dict[str, str]:
    """Return the settings of a user whose endpoint it is."""
    return {"OPENAI_BASE_URL": hostile.url, "OPENAI_API_KEY": "sk-canary", "GALLERY_MAX_COST": "1000"}


def bought(root: Path, url: str) -> Counter[str]:
    """Buy what is missing, in this process and without publishing; return how it ended, by the words for it."""
    wishes = Wishes(cap=Decimal(1000), allow_unpriced=True, jobs=4)
    report, _ = purchase(load(root), wishes, Access(url, "sk-canary"), Company(dt.datetime.now(dt.UTC).date()))
    assert [one.message for one in report.troubles if not one.message.isprintable()] == []
    return Counter(one.ending for one in report.troubles)
