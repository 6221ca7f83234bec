"""What earlier builds found out, in `.gallery/`. It may vanish at any time, and nothing in it is trusted with money."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from gallery_build import __version__
from gallery_build.errors import UsageError
from gallery_build.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = ".gallery"
_FILE = "memory.sqlite3"
DERIVATIVES = "derivatives"
"""The folder in `.gallery/` where derivatives are kept; the site holds links to them."""

_OURS = (_FILE, DERIVATIVES, f"{DERIVATIVES}/images")
_SCHEMA = "CREATE TABLE IF NOT EXISTS memory (kind TEXT, name TEXT, value TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID"


class Memory:
    """Named JSON values by kind. A memory that cannot be read is an empty one; of another version, too."""

    def __init__(self, root: Path) -> None:
        """Open the memory of a gallery. Raises UsageError where `.gallery` leads elsewhere."""
        self.folder = root / FOLDER
        for path in (self.folder, *(self.folder / name for name in _OURS)):
            if path.is_symlink():
                name = path.relative_to(root).as_posix()
                raise UsageError(
                    f"{name} is a symbolic link", hint=f"remove it: {FOLDER} holds only what a build makes again"
                )
        self._path = self.folder / _FILE

    def recall(self, kind: str, name: str) -> object:
        """Return one value, or None."""
        return self.recall_all(kind, [name]).get(name)

    def recall_all(self, kind: str, names: Iterable[str]) -> dict[str, object]:
        """Return those of these values that are remembered."""
        if not self._path.exists():
            return {}
        try:
            with closing(self._open()) as memory:
                return {name: json.loads(value) for name, value in _select(memory, _versioned(kind), list(names))}
        except (sqlite3.Error, ValueError):
            return {}

    def remember(self, kind: str, values: Mapping[str, object]) -> None:
        """Remember these values, replacing what they were. A memory that cannot be written is forgotten silently."""
        rows = [(_versioned(kind), name, json.dumps(value, separators=(",", ":"))) for name, value in values.items()]
        try:
            self._write(rows)
        except (sqlite3.DatabaseError, OSError):
            with suppress(sqlite3.Error, OSError):
                self.forget()
                self._write(rows)

    def forget(self) -> None:
        """Drop everything that is remembered."""
        for leftover in self.folder.glob(f"{_FILE}*"):
            leftover.unlink(missing_ok=True)

    def _write(self, rows: list[tuple[str, str, str]]) -> None:
        open_folder(self.folder)
        with closing(self._open()) as memory, memory:
            memory.execute(_SCHEMA)
            memory.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        memory = sqlite3.connect(self._path, timeout=30)
        memory.execute("PRAGMA synchronous = OFF")  # losing it to a power cut costs time, not money
        return memory


def open_folder(folder: Path) -> None:
    """Make `.gallery/`, which ignores itself in git."""
    if not (folder / ".gitignore").exists():
        write_atomically(folder / ".gitignore", b"*\n")


def _versioned(kind: str) -> str:
    """Return the kind with the tool's version: another version remembers nothing of this one."""
    return f"{__version__} {kind}"


def _select(memory: sqlite3.Connection, kind: str, names: list[str]) -> sqlite3.Cursor:
    query = "SELECT name, value FROM memory WHERE kind = ? AND name IN (SELECT value FROM json_each(?))"
    return memory.execute(query, [kind, json.dumps(names)])
