"""The cap is a wall, and only the user can raise it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import Tool, foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_site

if TYPE_CHECKING:
    from pathlib import Path

CAPPED = 4
USAGE = 2
FOR_FIVE = "0.0180"
"""US dollars: five of these images, and not six."""


@pytest.mark.parametrize("drop", [pytest.param(0.0, marks=pytest.mark.long), 0.3])
def test_the_cap_is_never_exceeded(tmp_path: Path, drop: float) -> None:
    """8 workers race to a cap for 5 of 24 images: the server's books stay below it, lost answers included."""
    make_gallery(tmp_path, foxes(24))
    with FakeAPI(drop=drop, latency=(0.0, 0.05)) as api:
        ran = tool_for(tmp_path, api, cap=FOR_FIVE).build("--jobs", "8")
        assert (ran.code, ran.clumsy, wrong_site(tmp_path)) == (CAPPED, [], []), ran.words
        assert Decimal(0) < api.paid() <= Decimal(FOR_FIVE)
        assert len(kept(tmp_path)) <= len(api.ledger()) == 5


@pytest.mark.parametrize("cap", [None, "0"])
def test_without_a_word_nothing_is_spent(tmp_path: Path, cap: str | None) -> None:
    """No cap and nobody to ask, or a cap of nothing: exit 4, no request, and a site of sketches."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api:
        ran = tool_for(tmp_path, api, cap=cap).build()
        assert (ran.code, api.posts(), wrong_site(tmp_path)) == (CAPPED, [], []), ran.words


@pytest.mark.parametrize(("limit", "cap"), [("0.018", "1000"), ("1000", "0.018")])
def test_a_repository_lowers_the_cap_and_never_raises_it(tmp_path: Path, limit: str, cap: str) -> None:
    """`[budget] per_build` beside the user's cap: the lower one holds."""
    make_gallery(tmp_path, foxes(8), more=f"[budget]\nper_build = {limit}\n")
    with FakeAPI() as api:
        ran = tool_for(tmp_path, api, cap=cap).build()
        assert (ran.code, len(api.ledger())) == (CAPPED, 5), ran.words


@pytest.mark.parametrize("said", ["max_cost = 1000", "[budget]\nmax_cost = 1000", "[budget]\nspend = 1000"])
def test_a_repository_names_no_cap(tmp_path: Path, said: str) -> None:
    """A cap in gallery.toml is a fault, and nothing is done."""
    make_gallery(tmp_path, foxes(1))
    file = tmp_path / "gallery.toml"
    file.write_text(f"{said}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    with FakeAPI() as api:
        ran = tool_for(tmp_path, api, cap=None).build()
        assert (ran.code, api.posts()) == (USAGE, []), ran.words


def test_offline_asks_nobody(tmp_path: Path) -> None:
    """`--offline` and GALLERY_OFFLINE, with a key and a cap: no connection at all."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        ran = tool.build("--offline")
        again = Tool(tmp_path, {**tool.settings, "GALLERY_OFFLINE": "1"}).build()
        assert (ran.code, again.code, api.connections, wrong_site(tmp_path)) == (0, 0, 0, []), ran.words


def test_without_a_key_nobody_is_asked(tmp_path: Path) -> None:
    """No key: a site of sketches, exit 0, and a line that says what is missing."""
    make_gallery(tmp_path, foxes(3))
    ran = Tool(tmp_path, {"GALLERY_MAX_COST": "1000"}).build()
    assert (ran.code, "3 missing" in ran.err, wrong_site(tmp_path)) == (0, True, []), ran.words


def test_no_more_images_than_were_said(tmp_path: Path) -> None:
    """`--max-images 3` of 5: the first three of the plan; the next build takes the others."""
    make_gallery(tmp_path, foxes(5))
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        first = tool.build("--max-images", "3")
        assert (first.code, len(api.posts()), len(kept(tmp_path))) == (0, 3, 3), first.words
        assert "--max-images 3 left them" in first.err
        assert (tool.build().code, len(api.posts())) == (0, 5)
