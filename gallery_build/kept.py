"""What a session keeps from one build to the next: each thing with what it was made of, made again only where that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gallery_build.model import Key

Made = TypeVar("Made")
Given = TypeVar("Given")
Name = str | tuple[object, ...]


class Kept:
    """What one step of a build made the last time, by name.

    - A thing is made again unless what it is made of is equal to that of the last time.
    - Where nothing is kept, everything is made each time, and nothing is held in memory.
    """

    def __init__(self, *, keeping: bool = True) -> None:
        """Begin with nothing."""
        self._keeping = keeping
        self._made: dict[Name, tuple[object, object]] = {}
        self._lists: dict[str, tuple[object, dict[str, tuple[object, Any]]]] = {}

    def get(self, name: Name, inputs: object, make: Callable[[], Made]) -> Made:
        """Return what was made of equal inputs under this name, else make it. A thing that fails is not kept."""
        found = self._made.get(name)
        if found is None or found[0] != inputs:
            found = inputs, make()
            if self._keeping:
                self._made[name] = found
        return cast("Made", found[1])

    def each(
        self, name: str, shared: object, given: Mapping[str, Given], make: Callable[[Given], Made]
    ) -> Iterator[Made]:
        """Yield what is made of each of these, in their order: a thousand that stayed as they were cost next to nothing.

        `given`: by an id that tells them apart. `shared`: what all are made of besides; once it changed, all are made anew.
        """
        known, before = self._lists.get(name, (None, {}))
        if known is not shared and known != shared:
            before = {}
        now: dict[str, tuple[object, Made]] = {}
        for ident, one in given.items():
            found = before.get(ident)
            if found is None or (found[0] is not one and found[0] != one):
                found = one, make(one)
            now[ident] = found
            yield found[1]
        if self._keeping:
            self._lists[name] = shared, now

    def same(self, name: Name, value: Made) -> Made:
        """Return the equal value of the last time, else this one: one object compares at once."""
        return self.get(name, value, lambda: value)

    def forget(self, name: Name) -> None:
        """Make a thing anew the next time."""
        self._made.pop(name, None)


NOTHING = Kept(keeping=False)
"""For what is done once."""


class Session:
    """What the builds of one gallery in one process leave to each other, step by step; a single build, to itself."""

    def __init__(self, *, lasting: bool = False) -> None:
        """Begin with nothing. `lasting`: more builds follow, so what is large and easily made is kept too."""
        self.lasting = lasting
        self.in_flight: frozenset[Key] = frozenset()
        """Keys that the session is asking for just now: their answers are not unknown, only not there yet."""
        self._steps: dict[str, Kept] = {}

    def step(self, name: str) -> Kept:
        """Return what a step kept."""
        return self._steps.setdefault(name, Kept())
