"""What files were parsed to before, for a session: a file whose text is the same is the same prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_build.config import Config
    from gallery_build.model import Prompt, SeriesText
    from gallery_build.prompts.source import Draft

Made = TypeVar("Made", "Prompt", "SeriesText")


class Parsed:
    """Prompts and series pages by path, each with the text it was parsed from; faults are found anew each time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._config: Config | None = None
        self._found: dict[str, tuple[Draft, object]] = {}

    def get(self, draft: Draft, config: Config, parse: Callable[[Draft, Config], Made]) -> Made:
        """Return what the file was parsed to with this text and this configuration, else parse it."""
        if config != self._config:
            self._config, self._found = config, {}
        before = self._found.get(draft.path)
        if before is None or before[0] != draft:
            before = self._found[draft.path] = draft, parse(draft, config)
        return before[1]  # type: ignore[return-value]  # one path is always parsed by the same function
