"""Where pictures are bought, and with which key. The repository has no say in it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gallery_build.errors import UsageError

OPENAI = "https://api.openai.com/v1"
OFFICIAL_HOST = "api.openai.com"


@dataclass(frozen=True, slots=True)
class Access:
    """An endpoint and the key for it. The key is never printed."""

    base_url: str = OPENAI
    key: str = field(default="", repr=False)

    @property
    def usable(self) -> bool:
        """Tell whether something can be bought: with a key, or at an endpoint on this machine, which needs none."""
        return bool(self.key) or self.loopback

    @property
    def host(self) -> str:
        """The endpoint's host, for people."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def official(self) -> bool:
        """Tell whether this is OpenAI's own host, whose models and prices are known."""
        return self.host == OFFICIAL_HOST or self.host.endswith(f".{OFFICIAL_HOST}")

    @property
    def loopback(self) -> bool:
        """Tell whether the endpoint is on this machine."""
        return is_loopback(self.host)


def make_access(base_url: str | None, key: str | None) -> Access:
    """Return the access that the environment's words mean. Raises UsageError for words that cannot be one."""
    url = (base_url or "").strip() or OPENAI
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f'OPENAI_BASE_URL "{url}" is no web address', hint="for example https://api.openai.com/v1")
    if parts.scheme == "http" and key and not is_loopback(parts.hostname):
        raise UsageError(f'OPENAI_BASE_URL "{url}" would send your key unencrypted', hint="use https")
    stripped = (key or "").strip()
    if not stripped.isascii() or not stripped.isprintable() or " " in stripped:
        raise UsageError("OPENAI_API_KEY holds characters that no key has", hint="copy the key again")
    return Access(url.rstrip("/"), stripped)


def is_loopback(host: str) -> bool:
    """Tell whether a host name can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
