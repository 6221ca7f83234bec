"""What every page shares: its frame, its content policy, and the values only this page's style needs."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from markupsafe import Markup

from gallery_build.model import Page
from gallery_build.site.pages.crumbs import trail
from gallery_build.site.pages.links import absolute, licence, relative, root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gallery_build.model import Exhibit, Gallery
    from gallery_build.site.language import Language
    from gallery_build.site.theme import Theme

Made = TypeVar("Made")

EXHIBIT, LISTING, INDEX = 0, 1, 2
"""Ranks of publishing: an exhibit is there before a list names it, and lists before the home page."""


TAB = 70
"""Characters of a title at most; search engines cut there."""


NOWHERE = Markup()


@dataclass(frozen=True, slots=True)
class Rule:
    """Values for the style sheet under a class of their own: the policy drops `style` attributes."""

    body: str

    @property
    def name(self) -> str:
        """A class named by the values, so that a neighbour's change leaves a card's lines as they are."""
        return "v" + sha256(self.body.encode()).hexdigest()[:8]

    def __str__(self) -> str:
        return f".{self.name}{{{self.body}}}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the layout says around a page's content."""

    path: str
    root: str
    """The way up to the site's root: empty, `../`, …"""
    title: str
    """Of the browser's tab."""
    description: str
    canonical: str
    """The public address; empty for a gallery without one."""
    section: str
    """The bar's current entry: `search`, `series`, `tags`, `models`, `colours`, or nothing."""
    style: Markup
    policy: Markup
    pictures: int
    """How many hang in the gallery."""
    licence: tuple[str, str]
    """The gallery's licence by name and address."""
    previous: str = ""
    next: str = ""
    trail: Markup = NOWHERE
    """The way from home as JSON; empty on home and on exhibits, which say it with their picture."""
    image: str = ""
    """The public address of the picture that a shared link shows."""
    alt: str = ""
    """What that picture shows."""
    sheets: tuple[str, ...] = ()
    """The style sheets behind the page's own, as paths from the root: of a theme, and of the gallery."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What all pages of a gallery are made with, found once: there may be ten thousand of them."""

    gallery: Gallery
    theme: Theme
    pictures: int
    licence: tuple[str, str]
    around: tuple[object, ...]
    """All that shipped templates and page functions read of the gallery beside its exhibits."""
    sheets: tuple[str, ...] = ()
    """As in every frame."""
    hung: dict[Same, Hung] = field(default_factory=dict)
    """Cards that were rendered before: an exhibit hangs on some ten pages, and looks the same on most."""

    @property
    def language(self) -> Language:
        """What the interface says."""
        return self.theme.language


Same = tuple[str, str, bool, bool]
"""What cards of one exhibit have in common that look alike: its id, the way to the root, whether eager, whether first."""


class Hung(NamedTuple):
    """A rendered card, and the line of CSS it needs."""

    html: Markup
    rule: str


def bind(gallery: Gallery, theme: Theme) -> Binding:
    """Return what the pages of a gallery are made with, found once for all page kinds."""
    return theme.kept.get("binding", (gallery, theme.environment), lambda: _bound(gallery, theme))


def _bound(gallery: Gallery, theme: Theme) -> Binding:
    bare = replace(gallery, exhibits=(), series=(), tags=(), models=(), colours=(), updated="")
    listed = (*gallery.series, *gallery.tags, *gallery.models, *gallery.colours)
    groups = tuple((group.kind, group.name, group.url) for group in listed)
    pictures = gallery.pictures
    around = (bare, groups, pictures, theme.environment)
    return Binding(
        gallery, theme, pictures, licence(gallery.license), theme.kept.same("around", around), theme.sheets()
    )


def frame(
    binding: Binding,
    path: str,
    title: str,
    *,
    rules: Iterable[str] = (),
    description: str = "",
    section: str = "",
    previous: str = "",
    following: str = "",
    face: Exhibit | None = None,
) -> Frame:
    """Return the frame of a page; `rules` are lines of CSS, `previous` and `following` paths from the root.

    `face` is the exhibit whose picture stands for a list where its link is shared.
    """
    style = style_block(rules)
    return Frame(
        path=path,
        root=root_of(path),
        title=tab_title(title, binding.gallery.title),
        description=description,
        canonical=absolute(binding.gallery.url, path),
        section=section,
        style=Markup(style),  # noqa: S704 - escaped as CSS by style_block
        policy=Markup(policy(style)),  # noqa: S704 - fixed words and base64, easier to read unescaped
        pictures=binding.pictures,
        licence=binding.licence,
        previous=relative(path, previous) if previous else "",
        next=relative(path, following) if following else "",
        trail=trail(binding.gallery, binding.language, path, title, section) if section else Markup(),
        image=absolute(binding.gallery.url, face.plate.social.path) if face else "",
        alt=face.prompt.alt or face.prompt.title if face else "",
        sheets=binding.sheets,
    )


def tab_title(title: str, gallery: str) -> str:
    """Return what a browser's tab and a search engine can show: the page first, the gallery where there is room."""
    whole = title if title == gallery else f"{title} – {gallery}"
    if len(whole) <= TAB:
        return whole
    return title if len(title) <= TAB else f"{title[: TAB - 1].rstrip()}…"


def style_block(rules: Iterable[str]) -> str:
    """Return the page's own lines of CSS, each once; nothing in them can end the block."""
    return "\n".join(dict.fromkeys(rules)).replace("</", "<\\/")


def policy(style: str) -> str:
    """Return the content policy of a page: the site's own files and this one style block, nothing else."""
    own = f" 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" if style else ""
    return (
        f"default-src 'none'; img-src 'self' data:; font-src 'self'; style-src 'self'{own}; script-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def render(binding: Binding, page: Frame, rank: int, *, template: str, **values: object) -> Page:
    """Return the page: the template with the gallery, the frame and this page's values."""

    def made() -> Page:
        text = binding.theme.render(template, {"gallery": binding.gallery, "page": page, **values})
        return Page(page.path, text.encode("utf-8", "replace"), rank)

    return remembered(binding, ("page", page.path), (template, page, values), made)


def remembered(binding: Binding, name: tuple[object, ...], inputs: object, make: Callable[[], Made]) -> Made:
    """Return what a session made of equal inputs in an equal gallery, else make it; a single build always makes it."""
    return binding.theme.kept.get(name, (binding.around, inputs), make)
