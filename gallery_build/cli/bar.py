"""The bar of a build on a terminal: how far, how fast, how long still, what was paid; imports rich, so only progress imports it."""

from __future__ import annotations

import time
from math import ceil
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.table import Column
from rich.text import Text

from gallery_build.cli.layout import wrapped
from gallery_build.cli.progress import SHORT, SILENT, line_of
from gallery_build.cli.words import money

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import TaskID

    from gallery_build.buy.pace import Wait
    from gallery_build.job import Progress as Told

TITLES = {
    "buy": "buying",
    "collect": "collecting",
    "submit": "handing in",
    "derive": "drawing",
    "publish": "publishing",
    "verify": "reading originals",
}

ROOMY = 72
"""Columns of a terminal that has room for more than the fewest words."""

SERVERS = "the server's limit"

MINUTE = 60


class Bar:
    """Draws one bar for each phase; purchases stay above it as lines."""

    def __init__(self, *, colored: bool, width: int) -> None:
        """Take how the terminal is."""
        self._width = width
        self._roomy = width >= ROOMY
        self._tasks: dict[str, TaskID] = {}
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            _Pace(roomy=self._roomy),
            TextColumn("{task.fields[paid]}"),
            console=Console(stderr=True, no_color=not colored, force_terminal=True, width=width, highlight=False),
            transient=True,
            expand=True,
        )

    def __call__(self, progress: Told) -> None:
        """Draw what is new."""
        if progress.wait is not None:
            self._wait(progress.wait)
            return
        if progress.phase == "collect" and not progress.total:
            self._pause()
            return
        if progress.phase == "publish" or (progress.total <= SHORT and progress.phase == "derive"):
            return
        if not self._tasks:
            self._bar.start()  # not before: until then somebody may be asked
        if progress.phase not in self._tasks:
            self._begin(progress.phase, progress.total)
        paid = f"{money(progress.spent)}{' so far' * self._roomy}" if progress.phase == "buy" else ""
        self._bar.update(self._tasks[progress.phase], completed=progress.done, total=progress.total, paid=paid)
        if progress.purchase is not None and progress.purchase.ending not in SILENT:
            self._bar.console.print(Text.from_ansi(wrapped(line_of(progress.purchase), self._width)))

    def picture(self) -> RenderableType:
        """Return the bar as it would be drawn now."""
        return self._bar.get_renderable()

    def stop(self) -> None:
        """Take the bar away."""
        if self._tasks:
            self._bar.stop()

    def _pause(self) -> None:
        """Take the bar away until the next phase: somebody may be asked before."""
        self.stop()
        for task in self._tasks.values():
            self._bar.remove_task(task)
        self._tasks.clear()

    def _begin(self, phase: str, total: int) -> None:
        """Begin a phase's bar; those before it are over."""
        for task in self._tasks.values():
            self._bar.update(task, visible=False)
        self._tasks[phase] = self._bar.add_task(TITLES[phase], total=total, paid="", wait=None, until=0.0)

    def _wait(self, wait: Wait) -> None:
        if wait.seconds >= 1 and "buy" in self._tasks:
            self._bar.update(self._tasks["buy"], wait=wait, until=time.monotonic() + wait.seconds)


class _Pace(ProgressColumn):
    """How fast it goes and how long it takes still; while nothing is sent, how long and whose limit that is."""

    def __init__(self, *, roomy: bool) -> None:
        super().__init__(Column(no_wrap=True))
        self._roomy = roomy

    def render(self, task: Task) -> Text:
        """Return what stands there now."""
        left = task.fields["until"] - time.monotonic()
        return Text(self._waiting(task.fields["wait"], left) if left > 0 else _speed(task))

    def _waiting(self, wait: Wait, left: float) -> str:
        own = f"{wait.limit} a minute" if self._roomy else "our pace"
        return f"waiting {ceil(left)} s: {SERVERS if wait.asked else own}"


def _speed(task: Task) -> str:
    if not task.completed or not task.elapsed:
        return ""
    left = ceil((task.total or 0) - task.completed) * task.elapsed / task.completed
    minutes, seconds = divmod(ceil(left), MINUTE)
    rate = task.completed / task.elapsed * MINUTE
    return f"{rate:,.{0 if rate >= 10 else 1}f}/min · {minutes}:{seconds:02} left"  # noqa: PLR2004  # two digits are enough
