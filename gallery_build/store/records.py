"""A record as JSON, and back. The schema stands in docs/reference/record.md."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gallery_build.errors import StoreError
from gallery_build.model import Price, Quote, Record
from gallery_build.store.names import parse_name
from gallery_build.store.pictures import MAX_PIXELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FORMAT = 1


def newest(records: Iterable[Record]) -> dict[tuple[str, int], Record]:
    """Return the newest record of each prompt and number."""
    return {(record.prompt_id, record.index): record for record in sorted(records, key=lambda record: record.received)}


def record_to_json(record: Record) -> bytes:
    """Return the record as one indented JSON object, keys sorted, so that git shows it line by line."""
    plain = asdict(record)
    plain["price"] = {"usd": _spell(record.price.usd), "how": record.price.how}
    plain["quote"] = quote_to_plain(record.quote) if record.quote else None
    return to_json({"record": FORMAT, **plain})


def record_from_json(content: bytes, path: str) -> Record:
    """Read the record that stands at `path` in `originals/`.

    A record is data from outside: what it says must fit its own name and be of the right shapes.
    Raises StoreError that names the file.
    """
    name = f"originals/{path}"
    plain = from_json(content, name)
    if plain.get("record") != FORMAT:
        raise StoreError(
            f"{name}: record format {plain.get('record')!r} is not known",
            hint="a newer gallery-build wrote it: upgrade",
        )
    wrong = [field for field, fits in _FITS.items() if not fits(plain.get(field))]
    stands = parse_name(path.rpartition("/")[2])
    if not wrong and (stands is None or plain["key"] != stands.key or not plain["digest"].startswith(stands.mark)):
        wrong = ["key and digest"]
    if wrong:
        raise StoreError(
            f"{name}: not a record: {', '.join(wrong)}", hint="restore it from git; records are never edited"
        )
    price, quote = plain["price"], plain.get("quote")
    amounts = {"price": Price(_amount(price["usd"]), price["how"]), "quote": quote_of_plain(quote) if quote else None}
    return Record(**{field: plain[field] for field in _FITS if field in plain} | amounts)


def quote_to_plain(quote: Quote) -> dict[str, str | None]:
    """Return a quote as records and intents spell it."""
    return {"expected": _spell(quote.expected), "bound": _spell(quote.bound), "how": quote.how}


def quote_of_plain(plain: Mapping[str, Any]) -> Quote:
    """Read a quote back. Raises KeyError, TypeError or ArithmeticError where it is none."""
    return Quote(_amount(plain["expected"]), _amount(plain["bound"]), str(plain["how"]))


def _spell(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_map(value: object) -> bool:
    return isinstance(value, dict)


def _is_time(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value) is not None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MAX_PIXELS * 8


def _is_price(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("how"), str) and _is_amount(value.get("usd"))


def _is_quote(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("how"), str):
        return False
    return all(name in value and _is_amount(value[name]) for name in ("expected", "bound"))


def _is_amount(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, str) and re.fullmatch(r"\d{1,9}(\.\d{1,12})?(E-\d{1,2})?", value) is not None


_FITS: Mapping[str, Callable[[object], bool]] = {
    "key": _is_hash,
    "digest": _is_hash,
    "media_type": _is_text,
    "width": _is_count,
    "height": _is_count,
    "size": _is_count,
    "provider": _is_text,
    "model": _is_text,
    "request": _is_map,
    "answer": _is_map,
    "usage": lambda value: value is None or _is_map(value),
    "price": _is_price,
    "request_id": _is_text,
    "asked": _is_time,
    "received": _is_time,
    "prompt_id": _is_text,
    "prompt_text": _is_text,
    "index": _is_count,
    "take": _is_count,
    "previous": lambda value: value is None or _is_hash(value),
    "tool": _is_text,
    "run": lambda value: value is None or _is_text(value),
    "quote": lambda value: value is None or _is_quote(value),
}
"""Every field of a record, with what its value must be."""


def to_json(plain: Mapping[str, object]) -> bytes:
    """Return one JSON object as the store writes it: sorted, indented, UTF-8; what is no character, escaped."""
    return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode(errors="backslashreplace")


def from_json(content: bytes, name: str) -> dict[str, Any]:
    """Read one JSON object of the store. Raises StoreError when it is none."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{name}: not JSON: {error}", hint="restore it from git") from None
    if not isinstance(plain, dict):
        raise StoreError(f"{name}: not a JSON object", hint="restore it from git")
    return plain
