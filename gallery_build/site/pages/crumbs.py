"""JSON in a page, and the way to a page as search engines show it: a schema.org BreadcrumbList."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from gallery_build.site.pages.links import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_build.model import Gallery
    from gallery_build.site.language import Language

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def script_json(value: object) -> Markup:
    """Return the value as JSON for a script element; no `</script>` and no `<!--` can stand in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(lambda sign: _ESCAPES[sign.group()], text))  # noqa: S704 - escaped in this line


def breadcrumbs(gallery: Gallery, way: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return the way from home as a BreadcrumbList; each step is a path and a name."""
    steps = [("index.html", gallery.title), *way]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(gallery.url, path)}
            for number, (path, name) in enumerate(steps, 1)
        ],
    }


def trail(gallery: Gallery, language: Language, path: str, title: str, section: str) -> Markup:
    """Return the JSON of a listing page's way; nothing for home, and for a gallery without a public address."""
    if not gallery.url or path == "index.html":
        return Markup()
    above = f"{section}/index.html"
    listed = [(above, language.say(f"bar.{section}"))] if section not in {"", "search"} and path != above else []
    return script_json({"@context": "https://schema.org", **breadcrumbs(gallery, [*listed, (path, title)])})
