"""What the configured server says of its models: a hint for `doctor --online`, never a gate. One question, nothing charged."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.buy.batch_answers import read_json
from gallery_build.buy.outcome import Kind
from gallery_build.buy.providers.wire import TooLongError, Wire
from gallery_build.care.doctor import Finding, Level
from gallery_build.models.facts import SOON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gallery_build.buy.access import Access
    from gallery_build.buy.providers.wire import Exchange
    from gallery_build.models import Catalogue

SECONDS = 15.0
"""How long a hint is waited for."""

MOST_BYTES = 8 * 1024 * 1024
"""Of the longest list of models that is read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The models that a server lists, each with its last day where it says one; or why nothing is known."""

    ends: Mapping[str, dt.date | None] = field(default_factory=dict)
    trouble: str = ""


def ask_models(access: Access, seconds: float = SECONDS) -> Listed:
    """Ask the endpoint for its models. The key goes there alone: no redirect is followed. Never raises for what a server does."""
    answer = bytearray()

    def act(exchange: Exchange) -> None:
        with exchange.client.models.with_streaming_response.list() as response:
            for chunk in response.iter_bytes():
                answer.extend(chunk)
                if len(answer) > MOST_BYTES or exchange.deadline.passed:
                    raise TooLongError("the list is too long, or took too long")

    with closing(Wire(access, seconds)) as wire:
        outcome = wire.exchange(act)
    if outcome.kind is not Kind.ARRIVED:
        words = outcome.message.replace(access.key, "…") if access.key else outcome.message
        return Listed(trouble=f"{words} ({outcome.status})" if outcome.status else words)
    return read_list(bytes(answer))


def read_list(answer: bytes) -> Listed:
    """Read a list of models; what is none says so, and what is odd in it is left out."""
    entries = read_json(answer).get("data")
    if not isinstance(entries, list):
        return Listed(trouble="the answer is no list of models")
    models = [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
    return Listed({str(entry["id"]): _day(entry.get("shutdown_date")) for entry in models})


def of_server(listed: Listed, names: Iterable[str], catalogue: Catalogue, today: dt.date) -> list[Finding]:
    """Return what the server says of the models in use, beside what our table says."""
    if listed.trouble:
        return [Finding("online", "failed", Level.WARNING, {"message": listed.trouble})]
    wanted = sorted(names)
    unlisted = [name for name in wanted if name not in listed.ends]
    found = [Finding("online", "answered", facts={"listed": len(listed.ends)})]
    found += [Finding("online", "not listed", facts={"names": unlisted})] if unlisted else []
    for name in wanted:
        ends, model = listed.ends.get(name), catalogue.find(name)
        if ends is not None:
            level = Level.WARNING if ends - today <= SOON else Level.OK
            facts = {"model": name, "ends": ends, "retires": model.retires if model else None}
            found.append(Finding("online", "ends", level, facts))
    return found


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
