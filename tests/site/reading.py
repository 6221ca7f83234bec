"""Reads pages as a browser would, as far as tests ask: elements, attributes, text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from gallery_build.site.pages import render_pages
from gallery_build.site.theme import load_theme, shipped_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery
    from gallery_build.site.theme import Theme

VOID = frozenset({"meta", "link", "img", "input", "br", "hr", "source"})


@dataclass
class Element:
    """An element with its attributes and what stands in it."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All the text in it, as `textContent` gives it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, name: str = "", /, **attributes: str) -> Iterator[Element]:
        """Yield the elements below with this name and these attributes; `class_` asks for one of the classes."""
        for child in self.children:
            if isinstance(child, Element):
                if child.matches(name, attributes):
                    yield child
                yield from child.all(name, **attributes)

    def one(self, name: str = "", /, **attributes: str) -> Element:
        """Return the only element that fits."""
        (found,) = self.all(name, **attributes)
        return found

    def matches(self, name: str, attributes: dict[str, str]) -> bool:
        """Say whether the element is of this name and has these attributes."""
        wanted = dict(attributes)
        classes = wanted.pop("class_", "")
        has_class = not classes or classes in self.attributes.get("class", "").split()
        return has_class and name in {"", self.name} and wanted.items() <= self.attributes.items()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop().name, "every element is closed in its turn"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    """Return the document. Fails where an element is not closed in its turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    (root,) = reader.open
    return root


@cache
def shipped() -> Theme:
    """Return the shipped theme, its templates compiled once for all tests."""
    return load_theme(shipped_theme())


def site(gallery: Gallery) -> dict[str, str]:
    """Return every page of the gallery by its path, in the shipped theme."""
    return {page.path: page.content.decode() for page in render_pages(gallery, shipped())}


def documents(gallery: Gallery) -> dict[str, Element]:
    """Return every HTML page of the gallery by its path, read."""
    return {path: read(text) for path, text in site(gallery).items() if path.endswith(".html")}
