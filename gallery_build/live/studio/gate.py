"""Who may use the studio: whoever has seen the terminal, from the studio's own page. The site's pages are strangers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from gallery_build.live.doors import Address, is_welcome

if TYPE_CHECKING:
    from collections.abc import Iterable

Headers = dict[str, list[str]]

OWN_PLACES = frozenset({"same-origin", "none"})
"""Where a browser may say that a request comes from: the studio's own page, or a person. The site is another origin."""


def new_secret() -> str:
    """Return what nobody guesses."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Gate:
    """The three secrets of a session.

    - The token stands in the address that the terminal shows, and nowhere else; it is exchanged for the cookie.
    - The cookie is sent by the browser alone, and no script can read it. Browsers send it to every port of this machine,
      so it is not enough: a write needs the word too, which stands in the studio's page.
    - All are compared in constant time, and end with the session.
    """

    address: Address
    token: str = field(default_factory=new_secret, repr=False)
    session: str = field(default_factory=new_secret, repr=False)
    word: str = field(default_factory=new_secret, repr=False)

    @property
    def url(self) -> str:
        """Return the address that opens the studio."""
        return f"{self.address.url()}?token={self.token}"

    @property
    def cookie(self) -> str:
        """Return the cookie as it is set."""
        return f"{self._name}={self.session}; Path=/; HttpOnly; SameSite=Strict"

    def knocks(self, scope_headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Tell whether a request names the studio as its host, and comes from no other page than the studio's."""
        raw = list(scope_headers)
        headers = headers_of(raw)
        places = headers.get("sec-fetch-site", [])
        return is_welcome(raw, self.address) and all(place in OWN_PLACES for place in places)

    def exchanges(self, query: bytes) -> bool:
        """Tell whether a query holds the token."""
        return any(_same(said, self.token) for said in parse_qs(query.decode("latin-1")).get("token", []))

    def knows(self, headers: Headers) -> bool:
        """Tell whether a request brings the cookie; another port may have set one of the same name beside it."""
        pairs = [pair.strip().partition("=") for line in headers.get("cookie", []) for pair in line.split(";")]
        return any(name == self._name and _same(value, self.session) for name, _, value in pairs)

    def may_write(self, headers: Headers) -> bool:
        """Tell whether a request comes from the studio's page, and says its word."""
        own = [f"http://{host}" for host in headers.get("host", [])]
        words = headers.get("x-studio", [])
        return headers.get("origin", []) == own and len(words) == 1 and _same(words[0], self.word)

    @property
    def _name(self) -> str:
        return f"studio-{self.address.port}"


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return all values of each header, by lower-case name."""
    found: Headers = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())
