"""The desk: reads the gallery for the studio, and picks, rerolls and takes back. Buys nothing, builds nothing."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.choosing import change_of, picked, plan_again, prompt_of, rerolled, write
from gallery_build.errors import FaultsError, GalleryError, UsageError
from gallery_build.kept import Session
from gallery_build.live.bell import Bell
from gallery_build.live.studio.sheet import Seen, Sheet, Standing, price_of, sheet_of
from gallery_build.model import Fault
from gallery_build.project import load
from gallery_build.publishing import read_originals
from gallery_build.words import money

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_build.buy.run import Purchase
    from gallery_build.choosing import Edit
    from gallery_build.job import Project
    from gallery_build.live.spending import Books
    from gallery_build.live.watch import Rebuilt
    from gallery_build.model import Key

REMEMBERED = 100
"""Edits that can be taken back."""


@dataclass(slots=True)
class Desk:
    """What the studio reads and writes.

    - It reads the gallery by itself, as another program would, so that a build is never kept waiting.
    - Every method may be called from any thread; looks and acts take turns.
    - Pages hear by the bell that there is news.
    """

    root: Path
    config_file: Path | None
    bell: Bell = field(default_factory=Bell)
    say: Callable[[str], None] = lambda _words: None
    """Tells every page what came of a purchase."""
    _standing: Standing = field(default_factory=Standing)
    _built: tuple[Fault, ...] = ()
    """What the last build found wrong, its warnings among it."""
    _troubles: dict[Key, str] = field(default_factory=dict)
    _session: Session = field(default_factory=Session)
    _project: Project | None = None
    """The gallery when it could last be read."""
    _edits: list[Edit] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, rebuilt: Rebuilt) -> None:
        """Hear of a rebuild."""
        self._built = (*rebuilt.faults, *(rebuilt.report.warnings if rebuilt.report else ()))
        self.bell.ring()

    def bought(self, purchase: Purchase, left: Decimal) -> None:
        """Hear of a purchase."""
        name, key = purchase.item.recipe.name, purchase.item.recipe.key
        if purchase.original is None:
            self._troubles[key] = purchase.message
        cost = f"{money(purchase.charged)}, " if purchase.charged else ""
        self.say(f"{name}: {purchase.ending.value}, {cost}{money(max(left, Decimal(0)))} left")
        self.bell.ring()

    def failed(self, error: GalleryError) -> None:
        """Hear why an order was not carried out."""
        self.say(f"nothing was bought: {error.message}")
        self.bell.ring()

    def ended(self) -> None:
        """Hear that an order has ended."""
        self.bell.ring()

    def counted(self, books: Books) -> None:
        """Hear how the money stands."""
        self._standing = replace(self._standing, books=books)
        self.bell.ring()

    def look(self) -> Sheet:
        """Return the sheet as the gallery stands; where it cannot be read, as it stood, and what is wrong."""
        with self._turn:
            faults = tuple(dict.fromkeys((*self._read(), *self._built)))
            standing = replace(self._standing, troubles=dict(self._troubles), faults=faults)
            try:
                return sheet_of(self._seen(self._project, standing)) if self._project else _bare(standing)
            except GalleryError as error:  # originals that cannot be read, say
                return _bare(standing, _fault_of(error))

    def pick(self, ident: str, number: int) -> str:
        """Show this image of a prompt alone; return what changed, in words. Raises GalleryError where nothing did."""
        return self._change("pick", lambda project: picked(project, ident, (number,)))

    def reroll(self, ident: str) -> str:
        """Ask for a prompt's images once more; return what changed and costs. Raises GalleryError where nothing did."""
        return self._change("take", lambda project: rerolled(project, ident))

    def undo(self) -> str:
        """Take the last edit back, byte for byte. Raises GalleryError where its file was changed since."""
        with self._turn:
            if not self._edits:
                raise UsageError("there is nothing to take back")
            edit = self._edits.pop()
            try:
                write(self.root, [replace(edit, before=edit.after, after=edit.before)])
            except GalleryError as error:
                raise GalleryError(f"not taken back: {error.message}", hint="git diff shows what changed") from None
        self.bell.ring()
        return f"{edit.prompt.id}: as it was before"

    def _change(self, name: str, edited: Callable[[Project], Edit]) -> str:
        with self._turn:
            self._read()
            if self._project is None:
                raise GalleryError("the gallery cannot be read", hint="mend what is said above")
            edit = edited(self._project)
            write(self.root, [edit])
            if edit.after != edit.before:
                self._edits = [*self._edits[1 - REMEMBERED :], edit]
            said = self._said(edit, name)
        self.bell.ring()
        return said

    def _said(self, edit: Edit, name: str) -> str:
        """Return what became of a prompt, and what a new take costs, as far as the gallery can be read."""
        written = f"{edit.prompt.id}: {name} is written"
        if self._read() or self._project is None:
            return written
        try:
            made = self._project.plan(access=self._standing.access).only([edit.prompt.id])
        except GalleryError:  # the sheet says why
            return written
        words = change_of(edit.prompt, prompt_of(self._project, edit.prompt.id), name)
        return f"{words}; {price_of(made)}" if name == "take" and made.wanted else words

    def _read(self) -> tuple[Fault, ...]:
        """Read the gallery anew; return what keeps it from being read."""
        try:
            self._project = load(self.root, self.config_file, self._session)
        except FaultsError as error:
            return error.faults
        except GalleryError as error:
            return (_fault_of(error),)
        except OSError as error:  # a folder that is being moved while it is read
            return (Fault("", f"{error.filename}: {error.strerror}"),)
        return ()

    def _seen(self, project: Project, standing: Standing) -> Seen:
        books = standing.books
        self._session.in_flight = books.asking if books else frozenset()
        holdings, access = project.look(), standing.access
        originals, faults = read_originals(project, holdings)
        return Seen(
            project.config.site.title,
            project.library.prompts,
            project.plan(holdings, access),
            plan_again(project, holdings, access),
            originals,
            project.store.folder,
            replace(standing, faults=tuple(dict.fromkeys((*standing.faults, *faults)))),
            self._session.step("sheet"),
        )


def _bare(standing: Standing, *faults: Fault) -> Sheet:
    """Return the sheet where there is nothing to show but faults."""
    return Sheet("", faults=(*faults, *standing.faults), books=standing.books)


def _fault_of(error: GalleryError) -> Fault:
    return Fault("", error.message, hint=error.hint)
