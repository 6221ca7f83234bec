"""Exchanges with one endpoint through openai's package: one request each, none beyond its deadline. The only file that names openai's errors."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass, field, replace
from threading import Timer, local
from typing import TYPE_CHECKING

from gallery_build.buy.access import OWN
from gallery_build.buy.limits import read_limits
from gallery_build.buy.outcome import Kind, Outcome, classify
from gallery_build.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx2
    import openai

    from gallery_build.buy.access import Access

MAX_ERROR_BYTES = 64 * 1024
CONNECT_TIMEOUT = 10.0

_NEVER_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})


class Deadline:
    """When an exchange must have ended; then the client is closed under whoever still waits, even for dripping headers."""

    def __init__(self, seconds: float, client: openai.OpenAI) -> None:
        """Begin to count."""
        self._seconds = seconds
        self._client = client
        self.renew()

    def renew(self) -> None:
        """Begin to count anew: the answer has many parts, and one of them is here."""
        self.cancel()
        self._end = time.monotonic() + self._seconds
        self._alarm = Timer(self._seconds, self._client.close)
        self._alarm.daemon = True
        self._alarm.start()

    def cancel(self) -> None:
        """Let the client live on."""
        if hasattr(self, "_alarm"):
            self._alarm.cancel()

    @property
    def passed(self) -> bool:
        """Tell whether it is too late."""
        return time.monotonic() > self._end


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request under way: the client to send it with, when it must have ended, and its answer's headers."""

    client: openai.OpenAI
    deadline: Deadline
    headers: dict[str, str] = field(default_factory=dict)


class Wire:
    """Connections to one endpoint, one for each thread.

    - One exchange is at most one request; nothing retries below it, and no redirect is followed.
    - An exchange never raises for what a server does: it ends in an outcome.
    - What the act itself cannot write raises StoreError.
    """

    def __init__(self, access: Access, timeout: float) -> None:
        """Take the endpoint, and the seconds after which an answer is given up."""
        self._access = access
        self._timeout = timeout
        self._mine = local()
        self._opened: list[openai.OpenAI] = []

    def exchange(self, act: Callable[[Exchange], None], timeout: float = 0.0) -> Outcome:
        """Let `act` send one request and keep its answer; return how that ended. `timeout`: another than the wire's."""
        import openai  # noqa: PLC0415  # 0.7 s; only who buys pays for it

        seconds = timeout or self._timeout
        client = self._client()
        exchange = Exchange(client, Deadline(seconds, client))
        try:
            act(exchange)
        except openai.APIConnectionError as error:
            return _in_time(_lost(error.__cause__ or error, exchange.headers), exchange, seconds)
        except openai.OpenAIError as error:
            return Outcome(Kind.FAILED, _short(error))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  # what the transport raises while the answer is read is not openai's
            return _in_time(_lost(error, exchange.headers), exchange, seconds)
        finally:
            exchange.deadline.cancel()
        request_id = exchange.headers.get("x-request-id", "")
        return Outcome(Kind.ARRIVED, status=200, request_id=request_id, limits=read_limits(exchange.headers))

    def close(self) -> None:
        """Let go of the connections."""
        for client in self._opened:
            client.close()

    def _client(self) -> openai.OpenAI:
        """Return this thread's client; one that a deadline closed is replaced."""
        client = getattr(self._mine, "client", None)
        if client is None or client.is_closed():
            client = self._mine.client = _open(self._access, self._timeout)
            self._opened.append(client)
        return client


class TooLongError(Exception):
    """The answer is larger, or slower, than any answer is."""


class _AnsweredError(Exception):
    """The server answered with something other than success; its words, bounded."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


def _in_time(outcome: Outcome, exchange: Exchange, seconds: float) -> Outcome:
    """Say of an exchange that was ended at the deadline what ended it, not how the socket put it."""
    if outcome.kind is not Kind.UNKNOWN or not exchange.deadline.passed:
        return outcome
    return replace(outcome, message=f"no answer within {seconds:.0f} s")


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
            event_hooks={"request": [_only_ours(access)], "response": [_stop_at_errors]},
        ),
    )


def _only_ours(access: Access) -> Callable[[httpx2.Request], None]:
    """Return what takes from a request for another provider all that the environment says for OpenAI."""
    custom = os.environ.get("OPENAI_CUSTOM_HEADERS", "").split("\n")
    foreign = {"openai-organization", "openai-project", *(line.partition(":")[0].strip().lower() for line in custom)}

    def clear(request: httpx2.Request) -> None:
        if access.name != OWN:
            for name in [name for name in request.headers if name.lower() in foreign]:
                del request.headers[name]
            request.headers["authorization"] = f"Bearer {access.key or 'none'}"

    return clear


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


def _short(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
