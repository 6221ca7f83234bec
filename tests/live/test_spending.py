"""`--spend`: nothing without it; with it only text that stood still, in plan order, under the cap of the session."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.live.spending import STILL, look, ripe, within_reach
from gallery_build.project import load
from tests.fake_api import FakeAPI
from tests.live.sessions import CONFIG, until, watching
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gallery_build.plan import Plan

RICH = Decimal(10)


@pytest.fixture
def api() -> Iterator[FakeAPI]:
    """Serve the API that charges; at the end it must not have failed itself."""
    with FakeAPI() as api:
        yield api
        assert api.failures == []


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of one prompt."""
    return a_gallery(tmp_path / "gallery", config=CONFIG, fox="A red fox.\n")


def plan_of(gallery: Path) -> Plan:
    """Return the plan of a gallery as it stands."""
    return load(gallery).plan()


def test_a_text_is_ripe_after_two_looks_two_seconds_apart(gallery: Path) -> None:
    """One look buys nothing, however late; nor do two that are too near."""
    plan = plan_of(gallery)
    first = look({}, plan, 100.0)
    near, far = look(first, plan, 101.9), look(first, plan, 100.0 + STILL)
    assert ripe(plan, first, 100.0, RICH) == ripe(plan, near, 101.9, RICH) == ()
    assert ripe(plan, far, 100.0 + STILL, RICH) == ("fox",)


def test_a_text_that_changed_between_begins_anew(gallery: Path) -> None:
    """A look that does not find a key forgets when it was first seen."""
    plan = plan_of(gallery)
    (gallery / "prompts/fox.md").write_text("A grey fox.\n", encoding="utf-8")
    between = look(look({}, plan, 100.0), plan_of(gallery), 101.0)
    assert ripe(plan, look(between, plan, 103.0), 103.0, RICH) == ()


def test_an_edit_is_within_reach_when_its_pictures_are(tmp_path: Path) -> None:
    """What was tried in this session, or has no price, is not bought by way of what is made from it."""
    edit = "---\nreferences: fox\n---\nA hat.\n"
    gallery = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n", edit=edit, hare="A hare.\n")
    plan = plan_of(gallery)
    since = look({}, plan, 0.0)
    fox = next(item.recipe.key for item in plan.items if item.recipe.prompt.id == "fox")
    assert within_reach(plan, since) == since
    rest = within_reach(plan, {key: seen for key, seen in since.items() if key != fox})
    assert [item.recipe.prompt.id for item in plan.items if item.recipe.key in rest] == ["hare"]


def test_prompts_are_taken_in_plan_order_while_they_fit(tmp_path: Path) -> None:
    """What fits is a beginning of the plan: a cheaper one behind one that does not fit waits too."""
    dear = "---\nquality: high\n---\nA brown hare.\n"
    gallery = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n", hare=dear, owl="An owl.\n")
    plan = plan_of(gallery)
    since = look(look({}, plan, 0.0), plan, 5.0)
    bound = plan.items[0].quote.bound
    assert bound is not None
    assert ripe(plan, since, 5.0, bound * 3) == ("fox",)
    assert ripe(plan, since, 5.0, RICH) == ("fox", "hare", "owl")
    assert ripe(plan, since, 5.0, bound / 2) == ()


def test_a_growing_text_is_bought_once_at_its_end(gallery: Path, api: FakeAPI) -> None:
    """Autosaves of a growing prompt buy the last text alone, and its page shows the picture."""
    with watching(gallery, api, RICH) as session:
        for number in range(100):
            session.write("fox", "A red fox." + " very" * number + "\n")
            time.sleep(0.005)  # a person who types; the pause between letters is what is tested
        until(lambda: session.orders and "Sketch" not in session.page("prompts/fox.html"))
    assert len(api.ledger()) == 1
    assert session.purchases == [("fox", RICH - api.paid())]


def test_truncated_and_rewritten_buys_nothing_twice(gallery: Path, api: FakeAPI) -> None:
    """A file emptied and written again is the same text, in the same session and in the next one."""
    with watching(gallery, api, RICH) as session:
        until(lambda: session.orders)
        session.write("fox", "")
        until(lambda: session.rebuilds[-1].trouble)
        session.write("fox", "A red fox.\n")
        until(lambda: session.rebuilds[-1].mended)
        session.write("owl", "An owl.\n")
        until(lambda: session.orders == 2)
    with watching(gallery, api, RICH) as session:
        session.write("hare", "A hare.\n")
        until(lambda: session.orders)
    assert len(api.ledger()) == 3


def test_originals_moved_away_are_not_bought_again(gallery: Path, api: FakeAPI) -> None:
    """What was there once in a session is not bought by it, though its original has gone."""
    with watching(gallery, api, RICH) as session:
        until(lambda: session.orders and "Sketch" not in session.page("prompts/fox.html"))
        (gallery / "originals").rename(gallery / "away")
        until(lambda: "Sketch" in session.page("prompts/fox.html"))
        session.write("owl", "An owl.\n")
        until(lambda: session.orders == 2)
    assert sorted(name for name, _ in session.purchases) == ["fox", "owl"]
    assert len(api.ledger()) == 2


def test_the_cap_is_the_sessions(gallery: Path, api: FakeAPI) -> None:
    """Each purchase takes from what all have together; what no longer fits is not asked for."""
    bound = plan_of(gallery).items[0].quote.bound
    assert bound is not None
    with watching(gallery, api, bound * Decimal("1.5")) as session:
        until(lambda: session.orders)
        session.write("owl", "An owl.\n")
        until(lambda: session.page("prompts/owl.html"))
        seen = time.monotonic()
        until(lambda: time.monotonic() > seen + STILL * 1.5)
    assert [name for name, _ in session.purchases] == ["fox"]
    assert len(api.ledger()) == 1


def test_drafts_are_not_bought_where_they_are_shown(gallery: Path, api: FakeAPI) -> None:
    """A session that shows drafts, and may spend, buys for prompts alone."""
    (gallery / "prompts/draft.md").write_text("---\ndraft: true\n---\nAn owl.\n", encoding="utf-8")
    with watching(gallery, api, RICH, drafts=True) as session:
        until(lambda: session.orders)
        assert (gallery / ".gallery/drafts-site/prompts/draft.html").exists()
    assert ([name for name, _ in session.purchases], len(api.ledger())) == (["fox"], 1)


def test_a_picture_on_its_way_is_not_unknown(gallery: Path) -> None:
    """An edit while a purchase is under way does not show its answer as lost."""
    with FakeAPI(latency=1.0) as api, watching(gallery, api, RICH) as session:
        until(lambda: list((gallery / "originals").rglob("*.asked.json")))
        session.write("owl", "---\ntitle: An owl\n---\nAn owl.\n")
        until(lambda: "An owl" in session.page("index.html"))
        assert (session.orders, "answer unknown" in session.page("index.html")) == (0, False)


def test_a_lost_answer_is_shown_as_lost(gallery: Path) -> None:
    """Once its order has ended without a picture, the page says that the answer is unknown, with no further edit."""
    with FakeAPI(drop=True) as api, watching(gallery, api, RICH) as session:
        until(lambda: ("prompts/fox.md",) in [rebuilt.changed for rebuilt in session.rebuilds])
        assert "answer unknown" in session.page("index.html")
