"""The store: what was asked, what arrived, what was refused. It is the journal; files are added and removed, never rewritten."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest, sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gallery_build.errors import StoreError
from gallery_build.files import TEMPORARY, sync_folder, write_atomically
from gallery_build.fingerprint import settled
from gallery_build.kept import NOTHING
from gallery_build.model import Digest, Key, Original
from gallery_build.store.batches import open_runs
from gallery_build.store.names import (
    QUARANTINE,
    SPOOL,
    TRASH,
    Name,
    Part,
    asked_name,
    folder_of,
    image_name,
    parse_name,
    record_name,
    refused_name,
)
from gallery_build.store.pointers import is_whole
from gallery_build.store.records import from_json, record_from_json, record_to_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gallery_build.kept import Kept
    from gallery_build.model import Record

READ_ONLY = 0o444

ROOM = 160 * 1024 * 1024
"""Bytes that one request may need: its raw answer, which is cut off at 80 MiB, and the picture in it."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the names in `originals/` say, in one look. Paths are relative to `originals/`."""

    images: Mapping[Key, Mapping[str, str]]
    """Key → first digits of the digest → path, for bytes that are there."""
    records: Mapping[Key, Mapping[str, str]]
    """Key → first digits of the digest → path of the record."""
    asked: Mapping[Key, tuple[str, ...]]
    """Key → runs whose answer is not known."""
    refused: Mapping[Key, frozenset[tuple[str, str]]]
    """Key → the digest of each request that was refused, and the server that did; empty where nobody wrote that down."""
    pointers: frozenset[Key]
    """Keys of which only a pointer is here."""
    batches: frozenset[str] = frozenset()
    """Runs that are in a batch: their answers are on their way."""

    def has(self, key: Key) -> bool:
        """Tell whether an image and its record are both here."""
        return bool(self.images.get(key, {}).keys() & self.records.get(key, {}).keys())

    def promises(self, key: Key) -> bool:
        """Tell whether something says that the image was made, though it is not whole here."""
        return key in self.records or key in self.images or key in self.pointers

    def pending(self, key: Key) -> bool:
        """Tell whether the image is in a batch."""
        return any(run in self.batches for run in self.asked.get(key, ()))

    def attempts(self, key: Key) -> int:
        """Return how many requests of this image never had an answer."""
        return sum(run not in self.batches for run in self.asked.get(key, ()))


@dataclass(frozen=True, slots=True)
class Spooled:
    """A raw answer that is kept until it is understood: whose, of which attempt, where."""

    key: Key
    run: str
    path: Path


