"""However a prompt is saved, its page is right after one rebuild; and nothing is bought unless `--spend` said so."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import Access
from gallery_build.job import Wishes
from gallery_build.live.changes import QUIET
from gallery_build.project import build
from tests.fake_api import FakeAPI
from tests.live.commands import Running, running
from tests.live.habits import HABITS, new, old, prepare
from tests.live.sessions import CONFIG, Session, until, watching
from tests.live.test_warm import COMPANY, files
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Watch a gallery that has a prompt for each habit."""
    with watching(a_prepared_gallery(tmp_path_factory.mktemp("habits"))) as session:
        yield session


def a_prepared_gallery(root: Path) -> Path:
    """Return a gallery in git that has a prompt for each habit."""
    prepare(a_gallery(root, config=CONFIG))
    return root


@pytest.mark.parametrize("name", HABITS)
def test_every_habit_ends_with_the_right_page_in_one_rebuild(session: Session, name: str) -> None:
    """The page shows the text, nothing faulty was built, and nothing was built twice; the next save is heard too."""
    before, started = len(session.settle()), time.monotonic()
    HABITS[name](session.root / f"prompts/{name}.md")
    pauses = int((time.monotonic() - started) / QUIET)  # a tool that is held up may pause: then there are more moments
    until(lambda: f"New {name}" in session.page(f"prompts/{name}.html"))
    rebuilds = [one for one in session.settle()[before:] if one.changed != ("prompts/zz-mark.md",)]
    assert 1 <= len(rebuilds) <= 1 + pauses
    assert pauses or [one.faults for one in rebuilds] == [()]


@pytest.mark.parametrize("spender", ["serve", pytest.param("watch", marks=pytest.mark.long)])
def test_no_habit_spends_unless_told(tmp_path: Path, spender: str) -> None:
    """With a key at hand, every habit under `watch` and `serve` asks for nothing; with `--spend` each buys its text once."""
    with FakeAPI() as idle, FakeAPI() as api:
        free = [running(a_prepared_gallery(tmp_path / command), idle, command) for command in ("watch", "serve")]
        spending = running(a_prepared_gallery(tmp_path / "spending"), api, spender, "--spend", "10")
        with free[0] as watched, free[1] as served, spending as paid:
            until(lambda: watched.built and served.built and paid.built)
            for name in HABITS:
                replay(name, watched, served, paid)
            until(lambda: wanted() <= set(bought(api)))
        assert idle.posts() == []  # though those sessions had all the time in which the other one bought
        assert len(bought(api)) == len(set(bought(api)) & (wanted() | {sent(old(name)) for name in HABITS}))
        assert idle.failures == api.failures == []
    hold_to_the_cold_site(served.root)


def wanted() -> set[str]:
    """Return the texts that the habits leave, as they are sent."""
    return {sent(new(name)) for name in HABITS}


def sent(file: str) -> str:
    """Return the part of a file of habits that is sent."""
    return file.splitlines()[-1]


def bought(api: FakeAPI) -> list[str]:
    """Return the text of each picture that was charged."""
    return [charge.prompt for charge in api.ledger()]


def replay(name: str, *sessions: Running) -> None:
    """Save as one tool does in each session, and wait for the pages."""
    for one in sessions:
        HABITS[name](one.root / f"prompts/{name}.md")
    until(lambda: all(f"New {name}" in one.page(f"prompts/{name}.html") for one in sessions))


def hold_to_the_cold_site(root: Path) -> None:
    """Hold the site of a session to the one that a build from nothing makes, byte for byte."""
    warm = files(root / "site")
    for folder in ("site", ".gallery"):
        shutil.rmtree(root / folder)
    build(root, Wishes(offline=True), Access(), COMPANY)
    assert files(root / "site") == warm
