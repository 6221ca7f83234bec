"""`pick` and `reroll` as a person meets them: the file, the words, the diff."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from gallery_build.choosing import picked, write
from gallery_build.cli import run
from gallery_build.errors import GalleryError
from gallery_build.project import load
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

FOX = "---\nalt: A fox\nn: 4  # two by two\n---\nA red fox.\n"
HARE = "A hare.\r\n"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of a prompt for four images and one without front matter."""
    root = a_gallery(tmp_path, config="[run]\nimages_per_minute = 1000\n", fox=FOX)
    (root / "prompts/hare.md").write_bytes(HARE.encode())
    return root


def content(gallery: Path, ident: str) -> str:
    """Return a prompt's file, line ends as they are."""
    return (gallery / f"prompts/{ident}.md").read_bytes().decode()


def git(gallery: Path, *arguments: str) -> str:
    """Run git in a gallery as somebody; return what it printed."""
    somebody = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.autocrlf=false"]
    command = ["git", "-C", str(gallery), *somebody, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("numbers", "written"), [(["2"], "pick: 2"), (["3", "1"], "pick: [3, 1]")])
def test_pick_writes_one_line(gallery: Path, numbers: list[str], written: str) -> None:
    """One number is a number, several are a list in the order that was named."""
    assert run(["-C", str(gallery), "pick", "fox", *numbers, "-q"]) == 0
    assert content(gallery, "fox") == f"---\nalt: A fox\nn: 4  # two by two\n{written}\n---\nA red fox.\n"


def test_pick_says_what_changed_and_what_it_costs(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The change with its place, then what the next build would buy for the prompt."""
    assert run(["-C", str(gallery), "pick", "fox", "2"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "fox: pick all → 2  prompts/fox.md:4",
        "the next build would buy 4 pictures: about $0.053, at most $0.053",
    ]
    assert run(["-C", str(gallery), "pick", "fox", "2"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "fox: pick is 2 already"


def test_reroll_raises_each_take_by_one(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A take that is not stated is 1; an id that is named twice is asked for once more, not twice."""
    assert run(["-C", str(gallery), "reroll", "fox", "hare", "fox"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "fox: take 1 → 2  prompts/fox.md:4",
        "hare: take 1 → 2  prompts/hare.md:2",
        "the next build would buy 5 pictures: about $0.066, at most $0.066",
    ]
    assert run(["-C", str(gallery), "reroll", "hare"]) == 0
    assert content(gallery, "hare") == f"---\r\ntake: 3\r\n---\r\n{HARE}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pick", "fix", "1"], 'did you mean "fox"?'),
        (["reroll", "hare", "hair"], 'did you mean "hare"?'),
        (["pick", "fox", "5"], 'image 5 cannot be picked: "fox" asks for 4 images'),
        (["pick", "fox", "1", "5"], "set n: 5 in prompts/fox.md, or pick less"),
        (["pick", "hare", "2"], '"hare" asks for one image'),
        (["pick", "fox", "0"], "images count from 1"),
        (["pick", "fox", "2", "2"], "picked twice"),
        (["pick", "fox"], "N..."),
        (["reroll"], "ID..."),
    ],
)
def test_a_slip_changes_no_file(
    gallery: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be meant is said with what to do, and nothing is written, not even for the ids that are right."""
    assert run(["-C", str(gallery), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert (content(gallery, "fox"), content(gallery, "hare")) == (FOX, HARE)


def test_the_document_says_the_change_and_the_price(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` has the change with its place, and what the next build would buy."""
    assert run(["-C", str(gallery), "pick", "fox", "3", "1", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["changes"] == [
        {"id": "fox", "path": "prompts/fox.md", "line": 4, "field": "pick", "before": [], "after": [3, 1]}
    ]
    assert (document["to_buy"], document["unpriced"]) == (4, 0)


@pytest.mark.parametrize("arguments", [["pick", "fox", "2"], ["reroll", "fox"], ["reroll", "hare"]])
def test_git_shows_lines_and_takes_them_back(gallery: Path, arguments: list[str]) -> None:
    """The diff is the field's line (or the new front matter); checking the file out again undoes it."""
    git(gallery, "init", "-q")
    git(gallery, "add", ".")
    git(gallery, "commit", "-q", "-m", "A gallery")
    assert run(["-C", str(gallery), *arguments, "-q"]) == 0
    ident = arguments[1]
    assert git(gallery, "diff", "--numstat").split() == ["1" if ident == "fox" else "3", "0", f"prompts/{ident}.md"]
    if ident == "fox":
        git(gallery, "commit", "-q", "-a", "-m", "Choose")
        assert run(["-C", str(gallery), *arguments[:2], *(["3"] if len(arguments) > 2 else []), "-q"]) == 0
        assert git(gallery, "diff", "--numstat").split() == ["1", "1", "prompts/fox.md"]
    git(gallery, "checkout", "-q", ".")
    assert git(gallery, "status", "--porcelain") == ""


def test_what_somebody_else_wrote_meanwhile_stays(gallery: Path) -> None:
    """A file that differs from what the edit was made of is not overwritten."""
    project = load(gallery)
    edit = picked(project, "fox", (2,))
    (gallery / "prompts/fox.md").write_text(FOX + "\nAnd snow.\n")
    with pytest.raises(GalleryError, match=r"prompts/fox\.md was changed meanwhile"):
        write(gallery, [edit])
    assert content(gallery, "fox") == FOX + "\nAnd snow.\n"


def test_an_edit_keeps_who_may_read_the_file(gallery: Path) -> None:
    """The file's permissions stay."""
    (gallery / "prompts/fox.md").chmod(0o600)
    assert run(["-C", str(gallery), "pick", "fox", "2", "-q"]) == 0
    assert (gallery / "prompts/fox.md").stat().st_mode & 0o777 == 0o600


def test_the_price_is_that_of_the_users_provider(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the next build would buy depends on who is asked by default; an unknown one stops before the file changes."""
    monkeypatch.setenv("GALLERY_PROVIDER", "sketch")
    assert run(["-C", str(gallery), "reroll", "fox"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "the next build would buy nothing"
    before = content(gallery, "fox")
    monkeypatch.setenv("GALLERY_PROVIDER", "nobody")
    assert run(["-C", str(gallery), "reroll", "fox"]) == 2
    assert 'GALLERY_PROVIDER names no provider: "nobody"' in capsys.readouterr().err
    assert content(gallery, "fox") == before
