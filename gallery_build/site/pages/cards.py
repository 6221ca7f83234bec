"""Cards: how an exhibit hangs on a wall among others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from gallery_build.model import State
from gallery_build.site.pages.frame import Hung, Rule, remembered
from gallery_build.site.pages.links import relative, root_of
from gallery_build.site.pages.pictures import Picture, colours, is_real, picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gallery_build.model import Exhibit
    from gallery_build.site.language import Language
    from gallery_build.site.pages.frame import Binding, Same

PANORAMA = 1.9
"""From this ratio on a picture spans both columns of a phone."""

FIRST_ROW = 5.6
"""Ratios that fill the first row of a desktop: these pictures are asked for at once."""

FEW = 5
"""Up to so many pictures a wall hangs in taller rows."""

REASONS = frozenset({State.PENDING, State.REFUSED, State.ABSENT, State.UNKNOWN, State.BLOCKED})
"""States for which a sketch says in two or three words why it hangs where a picture was asked for."""


@dataclass(frozen=True, slots=True)
class Card:
    """One exhibit on a wall; the whole card is a link to it."""

    url: str
    title: str
    lang: str
    words: str
    """The second line, where there is something to say."""
    model: str
    classes: str
    rule: Rule
    eager: bool
    first: bool
    """The page's first picture, which is asked for before all others."""
    picture: Picture


@dataclass(frozen=True, slots=True)
class Wall:
    """Cards in the order they hang."""

    cards: tuple[Markup, ...]
    rules: tuple[str, ...]
    """The lines of CSS that the cards need."""
    classes: str = ""


def wall(binding: Binding, exhibits: Sequence[Exhibit], page: str, *, top: bool = True) -> Wall:
    """Return the exhibits hung on a page; `top` says that they are the first thing a visitor sees."""
    root = root_of(page)
    hung = [
        _hung(binding, exhibit, page, (exhibit.prompt.id, root, eager and top, top and number == 0))
        for number, (exhibit, eager) in enumerate(zip(exhibits, _first_row(exhibits), strict=True))
    ]
    few = "few" if len(exhibits) <= FEW else ""
    return Wall(tuple(one.html for one in hung), tuple(one.rule for one in hung), few)


def _hung(binding: Binding, exhibit: Exhibit, page: str, same: Same) -> Hung:
    """Return the card rendered, or as it was rendered for another page of the same depth."""
    found = binding.hung.get(same)
    if found is None:
        found = remembered(binding, ("card", *same), exhibit, lambda: _rendered(binding, exhibit, page, same))
        binding.hung[same] = found
    return found


def _rendered(binding: Binding, exhibit: Exhibit, page: str, same: Same) -> Hung:
    shown = card(binding, exhibit, page, eager=same[2], first=same[3])
    html = Markup(binding.theme.render("_card.html", {"card": shown}))  # noqa: S704 - rendered with autoescape
    return Hung(html, str(shown.rule))


def card(binding: Binding, exhibit: Exhibit, page: str, *, eager: bool = False, first: bool = False) -> Card:
    """Return one exhibit as it hangs on `page`, a path."""
    plate = exhibit.plate
    said = words(binding.language, exhibit)
    rule = Rule(f"{colours(plate)};--s:{_span(plate.ratio, said)}")
    marks = ["card", rule.name, "many" if len(exhibit.plates) > 1 else "", "w" if plate.ratio > PANORAMA else ""]
    return Card(
        url=relative(page, exhibit.url),
        title=exhibit.prompt.title,
        lang=exhibit.prompt.lang,
        words=said,
        model="" if plate.sketch else plate.model,
        classes=" ".join(filter(None, marks)),
        rule=rule,
        eager=eager,
        first=first,
        picture=picture(binding, exhibit, plate, page, _sizes(plate.ratio, eager=eager)),
    )


def words(language: Language, exhibit: Exhibit) -> str:
    """Return what is unusual about the exhibit, parted by middle dots; mostly nothing."""
    plate, say = exhibit.plate, language.say
    held = sum(one.state is State.HAVE for one in exhibit.plates)
    said = [
        say("card.sketch") if plate.sketch else "",
        say(f"card.{plate.state}") if plate.sketch and plate.state in REASONS else "",
        _images(language, held, exhibit.wanted),
        say("count.versions", n=exhibit.versions) if exhibit.versions > max(held, 1) else "",
        say("card.real") if is_real(exhibit) and not plate.sketch else "",
    ]
    return " · ".join(filter(None, said))


def _images(language: Language, held: int, wanted: int) -> str:
    if wanted == 1:
        return ""
    if 0 < held < wanted:
        return language.say("card.images_of", held=held, n=wanted)
    return language.say("count.images", n=wanted)


def _span(ratio: float, said: str) -> int:
    """Return the rows of a phone's masonry that the card takes: an 80th of the wall's width each."""
    return round((80 if ratio > PANORAMA else 40) / ratio) + (15 if said else 11)


def _sizes(ratio: float, *, eager: bool) -> str:
    """Return how wide a card will be: half a phone, then by its ratio and the height of rows, as style.css has them."""
    phone = 92 if ratio > PANORAMA else 46
    rows = f"(max-width: 1073px) {ratio * 210:.0f}px, (max-width: 1585px) {ratio * 18:.0f}vw, {ratio * 290:.0f}px"
    return f"{'' if eager else 'auto, '}(max-width: 539px) {phone}vw, {rows}"


def _first_row(exhibits: Iterable[Exhibit]) -> Iterator[bool]:
    filled = 0.0
    for exhibit in exhibits:
        yield filled < FIRST_ROW
        filled += exhibit.plate.ratio
