"""OpenAI's Images API through its official package. The only file that names openai's errors."""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import contextmanager
from dataclasses import replace
from threading import Timer, local
from typing import TYPE_CHECKING, Any

from gallery_build.buy.outcome import Kind, Outcome, classify
from gallery_build.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import httpx2
    import openai

    from gallery_build.buy.access import Access
    from gallery_build.model import Request
    from gallery_build.models import Catalogue

MAX_BYTES = 80 * 1024 * 1024
"""Of one answer, decoded: several times the largest picture in base64."""

MAX_ERROR_BYTES = 64 * 1024
CONNECT_TIMEOUT = 10.0
CAREFUL = frozenset({"size"})
"""What a server that we do not know is sent, beside model, prompt and n."""

_NEVER_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})


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
        self._timeout = timeout
        self._mine = local()
        self._opened: list[openai.OpenAI] = []
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
        for client in self._opened:
            client.close()

    def _post(self, body: dict[str, object], spool: Path) -> Outcome:
        import openai  # noqa: PLC0415  # 0.7 s; only who buys pays for it

        deadline = time.monotonic() + self._timeout
        kwargs: dict[str, Any] = body
        headers: dict[str, str] = {}
        try:
            with self._client() as client, client.images.with_streaming_response.generate(**kwargs) as response:
                headers |= response.headers.items()
                _keep(response.iter_bytes(), spool, headers, deadline)
                return Outcome(Kind.ARRIVED, status=response.status_code, request_id=headers.get("x-request-id", ""))
        except openai.APIConnectionError as error:
            return self._in_time(_lost(error.__cause__ or error, headers), deadline)
        except openai.OpenAIError as error:
            return Outcome(Kind.FAILED, _short(error))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  # what the transport raises while the answer is read is not openai's
            return self._in_time(_lost(error, headers), deadline)

    def _in_time(self, outcome: Outcome, deadline: float) -> Outcome:
        """Say of an exchange that was ended at the deadline what ended it, not how the socket put it."""
        if outcome.kind is not Kind.UNKNOWN or time.monotonic() < deadline:
            return outcome
        return replace(outcome, message=f"no answer within {self._timeout:.0f} s")

    @contextmanager
    def _client(self) -> Iterator[openai.OpenAI]:
        """Lend this thread's client; at the deadline it is closed under whoever still waits, even for dripping headers."""
        client = getattr(self._mine, "client", None)
        if client is None or client.is_closed():
            client = self._mine.client = _open(self._access, self._timeout)
            self._opened.append(client)
        alarm = Timer(self._timeout, client.close)
        alarm.daemon = True
        alarm.start()
        try:
            yield client
        finally:
            alarm.cancel()


class _AnsweredError(Exception):
    """The server answered with something other than success; its words, bounded."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


class _TooLongError(Exception):
    """The answer is larger, or slower, than any picture is."""


def _open(access: Access, timeout: float) -> openai.OpenAI:
    import openai  # noqa: PLC0415  # 0.7 s

    return openai.OpenAI(
        api_key=access.key or "none",
        base_url=access.base_url,
        max_retries=0,
        default_headers={"Accept-Encoding": "identity"},
        http_client=openai.DefaultHttpxClient(
            timeout=openai.Timeout(timeout, connect=CONNECT_TIMEOUT),
            follow_redirects=False,
            transport=_keep_alive(),
            event_hooks={"response": [_stop_at_errors]},
        ),
    )


def _keep_alive() -> httpx2.HTTPTransport | None:
    """Return a transport whose silent connections stay open: gateways drop them while a picture is being made.

    None where a proxy is configured, because a transport of our own would bypass it.
    """
    import httpx2  # noqa: PLC0415  # comes with openai

    if any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY")):
        return None
    options = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    if hasattr(socket, "TCP_KEEPIDLE"):
        options += [(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 30), (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 30)]
    return httpx2.HTTPTransport(socket_options=options)


def _stop_at_errors(response: httpx2.Response) -> None:
    """Read at most a little of an error's body, here, because the package would read all of it into memory."""
    if response.is_success:
        return
    deadline = time.monotonic() + CONNECT_TIMEOUT
    body = b""
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_ERROR_BYTES or time.monotonic() > deadline:
            break
    headers = {name.lower(): value for name, value in response.headers.items()}
    raise _AnsweredError(classify(response.status_code, body[:MAX_ERROR_BYTES], headers))


def _keep(chunks: Iterator[bytes], spool: Path, headers: dict[str, str], deadline: float) -> None:
    """Stream an answer into the spool: one line about it, then its bytes, on disk when this returns."""
    request_id = headers.get("x-request-id", "")
    size = 0
    file = _spooling(spool)
    with file:
        _write(file, json.dumps({"request_id": request_id}).encode() + b"\n")
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_BYTES:
                raise _TooLongError("the answer is larger than 80 MiB")
            if time.monotonic() > deadline:
                raise _TooLongError("the answer took too long")
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


def _lost(error: BaseException, headers: Mapping[str, str]) -> Outcome:
    """Return what a failed exchange means: nothing left this machine, or the answer was lost on its way."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _AnsweredError):
            return cause.outcome
        if isinstance(cause, StoreError):
            raise cause
        if type(cause).__name__ in _NEVER_SENT:
            return Outcome(Kind.NOT_SENT, f"no connection: {_short(cause)}")
        cause = cause.__cause__
    request_id = headers.get("x-request-id", "")
    return Outcome(Kind.UNKNOWN, f"the answer was lost: {_short(error)}", request_id=request_id)


def _objects_to_format(outcome: Outcome) -> bool:
    return outcome.code == "unknown_parameter" or "response_format" in outcome.message


def _short(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
