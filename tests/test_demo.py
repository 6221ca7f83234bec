"""The demo: this repository's own gallery, which shows each thing the tool can do."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build.model import Price, Prompt, State
from gallery_build.plan import request_for
from gallery_build.project import load
from gallery_build.publishing import hang_all
from tools.draw_originals import draw_originals, printed, sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_build.job import Project
    from gallery_build.site.gallery import Hanging

ROOT = Path(__file__).resolve().parent.parent

PARTS = ("gallery.toml", "prompts", "originals")
"""What makes this repository a gallery."""

COUNTED = "Twenty-five", 25
LONG = 1500
LARGEST = 3_000_000
"""Bytes of all originals."""


def shape(prompt: Prompt) -> float:
    """Return the width over the height that a prompt asks for."""
    width, _, height = str(prompt.params.get("size", "1024x1024")).partition("x")
    return int(width) / int(height)


def is_json(prompt: Prompt) -> bool:
    """Tell whether the whole prompt is a JSON object."""
    try:
        return isinstance(json.loads(prompt.text), dict)
    except ValueError:
        return False


def states(field: str) -> Callable[[Prompt], bool]:
    """Return whether a prompt's file states a field."""
    return lambda prompt: bool(prompt.places and field in prompt.places)


def titled(*scripts: str) -> Callable[[Prompt], bool]:
    """Return whether a title has characters of these ranges."""
    return lambda prompt: bool(re.search(f"[{''.join(scripts)}]", prompt.title))


FEATURES: dict[str, Callable[[Prompt], bool]] = {
    "several images, two picked": lambda prompt: (prompt.n, prompt.pick) == (4, (3, 1)),
    "two images": lambda prompt: prompt.n == 2,
    "preset riso": lambda prompt: prompt.preset == "riso",
    "preset tabletop": lambda prompt: prompt.preset == "tabletop",
    "vars": lambda prompt: bool(prompt.vars) and "{colour}" in prompt.text and "{colour}" not in prompt.sent,
    "Raycast's argument": lambda prompt: '{argument name="' in prompt.text and "bottle caps" in prompt.sent,
    "landscape": lambda prompt: prompt.params.get("size") == "1536x1024",
    "portrait": lambda prompt: prompt.params.get("size") == "1024x1536",
    "panorama": lambda prompt: shape(prompt) == 3,
    "column": lambda prompt: shape(prompt) < 1 / 2.3,
    "square": lambda prompt: shape(prompt) == 1,
    "output_format": states("output_format"),
    "output_compression": states("output_compression"),
    "quality": states("quality"),
    "moderation": states("moderation"),
    "another model": states("model"),
    "background": lambda prompt: prompt.params.get("background") == "transparent",
    "provider": lambda prompt: prompt.params.get("provider") == "sketch",
    "notes with a table": lambda prompt: "|---|" in prompt.notes,
    "notes with a link": lambda prompt: ".html)" in prompt.notes,
    "prompt in the front matter": lambda prompt: states("prompt")(prompt) and bool(prompt.notes),
    "JSON": is_json,
    "braces and HTML": lambda prompt: all(sign in prompt.sent for sign in ("{{ ", "{% ", "<script>", "<!-- ")),
    "a long prompt": lambda prompt: len(prompt.text) > LONG,
    "TOML": lambda prompt: (ROOT / prompt.path).read_text(encoding="utf-8").startswith("+++\n"),
    "Chinese": lambda prompt: prompt.lang == "zh-Hans" and titled("\u4e00-\u9fff")(prompt),
    "Japanese": lambda prompt: prompt.lang == "ja" and titled("\u3040-\u30ff")(prompt),
    "Arabic": lambda prompt: prompt.lang == "ar" and titled("\u0600-\u06ff")(prompt),
    "Hindi": lambda prompt: prompt.lang == "hi" and titled("\u0900-\u097f")(prompt),
    "Russian": lambda prompt: prompt.lang == "ru" and titled("\u0400-\u04ff")(prompt),
    "German": lambda prompt: prompt.lang == "de" and titled("äöüß")(prompt),
    "featured": lambda prompt: prompt.featured,
    "order": lambda prompt: prompt.order is not None,
    "date": lambda prompt: prompt.date is not None,
    "author_url": lambda prompt: bool(prompt.author and prompt.author_url),
    "license": lambda prompt: bool(prompt.license),
    "source": lambda prompt: bool(prompt.source),
    "depicts": lambda prompt: prompt.depicts == "real-place",
    "draft": lambda prompt: prompt.draft,
    "take": lambda prompt: prompt.take == 2,
    "extra": lambda prompt: bool(prompt.extra),
    "matrix": lambda prompt: len(prompt.cells) == 9,
    "references": lambda prompt: any(one.of_prompt for one in prompt.inputs),
    "a nested series": lambda prompt: "/" in prompt.series,
}
"""What the demo shows, and how a prompt is recognised that shows it."""


@cache
def demo() -> Project:
    """Return the demo as it stands in this repository."""
    return load(ROOT)


