"""Requests begin as fast as the account allows, and no faster."""

from __future__ import annotations

from threading import Event

import pytest

from gallery_build.buy.limits import Limits
from gallery_build.buy.pace import FIRST, WINDOW, Clock, Pace, Wait


class Noon(Clock):
    """A clock that moves when somebody waits."""

    def __init__(self) -> None:
        """Begin."""
        self.time = 1000.0
        self.halt = Event()

    def now(self) -> float:
        """Return the time."""
        return self.time

    def wait(self, event: Event, seconds: float) -> bool:
        """Let that time go by."""
        self.time += seconds
        return event.is_set()


def begun(count: int, pace: Pace, clock: Noon) -> list[float]:
    """Return when each of `count` requests began."""
    times = []
    for _ in range(count):
        assert pace.wait()
        times.append(clock.time)
    return times


def test_no_minute_has_more_than_the_limit() -> None:
    """Sixty images at five a minute: in no window of a minute do more than five begin."""
    clock = Noon()
    times = begun(60, Pace(5, clock.halt, clock), clock)
    assert all(later - earlier >= WINDOW for earlier, later in zip(times, times[5:], strict=False))


def test_a_pause_holds_everybody() -> None:
    """Nobody begins while the server asks for patience."""
    clock = Noon()
    pace = Pace(100, clock.halt, clock)
    pace.refused(30, rate=False)
    assert begun(2, pace, clock) == [1030.0, 1030.0]


def test_a_halt_ends_the_waiting() -> None:
    """After a halt nothing begins."""
    clock = Noon()
    pace = Pace(5, clock.halt, clock)
    clock.halt.set()
    assert not pace.wait()


def test_each_wait_is_told_once() -> None:
    """Whoever else waits for the same moment says nothing; a server's limit and the gallery's own are told apart."""
    clock = Noon()
    told: list[Wait] = []
    pace = Pace(2, clock.halt, clock, told.append)
    begun(3, pace, clock)
    pace.refused(30, rate=False)
    begun(1, pace, clock)
    assert told == [Wait(WINDOW, asked=False, limit=2), Wait(30.0, asked=True, limit=2)]


def test_who_had_a_turn_and_not_sent_is_held_too() -> None:
    """A refusal that comes between a turn and its request holds the request, and takes no second turn."""
    clock = Noon()
    pace = Pace(1, clock.halt, clock)
    begun(1, pace, clock)
    pace.refused(12, rate=False)
    assert (pace.hold(), clock.time) == (True, 1012.0)


def test_without_a_number_more_is_dared_minute_by_minute() -> None:
    """By half, while every minute is used up and nobody refuses."""
    clock = Noon()
    pace = Pace(None, clock.halt, clock)
    times = begun(120, pace, clock)
    minutes = [
        sum(start <= time < start + WINDOW for time in times) for start in (1000.0 + n * WINDOW for n in range(5))
    ]
    assert minutes == [FIRST, 8, 13, 20, 31]


def test_an_idle_minute_teaches_nothing() -> None:
    """What was never reached is no proof that more is allowed."""
    clock = Noon()
    pace = Pace(None, clock.halt, clock)
    for _ in range(20):
        begun(1, pace, clock)
        clock.time += 30
    assert pace.limit == FIRST


def test_a_stated_number_is_never_exceeded() -> None:
    """Neither by daring, nor because a server allows more."""
    clock = Noon()
    pace = Pace(7, clock.halt, clock)
    pace.heard(Limits(100, pictures=True))
    times = begun(70, pace, clock)
    assert all(later - earlier >= WINDOW for earlier, later in zip(times, times[7:], strict=False))


@pytest.mark.parametrize(
    ("limits", "learned"),
    [
        (Limits(20, pictures=True), 20),
        (Limits(3, pictures=True), 3),
        (Limits(500), FIRST),
        (Limits(3), 3),
        (Limits(), FIRST),
    ],
)
def test_a_limit_that_is_named_holds_at_once(limits: Limits, learned: int) -> None:
    """A limit of pictures is taken as it is; one of requests only lowers, since pictures may be allowed fewer."""
    pace = Pace(None, Event(), Noon())
    pace.heard(limits)
    assert pace.limit == learned


def test_a_full_server_is_not_asked_for_more() -> None:
    """Where it says that nothing is left, no more is dared."""
    clock = Noon()
    pace = Pace(None, clock.halt, clock)
    for _ in range(40):
        begun(1, pace, clock)
        pace.heard(Limits(500, left=0))
    assert pace.limit == FIRST


def test_a_refusal_that_names_no_limit_halves_once() -> None:
    """Those who were in flight are refused together, for one reason; from then on one more a minute is dared."""
    clock = Noon()
    pace = Pace(64, clock.halt, clock)
    for _ in range(8):
        pace.refused(5)
    assert pace.limit == 32
    begun(99, pace, clock)
    assert pace.limit == 34


def test_an_overload_is_no_limit_of_ours() -> None:
    """A server that is overloaded is waited for, at the same pace afterwards."""
    pace = Pace(64, Event(), Noon())
    pace.refused(5, rate=False)
    assert pace.limit == 64
