"""The theme's static files: published as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.model import Page
from gallery_build.site.pages.frame import EXHIBIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Gallery
    from gallery_build.site.theme import Theme


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:  # noqa: ARG001 - every page kind is asked alike
    """Yield each asset; a page must find its style sheet, so they come with the first."""
    for path, content in theme.assets().items():
        yield Page(path, content, EXHIBIT)
