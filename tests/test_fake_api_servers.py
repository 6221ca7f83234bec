"""The fake API answers as other servers do, edits pictures, and runs on its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openai
import pytest

from tests.fake_api import FakeAPI, digest_of, prompt_digest_in, read_ledger, read_posts
from tests.fake_api.asking import FOX, ask, get, send
from tests.fake_api.pictures import Picture, draw
from tests.values import a_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fake_api.asking import Reply

ROOT = Path(__file__).resolve().parent.parent
PLAIN = {"model": "local-model", "prompt": "a fox", "n": 1}
B64 = PLAIN | {"response_format": "b64_json"}


@pytest.mark.parametrize(
    ("profile", "asked", "holds"),
    [
        ("dall-e", PLAIN | {"model": "dall-e-3"}, lambda data: "a fox" in data["revised_prompt"] and "url" in data),
        ("dall-e", B64 | {"model": "dall-e-2"}, lambda data: list(data) == ["b64_json"]),
        ("localai", PLAIN, lambda data: "/generated-images/" in data["url"]),
        ("localai", B64, lambda data: "b64_json" in data),
        ("sdcpp", PLAIN | {"size": "auto", "quality": "high"}, lambda data: "b64_json" in data),
        ("vllm-omni", PLAIN, lambda data: "b64_json" in data),
        ("sglang", PLAIN, lambda data: data["url"].startswith("/v1/images/") and data["revised_prompt"] == "a fox"),
        ("xinference", PLAIN, lambda data: data["url"].startswith("/var/lib/xinference/")),
        ("xinference", B64, lambda data: data["b64_json"].startswith("/9j/")),
        ("litellm", FOX, lambda data: "b64_json" in data),
        ("azure", FOX, lambda data: "b64_json" in data),
        ("xai", PLAIN, lambda data: data["url"].endswith(".jpg")),
        ("together", PLAIN | {"width": 512, "height": 256}, lambda data: data["index"] == 0 and "url" in data),
        ("relay", PLAIN, lambda data: data["b64_json"].startswith("data:image/png;base64,")),
    ],
)
def test_a_profile_answers_in_its_own_way(
    profile: str, asked: dict[str, object], holds: Callable[[dict[str, str]], bool]
) -> None:
    """Each server gives what its sources say it gives."""
    with FakeAPI(profile=profile) as api:
        reply = ask(api, asked)
        assert (reply.status, holds(reply.json["data"][0]), len(api.ledger())) == (200, True, 1)
        assert api.failures == []


@pytest.mark.parametrize(
    ("profile", "asked", "status", "words"),
    [
        ("localai", {"prompt": "a fox"}, 400, "no model"),
        ("sdcpp", {"prompt": ""}, 400, '{"error": "prompt'),
        ("vllm-omni", PLAIN | {"model": "other"}, 400, "Model mismatch"),
        ("vllm-omni", PLAIN | {"response_format": "url"}, 400, "b64_json"),
        ("vllm-omni", PLAIN | {"size": "auto"}, 400, "Invalid size"),
        ("sglang", PLAIN | {"response_format": "file"}, 400, "not supported"),
        ("xinference", {"prompt": "a fox"}, 500, '{"detail"'),
        ("litellm", FOX | {"complexity": "low"}, 400, "UnsupportedParamsError"),
        ("azure", FOX | {"model": "not-deployed"}, 404, "DeploymentNotFound"),
        ("xai", PLAIN | {"size": "1024x1024"}, 400, "not supported: size"),
        ("together", PLAIN | {"n": 5}, 400, "validation"),
    ],
)
def test_a_profile_refuses_in_its_own_way(profile: str, asked: dict[str, object], status: int, words: str) -> None:
    """Each server rejects what its sources say it rejects, for nothing."""
    with FakeAPI(profile=profile) as api:
        reply = ask(api, asked)
        assert (status, True, []) == (reply.status, words in reply.body.decode(), api.ledger())


@pytest.mark.parametrize(
    ("profile", "missing"), [("together", "created"), ("xai", "created"), ("sdcpp", "usage"), ("relay", "usage")]
)
def test_a_profile_leaves_out_what_others_send(profile: str, missing: str) -> None:
    """Fields that a reader may not rely on are missing."""
    with FakeAPI(profile=profile) as api:
        assert missing not in ask(api, PLAIN).json


def test_localai_counts_no_tokens() -> None:
    """A usage of zeros is no proof that the work was free at OpenAI."""
    with FakeAPI(profile="localai") as api:
        assert ask(api, PLAIN).json["usage"]["total_tokens"] == 0


def test_a_relative_address_leads_to_the_picture() -> None:
    """SGLang's addresses belong to the server that gave them."""
    with FakeAPI(profile="sglang") as api:
        address = ask(api, PLAIN).json["data"][0]["url"]
        assert digest_of("a fox") == prompt_digest_in(get(api, api.url.removesuffix("/v1") + address).body)


def test_xai_sends_nothing_for_what_it_blocks() -> None:
    """A blocked picture is an empty list with 200."""
    with FakeAPI(profile="xai", blocked_words=("fox",), moderation_stage="output") as api:
        reply = ask(api, PLAIN)
        assert (reply.status, reply.json["data"]) == (200, [])


def test_azure_has_its_own_address_and_key_header() -> None:
    """The v1 route lies under /openai."""
    with FakeAPI(profile="azure", blocked_words=("fox",)) as api:
        assert (api.url.endswith("/openai/v1"), ask(api).code) == (True, "contentFilter")


