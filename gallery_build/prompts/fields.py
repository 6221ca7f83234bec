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
    Word,
    faults_of,
    refuse,
)
from gallery_build.model import Fault
from gallery_build.slug import alike
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.prompts.front_matter import FrontMatter

T = TypeVar("T", bound=Fields)

LATER = frozenset({"complexity", "extra_body", "references", "mask", "variation_of", "matrix", "outputs"})
"""Fields that are planned and not there yet."""

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


Tags = Annotated[list[Line], BeforeValidator(_tags), AfterValidator(_unlike)]
Date = Annotated[dt.date, BeforeValidator(_date)]
Pick = Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1), OneOrMore, AfterValidator(_picked)]


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
)
"""Fields whose numbers are text: `title: 1984`, `title: 007`."""


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
    if name in TEXTS or name == "tags":
        value = written.get(name, value)
    if name == "tags" and isinstance(value, list):
        return [written.get(f"tags.{index}", item) for index, item in enumerate(value)]
    if name == "vars" and isinstance(value, dict):
        return {key: written.get(f"vars.{key}", item) for key, item in value.items()}
    return value


def _unknown(
    location: tuple[int | str, ...], kind: type[Fields], front: FrontMatter, path: str, *, hint: bool
) -> Fault:
    """Return the fault of a field that nobody knows."""
    name = str(location[0])
    place = front.keys.get(name, (0, 0))
    if name in LATER:
        return Fault(path, f'"{name}" is not available yet', *place)
    near = nearest(name, tuple(kind.model_fields)) if hint else ""
    return Fault(
        path, f"unknown field {shown(name)}", *place, near or ("your own fields go below extra:" if hint else "")
    )
