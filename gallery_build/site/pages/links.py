"""Addresses: between pages, out of the site, and which of those that people wrote may become links."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from gallery_build.model import Exhibit

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})

_CONTROLS = re.compile(r"[\x00-\x20\x7f]")

FACING = "compare/index.html"
"""The page on which any two pictures are compared."""

LICENCES = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-ND-4.0": ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    "CC-BY-NC-SA-4.0": ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "CC-BY-NC-ND-4.0": ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
}
"""SPDX identifier to the name people know and the deed they can read (creativecommons.org, 2026-11)."""

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


def history_url(exhibit: Exhibit) -> str:
    """Return the path of an exhibit's history."""
    return f"history/{exhibit.prompt.id}.html"


def facing_url(page: str, one: Exhibit, other: Exhibit | None = None) -> str:
    """Return the link from `page` to a picture held against another one, or against one that the visitor chooses."""
    chosen = {"a": one.prompt.id} | ({"b": other.prompt.id} if other else {})
    return f"{relative(page, FACING)}?{urlencode(chosen)}"


def root_of(path: str) -> str:
    """Return the way from a page up to the site's root: `../` for each folder it stands in."""
    return "../" * path.count("/")


def relative(source: str, target: str) -> str:
    """Return the link from one page to another file of the site; both are paths from the root, unquoted."""
    return root_of(source) + encoded(target)


@lru_cache(maxsize=4096)
def encoded(path: str) -> str:
    """Return a path as it stands in an address: UTF-8, per cent signs, slashes kept."""
    return quote(path, safe="/")


def absolute(base: str, target: str) -> str:
    """Return the public address of a file; the home page's is the base itself. Empty without a base."""
    if not base:
        return ""
    return base if target == "index.html" else base + encoded(target)


def safe_link(address: str) -> str:
    """Return the address when it may be a link, else nothing: `javascript:` and the like are text."""
    if _CONTROLS.search(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in SAFE_SCHEMES and (parts.netloc or parts.path) else ""


def host_of(address: str) -> str:
    """Return the host of a web address without `www.`, to name it in few words; otherwise the text as it is."""
    return (urlsplit(address).hostname or address).removeprefix("www.") if safe_link(address) else address


def licence(identifier: str) -> tuple[str, str]:
    """Return a licence's name and address; the address is empty for words that are no SPDX identifier."""
    if identifier in LICENCES:
        return LICENCES[identifier]
    known = _SPDX.fullmatch(identifier) and any(sign.isdigit() or sign == "-" for sign in identifier)
    plain = known or identifier in {"MIT", "ISC", "Zlib", "Unlicense"}
    own = identifier.startswith(("LicenseRef", "DocumentRef"))
    return identifier, f"https://spdx.org/licenses/{identifier}.html" if plain and not own else ""
