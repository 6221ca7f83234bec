"""Batches: created, worked on by the clock, collected or cancelled. Charged at half price when the work is done."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.fake_api.answer import refusal, reply
from tests.fake_api.files import keep, page
from tests.fake_api.lines import Line, expired_lines, faults_in, lines_in, work_off

if TYPE_CHECKING:
    from tests.fake_api.answer import Answer
    from tests.fake_api.shop import Call, Shop, Visit

ENDPOINTS = ("/v1/images/generations", "/v1/images/edits")
SHORTEST, LONGEST = 3600, 2_592_000
"""Seconds that an output file may be kept."""


@dataclass(slots=True)
class Batch:
    """One batch; `status` and what follows it change as time goes on, under `lock`."""

    id: str
    visit: Visit
    """Of the POST that created it."""
    input: str
    endpoint: str
    lines: list[Line]
    faults: list[dict[str, object]]
    created: float
    status: str = "validating"
    output: str | None = None
    errors: str | None = None
    completed: int = 0
    failed: int = 0
    stamps: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def share(self) -> float:
        """How much of its time has passed, 0 to 1."""
        seconds = self.visit.behaviour.batch_seconds
        return min(1.0, (time.time() - self.created) / seconds) if seconds else 1.0


def create(call: Call) -> Answer:
    """Answer POST /batches; a file that does not pass shows later as `failed`. Raises Refused."""
    call.shop.gate.knock("batches", call.visited.behaviour, call.shop.clock.now())
    body = call.visited.post.body
    _check(call, body)
    call.shop.stopping.wait(call.visited.behaviour.batch_late)
    text = call.shop.uploads[str(body["input_file_id"])].content.decode()
    batch = Batch(
        id=f"batch_{secrets.token_hex(12)}",
        visit=call.visited,
        input=str(body["input_file_id"]),
        endpoint=str(body["endpoint"]),
        lines=lines_in(text),
        faults=faults_in(text, str(body["endpoint"])),
        created=time.time(),
    )
    call.shop.batches[batch.id] = batch
    answer = reply(_told(batch))
    _begin(call.shop, batch)
    return answer


def listed(call: Call) -> Answer:
    """Answer GET /batches, newest first."""
    return page([_told(batch) for batch in reversed(list(call.shop.batches.values()))], call.query)


def retrieved(call: Call) -> Answer:
    """Answer GET /batches/ID. Raises Refused."""
    return reply(_told(_find(call)))


def cancelled(call: Call) -> Answer:
    """Answer POST /batches/ID/cancel: what is done by now is charged and can be collected. Raises Refused."""
    batch = _find(call)
    if batch.status not in {"validating", "in_progress"}:
        message = f"Cannot cancel a batch with status '{batch.status}'."
        raise refusal(409, message, code="invalid_batch_status")
    answer = reply(_told(batch) | {"status": "cancelling", "cancelling_at": int(time.time())})
    done = batch.lines[: int(len(batch.lines) * batch.share)]
    _end(call.shop, batch, done, "cancelled")
    return answer


def end_all(shop: Shop, status: str, share: float) -> None:
    """End every batch that is under way, with this share of its lines done."""
    for batch in list(shop.batches.values()):
        _end(shop, batch, batch.lines[: round(len(batch.lines) * share)], status)


def fail_all(shop: Shop, message: str) -> None:
    """Fail every batch that is under way."""
    for batch in list(shop.batches.values()):
        batch.faults.append({"code": "invalid_request", "line": None, "message": message, "param": None})
        _end(shop, batch, [], "failed")


def crowd(shop: Shop, count: int) -> None:
    """Put batches of no lines beside those that are here, made by the same request and without its metadata."""
    for number, batch in enumerate(list(shop.batches.values())[:1] * count):
        stranger = replace(batch.visit, post=replace(batch.visit.post, body={}))
        name = f"batch_{number:024x}"
        shop.batches[name] = replace(batch, id=name, visit=stranger, lines=[], lock=threading.Lock())


def _begin(shop: Shop, batch: Batch) -> None:
    if batch.visit.behaviour.batch_seconds:
        threading.Thread(target=_wait_and_end, args=(shop, batch), daemon=True).start()
    else:
        _end(shop, batch, batch.lines, "completed")


def _wait_and_end(shop: Shop, batch: Batch) -> None:
    if not shop.stopping.wait(batch.visit.behaviour.batch_seconds):
        _end(shop, batch, batch.lines, "completed")


def _end(shop: Shop, batch: Batch, lines: list[Line], status: str) -> None:
    """Do the work of these lines, charge it, and leave the files; once."""
    with batch.lock:
        if batch.stamps:
            return
        if batch.faults:
            batch.stamps, batch.status = {"failed_at": int(time.time())}, "failed"
            return
        good, bad, expired = work_off(shop, batch.visit, lines, batch.endpoint)
        if status == "expired":
            bad += expired_lines(batch.lines[len(lines) :])
        batch.output = keep(shop, f"{batch.id}_output.jsonl", "batch_output", good).id if good else None
        batch.errors = keep(shop, f"{batch.id}_error.jsonl", "batch_output", bad).id if bad else None
        batch.completed, batch.failed = good.count(b"\n"), bad.count(b"\n")
        final = "expired" if expired else status
        batch.stamps, batch.status = {f"{final}_at": int(time.time())}, final


def _check(call: Call, body: object) -> None:
    assert isinstance(body, dict)
    if body.get("input_file_id") not in call.shop.uploads:
        message = f"Invalid 'input_file_id': no file '{body.get('input_file_id')}'."
        raise refusal(400, message, code="invalid_value", param="input_file_id")
    if body.get("endpoint") not in ENDPOINTS:
        raise refusal(400, f"Invalid value: '{body.get('endpoint')}'.", code="invalid_value", param="endpoint")
    if body.get("completion_window") != "24h":
        raise refusal(400, "Supported values are: '24h'.", code="invalid_value", param="completion_window")
    kept = body.get("output_expires_after")
    if kept is not None and not (kept.get("anchor") == "created_at" and SHORTEST <= kept.get("seconds", 0) <= LONGEST):
        raise refusal(400, "Invalid 'output_expires_after'.", code="invalid_value", param="output_expires_after")


def _find(call: Call) -> Batch:
    (name,) = call.names
    batch = call.shop.batches.get(name)
    if batch is None:
        raise refusal(404, f"No batch found with id '{name}'.", param="id")
    return batch


def _status(batch: Batch) -> str:
    """Name the stage by the share of time that has passed, until the end is reached."""
    if batch.stamps:
        return batch.status
    stages = {0.1: "validating", 0.9: "in_progress"}
    return next((stage for until, stage in stages.items() if batch.share < until), "finalizing")


def _told(batch: Batch) -> dict[str, object]:
    with batch.lock:
        batch.status = _status(batch)
        faults = {"object": "list", "data": batch.faults} if batch.status == "failed" else None
        counts = {"total": len(batch.lines), "completed": batch.completed, "failed": batch.failed}
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": batch.endpoint,
            "errors": faults,
            "input_file_id": batch.input,
            "completion_window": "24h",
            "status": batch.status,
            "output_file_id": batch.output,
            "error_file_id": batch.errors,
            "created_at": int(batch.created),
            "expires_at": int(batch.created) + 86_400,
            "request_counts": counts,
            "metadata": batch.visit.post.body.get("metadata"),
        } | batch.stamps
