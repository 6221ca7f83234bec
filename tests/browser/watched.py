"""A browser's page under watch: what it logs, what breaks, and whom it asks."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

Scheme = Literal["light", "dark"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""No traffic of the browser's own."""

NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No name resolves: a request to another host is seen, and goes nowhere."""

LOCAL = ("data:", "blob:", "about:")
"""Addresses that no host is asked for."""

COMPLETE = """() => Promise.all([...document.images].map(image => {
  image.loading = 'eager';
  const come = image.complete || new Promise(come => { image.onload = image.onerror = come; });
  return Promise.resolve(come).then(() => image.decode()).catch(() => null);
}))"""
"""Asks for every picture of a page and waits until it can be painted; a page's own policy forbids waiting by polling."""

ABANDONED = "net::ERR_ABORTED"
"""What becomes of a request that is under way when the page is left; no fault of the page."""

CLIENT_ERROR = 400
"""The first status of HTTP that means a failure."""


@dataclass
class Watched:
    """A page, and what went wrong on it so far; `home` is the only place it may ask."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the first request on."""
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def go(self, path: str) -> Page:
        """Open a page of the site by its path, and wait until all it asks for at once has come."""
        self.page.goto(self.home + path, wait_until="load")
        return self.page

    def turn(self, *, width: int, height: int = 900, scheme: Scheme = "light") -> None:
        """Make it a page of another width and scheme; what is opened next begins with them."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)

    def wipe(self) -> None:
        """Leave the page as a new one is: nowhere, with no past, and with nothing kept by the place it was at."""
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.context.clear_cookies()
        session = self.page.context.new_cdp_session(self.page)
        session.send("Storage.clearDataForOrigin", {"origin": origin_of(self.home), "storageTypes": "all"})
        session.send("Page.resetNavigationHistory")
        session.detach()

    def show_pictures(self) -> None:
        """Ask for every picture now, lazy ones too, and wait until each has come or failed."""
        self.page.evaluate(COMPLETE)

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, *LOCAL)):
            self.faults.append(f"asked another place: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure == ABANDONED:
            return
        self.faults.append(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= CLIENT_ERROR:
            self.faults.append(f"answered {response.status}: {response.url}")


def origin_of(home: str) -> str:
    """Return under which name a browser keeps what pages at a place have stored."""
    parts = urlsplit(home)
    return f"{parts.scheme}://{parts.netloc}"


def executable() -> str:
    """Return where the system's Chromium is; a missing one fails whoever needs it, it is never skipped."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium on PATH: run make test, or install chromium"
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the system's Chromium, headless, for as long as the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=[*QUIET, NOWHERE])
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    home: str,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Scheme = "light",
    script: bool = True,
) -> Iterator[Watched]:
    """Open an empty page in a profile of its own; nothing is kept between two of them."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    try:
        yield Watched(context.new_page(), home)
    finally:
        context.close()


class Lender:
    """Lends pages of one browser. A new page takes a second of the processor, so what comes back is wiped and lent again."""

    def __init__(self, browser: Browser) -> None:
        """Begin with no page."""
        self._browser = browser
        self._free: dict[bool, list[Watched]] = {True: [], False: []}
        self._all = ExitStack()

    @contextmanager
    def lend(
        self, home: str, *, width: int = 1440, height: int = 900, scheme: Scheme = "light", script: bool = True
    ) -> Iterator[Watched]:
        """Give a page as `opened` does. What cannot be undone, such as scripts of one's own in it, wants a new one."""
        free = self._free[script]
        one = free.pop() if free else self._all.enter_context(opened(self._browser, home, script=script))
        one.home, one.faults = home, []
        one.page.emulate_media(media="null", forced_colors="null", reduced_motion="reduce")
        one.turn(width=width, height=height, scheme=scheme)
        yield one
        with suppress(Error):  # a page that cannot be wiped is not lent again
            one.wipe()
            free.append(one)

    def close(self) -> None:
        """Close every page that was lent."""
        self._all.close()
