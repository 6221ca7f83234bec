"""Commentary: Markdown that anybody may have written, to HTML that a page can hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 256 * 1024
"""Characters at most, as for the body of a prompt's file."""

EFFORT = 4_000_000
"""The most work a text may ask for, in units of `_effort`: about two seconds. A page of prose asks for a thousandth."""

SIGN = 400
"""What each sign costs by itself, in the same units."""

WORDS = (
    "p br hr h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del s sub sup kbd mark abbr q cite small "
    "a img table thead tbody tr th td dl dt dd figure figcaption details summary"
)
TAGS = frozenset(WORDS.split())
"""Elements that stay; of all others only the text does, of script and style not even that."""

ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"}}

_HEADING = re.compile(r"<(/?)h([1-6])\b")
_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]+")
_BLOCK_ENDS = re.compile(r"\n[ \t]*\n")
_SIGNS = re.compile(r"[^\w\s]|\n", re.ASCII)


class NotesError(GalleryError):
    """Commentary that would take too long to render; the message says why."""


def render_notes(source: str) -> str:
    """Return Markdown as HTML without script, style, frames, or pictures from another host; its top heading is h2.

    Raises NotesError for text too long, too tangled or nested too deep.
    """
    if not source.strip():
        return ""
    if len(source) > LIMIT:
        raise NotesError(f"commentary of {len(source):,} characters is more than {LIMIT:,}", hint="shorten it")
    if _effort(source) > EFFORT:
        raise NotesError(
            "commentary has too many signs to be rendered",
            hint="use fewer brackets, and part paragraphs by empty lines",
        )
    try:
        html = _markdown()(source)
    except RecursionError:
        raise NotesError("commentary is nested too deep", hint="indent lists and quotations less") from None
    return _clean(_shifted(html)).strip()


def _effort(source: str) -> int:
    """Return how long Markdown may take: in the worst case each sign looks through the rest of its paragraph.

    An open bracket costs most; a `<` looks through the whole text.
    """
    total = source.count("<") * len(source)
    for block in _BLOCK_ENDS.split(source):
        signs = len(_SIGNS.findall(block))
        total += (block.count("[") + signs // 8) * len(block) + signs * SIGN
    return total


@cache
def _markdown() -> Callable[[str], str]:
    """Return a renderer; building one costs as much as rendering a page of notes."""
    from markdown import Markdown  # noqa: PLC0415 - 30 ms that a build without changes saves

    renderer = Markdown(extensions=["tables", "fenced_code", "sane_lists"], output_format="html")

    def render(source: str) -> str:
        renderer.reset()
        return renderer.convert(source)

    return render


def _shifted(html: str) -> str:
    """Return the HTML with its highest heading as h2: a page has one h1, and it is the title."""
    levels = [int(level) for _, level in _HEADING.findall(html)]
    by = 2 - min(levels, default=2)
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{min(max(int(tag[2]) + by, 2), 6)}", html)


def _clean(html: str) -> str:
    """Return the HTML with nothing left that acts, or asks another host for anything."""
    import nh3  # noqa: PLC0415 - only those who render need it

    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value, or None to drop it: links lead to the web or the site, pictures come from the site."""
    if name not in {"href", "src"}:
        return value
    bare = _UNSEEN.sub("", value)
    if tag == "a" and _ADDRESS.match(bare):
        return value
    return None if _ELSEWHERE.match(bare) else value
