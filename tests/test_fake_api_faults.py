"""The faults of the fake API: what was paid for does not arrive, or arrives wrong."""

from __future__ import annotations

import base64
import http.client
import json
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import openai
import pytest

from tests.fake_api import FakeAPI, digest_of, prompt_digest_in
from tests.fake_api.asking import FOX, ask, get, send
from tests.fake_api.delivery import bomb

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fake_api.asking import Reply


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        ("drop", http.client.RemoteDisconnected),
        ("reset", ConnectionResetError),
        ("truncate", http.client.IncompleteRead),
    ],
)
def test_an_answer_is_lost_after_the_charge(fault: str, raised: type[Exception]) -> None:
    """The client sees a broken line, the ledger a charge."""
    with FakeAPI() as api:
        api.behave(**{fault: True})
        with pytest.raises(raised):
            ask(api)
        assert [fault] == [charge.outcome for charge in api.ledger()]
        assert [post.delivered for post in api.posts()] == [False]
        assert api.failures == []


def test_a_body_is_cut_at_the_byte_that_was_named() -> None:
    """`truncate_at` bytes arrive."""
    with FakeAPI(truncate=True, truncate_at=17) as api:
        with pytest.raises(http.client.IncompleteRead) as caught:
            ask(api)
        assert len(caught.value.partial) == 17


def test_a_stalled_answer_never_comes() -> None:
    """The client's own patience ends it; the charge stands."""
    with FakeAPI(stall=True) as api:
        client = openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0, timeout=0.1)
        with client, pytest.raises(openai.APITimeoutError):
            client.images.generate(model="gpt-image-2", prompt="fox", size="1024x1024", quality="low")
        api.settle()
        assert (len(api.ledger()), api.failures) == (1, [])


