"""The fake API charges what OpenAI would, when OpenAI would, and writes it down."""

from __future__ import annotations

import io
import socket
import threading
from decimal import Decimal
from urllib.parse import urlsplit

import openai
import pytest
from PIL import Image

from tests.fake_api import FakeAPI, digest_of, prompt_digest_in
from tests.fake_api.asking import FOX, ask, get
from tests.fake_api.facts import output_tokens
from tests.fake_api.pictures import Picture, draw

FOX_USD = Decimal("0.005905")
"""5 tokens of text at 5 dollars a million, 196 of image at 30."""


def test_the_sdk_gets_a_picture_and_it_is_charged_once() -> None:
    """One request of the real client is one charge, with the price that follows from its usage."""
    with FakeAPI() as api, openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        answer = client.images.generate(model="gpt-image-2", prompt=str(FOX["prompt"]), size="1024x1024", quality="low")
        (charge,) = api.ledger()
        assert (answer._request_id, FOX_USD, "images") == (charge.request_id, charge.usd, charge.outcome)
        assert answer.usage is not None
        assert (answer.usage.input_tokens, answer.usage.output_tokens, answer.usage.total_tokens) == (5, 196, 201)
        assert api.failures == []


def test_a_client_that_leaves_early_is_charged_all_the_same() -> None:
    """Work that has begun is paid for, and the books say that nobody received it."""
    with FakeAPI(latency=0.1) as api:
        parts = urlsplit(api.url)
        with socket.create_connection((parts.hostname, parts.port)) as wire:
            body = b'{"model":"gpt-image-2","prompt":"fox","size":"1024x1024","quality":"low"}'
            head = f"POST /v1/images/generations HTTP/1.1\r\nauthorization: Bearer {api.key}\r\ncontent-length: {len(body)}\r\n\r\n"
            wire.sendall(head.encode() + body)
            while not api.posts():
                pass
        api.settle()
        assert [(post.charged, post.delivered) for post in api.posts()] == [(True, False)]
        assert (len(api.ledger()), api.failures) == (1, [])


def test_half_a_request_is_no_request() -> None:
    """A client that is killed while it sends has ordered nothing: no POST is booked, and the next one is served."""
    with FakeAPI() as api:
        parts = urlsplit(api.url)
        for sent in (b"", b'{"model":"gpt-image-2","prompt":"fo'):
            with socket.create_connection((parts.hostname, parts.port)) as wire:
                head = f"POST /v1/images/generations HTTP/1.1\r\nauthorization: Bearer {api.key}\r\ncontent-length: 73\r\n\r\n"
                wire.sendall(head.encode() + sent)
                wire.shutdown(socket.SHUT_WR)
                assert wire.recv(1) == b""
        assert (api.posts(), api.ledger(), api.failures) == ([], [], [])
        assert ask(api).status == 200
        assert len(api.posts()) == 1


def test_work_in_hand_is_charged_when_the_server_stops() -> None:
    """The end of a test loses no charge."""
    with FakeAPI(latency=30.0) as api:
        asking = threading.Thread(target=ask, args=(api,))
        asking.start()
        while not api.posts():
            pass
    asking.join()
    assert len(api.ledger()) == 1


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("size", ["1024x1024", "1280x720", "16x9"])
def test_a_picture_is_valid_and_knows_its_prompt(form: str, size: str) -> None:
    """A picture has exactly the asked format and size, and the digest of the prompt it was made for."""
    width, height = (int(edge) for edge in size.split("x"))
    content = draw(Picture("ein Fuchs · 狐", 7, width, height, form))
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert (form.upper(), (width, height)) == (image.format, image.size)
    assert digest_of("ein Fuchs · 狐") == prompt_digest_in(content)


@pytest.mark.parametrize("form", ["png", "webp"])
def test_a_transparent_picture_has_clear_pixels(form: str) -> None:
    """`background: transparent` gives alpha, and the answer says so."""
    with FakeAPI() as api:
        reply = ask(api, FOX | {"background": "transparent", "output_format": form})
        with Image.open(io.BytesIO(reply.picture)) as image:
            assert image.getchannel("A").getextrema() == (0, 255)
        assert reply.json["background"] == "transparent"


