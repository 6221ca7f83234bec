"""What waits in batches, since when, and until when it can be collected. Asks nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.errors import StoreError
from gallery_build.store import read_batch

if TYPE_CHECKING:
    from gallery_build.store import Holdings, Store

WINDOW = dt.timedelta(hours=24)
"""In which a batch is done, or ends undone."""

KEPT = dt.timedelta(days=30)
"""How long results are kept at the least, from the submission on."""

LATE = dt.timedelta(days=7)
"""Before results may vanish a person is warned so early."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One batch whose results are not collected yet."""

    run: str
    id: str
    """The server's name; empty as long as it is not known."""
    host: str
    model: str
    pictures: int
    usd: Decimal
    """US dollars that it will probably cost."""
    submitted: dt.datetime
    problem: str = ""
    """Why its notes cannot be read; then nothing else is known."""

    @property
    def done_by(self) -> dt.datetime:
        """When it has ended, one way or another."""
        return self.submitted + WINDOW

    @property
    def kept_until(self) -> dt.datetime:
        """Until when results are kept for certain; later they may be gone, and paid for."""
        return self.submitted + KEPT

    def warns(self, now: dt.datetime) -> bool:
        """Tell whether it is time to collect before it is too late."""
        return now > self.kept_until - LATE


def pending_in(store: Store) -> tuple[Pending, ...]:
    """Return the batches that wait, oldest first. Asks nobody."""
    holdings = store.look()
    found = [_pending(store, holdings, run) for run in holdings.batches]
    return tuple(sorted(found, key=lambda one: (one.submitted, one.run)))


def _pending(store: Store, holdings: Holdings, run: str) -> Pending:
    try:
        batch = read_batch(store, run)
    except StoreError as error:
        return Pending(run, "", "", "", 0, Decimal(0), dt.datetime.max.replace(tzinfo=dt.UTC) - KEPT, error.message)
    waiting = sum(run in holdings.asked.get(key, ()) for key in batch.bodies)
    moment = dt.datetime.fromisoformat(batch.submitted)
    return Pending(run, batch.id, batch.host, batch.model, waiting, batch.usd, moment)
