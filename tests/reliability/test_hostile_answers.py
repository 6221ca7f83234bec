"""Answers spoilt by chance and by intent: no traceback, nothing stored but pictures, and none at the wrong prompt."""

from __future__ import annotations

import io
import itertools
import json
import random
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from gallery_build.store.pictures import NotAPictureError, identify
from tests.fake_api import digest_of
from tests.fake_api.pictures import Picture, draw
from tests.reliability.galleries import foxes, make_gallery
from tests.reliability.hostile import answering, bought, whole
from tests.reliability.judges import kept, leftovers
from tests.reliability.mutations import real_answer, spoilt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reliability.hostile import Asked

FORMS = ("png", "jpeg", "webp")


def wrong_pictures(root: Path) -> list[str]:
    """Return the originals that do not decode, and those that carry the mark of another prompt."""
    wrong = []
    for one in kept(root):
        content = one.path.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
        marks = {digest_of(text) for text in foxes(len(list((root / "prompts").iterdir()))).values()}
        if any(mark.encode() in content for mark in marks - {digest_of(one.prompt)}):
            wrong.append(one.path.name)
    return wrong


def fuzz(root: Path, bodies: int, seed: int) -> Counter[str]:
    """Answer so many prompts with spoilt answers, each prompt with its own; return how they ended."""
    make_gallery(root, foxes(bodies))

    def answer(asked: Asked) -> list[bytes]:
        chance = random.Random(f"{seed} {asked.prompt}")
        return whole(spoilt(real_answer(asked.prompt, chance.choice(FORMS)), chance))

    with answering(answer) as hostile:
        ended = bought(root, hostile.url)
        most = max(Counter(asked.prompt for asked in hostile.asked).values())
    assert (wrong_pictures(root), leftovers(root), most <= 2) == ([], [], True)
    return ended + Counter(kept=len(kept(root)))


def test_spoilt_answers_leave_nothing_but_pictures(tmp_path: Path) -> None:
    """300 answers spoilt by chance: some are still pictures, most are not, and each ends in words."""
    ended = fuzz(tmp_path, 300, 1)
    assert min(ended["kept"], ended["unknown"], ended["refused"]) > 5, ended


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_five_thousand_spoilt_answers_leave_nothing_but_pictures(tmp_path: Path, seed: int) -> None:
    """The same for ten times 500."""
    print(dict(fuzz(tmp_path, 500, seed)))  # noqa: T201  # the figures of docs/reliability.md


def five_pictures() -> list[bytes]:
    """Return pictures as models send them: PNG with and without holes, JPEG at once and in passes, WebP."""
    noise = Image.frombytes("L", (64, 48), random.Random(1).randbytes(64 * 48)).convert("RGB")
    passes = io.BytesIO()
    noise.save(passes, "JPEG", progressive=True)
    plain = [draw(Picture("a fox", 1, 96, 64, form)) for form in FORMS]
    return [*plain, draw(Picture("a fox", 1, 96, 64, "png", transparent=True)), passes.getvalue()]


@pytest.mark.parametrize("step", [97, pytest.param(1, marks=pytest.mark.long)])
def test_no_beginning_of_a_picture_is_one(step: int) -> None:
    """Every truncation of five pictures is refused; whole they are not."""
    for content in five_pictures():
        assert identify(content).width in {96, 64}
        for length in {*range(0, len(content), step), len(content) - 1, len(content) - 2}:
            with pytest.raises(NotAPictureError):
                identify(content[:length])


COUNTS = (0, 1, 2, 3, 10)
FILLERS: tuple[object, ...] = (
    {},
    None,
    {"b64_json": ""},
    {"b64_json": None, "url": None},
    "text",
    [],
    {"revised_prompt": "x"},
    7,
)


def test_wrong_counts_attach_no_picture_to_another_prompt(tmp_path: Path) -> None:
    """40 shapes: none to ten pictures among empty places, four prompts at a time, answered in any order."""
    shapes = list(itertools.product(COUNTS, FILLERS))
    texts = foxes(len(shapes))
    make_gallery(tmp_path, texts)
    by_text = dict(zip(texts.values(), shapes, strict=True))

    def answer(asked: Asked) -> list[bytes]:
        count, filler = by_text[asked.prompt]
        item = real_answer(asked.prompt)["data"][0]
        data = [filler, *[item] * count, filler]
        time.sleep(random.Random(asked.prompt).uniform(0, 0.02))  # a slow server; nothing is waited for
        return whole(json.dumps({"created": 1, "data": data}).encode())

    with answering(answer) as hostile:
        bought(tmp_path, hostile.url)
        again = len(hostile.asked)
        bought(tmp_path, hostile.url)
        assert (len(shapes), len(shapes)) == (again, len(hostile.asked))
    assert wrong_pictures(tmp_path) == []
    assert {one.prompt for one in kept(tmp_path)} == {text for text, (count, _) in by_text.items() if count}


def test_a_picture_at_the_wrong_prompt_is_seen(tmp_path: Path) -> None:
    """A server that answers with another prompt's picture: the judge of the 40 shapes names it."""
    texts = list(make_texts := foxes(2).values())
    make_gallery(tmp_path, foxes(2))
    with answering(lambda _asked: whole(json.dumps(real_answer(texts[0])).encode())) as hostile:
        bought(tmp_path, hostile.url)
    assert (len(wrong_pictures(tmp_path)), len(kept(tmp_path))) == (1, len(make_texts))
