"""The fake API refuses what OpenAI refuses, in OpenAI's words, for nothing."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

import openai
import pytest

from tests.fake_api import FakeAPI
from tests.fake_api.asking import FOX, ask


@pytest.mark.parametrize(
    ("asked", "code", "param"),
    [
        ({"model": "dall-e-3"}, "invalid_value", "model"),
        ({"model": "gpt-image-9"}, "invalid_value", "model"),
        ({"response_format": "b64_json"}, "unknown_parameter", "response_format"),
        ({"seed": 1}, "unknown_parameter", "seed"),
        ({"complexity": "low"}, "unknown_parameter", "complexity"),
        ({"size": "1792x936"}, "invalid_value", "size"),
        ({"size": "512x512"}, "invalid_value", "size"),
        ({"size": "3840x1024"}, "invalid_value", "size"),
        ({"size": "3856x2160"}, "invalid_value", "size"),
        ({"size": "3840x3840"}, "invalid_value", "size"),
        ({"size": "big"}, "invalid_value", "size"),
        ({"model": "gpt-image-1.5", "size": "1280x720"}, "invalid_value", "size"),
        ({"quality": "xhigh"}, "invalid_value", "quality"),
        ({"quality": "hd"}, "invalid_value", "quality"),
        ({"n": 11}, "invalid_value", "n"),
        ({"n": 0}, "invalid_value", "n"),
        ({"prompt": ""}, "missing_required_parameter", "prompt"),
        ({"prompt": "x" * 32_001}, "string_above_max_length", "prompt"),
        ({"output_format": "bmp"}, "invalid_value", "output_format"),
        ({"output_compression": 50}, "invalid_value", "output_compression"),
        ({"background": "transparent", "output_format": "jpeg"}, "invalid_value", "background"),
    ],
)
def test_a_wrong_request_is_a_400_and_free(asked: dict[str, object], code: str, param: str) -> None:
    """What cannot be done is refused before any work."""
    with FakeAPI() as api:
        reply = ask(api, FOX | asked)
        assert (400, code, param) == (reply.status, reply.code, reply.json["error"]["param"])
        assert (api.ledger(), api.failures) == ([], [])


@pytest.mark.parametrize(
    "asked",
    [
        {"size": "1280x720"},
        {"size": "3840x2160"},
        {"size": "auto", "quality": "auto"},
        {"model": "gpt-image-2.6-flare", "complexity": "low", "quality": "max"},
        {"model": "gpt-image-1.5", "output_format": "webp", "output_compression": 50, "background": "transparent"},
        {"prompt": "x" * 32_000, "moderation": "low", "user": "u"},
    ],
)
def test_a_right_request_is_answered(asked: dict[str, object]) -> None:
    """What the documents allow is done."""
    with FakeAPI() as api:
        assert (ask(api, FOX | asked).status, len(api.ledger())) == (200, 1)


def test_a_retired_model_says_that_it_does_not_exist() -> None:
    """Retirement is a 400 of the image endpoint, as it was observed."""
    with FakeAPI(retired=("gpt-image-2",)) as api:
        error = ask(api).json["error"]
        assert error["message"] == "The model 'gpt-image-2' does not exist."
        assert error["type"] == "image_generation_user_error"


def test_a_wrong_key_is_a_401() -> None:
    """Only the key that was set is accepted."""
    with FakeAPI(key="sk-right") as api:
        assert (ask(api, key="sk-wrong").status, ask(api).status) == (401, 200)


def test_a_server_without_a_key_asks_for_none() -> None:
    """`key=None` serves anybody."""
    with FakeAPI(key=None) as api:
        assert ask(api, key="anything").status == 200


def test_an_unverified_organisation_is_a_403() -> None:
    """Verification is asked for before any work."""
    with FakeAPI(verified=False) as api:
        reply = ask(api)
        assert (reply.status, "must be verified" in reply.json["error"]["message"]) == (403, True)


def test_a_broken_body_is_a_400() -> None:
    """What is no JSON object is refused."""
    with FakeAPI() as api:
        assert (ask(api, []).status, api.failures) == (400, [])  # type: ignore[arg-type]  # the fault under test


def test_the_window_of_images_a_minute_is_kept() -> None:
    """The sixth image of a window is refused, and accepted once the window has moved on."""
    with FakeAPI(images_per_minute=5, window=2.0, retry_after="ms") as api:  # seven requests take less
        statuses = [ask(api).status for _ in range(6)]
        late = ask(api)
        time.sleep(int(late.headers["retry-after-ms"]) / 1000)
        assert (statuses, late.code, ask(api).status) == ([200] * 5 + [429], "rate_limit_exceeded", 200)
        assert [late.status] == [post.status for post in api.trespasses(grace=0)]


def test_more_images_than_a_window_holds_are_never_let_in() -> None:
    """`n` counts at once."""
    with FakeAPI(images_per_minute=5) as api:
        assert "Limit 5, Used 0, Requested 10" in ask(api, FOX | {"n": 10}).json["error"]["message"]


@pytest.mark.parametrize(
    ("form", "named"), [("seconds", "retry-after"), ("date", "retry-after"), ("ms", "retry-after-ms"), ("message", "")]
)
def test_a_rate_limit_says_when_in_each_form(form: str, named: str) -> None:
    """Seconds, an HTTP date, milliseconds, or words alone."""
    with FakeAPI(images_per_minute=1, retry_after=form) as api:
        ask(api)
        reply = ask(api)
        assert {named} - {""} == {name for name in reply.headers if name.startswith("retry-after")}
        assert "Please try again in " in reply.json["error"]["message"]
        if form == "date":
            assert 0 < parsedate_to_datetime(reply.headers[named]).timestamp() - time.time() <= 61


@pytest.mark.parametrize(
    ("code", "status"),
    [("credit_balance_exhausted", 429), ("insufficient_quota", 429), ("billing_hard_limit_reached", 400)],
)
def test_the_money_ends_after_k_images(code: str, status: int) -> None:
    """Exactly k images are sold, then nothing."""
    with FakeAPI(quota=2, quota_code=code) as api:
        replies = [ask(api) for _ in range(4)]
        assert [200, 200, status, status] == [reply.status for reply in replies]
        assert (code, 2) == (replies[-1].code, len(api.ledger()))


def test_a_blocked_prompt_is_free_at_the_input() -> None:
    """Moderation before the work costs nothing, nor does it use up the credit."""
    with FakeAPI(blocked_words=("FOX",), quota=1) as api:
        reply = ask(api)
        assert (reply.status, reply.code) == (400, "moderation_blocked")
        assert reply.json["error"]["moderation_details"]["moderation_stage"] == "input"
        assert (ask(api, FOX | {"prompt": "a cat"}).status, len(api.ledger())) == (200, 1)


def test_a_blocked_picture_is_charged_at_the_output() -> None:
    """Moderation after the work is paid for."""
    with FakeAPI(blocked_words=("fox",), moderation_stage="output") as api:
        reply = ask(api)
        assert (reply.status, reply.json["error"]["moderation_details"]["moderation_stage"]) == (400, "output")
        assert [charge.outcome for charge in api.ledger()] == ["moderation_blocked"]


@pytest.mark.parametrize("code", ["content_policy_violation", "contentFilter"])
def test_moderation_speaks_other_dialects(code: str) -> None:
    """The code can be that of DALL·E's days, or Azure's."""
    with FakeAPI(blocked_words=("fox",), moderation_code=code) as api:
        assert code == ask(api).code


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("html", [False, True])
def test_a_failing_server_is_seen_by_the_sdk(status: int, html: bool) -> None:  # noqa: FBT001 -- a table of cases
    """5xx comes as JSON or as a proxy's page, and is free unless said otherwise."""
    with FakeAPI(error=True, error_status=status, error_html=html) as api:
        client = openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0)
        with client, pytest.raises(openai.InternalServerError) as caught:
            client.images.generate(model="gpt-image-2", prompt="fox")
        assert (status, html) == (caught.value.status_code, isinstance(caught.value.body, str))
        assert (api.ledger(), api.failures) == ([], [])


def test_a_failing_server_may_charge_first() -> None:
    """A gateway gives up while the work is done behind it."""
    with FakeAPI(error=True, error_status=504, error_charged=True) as api:
        assert (ask(api).status, len(api.ledger())) == (504, 1)
