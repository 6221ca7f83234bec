"""What servers say of batches is read without trust: any bytes give a line or nothing, and no number is believed blindly."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.buy.batch_answers import Line, Seen, owner_of, read_ident, read_json, read_line, read_seen
from gallery_build.buy.outcome import Kind

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = ("custom_id", "response", "error", "status_code", "body", "request_id", "code", "message")


@given(st.binary() | JSON.map(lambda plain: json.dumps(plain).encode()))
def test_no_bytes_raise(raw: bytes) -> None:
    """A line is read, or it is none."""
    assert read_line(raw) is None or isinstance(read_line(raw), Line)
    assert isinstance(read_seen(read_json(raw)), Seen)


@given(
    st.dictionaries(
        st.sampled_from(NAMES), JSON | st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6), max_size=6
    )
)
def test_no_shape_of_a_line_arrives_without_saying_so(plain: dict[str, object]) -> None:
    """Only status 200 is a picture; no other shape is one by mistake."""
    line = read_line(json.dumps(plain).encode())
    response = plain.get("response")
    status = response.get("status_code") if isinstance(response, dict) else None
    arrived = line is not None and line.outcome.kind is Kind.ARRIVED
    assert arrived == (isinstance(plain.get("custom_id"), str) and status == 200)


@pytest.mark.parametrize(
    ("plain", "kind"),
    [
        ({"response": {"status_code": 200, "body": {}}}, Kind.ARRIVED),
        ({"response": {"status_code": 400, "body": {"error": {"code": "moderation_blocked"}}}}, Kind.REFUSED),
        ({"response": {"status_code": 400, "body": {"error": {"code": "invalid_value"}}}}, Kind.REFUSED),
        ({"response": {"status_code": 429, "body": {"error": {"code": "insufficient_quota"}}}}, Kind.STOP),
        ({"response": {"status_code": 500, "body": None}}, Kind.UNKNOWN),
        ({"response": {"status_code": 7, "body": None}}, Kind.UNKNOWN),
        ({"response": None, "error": {"code": "batch_expired"}}, Kind.FAILED),
        ({"response": None, "error": {"code": "batch_cancelled"}}, Kind.FAILED),
        ({"response": None, "error": {"code": "moderation_blocked"}}, Kind.REFUSED),
        ({"response": None, "error": {"code": "something_new"}}, Kind.UNKNOWN),
        ({"response": None, "error": None}, Kind.UNKNOWN),
        ({}, Kind.UNKNOWN),
    ],
)
def test_a_line_has_the_outcome_of_its_class(plain: dict[str, object], kind: Kind) -> None:
    """What was not reached is not charged; what nobody knows may have been."""
    line = read_line(json.dumps({"custom_id": "a", **plain}).encode())
    assert line is not None
    assert line.outcome.kind is kind


@pytest.mark.parametrize("name", ["", "a/b", "../x", "a b", "a?b", "a\nb", "é", "a%2fb", 7, None, "x" * 501])
def test_a_name_that_cannot_stand_in_an_address_is_none(name: object) -> None:
    """A server cannot lead us to another address by what it calls a file."""
    assert read_ident(name) == ""


def test_a_name_is_kept_as_it_is() -> None:
    """OpenAI's, Azure's and those of proxies."""
    names = ["batch_6901", "file-a1B2", "b0c1d2e3-4f50-6171-8293-a4b5c6d7e8f9", "bGl0ZWxsbQ=="]
    assert [read_ident(name) for name in names] == names


def test_a_batch_is_read_whole() -> None:
    """Status, run, counts, files and faults, each in its place."""
    plain = {
        "id": "batch_1",
        "status": "failed",
        "created_at": 7,
        "metadata": {"run_id": "ab"},
        "request_counts": {"completed": 0},
        "output_file_id": "file-1",
        "error_file_id": None,
        "errors": {"data": [{"line": 3, "message": "no"}, {"code": "bad"}, "?"]},
    }
    seen = read_seen(plain)
    assert seen == Seen("batch_1", "failed", "ab", 7, 0, "file-1", "", ("line 3: no", "bad"))
    assert seen.ended


def test_a_batch_that_says_nothing_is_under_way() -> None:
    """Nothing is concluded from shapes that are not known."""
    assert not read_seen({"id": 7, "created_at": "now", "errors": {"data": 3}, "request_counts": []}).ended


@pytest.mark.parametrize("content", [b"\xff", b"[1]", b"null", b"{", b"[" * 100_000])
def test_only_an_object_is_one(content: bytes) -> None:
    """Anything else is read as an empty one, and is no line."""
    assert (read_json(content), read_line(content)) == ({}, None)


@pytest.mark.parametrize(
    ("raw", "owner"),
    [
        (b'{"id": "x", "custom_id": "' + b"ab" * 32 + b'", "response": {"b64_json": "AAAA', "ab" * 32),
        (b'{"custom_id":"' + b"0" * 64, ""),
        (b'{"custom_id": "../../a", "response"', ""),
        (b" " * 5000 + b'"custom_id": "' + b"ab" * 32 + b'"', ""),
        (b"", ""),
    ],
)
def test_the_beginning_of_a_line_says_whose_it_is(raw: bytes, owner: str) -> None:
    """So a line that cannot be read is one picture's loss by name, or nobody's."""
    assert owner_of(raw) == owner
