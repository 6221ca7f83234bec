"""From prompts, plan and originals to the Gallery that pages show. First what hangs, then, with its colours known, the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gallery_build import __version__
from gallery_build.errors import GalleryError
from gallery_build.kept import NOTHING
from gallery_build.model import Exhibit, Fault, Gallery, Plate, State, Version
from gallery_build.models import SKETCH
from gallery_build.site.derive import Source, Spec, derivatives_of, sketch_source, social_of
from gallery_build.site.groups import groups_of
from gallery_build.site.lineage import NO_LINEAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.kept import Kept
    from gallery_build.model import Group, Key, Look, Original, Prompt, SeriesText
    from gallery_build.plan import Item, Plan
    from gallery_build.site.lineage import Lineage

EPOCH = "1970-01-01T00:00:00Z"
SQUARE = 1024, 1024
"""What is drawn where the size is the model's to choose."""


@dataclass(frozen=True, slots=True)
class Hung:
    """One image of a prompt, or the sketch in its place, and where its pixels come from."""

    item: Item
    source: Source
    original: Original | None


@dataclass(frozen=True, slots=True)
class Past:
    """An image of a history, and where its pixels come from."""

    source: Source
    original: Original


@dataclass(frozen=True, slots=True)
class Picked:
    """The images of a prompt that its author chose, all where nothing is said."""

    prompt: Prompt
    items: tuple[Item, ...]
    there: tuple[tuple[Original, ...], ...]
    """Of each, what the store has."""
    lines: tuple[tuple[Original, ...], ...]
    """Of those that are there or were, what was shown before them, newest first."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """One prompt with what hangs for it; `versions` counts all its images in the store."""

    prompt: Prompt
    hung: tuple[Hung, ...]
    wanted: int
    versions: int
    history: tuple[tuple[Past, ...], ...]
    """Of each image that had others before it: all of them, newest first."""
    sources: Mapping[str, Source]
    """What the prompt's pages show, by name; what hangs last, since more is made of it."""


def sources_of(hangings: Iterable[Hanging]) -> dict[str, Source]:
    """Return what pages show of these prompts, each source once."""
    found: dict[str, Source] = {}
    for hanging in hangings:
        for name, source in hanging.sources.items():
            if source.social or name not in found:
                found[name] = source
    return found


def spec_of(config: Config) -> Spec:
    """Return what derivatives a gallery wants."""
    return Spec(config.images.widths, config.images.formats, config.images.quality)


def hang(
    prompts: Iterable[Prompt],
    plan: Plan,
    originals: Mapping[Key, Sequence[Original]],
    folder: Path,
    *,
    lineage: Lineage = NO_LINEAGE,
    kept: Kept = NOTHING,
) -> tuple[Hanging, ...]:
    """Return what hangs for each prompt that is not a draft: its picked images that are there, else one sketch."""
    items: dict[str, list[Item]] = {}
    for item in plan.items:
        items.setdefault(item.recipe.prompt.id, []).append(item)
    wanted = {prompt.id: (prompt, items[prompt.id]) for prompt in prompts if not prompt.draft}
    known = originals, lineage.originals, frozenset(lineage.damaged)
    picked = kept.each("picked", known, wanted, partial(_picked, originals, lineage))
    return tuple(kept.each("hung", folder, dict(zip(wanted, picked, strict=True)), partial(_hanging, folder)))


def _picked(
    originals: Mapping[Key, Sequence[Original]], lineage: Lineage, one: tuple[Prompt, Sequence[Item]]
) -> Picked:
    """Return what of a prompt is to be seen."""
    prompt, items = one
    by_index = {item.recipe.index: item for item in items}
    seen = tuple(by_index[index] for index in prompt.pick or range(1, prompt.images + 1))
    lines = tuple((lineage.of(item.recipe), item) for item in seen)
    return Picked(
        prompt,
        seen,
        tuple(tuple(originals.get(item.recipe.key, ())) for item in seen),
        tuple(line for line, item in lines if len(line) > 1 or item.state is State.HAVE),
    )


def assemble(
    hangings: Sequence[Hanging],
    looks: Mapping[str, Look],
    series: Iterable[SeriesText],
    config: Config,
    render: Callable[[str], str],
    *,
    label: str = "",
    kept: Kept = NOTHING,
) -> tuple[Gallery, tuple[Fault, ...]]:
    """Return the gallery, complete, and the faults of commentary that was left out.

    `render` turns Markdown into safe HTML; `label` is the AI label of a gallery that states none.
    """
    faults: list[Fault] = []

    def safely(text: str, path: str) -> str:
        try:
            return kept.get(("notes", path), text, lambda: render(text)) if text else ""
        except GalleryError as error:
            faults.append(Fault(path, f"its commentary is left out: {error.message}", hint=error.hint))
            return ""

    by_id = {hanging.prompt.id: hanging for hanging in hangings}
    places = dict(zip(by_id, kept.each("place", config.site.sort, by_id, _place(config.site.sort)), strict=True))
    hung = {name: by_id[name] for name in sorted(by_id, key=places.__getitem__)}
    seen = {
        name: (one, tuple(map(looks.__getitem__, one.sources)), safely(one.prompt.notes, one.prompt.path))
        for name, one in hung.items()
    }
    exhibits = tuple(kept.each("exhibit", config, seen, partial(_exhibit, config)))
    texts = {text.id: text for text in series}
    intros = {text.id: safely(text.description, text.path) for text in texts.values()}
    return _gallery(config, exhibits, groups_of(exhibits, texts, intros, kept), label, kept), tuple(faults)


