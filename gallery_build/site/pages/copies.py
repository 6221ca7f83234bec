"""What Copy and its companions take from an exhibit's page, and the fields that a visitor may fill in before."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.key import squeeze
from gallery_build.prompts.placeholders import slots
from gallery_build.site.pages.details import marked
from gallery_build.site.pages.wording import is_json, set_prompt

if TYPE_CHECKING:
    from gallery_build.model import Exhibit, Prompt
    from gallery_build.prompts.placeholders import Slot
    from gallery_build.site.pages.wording import Setting


@dataclass(frozen=True, slots=True)
class Field:
    """A place of the prompt that a visitor may fill in; `value` is what the picture was asked with, else its default."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Revised:
    """What a model was told instead of the prompt; `marks` as in a row of details."""

    text: Setting
    marks: str


def fields(prompt: Prompt) -> tuple[Field, ...]:
    """Return one field for each name, in the order of the text."""
    first: dict[str, Slot] = {}
    for slot in _slots(prompt):
        first.setdefault(slot.name, slot)
    return tuple(Field(name, _readable(slot, prompt.text)) for name, slot in first.items())


def copies(exhibit: Exhibit) -> dict[str, object]:
    """Return what is copied: the stored text and the request, never what a browser made of them."""
    prompt, request = exhibit.prompt, exhibit.request
    asked = {name: value for name, value in request.params.items() if name != "extra_body"}
    extra = request.params.get("extra_body")
    return {
        "text": prompt.text,
        "front": {name: value for name, value in {**_front(prompt), **exhibit.plate.cell}.items() if value},
        "request": {"model": request.model, **({"prompt": request.prompt} if request.prompt else {}), **asked},
        **({"extra": extra} if extra else {}),
        **_fillable(prompt),
    }


def revised(exhibit: Exhibit) -> tuple[Revised, ...]:
    """Return what models were told instead, once where plates agree; dall-e-3 rewrites what it is asked."""
    told: dict[str, list[int]] = {}
    for number, plate in enumerate(exhibit.plates, 1):
        instead = plate.record.answer.get("revised_prompt") if plate.record and not plate.sketch else None
        if isinstance(instead, str) and squeeze(instead) not in {"", squeeze(exhibit.prompt.sent)}:
            told.setdefault(instead, []).append(number)
    total = len(exhibit.plates)
    return tuple(Revised(set_prompt(text), marked(numbers, total)) for text, numbers in told.items())


def _front(prompt: Prompt) -> dict[str, object]:
    """Return the front matter that asks for the same pictures, with what the page shows."""
    return {
        "title": prompt.title,
        "alt": prompt.alt,
        "tags": list(prompt.tags),
        "preset": prompt.preset,
        "vars": dict(prompt.vars or {}),
        "take": prompt.take if prompt.take > 1 else None,
        **prompt.params,
        "references": list(prompt.references),
        "mask": prompt.mask,
        "variation_of": prompt.variation_of,
    }


def _fillable(prompt: Prompt) -> dict[str, object]:
    """Return each slot as it is written, the number of its field, and what stands there if nothing else is wanted."""
    numbers = {field.name: number for number, field in enumerate(fields(prompt))}
    if not numbers:
        return {}
    written = {slot.written: [slot.written, numbers[slot.name], slot.value] for slot in _slots(prompt)}
    return {"slots": list(written.values()), "json": is_json(prompt.text)}


def _slots(prompt: Prompt) -> tuple[Slot, ...]:
    return slots(prompt.text, prompt.vars or {}, plain=not is_json(prompt.text))


def _readable(slot: Slot, text: str) -> str:
    """Return a slot's value as a field shows it: on one line, and out of JSON without its escapes."""
    value = slot.value or ""
    if is_json(text):
        with suppress(ValueError):  # what is no JSON by itself is shown as it is written
            value = str(json.loads(f'"{value}"'))
    return " ".join(value.splitlines())
