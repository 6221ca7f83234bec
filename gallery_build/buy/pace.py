"""Requests as fast as the account allows: images per minute, and one pause shared by all workers."""

from __future__ import annotations

import time
from collections import deque
from threading import Event, Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW = 60.0
"""Seconds that a rate limit looks back."""


class Pace:
    """Lets at most `images_per_minute` requests begin within any minute. Safe between threads."""

    def __init__(self, images_per_minute: int, halt: Event, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the limit, and the event that ends all waiting."""
        self._limit = images_per_minute
        self._halt = halt
        self._clock = clock
        self._begun: deque[float] = deque(maxlen=images_per_minute)
        self._not_before = 0.0
        self._lock = Lock()

    def wait(self) -> bool:
        """Wait for this request's turn. False: halted meanwhile."""
        while not self._halt.is_set():
            delay = self._take()
            if delay <= 0:
                return True
            self._halt.wait(delay)
        return False

    def pause(self, seconds: float) -> None:
        """Let nobody begin for this long: the server asked for patience."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + seconds)

    def _take(self) -> float:
        """Return the seconds to wait, or take a turn and return 0."""
        with self._lock:
            now = self._clock()
            full = len(self._begun) == self._limit
            earliest = max(self._not_before, self._begun[0] + WINDOW if full else 0.0)
            if earliest > now:
                return earliest - now
            self._begun.append(now)
            return 0.0
