"""Prompts as people publish them: each is sent letter for letter, asked once, and its picture hangs at it."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from gallery_build.key import WHITE_SPACE, squeeze
from tests.fake_api import FakeAPI, digest_of
from tests.reliability.galleries import JOBS, make_gallery, tool_for
from tests.reliability.judges import kept, paid_too_often, wrong_originals, wrong_site
from tests.reliability.moments import Moment, Phase, wait_for

HERE = Path(__file__).resolve()
REAL = HERE.parents[3] / "shared" / "real-prompts"
ODD = HERE.parents[1] / "prompts" / "odd"
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def text_of(file: Path) -> str:
    """Return what stands below the front matter, read without our parser."""
    return FRONT.sub("", file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")).strip(WHITE_SPACE)


def hang(root: Path, files: list[Path]) -> dict[Path, str]:
    """Make a gallery of these files; return each one's text."""
    make_gallery(root, {})
    for file in files:
        shutil.copy(file, root / "prompts")
    return {file: text_of(file) for file in files}


def publish(root: Path, files: list[Path]) -> None:
    """Build, killed once in the middle: distinct prompts are bought once, sent as written, and hang where they belong."""
    texts = hang(root, files)
    distinct = {squeeze(text) for text in texts.values()}
    with FakeAPI(latency=(0.0, 0.1)) as api:
        tool = tool_for(root, api)
        process = tool.start()
        wait_for(Moment(Phase.BUYING, random.Random(len(files)).random(), 0.0), process, root, api, len(distinct))
        process.kill()
        process.communicate()
        second = tool.build()
        assert (second.code, second.clumsy) == (0, []), second.words
        sent = [post.prompt for post in api.posts()]
        assert [text for text in sent if text not in texts.values()] == []
        assert {squeeze(text) for text in sent} == distinct
        assert len(distinct) <= len(sent) <= len(distinct) + JOBS
        assert len(kept(root)) == len(distinct)
        assert wrong_originals(root) + wrong_site(root) + paid_too_often(api) == []
        assert {digest_of(one.record["prompt_text"]) for one in kept(root)} == {
            digest_of(one.prompt) for one in kept(root)
        }
        third = tool.build()
        assert (third.code, third.out, len(api.posts())) == (0, "nothing to do.\n", len(sent)), third.words


def real(count: int) -> list[Path]:
    """Return this many prompts of two published collections, spread over both."""
    if not REAL.is_dir():
        pytest.skip("the collections of real prompts are not beside this repository; the odd ones are tried instead")
    files = sorted(REAL.glob("awesome-*/*.md"))
    return random.Random(count).sample(files, count)


def test_prompts_of_one_key_share_one_picture(tmp_path: Path) -> None:
    """The same words in three files, one of them reflowed: asked and paid once, shown three times."""
    make_gallery(tmp_path, {"a": "the same fox", "b": "the same fox", "c": "the same\nfox", "d": "another"})
    with FakeAPI(latency=0.1) as api:
        ran = tool_for(tmp_path, api).build()
        assert (ran.code, len(api.posts()), len(kept(tmp_path))) == (0, 2, 2), ran.words
        assert (wrong_site(tmp_path), "missing" in ran.words) == ([], False)


def test_odd_prompts_are_sent_as_written(tmp_path: Path) -> None:
    """Braces, JSON, rules, scripts and emoji: what is posted is what the file has."""
    publish(tmp_path, sorted(ODD.glob("*.md")))


def test_forty_published_prompts_are_sent_as_written(tmp_path: Path) -> None:
    """The same for 40 prompts that people published."""
    publish(tmp_path, real(40))


@pytest.mark.long
def test_two_hundred_published_prompts_are_sent_as_written(tmp_path: Path) -> None:
    """The same for 200."""
    publish(tmp_path, real(200))