class Store:
    """The folder `originals/` of one gallery.

    - A file appears whole, survives a power cut and is never rewritten.
    - Bytes stand before the record that promises them.
    - Anything it cannot read or write raises StoreError; a file that is not there is no error.
    """

    def __init__(self, folder: Path, tracked: frozenset[str] | None = frozenset(), kept: Kept = NOTHING) -> None:
        """Open the store; the folder need not exist. `tracked`: the paths in it that git's index lists.

        What git lists and the folder lacks (a sparse checkout, bytes deleted by hand) was made once: it is no miss.
        None: git does not say; then nobody knows what is missing, and `sure` is False.
        """
        self.folder = folder
        self.sure = tracked is not None
        self._tracked = tracked or frozenset()
        self._kept = kept

    @property
    def tracked(self) -> frozenset[str]:
        """The paths that git's index lists, as far as git says."""
        return self._tracked

    @property
    def lock(self) -> Path:
        """Return the file that is locked while somebody buys. Its folder ignores itself in git."""
        return self._private(SPOOL) / "lock"

    def look(self) -> Holdings:
        """Read the names. Costs one stat for each image and opens only refusals and files small enough to be pointers."""
        try:
            self._refuse_links()
            found = [
                self._kept.get(name, settled(f"{self.folder}/{name}"), partial(self._look_into, name))
                for name in self._shelves()
            ]
        except OSError as error:
            raise _cannot("read", "", error) from None
        runs = open_runs(self.folder)
        return self._kept.get("holdings", (found, runs, self._tracked), lambda: self._holdings(found, runs))

    def _look_into(self, shelf: str) -> tuple[tuple[Name, str], ...]:
        """Return the names of one folder, each with its path; of an image that is only a pointer without one."""
        with os.scandir(self.folder / shelf) as entries:
            found = [(name, entry) for entry in entries if (name := parse_name(entry.name))]
        return tuple(
            (name, f"{shelf}/{entry.name}" if name.part is not Part.IMAGE or is_whole(entry) else "")
            for name, entry in found
        )

    def _holdings(self, found: list[tuple[tuple[Name, str], ...]], runs: frozenset[str]) -> Holdings:
        paths: dict[Part, dict[Key, dict[str, str]]] = {part: {} for part in Part}
        pointers: set[Key] = set()
        for name, path in chain.from_iterable(found):
            if path:
                paths[name.part].setdefault(name.key, {})[name.mark] = path
            else:
                pointers.add(name.key)
        images, records = paths[Part.IMAGE], paths[Part.RECORD]
        there = {path for part in (images, records) for marked in part.values() for path in marked.values()}
        pointers |= {made.key for path in self._tracked - there if (made := _promise(path))}
        return Holdings(
            images,
            records,
            {key: tuple(sorted(runs)) for key, runs in paths[Part.ASKED].items()},
            {key: self._refused(key, list(runs)) for key, runs in paths[Part.REFUSED].items()},
            frozenset(pointers),
            runs,
        )

    def originals(self, holdings: Holdings, key: Key) -> tuple[Original, ...]:
        """Return a key's images, oldest first: the oldest is shown, the others are versions."""
        marks = sorted(holdings.images.get(key, {}).keys() & holdings.records.get(key, {}).keys())
        found = [Original(holdings.images[key][mark], self._record(holdings.records[key][mark])) for mark in marks]
        return tuple(sorted(found, key=lambda original: (original.record.received, original.record.digest)))

    def read(self, path: str) -> bytes:
        """Return the bytes of an original."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise StoreError(f"originals/{path} cannot be read: {error.strerror}") from None

    def digest(self, path: str) -> Digest:
        """Return the digest of an original, read a piece at a time."""
        try:
            with (self.folder / path).open("rb") as file:
                return Digest(file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise StoreError(f"originals/{path} cannot be read: {error.strerror or error}") from None

    def put(self, content: bytes, record: Record, extension: str) -> Original:
        """Keep an image: its bytes first, then the record that promises them."""
        path = image_name(record.key, record.digest, extension)
        self._write(path, content)
        self._write(record_name(record.key, record.digest), record_to_json(record))
        return Original(path, record)

    def require_room(
        self, requests: int, hint: str = "make room, or ask for fewer at a time with --jobs; nothing was sent"
    ) -> None:
        """Raise StoreError where the disk may not hold the answers of so many requests at once. Asked before one comes.

        A system that does not say what is free, or a quota that it does not count, is found out by the write.
        """
        try:
            free = shutil.disk_usage(self.folder).free
        except OSError:
            return
        if free < requests * ROOM:
            raise StoreError(
                f"originals: {free / 1e6:,.0f} MB free, and {requests} at a time may need {requests * ROOM / 1e6:,.0f} MB",
                hint=hint,
            )

    def intend(self, key: Key, run: str, intent: Mapping[str, object]) -> None:
        """Write down that a request is about to be sent; on disk when this returns."""
        self._write(asked_name(key, run), to_json({"intent": 1, "key": key, "run": run, **intent}))

    def intent(self, key: Key, run: str) -> dict[str, Any]:
        """Return what an attempt wrote down before it was sent."""
        path = asked_name(key, run)
        return from_json(self.read(path), f"originals/{path}")

    def settle(self, key: Key, run: str) -> None:
        """Take an intent back: an image, a refusal or the proof that nothing was charged stands."""
        self._remove(asked_name(key, run))

    def refuse(self, key: Key, run: str, refusal: Mapping[str, object]) -> None:
        """Remember a refusal, so that the same request is not sent again by itself."""
        self._write(refused_name(key, run), to_json({"refusal": 1, "key": key, "run": run, **refusal}))

    def refusal(self, key: Key, run: str) -> dict[str, Any]:
        """Return what is remembered of a refusal."""
        path = refused_name(key, run)
        return from_json(self.read(path), f"originals/{path}")

    def note(self, path: str, plain: Mapping[str, object]) -> None:
        """Keep one JSON object of the journal; on disk when this returns."""
        self._write(path, to_json(plain))

    def read_note(self, path: str) -> dict[str, Any]:
        """Return one JSON object of the journal."""
        return from_json(self.read(path), f"originals/{path}")

    def forget(self, path: str) -> None:
        """Remove one file of the journal, where it is there."""
        if (self.folder / path).exists():
            self._remove(path)

    def spool(self, key: Key, run: str) -> Spooled:
        """Return where the raw answer of an attempt is kept until it is understood."""
        return Spooled(key, run, self._private(SPOOL) / f"{key}.{run}")

    def keep_answer(self, spooled: Spooled, content: bytes) -> None:
        """Put a whole raw answer into the spool; on disk when this returns."""
        self._keep(f"{SPOOL}/{spooled.path.name}", content)

    def unspool(self, spooled: Spooled) -> None:
        """Let go of a raw answer that is understood, or never came whole."""
        try:
            spooled.path.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot("removed", f"{SPOOL}/{spooled.path.name}", error) from None

    def spooled(self) -> list[Spooled]:
        """Return the answers that an earlier build kept and did not finish."""
        folder = self.folder / SPOOL
        found = []
        for path in sorted(folder.glob("*.*")) if folder.is_dir() else []:
            key, _, run = path.name.partition(".")
            if parse_name(Path(asked_name(Key(key), run)).name):
                found.append(Spooled(Key(key), run, path))
        return found

    def quarantine(self, spooled: Spooled, content: bytes) -> Path:
        """Keep paid bytes that are no picture, for a person to look at."""
        path = self._private(QUARANTINE) / spooled.path.name
        self._keep(f"{QUARANTINE}/{path.name}", content)
        return path

    def discard(self, path: str) -> None:
        """Move a file into the trash. What stands there already is never replaced."""
        target = self.folder / TRASH / path
        try:
            self._refuse_links()
            if target.exists():
                raise StoreError(f"originals/{TRASH}/{path} is there already", hint="look at both; one of them may go")
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).rename(target)
            sync_folder(target.parent)
            sync_folder((self.folder / path).parent)
        except OSError as error:
            raise _cannot("moved", path, error) from None

    def tidy(self) -> None:
        """Remove what a crash left half written. Only under the store's lock."""
        try:
            for folder in self._folders():
                for leftover in folder.glob(f"{TEMPORARY}*"):
                    leftover.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot("cleared", "", error) from None

    def _private(self, name: str) -> Path:
        """Return a folder of the store that is nobody's history: it ignores itself in git."""
        folder = self.folder / name
        try:
            self._refuse_links()
            if not (folder / ".gitignore").exists():
                write_atomically(folder / ".gitignore", b"*\n")
        except OSError as error:
            raise _cannot("written", name, error) from None
        return folder

    def _keep(self, path: str, content: bytes) -> None:
        try:
            write_atomically(self.folder / path, content, durable=True)
        except OSError as error:
            raise _cannot("written", path, error) from None

    def _refused(self, key: Key, runs: list[str]) -> frozenset[tuple[str, str]]:
        refusals = [self.refusal(key, run) for run in runs]
        return frozenset((str(one.get("request_digest", "")), str(one.get("host") or "")) for one in refusals)

    def _record(self, path: str) -> Record:
        """Return a record; it is never rewritten, so what its path said once it says for ever."""
        return self._kept.get(("record", path), (), lambda: record_from_json(self.read(path), path))

    def _write(self, path: str, content: bytes) -> None:
        target = self.folder / path
        try:
            self._refuse_links()
            if not target.exists() or target.read_bytes() != content:  # the name proves the content; damage is mended
                write_atomically(target, content, durable=True, mode=READ_ONLY)
        except OSError as error:
            raise _cannot("written", path, error) from None

    def _remove(self, path: str) -> None:
        target = self.folder / path
        try:
            target.unlink(missing_ok=True)
            sync_folder(target.parent)
        except OSError as error:
            raise _cannot("removed", path, error) from None

    def _refuse_links(self) -> None:
        """Refuse folders that lead elsewhere: what is written there would not be found again, and be paid again."""
        try:
            links = [entry.name for entry in os.scandir(self.folder) if entry.is_symlink()]
        except (FileNotFoundError, NotADirectoryError):
            return
        if links:
            raise StoreError(
                f"originals/{min(links)} is a symbolic link", hint="put the folder itself there; nothing was sent"
            )

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield self.folder
            yield from (Path(entry.path) for entry in os.scandir(self.folder) if entry.is_dir(follow_symlinks=False))

    def _shelves(self) -> list[str]:
        """Return the folders that images stand in: `00` to `ff`."""
        if not self.folder.is_dir():
            return []
        digits = len(folder_of(Key("00")))
        with os.scandir(self.folder) as entries:
            return [one.name for one in entries if len(one.name) == digits and one.is_dir(follow_symlinks=False)]


def new_run() -> str:
    """Return a name for one attempt."""
    return secrets.token_hex(8)


def digest_of(content: bytes) -> Digest:
    """Return the digest that proves these bytes."""
    return Digest(sha256(content).hexdigest())


def _promise(path: str) -> Name | None:
    """Return the name of a path that says an image was made, or None."""
    name = parse_name(path.rpartition("/")[2])
    return name if name and name.part in {Part.IMAGE, Part.RECORD} else None


def _cannot(act: str, path: str, error: OSError) -> StoreError:
    return StoreError(f"originals/{path} cannot be {act}: {error.strerror or error}", hint="nothing more was sent")
