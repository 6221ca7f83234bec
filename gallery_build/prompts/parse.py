"""Draft to Prompt: one file's fields and text as the rooms share them; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.key import WHITE_SPACE
from gallery_build.model import Fault, Prompt, SeriesText
from gallery_build.prompts.cells import axes_of, bad_axes, cells_of
from gallery_build.prompts.front_matter import split
from gallery_build.prompts.placeholders import fill
from gallery_build.slug import prompt_id, title_of
from gallery_build.words import MOST_HINTS, nearest, printable, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.config import Config, Preset
    from gallery_build.model import ParamValue
    from gallery_build.prompts.fields import PromptFields
    from gallery_build.prompts.front_matter import FrontMatter
    from gallery_build.prompts.source import Draft

_NOTES = re.compile(r"^[ \t]*<!--[ \t]*notes[ \t]*-->[ \t]*$", re.MULTILINE)
"""The line between a prompt and its commentary."""


def parse_prompt(draft: Draft, config: Config) -> Prompt:
    """Return the file as a prompt; raise FaultsError with everything that is wrong in it."""
    from gallery_build.prompts.fields import prompt_fields  # noqa: PLC0415 - pydantic is slow to import

    front = split(draft)
    text, notes = _text_and_notes(front)
    fields, wrong = prompt_fields(front, draft.path)
    filled, faults = fill(text, fields.vars, front, draft.path) if fields.vars is not None else (text, [])
    n = fields.n or config.defaults.n
    if text and not filled.strip(WHITE_SPACE):
        faults.append(Fault(draft.path, "the prompt is empty once vars is filled in", *front.places["vars"]))
    if "variation_of" not in front.fields:
        faults = [*_no_text(text, front, draft.path), *faults]
    faults = [*wrong, *faults, *_no_preset(fields, config, front, draft.path)]
    faults += _bad_inputs(fields, front, draft.path)
    axes = axes_of(fields, front)
    faults += bad_axes(axes, front, config, draft.path)
    if fields.n is not None or "n" not in front.places:  # beside a wrong n nobody knows what is beyond it
        faults += _bad_pick(fields, n * prod(map(len, axes.values())), front, draft.path)
    if faults:
        raise FaultsError(faults)

    def sent(preset: str) -> str:
        return "" if fields.variation_of else _around(filled, config.presets.get(preset or fields.preset))

    prompt = _prompt(draft, config, front, fields, (text, sent(""), notes))
    return replace(prompt, cells=cells_of(axes, config, sent)) if axes else prompt


def parse_series(draft: Draft, config: Config) -> SeriesText:
    """Return a series page; raise FaultsError with everything that is wrong in it."""
    from gallery_build.prompts.fields import series_fields  # noqa: PLC0415 - pydantic is slow to import

    front = split(draft)
    fields, wrong = series_fields(front, draft.path)
    if wrong:
        raise FaultsError(wrong)
    folder = _below(draft.path, config).rpartition("/")[0]
    name = folder.rpartition("/")[2]
    return SeriesText(
        id=prompt_id(f"{folder}.md") if folder else "",
        path=draft.path,
        title=fields.title or title_of(name),
        description=front.body.strip(WHITE_SPACE),
        order=fields.order,
    )


def _prompt(
    draft: Draft, config: Config, front: FrontMatter, fields: PromptFields, texts: tuple[str, str, str]
) -> Prompt:
    """Return the prompt of fields that are all right; `texts` are the prompt, what is sent, and the commentary."""
    below = _below(draft.path, config)
    preset = config.presets.get(fields.preset)
    params: dict[str, ParamValue] = fields.over(preset.params if preset else {})
    return Prompt(
        id=prompt_id(below),
        path=draft.path,
        text=texts[0],
        sent=texts[1],
        params=params,
        title=fields.title or title_of(below.rpartition("/")[2][:-3]),
        alt=fields.alt,
        tags=tuple(fields.tags),
        date=fields.date,
        updated=fields.updated,
        author=fields.author,
        author_url=fields.author_url,
        source=fields.source,
        license=fields.license,
        lang=fields.lang,
        draft=fields.draft,
        featured=fields.featured,
        order=fields.order,
        preset=fields.preset,
        vars=fields.vars,
        n=fields.n or config.defaults.n,
        take=fields.take,
        pick=tuple(fields.pick),
        references=tuple(fields.references),
        mask=fields.mask,
        variation_of=fields.variation_of,
        depicts=fields.depicts,
        extra=fields.extra,
        notes=texts[2],
        bare=front.bare,
        places=front.places,
    )


def _below(path: str, config: Config) -> str:
    """Return a file's path below the prompts folder."""
    return path.removeprefix(f"{config.paths.prompts}/")


