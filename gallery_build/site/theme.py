"""Templates and assets: a gallery's own files before the shipped ones, run in Jinja's sandbox."""

from __future__ import annotations

import signal
import threading
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError, UsageError
from gallery_build.kept import NOTHING
from gallery_build.site.translations import translation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2.sandbox import SandboxedEnvironment

    from gallery_build.kept import Kept
    from gallery_build.site.language import Language
    from gallery_build.site.translations import Translation

LONGEST = 20.0
"""Seconds that one page may take to render."""

ASSETS = "assets"
"""The folder of a theme whose files are published as they are, under the same name."""


class ThemeError(GalleryError):
    """A template cannot be rendered; the message names its file and line."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Folders of templates, searched in order; any single file of a later one can be overridden by an earlier."""

    folders: tuple[Path, ...]
    environment: SandboxedEnvironment
    translation: Translation
    kept: Kept = NOTHING
    """What was rendered before; nothing where it may depend on anything."""

    @property
    def language(self) -> Language:
        """The interface's language."""
        return self.translation.language

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return the template filled in. Raises ThemeError with the template's file and line."""
        try:
            with _deadline(name):
                return self.environment.get_template(name).render(context)
        except GalleryError:
            raise
        except Exception as error:  # a template can raise whatever its expressions raise
            raise ThemeError(_explain(self.folders, name, error)) from error

    def assets(self) -> dict[str, bytes]:
        """Return every static file by its path in the site, `assets/style.css`, in the order of the paths."""
        return self.kept.get("assets", self.environment, self._assets)

    def _assets(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for folder in self.folders:
            for path in _files(folder / ASSETS):
                found.setdefault(path.relative_to(folder).as_posix(), _inside(folder, path).read_bytes())
        return dict(sorted(found.items()))


@contextmanager
def _deadline(name: str) -> Iterator[None]:
    """End a rendering that takes too long, where the system and the thread allow it: a template may loop for ever."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def too_long(_number: int, _frame: object) -> None:
        raise ThemeError(f"templates/{name}: takes more than {LONGEST:.0f} seconds", hint="look for a loop in a loop")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def load_theme(*folders: Path, language: str = "en") -> Theme:
    """Return the theme that looks in these folders in order; one that does not exist is passed over.

    Raises FaultsError with what is wrong in files of words.
    """
    from jinja2 import FunctionLoader, StrictUndefined  # noqa: PLC0415 - 70 ms that a build without changes saves
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - the same

    def source_of(name: str) -> tuple[str, str, None] | None:
        for folder in folders:
            path = folder / name
            if path.is_file():
                return _inside(folder, path).read_text(encoding="utf-8"), str(path), None
        return None

    class Sandbox(SandboxedEnvironment):
        """Reads the project's own frozen values straight: they hold nothing to be guarded, and pages ask hundreds."""

        def getattr(self, obj: object, attribute: str) -> object:
            if type(obj).__module__[:14] == "gallery_build." and attribute[:1] != "_":
                return getattr(obj, attribute)
            return super().getattr(obj, attribute)

    environment = Sandbox(
        loader=FunctionLoader(source_of),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words = translation(language, folders, shipped_theme())
    speaking = words.language
    environment.globals |= {
        "say": speaking.html,
        "back": speaking.back,
        "on": speaking.on,
        "right_to_left": speaking.right_to_left,
    }
    environment.filters["say"] = speaking.html  # of a name that stands in the template: said once, when it is compiled
    return Theme(tuple(folders), environment, words)


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


def _inside(folder: Path, path: Path) -> Path:
    """Return the path, once it is sure that no link leads out of the theme: what it holds gets published."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f'{path}: "{path.name}" leads out of the theme', hint="put the file itself there")
    return path


def _short(folders: tuple[Path, ...], place: str) -> str:
    """Return a template's path with the name of its theme's folder, `templates/home.html`."""
    homes = [folder for folder in folders if Path(place).is_relative_to(folder)]
    return f"{homes[0].name}/{Path(place).relative_to(homes[0]).as_posix()}" if homes else place


def _explain(folders: tuple[Path, ...], name: str, error: Exception) -> str:
    """Spell the error as compilers do, with the innermost place that is a template's."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError  # noqa: PLC0415 - see load_theme

    if isinstance(error, TemplateSyntaxError):
        return f"{_short(folders, error.filename or name)}:{error.lineno}: {error.message}"
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [place for place in places if any(Path(place[0]).is_relative_to(folder) for folder in folders)]
    place = f"{_short(folders, ours[-1][0])}:{ours[-1][1]}" if ours else name
    message = f'there is no template "{error}"' if isinstance(error, TemplateNotFound) else str(error)
    return f"{place}: {message or type(error).__name__}"
