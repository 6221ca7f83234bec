"""Templates and assets: a gallery's own files before the shipped ones, run in Jinja's sandbox."""

from __future__ import annotations

import traceback
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError
from gallery_build.kept import NOTHING
from gallery_build.site.translations import translation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gallery_build.kept import Kept
    from gallery_build.site.language import Language
    from gallery_build.site.sandbox import Sandbox
    from gallery_build.site.translations import Translation

LONGEST = 20.0
"""Seconds that one page may take to render."""

ASSETS = "assets"
"""The folder of a theme whose files are published as they are, under the same name."""

SHEETS = (f"{ASSETS}/theme.css", f"{ASSETS}/user.css")
"""What every page links to behind its own style sheets, where it is there: a theme's word, then the gallery's."""

THEMES = "themes"
"""The folder inside `templates/` that has a folder for each theme beside the default one."""


class ThemeError(GalleryError):
    """A template cannot be rendered; the message names its file and line."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Folders of templates, searched in order; any single file of a later one can be overridden by an earlier."""

    folders: tuple[Path, ...]
    environment: Sandbox
    translation: Translation
    kept: Kept = NOTHING
    """What was rendered before; nothing where it may depend on anything."""
    guarded: bool = True
    """Whether a stranger's templates are among them: then a page has bounds for memory too."""

    @property
    def language(self) -> Language:
        """The interface's language."""
        return self.translation.language

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return the template filled in. Raises ThemeError with the template's file and line."""
        from gallery_build.site.sandbox import ROOM, bounded_memory, deadline  # noqa: PLC0415 - see load_theme

        try:
            with deadline(LONGEST), bounded_memory(ROOM) if self.guarded else nullcontext():
                return self.environment.get_template(name).render(context)
        except GalleryError:
            raise
        except TimeoutError as error:
            message = f"{_place(self.folders, name, error)}: takes more than {LONGEST:g} seconds"
            raise ThemeError(message, hint="look for a loop in a loop") from None
        except MemoryError as error:
            message = f"{_place(self.folders, name, error)}: takes more than {ROOM >> 20:,} MB of memory"
            raise ThemeError(message, hint="look for what grows with each turn of a loop") from None
        except Exception as error:  # a template can raise whatever its expressions raise
            raise ThemeError(_explain(self.folders, name, error)) from error

    def assets(self) -> dict[str, bytes]:
        """Return every static file by its path in the site, `assets/style.css`, in the order of the paths."""
        return self.kept.get("assets", self.environment, self._assets)

    def sheets(self) -> tuple[str, ...]:
        """Return those of SHEETS that are there."""
        return tuple(sheet for sheet in SHEETS if any((folder / sheet).is_file() for folder in self.folders))

    def _assets(self) -> dict[str, bytes]:
        from gallery_build.site.sandbox import inside  # noqa: PLC0415 - see load_theme

        found: dict[str, bytes] = {}
        for folder in self.folders:
            for path in _files(folder / ASSETS):
                found.setdefault(path.relative_to(folder).as_posix(), inside(folder, path).read_bytes())
        return dict(sorted(found.items()))


def load_theme(*folders: Path, language: str = "en") -> Theme:
    """Return the theme that looks in these folders in order; one that does not exist is passed over.

    Raises FaultsError with what is wrong in files of words.
    """
    from gallery_build.site.compiled import compiled_before  # noqa: PLC0415 - Jinja takes 70 ms that a build without changes saves
    from gallery_build.site.sandbox import Sandbox  # noqa: PLC0415 - as above

    words = translation(language, folders, shipped_theme())
    speaking = words.language
    environment = Sandbox(folders, compiled_before(speaking.phrases))
    environment.globals |= {
        "say": speaking.html,
        "back": speaking.back,
        "on": speaking.on,
        "right_to_left": speaking.right_to_left,
    }
    environment.filters["say"] = speaking.html  # of a name that stands in the template: said once, when it is compiled
    return Theme(folders, environment, words)


def shipped_theme() -> Path:
    """Return the folder of the theme that comes with the tool: inside the wheel, or at the top of the repository."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; hidden ones are an editor's or the system's."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _short(folders: tuple[Path, ...], place: str) -> str:
    """Return a template's path with the name of its theme's folder, `templates/home.html`."""
    homes = [folder for folder in folders if Path(place).is_relative_to(folder)]
    return f"{homes[0].name}/{Path(place).relative_to(homes[0]).as_posix()}" if homes else place


def _explain(folders: tuple[Path, ...], name: str, error: Exception) -> str:
    """Spell the error as compilers do, with the innermost place that is a template's."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError  # noqa: PLC0415 - see load_theme

    if isinstance(error, TemplateSyntaxError):
        return f"{_short(folders, error.filename or name)}:{error.lineno}: {error.message}"
    place = _place(folders, name, error)
    message = f'there is no template "{error}"' if isinstance(error, TemplateNotFound) else str(error)
    return f"{place}: {message or type(error).__name__}"


def _place(folders: tuple[Path, ...], name: str, error: Exception) -> str:
    """Return the innermost place in an error's trace that is a template's, as `templates/home.html:3`."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [place for place in places if any(Path(place[0]).is_relative_to(folder) for folder in folders)]
    return f"{_short(folders, ours[-1][0])}:{ours[-1][1]}" if ours else name
