"""What an answer means for money."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.buy.outcome import Kind, classify


def error(code: str = "", type_: str = "", message: str = "no", **more: object) -> bytes:
    """Return an error body as OpenAI sends it."""
    return json.dumps({"error": {"code": code, "type": type_, "message": message, "param": None, **more}}).encode()


TABLE = [
    (401, error("invalid_api_key"), Kind.STOP),
    (403, error("", "invalid_request_error", "Your organization must be verified"), Kind.STOP),
    (429, error("rate_limit_exceeded"), Kind.WAIT),
    (429, error("slow_down"), Kind.WAIT),
    (429, b"", Kind.WAIT),
    (429, error("rate_limit_exceeded", message="Limit reached on requests per day. Try again in 7h12m."), Kind.STOP),
    (429, error("rate_limit_exceeded", message="on images per min: Limit 0, Used 0, Requested 1."), Kind.FAILED),
    (429, error("", "budget_exceeded", "ExceededBudget: over budget"), Kind.STOP),
    (429, error("insufficient_quota", "insufficient_quota"), Kind.STOP),
    (429, error("credit_balance_exhausted", "insufficient_quota"), Kind.STOP),
    (429, error("project_spend_limit_exceeded", "insufficient_quota"), Kind.STOP),
    (400, error("billing_hard_limit_reached"), Kind.STOP),
    (400, error("moderation_blocked", "image_generation_user_error"), Kind.REFUSED),
    (400, error("content_policy_violation"), Kind.REFUSED),
    (400, error("invalid_value", message="Invalid size '1792x936'."), Kind.REFUSED),
    (400, error("unknown_parameter"), Kind.REFUSED),
    (400, error("invalid_value", message="The model 'dall-e-3' does not exist."), Kind.FAILED),
    (404, error("model_not_found"), Kind.FAILED),
    (404, b"<html>nginx</html>", Kind.STOP),
    (307, b"", Kind.STOP),
    (408, b"", Kind.UNKNOWN),
    (409, b'{"detail": "cancelled"}', Kind.UNKNOWN),
    (500, error("server_error"), Kind.UNKNOWN),
    (502, b"<html>Bad gateway</html>", Kind.UNKNOWN),
    (503, error("server_is_overloaded"), Kind.WAIT),
    (503, b"<html>Service unavailable</html>", Kind.UNKNOWN),
    (504, b"", Kind.UNKNOWN),
    (524, b"", Kind.UNKNOWN),
    (422, b'{"detail": [{"msg": "field required"}]}', Kind.REFUSED),
]


@pytest.mark.parametrize(("status", "body", "kind"), TABLE)
def test_each_answer_has_its_class(status: int, body: bytes, kind: Kind) -> None:
    """Status first, then the code: the table of docs/design.md."""
    assert classify(status, body, {}).kind is kind


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({"retry-after": "7"}, "no", 7.0),
        ({"retry-after-ms": "250", "retry-after": "9"}, "no", 0.25),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:12 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}, "no", 12.0),
        ({"retry-after": "86400"}, "no", 86400.0),
        ({"retry-after": "6m0s"}, "no", 360.0),
        ({"x-ratelimit-reset-requests": "6m0s"}, "no", 360.0),
        ({"retry-after": "3", "x-ratelimit-reset-requests": "6m0s"}, "no", 3.0),
        ({"retry-after": "soon"}, "no", None),
        ({}, "Limit 5, Used 5. Please try again in 12s.", 12.0),
        ({}, "Please try again in 500ms.", 0.5),
        ({}, "Please try again in 1m12.5s. Visit us.", 72.5),
        ({}, "Requests exceeded the call rate limit. Please retry after 26 seconds.", 26.0),
        ({}, "no", None),
    ],
)
def test_patience_is_read_in_every_form(headers: dict[str, str], message: str, seconds: float | None) -> None:
    """Retry-After in milliseconds, seconds, as a date, or only in words."""
    assert classify(429, error("rate_limit_exceeded", message=message), headers).retry_after == seconds


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": "plain words"}', "plain words"),
        (b'{"detail": "server words"}', "server words"),
        (b'["a list"]', '["a list"]'),
        (b"<html><h1>Bad gateway</h1></html>", "Bad gateway"),
        (b'{"error": {"message": "two\\nlines \\u001b[31m"}}', "two lines [31m"),
        (b"", "the server answered 500"),
    ],
)
def test_every_server_is_quoted_in_one_printable_line(body: bytes, message: str) -> None:
    """An error may be an object, a string, `detail`, or HTML."""
    assert classify(500, body, {}).message == message


@given(
    st.integers(300, 599), st.binary(max_size=300), st.dictionaries(st.sampled_from(["retry-after", "date"]), st.text())
)
def test_no_answer_breaks_the_reader(status: int, body: bytes, headers: dict[str, str]) -> None:
    """Whatever a server sends, it has a class, and its words are printable."""
    assert classify(status, body, headers).message.isprintable()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_breaks_the_reader(plain: object) -> None:
    """Neither does any JSON, in place of the error or around it."""
    for body in (plain, {"error": plain}, {"error": {"code": plain, "message": plain, "moderation_details": plain}}):
        assert classify(400, json.dumps(body).encode(), {}).kind in Kind
