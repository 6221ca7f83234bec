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
    {"html": True},
    {"broken_json": True},
    {"body": b"\x00[["},
    {"body": gzip.compress(b"{}")},
    {"bad_picture": True},
    {"bad_picture": True, "bad_picture_kind": "garbage"},
    {"bad_picture": True, "bad_picture_kind": "svg"},
    {"bad_picture": True, "bad_picture_kind": "truncated"},
    {"link": True, "link_to": "file"},
    {"link": True, "link_to": "https://169.254.169.254/latest/meta-data/"},
    {"link": True, "link_to": "http://10.0.0.1/x.png"},
]

NOTHING_MADE = [({"empty_data": True}, REFUSED), ({"null_data": True}, REFUSED), ({"error_in_200": True}, REFUSED)]

NEVER_ARRIVED = [({"truncate": True}, FAILED), ({"reset": True}, FAILED), ({"redirect": True}, KEY)]

GOOD = [{"b64_prefix": True}, {"b64_newlines": True}, {"link": True}, {"link": True, "link_to": "served"}]


@pytest.mark.parametrize("behaviour", PAID_BUT_BAD, ids=str)
def test_what_was_paid_and_is_no_picture_is_set_aside(tmp_path: Path, behaviour: dict[str, object]) -> None:
    """Exit 1; the raw answer is in quarantine, nothing in the store, and after two tries nobody is asked again."""
    make_gallery(tmp_path, foxes(1))
    with FakeAPI() as api:
        api.behave(**behaviour)
        tool = tool_for(tmp_path, api)
        ran = tool.build()
        assert (ran.code, ran.clumsy) == (FAILED, []), ran.words
        aside = [path for path in (tmp_path / "originals" / ".quarantine").iterdir() if path.name != ".gitignore"]
        assert (len(aside), len(api.posts()), kept(tmp_path)) == (2, 2, [])
        again = tool.build()
        assert (again.code, len(api.posts()), paid_too_often(api)) == (0, 2, []), again.words
        assert wrong_originals(tmp_path) + wrong_site(tmp_path) + leftovers(tmp_path) == []


@pytest.mark.parametrize(("behaviour", "code"), NOTHING_MADE + NEVER_ARRIVED, ids=str)
def test_an_answer_without_a_picture_has_its_exit_code(tmp_path: Path, behaviour: dict[str, object], code: int) -> None:
    """Nothing is stored, the site shows sketches, and the code says what happened."""
    make_gallery(tmp_path, foxes(1))
    with FakeAPI() as api:
        api.behave(**behaviour)
        ran = tool_for(tmp_path, api).build()
        assert (ran.code, ran.clumsy, kept(tmp_path)) == (code, [], []), ran.words
        assert wrong_originals(tmp_path) + wrong_site(tmp_path) + leftovers(tmp_path) + paid_too_often(api) == []


@pytest.mark.parametrize("behaviour", GOOD, ids=str)
def test_every_honest_shape_is_understood(tmp_path: Path, behaviour: dict[str, object]) -> None:
    """base64 with a prefix or in lines, and addresses: the picture is kept, and asked once."""
    make_gallery(tmp_path, foxes(2))
    with FakeAPI() as api:
        api.behave(**behaviour)
        ran = tool_for(tmp_path, api).build()
        assert (ran.code, len(kept(tmp_path)), len(api.posts())) == (0, 2, 2), ran.words
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
