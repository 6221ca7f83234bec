"""The catalogue's part of a label: who or what made the picture, and the list of details."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from gallery_build.model import State
from gallery_build.site.pages.links import history_url, host_of, licence, relative, safe_link
from gallery_build.site.pages.pictures import swatches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gallery_build.model import Exhibit, Gallery, Group, Plate
    from gallery_build.site.language import Language
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.pages.pictures import Swatch

OWN_ROWS = frozenset({"model", "provider", "size", "quality", "n", "extra_body"})
"""Parameters that the list shows in rows of their own, or not at all."""

MONEY = frozenset({"price", "cost"})
"""Rows that only a gallery with `cost = true` shows: what a missing picture would cost, and what one did."""

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WebP"}

_ASKED = {
    **dict.fromkeys((State.MISSING, State.BLOCKED), "would_ask"),
    **dict.fromkeys((State.PENDING, State.REFUSED, State.UNKNOWN), "asked"),
}


TENTH = 100_000
"""Bytes of a tenth of a megabyte; below it kilobytes say more."""


@dataclass(frozen=True, slots=True)
class Word:
    """A value, with the page or site it leads to."""

    text: str
    url: str = ""
    lang: str = ""
    """Where it is somebody's title in another language."""


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its values; `name` is the term's own, `marks` names the plates it is true of, and is empty for all of them."""

    name: str
    term: str
    words: tuple[Word, ...]
    swatches: tuple[Swatch, ...] = ()
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """The pages that values lead to, as paths from the root; found once for all exhibits."""

    tags: Mapping[str, str]
    models: Mapping[str, str]
    colours: Mapping[str, str]
    series: Mapping[str, Group]
    """A series by the ids of its exhibits."""
    exhibits: Mapping[str, Exhibit]
    """By their ids."""
    users: Mapping[str, tuple[Exhibit, ...]]
    """By an exhibit's id, those that are made from its picture."""

    def about(self, exhibit: Exhibit) -> object:
        """Return all that the details of an exhibit say of others; most say nothing."""
        prompt = exhibit.prompt
        if not (prompt.series or prompt.inputs or prompt.id in self.users):
            return None
        series = self.series.get(prompt.id)
        return series and (series.name, series.url), self.made_from(exhibit), self.used_in(exhibit)

    def used_in(self, exhibit: Exhibit) -> tuple[tuple[str, str, str], ...]:
        """Return what is made from an exhibit's picture: titles with their pages and languages."""
        return tuple((user.prompt.title, user.url, user.prompt.lang) for user in self.users.get(exhibit.prompt.id, ()))

    def made_from(self, exhibit: Exhibit) -> tuple[tuple[str, str, str], ...]:
        """Return what an exhibit is made from: a title with its page and language, or a file's path alone; each once."""
        named = dict.fromkeys(one.name for one in exhibit.prompt.inputs)
        others = {name: self.exhibits.get(name) for name in named}
        return tuple(
            (other.prompt.title, other.url, other.prompt.lang) if other else (name, "", "")
            for name, other in others.items()
        )


def directory(gallery: Gallery) -> Directory:
    """Return where a gallery's tags, models, colours and series have their pages."""
    return Directory(
        tags={tag.name: tag.url for tag in gallery.tags},
        models={model.name: model.url for model in gallery.models},
        colours={colour.name: colour.url for colour in gallery.colours},
        series={exhibit.prompt.id: group for group in gallery.series for exhibit in group.exhibits},
        exhibits={exhibit.prompt.id: exhibit for exhibit in gallery.exhibits},
        users=_users(gallery.exhibits),
    )


def _users(exhibits: Iterable[Exhibit]) -> dict[str, tuple[Exhibit, ...]]:
    users: dict[str, tuple[Exhibit, ...]] = {}
    for exhibit in exhibits:
        for name in dict.fromkeys(one.name for one in exhibit.prompt.inputs if one.of_prompt):
            users[name] = (*users.get(name, ()), exhibit)
    return users


