"""What may stand in a prompt's front matter; imports pydantic, so only `parse` imports it, and late."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from gallery_build.fields import (
    Address,
    Count,
    Depicts,
    Fields,
    Language,
    License,
    Line,
    OneOrMore,
    ParamFields,
    Size,
    Word,
    faults_of,
    listed,
    refuse,
)
from gallery_build.model import Fault
from gallery_build.slug import alike
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.prompts.front_matter import FrontMatter

T = TypeVar("T", bound=Fields)

LATER = frozenset({"outputs"})
"""Fields that are planned and not there yet."""

MOST_REFERENCES = 16
"""Of one edit, for the model that takes most."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?")


def _tags(value: object) -> object:
    return [part for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _unlike(value: list[str]) -> list[str]:
    """Keep the first of several spellings of one tag."""
    kept: dict[str, str] = {}
    for tag in value:
        if tag:
            kept.setdefault(alike(tag), tag)
    return list(kept.values())


def _date(value: object) -> object:
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        try:
            return dt.datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise refuse("is not a date", "write it as 2026-05-24")


def _picked(value: list[int]) -> list[int]:
    if len(set(value)) < len(value):
        raise refuse("names an image twice")
    return value


def _picture(value: str) -> str:
    """Return the name of a picture: an id, or a path that stays inside the gallery and out of dot folders."""
    name = value.strip()
    parts = name.split("/")
    if "://" in name or name.startswith("data:"):
        raise refuse("is an address", "put the picture into the gallery, and write its path")
    if name.startswith("/") or "\\" in name or ":" in name or not name.isprintable():
        raise refuse("is not a path inside the gallery", "write it with /, from the gallery's folder")
    if name and any(part in {"", ".", ".."} for part in parts):
        raise refuse("is not a path inside the gallery", 'leave out "." and ".."')
    if any(part.startswith(".") for part in parts):
        raise refuse("leads into a dot folder", "put the picture elsewhere")
    return name


def _some(value: str) -> str:
    if not value:
        raise refuse("names no picture", "leave it out")
    return value


def _several(value: object) -> object:
    return [] if value == "" else listed(value)


Tags = Annotated[list[Line], BeforeValidator(_tags), AfterValidator(_unlike)]
Date = Annotated[dt.date, BeforeValidator(_date)]
Pick = Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1), OneOrMore, AfterValidator(_picked)]

PictureName = Annotated[str, Field(max_length=2000), AfterValidator(_picture)]
PictureNames = Annotated[
    list[Annotated[PictureName, AfterValidator(_some)]], Field(max_length=MOST_REFERENCES), BeforeValidator(_several)
]


def _different(values: list[str]) -> list[str]:
    if any(not value for value in values):
        raise refuse("has an empty value", "take it out")
    if len({alike(value) for value in values}) < len(values):
        raise refuse("names a value twice")
    return values


class MatrixFields(Fields):
    """The axes of a matrix: what each cell states one value of."""

    model: Annotated[list[Word], Field(min_length=1), AfterValidator(_different)] = Field(default_factory=list)
    size: Annotated[list[Size], Field(min_length=1), AfterValidator(_different)] = Field(default_factory=list)
    quality: Annotated[list[Word], Field(min_length=1), AfterValidator(_different)] = Field(default_factory=list)
    preset: Annotated[list[Word], Field(min_length=1), AfterValidator(_different)] = Field(default_factory=list)


class PromptFields(ParamFields):
    """The front matter of a prompt."""

    title: Line = ""
    alt: Line = ""
    tags: Tags = Field(default_factory=list)
    date: Date | None = None
    updated: Date | None = None
    author: Line = ""
    author_url: Address = ""
    source: Line = ""
    license: License = ""
    lang: Language = ""
    draft: bool = False
    featured: bool = False
    order: int | None = None
    preset: Word = ""
    vars: dict[str, str] | None = None
    n: Count | None = None
    take: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    pick: Pick = Field(default_factory=list)
    matrix: MatrixFields | None = None
    references: PictureNames = Field(default_factory=list)
    mask: PictureName = ""
    variation_of: PictureName = ""
    depicts: Depicts = "fictional"
    extra: dict[str, object] | None = None
    prompt: str | None = None


class SeriesFields(Fields):
    """The front matter of a series page."""

    title: Line = ""
    order: int | None = None


TEXTS = frozenset(
    {"title", "alt", "date", "updated", "author", "author_url", "source", "license", "lang", "preset", "prompt"}
    | {"provider", "model", "size", "quality", "background", "output_format", "moderation", "style", "depicts"}
    | {"complexity", "input_fidelity", "mask", "variation_of"}
)
"""Fields whose numbers are text: `title: 1984`, `title: 007`."""

LISTS = frozenset({"tags", "references"})
"""Fields that are lists of such text."""


def prompt_fields(front: FrontMatter, path: str) -> tuple[PromptFields, list[Fault]]:
    """Return the front matter's sound fields, and all that is wrong with the others."""
    return _read(PromptFields, front, path)


def series_fields(front: FrontMatter, path: str) -> tuple[SeriesFields, list[Fault]]:
    """Return a series page's sound fields, and all that is wrong with the others."""
    return _read(SeriesFields, front, path)


def _read(kind: type[T], front: FrontMatter, path: str) -> tuple[T, list[Fault]]:
    """Validate the front matter as one kind of page; what is wrong is left out, so that the rest can be judged too."""
    known = kind.model_fields
    stated = {
        name: _as_written(name, value, front.written)
        for name, value in front.fields.items()
        if value is not None or name not in known  # a field without a value says nothing
    }
    try:
        return kind.model_validate(stated), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        wrong = {error["loc"][0] for error in errors}
        sound = kind.model_validate({name: value for name, value in stated.items() if name not in wrong})
        return sound, faults_of(
            errors, path, front.places, lambda location, hint: _unknown(location, kind, front, path, hint=hint)
        )


def _as_written(name: str, value: object, written: Mapping[str, str]) -> object:
    """Return the value, with numbers as their own text where text is meant."""
    if not written or isinstance(value, str):
        return value
    if name in TEXTS or name in LISTS:
        value = written.get(name, value)
    if name in LISTS and isinstance(value, list):
        return [written.get(f"{name}.{index}", item) for index, item in enumerate(value)]
    if name == "matrix" and isinstance(value, dict):
        return {axis: _texts(f"matrix.{axis}", values, written) for axis, values in value.items()}
    if name == "vars" and isinstance(value, dict):
        return {key: written.get(f"vars.{key}", item) for key, item in value.items()}
    return value


def _texts(name: str, values: object, written: Mapping[str, str]) -> object:
    if not isinstance(values, list):
        return values
    return [written.get(f"{name}.{index}", value) for index, value in enumerate(values)]


def _unknown(
    location: tuple[int | str, ...], kind: type[Fields], front: FrontMatter, path: str, *, hint: bool
) -> Fault:
    """Return the fault of a field that nobody knows."""
    name = str(location[0])
    place = front.keys.get(name, (0, 0))
    if len(location) > 1 and name == "matrix":
        axis = str(location[1])
        axes = tuple(MatrixFields.model_fields)
        near = nearest(axis, axes) or f"axes are {', '.join(axes)}"
        return Fault(path, f"matrix has no axis {shown(axis)}", *front.keys.get(f"matrix.{axis}", place), near)
    if name in LATER:
        return Fault(path, f'"{name}" is not available yet', *place)
    near = nearest(name, tuple(kind.model_fields)) if hint else ""
    return Fault(
        path, f"unknown field {shown(name)}", *place, near or ("your own fields go below extra:" if hint else "")
    )
