"""One HTTP answer as a value, and the error bodies servers send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json"
HTML_PAGE = b"<!DOCTYPE html><html><head><title>%s</title></head><body><center><h1>%s</h1></center><hr></body></html>"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back, and what the books call it."""

    status: int
    body: bytes
    outcome: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = JSON
    retry_at: float | None = None
    """For a rate limit: when the next request is allowed."""
    charged: bool = False
    """True where work was paid for, whatever the answer says; then the faults of delivery may strike."""


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not a failure of the server
    """The request goes no further; the answer says why."""

    def __init__(self, answer: Answer) -> None:
        """Carry the answer out of wherever it was decided."""
        super().__init__(answer.outcome)
        self.answer = answer


def reply(payload: object, *, outcome: str = "ok", headers: Mapping[str, str] | None = None) -> Answer:
    """Return a good answer."""
    return Answer(200, json.dumps(payload).encode(), outcome, headers or {})


def refusal(
    status: int,
    message: str,
    *,
    kind: str = "invalid_request_error",
    code: str | None = None,
    param: str | None = None,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Refused:
    """Return an error of OpenAI's shape, ready to be raised; `more` stands beside the code."""
    error = {"message": message, "type": kind, "param": param, "code": code} | more
    return Refused(Answer(status, json.dumps({"error": error}).encode(), code or str(status), headers or {}))


def plain_refusal(status: int, payload: object, outcome: str) -> Refused:
    """Return an error of another server's shape, ready to be raised."""
    return Refused(Answer(status, json.dumps(payload).encode(), outcome))


def failure(status: int, *, html: bool) -> Answer:
    """Return a failure of the server itself, or of the proxy before it."""
    if html:
        title = {500: b"500 Internal Server Error", 502: b"502 Bad Gateway", 504: b"504 Gateway Time-out"}.get(
            status, b"%d Service Temporarily Unavailable" % status
        )
        return Answer(status, HTML_PAGE % (title, title), str(status), content_type="text/html")
    kind, code = ("service_unavailable_error", "server_is_overloaded") if status == 503 else ("server_error", None)
    message = "The server had an error while processing your request. Sorry about that!"
    return refusal(status, message, kind=kind, code=code).answer
