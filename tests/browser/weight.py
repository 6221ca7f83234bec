"""What a visit asks for: each answer with its kind and its bytes, from a browser that has been nowhere yet."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.watched import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Response

PICTURES = "image"
"""The kind that the gallery's own width, format and quality decide."""


class Come(NamedTuple):
    """One answer: its address, its kind (`document`, `stylesheet`, `script`, `image`), and its bytes before any packing."""

    address: str
    kind: str
    body: bytes

    @property
    def size(self) -> int:
        """Bytes as they lie on the disk."""
        return len(self.body)

    @property
    def packed(self) -> int:
        """Bytes as hosts send them."""
        return len(gzip.compress(self.body, 6))


def first_visit(browser: Browser, home: str, path: str, *, width: int, height: int = 900) -> list[Come]:
    """Open one page in a new profile and return all that came until its load was over; nothing of it was cached."""
    answers: list[Response] = []
    with opened(browser, home, width=width, height=height) as watched:
        watched.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # a built-in cannot be marked
        watched.go(path).wait_for_load_state("networkidle")
        assert not watched.faults
        return [Come(one.url, one.request.resource_type, one.body()) for one in answers]


def by_kind(come: Sequence[Come]) -> dict[str, int]:
    """Add up the bytes of each kind."""
    found: dict[str, int] = {}
    for one in come:
        found[one.kind] = found.get(one.kind, 0) + one.size
    return dict(sorted(found.items()))
