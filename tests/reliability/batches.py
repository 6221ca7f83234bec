"""Batches without the rest of a build: handed in and collected in this process, and what they left."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.buy.access import Access
from gallery_build.job import Company, Wishes
from gallery_build.project import load
from gallery_build.purchasing import purchase
from tests.reliability.galleries import foxes, make_gallery
from tests.reliability.judges import kept, leftovers, wrong_originals

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.report import Bought
    from tests.fake_api import FakeAPI

IMAGES = 4
HALF_PRICE = Decimal("0.0016225")
"""Of one of these pictures in a batch, by its usage."""


@dataclass(frozen=True, slots=True)
class Build:
    """What the buying of one build came to, and what it left."""

    bought: Bought
    states: Counter[str]

    @property
    def words(self) -> str:
        """All that is to be said."""
        said = [f"{one.ending}: {one.name}: {one.message}" for one in self.bought.troubles]
        return "\n".join([*said, *self.bought.collected.notes])

    def shows(self, words: str = "", *, collected: int = 0, submitted: int = 0, **states: int) -> bool:
        """Tell whether this is how it went; the states are compared as a whole."""
        found = (self.bought.collected.pictures, self.bought.submitted.pictures)
        assert (found, dict(self.states)) == ((collected, submitted), states), self.words
        assert words in self.words, self.words
        return True


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody with a gallery and a key."""

    root: Path
    access: Access

    def build(self, *, batch: bool = False, cap: str = "1000") -> Build:
        """Collect and buy, as a build does, and publish nothing."""
        wishes = Wishes(batch=batch, cap=Decimal(cap), allow_unpriced=True)
        company = Company(dt.datetime.now(dt.UTC).date())
        bought, _ = purchase(load(self.root), wishes, self.access, company)
        states = Counter(item.state.value for item in load(self.root).plan().items)
        return Build(bought, states)


def buyer(root: Path, api: FakeAPI, images: int = IMAGES, **config: object) -> Buyer:
    """Return the buyer of a new gallery."""
    return Buyer(make_gallery(root, foxes(images), **config), Access(api.url, api.key))


def recover(root: Path, api: FakeAPI, images: int, most: int = 5) -> None:
    """Build until everything is there, with time enough between two builds for a batch to appear in the list."""
    me = Buyer(root, Access(api.url, api.key))
    for _ in range(most):
        if me.build(batch=True).states["have"] == images:
            return
        earlier(root, "*.sent.json", "sent", 1000)


def open_batches(root: Path) -> list[Path]:
    """Return the notes of batches that are not collected."""
    return sorted((root / "originals" / "batches").glob("*.json"))


def intents(root: Path) -> list[Path]:
    """Return the intents of what was asked and not answered."""
    return sorted((root / "originals").glob("??/*.asked.json"))


def hold_to_promises(root: Path, api: FakeAPI, images: int = IMAGES) -> None:
    """Hold what is left to every promise: each picture paid once and kept, no run created twice, nothing left over."""
    wrong = wrong_batches(root, api, images)
    assert not wrong, wrong


def wrong_batches(root: Path, api: FakeAPI, images: int = IMAGES) -> list[str]:
    """Return what is wrong with what batches left, in words."""
    paid = Counter(charge.prompt for charge in api.ledger())
    wrong = [f"{prompt}: paid {count} times" for prompt, count in paid.items() if count > 1]
    wrong += [f"{prompt}: not paid" for prompt in foxes(images).values() if prompt not in paid]
    wrong += [f"run {run}: created {count} times" for run, count in Counter(api.batches()).items() if count > 1]
    wrong += [f"{len(kept(root))} of {images} kept"] if len(kept(root)) != images else []
    left = [path.name for path in (*open_batches(root), *intents(root))]
    return wrong + api.failures + wrong_originals(root) + leftovers(root) + left


def earlier(root: Path, pattern: str, field: str, seconds: int) -> None:
    """Let what the journal says have happened so much earlier."""
    for path in (root / "originals" / "batches").glob(pattern):
        plain = json.loads(path.read_bytes())
        moment = dt.datetime.fromisoformat(plain[field]) - dt.timedelta(seconds=seconds)
        path.unlink()
        path.write_text(json.dumps({**plain, field: f"{moment:%Y-%m-%dT%H:%M:%SZ}"}), encoding="utf-8")
