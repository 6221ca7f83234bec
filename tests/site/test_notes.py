"""Commentary is Markdown that anybody may have written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.site.notes import LIMIT, TAGS, NotesError, render_notes
from tests.site.reading import read


def test_markdown_becomes_html() -> None:
    """Emphasis, lists, tables and code are what commentary is made of."""
    html = render_notes("*a* `b`\n\n- c\n\n|d|e|\n|-|-|\n|1|2|\n\n```\n<x>\n```")
    names = {element.name for element in read(html).all()}
    assert {"em", "code", "ul", "li", "table", "td", "pre"} <= names
    assert "&lt;x&gt;" in html


def test_nothing_becomes_nothing() -> None:
    """A prompt without commentary has no notes."""
    assert render_notes(" \n") == ""


@pytest.mark.parametrize(("source", "levels"), [("# a\n\n## b", "23"), ("### a\n\n#### b", "23"), ("###### a", "2")])
def test_headings_stay_below_the_title(source: str, levels: str) -> None:
    """A page keeps one h1; the highest heading of the notes is an h2."""
    headings = [element.name for element in read(render_notes(source)).all() if element.name.startswith("h")]
    assert headings == [f"h{level}" for level in levels]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>body{display:none}</style>",
        "<iframe src=https://evil.example></iframe>",
        "<b onclick=alert(1)>x</b>",
        "<img src=x onerror=alert(1)>",
        "<p style='position:fixed'>x</p>",
        "[x](javascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "[x](data:text/html,x)",
        "<form action=https://evil.example><input></form>",
        "<svg onload=alert(1)>",
        "<object data=x></object><embed src=x><base href=https://evil.example><meta http-equiv=refresh content=0>",
    ],
)
def test_nothing_in_it_acts(hostile: str) -> None:
    """No script, style, frame, handler or address that runs survives."""
    for element in read(render_notes(f"before {hostile} after\n\n{hostile}")).all():
        assert element.name in TAGS
        assert element.attributes.keys() <= {"href", "src", "alt", "title", "rel"}
        assert ":" not in element.attributes.get("href", "")


@pytest.mark.parametrize(
    "address", ["https://evil.example/a.png", "//evil.example/a.png", "\\\\evil.example\\a.png", "data:x"]
)
def test_a_picture_asks_no_other_host(address: str) -> None:
    """A page makes no request that the gallery's owner did not put there."""
    assert "src" not in read(render_notes(f'<img src="{address}" alt="a">')).one("img").attributes


@pytest.mark.parametrize(
    "address", ["https://a.example/b", "http://a.example", "mailto:a@b.example", "../tags/sea.html", "#x"]
)
def test_links_to_the_web_and_the_site_stay(address: str) -> None:
    """Commentary may lead anywhere that a click may go."""
    assert read(render_notes(f"[a]({address})")).one("a").attributes["href"] == address


TANGLES = [
    "[",
    "![",
    "[a](",
    "[](",
    "`",
    "``x",
    "*a",
    "a*",
    "_a_",
    "*_",
    "<",
    "<a ",
    "<!--",
    "<![CDATA[",
    "<?",
    "<p\n",
    "<div>",
]
TANGLES += [
    "> ",
    "1. ",
    "- ",
    "# a\n",
    "a\n=\n",
    "- - -\n",
    "|",
    "a|b\n-|-\n",
    "[a]: b\n",
    "&",
    "\\a",
    "\n",
    "\t",
    " a",
    "((",
    "a",
]


@pytest.mark.parametrize("size", [20_000, LIMIT])
@pytest.mark.parametrize("tangle", TANGLES)
def test_no_text_takes_long(tangle: str, size: int) -> None:
    """Whatever somebody repeats, the answer comes within seconds: rendered, or refused with a reason."""
    source = (tangle * size)[:size]
    start = time.process_time()
    for text in (source, source.replace("\n", "\n\n"), "\n\n".join([source[:200]] * (size // 202))):
        try:
            render_notes(text)
        except NotesError as error:
            assert str(error).startswith("commentary")  # noqa: PT017 - either outcome is right
    assert time.process_time() - start < 5


def test_more_than_a_file_can_hold_is_refused() -> None:
    """The bound is that of a prompt's file."""
    with pytest.raises(NotesError, match="is more than 262,144"):
        render_notes("a" * (LIMIT + 1))


def test_deep_nesting_is_refused() -> None:
    """Three hundred lists in one another are nobody's commentary."""
    nested = "\n".join(f"{'    ' * depth}- a" for depth in range(300))
    with pytest.raises(NotesError):
        render_notes(nested)


def test_long_prose_is_rendered() -> None:
    """The bounds are for tangles: forty pages of plain prose with links and lists are fine."""
    page = (
        "The *first* attempt, see [the second](b.html), put `it` on a sill; it was (almost) noon.\n\n- a\n- b\n\n" * 10
    )
    assert render_notes(page * 40).count("<ul>") == 400


@given(st.text(max_size=400))
def test_any_text_is_well_formed_or_refused(source: str) -> None:
    """No text breaks the page it stands on."""
    try:
        html = render_notes(source)
    except NotesError:
        return
    assert all(element.name in TAGS for element in read(html).all())
