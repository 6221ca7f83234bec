"""Exhibit pages: the plate on its wall, the prompt exactly as written, the details, and what hangs nearby."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gallery_build.site.pages.cards import wall
from gallery_build.site.pages.compare import address
from gallery_build.site.pages.copies import Field, Revised, copies, fields, revised
from gallery_build.site.pages.crumbs import script_json
from gallery_build.site.pages.details import Directory, Row, directory, marked, rows
from gallery_build.site.pages.frame import EXHIBIT, Rule, bind, frame, render
from gallery_build.site.pages.label import Byline, bylines
from gallery_build.site.pages.links import absolute, facing_url, relative
from gallery_build.site.pages.nearby import neighbourhood
from gallery_build.site.pages.pictures import Picture, alternative, by_format, colours, picture, shape, srcset
from gallery_build.site.pages.plain import plain_url
from gallery_build.site.pages.structured import image_objects
from gallery_build.site.pages.wording import Setting, set_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_build.model import Derivative, Exhibit, Gallery, Page, Plate
    from gallery_build.site.pages.cards import Wall
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.theme import Theme


@dataclass(frozen=True, slots=True)
class Hung:
    """A plate as it hangs on its exhibit's page."""

    number: int
    """From 1, in the order they hang."""
    name: str
    """Where there are several: `Image 2 of 4`, and of a matrix the cell's values."""
    caption: str
    """The cell's values; empty without a matrix."""
    url: str
    """The original, or the largest derivative."""
    picture: Picture
    thumb: Picture | None
    """A small one to choose it by, where there are several."""
    marks: str
    rule: Rule
    wall: str
    """The colours of the wall behind it, as values for the style sheet."""


class Door(NamedTuple):
    """All that a page says of the one before or after it: where that changes in other ways, this page stays."""

    url: str
    title: str
    lang: str
    best: Sequence[Derivative]
    """Its picture's derivatives in the format that is asked for first."""


class Around(NamedTuple):
    """All that an exhibit's page is made of, beside what all pages are."""

    exhibit: Exhibit
    nearby: tuple[Exhibit, ...]
    before: Door | None
    after: Door | None
    about: object
    """What the list of details says of others."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A neighbour in the gallery's order."""

    url: str
    title: str
    lang: str
    srcset: str
    """Its picture, so that it is there when the viewer turns to it."""


