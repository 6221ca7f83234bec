"""Branches that buy for themselves come together without a conflict, a loss or a second purchase."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_originals, wrong_site

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *words: str) -> str:
    """Run git in a repository, as somebody."""
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", *who, *words], cwd=root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"git {' '.join(words)}: {ran.stdout}{ran.stderr}"
    return ran.stdout


def originals_of(root: Path, branch: str) -> set[str]:
    """Return the files that a branch keeps in `originals/`."""
    return set(git(root, "ls-tree", "-r", "--name-only", branch, "originals").splitlines())


def buy_on_branches(root: Path, branches: int, images: int, shared: int, seed: int) -> None:
    """Let each branch buy its own images and some that the next one buys as well; merge all in any order, and build."""
    texts = foxes(branches * images)
    names = list(texts)
    make_gallery(root, texts)
    (root / ".gitignore").write_text(".gallery/\nsite/\n")
    git(root, "init", "-qb", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "prompts")
    with FakeAPI() as api:
        tool = tool_for(root, api)
        for number in range(branches):
            git(root, "switch", "-qc", f"branch-{number}", "main")
            mine = (names[number * images :] + names)[: images + shared]
            assert tool.build(*mine).code == 0
            git(root, "add", ".")
            git(root, "commit", "-qm", f"branch {number}")
        git(root, "switch", "-q", "main")
        order = random.Random(seed).sample(range(branches), branches)
        for number in order:
            git(root, "merge", "-q", "--no-edit", f"branch-{number}")
        bought = [originals_of(root, f"branch-{number}") for number in range(branches)]
        paid = len(api.ledger())
        assert set().union(*bought) == originals_of(root, "main")
        last = tool.build()
        assert (last.code, last.clumsy, paid, len(api.ledger())) == (0, [], paid, branches * (images + shared)), (
            last.words
        )
    assert wrong_originals(root) + wrong_site(root) == []
    assert (len(kept(root)), {one.prompt for one in kept(root)}) == (paid, set(texts.values()))
    assert tool.build("--offline").out == "nothing to do.\n"


def test_branches_that_bought_are_merged_without_loss(tmp_path: Path) -> None:
    """Three branches of 6 images, two of them bought twice: 0 conflicts, both originals stay, nothing is bought again."""
    buy_on_branches(tmp_path, 3, 6, 2, 1)


def test_one_ledger_for_all_would_conflict(tmp_path: Path) -> None:
    """What the store avoids: one file that both branches write does not merge."""
    git(tmp_path, "init", "-qb", "main")
    git(tmp_path, "commit", "-qm", "nothing", "--allow-empty")
    for name in ("one", "two"):
        git(tmp_path, "switch", "-qc", name, "main")
        (tmp_path / "ledger.json").write_text(f"[{name!r}]\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", name)
    with pytest.raises(AssertionError, match="CONFLICT"):
        git(tmp_path, "merge", "-q", "one")


@pytest.mark.long
def test_ten_branches_of_fifty_images(tmp_path: Path) -> None:
    """The same for ten branches of 50 images, five of each bought on two."""
    buy_on_branches(tmp_path, 10, 50, 5, 2)
