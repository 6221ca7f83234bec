"""What every command says fits a narrow terminal, and is coloured only where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from gallery_build.cli.layout import cells
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONFIG = '[site]\ntitle = "Test"\nlicense = "foo"\n[images]\nwidths = [64]\n'

SESSION = (
    ["check"],
    ["plan"],
    ["plan", "--explain"],
    ["build", "--explain", "-v"],
    ["build", "--explain"],
    ["build", "--check"],
    ["pick", "茶室", "2"],
    ["reroll", "茶室"],
    ["doctor"],
    ["build", "foxx"],
    ["build", "--max-cost", "much"],
)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery with names in several scripts, and much to remark on."""
    prompts = {
        "fox": "A fox.\n",
        "茶室": "---\ntitle: 茶室の朝\nn: 2\n---\n朝の茶室。\n",
        "🦊": "---\nlicense: foo\n---\nA vixen.\n",
    }
    return a_gallery(tmp_path, config=CONFIG, **prompts)


def said(root: Path, session: Sequence[Sequence[str]], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return every line that the commands say, on either stream."""
    capsys.readouterr()
    for arguments in session:
        run(["-C", str(root), *arguments])
    printed = capsys.readouterr()
    return [*printed.out.splitlines(), *printed.err.splitlines()]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_fits(
    gallery: Path, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No line of ours breaks the terminal's; only a path that is longer than a line may."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = said(gallery, SESSION, capsys)
    assert len(lines) > 50
    assert not [line for line in lines if cells(line) > width and max(map(cells, line.split())) < width - 24]


def test_wide_names_stand_in_line(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a plan the state begins in the same cell beside Latin, Chinese and hashed names."""
    monkeypatch.setenv("COLUMNS", "60")
    rows = [line for line in said(gallery, [["plan"]], capsys) if "  missing  " in line]
    assert len({cells(row.partition("missing")[0]) for row in rows}) == 1
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("flag", "settings", "coloured"),
    [
        ("auto", {}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_there_when_they_are_wanted(
    flag: str,
    settings: dict[str, str],
    coloured: bool,  # noqa: FBT001  # a row of the table
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pipe has none by itself; the flag wins over NO_COLOR, and NO_COLOR over FORCE_COLOR; all kinds of lines obey."""
    gallery: Path = request.getfixturevalue("gallery")
    monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for command in (["check"], ["plan"], ["doctor"], ["plan", "foxx"]):
        assert any("\x1b[" in line for line in said(gallery, [[*command, "--color", flag]], capsys)) == coloured, (
            command
        )
