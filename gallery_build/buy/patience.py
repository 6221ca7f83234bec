"""How often, and after how long, a request is sent again that was certainly not taken: one rule for pictures and batches."""

from __future__ import annotations

import random

from gallery_build.buy.outcome import Kind, Outcome

FREE_TRIES = 5
"""Tries of a request that costs nothing: it never left this machine, or is free by itself."""

PATIENCE = 20
"""Times a server may ask one request to wait before it is given up for this run."""

FIRST_PAUSE = 0.5
"""Seconds; doubled with each further try."""

LONGEST_PAUSE = 32.0
"""Seconds between two tries, where the server does not say how long it asks for."""


class Patience:
    """What one request has left.

    - What a server asks for is kept to its end, in whatever form it said so; one that asks for too much is classed as a stop.
    - Where it asks for no time, and where nothing left this machine, the pauses double; the latter with full jitter.
    """

    def __init__(self, *free: Kind) -> None:
        """Begin. `free`: further outcomes after which sending again costs nothing."""
        self._free = frozenset({Kind.NOT_SENT, *free})
        self._tries, self._waits = FREE_TRIES, PATIENCE

    def allows(self, outcome: Outcome) -> bool:
        """Count an outcome; tell whether the request may be sent once more."""
        self._tries -= outcome.kind in self._free
        self._waits -= outcome.kind is Kind.WAIT
        return outcome.kind in {*self._free, Kind.WAIT} and self._tries > 0 and self._waits > 0

    def pause(self, outcome: Outcome) -> float:
        """Return the seconds until then."""
        if outcome.kind is Kind.WAIT:
            return outcome.retry_after or min(FIRST_PAUSE * 2 ** (PATIENCE - self._waits), LONGEST_PAUSE)
        return random.uniform(0, FIRST_PAUSE * 2 ** (FREE_TRIES - self._tries - 1))  # noqa: S311  # jitter
