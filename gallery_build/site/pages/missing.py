"""404.html: stands alone, because a server shows it at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gallery_build.site.pages.frame import INDEX, bind, frame, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery, Page
    from gallery_build.site.theme import Theme


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield the page with the whole style sheets inside; the way home needs the gallery's public address."""
    binding, assets = bind(gallery, theme), theme.assets()
    sheets = [assets[sheet].decode() for sheet in ("assets/style.css", *binding.sheets) if sheet in assets]
    own = frame(binding, "404.html", binding.language.say("missing.title"), rules=sheets)
    yield render(binding, own, INDEX, template="404.html", home=urlsplit(gallery.url).path)
