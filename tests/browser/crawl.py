"""Walking a site by its own links, and reading where its pages point without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from tests.browser.watched import Watched

LINKS = "[...document.querySelectorAll('a[href]')].filter(link => link.checkVisibility()).map(link => link.href)"


def walk(watched: Watched, start: str = "index.html") -> set[str]:
    """Follow every visible link from page to page; return the paths of the pages that were reached."""
    pending, reached = [start], set[str]()
    while pending:
        path = pending.pop()
        if path in reached:
            continue
        reached.add(path)
        addresses: list[str] = watched.go(path).evaluate(LINKS)
        inside = [urlsplit(address)._replace(query="", fragment="").geturl() for address in addresses]
        paths = [unquote(one.removeprefix(watched.home)) for one in inside if one.startswith(watched.home)]
        pending += [one for one in paths if one.endswith(".html")]
    return reached


class Pointers(HTMLParser):
    """Reads a page's addresses and ids."""

    def __init__(self) -> None:
        """Begin with a page that points nowhere."""
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what this element points to, and the name it can be pointed at by."""
        stated = {name: value for name, value in attrs if value is not None}
        self.addresses += [stated[name] for name in ("href", "src", "poster", "action") if name in stated]
        self.addresses += [one.split()[0] for one in stated.get("srcset", "").split(",") if one.strip()]
        self.ids |= {stated["id"]} if "id" in stated else set()


def pointers(page: Path) -> Pointers:
    """Read one page."""
    reader = Pointers()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def dead_ends(site: Path) -> list[str]:
    """Return every address on every page that leads to no file or no place of the site; other hosts are left out."""
    read = {page: pointers(page) for page in site.rglob("*.html")}
    return [
        f"{page.relative_to(site)}: {address}"
        for page, found in sorted(read.items())
        for address in found.addresses
        if not urlsplit(address).scheme and not leads_somewhere(site, page, address, read)
    ]


def leads_somewhere(site: Path, page: Path, address: str, read: dict[Path, Pointers]) -> bool:
    """Return whether a relative address names a file inside the site, and its fragment an id there."""
    target = urlsplit(urljoin(page.as_uri(), address))
    file = Path(unquote(target.path))
    within = not address.startswith("/") and file.is_relative_to(site) and file.is_file()
    return within and (not target.fragment or file not in read or unquote(target.fragment) in read[file].ids)
