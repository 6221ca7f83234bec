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
    shown = {one.url: (one.prompt.title, plain_url(one)) for one in gallery.exhibits[:LISTED]}
    prompts = list(theme.kept.each("llms", gallery.url, shown, partial(_link, gallery)))
    yield Page("llms.txt", _list(binding, prompts).encode("utf-8", "replace"), INDEX)
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


def _list(binding: Binding, prompts: Sequence[str]) -> str:
    """Return the gallery in the form of llmstxt.org: a title, a sentence, lists of links."""
    gallery, say = binding.gallery, binding.language.say
    parts = [f"# {_line(gallery.title)}"]
    if gallery.description:
        parts.append(f"> {_line(gallery.description)}")
    parts.append(say("plain.lead"))
    parts += _section(say("plain.prompts"), prompts)
    parts += _section(say("bar.series"), _named(gallery, gallery.series))
    parts += _section(say("bar.tags"), _named(gallery, gallery.tags))
    parts += _section("Optional", [_link(gallery, (say("plain.json"), "gallery.json"))])
    return "\n\n".join(parts) + "\n"


def _section(title: str, links: Sequence[str]) -> Iterator[str]:
    if links:
        yield f"## {title}"
        yield "\n".join(links)


def _named(gallery: Gallery, groups: Sequence[Group]) -> list[str]:
    return [_link(gallery, (group.name, group.url)) for group in groups]


def _link(gallery: Gallery, named: tuple[str, str]) -> str:
    name, path = named
    return f"- [{_line(name)}]({absolute(gallery.url, path) or encoded(path)})"


def _line(text: str) -> str:
    """Return what somebody wrote as one line that Markdown takes for words alone."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
