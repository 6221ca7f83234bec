"""What the browser tests share: one Chromium, pages under watch, and the demo gallery served."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.browser.demo import Demo, built_once
from tests.browser.served import serve
from tests.browser.watched import Lender, Scheme, Watched, launched, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


class OpenPage(Protocol):
    """Opens a page under watch; the test fails at its end if anything went wrong on it."""

    def __call__(
        self,
        home: str,
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Scheme = "light",
        script: bool = True,
        fresh: bool = False,
    ) -> Watched:
        """Open an empty page that may ask nobody but `home`; a `fresh` one is for what cannot be undone in it."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give the system's Chromium, started once for each process of the run."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def lender(chromium: Browser) -> Iterator[Lender]:
    """Give who has the pages of this process."""
    with closing(Lender(chromium)) as lender:
        yield lender


@pytest.fixture
def open_page(chromium: Browser, lender: Lender) -> Iterator[OpenPage]:
    """Give a way to open pages, and hold every one of them to zero faults."""
    watched: list[Watched] = []
    with ExitStack() as stack:

        def open_one(home: str, *, fresh: bool = False, **look: Any) -> Watched:  # noqa: ANN401  # as OpenPage says
            one = stack.enter_context(opened(chromium, home, **look) if fresh else lender.lend(home, **look))
            watched.append(one)
            return one

        yield open_one
    faults = [fault for one in watched for fault in one.faults]
    assert not faults


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Demo]:
    """Give the demo gallery, built without a key and served at the root of a host."""
    root = built_once(tmp_path_factory.getbasetemp(), worker_id)
    with serve(root / "site") as address:
        yield Demo(root, address)


@pytest.fixture(scope="session")
def below(demo: Demo) -> Iterator[str]:
    """Give the address of the demo gallery under a sub-path; it is served until every page that asks it is closed."""
    with serve(demo.site, "/sub/path/") as address:
        yield address
