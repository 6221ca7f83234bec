"""Batches in words: what was handed in, what was collected, what waits, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.cli.words import count, money

if TYPE_CHECKING:
    import datetime as dt

    from gallery_build.pending import Pending
    from gallery_build.report import Bought

BATCHES = "batches"


def numbers_of(bought: Bought) -> list[str]:
    """Return what batches came to in a build."""
    submitted, collected = bought.submitted, bought.collected
    parts = []
    if collected.pictures:
        parts.append(f"{collected.pictures:,} collected ({money(collected.usd)} at half price)")
    if submitted.pictures:
        parts.append(
            f"{count(submitted.pictures, 'picture')} submitted in {count(submitted.batches, 'batch', BATCHES)} "
            f"({money(submitted.usd)} at half price); the next build collects them"
        )
    return parts


def waiting(pending: Pending, now: dt.datetime) -> str:
    """Return how one batch stands, as far as it is known here."""
    if pending.problem:
        return f"batch {pending.run[:8]}: {pending.problem}"
    pictures = f"{count(pending.pictures, 'picture')} handed in at {pending.host} {_ago(now - pending.submitted)}"
    words = f"batch {pending.run[:8]}: {pictures}"
    if pending.warns(now):
        return f"{words}; collect now: results vanish after {pending.kept_until:%Y-%m-%d}"
    if now > pending.done_by:
        return f"{words}; ready: a build collects it until {pending.kept_until:%Y-%m-%d}"
    return f"{words}; ready within 24 hours, then a build collects it"


def document_of(pending: Pending) -> dict[str, object]:
    """Return one batch for `--json`."""
    return {
        "run": pending.run,
        "id": pending.id,
        "host": pending.host,
        "model": pending.model,
        "pictures": pending.pictures,
        "usd": str(pending.usd),
        "submitted": _spell(pending.submitted),
        "done_by": _spell(pending.done_by),
        "kept_until": _spell(pending.kept_until),
        "problem": pending.problem,
    }


def _ago(passed: dt.timedelta) -> str:
    hours = int(passed.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour ago"
    return f"{count(hours, 'hour')} ago" if hours < 48 else f"{count(hours // 24, 'day')} ago"  # noqa: PLR2004  # two days


def _spell(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
