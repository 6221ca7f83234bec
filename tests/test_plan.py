"""A plan says what is there, what is missing, how it would be asked for and what it costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.config import Config, Defaults
from gallery_build.key import recipes_of
from gallery_build.model import State
from gallery_build.models import load_catalogue
from gallery_build.plan import ending_models, faults_in, make_plan, request_for
from gallery_build.store import Holdings
from tests.values import a_prompt

if TYPE_CHECKING:
    from gallery_build.model import Prompt
    from gallery_build.plan import Plan

CATALOGUE = load_catalogue()
EMPTY = Holdings({}, {}, {}, {}, frozenset())
TODAY = dt.date(2026, 11, 22)


def planned(prompt: Prompt, holdings: Holdings = EMPTY) -> Plan:
    """Return the plan of one prompt with the default configuration."""
    return make_plan([prompt], holdings, Config(), CATALOGUE)


def state(prompt: Prompt, holdings: Holdings = EMPTY) -> State:
    """Return the state of a prompt's first image."""
    return planned(prompt, holdings).items[0].state


FOX = a_prompt()
KEY = recipes_of(FOX)[0].key
REQUEST = request_for(FOX, Config(), CATALOGUE)


@pytest.mark.parametrize(
    ("holdings", "expected"),
    [
        (EMPTY, State.MISSING),
        (replace(EMPTY, images={KEY: {"aa": "p"}}, records={KEY: {"aa": "r"}}), State.HAVE),
        (replace(EMPTY, records={KEY: {"aa": "r"}}), State.ABSENT),
        (replace(EMPTY, images={KEY: {"aa": "p"}}), State.ABSENT),
        (replace(EMPTY, pointers=frozenset({KEY})), State.ABSENT),
        (replace(EMPTY, asked={KEY: ("run",)}), State.UNKNOWN),
        (replace(EMPTY, refused={KEY: frozenset({(REQUEST.digest, "images.example")})}), State.REFUSED),
        (replace(EMPTY, refused={KEY: frozenset({("another request", "")})}), State.MISSING),
        (replace(EMPTY, images={KEY: {"aa": "p"}}, records={KEY: {"aa": "r"}}, asked={KEY: ("run",)}), State.HAVE),
    ],
)
def test_the_names_in_originals_say_the_state(holdings: Holdings, expected: State) -> None:
    """What is here, promised, refused or asked decides; nothing is opened for it."""
    assert state(FOX, holdings) is expected


@pytest.mark.parametrize(
    ("server", "addresses", "expected"),
    [
        ("a.example", {"openai": "a.example"}, State.REFUSED),
        ("a.example", {"openai": "b.example"}, State.MISSING),
        ("a.example", {"openai": "a.example:8080"}, State.MISSING),
        ("", {"openai": "b.example"}, State.REFUSED),
        ("a.example", None, State.REFUSED),
        ("a.example", {"den": "b.example"}, State.REFUSED),
    ],
)
def test_a_refusal_holds_for_the_server_that_gave_it(
    server: str, addresses: dict[str, str] | None, expected: State
) -> None:
    """Another one may be asked; where it is not known who refused, or who would be asked, nobody is."""
    refused = replace(EMPTY, refused={KEY: frozenset({(REQUEST.digest, server)})})
    (item,) = make_plan([FOX], refused, Config(), CATALOGUE, addresses=addresses).items
    assert item.state is expected


def test_a_sketch_of_ones_own_is_never_missing() -> None:
    """`provider: sketch` is drawn and free."""
    item = planned(a_prompt(params={"provider": "sketch"})).items[0]
    assert (item.state, item.wanted, item.quote.expected) == (State.DRAWN, False, Decimal(0))


@pytest.mark.parametrize(("attempts", "wanted"), [(1, True), (2, False), (3, False)])
def test_an_unknown_answer_is_asked_for_once_more_and_then_held(attempts: int, wanted: bool) -> None:  # noqa: FBT001  # a table
    """At most two paid attempts are made by themselves in an image's life."""
    holdings = replace(EMPTY, asked={KEY: tuple("abc"[:attempts])})
    assert planned(FOX, holdings).items[0].wanted is wanted


def test_each_of_n_images_is_a_recipe() -> None:
    """Raising n from 2 to 4 adds two recipes and moves none."""
    two, four = (planned(a_prompt(n=n)) for n in (2, 4))
    assert [item.recipe.key for item in two.items] == [item.recipe.key for item in four.items[:2]]


