"""Templates are compiled once for all builds of a person; what is kept is never wrong, and never in a gallery."""

from __future__ import annotations

import pwd
from typing import TYPE_CHECKING, NoReturn

import jinja2
import pytest

from gallery_build.site.theme import load_theme, shipped_theme

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a person's cache folder, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/gallery-build/templates"


def rendered(theme: Path, text: str = "Page {{ number }}", language: str = "en") -> str:
    """Write a template into a theme, if it is another one, and fill it in."""
    theme.mkdir(exist_ok=True)
    (theme / "page.html").write_text(text, encoding="utf-8")
    return load_theme(theme, shipped_theme(), language=language).render("page.html", {"number": 7})


def test_what_was_compiled_is_not_compiled_again(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build takes it from the cache folder, and the gallery's own has nothing but the template."""
    first = rendered(tmp_path / "theme")

    def compiles(*_words: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(jinja2.Environment, "_generate", compiles)
    assert rendered(tmp_path / "theme") == first == "Page 7"
    assert [path.name for path in (tmp_path / "theme").iterdir()] == ["page.html"]
    assert len(list(cache.iterdir())) == 1


def test_another_text_and_other_words_are_compiled_anew(cache: Path, tmp_path: Path) -> None:
    """A changed template, another language and a changed word each show at once."""
    theme = tmp_path / "theme"
    assert rendered(theme) == "Page 7"
    assert rendered(theme, "{{ 'bar.search'|say }}") == "Search"
    assert rendered(theme, "{{ 'bar.search'|say }}", "de") == "Suche"
    (theme / "words").mkdir()
    (theme / "words/de.toml").write_text('[bar]\nsearch = "Finden"\n', encoding="utf-8")
    assert rendered(theme, "{{ 'bar.search'|say }}", "de") == "Finden"
    assert cache.is_dir()


@pytest.mark.parametrize("length", [0, 1, 10, 30, 60, -1])
def test_a_file_that_was_cut_short_is_as_good_as_none(cache: Path, tmp_path: Path, length: int) -> None:
    """However much of it is left, the page is whole."""
    rendered(tmp_path / "theme")
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:length])
    assert rendered(tmp_path / "theme") == "Page 7"


@pytest.mark.parametrize("there", ["a file", "a folder without rights", "no such disk"])
def test_where_nothing_can_be_kept_pages_are_made(cache: Path, tmp_path: Path, there: str) -> None:
    """A cache folder that cannot be written costs time, and nothing else."""
    cache.parent.parent.mkdir()
    if there == "a file":
        cache.parent.write_text("mine", encoding="utf-8")
    elif there == "a folder without rights":
        cache.mkdir(parents=True)
        cache.chmod(0o500)
    else:
        cache.parent.symlink_to("/proc/nowhere")
    assert rendered(tmp_path / "theme") == rendered(tmp_path / "theme") == "Page 7"


def test_where_nobody_is_at_home_pages_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container a number may be the user: then there is no cache folder, and no other is taken for it."""

    def unknown(number: int) -> NoReturn:
        raise KeyError(number)

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert rendered(tmp_path / "theme") == "Page 7"
    assert [path.name for path in tmp_path.iterdir()] == ["theme"]
