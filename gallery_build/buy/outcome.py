"""What an answer means for money: was anything charged, and may it be asked again. Table: docs/design.md, "Paying"."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from gallery_build.buy.limits import UNSAID, Limits, read_limits, read_patience

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """The classes of outcome. Only UNKNOWN may have been charged without a picture."""

    ARRIVED = "arrived"
    """An answer with status 200 is in the spool, whole; whether it holds a picture is not known yet."""
    NOT_SENT = "not sent"
    """Nothing left this machine: ask again."""
    WAIT = "wait"
    """The server asks for patience; nothing was charged: all workers pause, then ask again."""
    STOP = "stop"
    """Key, quota or credit: no request can succeed now."""
    REFUSED = "refused"
    """The request itself is not accepted; remembered, not sent again by itself."""
    FAILED = "failed"
    """Nothing was charged, and asking again at once is of no use; not remembered."""
    UNKNOWN = "unknown"
    """Sent, and no picture came: perhaps paid."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt ended. `retry_after` in seconds, where the server said it; `limits` as far as it said them."""

    kind: Kind
    message: str = ""
    status: int = 0
    code: str = ""
    request_id: str = ""
    retry_after: float | None = None
    limits: Limits = UNSAID
    param: str = ""
    """The parameter that a refusal is about."""
    details: Mapping[str, object] = field(default_factory=dict)


QUOTA = frozenset(
    {
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
        "billing_hard_limit_reached",
        "budget_exceeded",
    }
)
MODERATION = frozenset({"moderation_blocked", "content_policy_violation", "contentFilter", "content_filter"})
BUSY = frozenset({"slow_down", "server_is_overloaded", "rate_limit_exceeded"})
GONE = frozenset({"model_not_found", "DeploymentNotFound"})

MAX_WAIT = 900.0
"""Seconds; a server that asks for more is not asked again in this build."""


def classify(status: int, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Return what an answer other than 200 means. Reads `error` as an object, a string, or `detail`; never raises."""
    error = read_error(body)
    code, message = error.code, error.message or f"the server answered {status}"
    patience, limits = read_patience(headers, message), read_limits(headers, message)
    return Outcome(
        kind=_kind(status, error, patience, limits),
        message=message,
        status=status,
        code=code,
        request_id=headers.get("x-request-id", ""),
        retry_after=patience,
        limits=limits,
        param=error.param,
        details=error.details,
    )


@dataclass(frozen=True, slots=True)
class ServerError:
    """The error object of an answer, whatever its shape was."""

    message: str = ""
    code: str = ""
    type: str = ""
    param: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    structured: bool = False
    """True where the body was JSON, so the server itself and no proxy spoke."""


def read_error(body: bytes) -> ServerError:
    """Read an error body of any server: `{"error": {…}}`, `{"error": "…"}`, `{"detail": …}`, HTML, nothing."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return ServerError(message=_first_words(body))
    if not isinstance(plain, dict):
        return ServerError(message=_first_words(body), structured=True)
    error = plain.get("error", plain.get("detail", plain.get("message", "")))
    if not isinstance(error, dict):
        return ServerError(message=_clean(error if isinstance(error, str) else json.dumps(error)), structured=True)
    details = error.get("moderation_details")
    return ServerError(
        message=_clean(str(error.get("message") or "")),
        code=str(error.get("code") or ""),
        type=str(error.get("type") or ""),
        param=str(error.get("param") or ""),
        details=details if isinstance(details, dict) else {},
        structured=True,
    )


def _kind(status: int, error: ServerError, patience: float | None, limits: Limits) -> Kind:
    if not QUOTA.isdisjoint({error.code, error.type}) or status in {401, 402, 403}:
        return Kind.STOP
    if status == 429 or (status == 503 and error.code in BUSY):  # noqa: PLR2004  # HTTP's numbers are their names
        return _patient(patience, limits)
    if 300 <= status < 400 or (status == 404 and not error.structured):  # noqa: PLR2004  # no such endpoint
        return Kind.STOP
    if status in {404, 405} or error.code in GONE or "does not exist" in error.message:
        return Kind.FAILED
    if status in {408, 409} or status >= 500:  # noqa: PLR2004  # the work may be running
        return Kind.UNKNOWN
    return Kind.REFUSED


def _patient(patience: float | None, limits: Limits) -> Kind:
    """Return what a server means that asks for patience: a limit of 0 says that this model is not for this account."""
    if limits.most == 0:
        return Kind.FAILED
    return Kind.STOP if patience is not None and patience > MAX_WAIT else Kind.WAIT


def _first_words(body: bytes) -> str:
    text = re.sub(r"<[^>]*>", " ", body[:4096].decode(errors="replace"))
    return _clean(text)


def _clean(text: str) -> str:
    """Return one printable line of at most 300 characters: what a server says is shown in terminals and logs."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:300]
