"""The sheet as HTML, part by part, and what changed of it since a page was loaded."""

from __future__ import annotations

import secrets
import threading
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.kept import Kept
from gallery_build.site.theme import load_theme

if TYPE_CHECKING:
    from markupsafe import Markup

    from gallery_build.live.studio.desk import Desk
    from gallery_build.live.studio.sheet import Row, Sheet
    from gallery_build.site.derive import Source
    from gallery_build.site.theme import Theme

FILES = Path(__file__).parent / "page"
"""Templates, style sheet and script; none of them is a gallery's to override."""

SAYINGS = 50
"""What was said of purchases that a page may have missed."""


def own_theme() -> Theme:
    """Return the studio's templates, with every name escaped."""
    return load_theme(FILES)


@dataclass(slots=True)
class Pages:
    """The sheet as it was last rendered.

    - Each part has the number of the look in which it last changed, so a page is told only what it does not know.
    - Every method may be called from any thread.
    """

    desk: Desk
    theme: Theme = field(default_factory=own_theme)
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    """Tells this session from the one before on the same port."""
    sources: dict[str, Source] = field(default_factory=dict)
    """What the sheet's pictures are made from, by name; also those that a page may still be asking for."""
    _number: int = 0
    _sheet: Sheet | None = None
    _parts: dict[str, tuple[int, str]] = field(default_factory=dict)
    _order: tuple[int, tuple[str, ...]] = (0, ())
    _said: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=SAYINGS))
    _kept: Kept = field(default_factory=Kept)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def mark(self) -> str:
        """Return what a page that is loaded now knows."""
        return f"{self.run}.{self._number}"

    def say(self, words: str) -> None:
        """Let every page say this, once."""
        with self._turn:
            self._said.append((self._number + 1, words))

    def page(self, word: str) -> str:
        """Return the whole page, with the word that lets it write."""
        with self._turn:
            sheet = self._look()
            rows = [_safe(self._parts[f"row:{row.id}"][1]) for row in sheet.rows]
            top = _safe(self._parts["top"][1])
            return self.theme.render(
                "studio.html", {"sheet": sheet, "top": top, "rows": rows, "mark": self.mark, "word": word}
            )

    def since(self, mark: str) -> dict[str, object]:
        """Return what a page does not know that was loaded, or told, at a mark."""
        with self._turn:
            self._look()
            run, _, number = mark.partition(".")
            known = int(number) if number.isdecimal() and len(number) < len(str(2**31)) else -1
            if run != self.run or known < 0:
                return {"mark": self.mark, "all": True}
            changed, order = self._order
            return {
                "mark": self.mark,
                "all": False,
                "order": list(order) if changed > known else None,
                "parts": {name: html for name, (at, html) in self._parts.items() if at > known},
                "said": [words for at, words in list(self._said) if at > known],
            }

    def _look(self) -> Sheet:
        sheet = self.desk.look()
        if sheet == self._sheet and not (self._said and self._said[-1][0] > self._number):
            return sheet
        self._number += 1
        self._sheet = sheet
        order = tuple(row.id for row in sheet.rows)
        parts = {"top": self._top(sheet)} | {f"row:{row.id}": self._row(row) for row in sheet.rows}
        self._parts = {name: self._numbered(name, html) for name, html in parts.items()}
        if order != self._order[1]:
            self._order = self._number, order
        self.sources |= {one.source.name: one.source for row in sheet.rows for one in row.alternatives}
        return sheet

    def _numbered(self, name: str, html: str) -> tuple[int, str]:
        """Return a part with the number of the look in which it became what it is."""
        before = self._parts.get(name)
        return before if before and before[1] == html else (self._number, html)

    def _top(self, sheet: Sheet) -> str:
        return self.theme.render("top.html", {"sheet": sheet})

    def _row(self, row: Row) -> str:
        return self._kept.get(row.id, row, lambda: self.theme.render("row.html", {"row": row}))


def _safe(html: str) -> Markup:
    """Return a part as what it is: our own templates made it, with every name escaped."""
    from markupsafe import Markup  # noqa: PLC0415  # with Jinja

    return Markup(html)  # noqa: S704  # see above
