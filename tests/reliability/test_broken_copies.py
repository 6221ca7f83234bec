"""The batteries see what they look for: on a package that is broken on purpose, the same judges find fault."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import foxes, make_gallery, tool_for, until
from tests.reliability.judges import kept, paid_too_often, wrong_originals
from tests.reliability.moments import Phase, random_moment, wait_for

if TYPE_CHECKING:
    from pathlib import Path

SOUND_WRITE = "            file.write(content)\n"
TORN_WRITE = """\
            file.write(content[: len(content) // 2])
            file.flush()
            __import__("time").sleep(0.2)
            file.write(content[len(content) // 2 :])
"""


def kill_while_buying(root: Path, code: Path, kills: int) -> FakeAPI:
    """Kill a broken tool's build so often; return the server's books."""
    make_gallery(root, foxes(4))
    with FakeAPI(latency=2.0) as api:
        tool = tool_for(root, api, code=code)
        for seed in range(kills):
            process = tool.start()
            wait_for(random_moment(Phase.BUYING, random.Random(seed)), process, root, api, 2)
            process.kill()
            process.communicate()
    return api


def test_without_an_intent_images_are_paid_a_third_time(tmp_path: Path) -> None:
    """A store that writes no intent forgets what it asked, and the judge of payments says so."""
    code = break_copy(
        tmp_path / "code",
        "buy/run.py",
        "    shop.store.intend(key, run, intent_of(item,",
        "    _ = (intent_of(item,",
    )
    assert paid_too_often(kill_while_buying(tmp_path / "gallery", code, 3))


@pytest.mark.long
def test_with_the_intent_they_are_not(tmp_path: Path) -> None:
    """The same kills on an unbroken copy: nothing is paid a third time, so the copying breaks nothing."""
    code = break_copy(tmp_path / "code", "buy/patience.py", "FREE_TRIES = 5\n", "FREE_TRIES = 5 \n")
    assert paid_too_often(kill_while_buying(tmp_path / "gallery", code, 3)) == []


def test_a_write_in_place_leaves_torn_originals(tmp_path: Path) -> None:
    """A picture written under its final name is torn by a kill, and the judge of originals says so."""
    code = break_copy(tmp_path / "code", "files.py", SOUND_WRITE, TORN_WRITE)
    path = code / "gallery_build" / "files.py"
    text = path.read_text(encoding="utf-8")
    sound = 'temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(6)}"'
    assert sound in text
    path.write_text(
        text.replace(sound, "temporary = path", 1).replace("        temporary.replace(path)\n", "", 1), encoding="utf-8"
    )
    root = make_gallery(tmp_path / "gallery", foxes(4))
    with FakeAPI() as api:
        process = tool_for(root, api, code=code).start()
        until(lambda: list((root / "originals").glob("??/*.png")), process)
        process.kill()
        process.communicate()
        assert wrong_originals(root)
        assert len(kept(root)) < 4
