"""Prompts that moderation refuses are named and remembered; all others are built."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_site

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = 5


def test_refused_prompts_are_named_and_not_asked_again(tmp_path: Path) -> None:
    """3 of 12 blocked: 9 built, 3 named, exit 5; again: no request, exit 0 and a line; a new text is asked."""
    blocked = {name: f"a forbidden {text}" for name, text in list(foxes(12).items())[3:6]}
    make_gallery(tmp_path, foxes(12) | blocked)
    with FakeAPI(blocked_words=("forbidden",)) as api:
        tool = tool_for(tmp_path, api)
        first = tool.build()
        named = {line.split()[1] for line in first.err.splitlines() if line.startswith("refused ")}
        assert (first.code, named, len(kept(tmp_path)), first.clumsy) == (REFUSED, set(blocked), 9, []), first.words
        second = tool.build()
        assert (second.code, len(api.posts()), "3 refused" in second.err) == (0, 12, True), second.words
        (tmp_path / "prompts" / "fox-004.md").write_text("---\ntitle: fox\n---\na kind fox\n", encoding="utf-8")
        third = tool.build()
        assert (third.code, len(api.posts()), len(kept(tmp_path))) == (0, 13, 10), third.words
        assert wrong_site(tmp_path) == []


def test_a_refused_prompt_is_asked_again_on_request(tmp_path: Path) -> None:
    """`--retry-refused` sends the same request once more; refused again, it is remembered as before."""
    make_gallery(tmp_path, {"fox": "a forbidden fox"})
    with FakeAPI(blocked_words=("forbidden",)) as api:
        tool = tool_for(tmp_path, api)
        codes = [tool.build().code, tool.build("--retry-refused").code, tool.build().code]
        assert (codes, len(api.posts())) == ([REFUSED, REFUSED, 0], 2)
        api.behave(blocked_words=())
        made = tool.build("--retry-refused")
        assert (made.code, len(kept(tmp_path)), len(api.posts())) == (0, 1, 3), made.words


def test_what_one_server_refused_another_is_asked(tmp_path: Path) -> None:
    """Each server is asked once and remembered; the picture that the second one makes is there for both."""
    make_gallery(tmp_path, {"fox": "a forbidden fox"})
    with FakeAPI(blocked_words=("forbidden",)) as strict, FakeAPI(blocked_words=("forbidden",)) as other:
        first, second = tool_for(tmp_path, strict), tool_for(tmp_path, other)
        assert [first.build().code, second.build().code] == [REFUSED, REFUSED]
        assert [first.build().code, second.build().code] == [0, 0]
        assert (len(strict.posts()), len(other.posts())) == (1, 1)
    with FakeAPI() as kind:
        third = tool_for(tmp_path, kind)
        assert "1 missing" in third.run("plan").out
        assert (third.build().code, len(kept(tmp_path)), len(kind.posts())) == (0, 1, 1)
        assert "nothing to do." in first.build().out


def test_a_refusal_that_names_no_server_holds_everywhere(tmp_path: Path) -> None:
    """What an older version wrote is read as it was meant then."""
    make_gallery(tmp_path, {"fox": "a forbidden fox"})
    with FakeAPI(blocked_words=("forbidden",)) as api:
        tool_for(tmp_path, api).build()
    (path,) = (tmp_path / "originals").glob("??/*.refused.json")
    plain = json.loads(path.read_bytes())
    del plain["host"]
    path.chmod(0o644)
    path.write_text(json.dumps(plain), encoding="utf-8")
    with FakeAPI() as other:
        ran = tool_for(tmp_path, other).build()
        assert (ran.code, len(other.posts()), "1 refused" in ran.err) == (0, 0, True), ran.words
