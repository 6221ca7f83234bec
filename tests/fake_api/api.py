"""The server as tests hold it: start, look into the books, change its behaviour, stop."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.batches import crowd, end_all, fail_all
from tests.fake_api.behaviour import Behaviour
from tests.fake_api.ledger import Ledger
from tests.fake_api.profiles import PROFILES
from tests.fake_api.server import Server
from tests.fake_api.shop import Clock, Shop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from tests.fake_api.ledger import Charge, Post

SETTLE = 10.0
"""Seconds that work in hand may take when the server stops."""


class FakeAPI:
    """An Images API on a loopback port that charges when the work is done, whether or not the client is still there.

    `with FakeAPI(latency=0.1, drop=0.2) as api:` — every field of Behaviour is a keyword. Work that is in hand when the
    block ends is finished and charged at once.
    """

    def __init__(
        self, *, port: int = 0, ledger: Path | None = None, clock: Clock | None = None, **behaviour: object
    ) -> None:
        """Listen, and begin with what the ledger's file holds; nothing is answered before the block is entered.

        `clock`: what limits, work and the books go by.
        """
        self._shop = Shop(Behaviour(**behaviour), Ledger(ledger), clock or Clock())  # type: ignore[arg-type]  # the dataclass checks the names
        self._server = Server(self._shop, port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop: no new connections, work in hand is finished and charged, every connection closed."""
        self._server.shutdown()
        self._shop.stopping.set()
        self._server.settle(SETTLE)
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The base address for clients, `http://127.0.0.1:PORT/v1`."""
        return self._server.host + PROFILES[self._shop.behaviour.profile].base

    @property
    def key(self) -> str:
        """The key that is accepted; empty where none is needed."""
        return self._shop.behaviour.key or ""

    @property
    def failures(self) -> list[str]:
        """What the server itself got wrong; a test asserts that it is empty."""
        return list(self._shop.failures)

    def behave(self, **behaviour: object) -> None:
        """Change fields of the behaviour; POSTs that have arrived keep the old one."""
        self._shop.change(**behaviour)

    def ledger(self) -> list[Charge]:
        """Return every charge, oldest first."""
        return self._shop.ledger.charges()

    def paid(self) -> Decimal:
        """Return the US dollars of all charges."""
        return sum((charge.usd for charge in self.ledger()), Decimal(0))

    def posts(self) -> list[Post]:
        """Return every POST in the order of arrival; waits a moment for those whose answer is on its way."""
        self._server.wait_idle(0.05)
        return self._shop.ledger.posts()

    def end_batches(self, status: str = "completed", share: float = 1.0) -> None:
        """End every batch that is under way, with this share of its lines done: `completed`, `expired` or `cancelled`."""
        end_all(self._shop, status, share)

    def fail_batches(self, message: str) -> None:
        """Let every batch that is under way fail as a whole, for this reason."""
        fail_all(self._shop, message)

    def batches(self) -> list[str]:
        """Return the run that each batch names in its metadata, oldest first."""
        posts = [batch.visit.post.body.get("metadata") for batch in self._shop.batches.values()]
        return [str(metadata.get("run_id")) for metadata in posts if isinstance(metadata, dict)]

    def change_results(self, change: Callable[[bytes], bytes | None]) -> None:
        """Let every file that a batch left hold something else; None: it is no longer there."""
        for file in list(self._shop.uploads.values()):
            if file.purpose == "batch_output":
                content = change(file.content)
                if content is None:
                    del self._shop.uploads[file.id]
                else:
                    self._shop.uploads[file.id] = replace(file, content=content)

    def results(self) -> list[bytes]:
        """Return what the files hold that batches left."""
        return [file.content for file in self._shop.uploads.values() if file.purpose == "batch_output"]

    def crowd_batches(self, count: int) -> None:
        """Have so many batches of somebody else, all newer."""
        crowd(self._shop, count)

    def forget_batches(self) -> None:
        """Know no batch any more, as an account that is another one."""
        self._shop.batches.clear()

    def trespasses(self, grace: float = 0.05) -> list[Post]:
        """Return the POSTs that came after a rate limit had been answered and before the time it named.

        `grace`: seconds in which a POST may have been on its way already, and by which clocks are rounded.
        """
        posts = self.posts()
        closed = [(post.finished + grace, post.retry_at - grace) for post in posts if post.finished and post.retry_at]
        return [post for post in posts if any(since < post.arrived < until for since, until in closed)]

    @property
    def connections(self) -> int:
        """How many connections were ever opened."""
        return self._server.connections

    def asked(self) -> list[tuple[str, str]]:
        """Return method and path of every request that was no POST."""
        return list(self._shop.asked)

    def downloads(self) -> list[str]:
        """Return the names of the pictures that were fetched by address, each time they were."""
        return list(self._shop.downloads)

    def settle(self) -> None:
        """Wait until nothing is worked on."""
        self._server.wait_idle(SETTLE)
