"""What only the user may say: the key, the endpoint, the cap. From the command line, the environment, or the user's own file."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gallery_build.buy.access import Access, make_access
from gallery_build.errors import UsageError
from gallery_build.home import own_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS = ("max_cost", "base_url", "profile", "providers")
"""What the user's own config.toml may hold."""


def user_file() -> Path | None:
    """Return where the user's own configuration stands on this system; None where nobody is at home, as in a container."""
    folder = own_folder("config")
    return folder / "config.toml" if folder else None


def user_folder() -> Path | None:
    """Return where pictures are kept that were asked for outside of a gallery; None where nobody is at home."""
    return own_folder("data")


def access_of_user() -> Access:
    """Return the endpoint and the key."""
    own = _read()
    base_url = os.environ.get("OPENAI_BASE_URL", "").strip() or own.get("base_url")
    profile = os.environ.get("GALLERY_PROFILE", "").strip() or str(own.get("profile", ""))
    access = make_access(str(base_url) if base_url else None, os.environ.get("OPENAI_API_KEY"), profile)
    access = replace(access, default=os.environ.get("GALLERY_PROVIDER", "").strip())
    file = user_file()
    if file is None or "providers" not in own:
        return access
    from gallery_build.cli.providers import with_providers  # noqa: PLC0415  # few have any

    return with_providers(access, own["providers"], file)


def cap_of_user(flag: str | None) -> Decimal | None:
    """Return the user's cap in US dollars: the flag, then GALLERY_MAX_COST, then the user's own file; None without any."""
    stated = flag if flag is not None else os.environ.get("GALLERY_MAX_COST") or _read().get("max_cost")
    return None if stated is None else parse_usd(str(stated))


def sources_of_user() -> tuple[str, str]:
    """Return where the endpoint and the cap are said: a variable's name, the user's own file, or nothing."""
    own, file = _read(), str(user_file())
    endpoint = "OPENAI_BASE_URL" if os.environ.get("OPENAI_BASE_URL", "").strip() else file * ("base_url" in own)
    return endpoint, "GALLERY_MAX_COST" if os.environ.get("GALLERY_MAX_COST") else file * ("max_cost" in own)


def parse_usd(text: str) -> Decimal:
    """Return US dollars. Raises UsageError for anything that is no amount."""
    try:
        amount = Decimal(text.strip().removeprefix("$"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise UsageError(f'"{text}" is no amount of US dollars', hint="for example 2.50")
    return amount


def offline_by_environment() -> bool:
    """Tell whether GALLERY_OFFLINE says so."""
    return os.environ.get("GALLERY_OFFLINE", "") not in {"", "0"}


def _read() -> Mapping[str, object]:
    import difflib  # noqa: PLC0415  # only for a wrong key
    import tomllib  # noqa: PLC0415  # only where there may be a file

    file = user_file()
    if file is None or not file.is_file():
        return {}
    try:
        plain = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}", hint="mend or remove the file") from None
    for name in plain:
        if name not in KEYS:
            near = difflib.get_close_matches(name, KEYS, 1)
            raise UsageError(
                f'{file}: unknown key "{name}"',
                hint=f"known are {', '.join(KEYS)}" if not near else f"did you mean {near[0]}?",
            )
    return plain
