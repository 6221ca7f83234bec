"""What `doctor` looks at outside the gallery's own values: the machine, its programs, its disk. Each probe asks one thing."""

from __future__ import annotations

import shutil
import subprocess
from importlib import metadata
from io import BytesIO
from typing import TYPE_CHECKING

from gallery_build.store.names import QUARANTINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PACKAGE = "gallery-build"
LARGEST = 64 * 1024
"""Bytes of .gitattributes that are read."""

SECONDS = 10
"""How long another program may take to answer."""


def libraries() -> Mapping[str, str]:
    """Return each library the tool needs with its version; an empty one where it is not installed."""
    try:
        needed = [line for line in metadata.requires(PACKAGE) or [] if "extra ==" not in line]
    except metadata.PackageNotFoundError:  # run from a folder, never installed
        return {}
    return {name: _version(name) for name in sorted(map(_name, needed))}


def _name(requirement: str) -> str:
    """Return the name that a requirement begins with: `pillow>=12` is of pillow."""
    return requirement[: next((i for i, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), None)]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def free_bytes(folder: Path) -> int | None:
    """Return how many bytes may still be written where a folder is; None where the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def lfs_asked(root: Path) -> bool:
    """Tell whether the gallery's .gitattributes keeps anything in Git LFS; a link to a device is no file."""
    file = root / ".gitattributes"
    try:
        with file.open("rb") if file.is_file() else BytesIO() as stream:
            lines = stream.read(LARGEST).decode(errors="replace").splitlines()
    except OSError:
        return False
    return any("filter=lfs" in line.split() for line in lines if not line.startswith("#"))


def lfs_installed() -> bool:
    """Tell whether git can fetch what LFS keeps."""
    return shutil.which("git-lfs") is not None


def quarantined(originals: Path) -> int:
    """Count the answers that were paid and are no picture."""
    folder = originals / QUARANTINE
    return sum(path.name != ".gitignore" for path in folder.iterdir()) if folder.is_dir() else 0


def fonts_found(languages: Iterable[str]) -> bool | None:
    """Tell whether fontconfig finds a font for one of these languages; None where there is no fontconfig to ask."""
    program = shutil.which("fc-list")
    if not program:
        return None
    return any(_font(program, language) for language in languages)


def _font(program: str, language: str) -> bool:
    try:
        command = [program, "-q", f":lang={language}"]
        ended = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603  # fixed words
    except (OSError, subprocess.SubprocessError):
        return False
    return ended.returncode == 0
