"""What a build did, in numbers, and the exit code that is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.model import Fault


class Exit(IntEnum):
    """Exit codes; docs/reference/exit-codes.md says when."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    PENDING = 3
    CAP = 4
    REFUSED = 5
    ABSENT = 6
    KEY = 7
    BUSY = 75
    INTERRUPTED = 130


PRECEDENCE = (
    Exit.INTERRUPTED,
    Exit.BUSY,
    Exit.USAGE,
    Exit.KEY,
    Exit.CAP,
    Exit.FAILED,
    Exit.REFUSED,
    Exit.ABSENT,
    Exit.PENDING,
)
"""Of several, the first."""

EXITS = {
    "refused": Exit.REFUSED,
    "failed": Exit.FAILED,
    "unknown": Exit.FAILED,
    "store": Exit.FAILED,
    "capped": Exit.CAP,
    "stopped": Exit.KEY,
}
"""How the wish for an image ended → the exit code that is due."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One image that was wanted and did not come: whose, how it ended, in whose words."""

    name: str
    ending: str
    message: str
    told: bool = True
    """Whether the progress said it already."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was handed in now, to be collected by a later build. `usd`: US dollars that it will probably cost."""

    batches: int = 0
    pictures: int = 0
    usd: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of batches that earlier builds handed in, and what those did cost in US dollars."""

    pictures: int = 0
    usd: Decimal = Decimal(0)
    notes: tuple[str, ...] = ()
    """How each batch stands that is not collected whole."""


NOTHING_SUBMITTED = Submitted()
NOTHING_COLLECTED = Collected()


@dataclass(frozen=True, slots=True)
class Bought:
    """What the buying came to. `spent` in US dollars, what may have been charged included."""

    made: int = 0
    spent: Decimal = Decimal(0)
    unpriced: int = 0
    """Images of `made` whose price is not known."""
    troubles: tuple[Trouble, ...] = ()
    reasons: tuple[Reason, ...] = ()
    exits: frozenset[Exit] = frozenset()
    submitted: Submitted = NOTHING_SUBMITTED
    collected: Collected = NOTHING_COLLECTED


NOTHING_BOUGHT = Bought()


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is otherwise than at the last build: `new`, `gone`, `renamed from …`, or the fields that changed, if known."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some things were made: `bought`, `drew`, `resized`, `copied`, `wrote` or `removed`, in words, and what."""

    act: str
    why: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the recipes stand after a build: state → count, and what is missing and its price."""

    prompts: int
    states: Mapping[str, int]
    missing_usd: Decimal
    """US dollars that what is missing and priced would probably cost."""
    missing_unpriced: int

    @property
    def missing(self) -> int:
        """Images that a build would buy, or that wait for a person's word."""
        return sum(count for state, count in self.states.items() if state not in {"have", "drawn"})


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    standing: Standing
    bought: Bought = NOTHING_BOUGHT
    derivatives: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    warnings: tuple[Fault, ...] = ()
    """What is amiss and did not stop the build."""
    published: bool = True
    seconds: float = 0.0
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Files that prompts are made from, by full path, each with the stamp it had before it was read."""
    site: str = ""
    """The home page, relative to the gallery."""
    exits: frozenset[Exit] = frozenset()
    reasons: tuple[Reason, ...] = ()
    """Why each thing was made; for a build with nothing to do, why not. Empty where nobody asked."""

    @property
    def idle(self) -> bool:
        """Tell whether there was nothing to do."""
        bought = self.bought
        acted = bought.made or bought.troubles or bought.submitted.pictures or bought.collected.pictures
        return self.published and not (acted or self.derivatives or self.written or self.removed)

    @property
    def exit(self) -> Exit:
        """The exit code that is due."""
        due = self.exits | self.bought.exits
        return next((code for code in PRECEDENCE if code in due), Exit.DONE)
