"""Files that are uploaded, and the files that batches leave."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fake_api.answer import Answer, refusal, reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.fake_api.shop import Call, Shop

PAGE = 20
"""Entries of a list where the client names no limit."""


@dataclass(frozen=True, slots=True)
class File:
    """One file on the server."""

    id: str
    name: str
    purpose: str
    content: bytes
    created: int


def keep(shop: Shop, name: str, purpose: str, content: bytes) -> File:
    """Put a file on the server."""
    file = File(f"file-{secrets.token_hex(12)}", name, purpose, content, int(time.time()))
    shop.uploads[file.id] = file
    return file


def upload(call: Call) -> Answer:
    """Answer POST /files. Raises Refused."""
    call.shop.gate.knock("files", call.visited.behaviour, call.shop.clock.now())
    body = call.visited.post.body
    file, purpose = body.get("file"), body.get("purpose")
    if not isinstance(file, dict):
        raise refusal(400, "Missing required parameter: 'file'.", code="missing_required_parameter", param="file")
    if not isinstance(purpose, str):
        raise refusal(400, "Missing required parameter: 'purpose'.", code="missing_required_parameter", param="purpose")
    return reply(_told(keep(call.shop, str(file["filename"]), purpose, str(file["text"]).encode())))


def listed(call: Call) -> Answer:
    """Answer GET /files, newest first."""
    purpose = call.query.get("purpose")
    files = [file for file in list(call.shop.uploads.values()) if purpose in {None, file.purpose}]
    return page([_told(file) for file in reversed(files)], call.query)


def retrieved(call: Call) -> Answer:
    """Answer GET /files/ID. Raises Refused."""
    return reply(_told(_find(call)))


def content(call: Call) -> Answer:
    """Answer GET /files/ID/content. Raises Refused."""
    return Answer(200, _find(call).content, "file", content_type="application/octet-stream")


def deleted(call: Call) -> Answer:
    """Answer DELETE /files/ID. Raises Refused."""
    file = _find(call)
    call.shop.uploads.pop(file.id, None)
    return reply({"id": file.id, "object": "file", "deleted": True})


def page(entries: Sequence[Mapping[str, object]], query: Mapping[str, str]) -> Answer:
    """Return the part of a list that was asked for by `limit` and `after`."""
    ids = [entry["id"] for entry in entries]
    start = ids.index(query["after"]) + 1 if query.get("after") in ids else 0
    limit = int(query.get("limit", PAGE))
    part = entries[start : start + limit]
    ends = {"first_id": part[0]["id"], "last_id": part[-1]["id"]} if part else {"first_id": None, "last_id": None}
    return reply({"object": "list", "data": part, "has_more": len(entries) > start + limit} | ends)


def _find(call: Call) -> File:
    (name,) = call.names
    file = call.shop.uploads.get(name)
    if file is None:
        raise refusal(404, f"No such File object: {name}", param="id")
    return file


def _told(file: File) -> dict[str, object]:
    return {
        "id": file.id,
        "object": "file",
        "bytes": len(file.content),
        "created_at": file.created,
        "filename": file.name,
        "purpose": file.purpose,
        "status": "processed",
        "expires_at": None,
    }