@cache
def hung() -> dict[str, Hanging]:
    """Return what hangs, by prompt."""
    return {hanging.prompt.id: hanging for hanging in hang_all(demo(), demo().store.look())[0]}


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_has_its_prompt(feature: str) -> None:
    """Whatever the tool can do is shown by a prompt of the demo."""
    showing = [prompt.id for prompt in demo().library.prompts if FEATURES[feature](prompt)]

    assert showing, f"no prompt shows: {feature}"


def test_the_opening_sentence_counts_right() -> None:
    """As many exhibits hang as the gallery says of itself; the draft is not one of them."""
    drafts = [prompt.id for prompt in demo().library.prompts if prompt.draft]

    assert COUNTED[0] in demo().config.site.description
    assert (len(hung()), len(drafts), hung().keys() & set(drafts)) == (COUNTED[1], 1, set())


def test_check_has_nothing_to_say() -> None:
    """The demo is an example: no fault, and not even a warning."""
    command = [str(Path(sys.executable).with_name("gallery-build")), "-C", str(ROOT), "check"]

    outcome = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    assert (outcome.returncode, (outcome.stdout + outcome.stderr).strip()) == (0, "0 faults, 0 warnings")


def test_every_picture_is_described() -> None:
    """Alternative text stands in every file, the draft's too."""
    assert [prompt.id for prompt in demo().library.prompts if not prompt.alt] == []


def test_every_series_has_its_page() -> None:
    """Each folder says what it is, the nested one too."""
    folders = {prompt.series for prompt in demo().library.prompts} - {""}

    assert {page.id for page in demo().library.series} == folders == {"coast", "coast/lights", "kitchen"}


def test_tags_lead_to_more_than_one_picture() -> None:
    """A tag is worth its place in the index line when it gathers two to seven pictures."""
    counts = Counter(tag for hanging in hung().values() for tag in hanging.prompt.tags)

    assert {tag: count for tag, count in counts.items() if not 2 <= count <= 7} == {}


def test_links_in_notes_lead_to_exhibits() -> None:
    """A note that names another exhibit leads to its page."""
    linked = {
        posixpath.normpath(posixpath.join(hanging.prompt.series, target))
        for hanging in hung().values()
        for target in re.findall(r"\]\(([^):]+)\.html\)", hanging.prompt.notes)
    }

    assert linked - hung().keys() == set()


def test_the_states_of_a_gallery_without_a_key_occur() -> None:
    """Pictures that are there, that are missing and that are drawn for good hang side by side, and nothing else."""
    found = {item.state for item in demo().plan().items}

    assert found == {State.HAVE, State.MISSING, State.DRAWN}


def test_one_of_two_cups_is_missing() -> None:
    """An exhibit with one of two images shows the one that is there."""
    cups = hung()["kitchen/two-cups"]

    assert ([one.item.state for one in cups.hung], cups.wanted) == ([State.HAVE], 2)


def test_the_picked_foxes_hang_in_their_order() -> None:
    """Of four images that are there, the third hangs first, then the first."""
    assert [one.item.recipe.index for one in hung()["vixen"].hung] == [3, 1]


def test_the_harbour_has_earlier_versions() -> None:
    """Two earlier wordings lead back from the harbour's record, one to the other."""
    store = demo().store
    holdings = store.look()
    record = store.originals(holdings, hung()["coast/harbour"].hung[0].item.recipe.key)[0].record
    texts = []
    while record.previous:
        record = store.originals(holdings, record.previous)[0].record
        texts.append(record.prompt_text)

    assert (len(set(texts)), hung()["coast/harbour"].versions) == (2, 3)


def test_drawing_the_originals_again_writes_nothing(tmp_path: Path) -> None:
    """What is there is left alone: a second run keeps every file and adds none."""
    for part in (ROOT / name for name in PARTS):
        (shutil.copytree if part.is_dir() else shutil.copy2)(part, tmp_path / part.name)
    before = sorted(path.name for path in tmp_path.rglob("*"))

    drawn = list(draw_originals(tmp_path))

    assert (drawn, sorted(path.name for path in tmp_path.rglob("*"))) == ([], before)


def test_no_original_is_left_over() -> None:
    """The store holds what the script draws from today's prompts, and nothing from an earlier wording."""
    assert demo().store.look().images.keys() == {sheet.key for sheet in sheets(demo())}


def test_the_same_sheet_is_printed_alike() -> None:
    """One Pillow makes the same bytes of the same prompt, so that drawing anew changes no file."""
    sheet = next(sheets(demo()))
    request = request_for(sheet.prompt, demo().config, demo().catalogue)

    assert printed(sheet, request) == printed(sheet, request)


def test_originals_are_free_and_said_to_be_drawn() -> None:
    """No record claims that a model made the picture, or that it was paid for."""
    store = demo().store
    holdings = store.look()
    records = [original.record for key in holdings.images for original in store.originals(holdings, key)]

    assert {(one.provider, one.model, one.price) for one in records} == {("sketch", "", Price(Decimal(0), "free"))}


def test_originals_keep_the_repository_small() -> None:
    """All originals together are lighter than one photograph."""
    assert sum(path.stat().st_size for path in (ROOT / "originals").rglob("*")) < LARGEST
