"""Exhibits as Markdown beside their pages, and llms.txt, which leads programs that read to them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.frame import EXHIBIT, INDEX, bind
from gallery_build.site.pages.links import absolute, encoded, relative
from gallery_build.site.pages.pictures import alternative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Exhibit, Gallery, Group, Plate
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.theme import Theme

LISTED = 500
"""Exhibits that llms.txt names, the first of the wall; gallery.json has all."""

_SIGNS = re.compile(r"([\\`*_\[\]<>&])")
_FENCES = re.compile("`{3,}")


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield `prompts/sea/harbour.md` for each exhibit, llms.txt, and a word to hosts that would rewrite Markdown."""
    binding = bind(gallery, theme)
    exhibits = {one.url: one for one in gallery.exhibits}
    yield from theme.kept.each("plain", binding.around, exhibits, partial(_page, binding))
    yield Page("llms.txt", _list(binding).encode("utf-8", "replace"), INDEX)
    yield Page(".nojekyll", b"", EXHIBIT)


def plain_url(exhibit: Exhibit) -> str:
    """Return where an exhibit stands as Markdown; no slug has a dot, so nothing else can stand there."""
    return f"{exhibit.url.removesuffix('.html')}.md"


def _page(binding: Binding, exhibit: Exhibit) -> Page:
    return Page(plain_url(exhibit), _exhibit(binding, exhibit).encode("utf-8", "replace"), EXHIBIT)


def _exhibit(binding: Binding, exhibit: Exhibit) -> str:
    """Return title, picture, prompt as it was written, details and notes."""
    gallery, say = binding.gallery, binding.language.say
    prompt, plate, page = exhibit.prompt, exhibit.plate, plain_url(exhibit)
    image = plate.original or plate.derivatives[-1].path
    fence = "`" * max(3, 1 + max(map(len, _FENCES.findall(prompt.text)), default=0))
    facts = {
        "model": plate.model,
        "size": f"{plate.width} × {plate.height}",
        "date": prompt.date.isoformat() if prompt.date else "",
        "author": prompt.author or gallery.author,
        "source": prompt.source,
        "licence": prompt.license or gallery.license,
        "tags": say("signs.comma").join(prompt.tags),
    }
    parts = [
        f"# {_line(prompt.title)}",
        f"![{_line(alternative(binding.language, exhibit, plate))}]({relative(page, image)})",
        f"{_line(_made(binding, plate))}.",
        f"## {say('exhibit.prompt')}",
        f"{fence}\n{prompt.text}\n{fence}",
        f"## {say('exhibit.details')}",
        "\n".join(f"- {say(f'details.{name}')}: {_line(value)}" for name, value in facts.items() if value),
        *([f"## {say('exhibit.notes')}", prompt.notes] if prompt.notes else []),
    ]
    return "\n\n".join(parts) + "\n"


def _made(binding: Binding, plate: Plate) -> str:
    if plate.sketch:
        return binding.language.say("plain.sketch")
    label = binding.gallery.ai_label
    return binding.language.say("label.with" if label else "label.plain", label=label, model=plate.model)


def _list(binding: Binding) -> str:
    """Return the gallery in the form of llmstxt.org: a title, a sentence, lists of links."""
    gallery, say = binding.gallery, binding.language.say
    parts = [f"# {_line(gallery.title)}"]
    if gallery.description:
        parts.append(f"> {_line(gallery.description)}")
    shown = gallery.exhibits[:LISTED]
    parts.append(say("plain.lead"))
    parts += _section(say("plain.prompts"), [(one.prompt.title, plain_url(one)) for one in shown], gallery)
    parts += _section(say("bar.series"), _named(gallery.series), gallery)
    parts += _section(say("bar.tags"), _named(gallery.tags), gallery)
    parts += _section("Optional", [(say("plain.json"), "gallery.json")], gallery)
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
