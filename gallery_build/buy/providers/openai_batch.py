"""OpenAI's Batch API through its official package: hand in a file, create a batch, find it again, read its results."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gallery_build.buy.batch_answers import Seen, read_ident, read_json, read_seen
from gallery_build.buy.outcome import Kind, Outcome
from gallery_build.buy.providers.wire import TooLongError, Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gallery_build.buy.access import Access
    from gallery_build.buy.providers.wire import Exchange

MAX_LINE_BYTES = 80 * 1024 * 1024
"""Of one line of results, decoded: several times the largest picture in base64."""

BEGINNING = 64 * 1024
"""Bytes that are handed on of a line that is longer."""

MAX_ANSWER_BYTES = 8 * 1024 * 1024
"""Of an answer that holds no pictures; a page of a hundred batches has a hundredth of it."""

PAGE = 100
"""Batches in one page of the list; the most the API gives."""

MOST_PAGES = 1000

SLOWEST = 50_000
"""Bytes a second of the slowest line on which an upload is waited for."""


@dataclass(slots=True)
class _Answer:
    plain: Mapping[str, Any] = field(default_factory=dict)  # whatever JSON holds


class OpenAIBatches:
    """The files and batches of one account.

    - Each method sends one request, or one for each page of a list; nothing is retried.
    - None raises for what a server does; what is no answer of this API ends in an outcome that is not ARRIVED.
    """

    def __init__(self, access: Access, timeout: float) -> None:
        """Take the endpoint, and the seconds after which an answer, or one line of it, is given up."""
        self._wire = Wire(access, timeout)
        self._timeout = timeout

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def upload(self, name: str, content: bytes) -> tuple[Outcome, str]:
        """Upload the lines of a batch; return the server's name for the file. Free."""

        def send(exchange: Exchange) -> Any:  # noqa: ANN401  # the package's own response
            return exchange.client.files.with_streaming_response.create(file=(name, content), purpose="batch")

        outcome, plain = self._ask(send, self._timeout + len(content) / SLOWEST)
        return _named(outcome, plain)

    def create(self, run: str, file: str, endpoint: str, timeout: float) -> tuple[Outcome, str]:
        """Create the batch, which can be charged from here on; return the server's name for it."""

        def send(exchange: Exchange) -> Any:  # noqa: ANN401  # the same
            return exchange.client.batches.with_streaming_response.create(
                input_file_id=file,
                endpoint=endpoint,  # type: ignore[arg-type]  # one of those that the package lists
                completion_window="24h",
                metadata={"run_id": run},
            )

        return _named(*self._ask(send, timeout))

    def look(self, ident: str) -> tuple[Outcome, Seen]:
        """Return how a batch stands."""
        outcome, plain = self._ask(lambda exchange: exchange.client.batches.with_streaming_response.retrieve(ident))
        outcome, found = _named(outcome, plain)
        return outcome, read_seen(plain) if found == ident else Seen(ident)

    def has_file(self, ident: str) -> bool:
        """Tell whether this account sees a file, so that it would see the batch made of it as well."""
        outcome, plain = self._ask(lambda exchange: exchange.client.files.with_streaming_response.retrieve(ident))
        return _named(outcome, plain)[1] == ident

    def find(self, run: str, since: float) -> tuple[Outcome, Seen | None]:
        """Look for the batch of a run among all that were created since (seconds since 1970). ARRIVED: that is certain."""
        after: dict[str, str] = {}
        for _ in range(MOST_PAGES):
            outcome, plain = self._page(after)
            if outcome.kind is not Kind.ARRIVED:
                return outcome, None
            page = [read_seen(entry) for entry in plain["data"] if isinstance(entry, dict)]
            if ours := next((seen for seen in page if seen.run == run), None):
                return outcome, ours
            if not page or not plain.get("has_more") or page[-1].created < since:
                return outcome, None
            after = {"after": page[-1].id}
        return Outcome(Kind.FAILED, "the list of batches has no end"), None

    def read(self, file: str, take: Callable[[bytes], None]) -> Outcome:
        """Hand each line of a file to `take`, as it arrives. ARRIVED: that were all of them."""

        def act(exchange: Exchange) -> None:
            with exchange.client.files.with_streaming_response.content(file) as response:
                exchange.headers.update(response.headers.items())
                for line in _lines(response.iter_bytes(), exchange):
                    take(line)
                    exchange.deadline.renew()

        return self._wire.exchange(act)

    def _page(self, after: Mapping[str, str]) -> tuple[Outcome, Mapping[str, Any]]:
        def send(exchange: Exchange) -> Any:  # noqa: ANN401  # the package's own response
            return exchange.client.batches.with_streaming_response.list(limit=PAGE, extra_query=after)

        outcome, plain = self._ask(send)
        if outcome.kind is Kind.ARRIVED and not isinstance(plain.get("data"), list):
            outcome = _strange(outcome)
        return outcome, plain

    def _ask(
        self,
        send: Callable[[Exchange], Any],  # the package's own response
        timeout: float = 0.0,
    ) -> tuple[Outcome, Mapping[str, Any]]:
        answer = _Answer()

        def act(exchange: Exchange) -> None:
            with send(exchange) as response:
                exchange.headers.update(response.headers.items())
                answer.plain = read_json(b"".join(_bounded(response.iter_bytes(), exchange)))

        return self._wire.exchange(act, timeout), answer.plain


def _bounded(chunks: Iterator[bytes], exchange: Exchange) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_ANSWER_BYTES or exchange.deadline.passed:
            raise TooLongError("the answer is too large, or took too long")
        yield chunk


def _lines(chunks: Iterator[bytes], exchange: Exchange) -> Iterator[bytes]:
    """Yield the lines of a stream; of one that is too long only its beginning, so that somebody can be told."""
    rest = bytearray()
    for chunk in chunks:
        if exchange.deadline.passed:
            raise TooLongError("a line of the results took too long")
        *whole, last = chunk.split(b"\n")
        for piece in whole:
            _add(rest, piece)
            yield _line(rest)
            rest.clear()
        _add(rest, last)
    yield _line(rest)


def _add(line: bytearray, piece: bytes) -> None:
    """Add to a line, and no more than shows that it is too long."""
    line += piece[: MAX_LINE_BYTES + 1 - len(line)]


def _line(line: bytearray) -> bytes:
    return bytes(line if len(line) <= MAX_LINE_BYTES else line[:BEGINNING])


def _named(outcome: Outcome, plain: Mapping[str, Any]) -> tuple[Outcome, str]:
    """Return the name that an answer gives to what it speaks of; without one it is no answer of this API."""
    ident = read_ident(plain.get("id"))
    return (outcome if ident or outcome.kind is not Kind.ARRIVED else _strange(outcome)), ident


def _strange(outcome: Outcome) -> Outcome:
    return replace(outcome, kind=Kind.UNKNOWN, message="the answer is none of a Batch API")
