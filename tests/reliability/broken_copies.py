"""Copies of the package that are broken on purpose: a battery that passes on one of them proves nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def break_copy(folder: Path, file: str, sound: str, broken: str) -> Path:
    """Copy the package and its theme, replace one piece of its text, and return the folder for PYTHONPATH."""
    shutil.copytree(ROOT / "gallery_build", folder / "gallery_build", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    path = folder / "gallery_build" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(sound) == 1, f"{file} has changed: say anew how to break it"
    path.write_text(text.replace(sound, broken), encoding="utf-8")
    return folder
