"""Brings the pictures that a request is made from, proves each by its digest, and judges them as they really are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_build.errors import StoreError
from gallery_build.inputs import read_picture
from gallery_build.models import check_pictures, quote
from gallery_build.store import digest_of
from gallery_build.store.pictures import NotAPictureError, measure, open_picture

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.model import Digest, Input, Key, Original, Traits
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item
    from gallery_build.store import Holdings, Store


class NotSentError(Exception):
    """A picture cannot be sent; the message says which and why. Nothing was asked."""


class NotThereError(NotSentError):
    """Another prompt's image is not there: its own purchase has said why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture as it is sent."""

    input: Input
    digest: Digest
    content: bytes

    @property
    def told(self) -> dict[str, object]:
        """What a record keeps of it: whose it was, and what proves it; never its bytes."""
        named = {"prompt": self.input.name, "key": self.input.key} if self.input.key else {"path": self.input.name}
        return {**named, "digest": self.digest, "media_type": self.input.traits.media_type, "size": len(self.content)}


class Pictures:
    """Files of the gallery, originals of the store, and what was bought since: all that a request may be made from."""

    def __init__(self, root: Path, store: Store, holdings: Holdings) -> None:
        """Take what there is before the buying begins."""
        self._root = root
        self._store = store
        self._holdings = holdings
        self._bought: dict[Key, Original] = {}

    def keep(self, original: Original) -> None:
        """Take note of what was just bought, so that what is made from it can be asked for."""
        self._bought[original.record.key] = original

    def bring(self, one: Input) -> Sent:
        """Return a picture with what it really is. Raises NotThereError, and NotSentError for anything else."""
        content, proof = self._file(one) if one.key is None else self._original(one, one.key)
        digest = digest_of(content)
        if digest != proof:
            raise NotSentError(f"{one.name} is not the picture it was: build again, or see gallery-build build --check")
        return Sent(replace(one, traits=_traits(one, content)), digest, content)

    def _file(self, one: Input) -> tuple[bytes, str]:
        try:
            return read_picture(self._root, one.name), one.proof
        except OSError as error:
            raise NotSentError(f"{one.name} cannot be read: {error.strerror}") from None

    def _original(self, one: Input, key: Key) -> tuple[bytes, str]:
        try:
            there = self._store.originals(self._holdings, key)
            original = self._bought.get(key) or next(iter(there), None)
            if original is None:
                raise NotThereError(f'it is made from "{one.name}", which has no picture')
            return self._store.read(original.path), original.record.digest
        except StoreError as error:
            raise NotSentError(error.message) from None


def with_pictures(item: Item, pictures: Pictures, catalogue: Catalogue) -> tuple[Item, tuple[Sent, ...]]:
    """Return the item with its pictures as they really are, what it can cost with them, and the pictures.

    Raises NotSentError where one of them cannot be sent.
    """
    if not item.request.inputs:
        return item, ()
    sent = tuple(pictures.bring(one) for one in item.request.inputs)
    request = replace(item.request, inputs=tuple(one.input for one in sent))
    if objection := next(check_pictures(request, catalogue.find(request.model)), None):
        raise NotSentError(objection.message)
    return replace(item, request=request, quote=quote(catalogue, request)), sent


def _traits(one: Input, content: bytes) -> Traits:
    """Return what a picture is. It is decoded whole: what only begins like a picture is not sent to anybody."""
    try:
        open_picture(content)
        return measure(content)
    except NotAPictureError as error:
        raise NotSentError(f"{one.name} is no picture: {error}") from None