def linked(page: str, text: str, target: str | None, lang: str = "") -> Word:
    """Return a value with the link from `page` to its own page, where it has one."""
    return Word(text, relative(page, target) if target else "", lang)


def rows(binding: Binding, exhibit: Exhibit, known: Directory) -> tuple[Row, ...]:
    """Return the list of details; a row that is not the same for all plates stands once for each value."""
    language = binding.language
    by_plate = [tuple(_of_plate(language, exhibit, plate, known)) for plate in exhibit.plates]
    by_plate = [tuple(row for row in of_one if binding.gallery.cost or row.name not in MONEY) for of_one in by_plate]
    made_from = tuple(linked(exhibit.url, *other) for other in known.made_from(exhibit))
    used_in = tuple(linked(exhibit.url, *other) for other in known.used_in(exhibit))
    lines = _row(language, "made_from", *made_from), _row(language, "used_in", *used_in)
    shared = (*(row for row in lines if row.words), *_of_prompt(binding, exhibit, known))
    order = dict.fromkeys(row.name for rows_of_one in by_plate for row in rows_of_one)
    before = [name for name in order if name not in {"colours", "original", "cost"}]
    versions = (*_images(language, exhibit), *_versions(language, exhibit))
    return (
        *_merged(by_plate, before),
        *shared,
        *_merged(by_plate, ["colours", "original"]),
        *versions,
        *_merged(by_plate, ["cost"]),
    )


def marked(numbers: list[int], total: int) -> str:
    """Return the classes of what belongs to some of an exhibit's plates; nothing for what belongs to all."""
    return "" if len(numbers) == total else " ".join(["one", *(f"n{number}" for number in numbers)])


def dollars(language: Language, price: Decimal) -> str:
    """Return a price in US dollars, with tenths of a cent where it is small."""
    return language.say("details.dollars", amount=Markup(language.number(price, 3 if price < 1 else 2)))  # noqa: S704 - digits


def megabytes(language: Language, size: int) -> str:
    """Return a file's size in decimal units."""
    if size < TENTH:
        return language.say("details.kb", size=language.number(max(round(size / 1000), 1)))
    return language.say("details.mb", size=language.number(Decimal(size) / 1_000_000, 1))


def _row(language: Language, name: str, *words: Word, swatches: tuple[Swatch, ...] = ()) -> Row:
    return Row(name, language.say(f"details.{name}"), words, swatches)


def _merged(by_plate: list[tuple[Row, ...]], names: list[str]) -> Iterator[Row]:
    for name in names:
        holders: dict[Row, list[int]] = {}
        for number, rows_of_one in enumerate(by_plate, 1):
            for row in rows_of_one:
                if row.name == name:
                    holders.setdefault(row, []).append(number)
        for row, numbers in holders.items():
            yield Row(row.name, row.term, row.words, row.swatches, marked(numbers, len(by_plate)))


def _of_plate(language: Language, exhibit: Exhibit, plate: Plate, known: Directory) -> Iterator[Row]:
    """Yield what can differ between the plates of one exhibit."""
    row, record = partial(_row, language), plate.record
    served = quality(exhibit, plate)
    asked = _ASKED.get(plate.state) if plate.sketch else None
    model = linked(exhibit.url, plate.model, known.models.get(plate.model))
    if asked:
        yield row(asked, model, *([Word(served)] if served else []))
    elif plate.model and plate.model != "sketch":
        yield row("model", model)
    yield row("size", Word(language.left_to_right(_size(exhibit, plate))))
    if "preset" in plate.cell:
        yield row("preset", Word(plate.cell["preset"]))
    if plate.quote and plate.quote.expected:
        yield row("price", Word(_about(language, plate.quote.expected)))
    if served and not plate.sketch:
        yield row("quality", Word(served))
    if record and not plate.sketch and exhibit.prompt.date is None:
        yield row("made", Word(language.day(dt.date.fromisoformat(record.received[:10]))))
    yield row("colours", swatches=swatches(language, plate, exhibit.url, known.colours))
    if plate.original:
        yield row("original", *_original(language, exhibit, plate))
    if record and record.price.usd:
        spelled = _about if record.price.how == "estimated" else dollars
        yield row("cost", Word(spelled(language, record.price.usd)))


