"""What the commands that buy share: the question, the signals that stop them, and what is said of trouble."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from gallery_build.cli.words import count, money, note, paint
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from gallery_build.buy.access import Access
    from gallery_build.cli.options import Settings
    from gallery_build.job import Halt
    from gallery_build.plan import Plan
    from gallery_build.report import Trouble


@contextmanager
def signals(halt: Halt) -> Iterator[None]:
    """Let the first signal stop the build when what is in flight has arrived, and the second one at once."""

    def on_signal(_number: int, _frame: object) -> None:
        if halt.interrupted:
            os._exit(int(Exit.INTERRUPTED))
        halt.interrupt()
        note("\nstopping: what is in flight is kept; again to leave at once")

    with caught(on_signal):
        yield


@contextmanager
def caught(act: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Let both signals that end a program do this instead, for as long as the block runs."""
    before = {number: signal.signal(number, act) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def offer(wanted: Plan, access: Access, *, batch: bool = False) -> str:
    """Return what would be bought, where and at what price."""
    how = " in a batch, at half price" if batch else ""
    price = f"about {money(wanted.expected)}, at most {money(wanted.bound)}"
    servers = (access.of(item.request.provider) for item in wanted.priced)
    hosts = " and ".join(dict.fromkeys(there.host for there in servers if there))
    return f"{count(len(wanted.priced), 'picture')} to buy from {hosts or access.host}{how}: {price}"


def asking(*, batch: bool = False) -> Callable[[Plan, Access], bool]:
    """Return what shows the price and asks."""

    def confirm(wanted: Plan, access: Access) -> bool:
        priced, unpriced = len(wanted.priced), len(wanted.unpriced)
        if unpriced:
            note(
                f"{count(unpriced, 'picture')} without a known price: --allow-unpriced buys {'it' if unpriced == 1 else 'them'}"
            )
        if not priced:
            return False
        note(offer(wanted, access, batch=batch))
        number = signal.signal(signal.SIGINT, signal.default_int_handler)  # nothing is in flight: leave at once
        try:
            yes = click.confirm("buy now?", default=False, err=True)
        finally:
            signal.signal(signal.SIGINT, number)
        if not yes:
            note("nothing bought")
        return yes

    return confirm


def say_troubles(troubles: Sequence[Trouble], said: Settings) -> None:
    """Say what went wrong, the same words once; what the progress said already is not said again."""
    told = frozenset() if said.quiet else frozenset({"refused", "failed", "unknown", "capped", "blocked"})
    alike: dict[tuple[str, str], list[str]] = {}
    for trouble in troubles:
        if not trouble.told or trouble.ending not in told:
            words = re.sub(r" \(request \w+\)$", "", trouble.message)
            alike.setdefault((trouble.ending, words), []).append(trouble.name)
    for (ending, words), names in alike.items():
        who = names[0] if len(names) == 1 else count(len(names), "picture")
        note(f"{paint(ending)}: {printable(who)}: {printable(words)}")
        if ending == "stopped":
            note("  hint: mend it, then build again: only what is missing is bought")