def test_two_answers_to_one_prompt_differ() -> None:
    """A picture bought twice is two pictures."""
    with FakeAPI() as api:
        assert ask(api).picture != ask(api).picture


def test_a_foreign_picture_is_not_mistaken_for_one_of_ours() -> None:
    """Bytes without a mark raise."""
    with pytest.raises(ValueError, match="no mark"):
        prompt_digest_in(b"\x89PNG")


@pytest.mark.parametrize(
    ("family", "quality", "width", "height", "tokens"),
    [
        ("gpt-image-2", "low", 1024, 1024, 196),
        ("gpt-image-2", "medium", 1024, 1024, 1756),
        ("gpt-image-2", "high", 1024, 1024, 7024),
        ("gpt-image-2", "high", 2048, 2048, 14272),
        ("gpt-image-2", "high", 3840, 2160, 13342),
        ("gpt-image-2", "low", 1536, 1024, 158),
        ("gpt-image-2", "low", 1024, 1536, 158),
        ("gpt-image-2.5", "medium", 1024, 1024, 439),
        ("gpt-image-2.5", "xhigh", 1024, 1024, 3122),
        ("gpt-image-2.5", "xhigh", 3840, 2160, 5930),
        ("gpt-image-1", "medium", 1536, 1024, 1568),
        ("gpt-image-2.6", "low", 1536, 1024, 664),
    ],
)
def test_output_tokens_are_those_that_were_published(
    family: str, quality: str, width: int, height: int, tokens: int
) -> None:
    """The formula and the table give the public readings."""
    assert tokens == output_tokens(family, quality, width, height)


@pytest.mark.parametrize(
    ("asked", "usd"),
    [
        ({"n": 3}, "0.017665"),
        ({"model": "gpt-image-2.5-flare", "quality": "max"}, "0.210745"),
        ({"model": "gpt-image-1-mini", "quality": "high"}, "0.03329"),
        ({"quality": "auto"}, "0.210745"),
    ],
)
def test_the_price_follows_model_quality_and_number(asked: dict[str, object], usd: str) -> None:
    """A charge is the usage at the published token prices; quality left to the model is dear."""
    with FakeAPI() as api:
        ask(api, FOX | asked)
        assert Decimal(usd) == api.paid()


def test_dalle_is_priced_by_the_image() -> None:
    """The retired models cost what they cost."""
    with FakeAPI(profile="dall-e") as api:
        ask(api, {"model": "dall-e-3", "prompt": "fox", "size": "1792x1024", "quality": "hd"})
        assert Decimal("0.12") == api.paid()


def test_posts_are_written_down_without_the_key() -> None:
    """The books hold path, body and headers in order, and no secret."""
    with FakeAPI(key="sk-canary") as api:
        ask(api)
        ask(api, {"model": "gpt-image-2"})
        api.settle()
        posts = api.posts()
        assert [(post.outcome, post.charged, post.status) for post in posts] == [
            ("images", True, 200),
            ("missing_required_parameter", False, 400),
        ]
        assert (posts[0].path, posts[0].body) == ("/v1/images/generations", FOX)
        assert posts[0].finished is not None
        assert posts[0].arrived <= posts[0].finished
        assert "sk-canary" not in repr(posts)


def test_the_catalogue_says_when_a_model_dies() -> None:
    """Models that are alive are listed, with the day they end."""
    with FakeAPI() as api:
        names = {model["id"]: model["shutdown_date"] for model in get(api, f"{api.url}/models").json["data"]}
        assert (names["gpt-image-1.5"], names["gpt-image-2"], "dall-e-3" in names) == ("2026-12-01", None, False)
        assert get(api, f"{api.url}/models/dall-e-3").status == 404
        assert api.asked() == [("GET", "/v1/models"), ("GET", "/v1/models/dall-e-3")]


def test_one_connection_serves_many_requests() -> None:
    """Connections are kept alive."""
    with FakeAPI() as api, openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        for _ in range(3):
            client.images.generate(model="gpt-image-2", prompt="fox", size="1024x1024", quality="low")
        assert (api.connections, len(api.ledger())) == (1, 3)
