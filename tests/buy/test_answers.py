"""The reader of answers takes every shape that servers send, and raises for none."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.buy.answers import read_answer

PIXELS = b"\x89PNG pixels"
ENCODED = base64.b64encode(PIXELS).decode()


def answer(**fields: object) -> bytes:
    """Return an answer's body."""
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    "body",
    [
        answer(created=1, data=[{"b64_json": ENCODED}]),
        answer(data=[{"b64_json": f"data:image/png;base64,{ENCODED}"}]),
        answer(data=[{"b64_json": f"{ENCODED[:4]}\n{ENCODED[4:]}\r\n"}], created=None),
        answer(data=[{"url": f"data:image/png;base64,{ENCODED}"}]),
        answer(data=[{"b64_json": ""}, {"b64_json": ENCODED}]),
        answer(data=["?", {"b64_json": ENCODED}]),
    ],
)
def test_the_bytes_are_found_in_every_shape(body: bytes) -> None:
    """With a prefix, with line breaks, behind empty slots."""
    assert read_answer(body).content == PIXELS


@pytest.mark.parametrize("url", ["https://files.example/a.png", "/v1/images/1/content", "file:///tmp/a.png"])
def test_an_address_is_handed_on_as_it_is(url: str) -> None:
    """Whether an address may be fetched is the downloader's affair."""
    read = read_answer(answer(data=[{"url": url, "b64_json": None}]))
    assert (read.url, read.content) == (url, None)


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"{", b"[]", b'"text"', b"null"])
def test_what_is_no_answer_is_not_readable(body: bytes) -> None:
    """HTML and broken JSON are no answers of this API."""
    assert not read_answer(body).readable


@pytest.mark.parametrize("body", [answer(), answer(data=[]), answer(data=None), answer(data=[{}]), answer(data=7)])
def test_no_picture_is_no_picture(body: bytes) -> None:
    """A readable answer may hold nothing."""
    read = read_answer(body)
    assert (read.readable, read.content, read.url, read.error) == (True, None, "", None)


def test_an_error_inside_a_200_is_seen() -> None:
    """Some servers say 200 and mean no."""
    read = read_answer(answer(data=None, error={"code": "content_policy_violation", "message": "no"}))
    assert read.error is not None
    assert read.error.code == "content_policy_violation"


def test_what_does_not_decode_is_kept_as_it_came() -> None:
    """Bad base64 becomes bytes that no picture check will pass."""
    assert read_answer(answer(data=[{"b64_json": "!!!!"}])).content == b"!!!!"
    assert read_answer(answer(data=[{"b64_json": "\ud800"}])).content == b"\\ud800"


def test_what_the_server_echoes_is_kept() -> None:
    """Effective size and quality, and dall-e-3's own words, belong in the record."""
    read = read_answer(
        answer(data=[{"b64_json": ENCODED, "revised_prompt": "a fox"}], size="1024x1024", usage={"output_tokens": 1})
    )
    assert read.echoed == {"size": "1024x1024", "revised_prompt": "a fox"}
    assert read.usage == {"output_tokens": 1}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["b64_json", "url", "data", "error", "usage", "x"]), inner)
    ),
)


@given(JSON)
def test_no_json_breaks_the_reader(plain: object) -> None:
    """Whatever the data is, the reader answers."""
    for body in (plain, {"data": plain}, {"data": [plain], "usage": plain, "error": plain}):
        assert read_answer(json.dumps(body).encode()).echoed.keys() <= {
            "created",
            "id",
            "model",
            "size",
            "revised_prompt",
        }
