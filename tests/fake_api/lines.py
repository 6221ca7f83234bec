"""The lines of a batch: what is wrong with a file, and each line's work."""

from __future__ import annotations

import json
import random
import secrets
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.answer import Refused, failure
from tests.fake_api.edits import read_edit
from tests.fake_api.generations import fulfil, is_blocked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.answer import Answer
    from tests.fake_api.shop import Shop, Visit

MOST_LINES = 50_000
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Line:
    """One request of a batch."""

    custom_id: str
    body: Mapping[str, object]

    @property
    def prompt(self) -> str:
        """The prompt that was sent."""
        return str(self.body.get("prompt", ""))


def lines_in(text: str) -> list[Line]:
    """Return the lines that can be read."""
    entries = [entry for entry in _entries(text) if entry is not None]
    return [Line(str(entry.get("custom_id")), _body(entry)) for entry in entries]


def faults_in(text: str, endpoint: str) -> list[dict[str, object]]:
    """Return what makes a whole file fail, as `errors.data` spells it; lines count from 1."""
    entries = list(_entries(text))
    if not 0 < len(entries) <= MOST_LINES:
        return [_fault("empty_file" if not entries else "too_many_tasks", None, f"{len(entries)} requests.")]
    faults = [fault for number, entry in enumerate(entries, 1) if (fault := _fault_of(entry, number, endpoint))]
    good = [entry for entry in entries if entry is not None]
    ids = [entry.get("custom_id") for entry in good]
    faults += [
        _fault("duplicate_custom_id", None, f"The custom_id '{name}' is used more than once.")
        for name, count in Counter(ids).items()
        if count > 1
    ]
    models = {str(_body(entry).get("model")) for entry in good}
    if len(models) > 1:
        faults.append(_fault("mismatched_model", None, f"All requests must use one model, found {sorted(models)}."))
    return faults


def work_off(shop: Shop, visit: Visit, lines: list[Line], endpoint: str) -> tuple[bytes, bytes, bool]:
    """Do every line's work; return the output file, the error file (JSONL), and whether any line expired.

    The order of the output is not that of the input.
    """
    good: list[dict[str, object]] = []
    bad: list[dict[str, object]] = []
    expired = False
    for line in lines:
        if is_blocked(line.prompt, visit.behaviour.batch_expires):
            expired = True
            bad.append(_expired(line))
            continue
        request_id = f"req_{secrets.token_hex(16)}"
        answer = _answer(
            shop, replace(visit, request_id=request_id, post=replace(visit.post, body=line.body)), endpoint
        )
        (good if answer.status == 200 else bad).append(_spell(line, answer, request_id))
    random.Random(visit.behaviour.seed).shuffle(good)
    if len(good) > 1 and [entry["custom_id"] for entry in good] == [line.custom_id for line in lines]:
        good.reverse()
    return _jsonl(good), _jsonl(bad), expired


def expired_lines(lines: list[Line]) -> bytes:
    """Return what the error file says of lines that were not reached in time."""
    return _jsonl([_expired(line) for line in lines])


def _answer(shop: Shop, visit: Visit, endpoint: str) -> Answer:
    if is_blocked(visit.post.prompt, visit.behaviour.batch_fails):
        return failure(500, html=False)
    try:
        if endpoint.endswith("/edits"):
            order = read_edit(visit.post.body, visit)
        else:
            order = visit.profile.read(visit.post.body, visit.behaviour)
        return fulfil(shop, visit, order, endpoint="batches", share=HALF)
    except Refused as refused:
        return refused.answer


def _body(entry: dict[str, object]) -> dict[str, object]:
    body = entry.get("body")
    return body if isinstance(body, dict) else {}


def _entries(text: str) -> list[dict[str, object] | None]:
    return [_entry(line) for line in text.split("\n") if line.strip()]


def _entry(line: str) -> dict[str, object] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _fault_of(entry: dict[str, object] | None, number: int, endpoint: str) -> dict[str, object] | None:
    if entry is None:
        return _fault("invalid_json_line", number, "This line is not parseable as valid JSON.")
    if not entry.get("custom_id"):
        return _fault("missing_required_parameter", number, "Missing required parameter: 'custom_id'.")
    if entry.get("url") != endpoint or entry.get("method") != "POST":
        return _fault("invalid_url", number, f"The URL provided for this request does not match '{endpoint}'.")
    return None


def _fault(code: str, line: int | None, message: str) -> dict[str, object]:
    return {"code": code, "line": line, "message": message, "param": None}


def _spell(line: Line, answer: Answer, request_id: str) -> dict[str, object]:
    response = {"status_code": answer.status, "request_id": request_id, "body": json.loads(answer.body)}
    return {"id": f"batch_{request_id}", "custom_id": line.custom_id, "response": response, "error": None}


def _expired(line: Line) -> dict[str, object]:
    message = "This request could not be executed before the completion window expired."
    error = {"code": "batch_expired", "message": message}
    return {"id": f"batch_req_{line.custom_id}", "custom_id": line.custom_id, "response": None, "error": error}


def _jsonl(entries: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)
