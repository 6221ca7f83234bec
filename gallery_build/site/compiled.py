"""Compiled templates, in the user's own cache folder: compiling them anew would take 0.15 s of every build.

They are code, so they lie where only the user writes: a gallery's own folder may come from a stranger.
"""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import FileSystemBytecodeCache

from gallery_build import __version__
from gallery_build.home import own_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.bccache import Bucket

    from gallery_build.site.language import Phrase


def compiled_before(phrases: Mapping[str, Phrase]) -> Compiled | None:
    """Return what was compiled of the same words; None where nobody is at home, as in a container."""
    folder = own_folder("cache")
    return Compiled(folder / "templates", phrases) if folder else None


class Compiled(FileSystemBytecodeCache):
    """What templates were compiled to, by their paths, of the same words; where it cannot be kept, nothing is."""

    def __init__(self, folder: Path, phrases: Mapping[str, Phrase]) -> None:
        """`phrases`: the interface's words, which stand in the compiled code."""
        rules = Path(__file__).with_name("sandbox.py").read_text(encoding="utf-8")
        made_of = [__version__, jinja2.__version__, rules, dict(phrases)]
        self._made_of = sha256(json.dumps(made_of).encode()).hexdigest()
        super().__init__(str(folder), "%s.code")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of a template's file in the cache; Jinja looks into it whether the template is the same."""
        return sha256(f"{self._made_of}\n{name}\n{filename}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is kept; a file that cannot be read is as good as none."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where the disk takes it."""
        with suppress(OSError):
            Path(self.directory).mkdir(mode=0o700, parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
