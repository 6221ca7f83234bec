"""The server's answers: the site as a plain host gives it, with a script that reloads what changed."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from gallery_build.live.doors import is_welcome
from gallery_build.live.shelf import TYPES, Found, find, path_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from gallery_build.live.doors import Address
    from gallery_build.live.hub import Hub

EVENTS = "/-/events"
OWN = {"/-/live.js": ".js", "/-/live.css": ".css"}
"""Addresses that no site has: the server's own."""

HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
}

EMPTY = (
    b'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Not here</title><body><p>Not here</p></body></html>'
)
"""Where the site has no 404.html yet."""

NOT_FOUND, NOT_ALLOWED, MISDIRECTED = 404, 405, 421


@dataclass(frozen=True, slots=True)
class Application:
    """An ASGI application over a folder."""

    site: Path
    address: Address
    base: str
    """Below which path the site stands, with `/` at both ends."""
    hub: Hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a socket of another kind is closed."""
        if scope["type"] == "http":
            await self.answer(scope)(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    def answer(self, scope: Scope) -> Response:
        """Return the answer to a request."""
        from starlette.responses import RedirectResponse, StreamingResponse  # noqa: PLC0415  # only who serves needs it

        if not is_welcome(scope["headers"], self.address):
            return _plain(b"this server answers only under its own address\n", MISDIRECTED)
        if scope["method"] not in {"GET", "HEAD"}:
            return _plain(b"only GET and HEAD\n", NOT_ALLOWED)
        path = scope["path"]
        if path == EVENTS and scope["method"] == "GET":
            return StreamingResponse(self.hub.stream(_mark(scope)), media_type="text/event-stream", headers=HEADERS)
        if path in OWN:
            return _response((files(__package__) / path.rpartition("/")[2]).read_bytes(), 200, TYPES[OWN[path]])
        if path == "/" and self.base != "/":
            return RedirectResponse(self.base, headers=HEADERS)
        return self._file(path)

    def _file(self, address: str) -> Response:
        from starlette.responses import RedirectResponse  # noqa: PLC0415  # the same

        mark = self.hub.mark  # before reading: a page that is newer than its mark is loaded once too often, never never
        path = path_of(address, self.base)
        found = find(self.site, path) if path else None
        if found is None:
            return self._missing(path or "", mark)
        if found.folder:
            return RedirectResponse(quote(f"{self.base}{found.path}/"), 301, headers=HEADERS)
        if found.path.endswith(".html"):
            return _response(injected(found.content, mark, found.path), 200, found.media_type)
        return _response(found.content, 200, found.media_type)

    def _missing(self, path: str, mark: str) -> Response:
        page = find(self.site, "404.html") or Found("404.html", EMPTY)
        return _response(injected(page.content, mark, "404.html", path), NOT_FOUND, TYPES[".html"])


def injected(page: bytes, mark: str, *paths: str) -> bytes:
    """Return a page with the script before its end; `paths` are those whose change concerns it."""
    values = escape(" ".join(quote(path) for path in paths))
    script = f'<script src="/-/live.js" data-mark="{mark}" data-paths="{values}" defer></script>\n'.encode()
    head, end, tail = page.rpartition(b"</body>")
    return head + script + end + tail if end else page + script


def _mark(scope: Scope) -> str:
    """Return what the page knows: by its header where the browser connects again, else by the address."""
    named = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"last-event-id"]
    return str(named[0] if named else scope["query_string"].decode("latin-1"))


def _plain(content: bytes, status: int) -> Response:
    return _response(content, status, TYPES[".txt"])


def _response(content: bytes, status: int, media_type: str) -> Response:
    from starlette.responses import Response  # noqa: PLC0415  # only who serves needs it

    return Response(content, status, {**HEADERS, "content-type": media_type})
