"""From a raw answer on disk to an original with its record: after a request, and after a crash."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gallery_build.buy.answers import Answer, read_answer
from gallery_build.buy.download import DownloadError, download
from gallery_build.buy.outcome import BUSY, MODERATION, Kind, Outcome
from gallery_build.errors import StoreError
from gallery_build.model import Key, Price, Record
from gallery_build.models import BATCH_SHARE, cost
from gallery_build.store import digest_of
from gallery_build.store.names import DIGEST_CHARACTERS
from gallery_build.store.pictures import Kind as Picture
from gallery_build.store.pictures import NotAPictureError, identify
from gallery_build.store.records import quote_of_plain, quote_to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.model import Original
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item
    from gallery_build.store import Holdings, Spooled, Store


LATEST = 10**10
"""Seconds since 1970; a server that names a later moment is not believed."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What an answer came to: an original, a refusal, or neither, and then perhaps paid."""

    original: Original | None = None
    refusal: Outcome | None = None
    message: str = ""


def intent_of(item: Item, body: Mapping[str, object], previous: Key | None, tool: str) -> dict[str, object]:
    """Return what is written down before a request: enough to finish it after a crash."""
    prompt = item.recipe.prompt
    return {
        "provider": item.request.provider,
        "model": item.request.model,
        "request": dict(body),
        "request_digest": item.request.digest,
        "quote": quote_to_plain(item.quote),
        "prompt_id": prompt.id,
        "prompt_text": prompt.text,
        "index": item.recipe.index,
        "take": prompt.take,
        "previous": previous,
        "asked": now(),
        "tool": tool,
    }


def finish_spooled(store: Store, access: Access, catalogue: Catalogue, *, fetch: bool) -> int:
    """Finish the answers that a crash left in the spool; return how many became originals. Needs the store's lock.

    `fetch`: a picture that an answer names by address may be fetched; else such an answer waits.
    One that cannot be finished stays where it is.
    """
    store.tidy()
    holdings, made = store.look(), 0
    for spooled in store.spooled():
        if spooled.run in holdings.asked.get(spooled.key, ()):
            with suppress(StoreError):
                made += _left(store, spooled, access, catalogue, fetch=fetch)
        else:
            _put_away(store, spooled, holdings)
    return made


def _left(store: Store, spooled: Spooled, access: Access, catalogue: Catalogue, *, fetch: bool) -> bool:
    there = access.of(str(store.intent(spooled.key, spooled.run).get("provider")))
    if (there is None or not fetch) and read_answer(_read_spool(spooled.path)[1]).url:
        return False
    return finish(store, spooled, there or access, catalogue).original is not None


def _put_away(store: Store, spooled: Spooled, holdings: Holdings) -> None:
    """Deal with an answer whose intent is gone: finished before, or parted from it by git; paid bytes are not dropped."""
    _, raw = _read_spool(spooled.path)
    content = read_answer(raw).content
    kept = content is not None and digest_of(content)[:DIGEST_CHARACTERS] in holdings.images.get(spooled.key, {})
    if not kept:
        store.quarantine(spooled, raw)
    store.unspool(spooled)


def finish(store: Store, spooled: Spooled, access: Access, catalogue: Catalogue) -> Finished:
    """Turn the spooled answer into an original. Bytes, then the record, then the intent goes, then the spool."""
    about, raw = _read_spool(spooled.path)
    answer = read_answer(raw)
    if not answer.readable:
        return _set_aside(store, spooled, raw, "paid perhaps: the answer is not JSON")
    if answer.content is None and not answer.url:
        return _without_picture(store, spooled, answer)
    try:
        content = answer.content if answer.content is not None else download(answer.url, access)
        picture = identify(content)
    except DownloadError as error:
        return _set_aside(store, spooled, raw, f"paid, but the picture was not fetched: {error}")
    except NotAPictureError as error:
        return _set_aside(store, spooled, raw, f"paid, but the answer is no picture: {error}")
    intent = store.intent(spooled.key, spooled.run)
    try:
        price = _price(intent, answer, catalogue)
        record = _record(intent, str(about.get("request_id", "")), answer, price, _Bytes(content, picture))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise StoreError(
            f"originals/{spooled.key[:2]}: the intent of {spooled.path.name} cannot be read: {error}"
        ) from None
    original = store.put(content, record, picture.extension)
    store.settle(spooled.key, spooled.run)
    store.unspool(spooled)
    return Finished(original)


@dataclass(frozen=True, slots=True)
class _Bytes:
    """What arrived, and what it was found to be."""

    content: bytes
    picture: Picture


def _read_spool(spool: Path) -> tuple[dict[str, Any], bytes]:
    try:
        head, _, raw = spool.read_bytes().partition(b"\n")
    except OSError as error:
        raise StoreError(f"originals/.spool cannot be read: {error.strerror}") from None
    try:
        about = json.loads(head)
    except ValueError:
        about = {}
    return about if isinstance(about, dict) else {}, raw


def _without_picture(store: Store, spooled: Spooled, answer: Answer) -> Finished:
    """Judge an answer that holds no picture: an error inside a 200, or an empty list."""
    error = answer.error
    store.unspool(spooled)
    if error is not None and error.code not in MODERATION:
        kind = Kind.FAILED if error.code in BUSY else Kind.REFUSED
        return Finished(refusal=Outcome(kind, error.message or "the server answered with an error", 200, error.code))
    message = error.message if error else "the server answered without a picture: taken as a refusal"
    return Finished(refusal=Outcome(Kind.REFUSED, message, 200, error.code if error else "empty"))


def _set_aside(store: Store, spooled: Spooled, raw: bytes, message: str) -> Finished:
    path = store.quarantine(spooled, raw)
    store.unspool(spooled)
    return Finished(message=f"{message}; kept in originals/{path.parent.name}/{path.name}")


def _record(intent: Mapping[str, Any], request_id: str, answer: Answer, price: Price, arrived: _Bytes) -> Record:
    return Record(
        key=Key(intent["key"]),
        digest=digest_of(arrived.content),
        media_type=arrived.picture.media_type,
        width=arrived.picture.width,
        height=arrived.picture.height,
        size=len(arrived.content),
        provider=str(intent["provider"]),
        model=str(intent["model"]),
        request=intent["request"],
        answer=answer.echoed,
        usage=answer.usage,
        price=price,
        request_id=request_id,
        asked=str(intent["asked"]),
        received=_received(intent, answer),
        prompt_id=str(intent["prompt_id"]),
        prompt_text=str(intent["prompt_text"]),
        index=int(intent["index"]),
        take=int(intent["take"]),
        previous=intent["previous"],
        tool=str(intent["tool"]),
        run=str(intent["run"]),
        quote=quote_of_plain(intent["quote"]),
    )


def _price(intent: Mapping[str, Any], answer: Answer, catalogue: Catalogue) -> Price:
    price = cost(catalogue, str(intent["model"]), answer.usage, quote_of_plain(intent["quote"]))
    if price.usd is None or price.how != "measured" or not intent.get("batch"):
        return price  # the quote of a batch is its own
    return Price(price.usd * BATCH_SHARE, price.how)


def _received(intent: Mapping[str, Any], answer: Answer) -> str:
    """Return when a picture was received; in a batch when it was made, so that whoever collects it writes one record."""
    created = answer.echoed.get("created")
    return spell_time(created) if intent.get("batch") and isinstance(created, int) and 0 < created < LATEST else now()


def now() -> str:
    """Return the time as records spell it: ISO 8601, UTC, whole seconds."""
    return spell_time(time.time())


def spell_time(seconds: float) -> str:
    """Return a moment as records spell it, from the seconds since 1970."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
