"""What a session keeps from one build to the next: each thing with what it was made of, made again only where that changed."""

from __future__ import annotations

from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gallery_build.model import Key

Made = TypeVar("Made")
Given = TypeVar("Given")
Name = str | tuple[object, ...]


NEVER = object(), None
"""What was made of a thing that is new: of nothing equal."""


class _Made(NamedTuple):
    """What was made of a thousand things: by place, in their order."""

    shared: object
    names: list[str]
    values: list[Any]
    made: list[Any]

    def by_name(self) -> dict[str, tuple[Any, Any]]:
        """Return each by its name, with what it was made of."""
        return dict(zip(self.names, zip(self.values, self.made, strict=True), strict=True))


def _differing(values: list[Any], others: list[Any]) -> list[int]:
    """Return the places where two lists of one length are not equal; the same object in both costs next to nothing."""
    another = compress(count(), map(is_not, values, others))
    return [place for place in another if values[place] != others[place]]


class Kept:
    """What one step of a build made the last time, by name.

    - A thing is made again unless what it is made of is equal to that of the last time.
    - Where nothing is kept, everything is made each time, and nothing is held in memory.
    """

    def __init__(self, *, keeping: bool = True) -> None:
        """Begin with nothing."""
        self._keeping = keeping
        self._made: dict[Name, tuple[object, Any]] = {}
        self._lists: dict[str, _Made] = {}

    def get(self, name: Name, inputs: object, make: Callable[[], Made]) -> Made:
        """Return what was made of equal inputs under this name, else make it. A thing that fails is not kept."""
        found = self._made.get(name)
        if found is None or found[0] != inputs:
            found = inputs, make()
            if self._keeping:
                self._made[name] = found
        made: Made = found[1]
        return made

    def each(
        self, name: str, shared: object, given: Mapping[str, Given], make: Callable[[Given], Made]
    ) -> Iterator[Made]:
        """Yield what is made of each of these, in their order: a thousand that stayed as they were cost next to nothing.

        `given`: by an id that tells them apart. `shared`: what all are made of besides; once it changed, all are made anew.
        """
        names, values = list(given), list(given.values())
        before = self._lists.get(name)
        if before is not None and before.shared is not shared and before.shared != shared:
            before = None
        if before is not None and before.names == names:
            others, found = before.values, before.made.copy()
        else:
            known = before.by_name() if before else {}
            before_each = [known.get(ident, NEVER) for ident in names]
            others, found = [of for of, _ in before_each], [made for _, made in before_each]
        start = 0
        for place in _differing(values, others):
            yield from found[start:place]
            found[place] = make(values[place])
            yield found[place]
            start = place + 1
        yield from found[start:]
        if self._keeping:
            self._lists[name] = _Made(shared, names, values, found)

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
