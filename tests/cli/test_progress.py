"""How far a build is, as a pipe and a terminal are told."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from gallery_build.buy.pace import Wait
from gallery_build.buy.run import Ending, Purchase
from gallery_build.cli.bar import Bar
from gallery_build.cli.progress import Lines, speed
from gallery_build.job import Progress
from tests.test_why import item
from tests.values import a_prompt

if TYPE_CHECKING:
    from collections.abc import Callable

SERVER = Wait(12.4, asked=True, limit=5)
OWN = Wait(48.0, asked=False, limit=5)


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def made(done: int, total: int, ident: str = "fox") -> Progress:
    """Return the news of one purchase."""
    purchase = Purchase(item(a_prompt(ident)), Ending.MADE, charged=Decimal("0.013"))
    return Progress("buy", done, total, purchase, Decimal("0.013") * done)


def told(capsys: pytest.CaptureFixture[str], tell: Callable[[Progress], None], *news: Progress) -> list[str]:
    """Return the lines that were said of the news."""
    for progress in news:
        tell(progress)
    return capsys.readouterr().err.splitlines()


def test_a_pipe_hears_rate_time_and_money(capsys: pytest.CaptureFixture[str]) -> None:
    """What is left is said where it is a minute or more; else only how far and how much."""
    clock = Clock()
    lines = Lines(clock)
    lines(Progress("buy", 0, 40))
    clock.now = 30.0
    assert told(capsys, lines, made(5, 40)) == [
        "made      $0.013  fox  (5 of 40, $0.065 so far, 10 a minute, about 4 min left)"
    ]
    clock.now = 220.0
    assert told(capsys, lines, made(39, 40)) == ["made      $0.013  fox  (39 of 40, $0.507 so far)"]


def test_a_pipe_hears_of_a_long_wait_as_it_begins(capsys: pytest.CaptureFixture[str]) -> None:
    """Each wait for the server, the first one for the gallery's own limit, and none that is over at once."""
    waits = [Progress("buy", 0, 9, wait=wait) for wait in (SERVER, SERVER, OWN, OWN, Wait(2.0, asked=True, limit=5))]
    assert told(capsys, Lines(Clock()), *waits) == [
        "waiting 13 s: the server's limit",
        "waiting 13 s: the server's limit",
        "waiting 48 s: 5 a minute, as images_per_minute says",
    ]


def test_a_pipe_hears_from_time_to_time_how_far_the_pictures_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten thousand derivatives are no ten thousand lines, and no silence."""
    clock = Clock()
    lines = Lines(clock)
    for done in range(1000):
        clock.now = done / 10
        lines(Progress("derive", done, 1000))
    assert capsys.readouterr().err.splitlines() == [
        "drawing and resizing 1,000 pictures",
        "  300 of 1,000, 600 a minute, about 2 min left",
        "  600 of 1,000",
        "  900 of 1,000",
    ]


@pytest.mark.parametrize(
    ("done", "seconds", "words"),
    [(0, 9, ""), (1, 0, ""), (4, 60, "4.0 a minute, about 2 min left"), (9, 9, "60 a minute")],
)
def test_speed_is_what_was_seen(done: int, seconds: float, words: str) -> None:
    """Nothing is guessed before the first picture."""
    assert speed(done, 10, seconds) == words


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("wait", [None, SERVER, OWN], ids=["none", "server", "own"])
def test_the_bar_fits_one_line(width: int, wait: Wait | None) -> None:
    """How far, how fast or why not, how long still and the money stand on one line of a narrow terminal."""
    bar = Bar(colored=False, width=width)
    bar(Progress("buy", 0, 40))
    bar.stop()
    bar(made(3, 40))
    if wait:
        bar(Progress("buy", 0, 40, wait=wait))
    screen = Console(file=io.StringIO(), width=width)
    screen.print(bar.picture())
    line = screen.file.getvalue().rstrip("\n")  # type: ignore[attr-defined]  # it is a StringIO
    assert "\n" not in line
    assert "…" not in line
    assert line.startswith("buying")
    assert "3/40" in line
    assert "$0.039" in line
    assert ("waiting" in line) == bool(wait)
