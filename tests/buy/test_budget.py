"""The cap is a wall, across workers and for what is in flight."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gallery_build.buy.budget import Wall

CENTS = st.integers(0, 30).map(lambda cents: Decimal(cents) / 100)


def test_what_does_not_fit_is_not_let_in() -> None:
    """An image that would cross the cap is refused, even alone."""
    assert not Wall(Decimal("0.10")).reserve(Decimal("0.11"))


def test_exactly_the_cap_fits() -> None:
    """The cap itself may be spent."""
    assert Wall(Decimal("0.10")).reserve(Decimal("0.10"))


def test_what_was_not_charged_is_free_again() -> None:
    """A refusal leaves its room to the next image."""
    wall = Wall(Decimal("0.10"))
    wall.reserve(Decimal("0.10"))
    wall.settle(Decimal("0.10"), Decimal(0))
    assert wall.reserve(Decimal("0.10"))


@given(st.lists(st.tuples(CENTS, st.floats(0, 1)), max_size=40), CENTS)
def test_five_workers_never_cross_the_wall(images: list[tuple[Decimal, float]], cap: Decimal) -> None:
    """However five workers race, what was charged stays under the cap."""
    wall = Wall(cap)

    def buy(image: tuple[Decimal, float]) -> Decimal:
        bound, share = image
        if not wall.reserve(bound):
            return Decimal(0)
        charged = (bound * Decimal(share)).quantize(Decimal("0.01"), "ROUND_DOWN")
        wall.settle(bound, charged)
        return charged

    with ThreadPoolExecutor(5) as pool:
        paid = sum(pool.map(buy, images), Decimal(0))
    assert paid == wall.spent <= cap


def test_an_image_waits_for_room_that_may_come() -> None:
    """While others in flight may settle lower, an image is not turned away."""
    wall = Wall(Decimal("0.10"))
    wall.reserve(Decimal("0.08"))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(wall.reserve, Decimal("0.05"))
        wall.settle(Decimal("0.08"), Decimal("0.01"))
        assert waiting.result(timeout=60)


def test_money_is_exact() -> None:
    """Ten times ten cents is a dollar, in any order."""
    wall, dice = Wall(Decimal(1)), Random(1)
    bounds = [Decimal("0.10")] * 10
    dice.shuffle(bounds)
    assert all(wall.reserve(bound) for bound in bounds)
