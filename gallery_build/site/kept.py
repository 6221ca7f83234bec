"""What a session keeps between builds: prompts and templates while their files stay, and what was rendered while its inputs are equal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from gallery_build.fingerprint import stamp_inputs
from gallery_build.prompts import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_build.model import Exhibit, Gallery, Group
    from gallery_build.site.theme import Theme

Made = TypeVar("Made")
Name = tuple[object, ...]


class Kept:
    """What was made in the build before, by name, with the values it was made from.

    - A thing is made again unless all its inputs are equal to those of the last time.
    - What a build does not ask for is forgotten when the next but one begins.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._before: dict[Name, tuple[object, object]] = {}
        self._now: dict[Name, tuple[object, object]] = {}
        self._exhibits: dict[str, Exhibit] = {}

    def begin(self, gallery: Gallery) -> Gallery:
        """Begin a build; return the same gallery, with every exhibit that is equal to one before as that very object."""
        self._before, self._now = self._now or self._before, {}
        before, self._exhibits = self._exhibits, {}
        for exhibit in gallery.exhibits:
            old = before.get(exhibit.prompt.id)
            self._exhibits[exhibit.prompt.id] = old if old is not None and old == exhibit else exhibit
        return replace(
            gallery,
            exhibits=self._same(gallery.exhibits),
            series=tuple(map(self._group, gallery.series)),
            tags=tuple(map(self._group, gallery.tags)),
            models=tuple(map(self._group, gallery.models)),
        )

    def get(self, name: Name, inputs: object, make: Callable[[], Made]) -> Made:
        """Return what was made of equal inputs under this name, else make it."""
        found = self._now.get(name) or self._before.get(name)
        if found is None or found[0] != inputs:
            found = inputs, make()
        self._now[name] = found
        return cast("Made", found[1])

    def _same(self, exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
        return tuple(self._exhibits[exhibit.prompt.id] for exhibit in exhibits)

    def _group(self, group: Group) -> Group:
        return replace(group, exhibits=self._same(group.exhibits))


class Warm:
    """What a session has read, and its theme. Templates of the gallery's own may look at anything, so then nothing rendered is kept."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.parsed = Parsed()
        self._stamp = ""
        self._theme: Theme | None = None

    def theme(self, own: Path, shipped: Path) -> Theme:
        """Return the theme, loaded anew where any of its files changed."""
        from gallery_build.site.theme import load_theme  # noqa: PLC0415  # templates only when something is rendered

        stamp = stamp_inputs([own, shipped])
        if self._theme is None or stamp != self._stamp:
            plain = not any(path.is_file() for path in own.glob("*"))
            self._theme = replace(load_theme(own, shipped), kept=Kept() if plain else None)
            self._stamp = stamp
        return self._theme
