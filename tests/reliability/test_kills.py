"""A build that is killed at any point (kill -9) loses at most what was in flight, and corrupts nothing."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import JOBS, foxes, make_gallery, tool_for
from tests.reliability.judges import kept, leftovers, paid_too_often, stamps, wrong_originals, wrong_site
from tests.reliability.moments import STRUCK, Phase, phase_of, random_moment, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LATENCY = (0.02, 0.12)


def make_foxes(root: Path, images: int) -> Path:
    """Write a gallery of so many pictures."""
    return make_gallery(root, foxes(images))


def make_hats(root: Path, images: int) -> Path:
    """Write a gallery of which every other picture is an edit of the one before it."""
    make_gallery(root, foxes(images // 2))
    for name in foxes(images // 2):
        text = f"---\nreferences: {name}\n---\nthe same with a hat, {name}\n"
        (root / "prompts" / f"{name}-hat.md").write_text(text, encoding="utf-8")
    return root


def kill_once(
    root: Path, phase: Phase, images: int, seed: int, make: Callable[[Path, int], Path] = make_foxes
) -> Phase:
    """Kill a build of a new gallery, hold what follows to every promise, and return the phase that was hit."""
    make(root, images)
    with FakeAPI(latency=LATENCY, seed=seed) as api:
        tool = tool_for(root, api)
        process = tool.start()
        wait_for(random_moment(phase, random.Random(seed)), process, root, api, images)
        process.kill()
        process.communicate()
        hit = phase_of(root, images, len(api.posts()))
        second = tool.build()
        assert (second.code, second.clumsy) == (0, []), second.words
        assert wrong_originals(root) + wrong_site(root) + leftovers(root) + paid_too_often(api) == []
        assert images == len(kept(root))
        assert images <= len(api.ledger()) <= images + JOBS
        before = stamps(root)
        third = tool.build()
        assert (0, "nothing to do.\n", before) == (third.code, third.out, stamps(root)), third.words
        assert api.failures == []
    return hit


@pytest.mark.parametrize("phase", STRUCK)
@pytest.mark.parametrize("seed", [1])
def test_a_killed_build_is_finished_by_the_next(tmp_path: Path, phase: Phase, seed: int) -> None:
    """One kill -9: the next build ends well, pays for at most what was in flight, and leaves no trace of it."""
    kill_once(tmp_path, phase, 16, seed)


@pytest.mark.parametrize(("phase", "seed"), [(Phase.BUYING, 1), (Phase.BUYING, 2), (Phase.DERIVING, 3)])
def test_a_killed_build_of_edits_is_finished_by_the_next(tmp_path: Path, phase: Phase, seed: int) -> None:
    """The same where every other picture is made from the one before it: each is sent the picture that is kept."""
    kill_once(tmp_path, phase, 8, seed, make_hats)
    kept_by_prompt = {one.record["prompt_id"]: one.record for one in kept(tmp_path)}
    for name in foxes(4):
        (sent,) = kept_by_prompt[f"{name}-hat"]["request"]["image"]
        assert sent["digest"] == kept_by_prompt[name]["digest"]


def test_what_a_kill_left_in_the_gallery_is_cleared(tmp_path: Path) -> None:
    """Unfinished files among the derivatives, the originals and the site go with the next build that works."""
    make_gallery(tmp_path, foxes(2))
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        for folder in (".gallery/derivatives/images/0a", "originals/0a", "originals/.spool", "site/images/0a"):
            (tmp_path / folder).mkdir(parents=True)
            (tmp_path / folder / ".tmp-0123456789ab").write_bytes(b"half a pic")
        ran = tool.build()
        assert (ran.code, leftovers(tmp_path), wrong_site(tmp_path)) == (0, [], []), ran.words


@pytest.mark.long
def test_a_build_killed_again_and_again_pays_no_image_a_third_time(tmp_path: Path) -> None:
    """Five kills while buying: no image is paid more than twice, and what is held back is said."""
    make_gallery(tmp_path, foxes(12))
    with FakeAPI(latency=0.3) as api:
        tool = tool_for(tmp_path, api)
        for seed in range(5):
            process = tool.start()
            wait_for(random_moment(Phase.BUYING, random.Random(seed)), process, tmp_path, api, JOBS)
            process.kill()
            process.communicate()
        last = tool.build()
        assert paid_too_often(api) + wrong_originals(tmp_path) + wrong_site(tmp_path) + leftovers(tmp_path) == []
        unknown = 12 - len(kept(tmp_path))
        assert (0, unknown > 0) == (last.code, f"{unknown} unknown" in last.words), last.words


@pytest.mark.long
@pytest.mark.parametrize("block", range(10))
def test_fifty_kills_of_fifty_images(tmp_path: Path, block: int) -> None:
    """The same at 10 times 50 random points of a build of 50 images; every phase is hit in each block."""
    seeds = range(1_000 + 50 * block, 1_050 + 50 * block)
    hits = Counter(kill_once(tmp_path / str(seed), STRUCK[seed % len(STRUCK)], 50, seed) for seed in seeds)
    print("kills by phase:", dict(hits))  # noqa: T201  # the figures of docs/reliability.md
    assert [phase for phase in STRUCK if not hits[phase]] == []


@pytest.mark.long
@pytest.mark.parametrize("block", range(5))
def test_twenty_kills_of_fifty_images_half_of_them_edits(tmp_path: Path, block: int) -> None:
    """The same at 5 times 20 random points of a build in which every other picture is made from the one before it."""
    seeds = range(2_000 + 20 * block, 2_020 + 20 * block)
    hits = Counter(kill_once(tmp_path / str(seed), STRUCK[seed % len(STRUCK)], 50, seed, make_hats) for seed in seeds)
    print("kills by phase:", dict(hits))  # noqa: T201  # the figures of docs/reliability.md
    assert hits[Phase.BUYING]
