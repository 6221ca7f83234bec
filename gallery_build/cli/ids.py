"""Prompt ids for a shell's completion: from file names alone, so that a key press costs no parsing."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gallery_build.cli.options import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import click


def complete_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids that begin so, those that the line has already left out; none where the gallery cannot be read."""
    said = ctx.find_root().ensure_object(Settings)
    assert isinstance(said, Settings)
    named = ctx.params.get(str(param.name)) or ()
    try:
        return [ident for ident in _ids(said) if ident.startswith(incomplete) and ident not in named]
    except (OSError, ValueError):  # a shell that completes has nowhere to say it
        return []


def _ids(said: Settings) -> Sequence[str]:
    from gallery_build.prompts.source import prompt_ids  # noqa: PLC0415  # off --help

    stated = _stated(said.root, said.config_file)
    folder = _table(stated, "paths").get("prompts")
    ignore = _table(stated, "site").get("ignore")
    globs = [glob for glob in ignore if isinstance(glob, str)] if isinstance(ignore, list) else []
    inside = isinstance(folder, str) and not folder.startswith("/") and ".." not in PurePosixPath(folder).parts
    return prompt_ids(said.root, folder if isinstance(folder, str) and inside else "prompts", globs)


def _stated(root: Path, config_file: Path | None) -> Mapping[str, object]:
    """Return the configuration as it is written; `config.py` would check it, and import pydantic."""
    import tomllib  # noqa: PLC0415  # off --help

    from gallery_build.config import FILE, LARGEST, PROJECT_FILE, TABLE  # noqa: PLC0415  # the same

    for file in (config_file,) if config_file else (root / FILE, root / PROJECT_FILE):
        if file.is_file():
            with file.open("rb") as stream:
                stated = tomllib.loads(stream.read(LARGEST).decode("utf-8-sig").replace("\r\n", "\n"))
            return _table(_table(stated, "tool"), TABLE) if file.name == PROJECT_FILE else stated
    return {}


def _table(stated: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = stated.get(name)
    return found if isinstance(found, dict) else {}
