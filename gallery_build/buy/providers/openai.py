"""OpenAI's Images API through its official package: one image a request."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.providers.wire import TooLongError, Wire
from gallery_build.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.buy.providers.wire import Exchange
    from gallery_build.model import Request
    from gallery_build.models import Catalogue

MAX_BYTES = 80 * 1024 * 1024
"""Of one answer, decoded: several times the largest picture in base64."""

CAREFUL = frozenset({"size"})
"""What a server that we do not know is sent, beside model, prompt and n."""


class OpenAIProvider:
    """Asks for one image at a time.

    - One call of `ask` is at most one request that can be charged; nothing retries below it.
    - The raw answer is in the spool, on disk, before anything is read out of it.
    - It never raises for what a server does; a spool that cannot be written raises StoreError.
    """

    name = "openai"

    def __init__(self, access: Access, catalogue: Catalogue, timeout: float) -> None:
        """Take the endpoint, the models' facts, and the seconds after which an answer is given up."""
        self._access = access
        self._catalogue = catalogue
        self._wire = Wire(access, timeout)
        self._wants_format = True

    def body(self, request: Request) -> dict[str, object]:
        """Return the JSON body for a request, as this endpoint takes it."""
        model = self._catalogue.find(request.model)
        known = model.takes if model else CAREFUL if not self._access.official else frozenset(request.params)
        body: dict[str, object] = {"model": request.model, "prompt": request.prompt, "n": 1}
        body |= {name: value for name, value in request.params.items() if name in known}
        answers_as_asked = model.response_format if model else not self._access.official
        if answers_as_asked and self._wants_format:
            body["response_format"] = "b64_json"
        return body

    def ask(self, request: Request, spool: Path) -> Outcome:
        """Send one request and keep the raw answer in the spool."""
        body = self.body(request)
        outcome = self._post(body, spool)
        if outcome.kind is Kind.REFUSED and "response_format" in body and _objects_to_format(outcome):
            self._wants_format = False  # a 400 that was not charged; the server speaks the newer form only
            return self._post(self.body(request), spool)
        return outcome

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _post(self, body: dict[str, object], spool: Path) -> Outcome:
        kwargs: dict[str, Any] = body

        def send(exchange: Exchange) -> None:
            with exchange.client.images.with_streaming_response.generate(**kwargs) as response:
                exchange.headers.update(response.headers.items())
                _keep(response.iter_bytes(), spool, exchange)

        return self._wire.exchange(send)


def _keep(chunks: Iterator[bytes], spool: Path, exchange: Exchange) -> None:
    """Stream an answer into the spool: one line about it, then its bytes, on disk when this returns."""
    request_id = exchange.headers.get("x-request-id", "")
    size = 0
    file = _spooling(spool)
    with file:
        _write(file, json.dumps({"request_id": request_id}).encode() + b"\n")
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_BYTES:
                raise TooLongError("the answer is larger than 80 MiB")
            if exchange.deadline.passed:
                raise TooLongError("the answer took too long")
            _write(file, chunk)
        _write(file, b"", sync=True)


def _spooling(spool: Path) -> Any:  # noqa: ANN401  # a raw binary file
    try:
        return spool.open("wb", buffering=0)  # a buffer would fail once more when it is closed, as another error
    except OSError as error:
        raise StoreError(f"originals/.spool cannot be written: {error.strerror}") from None


def _write(file: Any, content: bytes, *, sync: bool = False) -> None:  # noqa: ANN401  # a raw binary file
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
        if sync:
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"originals/.spool cannot be written: {error.strerror}") from None


def _objects_to_format(outcome: Outcome) -> bool:
    return outcome.code == "unknown_parameter" or "response_format" in outcome.message
