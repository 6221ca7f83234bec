"""The studio's answers: the page, its pictures and its news to read; three acts to write. Nothing is cached, logged or framed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError, GalleryError
from gallery_build.live.shelf import TYPES
from gallery_build.live.studio.gate import headers_of
from gallery_build.live.studio.pages import FILES
from gallery_build.site.theme import shipped_theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from gallery_build.live.studio.desk import Desk
    from gallery_build.live.studio.gate import Gate, Headers
    from gallery_build.live.studio.pages import Pages
    from gallery_build.live.studio.pictures import Pictures

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

FILE_TYPES = {"/studio.css": ".css", "/studio.js": ".js"}
ICON = "/icon.svg"

LARGEST = 4096
"""Bytes of an act."""

LONGEST = 300
"""Characters of an id."""

CLOSED = b"The studio opens by the address that the terminal shows: type it, or paste it into the browser's bar.\n"


class RefusedError(Exception):
    """A request that is no act; `status` says why."""

    def __init__(self, status: int, message: str) -> None:
        """Take the status and the words."""
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True, slots=True)
class StudioApplication:
    """An ASGI application over a desk."""

    gate: Gate
    desk: Desk
    pages: Pages
    pictures: Pictures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a socket of another kind is closed."""
        if scope["type"] == "http":
            await (await self._answer(scope, receive))(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        """Return the answer to a request: first who asks, then what."""
        headers = headers_of(scope["headers"])
        reads = scope["method"] in {"GET", "HEAD"}
        if strange := self._at_the_gate(scope, headers, reads=reads):
            return strange
        if reads:
            return await self._read(scope)
        if scope["method"] != "POST" or scope["path"] not in ACTS:
            return _plain(b"only GET, HEAD, and POST of an act\n", 405)
        if not self.gate.may_write(headers):
            return _plain(b"only the studio's own page may write\n", 403)
        return await self._write(scope["path"], headers, receive)

    def _at_the_gate(self, scope: Scope, headers: Headers, *, reads: bool) -> Response | None:
        """Return the answer to whoever does not come in: a stranger's is a word, the token's is the cookie."""
        from starlette.responses import RedirectResponse  # noqa: PLC0415  # only who serves needs it

        if not self.gate.knocks(scope["headers"]):
            return _plain(b"the studio answers only to its own page, under its own address\n", 421)
        if reads and scope["path"] == "/" and self.gate.exchanges(scope["query_string"]):
            return RedirectResponse("/", 303, headers={**HEADERS, "set-cookie": self.gate.cookie})
        return None if self.gate.knows(headers) else _plain(CLOSED, 403)

    async def _write(self, path: str, headers: Headers, receive: Receive) -> Response:
        try:
            act = await _act_of(headers, receive)
            words = await asyncio.to_thread(ACTS[path], self.desk, act)
        except RefusedError as error:
            return _json({"error": error.message}, error.status)
        except FaultsError as error:
            return _json({"error": str(error.faults[0])}, 409)
        except GalleryError as error:
            return _json({"error": error.message, "hint": error.hint}, 409)
        return _json({"said": words})

    async def _read(self, scope: Scope) -> Response:
        from starlette.responses import StreamingResponse  # noqa: PLC0415  # the same

        path = scope["path"]
        if path == "/":
            page = await asyncio.to_thread(self.pages.page, self.gate.word)
            return _response(page.encode(), 200, TYPES[".html"])
        if path == "/news" and scope["method"] == "GET":
            stream = self._news(_mark(scope))
            return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)
        if path in FILE_TYPES:
            return _response((FILES / path[1:]).read_bytes(), 200, TYPES[FILE_TYPES[path]])
        if path == ICON:
            return _response((shipped_theme() / "assets" / "icon.svg").read_bytes(), 200, TYPES[".svg"])
        source = self.pages.sources.get(path.removeprefix("/pictures/")) if path.startswith("/pictures/") else None
        found = await self.pictures.of(source) if source else None
        return _response(found.content, 200, found.media_type) if found else _plain(b"not here\n", 404)

    async def _news(self, mark: str) -> AsyncIterator[bytes]:
        async for rung in self.desk.bell.rings():
            if not rung:
                yield b": alive\n\n"
                continue
            news = await asyncio.to_thread(self.pages.since, mark)
            mark = str(news["mark"])
            yield f"id: {mark}\ndata: {json.dumps(news)}\n\n".encode()


def _ident(act: Mapping[str, object]) -> str:
    ident = act.get("id")
    if not isinstance(ident, str) or not 0 < len(ident) <= LONGEST:
        raise RefusedError(400, "an act names a prompt by its id")
    return ident


def _pick(desk: Desk, act: Mapping[str, object]) -> str:
    number = act.get("number")
    if type(number) is not int:
        raise RefusedError(400, "a pick names an image by its number")
    return desk.pick(_ident(act), number)


def _reroll(desk: Desk, act: Mapping[str, object]) -> str:
    return desk.reroll(_ident(act))


def _undo(desk: Desk, _act: Mapping[str, object]) -> str:
    return desk.undo()


ACTS: dict[str, Callable[[Desk, Mapping[str, object]], str]] = {"/pick": _pick, "/reroll": _reroll, "/undo": _undo}
"""What may be posted. Each writes one line of one prompt's file, or takes that back."""


async def _act_of(headers: Headers, receive: Receive) -> Mapping[str, object]:
    if headers.get("content-type") != ["application/json"]:
        raise RefusedError(415, "an act is application/json")
    content = b""
    more = True
    while more:
        message = await receive()
        content += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(content) > LARGEST:
            raise RefusedError(413, f"an act has at most {LARGEST} bytes")
    try:
        act = json.loads(content)
    except (ValueError, RecursionError):
        raise RefusedError(400, "an act is one JSON object") from None
    if not isinstance(act, dict):
        raise RefusedError(400, "an act is one JSON object")
    return act


def _mark(scope: Scope) -> str:
    """Return what the page knows: by its header where the browser connects again, else by the address."""
    named = headers_of(scope["headers"]).get("last-event-id")
    return named[0] if named else str(scope["query_string"].decode("latin-1"))


def _json(plain: Mapping[str, object], status: int = 200) -> Response:
    return _response(json.dumps(plain, ensure_ascii=True).encode(), status, TYPES[".json"])


def _plain(content: bytes, status: int) -> Response:
    return _response(content, status, TYPES[".txt"])


def _response(content: bytes, status: int, media_type: str) -> Response:
    from starlette.responses import Response  # noqa: PLC0415  # only who serves needs it

    return Response(content, status, {**HEADERS, "content-type": media_type})
