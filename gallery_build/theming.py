"""The gallery's theme in the gallery's language, and what that language lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.fingerprint import stamp_inputs
from gallery_build.kept import NOTHING
from gallery_build.model import Fault
from gallery_build.site.theme import load_theme, shipped_theme
from gallery_build.site.translations import unknown_language
from gallery_build.words import shown

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.job import Project
    from gallery_build.site.theme import Theme


def theme_of(project: Project) -> Theme:
    """Return the gallery's theme. Templates of its own may look at anything, so what they render is not kept.

    Raises FaultsError for a language that nobody knows, and with what is wrong in files of words.
    """
    config, session = project.config, project.session
    own, shipped = project.root / config.paths.templates, shipped_theme()
    made_of = stamp_inputs([own, shipped]), config.site.language
    theme = session.step("theme").get("theme", made_of, lambda: _loaded(config, own, shipped))
    keeping = session.lasting and not any(path.is_file() for path in own.glob("*"))
    return replace(theme, kept=session.step("pages") if keeping else NOTHING)


def _loaded(config: Config, own: Path, shipped: Path) -> Theme:
    tag = config.site.language
    theme = load_theme(own, shipped, language=tag)
    if not theme.translation.found and (hint := unknown_language(tag, shipped)) is not None:
        message = f"site.language {shown(tag)} is not known"
        raise FaultsError([Fault(config.path, message, *config.place("site.language"), hint)])
    return theme


def words_remarks(project: Project) -> list[Fault]:
    """Return a warning where the interface lacks words of the gallery's language: they are said in English."""
    config, words = project.config, theme_of(project).translation
    if not words.missing:
        return []
    lacking = f"{len(words.missing)} of {words.total} words of the interface are" if words.found else "the interface is"
    message = f"{lacking} in English, not in {shown(config.site.language)}"
    hint = f"write them into {config.paths.templates}/{words.file}; the first is {words.missing[0]}"
    return [Fault(config.path, message, *config.place("site.language"), hint)]
