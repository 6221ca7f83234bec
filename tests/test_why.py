"""The reason for a state is told in words a person can act on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gallery_build.config import Config
from gallery_build.model import Input, Role, State
from gallery_build.models import load_catalogue
from gallery_build.plan import make_plan
from gallery_build.store import Holdings
from gallery_build.why import cause, drift
from tests.values import FOX, a_key, a_picture, a_prompt, a_record, hex_of

if TYPE_CHECKING:
    from gallery_build.model import Prompt
    from gallery_build.plan import Item

BEFORE = a_record(a_key(), a_picture())


def item(prompt: Prompt, state: State = State.MISSING) -> Item:
    """Return a prompt's first item in a state."""
    empty = Holdings({}, {}, {}, {}, frozenset())
    return replace(make_plan([prompt], empty, Config(), load_catalogue()).items[0], state=state)


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        (a_prompt(text="A grey fox in snow."), "its text changed"),
        (a_prompt(sent=f"{FOX}\nInk.", preset="ink"), 'the text of preset "ink" changed'),
        (a_prompt(take=2), "take 2 is asked for"),
        (a_prompt(params={"size": "1536x1024"}), "size 1024x1024 → 1536x1024"),
        (a_prompt(params={"background": "transparent"}), "background not stated → transparent"),
    ],
)
def test_a_missing_picture_says_what_changed(prompt: Prompt, words: str) -> None:
    """Text, preset, take and parameters are told apart."""
    assert cause(item(prompt), BEFORE) == words


def test_a_prompt_that_was_renamed_and_edited_says_perhaps() -> None:
    """A lost prompt of nearly the same words is named, and no more is claimed; one of other words is not."""
    moved = item(a_prompt("reynard", "A grey fox in snow."))
    words = "no picture was ever made under its id; its text is like that of fox, which is gone: perhaps renamed, and edited"
    assert cause(moved, None, [BEFORE]) == words
    assert cause(item(a_prompt("hare", "Seven ships at sea.")), None, [BEFORE]) == "no picture was ever made for it"


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ((("a.png", "b"),), "the picture behind a.png changed"),
        ((("a.png", "a"), ("b.png", "b")), "other pictures are named"),
        ((), "other pictures are named"),
        ((("moved/a.png", "a"),), "what its file states about the request changed"),
    ],
)
def test_a_missing_edit_says_which_picture_is_another(inputs: tuple[tuple[str, str], ...], words: str) -> None:
    """A file that only moved is not the cause; the record tells what was sent by its digests."""
    told = [{"path": "a.png", "digest": hex_of("a"), "media_type": "image/png", "size": 9}]
    before = replace(BEFORE, request={**BEFORE.request, "image": told})
    named = tuple(Input(Role.REFERENCE, name, hex_of(content)) for name, content in inputs)
    assert cause(item(a_prompt(inputs=named)), before) == words


def test_what_only_a_server_knows_is_compared_one_by_one() -> None:
    """A record has it among what was sent."""
    before = replace(BEFORE, request={**BEFORE.request, "seed": 7, "steps": 20})
    assert cause(item(a_prompt(params={"extra_body": {"seed": 7, "steps": 30}})), before) == "steps 20 → 30"


def test_a_new_prompt_says_so() -> None:
    """A prompt without any record is new."""
    assert cause(item(a_prompt()), None) == "no picture was ever made for it"


def test_a_reflowed_prompt_is_have_and_says_so() -> None:
    """White space makes nothing stale, and the difference is told."""
    reflowed = a_prompt(text=FOX.replace(" ", "\n"))
    assert cause(item(reflowed, State.HAVE), BEFORE).endswith("the file differs in white space")


@pytest.mark.parametrize("state", [state for state in State if state not in {State.HAVE, State.MISSING}])
def test_every_other_state_has_words(state: State) -> None:
    """No state is left unexplained."""
    assert cause(item(a_prompt(), state), None)


def test_drift_is_what_the_file_does_not_state() -> None:
    """A default that changed since is a remark; what the file states is no drift."""
    older = replace(BEFORE, request={**BEFORE.request, "quality": "low", "size": "1536x1024"})
    prompt = a_prompt(params={"size": "1024x1024"})
    assert drift(item(prompt, State.HAVE), older) == {"quality": ("low", "medium")}
