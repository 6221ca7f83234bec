"""The names inside `originals/`: what each file is can be read off its name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from gallery_build.model import Digest, Key
from gallery_build.store.pictures import EXTENSIONS

SPOOL = ".spool"
QUARANTINE = ".quarantine"
BATCHES = "batches"
TRASH = ".trash"
"""Where `gc` moves images that nothing names. Git keeps it: the records in it stay in the money's book."""

DIGEST_CHARACTERS = 12

_NAME = re.compile(
    r"(?P<key>[0-9a-f]{64})\.(?:"
    r"(?P<run>[0-9a-f]{8,32})\.(?P<note>asked|refused)\.json"
    rf"|(?P<digest>[0-9a-f]{{12}})\.(?P<extension>json|{'|'.join(sorted(EXTENSIONS))}))"
)


class Part(Enum):
    """What a file of the store is."""

    IMAGE = auto()
    RECORD = auto()
    ASKED = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name: whose, what, and which digest or run tells it from its siblings."""

    key: Key
    part: Part
    mark: str


def parse_name(name: str) -> Name | None:
    """Return what a file name says, or None where it is not one of ours."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    key = Key(match["key"])
    if match["note"]:
        return Name(key, Part.ASKED if match["note"] == "asked" else Part.REFUSED, match["run"])
    return Name(key, Part.RECORD if match["extension"] == "json" else Part.IMAGE, match["digest"])


def folder_of(key: Key) -> str:
    """Return the folder a key's files stand in: its first two digits."""
    return key[:2]


def image_name(key: Key, digest: Digest, extension: str) -> str:
    """Return where an original stands, relative to `originals/`."""
    return f"{folder_of(key)}/{key}.{digest[:DIGEST_CHARACTERS]}.{extension}"


def record_name(key: Key, digest: Digest) -> str:
    """Return where an original's record stands, relative to `originals/`."""
    return f"{folder_of(key)}/{key}.{digest[:DIGEST_CHARACTERS]}.json"


def asked_name(key: Key, run: str) -> str:
    """Return where the intent of one attempt stands, relative to `originals/`."""
    return f"{folder_of(key)}/{key}.{run}.asked.json"


def refused_name(key: Key, run: str) -> str:
    """Return where a refusal stands, relative to `originals/`."""
    return f"{folder_of(key)}/{key}.{run}.refused.json"
