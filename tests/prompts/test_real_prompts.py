"""Prompts as people publish them: real ones where they are at hand, and our own with the same oddities."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from gallery_build.config import Config
from gallery_build.key import WHITE_SPACE
from gallery_build.prompts import Draft, parse_prompt, read_prompts

ODD = Path(__file__).parent / "odd"
REAL = Path(__file__).resolve().parents[3] / "shared" / "real-prompts"
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def _body(content: bytes) -> str:
    """Return what stands below the front matter, read without our parser."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    return FRONT.sub("", text).strip(WHITE_SPACE)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", sorted(file.name for file in ODD.glob("*.md")))
def test_odd_prompts_are_sent_as_they_are(tmp_path: Path, name: str, mark: bytes, line_end: str) -> None:
    """Braces, JSON, HTML, rules, long and foreign text: each is the prompt, letter for letter."""
    content = (ODD / name).read_bytes()
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / name).write_bytes(mark + content.replace(b"\n", line_end.encode()))
    (prompt,) = read_prompts(tmp_path, Config()).prompts
    expected = _body(content)
    assert (expected, expected) == (prompt.text, prompt.sent)


def test_the_odd_prompts_have_the_oddities() -> None:
    """The samples are as odd as they claim: what real prompts hold is in one of them at least."""
    texts = [_body(file.read_bytes()) for file in ODD.glob("*.md")]
    signs = ["{argument name=", '\\"', "{{", "{%", "\n---\n", "<div", "# ", "\n| ", "```", "${", "%s", "🌊", "\u200d"]
    scripts = ["\u0628", "\u0e17", "\u0939", "\u6d77", "\u30fc", "\uac00", "\u05e9"]
    missing = [sign for sign in (*signs, *scripts) if not any(sign in text for text in texts)]
    longest = max(len(text) for text in texts)
    assert missing == []
    assert longest > 4_000


def test_real_prompts_are_read_without_a_fault(tmp_path: Path) -> None:
    """Every prompt of two published collections is read, and its text is the file's."""
    if not REAL.is_dir():
        pytest.skip("the collections of real prompts are not beside this repository")
    shutil.copytree(REAL, tmp_path / "prompts", ignore=shutil.ignore_patterns("sources", "README.md"))
    prompts = read_prompts(tmp_path, Config()).prompts
    expected = {prompt.path: _body((tmp_path / prompt.path).read_bytes()) for prompt in prompts}
    assert expected == {prompt.path: prompt.text for prompt in prompts}
    assert len(list((tmp_path / "prompts").rglob("*.md"))) == len(prompts)


def test_real_prompts_with_their_defaults_filled_in_have_no_placeholder_left() -> None:
    """`vars: {}` takes every default of a published prompt; what is left of its text stays."""
    if not REAL.is_dir():
        pytest.skip("the collections of real prompts are not beside this repository")
    found = 0
    for file in sorted((REAL / "awesome-gpt-image-2").glob("*.md")):
        text = file.read_text(encoding="utf-8").replace("\n---\n", "\nvars: {}\n---\n", 1)
        prompt = parse_prompt(Draft("prompts/a.md", text), Config())
        found += "{argument name=" in prompt.text
        assert "{argument name=" not in prompt.sent, file.name
    assert found
