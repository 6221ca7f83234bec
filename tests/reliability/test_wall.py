"""The cap is a wall: however workers race to it, whatever is lost on the way, the server's books stay below."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.batches import buyer
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import foxes, make_gallery, tool_for

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = 12
LEAST, MOST = 3_600, 36_000
"""Millionths of a US dollar: one of these images, and ten."""


def race(root: Path, seed: int) -> tuple[Decimal, Decimal]:
    """Let five workers race to a cap that chance has set, past a server with its moods; return what was paid, and the cap."""
    chance = random.Random(seed)
    cap = Decimal(chance.randint(LEAST, MOST)) / 1_000_000
    moods = {
        "drop": chance.choice([0.0, 0.3]),
        "truncate": chance.choice([0.0, 0.2]),
        "error": chance.choice([0.0, 0.2]),
    }
    with FakeAPI(seed=seed, latency=(0.0, 0.02), error_charged=chance.random() < 0.5) as api:
        api.behave(**moods)
        buyer(root, api, IMAGES, jobs=5).build(cap=str(cap))
        api.settle()
        return api.paid(), cap


def races(root: Path, seeds: range) -> None:
    """Run so many, and hold each to the cap; nearly all come close to it."""
    runs = [race(root / str(seed), seed) for seed in seeds]
    assert [f"${paid} of ${cap}" for paid, cap in runs if paid > cap] == []
    assert sum(paid > cap / 2 for paid, cap in runs) > len(runs) / 2


def test_five_workers_never_cross_the_wall(tmp_path: Path) -> None:
    """Ten races."""
    races(tmp_path, range(10))


def test_a_wall_that_forgets_what_is_in_flight_is_seen(tmp_path: Path) -> None:
    """Where only what was paid counts, five at a time cross a cap for one."""
    sound = "while self._spent + self._in_flight + bound > self.cap"
    code = break_copy(tmp_path / "code", "buy/budget.py", sound, "while self._spent + bound > self.cap")
    root = make_gallery(tmp_path / "gallery", foxes(IMAGES))
    with FakeAPI(latency=0.3) as api:
        tool_for(root, api, cap="0.0036", code=code).build("--jobs", "5")
        assert api.paid() > Decimal("0.0036")


@pytest.mark.long
@pytest.mark.parametrize("block", range(4))
def test_two_hundred_races_never_cross_the_wall(tmp_path: Path, block: int) -> None:
    """The same, four times 50."""
    races(tmp_path, range(1_000 + 50 * block, 1_050 + 50 * block))
