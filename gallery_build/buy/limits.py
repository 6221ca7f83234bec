"""What servers say of their limits: in the headers of any answer, in the words of a refusal. Pure, and never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

IMAGES = ("images", "input-images")
"""Kinds of limit that count pictures: OpenAI's words in 2026."""

KINDS = (*IMAGES, "requests")
"""Kinds of limit that hold for us: a request is one picture. Tokens are no measure of it."""

MOST = 10**6
"""A minute; a server that allows more, or says so, has no limit for us."""

_LIMIT = re.compile(r"on ([a-z-]+) per min(?:ute)?\b[^:]{0,20}: limit ([\d,]{1,12})\b", re.IGNORECASE)
_AGAIN = re.compile(r"(?:try again|retry)\s+(?:in|after)\s+((?:\d[\d.]{0,12}\s?[a-z]{1,12}\s?){1,5})", re.IGNORECASE)
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s?([a-z]*)", re.IGNORECASE)
_UNITS = {"ms": 0.001, "millisecond": 0.001, "": 1, "s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60}
_UNITS |= {"h": 3600, "hour": 3600, "d": 86_400, "day": 86_400}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer says of the pictures, or requests, of a minute."""

    most: int | None = None
    """No more than this; None where it says nothing, 0 where none is allowed at all."""
    pictures: bool = False
    """True where `most` counts pictures: then so many are allowed."""
    left: int | None = None
    """How many more may begin now."""


UNSAID = Limits()


def read_limits(headers: Mapping[str, str], message: str = "") -> Limits:
    """Return what headers (names in lower case) and the words of a refusal say: the lowest limit counts."""
    found = [(most, kind in IMAGES) for kind in KINDS if (most := _whole(headers, f"limit-{kind}")) is not None]
    found += [
        (int(most.replace(",", "") or 0), kind.lower() in IMAGES)
        for kind, most in _LIMIT.findall(message)
        if kind.lower() in KINDS
    ]
    left = [left for kind in KINDS if (left := _whole(headers, f"remaining-{kind}")) is not None]
    most, pictures = min(found, default=(None, False))
    return Limits(None if most is None else min(most, MOST), pictures, min(left, default=None))


def read_patience(headers: Mapping[str, str], message: str) -> float | None:
    """Return the seconds that a server asks to wait, in whatever form it says so; None where it does not."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "")
    if (seconds := seconds_of(value)) is not None:
        return seconds
    if value and (seconds := _until(value, headers.get("date"))) is not None:
        return seconds
    if said := _AGAIN.search(message):
        return seconds_of(said[1])
    resets = [seconds_of(headers.get(f"x-ratelimit-reset-{kind}", "")) for kind in KINDS]
    return max((seconds for seconds in resets if seconds is not None), default=None)


def seconds_of(text: str) -> float | None:
    """Return the seconds of `12`, `12s`, `500ms`, `6m0s`, `1h2m3.5s`, `26 seconds`; None for anything else."""
    parts = _PART.findall(text)
    whole = "".join(f"{number}{unit}" for number, unit in parts)
    units = [_UNITS.get(unit.lower()) or _UNITS.get(unit.lower().removesuffix("s")) for _, unit in parts]
    if not parts or None in units or whole != re.sub(r"\s", "", text):
        return None
    return sum(float(number) * (unit or 0) for (number, _), unit in zip(parts, units, strict=True))


def _until(moment: str, now: str | None) -> float | None:
    """Return the seconds between two HTTP dates of the same server, so that our clock does not matter."""
    try:
        start = parsedate_to_datetime(now or "")
        return max((parsedate_to_datetime(moment) - start).total_seconds(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None


def _number(value: str | None) -> float | None:
    return float(value) if value and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value.strip()) else None


def _whole(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(f"x-ratelimit-{name}", "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None
