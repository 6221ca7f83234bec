"""Keys, states and the site are the same wherever and whenever a gallery is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from gallery_build.project import load
from tests.fake_api import FakeAPI
from tests.reliability.galleries import make_gallery, tool_for

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "frueh": "Ein Fuchs im Schnee, früh am Morgen,\nin drei Zeilen\nund mit Ausrufezeichen!",
    "kitsune": "雪の中の狐。\n\n二行目、がぎぐ。",
    "cafe": "Café à l'aube — naïve façade",
    "nothing": "a picture that nobody bought",
}
BOUGHT = ("frueh", "kitsune", "cafe")

CLOCK = """
import datetime, sys, time
shift = float(sys.argv.pop(1))
class Date(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
real, real_ns, local, gm = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: real() + shift
time.time_ns = lambda: real_ns() + int(shift * 10**9)
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: gm(time.time() if seconds is None else seconds)
datetime.date = Date
from gallery_build.cli import run
sys.exit(run(sys.argv[1:]))
"""
"""The tool with a clock that is so many seconds off."""

YEAR = 365.25 * 86_400.0


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a gallery in git with three pictures bought, one not, and its site."""
    root = make_gallery(tmp_path_factory.mktemp("everywhere") / "gallery", TEXTS)
    (root / ".gitignore").write_text(".gallery/\nsite/\n")
    with FakeAPI() as api:
        assert tool_for(root, api).build(*BOUGHT).code == 0
    for words in (
        ["init", "-qb", "main"],
        ["add", "."],
        ["commit", "-qm", "one"],
        ["commit", "-qm", "2", "--allow-empty"],
    ):
        git(root, *words)
    return root


def git(root: Path, *words: str) -> None:
    """Run git in a folder, as somebody."""
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def keys(root: Path) -> list[str]:
    """Return the key of every image."""
    return [item.recipe.key for item in load(root).plan().items]


def site(root: Path) -> dict[str, bytes]:
    """Return every file of the site."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()
    }


def built(root: Path, *, shift: float = 0.0, cwd: Path | None = None, **settings: str) -> dict[str, bytes]:
    """Build a gallery from nothing but its sources, in a process of its own, and return the site."""
    command = [sys.executable, "-c", CLOCK, str(shift), "-C", str(root), "build", "--offline"]
    environment = {**os.environ, **settings}
    ran = subprocess.run(command, cwd=cwd or root, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return site(root)


def copied(gallery: Path, root: Path) -> Path:
    """Return a copy of the gallery without what earlier builds made."""
    shutil.copytree(gallery, root, ignore=shutil.ignore_patterns(".gallery", "site"))
    return root


def rewrite(root: Path, form: str) -> None:
    """Save every prompt with other line ends, or with its letters composed in another way."""
    for path in (root / "prompts").iterdir():
        text = path.read_text(encoding="utf-8")
        changed = text.replace("\n", "\r\n") if form == "CRLF" else unicodedata.normalize("NFD", text)
        path.write_bytes(changed.encode())


@pytest.mark.parametrize("form", ["CRLF", "NFD"])
def test_the_way_a_text_is_saved_is_not_in_its_key(gallery: Path, tmp_path: Path, form: str) -> None:
    """Line ends and composed letters: the same keys, so nothing is bought again, and the same pictures hang."""
    root = copied(gallery, tmp_path / "gallery")
    rewrite(root, form)
    before, after = site(gallery), built(root)
    assert keys(gallery) == keys(root)
    pictures = {name for name in before if name.startswith(("site/images/", "site/originals/"))}
    assert pictures
    assert {name: after.get(name) for name in pictures} == {name: before[name] for name in pictures}


def test_line_ends_are_not_in_the_site(gallery: Path, tmp_path: Path) -> None:
    """A checkout with CRLF gives the same site, byte for byte."""
    root = copied(gallery, tmp_path / "gallery")
    rewrite(root, "CRLF")
    assert built(root) == site(gallery)


def test_a_text_that_says_something_else_is_seen(gallery: Path, tmp_path: Path) -> None:
    """One letter: another key, and another site."""
    root = copied(gallery, tmp_path / "gallery")
    path = root / "prompts" / "cafe.md"
    path.write_text(path.read_text(encoding="utf-8").replace("aube", "aube."), encoding="utf-8")
    assert (keys(gallery) == keys(root), built(root) == site(gallery)) == (False, False)


@pytest.mark.parametrize("way", ["shallow", "worktree"])
def test_every_checkout_is_the_same(gallery: Path, tmp_path: Path, way: str) -> None:
    """A clone of the last commit alone and a worktree: the same keys, the same site."""
    root = tmp_path / "gallery"
    if way == "shallow":
        git(tmp_path, "clone", "-q", "--depth", "1", gallery.as_uri(), str(root))
    else:
        git(gallery, "worktree", "add", "-q", "--detach", str(root))
    assert (keys(root), built(root) == site(gallery)) == (keys(gallery), True)


PLACES = [
    {"shift": -10 * YEAR, "TZ": "Pacific/Kiritimati"},
    {"shift": 12 * YEAR, "TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONHASHSEED": "4294967295"},
]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_neither_clock_nor_language_is_in_the_site(gallery: Path, tmp_path: Path, place: dict[str, object]) -> None:
    """Ten years ago, in 2038, in other time zones and languages, from another folder: the same site, byte for byte."""
    root = copied(gallery, tmp_path / "gallery")
    assert built(root, cwd=tmp_path, **place) == site(gallery)  # type: ignore[arg-type]  # a table's rows
