"""A record as JSON, and back. The schema stands in docs/reference/record.md."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from gallery_build.errors import StoreError
from gallery_build.model import Price, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1


def record_to_json(record: Record) -> bytes:
    """Return the record as one indented JSON object, keys sorted, so that git shows it line by line."""
    plain = asdict(record)
    plain["price"] = {"usd": None if record.price.usd is None else str(record.price.usd), "how": record.price.how}
    return to_json({"record": FORMAT, **plain})


def record_from_json(content: bytes, name: str) -> Record:
    """Read a record; `name` is for the message. Raises StoreError when it is none, or from a newer format."""
    plain = from_json(content, name)
    if plain.get("record") != FORMAT:
        raise StoreError(
            f"{name}: record format {plain.get('record')!r} is not known",
            hint="a newer gallery-build wrote it: upgrade",
        )
    try:
        price = cast("Mapping[str, Any]", plain["price"])
        usd = None if price["usd"] is None else Decimal(price["usd"])
        values = {field.name: plain[field.name] for field in fields(Record) if field.name != "price"}
        return Record(price=Price(usd, str(price["how"])), **values)
    except (KeyError, TypeError, InvalidOperation) as error:
        raise StoreError(
            f"{name}: not a record: {error}", hint="restore it from git; records are never edited"
        ) from None


def to_json(plain: Mapping[str, object]) -> bytes:
    """Return one JSON object as the store writes it: sorted, indented, UTF-8, a final newline."""
    return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def from_json(content: bytes, name: str) -> dict[str, Any]:
    """Read one JSON object of the store. Raises StoreError when it is none."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{name}: not JSON: {error}", hint="restore it from git") from None
    if not isinstance(plain, dict):
        raise StoreError(f"{name}: not a JSON object", hint="restore it from git")
    return plain
