"""Everything the server can be told to do, as one frozen value: each field is a keyword and a command-line flag."""

from __future__ import annotations

import argparse
import dataclasses
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tests.fake_api.facts import RETIRED

When = bool | float | int | Collection[int]
"""Which requests something happens to: True every one, 0.2 one in five, 3 the third, (3, 7) the third and seventh.

On the command line `always`, `0.2`, `3`, `3,7`. Counted over the POSTs of the server, from 1.
"""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How the server behaves. Without a word it is OpenAI on a good day."""

    seed: int = 0
    """Decides every chance, by prompt and attempt: the order in which threads arrive changes nothing."""
    profile: str = "openai"
    """Whose server it is: see profiles.py."""
    key: str | None = "sk-fake"
    """The one key that is accepted; None: anybody may ask, with a key or without."""
    verified: bool = True
    """False: the organisation is not verified (403)."""

    latency: float | tuple[float, float] = 0.0
    """Seconds the work takes."""
    images_per_minute: int | None = None
    window: float = 60.0
    """Seconds of that minute; tests have no time for real ones."""
    retry_after: str = "seconds"
    """How a rate limit says when: `seconds`, `date`, `ms`, or `message` (no header, only the words)."""
    limit_headers: bool = False
    """Each answer says how many images a minute are allowed, and how many are left."""
    quota: int | None = None
    """Images until the money is gone."""
    quota_code: str = "credit_balance_exhausted"
    """Or `insufficient_quota`, `organization_spend_limit_exceeded`, …; `billing_hard_limit_reached` is a 400."""

    blocked_words: tuple[str, ...] = ()
    """Prompts with one of these words (any case) are refused by moderation."""
    moderation_stage: str = "input"
    """`input`: before the work, free. `output`: after it, charged."""
    moderation_code: str = "moderation_blocked"
    """Or `content_policy_violation`, `contentFilter`."""
    retired: tuple[str, ...] | None = None
    """Models that do not exist any more; None: those of 2026-11-22 (all live in the `dall-e` profile)."""
    served: str = "local-model"
    """The name of the one model that a vllm-omni serves."""
    auto_size: str = "1024x1024"
    auto_quality: str = "high"
    """What the model chooses where the request leaves it to the model."""

    error: When = False
    """Answer `error_status` instead."""
    error_status: int = 500
    error_html: bool = False
    """The error is a proxy's HTML page."""
    error_charged: bool = False
    """The work is done and paid for before the error is answered."""

    drop: When = False
    """Close the connection before the answer. This and all below happens after the charge."""
    reset: When = False
    """Reset it (RST) before the answer."""
    stall: When = False
    """Send nothing and keep the connection open until the client leaves."""
    truncate: When = False
    """End the body at byte `truncate_at`, then close."""
    truncate_at: int = 100
    drip: When = False
    """Send `drip_bytes` each `drip_seconds`."""
    drip_bytes: int = 1
    drip_seconds: float = 0.01
    gzip_bomb: When = False
    """Answer a compressed body of `gzip_bomb_bytes` decoded bytes."""
    gzip_bomb_bytes: int = 1 << 30
    redirect: When = False
    """Answer 307 to `redirect_to`."""
    redirect_to: str = "http://127.0.0.1:9/"

    html: When = False
    """Answer an HTML page with 200."""
    broken_json: When = False
    empty_data: When = False
    null_data: When = False
    fewer: When = False
    """One image fewer than asked for."""
    error_in_200: When = False
    body: bytes | None = None
    """Answer these bytes with 200 instead of any JSON."""
    bad_picture: When = False
    """Send `bad_picture_kind` in place of each picture."""
    bad_picture_kind: str = "text"
    """`text`, `garbage` (no base64), `svg` (with a script), `truncated`, `mislabelled` (JPEG said to be PNG), `empty`."""
    b64_prefix: When = False
    """base64 as a `data:` address."""
    b64_newlines: When = False
    """base64 in lines of 76."""
    link: When = False
    """Send a url in place of base64: `link_to`."""
    link_to: str = "relative"
    """`relative`, `file`, `served` (a proper address of this server) or an address."""
    wrong_size: When = False
    """Pictures are 1254x1254, whatever was asked."""
    link_seconds: float = 3600.0
    """How long a url works."""

    catalogue: str = "sound"
    """How the list of models is answered: `sound`, or `absent`, `html`, `broken`, `strange`, `redirect`, `slow`, `odd`, `long`,
    `echo` (refused, with the key in the words)."""
    batches: bool = True
    """False: the server knows neither files nor batches."""
    batch_seconds: float = 0.0
    """From a batch's creation to its end."""
    batch_late: float = 0.0
    """From the request for a batch to its creation, whether or not the client is still there."""
    batch_waits: float = 0.0
    """Seconds that uploads and creations must wait from the first of each on, said as `retry_after` says."""
    batch_silent: tuple[str, ...] = ()
    """`files`, `batches`: what is posted there is done, and never answered."""
    batch_fails: tuple[str, ...] = ()
    """Lines whose prompt has one of these words fail."""
    batch_expires: tuple[str, ...] = ()
    """Lines whose prompt has one of these words are not reached in time."""

    @property
    def gone(self) -> tuple[str, ...]:
        """The models that do not exist any more."""
        if self.retired is not None:
            return self.retired
        return () if self.profile in {"dall-e", "azure"} else RETIRED

    def strikes(self, name: str, number: int, prompt: str, attempt: int) -> bool:
        """Tell whether a field of the kind `When` is meant for this POST (its number; the attempt of its prompt)."""
        when: When = getattr(self, name)
        if isinstance(when, bool):
            return when
        if isinstance(when, float):
            return self._chance(name, prompt, attempt) < when
        return number in ((when,) if isinstance(when, int) else when)

    def work_seconds(self, prompt: str, attempt: int) -> float:
        """Return how long this work takes."""
        if isinstance(self.latency, tuple):
            low, high = self.latency
            return low + (high - low) * self._chance("latency", prompt, attempt)
        return self.latency

    def _chance(self, name: str, prompt: str, attempt: int) -> float:
        return random.Random(f"{self.seed}\n{name}\n{attempt}\n{prompt}").random()


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Give the parser one flag for each field."""
    for field in dataclasses.fields(Behaviour):
        flag = "--" + field.name.replace("_", "-")
        if field.type == "bool":
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=field.default)
        else:
            parser.add_argument(flag, type=_PARSERS[str(field.type)], default=field.default)


def from_flags(arguments: argparse.Namespace) -> Behaviour:
    """Return what the flags ask for."""
    return Behaviour(**{field.name: getattr(arguments, field.name) for field in dataclasses.fields(Behaviour)})


def _when(text: str) -> When:
    if text in {"always", "never"}:
        return text == "always"
    return float(text) if "." in text else tuple(int(number) for number in text.split(","))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split(",") if word)


def _seconds(text: str) -> float | tuple[float, float]:
    low, dash, high = text.partition("-")
    return (float(low), float(high)) if dash else float(low)


_PARSERS: dict[str, Callable[[str], object]] = {
    "int": int,
    "int | None": int,
    "float": float,
    "str": str,
    "str | None": lambda text: text or None,
    "tuple[str, ...]": _words,
    "tuple[str, ...] | None": _words,
    "float | tuple[float, float]": _seconds,
    "When": _when,
    "bytes | None": lambda path: Path(path).read_bytes(),
}
"""How a flag's text becomes a field's value, by the field's type as it is written above."""