@dataclass(frozen=True, slots=True)
class Social:
    """What a shared link shows; only galleries with a public address have it."""

    image: str
    alt: str
    description: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything the page shows of one exhibit."""

    title: str
    lang: str
    shape: str
    stage: Rule
    plates: tuple[Hung, ...]
    bylines: tuple[Byline, ...]
    prompt: Setting
    sent: Setting | None
    """The text as it was sent, where a preset or `vars` changed it."""
    wordless: bool
    """True for a variation: no words were sent, whatever its file says."""
    preset: str
    fields: tuple[Field, ...]
    revised: tuple[Revised, ...]
    rows: tuple[Row, ...]
    notes: Markup
    nearby: Wall
    facing: str
    """The way to the page that holds it against the one that hangs nearest; empty where it hangs alone."""
    previous: Turn | None
    next: Turn | None
    copies: Markup
    """What Copy and its companions take, as JSON."""
    requests: bool
    """True where words alone can ask for the picture elsewhere: not drawn by the gallery, not made from another."""
    compare: str
    """The page that shows the cells of a matrix as a grid; empty without one."""
    machine: Markup
    social: Social | None
    plain: str
    """The way to the page's text as Markdown."""


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield one page for each exhibit."""
    binding = bind(gallery, theme)
    nearby = neighbourhood(gallery, theme.kept)
    known = directory(gallery)
    doors = list(theme.kept.each("door", None, {one.url: one for one in gallery.exhibits}, _door))
    shown = {
        one.url: Around(one, nearby.of(one), before, after, known.about(one))
        for one, before, after in zip(gallery.exhibits, (None, *doors), (*doors[1:], None), strict=False)
    }
    yield from theme.kept.each("exhibit", binding.around, shown, lambda around: _page(binding, around, known))


def view(binding: Binding, around: Around, known: Directory) -> View:
    """Return what the page of one exhibit shows, with links as they stand on it."""
    exhibit, prompt = around.exhibit, around.exhibit.prompt
    return View(
        title=prompt.title,
        lang=prompt.lang,
        shape=shape(exhibit.plate),
        stage=Rule(colours(exhibit.plate)),
        plates=tuple(_hung(binding, exhibit, plate, number) for number, plate in enumerate(exhibit.plates, 1)),
        bylines=bylines(binding, exhibit, known),
        prompt=set_prompt(prompt.text, prompt.lang),
        sent=set_prompt(prompt.sent, prompt.lang) if prompt.sent not in {"", prompt.text} else None,
        wordless=bool(prompt.variation_of),
        preset=prompt.preset,
        fields=fields(prompt),
        revised=revised(exhibit),
        rows=rows(binding, exhibit, known),
        notes=Markup(exhibit.notes_html),  # noqa: S704 - cleaned by notes.py, as the noun promises
        nearby=wall(binding, around.nearby, exhibit.url, top=False),
        facing=facing_url(exhibit.url, exhibit, around.nearby[0]) if around.nearby else "",
        previous=_turn(exhibit, around.before),
        next=_turn(exhibit, around.after),
        copies=script_json(copies(exhibit)),
        requests=exhibit.request.provider != "sketch" and not prompt.inputs,
        compare=relative(exhibit.url, grid) if (grid := address(exhibit)) else "",
        machine=image_objects(binding, exhibit, _way(binding, exhibit, known)),
        social=_social(binding, exhibit),
        plain=relative(exhibit.url, plain_url(exhibit)),
    )


def _page(binding: Binding, around: Around, known: Directory) -> Page:
    exhibit, shown = around.exhibit, view(binding, around, known)
    own = frame(
        binding,
        exhibit.url,
        exhibit.prompt.title,
        rules=_rules(shown),
        description=alternative(binding.language, exhibit, exhibit.plate),
    )
    return render(binding, own, EXHIBIT, template="exhibit.html", exhibit=shown)


def _hung(binding: Binding, exhibit: Exhibit, plate: Plate, number: int) -> Hung:
    total, caption = len(exhibit.plates), binding.language.say("signs.comma").join(plate.cell.values())
    named = "exhibit.image_named" if caption else "exhibit.image_of"
    return Hung(
        number=number,
        name=binding.language.say(named, number=number, total=total, name=caption) if total > 1 else "",
        caption=caption,
        url=relative(exhibit.url, plate.original or plate.derivatives[-1].path),
        picture=picture(binding, exhibit, plate, exhibit.url, _sizes(plate, shape(exhibit.plate))),
        thumb=picture(binding, exhibit, plate, exhibit.url, "56px") if total > 1 else None,
        marks=marked([number], total),
        rule=Rule(colours(plate, blurred=True)),
        wall=colours(plate),
    )


def _sizes(plate: Plate, hangs: str) -> str:
    """Return how wide the plate will be, with the same numbers that style.css has for its height."""
    widest, below = ("94vw", 390) if hangs == "wide" else ("62vw", 132)
    return f"(min-width: 1000px) min({widest}, (100vh - {below}px) * {plate.ratio:.3f}), 100vw"


def _rules(shown: View) -> Iterator[str]:
    """Yield the page's own lines of CSS: shapes, colours, indents, and which plate is shown."""
    yield str(shown.stage)
    for plate in shown.plates:
        yield str(plate.rule)
        if plate.marks:
            chosen = f".exhibit:has(#image-{plate.number}:checked)"
            yield f"{chosen} .one:not(.n{plate.number}){{display:none}}"
            yield f"{chosen} .stage{{{plate.wall}}}"
    for row in shown.rows:
        yield from (str(swatch.rule) for swatch in row.swatches)
    yield from shown.prompt.rules
    yield from shown.sent.rules if shown.sent else ()
    for one in shown.revised:
        yield from one.text.rules
    yield from shown.nearby.rules


def _door(exhibit: Exhibit) -> Door:
    return Door(exhibit.url, exhibit.prompt.title, exhibit.prompt.lang, by_format(exhibit.plate.derivatives)[0])


def _turn(exhibit: Exhibit, door: Door | None) -> Turn | None:
    page = exhibit.url
    return Turn(relative(page, door.url), door.title, door.lang, srcset(door.best, page)) if door else None


def _way(binding: Binding, exhibit: Exhibit, known: Directory) -> list[tuple[str, str]]:
    """Return the steps from home to the exhibit: its series, where it is in one."""
    group = known.series.get(exhibit.prompt.id)
    return [("series/index.html", binding.language.say("bar.series")), (group.url, group.name)] if group else []


def _social(binding: Binding, exhibit: Exhibit) -> Social | None:
    gallery = binding.gallery
    if not gallery.url:
        return None
    alt = alternative(binding.language, exhibit, exhibit.plate)
    return Social(absolute(gallery.url, exhibit.plate.social.path), alt, alt)
