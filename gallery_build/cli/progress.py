"""Shows how far a build is: a bar on a terminal, plain lines in a pipe, nothing when quiet."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING

from gallery_build.cli.options import colored, columns
from gallery_build.cli.words import count, money, note, paint
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gallery_build.buy.pace import Wait
    from gallery_build.buy.run import Purchase
    from gallery_build.cli.options import Settings
    from gallery_build.job import Progress

SILENT = frozenset({"stopped", "halted", "store"})
"""Endings that many pictures share; they are said once, at the end."""

SHORT = 8
"""Steps of a phase that is over before a bar could be read."""

LONG = 5.0
"""Seconds of a wait that is worth a line of its own."""

PULSE = 30.0
"""Seconds after which a pipe hears again how far a long phase is."""

MINUTE = 60.0


@contextmanager
def telling(settings: Settings) -> Iterator[Callable[[Progress], None]]:
    """Yield what a build tells its progress to."""
    if settings.quiet or settings.json:
        yield lambda _progress: None
    elif settings.lively:
        from gallery_build.cli.bar import Bar  # noqa: PLC0415  # rich takes 60 ms, only where a bar is shown

        bar = Bar(colored=colored(sys.stderr), width=columns(sys.stderr))
        try:
            yield bar
        finally:
            bar.stop()
    else:
        yield Lines(time.monotonic)


class Lines:
    """Says each purchase on a line, each long wait as it begins, and now and then how far the pictures are."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take the clock, in seconds."""
        self._clock = clock
        self._begun = clock()
        self._said = clock()
        self._paced = False

    def __call__(self, progress: Progress) -> None:
        """Say what is new."""
        if progress.done == 0 and progress.wait is None:
            self._begun = self._said = self._clock()
        if progress.wait is not None:
            self._wait(progress.wait)
        elif progress.phase == "buy" and progress.purchase is not None and progress.purchase.ending not in SILENT:
            far = f"{progress.done:,} of {progress.total:,}, {money(progress.spent)} so far"
            note(f"{line_of(progress.purchase)}  ({far}{self._speed(progress)})")
        elif progress.phase == "derive" and progress.total > SHORT:
            self._derive(progress)

    def _wait(self, wait: Wait) -> None:
        """Say a long wait; those for the gallery's own limit come again and again, and are said once."""
        if wait.seconds >= LONG and (wait.asked or not self._paced):
            self._paced = self._paced or not wait.asked
            note(f"waiting {ceil(wait.seconds)} s: {reason_of(wait)}")

    def _derive(self, progress: Progress) -> None:
        if progress.done == 0:
            note(f"drawing and resizing {count(progress.total, 'picture')}")
        elif self._clock() - self._said >= PULSE:
            self._said = self._clock()
            note(f"  {progress.done:,} of {progress.total:,}{self._speed(progress)}")

    def _speed(self, progress: Progress) -> str:
        words = speed(progress.done, progress.total, self._clock() - self._begun)
        return f", {words}" if words.endswith("left") else ""


def line_of(purchase: Purchase) -> str:
    """Return one purchase as a line: how it ended, whose, what was paid or what was said."""
    name = printable(purchase.item.recipe.name)
    words = f"  {printable(purchase.message)}" if purchase.message else ""
    price = money(purchase.charged) if purchase.charged else ""
    return f"{paint(f'{purchase.ending.value:<8}')}  {price:>6}  {name}{words}"


def reason_of(wait: Wait) -> str:
    """Return whose limit a wait is for."""
    if wait.asked:
        return "the server's limit"
    return f"{wait.limit} a minute, {'as images_per_minute says' if wait.stated else 'as far as is known'}"


def speed(done: int, total: int, seconds: float) -> str:
    """Return how fast it goes, and how long it takes still where that is a minute or more."""
    if not done or seconds <= 0:
        return ""
    rate, left = done / seconds * MINUTE, (total - done) * seconds / done
    words = f"{rate:,.0f} a minute" if rate >= 10 else f"{rate:.1f} a minute"  # noqa: PLR2004  # two digits are enough
    return f"{words}, about {ceil(left / MINUTE)} min left" if left >= MINUTE else words
