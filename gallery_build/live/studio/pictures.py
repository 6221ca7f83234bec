"""The sheet's small pictures, made when they are asked for, two at a time, and kept for the session alone."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from gallery_build.live.shelf import Found, find
from gallery_build.site.derive import Damaged, Source, Spec, derivatives_of, derive

if TYPE_CHECKING:
    from types import TracebackType

SPEC = Spec((480,), ("webp",), 80)
"""Twice the height at which the sheet shows them."""


class Pictures:
    """The pictures of a session."""

    def __init__(self) -> None:
        """Make room for those of this session; it is cleared when it ends."""
        self._folder = TemporaryDirectory(prefix="gallery-studio-")
        self._makers = ThreadPoolExecutor(2, "studio-pictures")

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End, and leave nothing behind."""
        self._makers.shutdown(cancel_futures=True)
        self._folder.cleanup()

    async def of(self, source: Source) -> Found | None:
        """Return a source's small picture; None for an original that cannot be shown."""
        return await asyncio.get_running_loop().run_in_executor(self._makers, self._find, source)

    def _find(self, source: Source) -> Found | None:
        [small] = derivatives_of(source, SPEC)
        folder = Path(self._folder.name)
        found = find(folder, small.path)
        if found is None and not any(isinstance(one, Damaged) for one in derive([source], SPEC, folder)):
            found = find(folder, small.path)
        return found