def _text_and_notes(front: FrontMatter) -> tuple[str, str]:
    """Return the prompt and the commentary: `prompt:` makes the whole body commentary, else the notes line divides it."""
    stated = front.fields.get("prompt")
    if stated is not None:
        return front.written.get("prompt", str(stated)).strip(WHITE_SPACE), front.body.strip(WHITE_SPACE)
    line = _NOTES.search(front.body) if "notes" in front.body else None
    if not line:
        return front.body.strip(WHITE_SPACE), ""
    return front.body[: line.start()].strip(WHITE_SPACE), front.body[line.end() :].strip(WHITE_SPACE)


def _around(text: str, preset: Preset | None) -> str:
    """Return the text that is sent, between the preset's own."""
    if not preset:
        return text
    parts = (preset.before.strip(WHITE_SPACE), text, preset.after.strip(WHITE_SPACE))
    return "\n".join(part for part in parts if part)


def _no_text(text: str, front: FrontMatter, path: str) -> list[Fault]:
    """Return a fault where there is nothing to send."""
    if text:
        return []
    hint = "write it below the front matter" if not front.bare else "write the prompt into the file"
    return [Fault(path, "the prompt is empty", *front.places.get("prompt", (front.body_line, 1)), hint)]


def _no_preset(fields: PromptFields, config: Config, front: FrontMatter, path: str) -> list[Fault]:
    """Return a fault where the preset is not in the configuration."""
    if not fields.preset or fields.preset in config.presets:
        return []
    near = nearest(fields.preset, list(config.presets)) or f"presets are {_some(config.presets)}"
    return [
        Fault(
            path,
            f"preset {shown(fields.preset)} is not in {config.path or 'gallery.toml'}",
            *front.places["preset"],
            near,
        )
    ]


def _bad_pick(fields: PromptFields, n: int, front: FrontMatter, path: str) -> list[Fault]:
    """Return a fault where an image is picked that is never asked for."""
    beyond = [number for number in fields.pick if number > n]
    if not beyond:
        return []
    images = "one image" if n == 1 else f"{n} images"
    return [
        Fault(
            path,
            f"pick {beyond[0]} is beyond n: there {'is' if n == 1 else 'are'} {images}",
            *front.places["pick"],
            "pick less" if fields.matrix else f"set n: {max(beyond)}, or pick less",
        )
    ]


def _bad_inputs(fields: PromptFields, front: FrontMatter, path: str) -> list[Fault]:
    """Return a fault where pictures are named that no single request can be sent with."""
    if fields.variation_of and (fields.references or fields.mask):
        other = "references" if fields.references else "mask"
        hint = "a variation is made from one picture and no words; an edit has references and words"
        return [Fault(path, f"variation_of does not go with {other}", *front.places["variation_of"], hint)]
    if fields.mask and not fields.references and not front.fields.get("references"):  # a wrong one has its own fault
        hint = "name the picture that it belongs to in references"
        return [Fault(path, "a mask without a picture to edit", *front.places["mask"], hint)]
    return []


def _some(names: Iterable[str]) -> str:
    """Return the first few names, as a message lists them."""
    listed = [printable(name) for name in names]
    return ", ".join(listed[:MOST_HINTS]) + (", …" if len(listed) > MOST_HINTS else "") or "none yet"
