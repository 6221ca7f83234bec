"""A theme is folders of files; any of them can be replaced by one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import UsageError
from gallery_build.site.theme import Theme, ThemeError, load_theme, shipped_theme

if TYPE_CHECKING:
    from pathlib import Path


def theme(folder: Path, **files: str) -> Theme:
    """Return a theme of these templates; `__` in a name is a dot."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return load_theme(folder)


def test_the_shipped_theme_has_a_layout_and_a_style_sheet() -> None:
    """What the wheel ships can be found from the package."""
    assert (shipped_theme() / "_layout.html").is_file()
    assert "assets/style.css" in load_theme(shipped_theme()).assets()


def test_a_file_of_an_earlier_folder_wins(tmp_path: Path) -> None:
    """A gallery overrides a single template by a file of the same name."""
    (tmp_path / "_layout.html").write_text("mine: {% block main %}{% endblock %}", encoding="utf-8")
    own = load_theme(tmp_path, shipped_theme())
    assert own.render("_layout.html", {}) == "mine: "


def test_an_asset_of_an_earlier_folder_wins(tmp_path: Path) -> None:
    """A gallery brings its own style sheet, and keeps the shipped scripts."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "style.css").write_bytes(b"body{}")
    assets = load_theme(tmp_path, shipped_theme()).assets()
    assert assets["assets/style.css"] == b"body{}"
    assert "assets/theme.js" in assets


def test_a_folder_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    """Most galleries have no templates of their own."""
    assert load_theme(tmp_path / "none", shipped_theme()).assets() == load_theme(shipped_theme()).assets()


def test_hidden_files_are_no_assets(tmp_path: Path) -> None:
    """What the system or an editor leaves behind is not published."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / ".DS_Store").write_bytes(b"x")
    assert load_theme(tmp_path).assets() == {}


@pytest.mark.parametrize("name", ["page.html", "feed.xml", "words.txt"])
def test_values_are_escaped_whatever_a_template_is_called(tmp_path: Path, name: str) -> None:
    """A value cannot become markup by the choice of a file name."""
    (tmp_path / name).write_text("{{ value }}", encoding="utf-8")
    assert load_theme(tmp_path).render(name, {"value": "<b>"}) == "&lt;b&gt;"


def test_a_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    """Whoever writes a template is told where it is wrong."""
    with pytest.raises(ThemeError, match=r"page\.html:2: "):
        theme(tmp_path, page__html="fine\n{% if %}\n").render("page.html", {})


def test_an_error_while_rendering_names_file_and_line(tmp_path: Path) -> None:
    """A misspelled name is found at the line that asks for it, also in a template that was included."""
    own = theme(tmp_path, page__html='{% include "_part.html" %}', _part__html="\n\n{{ titel }}")
    with pytest.raises(ThemeError, match=r"_part\.html:3: 'titel' is undefined"):
        own.render("page.html", {})


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    """A theme that includes what is not there says what is missing."""
    with pytest.raises(ThemeError, match=r'page\.html:1: there is no template "_none\.html"'):
        theme(tmp_path, page__html='{% include "_none.html" %}').render("page.html", {})


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ value.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ value.run.__self__ }}",
    ],
)
def test_a_template_cannot_reach_the_program(tmp_path: Path, attack: str) -> None:
    """A cloned gallery's templates run in a sandbox."""

    class Value:
        def run(self) -> str:
            return ""

    with pytest.raises(ThemeError):
        theme(tmp_path, page__html=attack).render("page.html", {"value": Value()})


def test_own_values_keep_their_private_names(tmp_path: Path) -> None:
    """The project's values are read fast, but not by names that begin with an underscore."""
    own = theme(tmp_path, page__html="{{ value.__class__.__init__ }}")
    with pytest.raises(ThemeError):
        own.render("page.html", {"value": own})


def test_a_link_out_of_the_theme_is_refused(tmp_path: Path) -> None:
    """A cloned gallery cannot publish a file of its visitor's machine."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"key")
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    (tmp_path / "templates" / "assets" / "style.css").symlink_to(secret)
    with pytest.raises(UsageError, match="leads out of the theme"):
        load_theme(tmp_path / "templates").assets()


def test_a_template_name_cannot_climb_out(tmp_path: Path) -> None:
    """An include by `..` finds nothing that is not the theme's."""
    (tmp_path / "secret.txt").write_text("key", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    own = theme(tmp_path / "templates", page__html='{% include "../secret.txt" %}')
    with pytest.raises(UsageError, match="leads out of the theme"):
        own.render("page.html", {})
