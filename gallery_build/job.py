"""The nouns of one build: the gallery on disk, what a person asked, and who is there to ask and to tell."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from gallery_build.buy.pace import Clock
from gallery_build.errors import BusyError, StoppedError, StoreError, UsageError
from gallery_build.kept import Session
from gallery_build.model import Traits
from gallery_build.plan import make_plan
from gallery_build.words import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.buy.pace import Wait
    from gallery_build.buy.run import Purchase
    from gallery_build.config import Config
    from gallery_build.model import Key, Prompt, State
    from gallery_build.models import Catalogue
    from gallery_build.plan import Plan
    from gallery_build.prompts import Library
    from gallery_build.store import Holdings, Store

LOCK_WAIT = 600.0
"""Seconds that a second builder waits for the first."""


@dataclass(frozen=True, slots=True)
class Project:
    """A gallery as it stands on disk: configuration, prompts, facts about models, and the store."""

    root: Path
    config: Config
    library: Library
    catalogue: Catalogue
    store: Store
    session: Session = field(default_factory=Session)

    @property
    def pictures(self) -> dict[str, str]:
        """Files that prompts are made from, by full path, each with the stamp it had before it was read."""
        return {str(self.root / name): stamp for name, stamp in self.library.pictures.items()}

    def reach(self, access: Access) -> Access:
        """Return the user's access with the endpoints on this machine that the gallery names.

        Raises UsageError where neither knows the user's default provider.
        """
        found = access.with_local(self.config.providers)
        found.require_default()
        return found

    def require(self, ids: Sequence[str]) -> None:
        """Raise UsageError where no prompt has one of these ids."""
        known = [prompt.id for prompt in self.library.prompts]
        for ident in ids:
            if ident not in known:
                hint = nearest(ident, known) or "gallery-build plan -v lists them all"
                raise UsageError(f'no prompt has the id "{ident}"', hint=hint)

    def look(self) -> Holdings:
        """Return what the store has, for pages: what is being asked for just now counts as not asked for yet."""
        held, flying = self.store.look(), self.session.in_flight
        return (
            replace(held, asked={key: runs for key, runs in held.asked.items() if key not in flying})
            if flying
            else held
        )

    def with_drafts(self) -> Project:
        """Return the gallery with its drafts as prompts like any other."""
        kept = self.session.step("drafts")

        def hung(prompt: Prompt) -> Prompt:
            return kept.get(prompt.id, prompt, lambda: replace(prompt, draft=False)) if prompt.draft else prompt

        return replace(self, library=replace(self.library, prompts=tuple(map(hung, self.library.prompts))))

    def plan(self, holdings: Holdings | None = None, access: Access | None = None) -> Plan:
        """Return the state and price of every recipe. Reads names in `originals/`; asks nobody and writes nothing.

        `access`: who would be asked, so that the user's default provider holds, and what other servers refused is no
        obstacle; None: for pages, which are the same whoever builds.
        """
        held = holdings or self.store.look()
        reached = self.reach(access) if access else None
        config = self.config.with_provider(reached.default) if reached else self.config
        kept, made = self.session.step("plan"), (self.library.prompts, held, config, self.catalogue)
        asked = reached.addresses if reached and held.refused else None
        make = partial(make_plan, *made, kept, traits=partial(self._traits, held), addresses=asked)
        return kept.get(("plan", asked is None, config is self.config), (made, asked), make)

    def _traits(self, holdings: Holdings, key: Key) -> Traits:
        """Return what the record of a picture that is here says; nothing where it cannot be read, which publishing tells."""
        try:
            record = self.store.originals(holdings, key)[0].record
        except StoreError:
            return Traits()
        return Traits(record.media_type, record.width, record.height, record.size)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked of one build."""

    only: tuple[str, ...] = ()
    """Prompt ids to buy for; empty: all."""
    cap: Decimal | None = None
    """The user's own cap in US dollars; None where the user named none."""
    max_images: int | None = None
    """Ask for at most so many images."""
    again: frozenset[State] = frozenset()
    """Ask once more for what is in these states: refused, unknown."""
    allow_unpriced: bool = False
    offline: bool = False
    batch: bool = False
    """Hand in what is missing as batches, at half price, instead of buying it now."""
    jobs: int | None = None
    strict: bool = False
    """Publish nothing unless every picture is there."""
    wait: bool = True
    """Wait for another build; else BusyError at once."""
    explain: bool = False
    """Report why each thing was made."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a phase is; in `buy`, what was bought last and spent so far, or a wait."""

    phase: str
    """`collect`, `buy` or `submit`, `derive`, `publish`."""
    done: int
    total: int
    """0: this phase is over."""
    purchase: Purchase | None = None
    spent: Decimal = Decimal(0)
    wait: Wait | None = None
    """Nothing is sent for a while; then the numbers say nothing."""


class Halt(Event):
    """Set once no further request may begin: by a signal, or by a failure that makes them pointless."""

    def __init__(self) -> None:
        """Begin unset."""
        super().__init__()
        self.interrupted = False
        self._below: list[Event] = []

    def below(self) -> Event:
        """Return an event that is set with this one, and can be set alone."""
        event = Event()
        self._below.append(event)
        return event

    def set(self) -> None:
        """Stop, with all that stands below."""
        super().set()
        for event in self._below:
            event.set()

    def interrupt(self) -> None:
        """Stop for a person: nothing more is issued, what is in flight is kept, nothing is published."""
        self.interrupted = True
        self.set()


@dataclass(frozen=True, slots=True)
class Company:
    """Who is with the build: somebody to ask, somebody to tell, something that stops it, and today's date."""

    today: dt.date
    confirm: Callable[[Plan, Access], bool] | None = None
    """Shows what would be bought, where and at what price, and asks; None where nobody can be asked."""
    tell: Callable[[Progress], None] = lambda _progress: None
    halt: Halt = field(default_factory=Halt)
    clock: Clock = field(default_factory=Clock)
    """What turns and pauses of the buying go by."""


@contextmanager
def hold(lock: Path, halt: Halt, *, wait: bool, what: str) -> Iterator[None]:
    """Hold a lock between processes.

    Raises BusyError where another build does not let go in time, StoppedError where a person does not wait for it.
    """
    import warnings  # noqa: PLC0415  # with filelock

    from filelock import FileLock, Timeout  # noqa: PLC0415  # 30 ms; a build with nothing to do needs none

    warnings.filterwarnings("ignore", "flock not supported")  # a file that is there or not takes its place
    try:
        with FileLock(lock).acquire(timeout=LOCK_WAIT if wait else 0, cancel_check=lambda: halt.interrupted):
            yield
    except Timeout:
        if halt.interrupted:
            raise StoppedError("interrupted while another build was at work: the last site stays") from None
        raise BusyError(f"another build is {what} here", hint="wait for it to end, then try again") from None
