"""The bell that open pages wait for: rung from any thread, heard in the server's loop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BEAT = 15.0
"""Seconds after which a silent stream says that it is alive, and so finds out that nobody listens."""


@dataclass(slots=True)
class Bell:
    """Who waits for news of one kind.

    - `ring` and `close` may be called from any thread; all else belongs to the server's loop.
    - Somebody who was busy while it rang several times hears it once.
    """

    _ears: set[asyncio.Queue[bool]] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop | None = None
    _closed: bool = False

    def open(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the server's loop."""
        self._loop = loop

    def ring(self) -> None:
        """Let everybody know that there is news."""
        self._wake(more=True)

    def close(self) -> None:
        """Send everybody away, so that the server can end."""
        self._closed = True
        self._wake(more=False)

    async def rings(self) -> AsyncIterator[bool]:
        """Yield True at once and at each ring, False where nothing came for a while."""
        ear: asyncio.Queue[bool] = asyncio.Queue()
        self._ears.add(ear)
        try:
            more: bool | None = True
            while more is not False and not self._closed:
                yield more is True
                more = await _next(ear)
        finally:
            self._ears.discard(ear)

    def _wake(self, *, more: bool) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, more)

    def _put(self, more: bool) -> None:  # noqa: FBT001  # call_soon_threadsafe passes it by place
        for ear in self._ears:
            ear.put_nowait(more)


async def _next(ear: asyncio.Queue[bool]) -> bool | None:
    """Return what comes next, after which the rest is old; None where nothing came for a while."""
    try:
        more = await asyncio.wait_for(ear.get(), BEAT)
    except TimeoutError:
        return None
    while more and not ear.empty():
        more = ear.get_nowait()
    return more
