"""Exhibits as Markdown beside their pages, and llms.txt, which leads programs that read to them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.frame import EXHIBIT, INDEX, bind, remembered
from gallery_build.site.pages.links import absolute, encoded, relative
from gallery_build.site.pages.pictures import alternative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Exhibit, Gallery, Group
    from gallery_build.site.theme import Theme

LISTED = 500
"""Exhibits that llms.txt names, the first of the wall; gallery.json has all."""

_SIGNS = re.compile(r"([\\`*_\[\]<>&])")
_FENCES = re.compile("`{3,}")


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield `prompts/sea/harbour.md` for each exhibit, llms.txt, and a word to hosts that would rewrite Markdown."""
    binding = bind(gallery, theme)
    for exhibit in gallery.exhibits:
        yield remembered(binding, ("plain", exhibit.prompt.id), exhibit, partial(_page, gallery, exhibit))
    yield Page("llms.txt", _list(gallery).encode("utf-8", "replace"), INDEX)
    yield Page(".nojekyll", b"", EXHIBIT)


def plain_url(exhibit: Exhibit) -> str:
    """Return where an exhibit stands as Markdown; no slug has a dot, so nothing else can stand there."""
    return f"{exhibit.url.removesuffix('.html')}.md"


def _page(gallery: Gallery, exhibit: Exhibit) -> Page:
    return Page(plain_url(exhibit), _exhibit(gallery, exhibit).encode("utf-8", "replace"), EXHIBIT)


def _exhibit(gallery: Gallery, exhibit: Exhibit) -> str:
    """Return title, picture, prompt as it was written, details and notes."""
    prompt, plate, page = exhibit.prompt, exhibit.plate, plain_url(exhibit)
    image = plate.original or plate.derivatives[-1].path
    fence = "`" * max(3, 1 + max(map(len, _FENCES.findall(prompt.text)), default=0))
    made = "Sketch, drawn by the gallery" if plate.sketch else f"{gallery.ai_label} with {plate.model}"
    facts = {
        "Model": plate.model,
        "Size": f"{plate.width} × {plate.height}",
        "Date": prompt.date.isoformat() if prompt.date else "",
        "Author": prompt.author or gallery.author,
        "Source": prompt.source,
        "Licence": prompt.license or gallery.license,
        "Tags": ", ".join(prompt.tags),
    }
    parts = [
        f"# {_line(prompt.title)}",
        f"![{_line(alternative(exhibit, plate))}]({relative(page, image)})",
        f"{_line(made)}.",
        "## Prompt",
        f"{fence}\n{prompt.text}\n{fence}",
        "## Details",
        "\n".join(f"- {name}: {_line(value)}" for name, value in facts.items() if value),
        *(["## Notes", prompt.notes] if prompt.notes else []),
    ]
    return "\n\n".join(parts) + "\n"


def _list(gallery: Gallery) -> str:
    """Return the gallery in the form of llmstxt.org: a title, a sentence, lists of links."""
    parts = [f"# {_line(gallery.title)}"]
    if gallery.description:
        parts.append(f"> {_line(gallery.description)}")
    shown = gallery.exhibits[:LISTED]
    parts.append("Each prompt stands beside the picture that it made. The Markdown of a page is its address with `.md`.")
    parts += _section("Prompts", [(one.prompt.title, plain_url(one)) for one in shown], gallery)
    parts += _section("Series", _named(gallery.series), gallery)
    parts += _section("Tags", _named(gallery.tags), gallery)
    parts += _section("Optional", [("The whole gallery as JSON", "gallery.json")], gallery)
    return "\n\n".join(parts) + "\n"


def _section(title: str, links: Sequence[tuple[str, str]], gallery: Gallery) -> Iterator[str]:
    if links:
        yield f"## {title}"
        yield "\n".join(f"- [{_line(name)}]({absolute(gallery.url, path) or encoded(path)})" for name, path in links)


def _named(groups: Sequence[Group]) -> list[tuple[str, str]]:
    return [(group.name, group.url) for group in groups]


def _line(text: str) -> str:
    """Return what somebody wrote as one line that Markdown takes for words alone."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
