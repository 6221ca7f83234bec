"""What open pages are told: which files of the site changed since they were loaded, and what is wrong now."""

from __future__ import annotations

import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_build.live.bell import Bell

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gallery_build.live.watch import Rebuilt
    from gallery_build.model import Fault

REMEMBERED = 200
"""Rebuilds that a page may have missed; one that missed more is loaded anew."""


@dataclass(slots=True)
class Hub:
    """The rebuilds of one session, by number, and the pages that listen.

    - `tell` is called by the thread that builds; all else belongs to the server's loop.
    - A page states the last rebuild it knows, so none is lost between its loading and its listening.
    """

    run: str = field(default_factory=lambda: secrets.token_hex(4))
    """Tells this session from the one before on the same port."""
    number: int = 0
    faults: tuple[Fault, ...] = ()
    bell: Bell = field(default_factory=Bell)
    _written: deque[tuple[int, tuple[str, ...]]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    @property
    def mark(self) -> str:
        """Return what a page that is loaded now knows."""
        return f"{self.run}.{self.number}"

    def tell(self, rebuilt: Rebuilt) -> None:
        """Take a rebuild, and let every page know."""
        report = rebuilt.report
        self._written.append((self.number + 1, (*report.written, *report.removed) if report else ()))
        self.faults = rebuilt.faults
        self.number += 1
        self.bell.ring()

    async def stream(self, mark: str) -> AsyncIterator[bytes]:
        """Yield events for a page that knows the session up to `mark`; the first one at once."""
        async for rung in self.bell.rings():
            if not rung:
                yield b": alive\n\n"
                continue
            now = self.mark
            yield f"id: {now}\ndata: {json.dumps(self._since(mark))}\n\n".encode()
            mark = now

    def _since(self, mark: str) -> dict[str, object]:
        run, _, number = mark.partition(".")
        known = int(number) if number.isdecimal() and len(number) < len(str(2**31)) else -1
        oldest = self._written[0][0] if self._written else 1
        lost = run != self.run or known < oldest - 1
        written = {path for at, paths in list(self._written) if at > known for path in paths}
        faults = [_plain(fault) for fault in self.faults]
        return {"all": lost, "written": sorted(written) if not lost else [], "faults": faults}


def _plain(fault: Fault) -> dict[str, str]:
    place = ":".join([fault.path, *(str(number) for number in (fault.line, fault.column) if number)])
    return {"place": place, "message": fault.message, "hint": fault.hint}
