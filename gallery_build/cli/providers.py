"""`[providers.NAME]` in the user's own config.toml: other endpoints, each with a key of its own, which is never printed."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.buy.access import OWN, Access, make_access
from gallery_build.errors import UsageError
from gallery_build.models import SKETCH
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[str, type] = {
    "base_url": str,
    "profile": str,
    "key_env": str,
    "key_file": str,
    "images_per_minute": int,
    "timeout": int,
    "models": dict,
}
"""What a provider's table may hold."""

OURS = frozenset({"profile", "images_per_minute", "timeout", "models"})
"""What [providers.openai] may hold: its endpoint and key stand elsewhere."""

LARGEST = 10_000
"""Bytes of a file with a key."""


def with_providers(access: Access, tables: object, file: Path) -> Access:
    """Return the access with the user's other providers. Raises UsageError for what cannot be one."""
    if not isinstance(tables, dict):
        raise UsageError(f"{file}: providers is no table", hint="write [providers.NAME]")
    others = {}
    for name, table in tables.items():
        where = f"{file}: [providers.{name}]"
        _check(name, table, where)
        if name == OWN:
            own = make_access(access.base_url, access.key, access.profile or table.get("profile", ""))
            access = replace(_with_settings(own, table), default=access.default)
        else:
            others[name] = replace(_with_settings(_other(table, where), table), name=name)
    return replace(access, others=others)


def _other(table: Mapping[str, str], where: str) -> Access:
    if not table.get("base_url"):
        raise UsageError(f"{where} names no endpoint", hint='base_url = "https://…/v1"')
    said_by = (f"{where} base_url", f"the key of {where}")
    return make_access(table["base_url"], _key(table, where), table.get("profile", ""), said_by)


def _with_settings(access: Access, table: Mapping[str, object]) -> Access:
    stated = {name: table[name] for name in ("images_per_minute", "timeout", "models") if name in table}
    return replace(access, **stated)  # type: ignore[arg-type]  # `_check` made sure


def _key(table: Mapping[str, str], where: str) -> str:
    """Return the key from the variable or the file that is named; empty where neither is, or the variable is not set."""
    if "key_file" not in table:
        return os.environ.get(table.get("key_env", ""), "")
    if "key_env" in table:
        raise UsageError(f"{where} has both key_env and key_file", hint="keep one of them")
    try:
        with Path(table["key_file"]).expanduser().open(encoding="utf-8") as stream:
            return stream.read(LARGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{where} key_file cannot be read: {reason}", hint="name a file with the key alone") from None


def _check(name: str, table: object, where: str) -> None:
    """Raise UsageError for a name or a table that cannot be a provider's."""
    if name == SKETCH or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", name):
        raise UsageError(f"{where} cannot be a provider's name", hint="choose letters, digits, - and _")
    if not isinstance(table, dict):
        raise UsageError(f"{where} is no table")
    known = OURS if name == OWN else frozenset(KINDS)
    for key, value in table.items():
        if key not in known:
            hint = nearest(key, sorted(known)) or f"known are {', '.join(sorted(known))}"
            raise UsageError(f"{where}: unknown key {shown(key)}", hint=hint)
        if type(value) is not KINDS[key] or (isinstance(value, int) and value < 1):
            raise UsageError(f"{where}: {key} is not what it should be", hint=_WRITE[KINDS[key]])
    if not all(isinstance(value, str) for value in table.get("models", {}).values()):
        raise UsageError(f"{where}: models is not what it should be", hint=_WRITE[dict])


_WRITE = {str: "write words in quotes", int: "write a whole number from 1", dict: 'write { "our name" = "its name" }'}
