"""Minutes of saving under the real `watch` and `serve`: nothing bought without `--spend`, with it the last text alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.live.commands import running
from tests.live.sessions import CONFIG, until
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

    from tests.live.commands import Running

pytestmark = pytest.mark.long

SAVES, SECONDS = 500, 60.0
PAUSE = 2.2
"""Seconds that a file stays empty: longer than a text must stand before it is bought."""


@pytest.mark.parametrize("command", ["watch", "serve"])
def test_500_saves_in_a_minute_buy_at_most_the_last_text(tmp_path: Path, command: str) -> None:
    """Without `--spend` no request is made; with it one, for the last text; and the last page is right."""
    roots = [a_gallery(tmp_path / name, config=CONFIG, fox=grown(0)) for name in ("free", "spend")]
    with FakeAPI() as idle, FakeAPI() as api:
        with running(roots[0], idle, command) as free, running(roots[1], api, command, "--spend", "10") as spending:
            until(lambda: free.built and spending.built)
            started = time.monotonic()
            for number in range(1, SAVES + 1):
                save(grown(number), free, spending)
                time.sleep(max(0.0, started + number * SECONDS / SAVES - time.monotonic()))
            assert idle.posts() == api.posts() == []
            until(lambda: all(f"Fox {SAVES}" in one.page("prompts/fox.html") for one in (free, spending)))
            until(api.ledger)
            until(lambda: "Drawn by the gallery" not in spending.page("prompts/fox.html"))
            rebuilds = [len(one.lines) for one in (free, spending)]
        assert (idle.posts(), [charge.prompt for charge in api.ledger()]) == ([], [sent(SAVES)])
    print(f"{command}: {SAVES} saves in {SECONDS:.0f} s: {rebuilds} lines said")  # noqa: T201  # the figures of docs/reliability.md


@pytest.mark.parametrize("command", ["watch", "serve"])
def test_a_file_empty_for_two_seconds_is_bought_once(tmp_path: Path, command: str) -> None:
    """Emptied before or after its purchase and written again, a text is paid once in the session and the next one."""
    root = a_gallery(tmp_path / "gallery", config=CONFIG, fox=grown(1))
    with FakeAPI() as api:
        for number in (1, 2):
            with running(root, api, command, "--spend", "10") as session:
                until(lambda: session.built and sent(1) in [charge.prompt for charge in api.ledger()])
                save("", session)
                time.sleep(PAUSE)
                save(grown(1), session)
                text = f"A hare that nobody has bought, {number}."
                (root / "prompts/hare.md").write_text(f"{text}\n", encoding="utf-8")
                until(lambda: session.page("prompts/hare.html"))
                (root / "prompts/hare.md").write_text("", encoding="utf-8")
                time.sleep(PAUSE)
                assert len(api.posts()) == number
                (root / "prompts/hare.md").write_text(f"{text}\n", encoding="utf-8")
                until(lambda: len(api.ledger()) == number + 1)  # noqa: B023  # the same
        texts = [charge.prompt for charge in api.ledger()]
    assert len(texts) == len(set(texts)) == 3


def grown(number: int) -> str:
    """Return a prompt that has grown by so many words."""
    return f"---\ntitle: Fox {number}\n---\n{sent(number)}\n"


def sent(number: int) -> str:
    """Return what is sent of it."""
    return f"A red fox{' very' * number}."


def save(text: str, *sessions: Running) -> None:
    """Write the prompt in each gallery."""
    for one in sessions:
        (one.root / "prompts/fox.md").write_text(text, encoding="utf-8")
