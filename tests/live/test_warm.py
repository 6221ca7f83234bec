"""A session keeps what did not change; its site is always the one that a build from nothing makes."""

from __future__ import annotations

import datetime as dt
import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import Access
from gallery_build.job import Company, Wishes
from gallery_build.live.watch import Gallery, build_offline
from gallery_build.project import build
from tests.live.sessions import CONFIG
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMPANY = Company(dt.date(2026, 11, 22))
TAGS = ("sea", "snow", "night", "tea", "owl")
STEPS = 12


def a_prompt(dice: Random, text: str) -> str:
    """Return a prompt file with some title, tags, series text and licence."""
    tags = ", ".join(dice.sample(TAGS, dice.randint(0, 3)))
    lines = [f"title: Title {dice.randint(0, 9)}", f"tags: [{tags}]"]
    lines += [dice.choice(["featured: true", "order: 3", "date: 2026-01-31", "license: MIT", "alt: Something"])]
    return "\n".join(["---", *lines, "---", text, ""])


def edit(root: Path, dice: Random) -> None:
    """Rewrite one prompt; its text stays, so that nothing is drawn anew."""
    file = dice.choice(sorted((root / "prompts").rglob("p*.md")))
    file.write_text(a_prompt(dice, file.read_text(encoding="utf-8").splitlines()[-1]), encoding="utf-8")


def add(root: Path, dice: Random) -> None:
    """Write a prompt that is like another one."""
    texts = [path.read_text(encoding="utf-8").splitlines()[-1] for path in (root / "prompts").rglob("p*.md")]
    (root / "prompts/sea").mkdir(exist_ok=True)
    (root / f"prompts/sea/p{dice.randint(0, 10**6)}.md").write_text(
        a_prompt(dice, dice.choice(sorted(texts))), encoding="utf-8"
    )


def remove(root: Path, dice: Random) -> None:
    """Delete a prompt, but never the last ones."""
    files = sorted((root / "prompts").rglob("p*.md"))
    if len(files) > 3:
        dice.choice(files).unlink()


def rename(root: Path, dice: Random) -> None:
    """Give a prompt another name."""
    file = dice.choice(sorted((root / "prompts").rglob("p*.md")))
    file.rename(file.with_name(f"p{dice.randint(0, 10**6)}.md"))


def reconfigure(root: Path, dice: Random) -> None:
    """Change what stands on every page."""
    site = f'[site]\nlicense = "{dice.choice(["MIT", "CC0-1.0"])}"\nsort = "{dice.choice(["title", "id"])}"\npage_size = 4\n'
    theme = dice.choice(["", 'theme = "contact-sheet"\n'])
    url = dice.choice(["", 'url = "https://example.org/"\n', 'footer = "A footer"\n'])
    (root / "gallery.toml").write_text(CONFIG.replace("[site]\n", site + url + theme), encoding="utf-8")


def describe(root: Path, dice: Random) -> None:
    """Change the text of a series."""
    (root / "prompts/sea").mkdir(exist_ok=True)
    text = f"---\ntitle: The sea {dice.randint(0, 9)}\n---\nWords {dice.randint(0, 9)}.\n"
    (root / "prompts/sea/_index.md").write_text(text, encoding="utf-8")


def restyle(root: Path, dice: Random) -> None:
    """Override a template or a style sheet, or take the override away."""
    own = root / "templates"
    shutil.rmtree(own, ignore_errors=True)
    if dice.random() < 0.7:
        (own / "assets").mkdir(parents=True)
        sheets = [(f"assets/{name}.css", "h1{}") for name in ("style", "user")]
        name, text = dice.choice([("404.html", "lost in {{ gallery.exhibits|length }}"), *sheets])
        (own / name).write_text(text, encoding="utf-8")


ACTS: tuple[Callable[[Path, Random], None], ...] = (
    edit,
    edit,
    edit,
    add,
    remove,
    rename,
    reconfigure,
    describe,
    restyle,
)


def files(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "seed", [1, 2, pytest.param(3, marks=pytest.mark.long), pytest.param(4, marks=pytest.mark.long)]
)
def test_a_warm_site_is_the_cold_one(tmp_path: Path, seed: int) -> None:
    """After each of a walk of edits, additions, deletions, renames and settings both sites are the same, byte for byte."""
    dice, root = Random(seed), a_gallery(tmp_path / "gallery", config=CONFIG)
    for number in range(7):
        (root / f"prompts/p{number}.md").write_text(a_prompt(dice, f"Picture {number % 3}."), encoding="utf-8")
    gallery = Gallery(root, None, COMPANY)
    build_offline(gallery, gallery.session)
    for _ in range(STEPS):
        act = dice.choice(ACTS)
        act(root, dice)
        build_offline(gallery, gallery.session)
        warm = files(root / "site")
        shutil.rmtree(root / "site")
        build(root, Wishes(offline=True), Access(), COMPANY)
        assert files(root / "site") == warm, act.__name__
