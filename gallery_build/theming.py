"""The gallery's theme in the gallery's language, and what that language lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.fingerprint import stamp_inputs
from gallery_build.kept import NOTHING
from gallery_build.model import Fault
from gallery_build.site.theme import THEMES, load_theme, shipped_theme
from gallery_build.site.translations import unknown_language
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.job import Project
    from gallery_build.site.theme import Theme


DEFAULT = "default"
"""The theme that is `templates/` itself."""


def theme_of(project: Project) -> Theme:
    """Return the gallery's theme. Templates of its own may look at anything, so what they render is not kept.

    Raises FaultsError for a theme or a language that nobody knows, and with what is wrong in files of words.
    """
    config, session = project.config, project.session
    own, shipped = project.root / config.paths.templates, shipped_theme()
    made_of = stamp_inputs([own, shipped]), config.site.language, config.site.theme
    theme = session.step("theme").get("theme", made_of, lambda: _loaded(config, own, shipped))
    strange = any(path.is_file() for folder in theme.folders[:-1] if not _ours(folder) for path in folder.glob("*"))
    keeping = session.lasting and not strange
    return replace(theme, kept=session.step("pages") if keeping else NOTHING, guarded=strange)


def _ours(folder: Path) -> bool:
    return folder.is_relative_to(shipped_theme())


def _loaded(config: Config, own: Path, shipped: Path) -> Theme:
    tag = config.site.language
    theme = load_theme(*_folders(config, own, shipped), language=tag)
    if not theme.translation.found and (hint := unknown_language(tag, shipped)) is not None:
        message = f"site.language {shown(tag)} is not known"
        raise FaultsError([Fault(config.path, message, *config.place("site.language"), hint)])
    return theme


def _folders(config: Config, own: Path, shipped: Path) -> tuple[Path, ...]:
    """Return where the gallery's theme is looked for: its own files, the chosen theme, the default one."""
    from gallery_build.site.sandbox import inside  # noqa: PLC0415 - Jinja takes 70 ms that a build without changes saves

    name = config.site.theme
    themes = {path.name: path for home in (shipped, own) for path in (home / THEMES).glob("*") if path.is_dir()}
    if name == DEFAULT:
        return own, shipped
    if name in themes:
        return own, inside(themes[name].parent, themes[name]), shipped
    known = sorted({DEFAULT, *themes})
    hint = nearest(name, known) or f"known are {', '.join(known)}"
    message = f"site.theme {shown(name)} is not known"
    raise FaultsError([Fault(config.path, message, *config.place("site.theme"), hint)])


def words_remarks(project: Project) -> list[Fault]:
    """Return a warning where the interface lacks words of the gallery's language: they are said in English."""
    config, words = project.config, theme_of(project).translation
    if not words.missing:
        return []
    lacking = f"{len(words.missing)} of {words.total} words of the interface are" if words.found else "the interface is"
    message = f"{lacking} in English, not in {shown(config.site.language)}"
    hint = f"write them into {config.paths.templates}/{words.file}; the first is {words.missing[0]}"
    return [Fault(config.path, message, *config.place("site.language"), hint)]
