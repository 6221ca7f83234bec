"""What a gallery is made from, and which changes on disk mean something: an editor's own files and our output do not."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gallery_build.config import FILE, PROJECT_FILE, Paths, load_config
from gallery_build.errors import GalleryError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PASSING = (
    ".*",
    "*~",
    "*.tmp",
    "*.swp",
    "*.swx",
    "*.bak",
    "4913",
    "#*#",
    "*___jb_tmp___",
    "*___jb_old___",
    "*.asked.json",
)
"""Names of files that come and go while somebody writes: editors', the system's, and the store's own intents."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders and files that a build reads."""

    root: Path
    folders: tuple[Path, ...]
    """Prompts, templates and originals; any of them may be away."""
    files: tuple[Path, ...]
    """Where the configuration stands, or would, and the pictures that prompts are made from."""

    @property
    def parents(self) -> tuple[Path, ...]:
        """Return the folders in which those appear and vanish, the gallery's own first."""
        above = [parent for one in (*self.folders, *self.files) for parent in one.parents]
        inside = [parent for parent in above if parent.is_relative_to(self.root)]
        outside = [file.parent for file in self.files if not file.is_relative_to(self.root)]
        return tuple(dict.fromkeys([self.root, *inside, *outside]))

    def concern(self, path: Path) -> bool:
        """Tell whether a change of this path can change what a build makes."""
        if path in self.files or path in self.folders:
            return True
        for folder in self.folders:
            if path in folder.parents and path != self.root:
                return True
            if folder in path.parents:
                return not any(passing(part) for part in path.relative_to(folder).parts)
        return False

    def name(self, path: Path) -> str:
        """Return a path as people say it: relative to the gallery where it stands in it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def passing(name: str) -> bool:
    """Tell whether a file of this name only passes by."""
    return any(fnmatchcase(name, glob) for glob in PASSING)


def sources_of(root: Path, config_file: Path | None, pictures: Iterable[str] = ()) -> Sources:
    """Return what the gallery is made from now; with a broken configuration, what one without it would be.

    `pictures`: the names that prompts state for pictures; an id among them is the name of no file, and changes nothing.
    """
    try:
        paths = load_config(root, config_file).paths
    except GalleryError:
        paths = Paths()
    folders = (root / paths.prompts, root / paths.templates, root / paths.originals)
    named = [root / name for name in pictures]
    return Sources(root, folders, (*((config_file,) if config_file else (root / FILE, root / PROJECT_FILE)), *named))
