"""Originals that are not here were made once: they are never bought again by themselves."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ABSENT, PENDING = 6, 3
IMAGES = 4
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 10655\n"


def point(root: Path) -> None:
    """Leave what a clone without Git LFS leaves."""
    for one in kept(root):
        digest = str(one.record["digest"]).encode()
        one.path.unlink()
        one.path.write_bytes(POINTER % digest)


def delete_bytes(root: Path) -> None:
    """Delete the pictures and leave their records."""
    for one in kept(root):
        one.path.unlink()


def thin_out(root: Path) -> None:
    """Delete all originals that git's index lists, as a sparse checkout does."""
    run = ["git", "-C", str(root), "-c", "user.name=fox", "-c", "user.email=fox@example.com"]
    subprocess.run([*run, "init", "--quiet"], check=True)
    subprocess.run([*run, "add", "."], check=True)
    subprocess.run([*run, "commit", "--quiet", "--message", "Keep what was paid"], check=True)
    shutil.rmtree(root / "originals")


@pytest.mark.parametrize("loss", [point, delete_bytes, thin_out])
def test_absent_originals_are_not_bought(tmp_path: Path, loss: Callable[[Path], None]) -> None:
    """Pointers, deleted bytes, a sparse checkout: no request, exit 6, and a line that counts them."""
    make_gallery(tmp_path, foxes(IMAGES))
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        assert tool.build().code == 0
        loss(tmp_path)
        shutil.rmtree(tmp_path / ".gallery")
        shutil.rmtree(tmp_path / "site")
        ran = tool.build()
        assert (ran.code, ran.clumsy, len(api.posts())) == (ABSENT, [], IMAGES), ran.words
        assert (f"{IMAGES} absent" in ran.err, wrong_site(tmp_path)) == (True, [])


@pytest.mark.parametrize(("loss", "code"), [(point, 0), (delete_bytes, ABSENT), (thin_out, ABSENT)])
def test_what_is_lost_after_a_build_is_not_bought(tmp_path: Path, loss: Callable[[Path], None], code: int) -> None:
    """The same with memory and site in place: no request. A pointer under the old name is damage that `--check` finds."""
    make_gallery(tmp_path, foxes(IMAGES))
    with FakeAPI() as api:
        tool = tool_for(tmp_path, api)
        assert tool.build().code == 0
        loss(tmp_path)
        ran = tool.build()
        assert (ran.code, len(api.posts()), wrong_site(tmp_path)) == (code, IMAGES, []), ran.words
        assert tool.build("--check").code == PENDING
