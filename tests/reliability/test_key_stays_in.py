"""The key is sent to the server and stands nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import Tool, finish, foxes, make_gallery, tool_for

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "sk-canary-5f1d0c"


@pytest.mark.parametrize(
    "behaviour",
    [{"drop": 1, "html": 2, "bad_picture": 3, "error": 4}, {"quota": 0}, {"key": "sk-another"}],
    ids=str,
)
def test_the_key_is_in_no_file_and_in_no_word(tmp_path: Path, behaviour: dict[str, object]) -> None:
    """Whatever the server does: no file below the gallery and no line of output holds the key, also with -v."""
    make_gallery(tmp_path, foxes(3))
    with FakeAPI(key=CANARY) as api:
        api.behave(**behaviour)
        settings = {**tool_for(tmp_path, api).settings, "OPENAI_API_KEY": CANARY}
        ran = finish(Tool(tmp_path, settings).start("-v"))  # a process of its own: all that it says comes to us
        assert api.posts()
        assert CANARY not in ran.words
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert [str(path) for path in files if CANARY.encode() in path.read_bytes()] == []
