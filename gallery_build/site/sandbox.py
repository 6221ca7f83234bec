"""What a template can do: Jinja's sandbox, in a theme's folders, with bounds for time, memory and numbers."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sized
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gallery_build.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import BytecodeCache
    from jinja2.runtime import Context

BEHIND = "!"
"""Before a template's name: not the file that all see, but the one that it hides."""

LARGEST = 1_000_000
"""Numbers that `*` takes; characters, or members, that it makes of a text or a list."""

POWER = 100
"""Numbers that `**` takes."""

ROOM = 1 << 30
"""Bytes that a page may take beside what the program holds."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates of folders, an earlier one first.

    - Every value is escaped, and a name that is not there is an error.
    - `!home.html` is the file of that name in the folders behind the one that asks.
    - Nothing that Python keeps to itself can be reached, and no file outside of the folders.
    - What a template is given stays as it is for the next one.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, folders: tuple[Path, ...], compiled: BytecodeCache | None = None) -> None:
        """Look in these folders, whether they are there or not. `compiled`: what was compiled before."""
        self.folders = folders
        super().__init__(
            bytecode_cache=compiled,
            loader=FunctionLoader(self._source),
            undefined=StrictUndefined,
            autoescape=True,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def _source(self, name: str) -> tuple[str, str, None] | None:
        path = self._found(name)[1]
        return (path.read_text(encoding="utf-8"), str(path), None) if path else None

    def _found(self, name: str) -> tuple[int, Path | None]:
        """Return the number of the folder that has a template, and the file; each `!` passes over one folder."""
        plain = name.lstrip(BEHIND)
        for number in range(len(name) - len(plain), len(self.folders)):
            path = self.folders[number] / plain
            if path.is_file():
                return number, inside(self.folders[number], path)
        return len(self.folders), None

    def join_path(self, template: str, parent: str) -> str:
        """Return the name that a template means which asks for another."""
        if not template.startswith(BEHIND):
            return template
        return BEHIND * (self._found(parent)[0] + 1) + template.lstrip(BEHIND)

    def getattr(self, obj: object, attribute: str) -> object:
        """Read the project's own frozen values straight: they hold nothing to be guarded, and pages ask hundreds."""
        if type(obj).__module__[:14] == "gallery_build." and attribute[:1] != "_":
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Refuse what one step of the processor would take for ever, or all memory."""
        if isinstance(left, str) and operator == "%":
            raise SecurityError('a text cannot be filled in by "%"')
        if operator != "%" and not _bounded(operator, left, right):
            raise SecurityError(f'"{operator}" would make too much')
        return super().call_binop(context, operator, left, right)


def _bounded(operator: str, left: object, right: object) -> bool:
    """Tell whether the outcome of `*` or `**` stays small; of what Python multiplies with nothing, Python has its word."""
    if isinstance(left, int | float) and isinstance(right, int | float):
        return max(abs(left), abs(right)) <= (LARGEST if operator == "*" else POWER)
    texts = [len(one) for one in (left, right) if isinstance(one, Sized)]
    times = [one for one in (left, right) if isinstance(one, int)]
    return not texts or not times or texts[0] * times[0] <= LARGEST


def inside(folder: Path, path: Path) -> Path:
    """Return the path, once it is sure that no link leads out of the theme: what it holds gets published."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f'{path}: "{path.name}" leads out of the theme', hint="put the file itself there")
    return path


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TimeoutError where it takes longer, where the system and the thread allow it: a template may loop for ever."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def too_long(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def bounded_memory(room: int) -> Iterator[None]:
    """Raise MemoryError where more is taken than this beside what is held now; on Linux, which alone keeps such a bound."""
    try:
        import resource  # noqa: PLC0415 - Windows has none

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    stated = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([held + room, *stated]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
