"""The server's own books: every request that came, every charge that was made. The oracle for what was paid."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Charge:
    """Work that was done and is paid for, whether or not anybody received it."""

    time: float
    """Seconds since 1970; so are all times here."""
    post: int
    """The number of the POST it answers."""
    request_id: str
    endpoint: str
    """`generations`, `edits`, `variations` or `batches`."""
    model: str
    prompt: str
    body: Mapping[str, object]
    """The request as it was sent."""
    images: int
    usd: Decimal
    outcome: str
    """What the server meant to answer: `images`, `moderation_blocked`, or the fault's name, `drop`."""


@dataclass(frozen=True, slots=True)
class Post:
    """One POST, charged or not."""

    number: int
    """Counts from 1 in the order of arrival."""
    path: str
    body: Mapping[str, object]
    """The JSON, or the fields of a form; empty for anything else."""
    headers: Mapping[str, str]
    """Lower-case names; without the key."""
    arrived: float
    finished: float | None = None
    """None while it is worked on."""
    status: int = 0
    """What was answered; 0 where the connection was cut instead."""
    outcome: str = ""
    """The error's code, `images`, or the fault's name."""
    charged: bool = False
    delivered: bool = False
    """True where every byte was handed to a client that was still there."""
    retry_at: float | None = None
    """For a rate limit: before this time the next request is a trespass."""

    @property
    def prompt(self) -> str:
        """The prompt that was sent; empty for other requests."""
        prompt = self.body.get("prompt", "")
        return prompt if isinstance(prompt, str) else ""


class Ledger:
    """Charges and posts, in memory and, where a file is named, on disk as well.

    The file has one JSON object a line: a charge each. Beside it, `NAME.posts.jsonl` has lines when a POST arrives,
    when its answer is decided and when it is finished; the last one holds. Lines are appended whole (O_APPEND), so that other processes may read along.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Begin with what the file already holds."""
        self._lock = threading.Lock()
        self._path = path
        for cut in [path, posts_path(path)] if path else []:
            _end_last_line(cut)
        self._charges = read_ledger(path) if path else []
        self._posts = {post.number: post for post in (read_posts(path) if path else [])}

    def charges(self) -> list[Charge]:
        """Return every charge, oldest first."""
        with self._lock:
            return list(self._charges)

    def posts(self) -> list[Post]:
        """Return every POST in the order of arrival."""
        with self._lock:
            return [self._posts[number] for number in sorted(self._posts)]

    def images(self) -> int:
        """Return how many images were charged."""
        with self._lock:
            return sum(charge.images for charge in self._charges)

    def arrive(self, path: str, body: Mapping[str, object], headers: Mapping[str, str], now: float) -> Post:
        """Write down a POST that came, and give it its number."""
        with self._lock:
            post = Post(max(self._posts, default=0) + 1, path, body, headers, now)
            self._keep(post)
            return post

    def note(self, post: Post) -> None:
        """Write down what became of a POST."""
        with self._lock:
            self._keep(post)

    def charge(self, charge: Charge) -> None:
        """Write down a charge; before anything is answered."""
        with self._lock:
            self._charges.append(charge)
            if self._path:
                _append(self._path, charge)

    def _keep(self, post: Post) -> None:
        self._posts[post.number] = post
        if self._path:
            _append(posts_path(self._path), post)


def posts_path(ledger: Path) -> Path:
    """Return where the POSTs of a ledger stand."""
    return ledger.with_name(f"{ledger.stem}.posts.jsonl")


def read_ledger(path: Path) -> list[Charge]:
    """Return the charges in a ledger's file; none where there is no file."""
    return [Charge(**(fields | {"usd": Decimal(fields["usd"])})) for fields in _lines(path)]


def read_posts(path: Path) -> list[Post]:
    """Return the POSTs beside a ledger's file, each as it stands now."""
    newest = {fields["number"]: Post(**fields) for fields in _lines(posts_path(path))}
    return [newest[number] for number in sorted(newest)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:  # whatever JSON holds
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    for line in text.split("\n"):
        with contextlib.suppress(json.JSONDecodeError):  # a kill may cut the last line short
            yield json.loads(line)


def _end_last_line(path: Path) -> None:
    """Give a line that a kill cut short its end, so that the next one stands alone."""
    if path.exists() and not path.read_bytes().endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")


def _append(path: Path, entry: Charge | Post) -> None:
    line = json.dumps(dataclasses.asdict(entry), default=str).encode() + b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)
