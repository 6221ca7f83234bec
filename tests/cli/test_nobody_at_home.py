"""In a container a number may be the user, without a home folder: nothing of one's own is read, and all else works."""

from __future__ import annotations

import pwd
from typing import TYPE_CHECKING, NoReturn

import pytest

from gallery_build.cli import run
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be nobody."""

    def unknown(number: int) -> NoReturn:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setenv("HOME", "")
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name)


@pytest.mark.parametrize("command", [["build", "--offline"], ["plan"], ["check"], ["doctor"]], ids=" ".join)
def test_a_gallery_needs_no_home(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    """Each command does its work; nothing is said to be a fault of ours."""
    root = a_gallery(tmp_path, fox="---\ntitle: Fox\nalt: a fox\n---\nA red fox.\n")
    assert run(["-C", str(root), *command]) in {0, 2}
    said = "".join(capsys.readouterr())
    assert "fault of ours" not in said
    assert ("no home folder" in said) is (command == ["doctor"])


def test_a_picture_without_a_gallery_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ask` says what is missing before anything is paid."""
    monkeypatch.chdir(tmp_path)
    assert run(["ask", "a red fox", "-o", "fox.png"]) == 2
    assert "there is no home folder to keep the picture in" in capsys.readouterr().err
