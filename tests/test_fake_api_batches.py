"""The fake API's batches: half price, no order, and all the ways in which a batch ends badly."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import openai
import pytest

from tests.fake_api import FakeAPI, digest_of, prompt_digest_in
from tests.fake_api.asking import FOX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openai.types import Batch

ENDPOINT: Final = "/v1/images/generations"


@pytest.fixture(name="api")
def running() -> Iterator[FakeAPI]:
    """Give a server that finishes batches at once, and see that it made no mistake."""
    with FakeAPI() as api:
        yield api
        assert api.failures == []


@pytest.fixture(name="client")
def connected(api: FakeAPI) -> Iterator[openai.OpenAI]:
    """Give the real client."""
    with openai.OpenAI(base_url=api.url, api_key=api.key, max_retries=0) as client:
        yield client


def line(name: str, **body: object) -> dict[str, object]:
    """Return one line whose prompt is its name."""
    return {"custom_id": name, "method": "POST", "url": ENDPOINT, "body": FOX | {"prompt": name} | body}


def begin(client: openai.OpenAI, *lines: object) -> Batch:
    """Upload the lines and create the batch."""
    text = "\n".join(entry if isinstance(entry, str) else json.dumps(entry) for entry in lines)
    file = client.files.create(file=("lines.jsonl", text.encode()), purpose="batch")
    return client.batches.create(
        input_file_id=file.id, endpoint=ENDPOINT, completion_window="24h", metadata={"run_id": "r1"}
    )


def run(client: openai.OpenAI, *lines: object) -> Batch:
    """Begin, and look again."""
    return client.batches.retrieve(begin(client, *lines).id)


def results(client: openai.OpenAI, file: str | None) -> list[dict[str, object]]:
    """Return the lines of an output or error file."""
    assert file is not None
    return [json.loads(entry) for entry in client.files.content(file).content.splitlines()]


def test_a_batch_costs_half(api: FakeAPI, client: openai.OpenAI) -> None:
    """Every line is charged once, at half the price."""
    batch = run(client, line("one"), line("two"))
    assert batch.status == "completed"
    assert [("batches", "one", Decimal("0.0029425")), ("batches", "two", Decimal("0.0029425"))] == [
        (charge.endpoint, charge.prompt, charge.usd) for charge in api.ledger()
    ]


def test_the_order_of_the_output_is_not_that_of_the_input(client: openai.OpenAI) -> None:
    """Only `custom_id` tells whose picture it is, and it does."""
    names = [f"fox {number}" for number in range(6)]
    batch = run(client, *(line(name) for name in names))
    answers = {}
    for result in results(client, batch.output_file_id):
        body = result["response"]["body"]  # type: ignore[index]  # JSON
        answers[result["custom_id"]] = prompt_digest_in(base64.b64decode(body["data"][0]["b64_json"]))
    assert {name: digest_of(name) for name in names} == answers
    assert names != list(answers)


def test_a_batch_is_found_again_by_its_metadata(client: openai.OpenAI) -> None:
    """The list has every batch, newest first, over as many pages as it takes."""
    made = [begin(client, line("fox")).id for _ in range(3)]
    found = [batch.id for batch in client.batches.list(limit=2) if batch.metadata == {"run_id": "r1"}]
    assert made[::-1] == found


def test_a_line_that_fails_stands_in_the_error_file(api: FakeAPI, client: openai.OpenAI) -> None:
    """Bad and blocked lines are not charged; the others are delivered."""
    api.behave(blocked_words=("wolf",), batch_fails=("bear",))
    batch = run(client, line("fox"), line("wolf"), line("bear"), line("cat", size="1x1"))
    assert batch.request_counts is not None
    assert (batch.request_counts.total, batch.request_counts.completed, batch.request_counts.failed) == (4, 1, 3)
    assert [result["custom_id"] for result in results(client, batch.error_file_id)] == ["wolf", "bear", "cat"]
    assert [charge.prompt for charge in api.ledger()] == ["fox"]


def test_a_batch_whose_lines_all_fail_is_completed_without_output(api: FakeAPI, client: openai.OpenAI) -> None:
    """`completed` does not mean that there is anything to collect."""
    api.behave(batch_fails=("fox",))
    batch = run(client, line("fox"))
    assert (batch.status, batch.output_file_id, api.ledger()) == ("completed", None, [])


def test_lines_that_are_not_reached_expire(api: FakeAPI, client: openai.OpenAI) -> None:
    """What was done before the end is delivered and charged."""
    api.behave(batch_expires=("late",))
    batch = run(client, line("early"), line("late"))
    (error,) = results(client, batch.error_file_id)
    assert (batch.status, [charge.prompt for charge in api.ledger()]) == ("expired", ["early"])
    assert error["error"]["code"] == "batch_expired"  # type: ignore[index]  # JSON


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line("a"), line("b", model="gpt-image-2.5-flare")], "mismatched_model"),
        ([line("a"), line("a")], "duplicate_custom_id"),
        ([line("a"), "{broken"], "invalid_json_line"),
        ([line("a") | {"url": "/v1/chat/completions"}], "invalid_url"),
        ([""], "empty_file"),
    ],
)
def test_a_file_that_does_not_pass_fails_as_a_whole(
    api: FakeAPI, client: openai.OpenAI, lines: list[object], code: str
) -> None:
    """Nothing of it is done."""
    batch = run(client, *lines)
    assert batch.errors is not None
    assert batch.errors.data is not None
    assert ("failed", [code], []) == (batch.status, [error.code for error in batch.errors.data], api.ledger())


def test_a_batch_takes_its_time(api: FakeAPI, client: openai.OpenAI) -> None:
    """It is not completed before its time, and then it is, whether or not anybody looks."""
    api.behave(batch_seconds=0.15)
    batch = begin(client, line("fox"))
    early = client.batches.retrieve(batch.id).status
    while not api.ledger():
        pass
    assert (batch.status, early in {"validating", "in_progress"}) == ("validating", True)
    assert client.batches.retrieve(batch.id).status == "completed"


def test_a_cancelled_batch_gives_what_was_done(api: FakeAPI, client: openai.OpenAI) -> None:
    """Finished lines are charged and can be collected; the rest is neither."""
    api.behave(batch_seconds=30.0)
    batch = begin(client, line("fox"))
    statuses = [client.batches.cancel(batch.id).status, client.batches.retrieve(batch.id).status]
    assert (statuses, api.ledger()) == (["cancelling", "cancelled"], [])


def test_a_completed_batch_cannot_be_cancelled(client: openai.OpenAI) -> None:
    """It is too late."""
    with pytest.raises(openai.ConflictError):
        client.batches.cancel(begin(client, line("fox")).id)


def test_a_file_can_be_listed_read_and_deleted(client: openai.OpenAI) -> None:
    """What was uploaded comes back byte for byte until it is deleted."""
    file = client.files.create(file=("a.jsonl", b'{"a": "\xc3\xa9"}\n'), purpose="batch")
    assert [file.id] == [listed.id for listed in client.files.list(purpose="batch")]
    assert client.files.content(file.id).content == b'{"a": "\xc3\xa9"}\n'
    client.files.delete(file.id)
    with pytest.raises(openai.NotFoundError):
        client.files.retrieve(file.id)


def test_a_server_without_batches_knows_neither_files_nor_batches(api: FakeAPI, client: openai.OpenAI) -> None:
    """Most servers are so: 404, and nothing is kept."""
    api.behave(batches=False)
    with pytest.raises(openai.NotFoundError):
        begin(client, line("fox"))
    with pytest.raises(openai.NotFoundError):
        client.batches.list()


def test_a_batch_whose_answer_is_lost_is_there(api: FakeAPI, client: openai.OpenAI) -> None:
    """The connection ends after the work: who asks again has two."""
    api.behave(batch_silent=("batches",))
    with pytest.raises(openai.APIConnectionError):
        begin(client, line("fox"))
    assert (api.batches(), [batch.metadata for batch in client.batches.list()]) == (["r1"], [{"run_id": "r1"}])


def test_batches_end_when_a_test_says_so(api: FakeAPI, client: openai.OpenAI) -> None:
    """With a share of their lines done; of the others it is said that they were not reached."""
    api.behave(batch_seconds=3600.0)
    batch = begin(client, line("early"), line("late"))
    api.end_batches("expired", 0.5)
    ended = client.batches.retrieve(batch.id)
    assert (ended.status, [charge.prompt for charge in api.ledger()]) == ("expired", ["early"])
    assert [result["custom_id"] for result in results(client, ended.error_file_id)] == ["late"]


def test_results_can_be_spoilt_and_vanish(api: FakeAPI, client: openai.OpenAI) -> None:
    """A test may say what a file of results holds, or that it is gone."""
    batch = run(client, line("fox"))
    assert batch.output_file_id is not None
    api.change_results(lambda _content: b"<html>")
    assert client.files.content(batch.output_file_id).content == b"<html>"
    api.change_results(lambda _content: None)
    with pytest.raises(openai.NotFoundError):
        client.files.content(batch.output_file_id)
