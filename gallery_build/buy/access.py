"""Where pictures are bought, and with which key. The repository has no say in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gallery_build.buy.providers.servers import DEFAULT, load_servers, server_of
from gallery_build.errors import UsageError
from gallery_build.loopback import is_loopback
from gallery_build.models import SKETCH
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.buy.providers.servers import Server

OPENAI = "https://api.openai.com/v1"
OWN = "openai"
"""What the provider is called whose endpoint and key the environment names."""

OFFICIAL_HOST = "api.openai.com"


@dataclass(frozen=True, slots=True)
class Access:
    """An endpoint and the key for it. The key is never printed."""

    base_url: str = OPENAI
    key: str = field(default="", repr=False)
    profile: str = ""
    """The name of the server's row in servers.toml; empty: the address says it."""
    name: str = OWN
    """What prompts call this provider."""
    models: Mapping[str, str] = field(default_factory=dict)
    """How the server calls a model, where it calls it otherwise."""
    images_per_minute: int | None = None
    timeout: int | None = None
    others: Mapping[str, Access] = field(default_factory=dict)
    """The user's other providers by name; each key goes to its own endpoint alone."""
    default: str = ""
    """The provider of prompts that name none, by GALLERY_PROVIDER; empty: the gallery's own."""

    def of(self, provider: str) -> Access | None:
        """Return the provider that prompts call so."""
        return self if provider == self.name else self.others.get(provider)

    def with_local(self, endpoints: Mapping[str, str]) -> Access:
        """Return the access with the endpoints on this machine that a gallery names: no key goes there.

        Of a name that the user's own words have too, theirs is the endpoint.
        """
        new = {name: Access(url.rstrip("/"), name=name) for name, url in endpoints.items() if self.of(name) is None}
        return replace(self, others={**self.others, **new}) if new else self

    def require_default(self) -> None:
        """Raise UsageError where nobody is called as the user's default provider."""
        known = [self.name, *self.others, SKETCH]
        if self.default and self.default not in known:
            hint = nearest(self.default, known) or f"known are {', '.join(known)}"
            raise UsageError(f"GALLERY_PROVIDER names no provider: {shown(self.default)}", hint=hint)

    @property
    def buys(self) -> bool:
        """Tell whether something can be bought from any provider."""
        return self.usable or any(other.usable for other in self.others.values())

    @property
    def server(self) -> Server:
        """What is known of the server there."""
        return server_of(self.profile, self.base_url)

    @property
    def usable(self) -> bool:
        """Tell whether something can be bought: with a key, or at an endpoint on this machine, which needs none."""
        return bool(self.key) or self.loopback

    @property
    def host(self) -> str:
        """The endpoint's host, for people."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def address(self) -> str:
        """Host and port, as they are stated: what tells one server from another."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2].lower()

    @property
    def addresses(self) -> Mapping[str, str]:
        """The address that stands behind each provider's name."""
        return {self.name: self.address, **{name: other.address for name, other in self.others.items()}}

    @property
    def official(self) -> bool:
        """Tell whether this is OpenAI's own host, whose models and prices are known."""
        return self.host == OFFICIAL_HOST or self.host.endswith(f".{OFFICIAL_HOST}")

    @property
    def loopback(self) -> bool:
        """Tell whether the endpoint is on this machine."""
        return is_loopback(self.host)


def make_access(
    base_url: str | None,
    key: str | None,
    profile: str = "",
    said_by: tuple[str, str] = ("OPENAI_BASE_URL", "OPENAI_API_KEY"),
) -> Access:
    """Return the access that a user's words mean; `said_by`: where address and key stand.

    Raises UsageError for words that cannot be one.
    """
    if profile and profile not in load_servers():
        known = [name for name in load_servers() if name != DEFAULT]
        raise UsageError(
            f'no server has the profile "{profile}"', hint=nearest(profile, known) or f"known are {', '.join(known)}"
        )
    url = (base_url or "").strip() or OPENAI
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f'{said_by[0]} "{url}" is no web address', hint="for example https://api.openai.com/v1")
    if parts.scheme == "http" and key and not is_loopback(parts.hostname):
        raise UsageError(f'{said_by[0]} "{url}" would send your key unencrypted', hint="use https")
    stripped = (key or "").strip()
    if not stripped.isascii() or not stripped.isprintable() or " " in stripped:
        raise UsageError(f"{said_by[1]} holds characters that no key has", hint="copy the key again")
    return Access(url.rstrip("/"), stripped, profile)
