"""What all requests share: the behaviour, the books, the gate, the pictures that are served by address."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.gate import Gate
from tests.fake_api.ledger import Charge
from tests.fake_api.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.batches import Batch
    from tests.fake_api.behaviour import Behaviour
    from tests.fake_api.files import File
    from tests.fake_api.ledger import Ledger, Post
    from tests.fake_api.orders import Order
    from tests.fake_api.pictures import Picture
    from tests.fake_api.profiles import Profile


class Clock:
    """What the shop goes by: the time of day, unless a test brings another."""

    def now(self) -> float:
        """Return seconds since 1970."""
        return time.time()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for the event, at most so long."""
        return event.wait(seconds)


@dataclass(frozen=True, slots=True)
class Visit:
    """One POST on its way through the shop, under the behaviour of the moment it came."""

    post: Post
    attempt: int
    """How many POSTs had the same prompt before, this one included."""
    behaviour: Behaviour
    request_id: str
    host: str
    """`http://127.0.0.1:PORT`."""

    @property
    def profile(self) -> Profile:
        """Whose server it is."""
        return PROFILES[self.behaviour.profile]

    def strikes(self, name: str) -> bool:
        """Tell whether this happens to this POST."""
        return self.behaviour.strikes(name, self.post.number, self.post.prompt, self.attempt)


@dataclass(frozen=True, slots=True)
class Served:
    """A picture behind an address."""

    picture: Picture
    spoilt: str
    """The kind of bad picture it is; empty for a good one."""
    expires: float


class Shop:
    """The one place where state lives. All methods may be called from any thread."""

    def __init__(self, behaviour: Behaviour, ledger: Ledger, clock: Clock) -> None:
        """Open with these books, by this clock."""
        self.clock = clock
        self.behaviour = behaviour
        self.ledger = ledger
        self.gate = Gate(ledger.images())
        self.stopping = threading.Event()
        self.failures: list[str] = []
        self.downloads: list[str] = []
        self.asked: list[tuple[str, str]] = []
        self.files: dict[str, Served] = {}
        self.uploads: dict[str, File] = {}
        self.batches: dict[str, Batch] = {}
        self._lock = threading.Lock()
        self._attempts = Counter(post.prompt for post in ledger.posts())
        self._numbers = itertools.count(ledger.images() + 1)

    def change(self, **fields: object) -> None:
        """Behave differently from the next POST on."""
        with self._lock:
            self.behaviour = replace(self.behaviour, **fields)  # type: ignore[arg-type]  # the dataclass checks the names

    def visit(self, post: Post, host: str) -> Visit:
        """Begin with a POST that has just been written down."""
        with self._lock:
            self._attempts[post.prompt] += 1
            return Visit(post, self._attempts[post.prompt], self.behaviour, f"req_{secrets.token_hex(16)}", host)

    def next_number(self) -> int:
        """Return a picture's running number."""
        return next(self._numbers)

    def work(self, visit: Visit) -> None:
        """Take the time the work takes; a server that is told to stop finishes at once."""
        self.clock.wait(self.stopping, visit.behaviour.work_seconds(visit.post.prompt, visit.attempt))

    def charge(self, visit: Visit, order: Order, *, endpoint: str, outcome: str, share: Decimal = Decimal(1)) -> None:
        """Write the charge down; nobody's leaving can undo it."""
        self.ledger.charge(
            Charge(
                time=self.clock.now(),
                post=visit.post.number,
                request_id=visit.request_id,
                endpoint=endpoint,
                model=order.name,
                prompt=order.prompt,
                body=visit.post.body,
                images=order.n,
                usd=order.usd * share,
                outcome=outcome,
            )
        )

    def serve(self, name: str, served: Served) -> None:
        """Put a picture behind a name."""
        with self._lock:
            self.files[name] = served


@dataclass(frozen=True, slots=True)
class Call:
    """One request as an endpoint sees it."""

    shop: Shop
    visit: Visit | None
    """None where it is no POST."""
    names: tuple[str, ...]
    """The parts of the path that name something."""
    query: Mapping[str, str]

    @property
    def visited(self) -> Visit:
        """The visit of an endpoint that only POST reaches."""
        assert self.visit is not None
        return self.visit
