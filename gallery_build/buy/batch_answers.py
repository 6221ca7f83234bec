"""Reads what servers say of batches: how one stands, and each line of its results. Never raises for what it cannot read. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gallery_build.buy.outcome import MODERATION, QUOTA, Kind, Outcome, classify, read_error

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_HEAD = 4096
"""Bytes of a line in which its owner is looked for."""

_OWNER = re.compile(rb'"custom_id"\s*:\s*"([0-9a-f]{64})"')

ENDED = frozenset({"completed", "failed", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server tells of one batch, as far as it can be read."""

    id: str
    status: str = ""
    run: str = ""
    """Ours, from its metadata."""
    created: int = 0
    """Seconds since 1970."""
    completed: int | None = None
    """How many requests were done; None where it does not say."""
    output: str = ""
    errors: str = ""
    """The files of results and of errors; empty where there is none."""
    faults: tuple[str, ...] = ()
    """Why the whole batch failed."""

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will come."""
        return self.status in ENDED


@dataclass(frozen=True, slots=True)
class Line:
    """One line of results: whose, how it ended, and for a picture the answer as the Images API would have sent it."""

    custom_id: str
    outcome: Outcome
    body: bytes = b""


LAPSED = frozenset({"batch_expired", "batch_cancelled"})
"""What is said of a request that was not reached, and so is not charged."""


STATUSES = (200, *range(400, 600))
"""What a line may say of its answer; another number says nothing."""


def read_line(raw: bytes) -> Line | None:
    """Return what a line says; None where it is no line of results."""
    plain = read_json(raw)
    custom_id, response = plain.get("custom_id"), plain.get("response")
    if not isinstance(custom_id, str):
        return None
    if not isinstance(response, dict) or response.get("status_code") not in STATUSES:
        return Line(custom_id, _failed(plain.get("error")))
    body = json.dumps(response.get("body")).encode()
    request_id = response["request_id"] if isinstance(response.get("request_id"), str) else ""
    if response["status_code"] == 200:  # noqa: PLR2004  # HTTP's numbers are their names
        return Line(custom_id, Outcome(Kind.ARRIVED, status=200, request_id=request_id), body)
    return Line(custom_id, classify(response["status_code"], body, {"x-request-id": request_id}))


def owner_of(raw: bytes) -> str:
    """Return whose a line is that cannot be read, by its beginning; nothing where that does not say."""
    said = _OWNER.search(raw, 0, LONGEST_HEAD)
    return said[1].decode("ascii") if said else ""


def _failed(error: object) -> Outcome:
    """Return what an error means that stands in place of an answer."""
    said = read_error(json.dumps({"error": error}).encode())
    free = Kind.FAILED if said.code in LAPSED | QUOTA else Kind.UNKNOWN
    kind = Kind.REFUSED if said.code in MODERATION else free
    return Outcome(kind, said.message or said.code or "no answer", code=said.code, details=said.details)


def read_json(content: bytes) -> Mapping[str, Any]:
    """Return a JSON object; an empty one for anything else."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}


def read_seen(plain: Mapping[str, Any]) -> Seen:
    """Return how a batch stands."""
    metadata, counts, errors = (_map(plain.get(name)) for name in ("metadata", "request_counts", "errors"))
    data = errors.get("data")
    faults = [_fault(fault) for fault in data if isinstance(fault, dict)] if isinstance(data, list) else []
    created, completed = plain.get("created_at"), counts.get("completed")
    return Seen(
        id=read_ident(plain.get("id")),
        status=str(plain.get("status", "")),
        run=str(metadata.get("run_id", "")),
        created=created if isinstance(created, int) else 0,
        completed=completed if isinstance(completed, int) else None,
        output=read_ident(plain.get("output_file_id")),
        errors=read_ident(plain.get("error_file_id")),
        faults=tuple(faults),
    )


def _fault(plain: Mapping[str, Any]) -> str:
    line = f"line {plain['line']}: " if isinstance(plain.get("line"), int) else ""
    return f"{line}{plain.get('message') or plain.get('code')}"


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def read_ident(value: object) -> str:
    """Return a server's name for a thing, or nothing where it is none that could stand in an address."""
    fits = isinstance(value, str) and value.isascii() and value.isprintable() and not set(value) & set(" /?#%.\\")
    return str(value) if fits and len(str(value)) <= 500 else ""  # noqa: PLR2004  # what the journal takes
