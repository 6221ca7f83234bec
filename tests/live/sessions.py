"""A gallery under watch in a thread of its own: real files, real events, and what was told."""

from __future__ import annotations

import datetime as dt
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.buy.access import make_access
from gallery_build.job import Company
from gallery_build.live.changes import Changes
from gallery_build.live.spending import Purse
from gallery_build.live.watch import Gallery, Rebuilt, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal
    from pathlib import Path

    from gallery_build.buy.run import Purchase
    from gallery_build.errors import GalleryError
    from gallery_build.live.spending import Books, Hear
    from tests.fake_api import FakeAPI

PATIENCE = 60.0
"""Seconds after which what a test waits for will not come."""

CONFIG = """\
[site]
title = "Test"
[defaults]
model = "gpt-image-2"
size = "1024x640"
quality = "low"
[images]
widths = [64]
formats = ["jpeg"]
[run]
images_per_minute = 100000
"""


@dataclass
class Session:
    """A watched gallery, all rebuilds so far, and what was bought."""

    root: Path
    changes: Changes
    company: Company
    rebuilds: list[Rebuilt] = field(default_factory=list)
    purchases: list[tuple[str, Decimal]] = field(default_factory=list)
    """What each purchase was for, and what the session had left."""
    failures: list[GalleryError] = field(default_factory=list)
    books: list[Books] = field(default_factory=list)
    """How the money stood, each time it changed."""
    hear: Callable[[Rebuilt], None] = lambda _rebuilt: None
    """Who else hears of each rebuild."""
    listener: Hear | None = None
    """Who else hears of each purchase."""
    orders: int = 0

    def tell(self, rebuilt: Rebuilt) -> None:
        """Keep what was told, once the others know it."""
        self.hear(rebuilt)
        self.rebuilds.append(rebuilt)

    def bought(self, purchase: Purchase, left: Decimal) -> None:
        """Keep a purchase."""
        self.purchases.append((purchase.item.recipe.name, left))
        if self.listener:
            self.listener.bought(purchase, left)

    def failed(self, error: GalleryError) -> None:
        """Keep a failure."""
        self.failures.append(error)
        if self.listener:
            self.listener.failed(error)

    def ended(self) -> None:
        """Let the watch look again."""
        self.orders += 1
        self.changes.wake()
        if self.listener:
            self.listener.ended()

    def counted(self, books: Books) -> None:
        """Keep how the money stands."""
        self.books.append(books)
        if self.listener:
            self.listener.counted(books)

    def page(self, name: str) -> str:
        """Return a page of the site, empty where there is none."""
        try:
            return (self.root / "site" / name).read_text(encoding="utf-8")
        except OSError:
            return ""

    def write(self, name: str, text: str) -> None:
        """Write a prompt at once."""
        (self.root / "prompts" / f"{name}.md").write_text(text, encoding="utf-8")

    def settle(self) -> list[Rebuilt]:
        """Make a last change, wait until it is on its page, and return the rebuilds up to it, the first left out."""
        mark = f"mark {time.monotonic_ns()}"
        self.write("zz-mark", f"---\ntitle: {mark}\n---\nA mark.\n")
        until(lambda: mark in self.page("prompts/zz-mark.html"))
        until(lambda: any("prompts/zz-mark.md" in one.changed for one in self.rebuilds))
        return self.rebuilds[1:]


@contextmanager
def watching(
    root: Path,
    api: FakeAPI | None = None,
    spend: Decimal | None = None,
    hear: Callable[[Rebuilt], None] = lambda _rebuilt: None,
    listener: Hear | None = None,
    *,
    drafts: bool = False,
) -> Iterator[Session]:
    """Watch a gallery for as long as the block runs, from its first build on; it must end when it is halted."""
    session = Session(root, Changes(), Company(dt.date(2026, 11, 22)), hear=hear, listener=listener)
    purse = Purse(spend, make_access(api.url, api.key), session.company, session) if api and spend else None
    gallery = Gallery(root, None, session.company, drafts)
    thread = threading.Thread(target=watch, args=(gallery, session.changes, purse, session.tell))
    thread.start()
    try:
        until(lambda: session.rebuilds or not thread.is_alive())
        yield session
        assert thread.is_alive(), "the watch has ended by itself"
    finally:
        session.company.halt.interrupt()
        session.changes.wake()
        thread.join(PATIENCE)
        if purse is not None:
            purse.close()
        session.changes.close()


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what the test waits for did not happen"
        time.sleep(0.005)
