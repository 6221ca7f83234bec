"""Why each thing was made is told from what changed, and never guessed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import Access, make_access
from gallery_build.idle import UNCHANGED
from gallery_build.job import Company, Wishes
from gallery_build.project import build
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_build.report import Report

CONFIG = '[site]\ntitle = "Test"\n[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'
FOX = "---\ntitle: Fox\n---\nA red fox.\n"
HARE = "---\ntitle: Hare\n---\nA hare.\n"
SHOWS = "shows or leads to what changed"
PAGES = {name: (f"prompts/{name}.html", f"prompts/{name}.md") for name in ("fox", "hare")}
"""What an exhibit is written as."""

Told = dict[tuple[str, str], tuple[str, ...]]


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery that was built once."""
    root = a_gallery(tmp_path / "art", config=CONFIG, fox=FOX, hare=HARE)
    explained(root)
    return root


def explained(root: Path, access: Access | None = None) -> Report:
    """Build and have it explained."""
    wishes = Wishes(cap=Decimal(1), explain=True)
    return build(root, wishes, access or Access(), Company(dt.date(2026, 11, 22)))


def told(root: Path, access: Access | None = None) -> Told:
    """Build; return what was made, by act and reason."""
    report = explained(root, access)
    made = [name for reason in report.reasons if reason.act in {"copied", "wrote"} for name in reason.names]
    assert sorted(made) == sorted(report.written)
    assert sum(len(one.names) for one in report.reasons if one.act == "removed") == len(report.removed)
    return {(reason.act, reason.why): reason.names for reason in report.reasons}


def write(name: str, text: str) -> Callable[[Path], object]:
    """Return the edit that writes a file."""

    def edit(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            write("prompts/fox.md", FOX.replace("---\nA", "tags: [snow]\nalt: A fox\n---\nA")),
            ("wrote", "prompts/fox.md changed (alt, tags); another sketch hangs there", "prompts/fox.html"),
        ),
        (
            write("prompts/fox.md", f"{FOX}<!-- notes -->\nSeen at dawn.\n"),
            ("wrote", "prompts/fox.md changed (notes)", "prompts/fox.html"),
        ),
        (write("prompts/fox.md", FOX.replace("red", "grey")), ("drew", "prompts/fox.md changed (text)", "fox")),
        (write("prompts/cat.md", "A cat.\n"), ("wrote", "prompts/cat.md is new; another sketch hangs there", "prompts/cat.html")),
        (write("prompts/cat.md", "A cat.\n"), ("wrote", f"{SHOWS}: prompts/cat.md", "index.html")),
        (write("gallery.toml", CONFIG.replace("Test", "Other")), ("wrote", "gallery.toml changed", "prompts/hare.html")),
        (write("gallery.toml", CONFIG.replace("64", "32")), ("drew", "gallery.toml changed", "hare")),
        (write("templates/_card.html", "{% macro card() %}{% endmacro %}"), ("wrote", "templates/_card.html is new", "index.html")),
        (lambda root: (root / "prompts/fox.md").unlink(), ("removed", "prompts/fox.md is gone", "prompts/fox.html")),
        (
            lambda root: (root / "prompts/fox.md").rename(root / "prompts/reynard.md"),
            ("wrote", "prompts/reynard.md is renamed from prompts/fox.md", "prompts/reynard.html"),
        ),
        (lambda root: (root / "site/index.html").unlink(), ("wrote", "it was away from the site", "index.html")),
        (
            lambda root: shutil.rmtree(root / ".gallery"),
            ("drew", "nothing is remembered of an earlier build", "fox"),
        ),
    ],
)  # fmt: skip
def test_each_edit_is_the_reason(gallery: Path, edit: Callable[[Path], object], expected: tuple[str, str, str]) -> None:
    """A title, a text, a new and a lost file, configuration, a template: each is named where it had an effect."""
    edit(gallery)
    act, why, name = expected
    assert name in told(gallery)[act, why]


def test_everything_made_has_one_reason(gallery: Path) -> None:
    """Of several edits at once each page is told its own, and what all share stands with it."""
    write("prompts/fox.md", FOX.replace("red", "grey"))(gallery)
    write("prompts/hare.md", HARE.replace("Hare", "A hare"))(gallery)
    reasons = told(gallery)
    assert reasons["wrote", "prompts/fox.md changed (text); another sketch hangs there"] == PAGES["fox"]
    assert reasons["wrote", "prompts/hare.md changed (title); another sketch hangs there"] == PAGES["hare"]
    assert "index.html" in reasons["wrote", f"{SHOWS}: prompts/fox.md, prompts/hare.md"]


def test_a_purchase_says_why_and_whose_page_follows(gallery: Path) -> None:
    """Bought, resized, shown: the picture's way is told from end to end."""
    with FakeAPI() as api:
        reasons = told(gallery, make_access(api.url, api.key))
    assert reasons["bought", "no picture was ever made for it"] == ("fox", "hare")
    assert reasons["resized", "a picture that was not shown before"] == ("fox", "hare")
    assert reasons["wrote", "another picture hangs there"] == PAGES["fox"] + PAGES["hare"]


def test_nothing_to_do_says_why(gallery: Path) -> None:
    """Nothing changed at all; or a file was saved that says the same."""
    assert [reason.why for reason in explained(gallery).reasons] == [UNCHANGED]
    write("prompts/fox.md", FOX.replace("\n---\nA", "\n---\n\nA"))(gallery)
    words = "prompts/fox.md was saved and says the same; nothing that the site shows changed"
    assert [reason.why for reason in explained(gallery).reasons] == [words]


def test_nobody_asked_nothing_is_told(gallery: Path) -> None:
    """Without --explain a report has no reasons, and the memory is kept all the same."""
    write("prompts/fox.md", FOX.replace("red", "grey"))(gallery)
    report = build(gallery, Wishes(), Access(), Company(dt.date(2026, 11, 22)))
    assert (report.reasons, "prompts/fox.html" in report.written) == ((), True)
    assert [reason.why for reason in explained(gallery).reasons] == [UNCHANGED]


def test_reasons_can_be_printed_as_json(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build --explain --json` has them in its document."""
    from gallery_build.cli import run  # noqa: PLC0415  # only here

    assert run(["-C", str(gallery), "build", "--explain", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reasons"] == [{"act": "nothing", "why": UNCHANGED, "names": []}]
