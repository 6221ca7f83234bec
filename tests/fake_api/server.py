"""The HTTP server: reads a request, writes it down, lets an endpoint answer, writes down how it ended."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import traceback
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.fake_api.answer import HTML_PAGE, Answer, Refused, refusal
from tests.fake_api.delivery import Delivered, deliver, deliver_badly, hang_up
from tests.fake_api.forms import fields_of
from tests.fake_api.profiles import PROFILES
from tests.fake_api.routes import route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fake_api.ledger import Post
    from tests.fake_api.shop import Shop, Visit

SECRET = {"authorization", "api-key", "x-api-key", "cookie"}
"""Headers that are read and never kept."""


class Server(ThreadingHTTPServer):
    """A thread for each connection; knows its shop, and its open connections to close them at the end."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, shop: Shop, port: int) -> None:
        """Listen on loopback; port 0 takes a free one."""
        super().__init__(("127.0.0.1", port), Handler)
        self.shop = shop
        self.busy = 0
        self.connections = 0
        self.idle = threading.Condition()
        self.wires: set[socket.socket] = set()

    @property
    def host(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep what went wrong in a handler; a client that left is no error."""
        self.shop.failures.append(traceback.format_exc())

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is worked on; False where that took too long."""
        with self.idle:
            return self.idle.wait_for(lambda: self.busy == 0, seconds)

    def settle(self, seconds: float) -> None:
        """Wait until nothing is worked on, then close every connection."""
        if not self.wait_idle(seconds):
            self.shop.failures.append(f"{self.busy} requests did not end within {seconds} s")
        for wire in list(self.wires):
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
        with self.idle:
            self.idle.wait_for(lambda: not self.wires, seconds)


class Handler(BaseHTTPRequestHandler):
    """One connection; keep-alive."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def handle(self) -> None:
        """Serve the connection until either side closes it."""
        wire = self.connection
        self.server.connections += 1
        self.server.wires.add(wire)
        try:
            with contextlib.suppress(ConnectionError):
                super().handle()
        finally:
            with self.server.idle:
                self.server.wires.discard(wire)
                self.server.idle.notify_all()

    def do_GET(self) -> None:
        """Answer a question; nothing is charged."""
        self.server.shop.asked.append((self.command, self.path))
        with self._working():
            self._end(deliver(self.connection, self._answer(None), self._headers(None)))

    def do_DELETE(self) -> None:
        """Answer as a question is answered."""
        self.do_GET()

    def do_POST(self) -> None:
        """Write the request down, answer it, write down the end."""
        arrived = self.server.shop.clock.now()
        with self._working():
            body, unreadable = self._body()
            names = {name.lower(): value for name, value in self.headers.items() if name.lower() not in SECRET}
            post = self.server.shop.ledger.arrive(self.path, body, names, arrived)
            visit = self.server.shop.visit(post, self.server.host)
            answer = unreadable or self._answer(visit)
            decided = _decided(post, answer)
            self.server.shop.ledger.note(decided)  # before a client that reads the answer can ask
            delivered = self._deliver(answer, visit)
            end = replace(
                decided, finished=self.server.shop.clock.now(), status=delivered.status, delivered=delivered.whole
            )
            self.server.shop.ledger.note(end)
            self._end(delivered)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server calls it so
        """Keep quiet; the ledger is the log."""

    @contextlib.contextmanager
    def _working(self) -> Iterator[None]:
        with self.server.idle:
            self.server.busy += 1
        try:
            yield
        finally:
            with self.server.idle:
                self.server.busy -= 1
                self.server.idle.notify_all()

    def _answer(self, visit: Visit | None) -> Answer:
        shop = self.server.shop
        try:
            if not self.path.startswith(("/files/", "/generated-images/")):
                self._check_key()
            return route(self.command, self.path, shop, visit)
        except Refused as refused:
            return refused.answer
        except Exception:  # noqa: BLE001 -- whatever the server itself got wrong, a test must see it
            shop.failures.append(traceback.format_exc())
            return Answer(500, HTML_PAGE % (b"the fake API failed", b"see failures"), "the fake API failed")

    def _check_key(self) -> None:
        behaviour = self.server.shop.behaviour
        names = PROFILES[behaviour.profile].key_headers
        given = [self.headers.get(name, "").removeprefix("Bearer ") for name in names]
        if behaviour.key is not None and behaviour.key not in given:
            message = (
                "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys."
            )
            raise refusal(401, message, code="invalid_api_key")

    def _deliver(self, answer: Answer, visit: Visit) -> Delivered:
        headers = self._headers(visit)
        if visit.post.path.rpartition("/")[2] in visit.behaviour.batch_silent:
            hang_up(self.connection, reset=False)
            return Delivered(0, whole=False, open=False)
        if answer.charged:
            return deliver_badly(self.connection, answer, headers, visit, self.server.shop.stopping)
        return deliver(self.connection, answer, headers)

    def _headers(self, visit: Visit | None) -> dict[str, str]:
        if visit is None:
            return {}
        shop, behaviour = self.server.shop, visit.behaviour
        now = shop.clock.now()
        elapsed = str(int((now - visit.post.arrived) * 1000))
        own = {"x-request-id": visit.request_id, "openai-processing-ms": elapsed, "date": formatdate(now, usegmt=True)}
        limits = {}
        if behaviour.limit_headers and behaviour.images_per_minute:
            limits["x-ratelimit-limit-images"] = str(behaviour.images_per_minute)
            limits["x-ratelimit-remaining-images"] = str(shop.gate.left(behaviour, now))
        return own | limits | dict(visit.profile.headers)

    def _end(self, delivered: Delivered) -> None:
        if not delivered.open:
            self.close_connection = True

    def _body(self) -> tuple[dict[str, object], Answer | None]:
        """Return the fields that were sent, or the answer to what cannot be read."""
        content = self._content()
        kind = self.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            return fields_of(kind, content), None
        try:
            body = json.loads(content or b"{}")
        except ValueError:
            body = None
        if isinstance(body, dict):
            return body, None
        message = "We could not parse the JSON body of your request."
        return {}, refusal(400, message).answer

    def _content(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self._read(int(self.headers.get("content-length", "0")))
        pieces = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self._read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def _read(self, size: int) -> bytes:
        """Return so many bytes. A request that ends before never arrived: as at any server, nothing is booked."""
        content = self.rfile.read(size)
        if len(content) < size:
            message = "the client left in the middle of its request"
            raise ConnectionAbortedError(message)
        return content


def _decided(post: Post, answer: Answer) -> Post:
    return replace(post, status=answer.status, outcome=answer.outcome, charged=answer.charged, retry_at=answer.retry_at)
