"""Shows how far a build is: a bar on a terminal, a line for each purchase in a pipe, nothing when quiet."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gallery_build.cli.words import count, money, note, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from gallery_build.buy.run import Purchase
    from gallery_build.cli.options import Settings
    from gallery_build.job import Progress

TITLES = {"buy": "buying", "derive": "drawing and resizing", "publish": "publishing"}
SILENT = frozenset({"stopped", "halted", "store"})
"""Endings that many pictures share; they are said once, at the end."""

SHORT = 8
"""Steps of a phase that is over before a bar could be read."""


@contextmanager
def telling(settings: Settings) -> Iterator[Callable[[Progress], None]]:
    """Yield what a build tells its progress to."""
    if settings.quiet or settings.json:
        yield lambda _progress: None
    elif settings.lively:
        lively = _Lively(_bar(colored=settings.colored))
        try:
            yield lively
        finally:
            lively.stop()
    else:
        yield _plainly


def _plainly(progress: Progress) -> None:
    if progress.purchase is not None and progress.purchase.ending not in SILENT:
        note(f"{line_of(progress.purchase)}  ({progress.done} of {progress.total}, {money(progress.spent)} so far)")
    elif progress.phase == "derive" and progress.done == 0 and progress.total > SHORT:
        note(f"drawing and resizing {count(progress.total, 'picture')}")


def line_of(purchase: Purchase) -> str:
    """Return one purchase as a line: how it ended, whose, what was paid or what was said."""
    name = printable(purchase.item.recipe.name)
    words = f"  {printable(purchase.message)}" if purchase.message else ""
    price = f"  {money(purchase.charged)}" if purchase.charged else ""
    return f"{purchase.ending.value:<8}  {name}{price}{words}"


class _Lively:
    """Draws one bar for each phase; purchases that failed stay above it as lines."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        if progress.phase == "publish" or (progress.total <= SHORT and progress.phase == "derive"):
            return
        if not self._tasks:
            self._bar.start()  # not before: until then somebody may be asked
        if progress.phase not in self._tasks:
            self._tasks[progress.phase] = self._bar.add_task(TITLES[progress.phase], total=progress.total, paid="")
        paid = f"{money(progress.spent)} so far" if progress.phase == "buy" else ""
        self._bar.update(self._tasks[progress.phase], completed=progress.done, paid=paid)
        if progress.purchase is not None and progress.purchase.ending not in SILENT:
            self._bar.console.print(line_of(progress.purchase), highlight=False, markup=False)

    def stop(self) -> None:
        """Take the bar away."""
        if self._tasks:
            self._bar.stop()


def _bar(*, colored: bool) -> Bar:
    from rich.console import Console  # noqa: PLC0415  # 60 ms, only where a bar is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[paid]}"),
        console=Console(stderr=True, no_color=not colored),
        transient=True,
        expand=True,
    )
