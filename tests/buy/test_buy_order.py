"""The queue hands out what can be asked for now, in the order of the plan."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.buy.queue import Queue
from gallery_build.config import Config
from gallery_build.models import load_catalogue
from gallery_build.plan import Item, make_plan
from gallery_build.prompts.links import link
from gallery_build.store import Holdings
from tests.values import a_prompt


def items(needs: dict[str, tuple[str, ...]]) -> tuple[Item, ...]:
    """Return the missing images of prompts that are made from each other."""
    prompts, faults = link([a_prompt(name, name, references=named) for name, named in needs.items()], {})
    assert faults == []
    return make_plan(prompts, Holdings({}, {}, {}, {}, frozenset()), Config(), load_catalogue()).items


def names(taken: list[Item]) -> list[str]:
    """Return whose they are."""
    return [item.recipe.prompt.id for item in taken]


def test_an_edit_waits_until_its_pictures_are_settled() -> None:
    """Others pass it meanwhile; once its picture's purchase has ended it is next."""
    queue = Queue(items({"a": (), "b": ("a",), "c": (), "d": ("b", "c")}))
    first = queue.take(3)
    assert (names(first), queue.take(3)) == (["a", "c"], [])
    queue.settle(first[0].recipe.key)
    second = queue.take(3)
    assert (names(second), queue.take(1)) == (["b"], [])
    queue.settle(first[1].recipe.key)
    queue.settle(second[0].recipe.key)
    assert names(queue.take(3)) == ["d"]


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 11)), min_size=1, max_size=12), st.integers(1, 4), st.randoms())
def test_everything_is_handed_out_once_and_after_what_it_needs(
    graph: list[set[int]], room: int, chance: object
) -> None:
    """Whatever is made from whatever, and in whatever order purchases end."""
    needs = {f"p{n}": tuple(f"p{other}" for other in sorted(others) if other < n) for n, others in enumerate(graph)}
    queue = Queue(items(needs))
    flying: list[Item] = []
    done: list[str] = []
    while taken := queue.take(room - len(flying)) or flying:
        flying += [item for item in taken if item not in flying]
        for item in flying:
            assert set(needs[item.recipe.prompt.id]) <= set(done)
        ended = flying.pop(chance.randrange(len(flying)))  # type: ignore[attr-defined]  # Hypothesis's own Random
        queue.settle(ended.recipe.key)
        done.append(ended.recipe.prompt.id)
    assert sorted(done) == sorted(needs)
