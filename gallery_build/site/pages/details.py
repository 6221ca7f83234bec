"""The catalogue's part of a label: who or what made the picture, and the list of details."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.model import State
from gallery_build.site.pages.links import history_url, host_of, licence, relative, safe_link
from gallery_build.site.pages.pictures import swatches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gallery_build.model import Exhibit, Gallery, Group, Plate
    from gallery_build.site.pages.pictures import Swatch

OWN_ROWS = frozenset({"model", "provider", "size", "quality", "n", "extra_body"})
"""Parameters that the list shows in rows of their own, or not at all."""

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WebP"}

_ASKED = {
    **dict.fromkeys((State.MISSING, State.BLOCKED), "Would ask"),
    **dict.fromkeys((State.PENDING, State.REFUSED, State.UNKNOWN), "Asked"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A value, with the page or site it leads to."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its values; `marks` names the plates it is true of, and is empty for all of them."""

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

    def used_in(self, exhibit: Exhibit) -> tuple[tuple[str, str], ...]:
        """Return what is made from an exhibit's picture: titles with their pages."""
        return tuple((user.prompt.title, user.url) for user in self.users.get(exhibit.prompt.id, ()))

    def made_from(self, exhibit: Exhibit) -> tuple[tuple[str, str], ...]:
        """Return what an exhibit is made from: a title with its page, or a file's path without one; each once."""
        named = dict.fromkeys(one.name for one in exhibit.prompt.inputs)
        others = {name: self.exhibits.get(name) for name in named}
        return tuple((other.prompt.title, other.url) if other else (name, "") for name, other in others.items())


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


def linked(page: str, text: str, target: str | None) -> Word:
    """Return a value with the link from `page` to its own page, where it has one."""
    return Word(text, relative(page, target) if target else "")


def rows(gallery: Gallery, exhibit: Exhibit, known: Directory) -> tuple[Row, ...]:
    """Return the list of details; a row that is not the same for all plates stands once for each value."""
    by_plate = [tuple(_of_plate(exhibit, plate, known)) for plate in exhibit.plates]
    made_from = tuple(linked(exhibit.url, name, url) for name, url in known.made_from(exhibit))
    used_in = tuple(linked(exhibit.url, name, url) for name, url in known.used_in(exhibit))
    lines = Row("Made from", made_from), Row("Used in", used_in)
    shared = (*(row for row in lines if row.words), *_of_prompt(gallery, exhibit, known))
    order = dict.fromkeys(row.term for rows_of_one in by_plate for row in rows_of_one)
    before = [term for term in order if term not in {"Colours", "Original", "Cost"}]
    versions = (*_images(exhibit), *_versions(exhibit))
    return (
        *_merged(by_plate, before),
        *shared,
        *_merged(by_plate, ["Colours", "Original"]),
        *versions,
        *_merged(by_plate, ["Cost"]),
    )


def marked(numbers: list[int], total: int) -> str:
    """Return the classes of what belongs to some of an exhibit's plates; nothing for what belongs to all."""
    return "" if len(numbers) == total else " ".join(["one", *(f"n{number}" for number in numbers)])


def day(date: dt.date) -> str:
    """Return a date as people write it: `24 May 2025`."""
    return f"{date.day} {date:%B %Y}"


def dollars(price: Decimal) -> str:
    """Return a price in US dollars, with tenths of a cent where it is small."""
    return f"${price:.3f}" if price < 1 else f"${price:,.2f}"


def megabytes(size: int) -> str:
    """Return a file's size in decimal units."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(size / 1e3, 1):.0f} kB"  # noqa: PLR2004 - 0.1 MB


def _merged(by_plate: list[tuple[Row, ...]], terms: list[str]) -> Iterator[Row]:
    for term in terms:
        holders: dict[Row, list[int]] = {}
        for number, rows_of_one in enumerate(by_plate, 1):
            for row in rows_of_one:
                if row.term == term:
                    holders.setdefault(row, []).append(number)
        for row, numbers in holders.items():
            yield Row(row.term, row.words, row.swatches, marked(numbers, len(by_plate)))


def _of_plate(exhibit: Exhibit, plate: Plate, known: Directory) -> Iterator[Row]:
    """Yield what can differ between the plates of one exhibit."""
    record = plate.record
    served = quality(exhibit, plate)
    asked = _ASKED.get(plate.state) if plate.sketch else None
    model = linked(exhibit.url, plate.model, known.models.get(plate.model))
    if asked:
        yield Row(asked, (model, *([Word(served)] if served else [])))
    elif plate.model and plate.model != "sketch":
        yield Row("Model", (model,))
    yield Row("Size", (Word(_size(exhibit, plate)),))
    if "preset" in plate.cell:
        yield Row("Preset", (Word(plate.cell["preset"]),))
    if plate.quote and plate.quote.expected:
        yield Row("Price", (Word(f"about {dollars(plate.quote.expected)}"),))
    if served and not plate.sketch:
        yield Row("Quality", (Word(served),))
    if record and not plate.sketch and exhibit.prompt.date is None:
        yield Row("Made", (Word(day(dt.date.fromisoformat(record.received[:10]))),))
    yield Row("Colours", (), swatches(plate, exhibit.url, known.colours))
    if plate.original:
        yield Row("Original", tuple(_original(exhibit, plate)))
    if record and record.price.usd:
        about = "about " if record.price.how == "estimated" else ""
        yield Row("Cost", (Word(about + dollars(record.price.usd)),))


def _original(exhibit: Exhibit, plate: Plate) -> Iterator[Word]:
    kind = FORMATS.get(plate.record.media_type, "file") if plate.record else "file"
    size = f", {megabytes(plate.record.size)}" if plate.record else ""
    yield Word(kind + size, relative(exhibit.url, plate.original))
    if plate.look.credentials:
        yield Word("Content Credentials present")


def _of_prompt(gallery: Gallery, exhibit: Exhibit, known: Directory) -> Iterator[Row]:
    """Yield what the prompt's file says."""
    prompt = exhibit.prompt
    for name, value in prompt.params.items():
        if name not in OWN_ROWS:
            yield Row(name.replace("_", " ").capitalize(), (Word(str(value)),))
    if prompt.date:
        yield Row("Date" if exhibit.plate.sketch else "Made", (Word(day(prompt.date)),))
    if prompt.updated:
        yield Row("Updated", (Word(day(prompt.updated)),))
    if prompt.author:
        yield Row("Author", (Word(prompt.author, safe_link(prompt.author_url)),))
    if prompt.source:
        yield Row("Source", (Word(host_of(prompt.source), safe_link(prompt.source)),))
    if prompt.license or gallery.license:
        yield Row("Licence", (Word(*licence(prompt.license or gallery.license)),))
    if group := known.series.get(prompt.id):
        yield Row("Series", (linked(exhibit.url, group.name, group.url),))
    if prompt.tags:
        yield Row("Tags", tuple(linked(exhibit.url, tag, known.tags.get(tag)) for tag in prompt.tags))


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


def _images(exhibit: Exhibit) -> tuple[Row, ...]:
    held = sum(plate.state is State.HAVE for plate in exhibit.plates)
    return (Row("Images", (Word(f"{held} of {exhibit.wanted} here"),)),) if 0 < held < exhibit.wanted else ()


def _versions(exhibit: Exhibit) -> tuple[Row, ...]:
    held = sum(plate.state is State.HAVE for plate in exhibit.plates)
    if exhibit.versions <= max(held, 1):
        return ()
    target = history_url(exhibit) if exhibit.history else None
    return (Row("History", (linked(exhibit.url, f"{exhibit.versions} versions", target),)),)
