"""What is still to be bought, in an order in which every picture comes after those it is made from."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.model import Key
    from gallery_build.plan import Item


class Queue:
    """Items in the order of the plan; one waits while a picture that it is made from is still wanted."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Take what is wanted."""
        self._waiting = deque(items)
        self._unsettled = {item.recipe.key for item in self._waiting}

    def take(self, room: int) -> list[Item]:
        """Take out at most so many items that can be asked for now."""
        ready: list[Item] = []
        held: list[Item] = []
        while self._waiting and len(ready) < room:
            item = self._waiting.popleft()
            (ready if self._unsettled.isdisjoint(item.needs) else held).append(item)
        self._waiting.extendleft(reversed(held))
        return ready

    def settle(self, key: Key) -> None:
        """Take note that an item's purchase has ended, however it did."""
        self._unsettled.discard(key)
