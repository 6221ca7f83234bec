"""OpenAI's Images API through its official package: one image a request."""

from __future__ import annotations

import json
import os
import re
import warnings
from typing import TYPE_CHECKING, Any

from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.providers.wire import TooLongError, Wire
from gallery_build.errors import StoreError
from gallery_build.model import Role
from gallery_build.models import takes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.buy.bring import Sent
    from gallery_build.buy.providers.wire import Exchange
    from gallery_build.model import Request
    from gallery_build.models import Catalogue

MAX_BYTES = 80 * 1024 * 1024
"""Of one answer, decoded: several times the largest picture in base64."""

YOUNG = frozenset({"complexity", "width", "height", "aspect_ratio", "resolution"})
"""Parameters that the package, or the oldest release of it which we accept, has no name for."""

ACTS = {"generations": "generate", "edits": "edit", "variations": "create_variation"}
"""Endpoint → what the package calls it."""


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

    def body(self, request: Request, sent: Sequence[Sent] = ()) -> dict[str, object]:
        """Return the body for a request, as this endpoint takes it; pictures are told by what proves them."""
        body = self._plain(request) | self._extra(request)
        if images := [one.told for one in sent if one.input.role is not Role.MASK]:
            body["image"] = images
        if mask := next((one.told for one in sent if one.input.role is Role.MASK), None):
            body["mask"] = mask
        return body

    def ask(self, request: Request, spool: Path, sent: Sequence[Sent] = ()) -> Outcome:
        """Send one request with its pictures and keep the raw answer in the spool."""
        body = self._plain(request)
        outcome = self._post(request, body, spool, sent)
        if outcome.kind is Kind.REFUSED and "response_format" in body and _objects_to_format(outcome):
            self._wants_format = False  # a 400 that was not charged; the server speaks the newer form only
            return self._post(request, self._plain(request), spool, sent)
        return outcome

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _plain(self, request: Request) -> dict[str, object]:
        model = self._catalogue.find(request.model)
        server = self._access.server
        body: dict[str, object] = {
            "model": self._access.models.get(request.model, request.model),
            "prompt": request.prompt,
            "n": 1,
        }
        if request.endpoint == "variations":
            del body["prompt"]
        stated = {name: value for name, value in server.sent(request.params, model).items() if name != "extra_body"}
        body |= server.spell({name: value for name, value in stated.items() if takes(request.endpoint, name)})
        form = server.response_format(model)
        return body | ({"response_format": form} if form and self._wants_format else {})

    def _extra(self, request: Request) -> dict[str, object]:
        """Return what only this server knows; OpenAI's own is never sent any of it."""
        extra = request.params.get("extra_body")
        return dict(extra) if isinstance(extra, dict) and not self._access.official else {}

    def _post(self, request: Request, body: Mapping[str, object], spool: Path, sent: Sequence[Sent]) -> Outcome:
        extra = {name: value for name, value in body.items() if name in YOUNG} | self._extra(request)
        kwargs: dict[str, Any] = {name: value for name, value in body.items() if name not in YOUNG} | _files(sent)

        def send(exchange: Exchange) -> None:
            if request.endpoint == "variations":
                _permit_variations()
            act = getattr(exchange.client.images.with_streaming_response, ACTS[request.endpoint])
            with act(**kwargs, extra_body=extra or None) as response:
                exchange.headers.update(response.headers.items())
                _keep(response.iter_bytes(), spool, exchange)

        return self._wire.exchange(send)


def _files(sent: Sequence[Sent]) -> dict[str, object]:
    """Return the pictures as the package takes them: one alone is the field `image`, several are `image[]`."""
    files = [_file(number, one) for number, one in enumerate(sent, 1) if one.input.role is not Role.MASK]
    mask = next((_file(0, one) for one in sent if one.input.role is Role.MASK), None)
    images: dict[str, object] = {"image": files[0] if len(files) == 1 else files} if files else {}
    return images | ({"mask": mask} if mask else {})


def _file(number: int, one: Sent) -> tuple[str, bytes, str]:
    """Return name, bytes and type. Servers read the ending; our own names are nobody else's business."""
    kind = one.input.traits.media_type
    return f"{f'image-{number}' if number else 'mask'}.{kind.removeprefix('image/')}", one.content, kind


def _permit_variations() -> None:
    """Let the package call an endpoint that it warns of: `check` has said where it is retired, in words for people."""
    warnings.filterwarnings("ignore", "deprecated", DeprecationWarning, r"openai\.")


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
    """Tell whether a refusal names the parameter: nothing else is reason enough to ask again."""
    return "response_format" in {outcome.param, *re.findall(r"\w+", outcome.message)}