def _about(language: Language, price: Decimal) -> str:
    return language.say("details.about", price=dollars(language, price))


def _original(language: Language, exhibit: Exhibit, plate: Plate) -> Iterator[Word]:
    kind = (plate.record and FORMATS.get(plate.record.media_type)) or language.say("details.file")
    size = [megabytes(language, plate.record.size)] if plate.record else []
    yield Word(language.say("signs.comma").join([kind, *size]), relative(exhibit.url, plate.original))
    if plate.look.credentials:
        yield Word(language.say("details.credentials"))


def _of_prompt(binding: Binding, exhibit: Exhibit, known: Directory) -> Iterator[Row]:
    """Yield what the prompt's file says."""
    gallery, language, prompt = binding.gallery, binding.language, exhibit.prompt
    row = partial(_row, language)
    for name, value in prompt.params.items():
        if name not in OWN_ROWS:
            yield Row(name, _headed(parameter(language, name)), (Word(str(value)),))
    if prompt.date:
        yield row("date" if exhibit.plate.sketch else "made", Word(language.day(prompt.date)))
    if prompt.updated:
        yield row("updated", Word(language.day(prompt.updated)))
    if prompt.author:
        yield row("author", Word(prompt.author, safe_link(prompt.author_url)))
    if prompt.source:
        yield row("source", Word(host_of(prompt.source), safe_link(prompt.source)))
    if prompt.license or gallery.license:
        yield row("licence", Word(*licence(prompt.license or gallery.license)))
    if group := known.series.get(prompt.id):
        yield row("series", linked(exhibit.url, group.name, group.url))
    if prompt.tags:
        yield row("tags", *(linked(exhibit.url, tag, known.tags.get(tag)) for tag in prompt.tags))


def parameter(language: Language, name: str) -> str:
    """Return a request's parameter as it is called inside a sentence; one that nobody knows by its own name."""
    return language.say_or(f"parameter.{name}", name.replace("_", " "))


def _headed(words: str) -> str:
    return words[:1].upper() + words[1:]


def _size(exhibit: Exhibit, plate: Plate) -> str:
    """Return the picture's size in pixels; of one that is not there, the size that would be asked for."""
    asked = str(exhibit.request.params.get("size", ""))
    if plate.record is None and re.fullmatch(r"\d+x\d+", asked):
        return asked.replace("x", " × ")
    return f"{plate.width} × {plate.height}"


def quality(exhibit: Exhibit, plate: Plate) -> str:
    """Return the quality that was served, else the one that was or would be asked for."""
    known = (plate.record.answer, plate.record.request) if plate.record else ()
    asked = () if plate.model == "sketch" else (exhibit.request.params,)
    return next((str(of["quality"]) for of in (*known, *asked) if of.get("quality")), "")


def _images(language: Language, exhibit: Exhibit) -> tuple[Row, ...]:
    held = sum(plate.state is State.HAVE for plate in exhibit.plates)
    if not 0 < held < exhibit.wanted:
        return ()
    return (_row(language, "images", Word(language.say("details.here", held=held, wanted=exhibit.wanted))),)


def _versions(language: Language, exhibit: Exhibit) -> tuple[Row, ...]:
    held = sum(plate.state is State.HAVE for plate in exhibit.plates)
    if exhibit.versions <= max(held, 1):
        return ()
    target = history_url(exhibit) if exhibit.history else None
    versions = language.say("count.versions", n=exhibit.versions)
    return (_row(language, "history", linked(exhibit.url, versions, target)),)
