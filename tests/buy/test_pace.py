"""Requests begin as fast as the account allows, and no faster."""

from __future__ import annotations

from threading import Event

from gallery_build.buy.pace import WINDOW, Pace, Wait


class Clock:
    """A clock that moves when somebody waits."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.now = 1000.0
        self.halt = _Waiting(self)

    def __call__(self) -> float:
        """Return the time."""
        return self.now


class _Waiting(Event):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        self._clock.now += timeout or 0.0
        return self.is_set()


def begun(count: int, pace: Pace, clock: Clock) -> list[float]:
    """Return when each of `count` requests began."""
    times = []
    for _ in range(count):
        assert pace.wait()
        times.append(clock.now)
    return times


def test_no_minute_has_more_than_the_limit() -> None:
    """Sixty images at five a minute: in no window of a minute do more than five begin."""
    clock = Clock()
    times = begun(60, Pace(5, clock.halt, clock), clock)
    assert all(later - earlier >= WINDOW for earlier, later in zip(times, times[5:], strict=False))


def test_a_pause_holds_everybody() -> None:
    """Nobody begins while the server asks for patience."""
    clock = Clock()
    pace = Pace(100, clock.halt, clock)
    pace.pause(30)
    assert begun(2, pace, clock) == [1030.0, 1030.0]


def test_a_halt_ends_the_waiting() -> None:
    """After a halt nothing begins."""
    clock = Clock()
    pace = Pace(5, clock.halt, clock)
    clock.halt.set()
    assert not pace.wait()


def test_each_wait_is_told_once() -> None:
    """Whoever else waits for the same moment says nothing; a server's limit and the gallery's own are told apart."""
    clock = Clock()
    told: list[Wait] = []
    pace = Pace(2, clock.halt, clock, told.append)
    begun(3, pace, clock)
    pace.pause(30)
    begun(1, pace, clock)
    assert told == [Wait(60.0, asked=False, limit=2), Wait(30.0, asked=True, limit=2)]
