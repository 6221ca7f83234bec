"""Photographs every page kind of the demo and the studio, narrow to wide, light and dark: into docs/screenshots what is shown there."""

from __future__ import annotations

import sys
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.demo import KINDS, Demo, build_once  # noqa: E402  # the path first
from tests.browser.served import serve  # noqa: E402
from tests.browser.watched import Scheme, launched, opened  # noqa: E402
from tests.live.studios import in_studio  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SHOWN = ROOT / "docs" / "screenshots"
KEPT = ROOT / ".gallery" / "screenshots"

IN_DOCS = frozenset(
    {
        "home-1440-light.png",
        "home-360-dark.png",
        "exhibit-1440-light.png",
        "studio-1440-light.png",
        "contact-sheet-home-1440-light.png",
    }
)
"""The few pictures that README and the guides show; all others are to look at, and disposable."""

SHEET = "contact-sheet"
"""The other theme that is shipped."""

CHOSEN = "vixen"
"""The prompt at which the studio is photographed: it has several images."""

ANSWERS = {"search-found": "search.html?q=paper&colour=pink", "search-nothing": "search.html?q=zeppelin"} | {
    f"facing-{way}": f"compare/index.html?a=coast/harbour&b=coast/lights/storm-light&way={way}"
    for way in ("slider", "beside", "onion", "difference")
}
"""Search and comparison when something was asked."""

SIZES = {360: 780, 768: 1024, 1440: 900}
"""Width to height of the window, in pixels of CSS."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def photograph(browser: Browser, demo: Demo) -> Iterator[Path]:
    """Take every picture; give the path of each as it is written."""
    for kind, path in {**{kind: demo.one(kind) for kind in (*KINDS, "colour")}, **ANSWERS}.items():
        for width, height in SIZES.items():
            for scheme in SCHEMES:
                target = target_of(kind, width, scheme)
                with opened(browser, demo.address, width=width, height=height, scheme=scheme) as watched:
                    page = watched.go(path)
                    watched.show_pictures()
                    page.screenshot(path=target)
                yield target


def photograph_theme(browser: Browser, demo: Demo, theme: str) -> Iterator[Path]:
    """Take a theme's pictures: its wall and an exhibit."""
    for kind in ("home", "exhibit"):
        for width, height in SIZES.items():
            for scheme in SCHEMES:
                target = target_of(f"{theme}-{kind}", width, scheme)
                with opened(browser, demo.address, width=width, height=height, scheme=scheme) as watched:
                    page = watched.go(demo.one(kind))
                    watched.show_pictures()
                    page.screenshot(path=target)
                yield target


def photograph_studio(browser: Browser, root: Path) -> Iterator[Path]:
    """Take the studio's pictures, at the prompt with several images."""
    with in_studio(root) as studio:
        for width, height in SIZES.items():
            for scheme in SCHEMES:
                target = target_of("studio", width, scheme)
                with opened(browser, studio.door.url, width=width, height=height, scheme=scheme) as watched:
                    page = watched.go(f"?token={studio.gate.token}")
                    row = page.locator(f"#row-{CHOSEN}")
                    row.evaluate("row => row.scrollIntoView({block: 'center'})")
                    row.locator("article").focus()
                    watched.show_pictures()
                    page.screenshot(path=target)
                yield target


def target_of(kind: str, width: int, scheme: Scheme) -> Path:
    """Return where a picture is kept."""
    name = f"{kind}-{width}-{scheme}.png"
    return (SHOWN if name in IN_DOCS else KEPT) / name


def main() -> None:
    """Build the demo in a folder of its own, serve it, and photograph it."""
    with tempfile.TemporaryDirectory() as folder:
        root = build_once(Path(folder) / "demo")
        sheet = build_once(Path(folder) / SHEET, root, theme=SHEET)
        with serve(root / "site") as address, serve(sheet / "site") as other, launched() as browser:
            demos = photograph(browser, Demo(root, address)), photograph_theme(browser, Demo(sheet, other), SHEET)
            for target in (*chain(*demos), *photograph_studio(browser, root)):
                print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
