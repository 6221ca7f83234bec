"""What `watch` and `serve` share: the session's cap, what is said of each rebuild and purchase, and how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from gallery_build.cli.buying import caught
from gallery_build.cli.explain import say_reasons
from gallery_build.cli.words import SCHEMA, count, money, note, say, say_error, say_faults
from gallery_build.errors import FaultsError, UsageError
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gallery_build.buy.run import Purchase
    from gallery_build.cli.options import Settings
    from gallery_build.errors import GalleryError
    from gallery_build.job import Company
    from gallery_build.live.changes import Changes
    from gallery_build.live.spending import Books, Hear, Purse
    from gallery_build.live.watch import Gallery, Rebuilt
    from gallery_build.report import Report

MOST = 3
"""Changed files that a line names."""


def live(
    gallery: Gallery,
    said: Settings,
    spend: str | None,
    tell: Callable[[Rebuilt], None] = lambda _rebuilt: None,
    hear: Hear | None = None,
) -> int:
    """Watch until a signal ends it; `tell` hears of each rebuild, and `hear` of purchases, after the person did."""
    from gallery_build.live.changes import Changes  # noqa: PLC0415  # watchdog, off --help
    from gallery_build.live.watch import watch  # noqa: PLC0415  # the same

    changes = Changes()

    def told(rebuilt: Rebuilt) -> None:
        say_rebuilt(rebuilt, said)
        tell(rebuilt)

    try:
        with (
            _signals(gallery.company, changes, said),
            _spending(gallery.company, said, spend, _Teller(changes, hear)) as purse,
        ):
            watch(gallery, changes, purse, told)
    finally:
        changes.close()
    return int(Exit.DONE)


def company() -> Company:
    """Return the company of a session: nobody is asked, and a signal halts it."""
    from gallery_build.job import Company  # noqa: PLC0415  # off --help

    return Company(dt.datetime.now(dt.UTC).date())


def say_rebuilt(rebuilt: Rebuilt, said: Settings) -> None:
    """Say one rebuild: faults at once; else what changed and how long it took."""
    if said.json:
        click.echo(json.dumps(_document(rebuilt), ensure_ascii=False))
        return
    if rebuilt.trouble is not None:
        _say_trouble(rebuilt.trouble)
        return
    assert rebuilt.report is not None
    say_faults(rebuilt.report.warnings, warning=True)
    if not said.quiet:
        mended = "mended: " if rebuilt.mended else ""
        say(f"{mended}{_changed(rebuilt.changed)} · {_made(rebuilt.report)} · {rebuilt.seconds:.2f} s")
        if said.verbose:
            for act, paths in {"wrote": rebuilt.report.written, "removed": rebuilt.report.removed}.items():
                for path in paths if not rebuilt.report.reasons else ():  # the reasons name them all
                    say(f"  {act} {path}")
        say_reasons(rebuilt.report.reasons, every=said.verbose)


class _Teller:
    """Says each purchase with what the session has left, then passes it on."""

    def __init__(self, changes: Changes, hear: Hear | None) -> None:
        self._changes, self._hear = changes, hear

    def bought(self, purchase: Purchase, left: Decimal) -> None:
        from gallery_build.cli.progress import line_of  # noqa: PLC0415  # only those who spend

        note(f"{line_of(purchase)}  ({money(max(left, Decimal(0)))} left)")
        if self._hear:
            self._hear.bought(purchase, left)

    def failed(self, error: GalleryError) -> None:
        _say_trouble(error)
        if self._hear:
            self._hear.failed(error)

    def ended(self) -> None:
        self._changes.wake()
        if self._hear:
            self._hear.ended()

    def counted(self, books: Books) -> None:
        if self._hear:
            self._hear.counted(books)


@contextmanager
def _spending(company: Company, said: Settings, spend: str | None, teller: _Teller) -> Iterator[Purse | None]:
    """Yield the session's purse; None where nothing may be spent, and then no key is even read."""
    from gallery_build.cli.user import access_of_user, offline_by_environment, parse_usd  # noqa: PLC0415  # off --help

    cap = parse_usd(spend) if spend is not None else Decimal(0)
    if not cap or offline_by_environment():
        yield None
        return
    from gallery_build.live.spending import Purse  # noqa: PLC0415  # only those who spend

    access = access_of_user()
    if not access.buys:
        raise UsageError("--spend needs a key", hint="set OPENAI_API_KEY, or leave --spend out")
    if not said.quiet:
        note(f"buying from {access.host} what stands unchanged for 2 seconds: at most {money(cap)} in this session")
    purse = Purse(cap, access, company, teller)
    try:
        yield purse
    finally:
        purse.close()


@contextmanager
def _signals(company: Company, changes: Changes, said: Settings) -> Iterator[None]:
    """Let the first signal end the session when what is in flight has arrived, and the second one at once."""

    def on_signal(_number: int, _frame: object) -> None:
        if company.halt.is_set():
            os._exit(int(Exit.INTERRUPTED))
        company.halt.interrupt()
        if said.interactive:
            note("")  # what the terminal shows of Ctrl-C stands on a line of its own
        changes.wake()

    with caught(on_signal):
        yield


def _say_trouble(error: GalleryError) -> None:
    if isinstance(error, FaultsError):
        say_faults(error.faults)
        note(f"{count(len(error.faults), 'fault')}; the last good site stays")
    else:
        say_error(error)


def _changed(names: tuple[str, ...]) -> str:
    if not names:
        return "built"
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return printable(", ".join(names[:MOST]) + more)


def _made(report: Report) -> str:
    parts = [
        count(len(report.written), "file") + " written" if report.written else "",
        f"{len(report.removed):,} removed" if report.removed else "",
    ]
    return " · ".join(filter(None, parts)) or "nothing new"


def _document(rebuilt: Rebuilt) -> dict[str, object]:
    report = rebuilt.report
    return {
        "schema": SCHEMA,
        "changed": list(rebuilt.changed),
        "written": list(report.written) if report else [],
        "removed": list(report.removed) if report else [],
        "faults": [str(fault) for fault in rebuilt.faults],
        "seconds": round(rebuilt.seconds, 3),
    }
