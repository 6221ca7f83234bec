"""The language of a gallery, as a build and `check` see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path


def said_of(root: Path, language: str, capsys: pytest.CaptureFixture[str], command: str = "check") -> tuple[int, str]:
    """Return the exit code and all that is said of a gallery in this language."""
    a_gallery(
        root, config=f'[site]\ntitle = "Fuchs"\nlanguage = "{language}"\n', fox="---\nalt: A fox\n---\nA red fox.\n"
    )
    code = run(["-C", str(root), command, *(["--offline"] if command == "build" else [])])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_an_unknown_language_stops_before_anything_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its place is told, and what was perhaps meant; nothing is published."""
    code, said = said_of(tmp_path, "germn", capsys, "build")
    assert code == 2
    assert 'gallery.toml:3:12: site.language "germn" is not known' in said
    assert 'did you mean "de"?' in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de-AT", ""),
        ("fr", 'the interface is in English, not in "fr"'),
        ("zh-Hant", 'the interface is in English, not in "zh-Hant"'),
    ],
    ids=["de-AT", "fr", "zh-Hant"],
)
def test_check_says_where_words_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, told: str
) -> None:
    """A language without a file is a warning: the site is published, and its words are English."""
    code, said = said_of(tmp_path, language, capsys)
    assert code == 0
    assert (told in said) if told else "in English" not in said
    assert run(["-C", str(tmp_path), "build", "--offline"]) == 0


def test_check_counts_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The hint names the file and the first name that lacks a word."""
    (tmp_path / "templates/words").mkdir(parents=True)
    (tmp_path / "templates/words/fr.toml").write_text(
        '[signs]\ncomma = ", "\n[bar]\nskip = "Aller au contenu"\n', "utf-8"
    )
    code, said = said_of(tmp_path, "fr", capsys)
    assert code == 0
    assert 'words of the interface are in English, not in "fr"' in said
    assert "write them into templates/words/fr.toml; the first is bar.site" in said


def test_a_fault_in_words_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` finds it, and a build does nothing."""
    (tmp_path / "templates/words").mkdir(parents=True)
    (tmp_path / "templates/words/en.toml").write_text('[bar]\nserch = "Find"\n', "utf-8")
    assert said_of(tmp_path, "en", capsys)[0] == 2
    code, said = said_of(tmp_path, "en", capsys, "build")
    assert code == 2
    assert 'templates/words/en.toml:2:1: no page says "bar.serch"' in said
    assert 'did you mean "bar.search"?' in said


def test_the_label_is_the_languages_unless_it_is_stated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`ai_label` goes over every language, also where it is empty."""
    assert said_of(tmp_path, "de", capsys, "build")[0] == 0
    page = tmp_path / "site/search.html"
    assert "KI-generiert" in page.read_text("utf-8")
    toml = tmp_path / "gallery.toml"
    toml.write_text(toml.read_text("utf-8") + 'ai_label = "Maschine"\n', "utf-8")
    assert run(["-C", str(tmp_path), "build", "--offline"]) == 0
    assert "Maschine" in page.read_text("utf-8")
    assert "KI-generiert" not in page.read_text("utf-8")
