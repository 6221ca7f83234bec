"""A clock that stands still while anybody works, and jumps to the next moment somebody waits for."""

from __future__ import annotations

from threading import Condition
from typing import TYPE_CHECKING

from gallery_build.buy import pace
from tests.fake_api import shop

if TYPE_CHECKING:
    from threading import Event

LOOK = 0.05
"""Real seconds between two looks at whether the event is set."""


class VirtualClock(pace.Clock, shop.Clock):
    """Time for a tool and a server in one process, so that an hour takes as long as its work.

    It jumps once as many wait as there are requests or turns in hand: a worker waits for its turn itself, or the
    server's thread does its waiting for it. Nobody says so but the test, by `expect`.
    """

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        """Begin at a moment, in seconds since 1970; nothing is in hand."""
        self._now = start
        self._busy = 0
        self._wakes: dict[object, float] = {}
        self._changed = Condition()

    def now(self) -> float:
        """Return the time."""
        return self._now

    def expect(self, busy: int) -> None:
        """Say how many are in hand."""
        with self._changed:
            self._busy = busy
            self._jump()

    def wait(self, event: Event, seconds: float) -> bool:
        """Wait until so much time has gone by, or the event is set."""
        with self._changed:
            me = object()
            wake = self._wakes[me] = self._now + seconds
            self._jump()
            while self._now < wake and not event.is_set():
                self._changed.wait(LOOK)
            self._wakes.pop(me, None)
        return event.is_set()

    def _jump(self) -> None:
        if not self._wakes or len(self._wakes) < self._busy:
            return
        self._now = max(self._now, min(self._wakes.values()))
        for me in [me for me, wake in self._wakes.items() if wake <= self._now]:
            del self._wakes[me]  # awake: it works from now on
        self._changed.notify_all()


class Skewed(pace.Clock):
    """A tool's clock that runs so many times as fast as the server's: what a tool that cannot tell the time would do."""

    def __init__(self, clock: VirtualClock, speed: float) -> None:
        """Take the server's clock."""
        self._clock = clock
        self._speed = speed

    def now(self) -> float:
        """Return the time as this clock shows it."""
        return self._clock.now() * self._speed

    def wait(self, event: Event, seconds: float) -> bool:
        """Wait so long by this clock."""
        return self._clock.wait(event, seconds / self._speed)
