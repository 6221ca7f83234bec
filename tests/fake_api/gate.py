"""Who may have work done now: the window of images a minute, and the credit that is left."""

from __future__ import annotations

import math
import threading
from collections import deque
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

from tests.fake_api.answer import Refused, refusal

if TYPE_CHECKING:
    from tests.fake_api.behaviour import Behaviour
    from tests.fake_api.orders import Order


class Gate:
    """Counts what was let in. Work that is let in keeps its place in the window and in the credit."""

    def __init__(self, spent: int) -> None:
        """Begin with the images that earlier lives of the server charged."""
        self._lock = threading.Lock()
        self._let_in: deque[float] = deque()
        self._reserved = spent
        self._opens: dict[str, float] = {}

    def enter(self, order: Order, behaviour: Behaviour, now: float) -> None:
        """Let the order in. Raises Refused without credit, or when the minute is full."""
        with self._lock:
            if behaviour.quota is not None and self._reserved + order.n > behaviour.quota:
                raise _broke(behaviour.quota_code)
            self._let_through_window(order, behaviour, now)
            self._reserved += order.n

    def knock(self, name: str, behaviour: Behaviour, now: float) -> None:
        """Let a request for files or batches in once it has waited. Raises Refused before that."""
        with self._lock:
            opens = self._opens.setdefault(name, now + behaviour.batch_waits)
        if now < opens:
            raise _wait_until(opens, behaviour, f"Rate limit reached for {name}.", now)

    def give_back(self, order: Order) -> None:
        """Free the credit of work that was not charged."""
        with self._lock:
            self._reserved -= order.n

    def left(self, behaviour: Behaviour, now: float) -> int:
        """Return how many images the minute has room for."""
        with self._lock:
            within = sum(moment > now - behaviour.window for moment in self._let_in)
            return max((behaviour.images_per_minute or 0) - within, 0)

    def _let_through_window(self, order: Order, behaviour: Behaviour, now: float) -> None:
        limit = behaviour.images_per_minute
        if limit is None:
            return
        while self._let_in and self._let_in[0] <= now - behaviour.window:
            self._let_in.popleft()
        excess = len(self._let_in) + order.n - limit
        if excess > 0:
            blocking = self._let_in[min(excess, len(self._let_in)) - 1] if self._let_in else now
            raise _rate_limited(order, behaviour, len(self._let_in), now, blocking + behaviour.window)
        self._let_in.extend([now] * order.n)


def _rate_limited(order: Order, behaviour: Behaviour, used: int, now: float, retry_at: float) -> Refused:
    message = (
        f"Rate limit reached for {order.name} in organization org-fake on input-images per min: "
        f"Limit {behaviour.images_per_minute}, Used {used}, Requested {order.n}."
    )
    return _wait_until(retry_at, behaviour, message, now)


def _wait_until(retry_at: float, behaviour: Behaviour, message: str, now: float) -> Refused:
    wait = retry_at - now
    message = f"{message} Please try again in {_spell(wait)}."
    headers = {
        "seconds": {"retry-after": str(math.ceil(wait))},
        "date": {"retry-after": formatdate(math.ceil(retry_at), usegmt=True)},
        "ms": {"retry-after-ms": str(math.ceil(wait * 1000))},
    }.get(behaviour.retry_after, {})
    refused = refusal(429, message, kind="input-images", code="rate_limit_exceeded", headers=headers)
    return Refused(replace(refused.answer, retry_at=retry_at))


def _spell(seconds: float) -> str:
    return f"{math.ceil(seconds * 1000)}ms" if seconds < 1 else f"{math.ceil(seconds * 1000) / 1000:g}s"


def _broke(code: str) -> Refused:
    if code == "billing_hard_limit_reached":
        return refusal(400, "Billing hard limit has been reached", kind="billing_limit_user_error", code=code)
    message = "You exceeded your current quota, please check your plan and billing details."
    return refusal(429, message, kind="insufficient_quota", code=code)