def test_an_edit_counts_its_references() -> None:
    """Each image that is sent is paid for as input; one and several come as the real client sends them."""
    with FakeAPI() as api, openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        pictures = [("a.png", draw(Picture("reference", number, 64, 64, "png")), "image/png") for number in (1, 2)]
        one = client.images.edit(model="gpt-image-2", prompt="fox", image=pictures[0], size="1024x1024", quality="low")
        two = client.images.edit(model="gpt-image-2", prompt="fox", image=pictures, size="1024x1024", quality="low")
        assert one.usage is not None
        assert two.usage is not None
        details = [usage.input_tokens_details.image_tokens for usage in (one.usage, two.usage)]
        assert (details, [charge.endpoint for charge in api.ledger()]) == ([1023, 2046], ["edits", "edits"])
        assert api.failures == []


def test_an_edit_without_an_image_is_refused() -> None:
    """There is nothing to edit."""
    with FakeAPI() as api:
        assert _status_and_code(ask(api, FOX, at="/images/edits")) == (400, "missing_required_parameter")


def test_an_edit_of_something_else_is_refused() -> None:
    """Only PNG, JPEG and WebP can be edited."""
    with FakeAPI() as api, openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        with pytest.raises(openai.BadRequestError) as caught:
            client.images.edit(model="gpt-image-2", prompt="fox", image=("a.gif", io.BytesIO(b"GIF89a"), "image/gif"))
        assert caught.value.code == "unsupported_file_mimetype"


@pytest.mark.parametrize(
    ("asked", "pictures", "code"),
    [
        ({"mask": (32, 32, "RGBA")}, [(64, 64, "RGB")], "invalid_mask_image_format"),
        ({"mask": (64, 64, "RGB")}, [(64, 64, "RGB")], "invalid_mask"),
        ({"input_fidelity": "high"}, [(64, 64, "RGB")], "invalid_input_fidelity_model"),
        ({"moderation": "low"}, [(64, 64, "RGB")], "unknown_parameter"),
        ({}, [(64, 64, "RGB")] * 17, "array_above_max_length"),
    ],
)
def test_a_wrong_edit_is_a_400_and_free(
    asked: dict[str, object], pictures: list[tuple[int, int, str]], code: str
) -> None:
    """A mask has its picture's size and alpha; what only generations have is unknown; sixteen pictures are the most."""
    files = [("a.png", a_picture(width, height, mode=mode), "image/png") for width, height, mode in pictures]
    if isinstance(shape := asked.get("mask"), tuple):
        asked = {"mask": ("mask.png", a_picture(shape[0], shape[1], mode=shape[2]), "image/png")}
    extra = {name: value for name, value in asked.items() if name == "moderation"}
    with FakeAPI() as api, openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        named: dict[str, Any] = {name: value for name, value in asked.items() if name not in extra}
        with pytest.raises(openai.BadRequestError) as caught:
            client.images.edit(model="gpt-image-2", prompt="fox", image=files, extra_body=extra, **named)
        assert (caught.value.code, api.ledger(), api.failures) == (code, [], [])


@pytest.mark.parametrize(("width", "count"), [(32, 1), (64, 2)])
def test_dall_e_2_takes_one_square(width: int, count: int) -> None:
    """For an edit in its days, and nothing else."""
    files = [("a.png", a_picture(width, 64), "image/png")] * count
    with FakeAPI(profile="dall-e") as api, openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        with pytest.raises(openai.BadRequestError):
            client.images.edit(model="dall-e-2", prompt="fox", image=files)
        assert client.images.edit(model="dall-e-2", prompt="fox", image=("a.png", a_picture(64, 64), "image/png")).data
        assert len(api.ledger()) == 1


@pytest.mark.parametrize(("profile", "status"), [("openai", 404), ("dall-e", 200)])
def test_variations_are_retired_but_for_dalle(profile: str, status: int) -> None:
    """The endpoint says so; in the days of dall-e-2 it works."""
    form = (
        b'--b\r\ncontent-disposition: form-data; name="image"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
        + draw(Picture("reference", 1, 64, 64, "png"))
        + b'\r\n--b\r\ncontent-disposition: form-data; name="n"\r\n\r\n2\r\n--b--\r\n'
    )
    with FakeAPI(profile=profile) as api:
        reply = send(api, "POST", f"{api.url}/images/variations", form, kind="multipart/form-data; boundary=b")
        images = [charge.images for charge in api.ledger()]
        assert (status, [2] if status == 200 else []) == (reply.status, images)
        assert api.failures == []


def test_the_server_runs_on_its_own(tmp_path: Path) -> None:
    """It prints its address, appends to the ledger, stops on SIGTERM and remembers what was charged."""
    ledger = tmp_path / "ledger.jsonl"
    statuses = []
    for _ in range(2):
        command = [
            sys.executable,
            "-m",
            "tests.fake_api",
            "--ledger",
            str(ledger),
            "--quota",
            "1",
            "--latency",
            "0-0.01",
        ]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with FakeAPI() as asking:
                statuses.append(send(asking, "POST", f"{address}/images/generations", json.dumps(FOX).encode()).status)
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
    assert statuses == [200, 429]
    assert (
        [charge.images for charge in read_ledger(ledger)],
        [post.charged for post in read_posts(ledger)],
    ) == ([1], [True, False])


def test_a_line_cut_short_by_a_kill_is_passed_over(tmp_path: Path) -> None:
    """A torn end of the ledger's file loses that line alone, and the next one stands on its own."""
    ledger = tmp_path / "ledger.jsonl"
    with FakeAPI(ledger=ledger) as api:
        ask(api)
    os.truncate(ledger, ledger.stat().st_size - 9)
    with FakeAPI(ledger=ledger) as api:
        ask(api)
    assert len(read_ledger(ledger)) == 1


def _status_and_code(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.code
