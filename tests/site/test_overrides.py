"""A theme is overridden file by file and block by block, by a theme that is chosen, and by one style sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import FaultsError, UsageError
from gallery_build.project import load
from gallery_build.site.pages import render_pages
from gallery_build.site.theme import ThemeError, load_theme, shipped_theme
from gallery_build.theming import theme_of
from tests.site.reading import read
from tests.site.test_every_word import everything
from tests.site.values import small
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.site.theme import Theme

BLOCK = re.compile(r"{% block (\w+)( scoped)? %}")


def write(folder: Path, **files: str) -> Path:
    """Write files of a theme; `__` in a name is a dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def sheets_of(theme: Theme) -> list[str]:
    """Return what the home page of a gallery links to for its style."""
    home = next(page.content.decode() for page in render_pages(small(), theme) if page.path == "index.html")
    return [link.attributes["href"] for link in read(home).all("link", rel="stylesheet")]


def test_each_block_of_each_template_can_be_overridden(tmp_path: Path) -> None:
    """A file that extends the shipped one of its own name puts words into any block, and keeps what was there."""
    marks = []
    for template in shipped_theme().glob("*.*"):
        blocks = dict(BLOCK.findall(template.read_text(encoding="utf-8")))
        said = [
            f"{{% block {name}{scoped} %}}[{template.name} {name}]{{{{ super() }}}}{{% endblock %}}"
            for name, scoped in blocks.items()
        ]
        marks += [f"[{template.name} {name}]" for name in blocks]
        if said:
            (tmp_path / template.name).write_text(
                "\n".join([f'{{% extends "!{template.name}" %}}', *said]), encoding="utf-8"
            )

    text = "".join(page.content.decode() for page in render_pages(everything(), load_theme(tmp_path, shipped_theme())))

    hidden = {"[_layout.html main]"}  # every page fills it
    assert {mark for mark in marks if mark not in text} <= hidden
    assert len(marks) > 50


def test_what_is_kept_is_the_page_as_it_was(tmp_path: Path) -> None:
    """A file that only extends the shipped one changes nothing."""
    for name in ("_layout.html", "exhibit.html", "_card.html"):
        (tmp_path / name).write_text(f'{{% extends "!{name}" %}}', encoding="utf-8")

    ours = {page.path: page.content for page in render_pages(small(), load_theme(tmp_path, shipped_theme()))}

    assert ours == {page.path: page.content for page in render_pages(small(), load_theme(shipped_theme()))}


def test_each_folder_extends_the_one_behind_it(tmp_path: Path) -> None:
    """A gallery's file extends the chosen theme's, and that the default one's."""
    own = write(tmp_path / "own", page__html='{% extends "!page.html" %}{% block a %}own {{ super() }}{% endblock %}')
    chosen = write(
        tmp_path / "chosen", page__html='{% extends "!page.html" %}{% block a %}chosen {{ super() }}{% endblock %}'
    )
    default = write(tmp_path / "default", page__html="{% block a %}default{% endblock %}")

    assert load_theme(own, chosen, default).render("page.html", {}) == "own chosen default"
    assert load_theme(own, default).render("page.html", {}) == "own default"


def test_a_file_behind_which_there_is_none_says_so(tmp_path: Path) -> None:
    """What extends a template that no theme has is told by its own name and line."""
    own = write(tmp_path / "own", page__html='\n{% extends "!page.html" %}')
    with pytest.raises(ThemeError, match=r'page\.html:2: there is no template "!page\.html"'):
        load_theme(own, shipped_theme()).render("page.html", {})


def test_macros_of_a_hidden_file_can_be_taken_along(tmp_path: Path) -> None:
    """A file of macros replaces one of them and hands on the others."""
    text = '{% import "!_wall.html" as shipped %}{% set image = shipped.image %}{% set pager = shipped.pager %}{% set view = shipped.view %}{% macro hang(wall, classes="") %}MINE{% endmacro %}'
    pages = {
        page.path: page.content.decode()
        for page in render_pages(small(), load_theme(write(tmp_path, _wall__html=text), shipped_theme()))
    }
    assert "MINE" in pages["index.html"]
    assert "<picture" in pages["prompts/fox.html"] or "<img" in pages["prompts/fox.html"]


@pytest.mark.parametrize("names", [(), ("theme.css",), ("user.css",), ("theme.css", "user.css")], ids=" ".join)
def test_sheets_of_ones_own_are_linked_where_they_are(tmp_path: Path, names: tuple[str, ...]) -> None:
    """`user.css` stands behind every other sheet of the page, and no page asks for one that is not there."""
    for name in names:
        write(tmp_path / "assets", **{name: "h1{}"})
    expected = ["assets/style.css", "assets/viewer.css", *(f"assets/{name}" for name in names)]
    assert sheets_of(load_theme(tmp_path, shipped_theme())) == expected


def test_the_missing_page_has_them_inside(tmp_path: Path) -> None:
    """404.html is shown at any depth, so it holds what other pages link to."""
    write(tmp_path / "assets", user__css="h1{color:teal}")
    pages = {page.path: page.content.decode() for page in render_pages(small(), load_theme(tmp_path, shipped_theme()))}
    assert (
        pages["404.html"].index("--paper")
        < pages["404.html"].index("h1{color:teal}")
        < pages["404.html"].index("</style>")
    )


def theme(root: Path, name: str) -> Theme:
    """Return the theme of a gallery that names one."""
    return theme_of(load(a_gallery(root, config=f'[site]\ntheme = "{name}"\n', fox="A fox.")))


def test_a_gallery_may_have_themes_of_its_own(tmp_path: Path) -> None:
    """A folder of `templates/themes/` is a theme; the gallery's own files stand before it."""
    mine = tmp_path / "templates/themes/mine"
    write(mine, tags__html="theme", groups__html="theme")
    write(tmp_path / "templates", tags__html="own")

    chosen = theme(tmp_path, "mine")

    assert (chosen.render("tags.html", {}), chosen.render("groups.html", {})) == ("own", "theme")
    assert chosen.guarded


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("contact-shet", 'did you mean "contact-sheet"?'),
        ("defualt", 'did you mean "default"?'),
        ("../mine", "known are contact-sheet, default"),
        ("zzz", "known are contact-sheet, default"),
    ],
)
def test_an_unknown_theme_is_told_with_the_nearest_name(tmp_path: Path, name: str, hint: str) -> None:
    """A misspelled theme is a fault at its line, and nothing is built."""
    (tmp_path / "templates/themes").mkdir(parents=True)
    (tmp_path / "templates/mine").mkdir()
    with pytest.raises(FaultsError) as told:
        theme(tmp_path, name)
    assert [str(fault) for fault in told.value.faults] == [
        f'gallery.toml:2:9: site.theme "{name}" is not known\n  hint: {hint}'
    ]


def test_a_theme_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """A cloned gallery cannot publish another folder of its visitor's machine by calling it a theme."""
    secret = write(tmp_path / "secret/assets", key="sk-secret").parent
    (tmp_path / "here/templates/themes").mkdir(parents=True)
    (tmp_path / "here/templates/themes/mine").symlink_to(secret)
    with pytest.raises(UsageError, match="leads out of the theme"):
        theme(tmp_path / "here", "mine")