def test_a_dripping_answer_is_whole_in_the_end() -> None:
    """Pieces come one by one."""
    with FakeAPI(drip=True, drip_bytes=4000, drip_seconds=0.01) as api:
        began = time.monotonic()
        reply = ask(api)
        assert time.monotonic() - began >= 0.01 * (len(reply.body) // 4000)
        assert digest_of(str(FOX["prompt"])) == prompt_digest_in(reply.picture)


def test_a_bomb_is_small_on_the_wire() -> None:
    """A gzip body of any decoded size is streamed, and decodes to JSON."""
    with FakeAPI(gzip_bomb=True, gzip_bomb_bytes=20_000_000) as api:
        reply = ask(api)
        decoded = zlib.decompress(reply.body, zlib.MAX_WBITS | 16)
        assert (reply.headers["content-encoding"], len(decoded)) == ("gzip", 20_000_000)
        assert list(json.loads(decoded)["data"][0]) == ["b64_json"]
        assert len(reply.body) < 200_000


def test_a_bomb_is_never_held_whole() -> None:
    """No piece of a bomb is larger than what one step of packing gives."""
    assert all(len(piece) < 100_000 for piece in bomb(50_000_000))


def test_a_redirect_names_the_address_that_was_given() -> None:
    """307, and nothing but a Location."""
    with FakeAPI(redirect=True, redirect_to="http://127.0.0.1:9/elsewhere") as api:
        reply = ask(api)
        assert (reply.status, reply.headers["location"]) == (307, "http://127.0.0.1:9/elsewhere")


@pytest.mark.parametrize(
    ("behaviour", "holds"),
    [
        ({"html": True}, lambda reply: reply.body.startswith(b"<!DOCTYPE html>")),
        ({"empty_data": True}, lambda reply: reply.json["data"] == []),
        ({"null_data": True}, lambda reply: reply.json["data"] is None),
        ({"fewer": True}, lambda reply: len(reply.json["data"]) == 1),
        ({"error_in_200": True}, lambda reply: "error" in reply.json),
        ({"body": b"\x00[["}, lambda reply: reply.body == b"\x00[["),
        ({"b64_prefix": True}, lambda reply: _b64(reply).startswith("data:image/png;base64,")),
        ({"b64_newlines": True}, lambda reply: _b64(reply).index("\n") == 76),
        ({"bad_picture": True}, lambda reply: reply.picture == b"this is no picture"),
        ({"bad_picture": True, "bad_picture_kind": "garbage"}, lambda reply: _b64(reply) == "!!!!"),
        ({"bad_picture": True, "bad_picture_kind": "svg"}, lambda reply: b"<script>" in reply.picture),
        ({"bad_picture": True, "bad_picture_kind": "empty"}, lambda reply: _b64(reply) == ""),
        ({"bad_picture": True, "bad_picture_kind": "mislabelled"}, lambda reply: reply.picture[:2] == b"\xff\xd8"),
        ({"bad_picture": True, "bad_picture_kind": "truncated"}, lambda reply: b"IEND" not in reply.picture),
        ({"wrong_size": True}, lambda reply: reply.picture[16:24] == (1254).to_bytes(4, "big") * 2),
        ({"link": True, "link_to": "file"}, lambda reply: _url(reply).startswith("file:///")),
        ({"link": True}, lambda reply: _url(reply).startswith("/files/")),
        ({"link": True, "link_to": "http://10.0.0.1/x"}, lambda reply: _url(reply) == "http://10.0.0.1/x"),
    ],
)
def test_a_good_status_carries_a_bad_answer(behaviour: dict[str, object], holds: Callable[[Reply], bool]) -> None:
    """200 promises nothing; the charge stands."""
    with FakeAPI() as api:
        api.behave(**behaviour)
        reply = ask(api, FOX | {"n": 2})
        assert (reply.status, holds(reply), len(api.ledger())) == (200, True, 1)
        assert api.failures == []


def test_broken_json_does_not_parse() -> None:
    """The body ends wrong."""
    with FakeAPI(broken_json=True) as api, pytest.raises(json.JSONDecodeError):
        assert ask(api).json


def test_faults_combine() -> None:
    """A body may be prefixed, in lines, and dripping at once."""
    with FakeAPI(b64_prefix=True, b64_newlines=True, drip=True, drip_bytes=9000, drip_seconds=0.001) as api:
        text = _b64(ask(api)).removeprefix("data:image/png;base64,")
        assert digest_of(str(FOX["prompt"])) == prompt_digest_in(base64.b64decode(text))


def test_the_kth_request_is_struck() -> None:
    """A fault may name the POSTs it strikes."""
    with FakeAPI(error=(2, 3)) as api:
        assert [ask(api).status for _ in range(4)] == [200, 500, 500, 200]


def test_chance_is_the_same_in_every_order() -> None:
    """A fraction is decided by seed, prompt and attempt, whichever thread comes first."""
    prompts = [f"fox {number}" for number in range(40)]

    def struck(order: list[str]) -> set[str]:
        with FakeAPI(error=0.3, seed=7) as api, ThreadPoolExecutor(8) as pool:
            replies = pool.map(lambda prompt: (prompt, ask(api, FOX | {"prompt": prompt}).status), order)
            return {prompt for prompt, status in replies if status == 500}

    first = struck(prompts)
    assert first == struck(prompts[::-1])
    assert 4 <= len(first) <= 20


def test_behaviour_changes_while_the_server_runs() -> None:
    """A server can get better."""
    with FakeAPI(error=True) as api:
        before = ask(api).status
        api.behave(error=False)
        assert (before, ask(api).status) == (500, 200)


def test_an_unknown_behaviour_is_a_mistake() -> None:
    """A misspelt keyword does not pass for a test."""
    with pytest.raises(TypeError):
        FakeAPI(dorp=True)


def test_an_address_works_until_it_expires() -> None:
    """A picture behind an address can be fetched, is counted, and is gone later."""
    with FakeAPI(profile="dall-e") as api:
        asked = {"model": "dall-e-2", "prompt": "fox", "size": "256x256"}
        alive = get(api, _url(ask(api, asked)))
        api.behave(link_seconds=0.0)
        expired = get(api, _url(ask(api, asked)))
        assert (200, digest_of("fox"), 403) == (alive.status, prompt_digest_in(alive.body), expired.status)
        assert len(api.downloads()) == 1


def test_what_the_server_itself_gets_wrong_is_kept() -> None:
    """A test that asserts `failures == []` cannot pass over a broken server."""
    with FakeAPI(bad_picture=True, bad_picture_kind="no such kind") as api:
        assert ask(api).status == 500
        assert [failure.strip().split("\n")[-1] for failure in api.failures] == ["KeyError: 'no such kind'"]


def test_an_address_outside_the_api_is_a_page() -> None:
    """A base address without `/v1` meets HTML, as at a real host."""
    with FakeAPI() as api:
        reply = send(api, "POST", api.url.removesuffix("/v1") + "/images/generations", b"{}")
        assert (reply.status, reply.headers["content-type"]) == (404, "text/html")


def _b64(reply: Reply) -> str:
    return str(reply.json["data"][0]["b64_json"])


def _url(reply: Reply) -> str:
    return str(reply.json["data"][0]["url"])
