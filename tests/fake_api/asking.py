"""Asks the fake API by plain http.client, so that a test sees every byte and nobody sends twice behind its back."""

from __future__ import annotations

import base64
import http.client
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.api import FakeAPI

FOX = {"model": "gpt-image-2", "prompt": "a fox in the snow", "size": "1024x1024", "quality": "low"}
"""A request that is answered with one picture."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 -- tests reach into it
        """The body, parsed."""
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The error's code."""
        return str(self.json["error"]["code"])

    @property
    def picture(self) -> bytes:
        """The first picture's bytes."""
        return base64.b64decode(self.json["data"][0]["b64_json"])


def ask(api: FakeAPI, body: Mapping[str, object] = FOX, *, at: str = "/images/generations", key: str = "") -> Reply:
    """POST one request and read the whole answer. Raises OSError and http.client.HTTPException as a bad line gives them."""
    return send(api, "POST", api.url + at, json.dumps(body).encode(), key=key)


def get(api: FakeAPI, address: str) -> Reply:
    """GET an address."""
    return send(api, "GET", address)


def send(
    api: FakeAPI,
    method: str,
    address: str,
    content: bytes | None = None,
    *,
    key: str = "",
    kind: str = "application/json",
) -> Reply:
    """Send one request on a connection of its own."""
    parts = urlsplit(address)
    wire = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    headers = {"authorization": f"Bearer {key or api.key}", "content-type": kind}
    try:
        wire.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), content, headers)
        answer = wire.getresponse()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        wire.close()
