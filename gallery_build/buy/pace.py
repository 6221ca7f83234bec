"""Requests as fast as the account allows: images per minute, and one pause shared by all workers."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from threading import Event, Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW = 60.0
"""Seconds that a rate limit looks back."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Why nothing is sent for a while: the server asked for it, or the gallery's own images per minute are used up."""

    seconds: float
    asked: bool
    """True where the server asked."""
    limit: int
    """The gallery's own images per minute."""


class Pace:
    """Lets at most `images_per_minute` requests begin within any minute. Safe between threads.

    `tell` hears of each wait once, however many workers share it, from the thread of one of them.
    """

    def __init__(
        self,
        images_per_minute: int,
        halt: Event,
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[Wait], None] = lambda _wait: None,
    ) -> None:
        """Take the limit, and the event that ends all waiting."""
        self._limit = images_per_minute
        self._halt = halt
        self._clock = clock
        self._tell = tell
        self._told = 0.0
        self._begun: deque[float] = deque(maxlen=images_per_minute)
        self._not_before = 0.0
        self._lock = Lock()

    def wait(self) -> bool:
        """Wait for this request's turn. False: halted meanwhile."""
        while not self._halt.is_set():
            delay, news = self._take()
            if delay <= 0:
                return True
            if news:
                self._tell(news)
            self._halt.wait(delay)
        return False

    def pause(self, seconds: float) -> None:
        """Let nobody begin for this long: the server asked for patience."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + seconds)

    def _take(self) -> tuple[float, Wait | None]:
        """Return the seconds to wait, and that wait where it is new; or take a turn and return 0."""
        with self._lock:
            now = self._clock()
            full = len(self._begun) == self._limit
            earliest = max(self._not_before, self._begun[0] + WINDOW if full else 0.0)
            if earliest <= now:
                self._begun.append(now)
                return 0.0, None
            known, self._told = self._told == earliest, earliest
            return earliest - now, None if known else Wait(earliest - now, earliest == self._not_before, self._limit)
