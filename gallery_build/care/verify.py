"""Holds every original against its record, byte by byte. Reads everything, changes nothing."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gallery_build.care.inventory import Place, of_part, of_place, take_inventory
from gallery_build.errors import StoreError
from gallery_build.job import Progress
from gallery_build.store.batches import open_runs
from gallery_build.store.names import Part, parse_name
from gallery_build.store.pointers import POINTER_BYTES, is_whole, promised
from gallery_build.store.records import record_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gallery_build.care.inventory import Found
    from gallery_build.model import Key, Record
    from gallery_build.store import Store
    from gallery_build.store.names import Name


class Kind(StrEnum):
    """What there is to say of a file. The first four are harm: what was paid for is not whole."""

    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    WITHOUT_RECORD = "without record"
    WITHOUT_IMAGE = "without image"
    ABSENT = "absent"
    """Made once and not here: a pointer, or only in git's index. No harm, and not looked at."""
    INTENT = "intent"
    SPOOL = "spool"
    QUARANTINE = "quarantine"
    TEMPORARY = "temporary"
    FOREIGN = "foreign"


HARM = frozenset({Kind.DAMAGED, Kind.UNREADABLE, Kind.WITHOUT_RECORD, Kind.WITHOUT_IMAGE})

REMARKS = {
    Place.SPOOL: Kind.SPOOL,
    Place.QUARANTINE: Kind.QUARANTINE,
    Place.TEMPORARY: Kind.TEMPORARY,
    Place.FOREIGN: Kind.FOREIGN,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of one file of `originals/`."""

    kind: Kind
    path: str
    message: str = ""
    prompt: str = ""
    """Whose image it is, as its record says."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it: images that are what their records say, their bytes, and everything else."""

    sound: int
    size: int
    """Bytes that were read of them."""
    remarks: tuple[Remark, ...]

    def of(self, *kinds: Kind) -> tuple[Remark, ...]:
        """Return the remarks of some kinds."""
        return tuple(remark for remark in self.remarks if remark.kind in kinds)


@dataclass(frozen=True, slots=True)
class Pair:
    """An image and its record, as far as each is here; paths relative to `originals/`."""

    name: Name
    image: str = ""
    record: str = ""
    promised: str = ""
    """The image's path where only git's index has it."""


def verify(store: Store, tell: Callable[[Progress], None]) -> Verified:
    """Hash every original against its record, several at a time, a piece of each at a time in memory."""
    inventory = take_inventory(store.folder)
    pairs = _pairs(inventory, store.tracked)
    notes = [found.path for part in (Part.ASKED, Part.REFUSED) for found, _ in of_part(inventory, part)]
    tell(Progress("verify", 0, len(pairs)))
    remarks: list[Remark] = []
    sound = size = 0
    with ThreadPoolExecutor(min(32, 2 * (os.cpu_count() or 1)), thread_name_prefix="verify") as pool:
        for done, (remark, read) in enumerate(pool.map(lambda pair: _examine(store, pair), pairs), start=1):
            sound, size = sound + (remark is None), size + read
            remarks += [remark] if remark else []
            tell(Progress("verify", done, len(pairs)))
    remarks += [remark for path in notes for remark in _note(store, path)]
    remarks += [Remark(kind, found.path) for place, kind in REMARKS.items() for found in of_place(inventory, place)]
    order = list(Kind)
    return Verified(sound, size, tuple(sorted(remarks, key=lambda remark: (order.index(remark.kind), remark.path))))


def _pairs(inventory: list[Found], tracked: frozenset[str]) -> list[Pair]:
    """Return each image with its record, by the names that are here and those that git's index lists."""
    found: dict[tuple[Key, str], dict[str, str]] = {}
    names: dict[tuple[Key, str], Name] = {}
    here = {entry.path for entry in inventory}
    listed = [(path, name) for path in tracked - here if (name := parse_name(path.rpartition("/")[2]))]
    known = [(entry.path, entry.name, "") for entry in inventory if entry.name]
    for path, name, kept in [*known, *((path, name, "git") for path, name in listed)]:
        if name.part in {Part.IMAGE, Part.RECORD}:
            names[name.key, name.mark] = name
            what = "promised" if kept else "image" if name.part is Part.IMAGE else "record"
            found.setdefault((name.key, name.mark), {})[what] = path
    return [Pair(names[mark], **paths) for mark, paths in sorted(found.items())]


def _examine(store: Store, pair: Pair) -> tuple[Remark | None, int]:
    """Return what is to be said of one image, and how many of its bytes were read."""
    path = pair.image or pair.promised or pair.record
    record: Record | None = None
    try:
        if pair.promised:
            return Remark(Kind.ABSENT, path, "only in git's index"), 0
        if pair.record:
            path = pair.record
            record = record_from_json(store.read(pair.record), pair.record)
        whose = f"{record.prompt_id} #{record.index}" if record else ""
        if pair.image and not is_whole(store.folder / pair.image):
            return _of_pointer(store, pair, record), 0
        if not pair.image:
            return Remark(Kind.WITHOUT_IMAGE, path, "its image is not here", whose), 0
        path = pair.image
        digest, size = store.digest(path), (store.folder / path).stat().st_size
    except (StoreError, OSError) as error:
        return Remark(Kind.UNREADABLE, path, _plain(error)), 0
    if not digest.startswith(record.digest if record else pair.name.mark):
        return Remark(Kind.DAMAGED, path, f"its bytes have the digest {digest[:12]}", whose), size
    return (None if record else Remark(Kind.WITHOUT_RECORD, path, "nothing says what was asked and paid")), size


def _of_pointer(store: Store, pair: Pair, record: Record | None) -> Remark:
    """Judge a file or link in an image's place: one that says which bytes it stands for must mean the record's."""
    path = store.folder / pair.image
    digest = promised(bytes(path.readlink()) if path.is_symlink() else path.read_bytes()[:POINTER_BYTES])
    if digest and not digest.startswith(record.digest if record else pair.name.mark):
        whose = f"{record.prompt_id} #{record.index}" if record else ""
        return Remark(Kind.DAMAGED, pair.image, f"its pointer stands for {digest[:12]}", whose)
    return Remark(Kind.ABSENT, pair.image, "a pointer")


def _plain(error: StoreError | OSError) -> str:
    """Return the words of an error without the path, which stands before them."""
    return error.message.partition(": ")[2] if isinstance(error, StoreError) else error.strerror or str(error)


def _note(store: Store, path: str) -> Iterator[Remark]:
    """Say what is to be said of an intent or a refusal: one that cannot be read, and each intent."""
    name = parse_name(path.rpartition("/")[2])
    assert name is not None, path
    asked = name.part is Part.ASKED
    try:
        note = store.intent(name.key, name.mark) if asked else store.refusal(name.key, name.mark)
    except StoreError as error:
        yield Remark(Kind.UNREADABLE, path, _plain(error))
        return
    if asked:
        whose = f"{note.get('prompt_id', '')} #{note.get('index', '')}"
        waits = "in a batch that is not collected" if name.mark in open_runs(store.folder) else "no answer stands"
        yield Remark(Kind.INTENT, path, f"asked {note.get('asked', '')}, {waits}", whose)
