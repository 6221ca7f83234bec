"""As fast as the account allows, and no faster: tool and server go by one clock, which jumps while both wait."""

from __future__ import annotations

import datetime as dt
import gc
import tracemalloc
from dataclasses import dataclass
from decimal import Decimal
from heapq import heapreplace
from typing import TYPE_CHECKING, Any

import pytest

from gallery_build.buy.access import make_access
from gallery_build.job import Company, Progress, Wishes
from gallery_build.project import load
from gallery_build.purchasing import purchase
from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery
from tests.virtual import Skewed, VirtualClock

if TYPE_CHECKING:
    from pathlib import Path

MINUTE = 60.0
TOO_MANY = 429
LATENCY = 10.0
"""Seconds that a picture takes."""

MOST = 1.05
"""Times the ideal time that buying may take."""

FLAT = 0.5
"""Of the bytes of all pictures, by which memory may grow while the second and third hundred come."""


@dataclass(frozen=True, slots=True)
class Bought:
    """What buying came to."""

    made: int
    seconds: float
    """Of the clock that both go by."""
    refused: int
    """POSTs that met a rate limit."""
    trespasses: int
    """POSTs inside a window that the server had forbidden."""
    grown: int
    """Bytes by which memory grew after a third of the pictures; 0 where nobody traces it."""
    weight: int
    """Bytes of all pictures."""


def buy(
    root: Path,
    images: int,
    jobs: int,
    stated: int | None,
    *,
    speed: float = 1.0,
    hoarding: bool = False,
    **behaviour: Any,  # noqa: ANN401  # fields of Behaviour, which checks them
) -> Bought:
    """Buy foxes with so many images a minute stated, if any.

    `speed`: of the tool's own clock. `hoarding`: keep every picture in memory.
    """
    make_gallery(root, foxes(images))
    file = root / "gallery.toml"
    line = f"images_per_minute = {stated}" if stated else ""
    file.write_text(file.read_text(encoding="utf-8").replace("images_per_minute = 100000", line), encoding="utf-8")
    clock = VirtualClock()
    memory: dict[int, int] = {}
    hoard: list[bytes] = []

    def tell(progress: Progress) -> None:
        if progress.wait is None:
            if tracemalloc.is_tracing() and progress.done in {images // 3, images}:
                gc.collect()  # garbage that nobody has looked for yet outweighs the pictures
                memory[progress.done], _ = tracemalloc.get_traced_memory()
            clock.expect(min(jobs, images - progress.done))
        if hoarding and progress.purchase is not None and progress.purchase.original is not None:
            hoard.append((root / "originals" / progress.purchase.original.path).read_bytes())

    company = Company(dt.date(2026, 11, 22), tell=tell, clock=Skewed(clock, speed))
    with FakeAPI(clock=clock, **behaviour) as api:
        began = clock.now()
        bought, _ = purchase(load(root), Wishes(cap=Decimal(1000), jobs=jobs), make_access(api.url, api.key), company)
        refused = sum(post.status == TOO_MANY for post in api.posts())
        assert api.failures == []
        grown = memory.get(images, 0) - memory.get(images // 3, 0)
        weight = sum(path.stat().st_size for path in (root / "originals").rglob("*.png"))
        return Bought(bought.made, clock.now() - began, refused, len(api.trespasses(grace=0.001)), grown, weight)


def ideal(images: int, jobs: int, limit: int) -> float:
    """Return the seconds that nobody can beat: so many in any minute, so many at once, each taking its time."""
    free, begun = [0.0] * jobs, [0.0] * images
    for number in range(images):
        begun[number] = max(free[0], begun[number - limit] + MINUTE if number >= limit else 0.0)
        heapreplace(free, begun[number] + LATENCY)
    return max(free)


@pytest.mark.parametrize("form", ["seconds", "ms", "date", "message"])
def test_nothing_is_sent_inside_a_forbidden_window(tmp_path: Path, form: str) -> None:
    """Forty a minute are stated, five allowed, 8 workers, 20 images: the limit is learned from the first refusals."""
    bought = buy(tmp_path, 20, 8, 40, images_per_minute=5, retry_after=form, latency=1.0)
    assert (bought.made, bought.trespasses) == (20, 0)
    assert 0 < bought.refused < 8


def test_sixty_images_at_five_a_minute(tmp_path: Path) -> None:
    """Where the number is right nobody is ever refused."""
    bought = buy(tmp_path, 60, 8, 5, images_per_minute=5, latency=1.0)
    assert (bought.made, bought.refused, bought.trespasses) == (60, 0, 0)


def test_a_tool_that_is_too_fast_is_seen(tmp_path: Path) -> None:
    """The judge of windows judges: with a clock that runs too fast the tool trespasses."""
    assert buy(tmp_path, 12, 8, 5, speed=1.5, images_per_minute=5, latency=1.0).trespasses > 0


@pytest.mark.parametrize(("stated", "headers"), [(20, False), (None, True)])
def test_the_account_is_used_up(tmp_path: Path, stated: int | None, headers: bool) -> None:  # noqa: FBT001  # a table
    """Twenty a minute, 10 s each, 100 images: within 1.05 of the ideal time, the number stated or told by the server."""
    bought = buy(tmp_path, 100, 6, stated, images_per_minute=20, limit_headers=headers, latency=LATENCY)
    assert (bought.made, bought.refused, bought.trespasses) == (100, 0, 0)
    assert bought.seconds <= MOST * ideal(100, 6, 20)


def test_a_tool_that_is_too_slow_is_seen(tmp_path: Path) -> None:
    """The judge of time judges: with a clock that runs too slowly the tool is late."""
    assert buy(tmp_path, 45, 8, 20, speed=0.9, images_per_minute=20, latency=LATENCY).seconds > MOST * ideal(45, 8, 20)


@pytest.mark.long
@pytest.mark.parametrize(("stated", "headers"), [(60, False), (None, True)])
def test_three_hundred_images_at_sixty_a_minute(tmp_path: Path, stated: int | None, headers: bool) -> None:  # noqa: FBT001  # a table
    """Sixty a minute, 10 s each, 16 at a time: within 1.05 of the ideal time, after the answer that told the number."""
    bought = buy(tmp_path, 300, 16, stated, images_per_minute=60, limit_headers=headers, latency=LATENCY)
    print(f"{bought.seconds:.1f} s, the ideal is {ideal(300, 16, 60):.1f} s")  # noqa: T201  # the figures for docs/reliability.md
    assert (bought.made, bought.refused, bought.trespasses) == (300, 0, 0)
    assert bought.seconds <= MOST * ideal(300, 16, 60) + (0 if stated else LATENCY)


@pytest.mark.long
@pytest.mark.parametrize("hoarding", [False, True])
def test_memory_stays_flat(tmp_path: Path, hoarding: bool) -> None:  # noqa: FBT001  # a table
    """After 100 pictures, 200 more leave no picture behind; the judge sees a tool that keeps them."""
    tracemalloc.start()
    try:
        bought = buy(tmp_path, 300, 16, 60, hoarding=hoarding, images_per_minute=60)
    finally:
        tracemalloc.stop()
    print(f"{bought.grown:,} bytes grown, {bought.weight:,} bytes of pictures")  # noqa: T201  # the figures for docs/reliability.md
    assert (bought.grown > FLAT * bought.weight) is hoarding