def test_drafts_are_not_planned() -> None:
    """A draft is never bought."""
    assert planned(a_prompt(draft=True)).items == ()


def test_the_request_is_the_file_over_the_defaults() -> None:
    """What the file does not state comes from the gallery's defaults."""
    request = request_for(a_prompt(params={"size": "1536x1024"}), Config(), CATALOGUE)
    assert (request.model, dict(request.params)) == ("gpt-image-2.5-flare", {"quality": "medium", "size": "1536x1024"})


def test_a_default_that_a_model_does_not_know_is_left_out() -> None:
    """The gallery's quality "medium" means nothing to dall-e-3; its own default holds."""
    request = request_for(a_prompt(params={"model": "dall-e-3"}), Config(), CATALOGUE)
    assert dict(request.params) == {"size": "1024x1024"}


def test_changed_defaults_make_nothing_missing() -> None:
    """A new default model leaves what is there as it is."""
    holdings = replace(EMPTY, images={KEY: {"aa": "p"}}, records={KEY: {"aa": "r"}})
    config = Config(defaults=Defaults(model="gpt-image-2", params={"size": "1536x1024", "quality": "high"}))
    assert make_plan([FOX], holdings, config, CATALOGUE).items[0].state is State.HAVE


def test_the_total_counts_only_what_is_priced() -> None:
    """What has no known price is counted apart."""
    made = make_plan([FOX, a_prompt("auto", "A hare.", params={"quality": "auto"})], EMPTY, Config(), CATALOGUE)
    assert (len(made.priced), len(made.unpriced)) == (1, 1)
    assert Decimal("0.013") < made.expected <= made.bound < Decimal("0.014")


def test_faults_stand_at_the_line_that_states_them() -> None:
    """An objection of the model names the prompt's file, line and column."""
    prompt = a_prompt(params={"size": "1024x1023"}, places={"size": (4, 7)})
    faults, warnings = faults_in(planned(prompt).wanted, CATALOGUE, TODAY, official=True)
    assert str(faults[0]).startswith(
        'prompts/fox.md:4:7: size "1024x1023" is not offered by gpt-image-2.5-flare\n  hint: '
    )
    assert (len(faults), warnings) == (1, [])


def test_a_retired_model_is_a_fault_only_where_it_is_gone() -> None:
    """Another server may still speak dall-e-3."""
    items = planned(a_prompt(params={"model": "dall-e-3"})).wanted
    official, _ = faults_in(items, CATALOGUE, TODAY, official=True)
    elsewhere, _ = faults_in(items, CATALOGUE, TODAY, official=False)
    assert (len(official), elsewhere) == (1, [])


@pytest.mark.parametrize(
    ("model", "day", "said"),
    [
        ("gpt-image-1.5", dt.date(2026, 11, 22), 1),
        ("gpt-image-1.5", dt.date(2026, 8, 1), 0),
        ("gpt-image-1.5", dt.date(2026, 12, 1), 0),
        ("gpt-image-2", dt.date(2026, 11, 22), 0),
        ("dall-e-3", dt.date(2026, 11, 22), 0),
    ],
)
def test_a_pinned_model_that_retires_soon_is_said_though_the_picture_is_there(
    model: str, day: dt.date, said: int
) -> None:
    """Once, at the line that names it, while there is time; once it is retired there is nothing to say of what stays."""
    fox = a_prompt(params={"model": model}, n=2, places={"model": (2, 8)})
    keys = [recipe.key for recipe in recipes_of(fox)]
    there = {key: {"d": "p"} for key in keys}
    items = planned(fox, replace(EMPTY, images=there, records=there)).items
    assert [item.state for item in items] == [State.HAVE, State.HAVE]
    faults = ending_models(items, CATALOGUE, day)
    assert [(fault.line, "retires on 2026-12-01" in fault.message) for fault in faults] == [(2, True)] * said


def test_a_default_that_retires_soon_is_not_said_for_each_picture() -> None:
    """A prompt that names no model follows the gallery's default, which `doctor` watches."""
    there = {KEY: {"d": "p"}}
    config = Config(defaults=replace(Defaults(), model="gpt-image-1.5"))
    items = make_plan([FOX], replace(EMPTY, images=there, records=there), config, CATALOGUE).items
    assert ending_models(items, CATALOGUE, dt.date(2026, 11, 22)) == []
