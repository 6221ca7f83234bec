"""The moments of a build, as they are seen from outside: when to strike, and what was struck."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.reliability.galleries import until
from tests.reliability.judges import MANIFEST, PENDING, kept

if TYPE_CHECKING:
    import random
    import subprocess
    from pathlib import Path

    from tests.fake_api import FakeAPI

FILES_OF_A_PICTURE = 2
"""Derivatives of one picture in these galleries: one width, and the card for other sites."""


class Phase(StrEnum):
    """How far a build had come."""

    PLANNING = "planning"
    BUYING = "buying"
    DERIVING = "deriving"
    PUBLISHING = "publishing"
    DONE = "done"


STRUCK = (Phase.PLANNING, Phase.BUYING, Phase.DERIVING, Phase.PUBLISHING)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in a build: so far into a phase, and a little later still."""

    phase: Phase
    share: float
    """Of the phase's work, from 0 to 1."""
    later: float
    """Seconds after that was seen."""


def random_moment(phase: Phase, chance: random.Random) -> Moment:
    """Return a point in a phase; planning shows nothing outside, so only the clock tells."""
    return Moment(phase, chance.random(), chance.uniform(0, 0.5 if phase is Phase.PLANNING else 0.03))


def wait_for(moment: Moment, process: subprocess.Popen[str], root: Path, api: FakeAPI, images: int) -> None:
    """Return when the build has come to the moment, or has ended."""
    before = len(api.posts())

    def reached() -> bool:
        if moment.phase is Phase.BUYING:
            return len(api.posts()) - before > moment.share * (images - 1)
        if moment.phase is Phase.DERIVING:
            return len(derivatives(root)) >= moment.share * images * FILES_OF_A_PICTURE > 0
        if moment.phase is Phase.PUBLISHING:
            return (root / "site" / PENDING).exists() and len(
                list((root / "site").glob("prompts/*"))
            ) >= moment.share * images
        return True

    until(reached, process)
    time.sleep(moment.later)


def phase_of(root: Path, images: int, posts: int) -> Phase:
    """Return how far a build had come, from what it left."""
    if not posts:
        return Phase.PLANNING
    if len(kept(root)) < images:
        return Phase.BUYING
    if len(derivatives(root)) < images * FILES_OF_A_PICTURE:
        return Phase.DERIVING
    site = root / "site"
    return Phase.PUBLISHING if (site / PENDING).exists() or not (site / MANIFEST).exists() else Phase.DONE


def derivatives(root: Path) -> list[Path]:
    """Return the derivatives that are whole."""
    return [path for path in (root / ".gallery" / "derivatives").rglob("*.jpg") if not path.name.startswith(".")]
