"""The cap as a wall: what is in flight counts at the most it can cost, across all workers."""

from __future__ import annotations

from decimal import Decimal
from threading import Condition

ZERO = Decimal(0)


class Wall:
    """US dollars that may be spent in this build. Safe between threads.

    - What was spent plus what is in flight never exceeds the cap, for images whose bound is known.
    - An image without a bound is outside the wall; who lets it in says so.
    """

    def __init__(self, cap: Decimal) -> None:
        """Take the cap in US dollars."""
        self.cap = cap
        self._spent = ZERO
        self._in_flight = ZERO
        self._changed = Condition()

    @property
    def spent(self) -> Decimal:
        """What was charged, or may have been, so far."""
        return self._spent

    def reserve(self, bound: Decimal) -> bool:
        """Take room for one image; wait while others in flight may still leave room. False: it does not fit."""
        with self._changed:
            while self._spent + self._in_flight + bound > self.cap:
                if self._in_flight == ZERO or self._spent + bound > self.cap:
                    return False
                self._changed.wait()
            self._in_flight += bound
            return True

    def settle(self, bound: Decimal, charged: Decimal) -> None:
        """Give the room back, and count what was charged: nothing, the measured price, or the bound where unknown."""
        with self._changed:
            self._in_flight -= bound
            self._spent += charged
            self._changed.notify_all()
