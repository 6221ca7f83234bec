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
            faults = self._read()
            standing = replace(self._standing, troubles=dict(self._troubles), faults=faults)
            if self._project is None:
                return Sheet("", faults=faults, books=standing.books)
            return sheet_of(self._seen(self._project, standing))

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
        """Return what became of a prompt, and what a new take costs, where the gallery can be read."""
        if self._read() or self._project is None:
            return f"{edit.prompt.id}: {name} is written"
        access = self._standing.books.access if self._standing.books else None
        words = change_of(edit.prompt, prompt_of(self._project, edit.prompt.id), name)
        price = price_of(self._project.plan(access=access).only([edit.prompt.id])) if name == "take" else ""
        return f"{words}; {price}" if price else words

    def _read(self) -> tuple[Fault, ...]:
        """Read the gallery anew; return what is wrong with it, and what the last build said."""
        own: tuple[Fault, ...] = ()
        try:
            self._project = load(self.root, self.config_file, self._session)
        except FaultsError as error:
            own = error.faults
        except GalleryError as error:
            own = (Fault("", error.message, hint=error.hint),)
        except OSError as error:  # a folder that is being moved while it is read
            own = (Fault("", f"{error.filename}: {error.strerror}"),)
        return tuple(dict.fromkeys((*own, *self._built)))

    def _seen(self, project: Project, standing: Standing) -> Seen:
        books = standing.books
        self._session.in_flight = books.asking if books else frozenset()
        holdings, access = project.look(), books.access if books else None
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
