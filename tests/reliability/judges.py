"""Judges of what a build left behind: each returns what is wrong, in words, and an empty list where all is well."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from PIL import Image

from tests.fake_api import digest_of, prompt_digest_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.fake_api import Charge, FakeAPI

MANIFEST = "gallery-build.manifest.json"
PENDING = "gallery-build.pending.json"
PICTURES = frozenset({".png", ".jpg", ".webp"})
WITHOUT_RECORD = "whole, without a record"
ALLOWED = frozenset({"lock", ".gitignore"})
"""What the store's private folder keeps between builds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An original with its record."""

    path: Path
    record: dict[str, Any]  # whatever JSON holds

    @property
    def prompt(self) -> str:
        """The prompt as it was sent."""
        return str(self.record["request"]["prompt"])


def paid(charges: Iterable[Charge]) -> Counter[str]:
    """Return how many images were charged for each prompt, by the digest of its text."""
    return Counter(digest_of(charge.prompt) for charge in charges for _ in range(charge.images))


def paid_too_often(api: FakeAPI, most: int = 2) -> list[str]:
    """Return the prompts whose picture was paid more often than may be."""
    return [f"{prompt[:12]} paid {count} times" for prompt, count in paid(api.ledger()).items() if count > most]


def kept(root: Path) -> list[Kept]:
    """Return every original that has both bytes and record, in the order of names."""
    records = sorted((root / "originals").glob("??/*.json"))
    pairs = [(_bytes_of(record), record) for record in records if ".asked." not in record.name]
    return [
        Kept(path, json.loads(record.read_bytes())) for path, record in pairs if path and ".refused." not in record.name
    ]


def wrong_originals(root: Path) -> list[str]:
    """Return what is wrong with the originals: bytes, records, or a picture that hangs at another's prompt."""
    folder = root / "originals"
    pictures = {path for path in folder.glob("??/*") if path.suffix in PICTURES}
    proven = {one.path for one in kept(root)}
    wrong = [f"{path.name}: {_undecodable(path.read_bytes()) or WITHOUT_RECORD}" for path in pictures - proven]
    for one in kept(root):
        content = one.path.read_bytes()
        if sha256(content).hexdigest() != one.record["digest"]:
            wrong.append(f"{one.path.name}: other bytes than its record says")
        elif fault := _undecodable(content):
            wrong.append(f"{one.path.name}: {fault}")
        elif prompt_digest_in(content) != digest_of(one.prompt):
            wrong.append(f"{one.path.name}: the picture of another prompt")
    return wrong


def wrong_site(root: Path) -> list[str]:
    """Return what is wrong with the published site: a file that is not whole, missing, or nobody's."""
    site = root / "site"
    manifest = json.loads((site / MANIFEST).read_bytes())
    there = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    wrong = [f"{path}: not there" for path in manifest["files"].keys() - there.keys()]
    wrong += [f"{path}: nobody's" for path in there.keys() - manifest["files"].keys() - {MANIFEST}]
    for path, digest in manifest["files"].items():
        content = there[path].read_bytes() if path in there else b""
        if path in there and not sha256(content).hexdigest().startswith(digest):
            wrong.append(f"{path}: other bytes than the manifest says")
        elif path in there and there[path].suffix in PICTURES and (fault := _undecodable(content)):
            wrong.append(f"{path}: {fault}")
    return wrong


def leftovers(root: Path) -> list[str]:
    """Return what a crash left and nobody cleared: unfinished files, unread answers."""
    found = list(root.rglob(".tmp-*"))
    found += [path for path in (root / "originals" / ".spool").glob("*") if path.name not in ALLOWED]
    return [path.relative_to(root).as_posix() for path in found]


def stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """Return inode, size and time of every file below the gallery: what a build that writes nothing leaves alone."""
    files = {path: path.stat() for path in root.rglob("*") if path.is_file() and path.name not in ALLOWED}
    return {str(path): (found.st_ino, found.st_size, found.st_mtime_ns) for path, found in files.items()}


def _bytes_of(record: Path) -> Path | None:
    return next((path for path in record.parent.glob(f"{record.stem}.*") if path.suffix in PICTURES), None)


def _undecodable(content: bytes) -> str:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
    except Exception as error:  # noqa: BLE001 -- decoders raise nearly anything
        return f"does not decode: {error}"
    return ""