def _hanging(folder: Path, picked: Picked) -> Hanging:
    items = picked.items
    there = [item for item in items if item.state is State.HAVE]
    drawn = [item for item in items if item.state is State.DRAWN]
    versions = dict(zip((item.recipe.key for item in items), picked.there, strict=True))
    hung = tuple(hang_one(item, versions[item.recipe.key], folder) for item in there or drawn or items[:1])
    history = tuple(tuple(_past(original, folder) for original in line) for line in picked.lines if len(line) > 1)
    sources = (*(past.source for line in history for past in line), *(one.source for one in hung))
    by_name = {source.name: source for source in sources}
    return Hanging(picked.prompt, hung, len(items), sum(map(len, picked.lines)), history, by_name)


def _past(original: Original, folder: Path) -> Past:
    return Past(replace(_source(original, folder), social=False), original)


def hang_one(item: Item, versions: Sequence[Original], folder: Path) -> Hung:
    """Return what hangs for one image: the oldest of its versions that are here, else a sketch."""
    if versions:
        return Hung(item, _source(versions[0], folder), versions[0])
    prompt = item.recipe.prompt
    words = "\n".join([prompt.title, " ".join(prompt.tags), prompt.text])
    return Hung(item, sketch_source(item.recipe.key, words, *_asked_size(item)), None)


def _source(original: Original, folder: Path) -> Source:
    record = original.record
    made_here = record.provider == SKETCH
    size = record.width, record.height
    return Source(record.digest[:20], *size, folder / original.path, made_here, "", record.key, record.digest)


def _asked_size(item: Item) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", str(item.request.params.get("size", "")))
    return (int(match[1]), int(match[2])) if match else SQUARE


def _exhibit(config: Config, seen: tuple[Hanging, Sequence[Look], str]) -> Exhibit:
    hanging, looked, notes_html = seen
    prompt, looks = hanging.prompt, dict(zip(hanging.sources, looked, strict=True))
    return Exhibit(
        prompt=prompt,
        url=f"prompts/{prompt.id}.html",
        plates=tuple(_plate(hung, looks[hung.source.name], config) for hung in hanging.hung),
        wanted=hanging.wanted,
        versions=hanging.versions,
        request=hanging.hung[0].item.request,
        notes_html=notes_html,
        history=tuple(tuple(_version(past, looks, config) for past in line) for line in hanging.history),
    )


def _version(past: Past, looks: Mapping[str, Look], config: Config) -> Version:
    source = past.source
    return Version(past.original.record, looks[source.name], derivatives_of(source, spec_of(config)), source.sketch)


def _plate(hung: Hung, look: Look, config: Config) -> Plate:
    item, source, original, spec = hung.item, hung.source, hung.original, spec_of(config)
    return Plate(
        key=item.recipe.key,
        index=item.recipe.index,
        state=item.state,
        sketch=source.sketch,
        width=source.width,
        height=source.height,
        look=look,
        derivatives=derivatives_of(source, spec),
        social=social_of(source, spec),
        original=copy_path(original) if original and config.site.original == "link" else "",
        record=original.record if original else None,
        model=original.record.model if original else item.request.model,
        quote=item.quote if item.wanted else None,
        cell=item.recipe.cell,
    )


def copy_path(original: Original) -> str:
    """Return where an original's byte-for-byte copy stands in the site."""
    return f"originals/{original.path}"


def _place(sort: str) -> Callable[[Hanging], tuple[bool, bool, int, int | str, str]]:
    """Return the order of the wall: featured first, then a stated `order`, then as the gallery sorts, then by id."""

    def place(hanging: Hanging) -> tuple[bool, bool, int, int | str, str]:
        prompt = hanging.prompt
        day = prompt.date.toordinal() if prompt.date else 0
        by: dict[str, int | str] = {"newest": -day, "oldest": day or 10**7, "title": prompt.title.casefold(), "id": ""}
        return (not prompt.featured, prompt.order is None, prompt.order or 0, by[sort], prompt.id)

    return place


def _gallery(
    config: Config, exhibits: tuple[Exhibit, ...], groups: Mapping[str, tuple[Group, ...]], label: str, kept: Kept
) -> Gallery:
    site = config.site
    days = kept.each("day", None, {one.prompt.id: one for one in exhibits}, _day)
    return Gallery(
        title=site.title,
        url=site.url,
        language=site.language,
        description=site.description,
        author=site.author,
        license=site.license,
        footer=site.footer,
        page_size=site.page_size,
        feed=site.feed,
        ai_label=label if site.ai_label is None else site.ai_label,
        cost=site.cost,
        exhibits=exhibits,
        series=groups.get("series", ()),
        tags=groups.get("tag", ()),
        models=groups.get("model", ()),
        colours=groups.get("colour", ()),
        updated=max(days, default=EPOCH),
        version=__version__,
    )


def _day(exhibit: Exhibit) -> str:
    stated = exhibit.prompt.updated or exhibit.prompt.date
    made = [plate.record.received for plate in exhibit.plates if plate.record]
    return max([f"{stated.isoformat()}T00:00:00Z" if stated else EPOCH, *made])
