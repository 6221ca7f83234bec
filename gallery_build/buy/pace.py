"""Requests as fast as the account allows: images per minute, learned from answers, and one pause shared by all workers."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from threading import Event, Lock
from typing import TYPE_CHECKING

from gallery_build.buy.limits import MOST, UNSAID

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_build.buy.limits import Limits

WINDOW = 61.0
"""Seconds that a rate limit looks back, and one: a request may travel faster than that of a minute before."""

FIRST = 5
"""Images a minute to begin with where nobody states a number: what OpenAI's smallest accounts may ask for."""

LOOK = 2.0
"""Seconds between two looks of who waits: a limit may have been learned meanwhile."""


class Clock:
    """The time, and the waiting for it."""

    def now(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def wait(self, event: Event, seconds: float) -> bool:
        """Wait for the event, at most so long; tell whether it is set."""
        return event.wait(seconds)


@dataclass(frozen=True, slots=True)
class Wait:
    """Why nothing is sent for a while: the server asked for it, or our own images per minute are used up."""

    seconds: float
    asked: bool
    """True where the server asked."""
    limit: int
    """Our own images per minute."""
    stated: bool = True
    """True where a person named that number; else it was learned."""


class Pace:
    """Lets so many requests begin within any minute, and none while the server asks for patience. Safe between threads.

    - A number that a person states is a cap: it is begun with, and never exceeded.
    - Without one it begins with 5, and grows by half after each minute that was used up without a refusal.
    - A limit that the server names holds at once. A refusal that names none halves; from then on it grows by one.
    - `tell` hears of each wait once, however many workers share it, from the thread of one of them.
    """

    def __init__(
        self,
        images_per_minute: int | None,
        halt: Event,
        clock: Clock | None = None,
        tell: Callable[[Wait], None] = lambda _wait: None,
    ) -> None:
        """Take the stated limit, if any, and the event that ends all waiting."""
        self._stated = images_per_minute
        self._limit = images_per_minute or FIRST
        self._most = images_per_minute or MOST
        self._halt = halt
        self._clock = clock or Clock()
        self._tell = tell
        self._told = 0.0
        self._begun: deque[float] = deque()
        self._not_before = 0.0
        self._since = self._clock.now()  # of the last change, or refusal
        self._used_up = self._refused = self._tight = False
        self._lock = Lock()

    @property
    def limit(self) -> int:
        """Images a minute, as far as is known now."""
        return self._limit

    def wait(self) -> bool:
        """Wait for this request's turn. False: halted meanwhile."""
        return self._until(self._take)

    def hold(self) -> bool:
        """Wait while the server asks for patience; for who has had a turn and not sent yet. False: halted meanwhile."""
        return self._until(self._look)

    def heard(self, limits: Limits) -> None:
        """Learn from what an answer said."""
        with self._lock:
            self._tight = limits.left == 0
            self._learn(limits)

    def refused(self, seconds: float, limits: Limits = UNSAID, *, rate: bool = True) -> None:
        """Let nobody begin for this long: the server asked for patience. `rate`: because we were too fast."""
        with self._lock:
            now = self._clock.now()
            if rate:
                fresh = now >= self._not_before  # those in flight are refused together, for one reason
                self._refused, self._since = True, now
                if limits.most is None and fresh:
                    self._limit = max(1, self._limit // 2)
                self._learn(limits)
            self._not_before = max(self._not_before, now + seconds)

    def _learn(self, limits: Limits) -> None:
        if limits.most is None:
            return
        self._most = min(limits.most or 1, self._stated or MOST)
        self._limit = self._most if limits.pictures else min(self._limit, self._most)

    def _until(self, step: Callable[[float], tuple[float, Wait | None]]) -> bool:
        while not self._halt.is_set():
            with self._lock:
                delay, news = step(self._clock.now())
            if delay <= 0:
                return True
            if news:
                self._tell(news)
            self._clock.wait(self._halt, min(delay, LOOK))
        return False

    def _look(self, now: float) -> tuple[float, Wait | None]:
        return self._not_before - now, None

    def _take(self, now: float) -> tuple[float, Wait | None]:
        """Return the seconds to wait, and that wait where it is new; or take a turn and return 0."""
        while self._begun and self._begun[0] + WINDOW <= now:
            self._begun.popleft()
        self._grow(now)
        full = len(self._begun) >= self._limit
        earliest = max(self._not_before, self._begun[-self._limit] + WINDOW if full else 0.0)
        if earliest <= now:
            self._begun.append(now)
            return 0.0, None
        self._used_up = self._used_up or full
        known, self._told = self._told == earliest, earliest
        asked = earliest == self._not_before
        return earliest - now, None if known else Wait(earliest - now, asked, self._limit, self._stated is not None)

    def _grow(self, now: float) -> None:
        """Allow more after a whole minute that was used up, without a refusal, while the server does not say it is full."""
        if self._used_up and not self._tight and now >= self._since + WINDOW:
            step = 1 if self._refused else self._limit // 2 + 1
            self._limit, self._since, self._used_up = min(self._limit + step, self._most), now, False
