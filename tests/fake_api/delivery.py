"""Puts an answer on the wire, whole or the way a bad line would."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import zlib
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from tests.fake_api.answer import Answer
    from tests.fake_api.shop import Visit

PIECE = 1 << 20
"""Decoded bytes of a gzip bomb that are made at a time."""

REASONS = {status.value: status.phrase for status in HTTPStatus}

LOOK = 0.02
"""Seconds between two looks at whether a silent client is still there."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the client got."""

    status: int
    """0 where it got none."""
    whole: bool
    """True where every byte went to a client that was there."""
    open: bool
    """True where the connection may be used again."""


def head_of(answer: Answer, headers: dict[str, str], length: int | None) -> bytes:
    """Return status line and headers; without a length the body comes in chunks."""
    size = {"transfer-encoding": "chunked"} if length is None else {"content-length": str(length)}
    fields = (
        {"date": formatdate(usegmt=True), "content-type": answer.content_type} | size | headers | dict(answer.headers)
    )
    reason = REASONS.get(answer.status, "")
    lines = [f"HTTP/1.1 {answer.status} {reason}", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def deliver(wire: socket.socket, answer: Answer, headers: dict[str, str]) -> Delivered:
    """Send an answer as it is."""
    if has_left(wire):
        return Delivered(answer.status, whole=False, open=False)
    try:
        wire.sendall(head_of(answer, headers, len(answer.body)) + answer.body)
    except OSError:
        return Delivered(answer.status, whole=False, open=False)
    return Delivered(answer.status, whole=True, open=True)


def deliver_badly(
    wire: socket.socket, answer: Answer, headers: dict[str, str], visit: Visit, stopping: threading.Event
) -> Delivered:
    """Send an answer that was paid for, with the faults that strike it."""
    if visit.strikes("drop") or visit.strikes("reset"):
        hang_up(wire, reset=visit.strikes("reset"))
        return Delivered(0, whole=False, open=False)
    if visit.strikes("stall"):
        while not stopping.wait(LOOK) and not has_left(wire):
            pass
        return Delivered(0, whole=False, open=False)
    try:
        return _send_pieces(wire, answer, headers, visit, stopping)
    except OSError:
        return Delivered(answer.status, whole=False, open=False)


def _send_pieces(
    wire: socket.socket, answer: Answer, headers: dict[str, str], visit: Visit, stopping: threading.Event
) -> Delivered:
    if visit.strikes("truncate"):
        wire.sendall(head_of(answer, headers, len(answer.body)) + answer.body[: visit.behaviour.truncate_at])
        return Delivered(answer.status, whole=False, open=False)
    if visit.strikes("gzip_bomb"):
        wire.sendall(head_of(answer, headers | {"content-encoding": "gzip"}, None))
        for piece in bomb(visit.behaviour.gzip_bomb_bytes):
            wire.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        wire.sendall(b"0\r\n\r\n")
        return Delivered(answer.status, whole=True, open=True)
    if not visit.strikes("drip"):
        return deliver(wire, answer, headers)
    wire.sendall(head_of(answer, headers, len(answer.body)))
    for start in range(0, len(answer.body), visit.behaviour.drip_bytes):
        if has_left(wire) or stopping.wait(visit.behaviour.drip_seconds):
            return Delivered(answer.status, whole=False, open=False)
        wire.sendall(answer.body[start : start + visit.behaviour.drip_bytes])
    return Delivered(answer.status, whole=True, open=True)


def bomb(size: int) -> Iterator[bytes]:
    """Yield a gzip file that decodes to `size` bytes of JSON with one long base64 string; never held as a whole."""
    front, back = b'{"created":1,"data":[{"b64_json":"', b'"}]}'
    zeros = max(0, size - len(front) - len(back))
    pieces = [front, *[b"A" * PIECE] * (zeros // PIECE), b"A" * (zeros % PIECE), back]
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def has_left(wire: socket.socket) -> bool:
    """Tell whether the client closed its side; bytes it sent meanwhile stay where they are."""
    try:
        readable, _, _ = select.select([wire], [], [], 0)
        return bool(readable) and wire.recv(1, socket.MSG_PEEK) == b""
    except (OSError, ValueError):
        return True


def hang_up(wire: socket.socket, *, reset: bool) -> None:
    """Close at once; with a reset the client sees RST instead of an end."""
    with contextlib.suppress(OSError):
        if reset:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(wire.detach())
