"""Answers that are no pictures: nothing else is stored, what was paid is kept aside, and nobody meets a traceback."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, leftovers, paid_too_often, wrong_originals, wrong_site

if TYPE_CHECKING:
    from pathlib import Path

FAILED, REFUSED, KEY = 1, 5, 7

PAID_BUT_BAD = [
    {"html": (1, 2), "broken_json": (3, 4), "bad_picture": (5, 6), "link": (7, 8), "link_to": "file"},
    {"bad_picture": (1, 2), "bad_picture_kind": "svg", "link": (3, 4), "link_to": "https://169.254.169.254/latest/"},
    {"bad_picture": (1, 2), "bad_picture_kind": "garbage", "link": (3, 4), "link_to": "http://10.0.0.1/x.png"},
    {"bad_picture": (1, 2), "bad_picture_kind": "truncated"},
    {"body": gzip.compress(b"{}", mtime=0)},
]
"""Which requests are struck: with one worker, the first prompt's two tries are 1 and 2, the second's 3 and 4."""

NOT_A_PICTURE = [
    ({"empty_data": 1, "null_data": 2, "error_in_200": 3}, 3, REFUSED),
    ({"truncate": (1, 2), "reset": (3, 4)}, 2, FAILED),
    ({"redirect": True}, 2, KEY),
]

GOOD = [{"b64_prefix": 1, "b64_newlines": 2, "link": 3}, {"link": True, "link_to": "served"}]


@pytest.mark.parametrize("behaviour", PAID_BUT_BAD, ids=str)
def test_what_was_paid_and_is_no_picture_is_set_aside(tmp_path: Path, behaviour: dict[str, object]) -> None:
    """Exit 1; the raw answers are in quarantine, nothing in the store, and after two tries nobody is asked again."""
    struck = [when for when in behaviour.values() if isinstance(when, tuple)]
    prompts = len(struck) or 1
    make_gallery(tmp_path, foxes(prompts))
    with FakeAPI() as api:
        api.behave(**behaviour)
        tool = tool_for(tmp_path, api)
        ran = tool.build("--jobs", "1")
        assert (ran.code, ran.clumsy) == (FAILED, []), ran.words
        aside = [path for path in (tmp_path / "originals" / ".quarantine").iterdir() if path.name != ".gitignore"]
        assert (len(aside), len(api.posts()), kept(tmp_path)) == (2 * prompts, 2 * prompts, [])
        again = tool.build()
        assert (again.code, len(api.posts()), paid_too_often(api)) == (0, 2 * prompts, []), again.words
        assert wrong_originals(tmp_path) + wrong_site(tmp_path) + leftovers(tmp_path) == []


@pytest.mark.parametrize(("behaviour", "prompts", "code"), NOT_A_PICTURE, ids=str)
def test_an_answer_without_a_picture_has_its_exit_code(
    tmp_path: Path, behaviour: dict[str, object], prompts: int, code: int
) -> None:
    """Nothing is stored, the site shows sketches, and the code says what happened."""
    make_gallery(tmp_path, foxes(prompts))
    with FakeAPI() as api:
        api.behave(**behaviour)
        ran = tool_for(tmp_path, api).build("--jobs", "1")
        assert (ran.code, ran.clumsy, kept(tmp_path)) == (code, [], []), ran.words
        assert wrong_originals(tmp_path) + wrong_site(tmp_path) + leftovers(tmp_path) + paid_too_often(api) == []


@pytest.mark.parametrize("behaviour", GOOD, ids=str)
def test_every_honest_shape_is_understood(tmp_path: Path, behaviour: dict[str, object]) -> None:
    """base64 with a prefix or in lines, and addresses: the picture is kept, and asked once."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api:
        api.behave(**behaviour)
        ran = tool_for(tmp_path, api).build("--jobs", "1")
        assert (ran.code, len(kept(tmp_path)), len(api.posts())) == (0, 3, 3), ran.words
        assert wrong_originals(tmp_path) + wrong_site(tmp_path) == []


@pytest.mark.parametrize("profile", ["dall-e", "localai", "relay"])
def test_other_servers_are_understood(tmp_path: Path, profile: str) -> None:
    """Servers that speak the API their own way: each picture is asked once and kept."""
    model, quality = ("dall-e-3", "standard") if profile == "dall-e" else ("local-model", "low")
    make_gallery(tmp_path, foxes(2), model=model, size="1024x1024", quality=quality)
    with FakeAPI(profile=profile) as api:
        ran = tool_for(tmp_path, api).build("--allow-unpriced")
        assert (ran.code, ran.clumsy, len(kept(tmp_path)), len(api.ledger())) == (0, [], 2, 2), ran.words
        assert wrong_originals(tmp_path) + wrong_site(tmp_path) == []
