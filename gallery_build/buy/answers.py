"""Reads what servers send. Tolerant of every shape that is known, and never raises for one that is not."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.buy.outcome import ServerError, read_error

if TYPE_CHECKING:
    from collections.abc import Mapping

ECHOED = ("size", "quality", "background", "output_format", "created", "id", "model")
"""What an answer may say about the picture, kept in the record."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with status 200: the first picture's bytes or address, and what was said beside it."""

    content: bytes | None = None
    url: str = ""
    echoed: Mapping[str, object] = field(default_factory=dict)
    usage: Mapping[str, object] | None = None
    error: ServerError | None = None
    """Where an error stood in an answer that claimed success."""
    readable: bool = True
    """False for HTML, broken JSON and anything else that is no answer of this API."""


def read_answer(body: bytes) -> Answer:
    """Return what an answer holds. No picture and no error in a readable answer: the server made nothing."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return Answer(readable=False)
    if not isinstance(plain, dict):
        return Answer(readable=False)
    item = _first_item(plain.get("data"))
    usage = plain.get("usage")
    echoed = {name: plain[name] for name in ECHOED if isinstance(plain.get(name), (str, int))}
    if isinstance(item.get("revised_prompt"), str):
        echoed["revised_prompt"] = item["revised_prompt"]
    content, url = _picture(item)
    failed = content is None and not url and plain.get("error") is not None
    return Answer(
        content, url, echoed, usage if isinstance(usage, dict) else None, read_error(body) if failed else None
    )


def _first_item(data: object) -> dict[str, object]:
    """Return the first item that carries something; lists may be short or hold empty slots."""
    items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
    return next((item for item in items if item.get("b64_json") or item.get("url")), items[0] if items else {})


def _picture(item: Mapping[str, object]) -> tuple[bytes | None, str]:
    encoded, url = item.get("b64_json"), item.get("url")
    if isinstance(encoded, str) and encoded:
        return _decode(encoded), ""
    if isinstance(url, str) and url.startswith("data:"):
        return _decode(url), ""
    return None, url if isinstance(url, str) else ""


def _decode(encoded: str) -> bytes:
    """Return the bytes of base64 with or without `data:…;base64,` and line breaks; what does not decode, as it came."""
    text = encoded.partition("base64,")[2] if encoded.startswith("data:") else encoded
    try:
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (binascii.Error, ValueError):
        return encoded.encode(errors="backslashreplace")  # JSON may hold half a character
