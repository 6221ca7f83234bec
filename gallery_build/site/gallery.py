"""From prompts, plan and originals to the Gallery that pages show. First what hangs, then, with its colours known, the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_build import __version__
from gallery_build.errors import GalleryError
from gallery_build.kept import NOTHING
from gallery_build.model import Exhibit, Fault, Gallery, Group, Plate, State, Version
from gallery_build.models import SKETCH
from gallery_build.site.colours import colour_groups
from gallery_build.site.derive import Source, Spec, derivatives_of, sketch_source, social_of
from gallery_build.site.lineage import NO_LINEAGE
from gallery_build.slug import slug, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from gallery_build.config import Config
    from gallery_build.kept import Kept
    from gallery_build.model import Key, Look, Original, Prompt, SeriesText
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
class Hanging:
    """One prompt with what hangs for it; `versions` counts all its images in the store."""

    prompt: Prompt
    hung: tuple[Hung, ...]
    wanted: int
    versions: int
    history: tuple[tuple[Past, ...], ...] = ()
    """Of each image that had others before it: all of them, newest first."""

    @property
    def sources(self) -> dict[str, Source]:
        """What the prompt's pages show, by name; what hangs last, since more is made of it."""
        pasts = [past.source for line in self.history for past in line]
        return {source.name: source for source in (*pasts, *(hung.source for hung in self.hung))}


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
    kept: Kept = NOTHING,
    lineage: Lineage = NO_LINEAGE,
) -> tuple[Hanging, ...]:
    """Return what hangs for each prompt that is not a draft: its picked images that are there, else one sketch."""
    items: dict[str, dict[int, Item]] = {}
    for item in plan.items:
        items.setdefault(item.recipe.prompt.id, {})[item.recipe.index] = item

    def hanging(prompt: Prompt) -> Hanging:
        picked = [items[prompt.id][index] for index in prompt.pick or range(1, prompt.images + 1)]
        there = [originals.get(item.recipe.key, ()) for item in picked]
        all_lines = [(lineage.of(item.recipe), item) for item in picked]
        lines = [line for line, item in all_lines if len(line) > 1 or item.state is State.HAVE]
        made = picked, there, lines, folder
        return kept.get(("hung", prompt.id), made, lambda: _hanging(prompt, picked, originals, folder, lines))

    return tuple(hanging(prompt) for prompt in prompts if not prompt.draft)


def assemble(
    hangings: Sequence[Hanging],
    looks: Mapping[str, Look],
    series: Iterable[SeriesText],
    config: Config,
    render: Callable[[str], str],
    kept: Kept = NOTHING,
    label: str = "",
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

    def exhibit(hanging: Hanging) -> Exhibit:
        seen = [looks[name] for name in hanging.sources]
        notes = safely(hanging.prompt.notes, hanging.prompt.path)
        made = hanging, seen, config, notes
        return kept.get(("exhibit", hanging.prompt.id), made, lambda: _exhibit(hanging, looks, config, notes))

    exhibits = tuple(map(exhibit, sorted(hangings, key=_order(config.site.sort))))
    texts = {text.id: text for text in series}
    intros = {text.id: safely(text.description, text.path) for text in texts.values()}
    return _gallery(config, exhibits, _series(exhibits, texts, intros), label), tuple(faults)


def _hanging(
    prompt: Prompt,
    items: list[Item],
    originals: Mapping[Key, Sequence[Original]],
    folder: Path,
    lines: Sequence[Sequence[Original]],
) -> Hanging:
    there = [item for item in items if item.state is State.HAVE]
    drawn = [item for item in items if item.state is State.DRAWN]
    shown = there or drawn or items[:1]
    hung = tuple(hang_one(item, originals.get(item.recipe.key, ()), folder) for item in shown)
    history = tuple(tuple(_past(original, folder) for original in line) for line in lines if len(line) > 1)
    return Hanging(prompt, hung, len(items), sum(map(len, lines)), history)


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


def _exhibit(hanging: Hanging, looks: Mapping[str, Look], config: Config, notes_html: str) -> Exhibit:
    prompt = hanging.prompt
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


def _order(sort: str) -> Callable[[Hanging], tuple[object, ...]]:
    """Return the order of the wall: featured first, then a stated `order`, then as the gallery sorts, then by id."""

    def key(hanging: Hanging) -> tuple[object, ...]:
        prompt = hanging.prompt
        day = prompt.date.toordinal() if prompt.date else 0
        by = {"newest": -day, "oldest": day or 10**7, "title": prompt.title.casefold(), "id": ""}[sort]
        return (not prompt.featured, prompt.order is None, prompt.order or 0, by, prompt.id)

    return key


def _gallery(config: Config, exhibits: tuple[Exhibit, ...], series: tuple[Group, ...], label: str) -> Gallery:
    site = config.site
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
        exhibits=exhibits,
        series=series,
        tags=_tags(exhibits),
        models=_models(exhibits),
        colours=colour_groups(exhibits),
        updated=max((_day(exhibit) for exhibit in exhibits), default=EPOCH),
        version=__version__,
    )


def _series(
    exhibits: Sequence[Exhibit], texts: Mapping[str, SeriesText], intros: Mapping[str, str]
) -> tuple[Group, ...]:
    """Return a group for each folder that has prompts below it, by stated order, then by id."""
    found: dict[str, list[Exhibit]] = {}
    for exhibit in exhibits:
        parts = exhibit.prompt.series.split("/") if exhibit.prompt.series else []
        for length in range(1, len(parts) + 1):
            found.setdefault("/".join(parts[:length]), []).append(exhibit)

    def order(name: str) -> tuple[bool, int, str]:
        stated = texts[name].order if name in texts else None
        return stated is None, stated or 0, name

    return tuple(
        Group(
            "series",
            texts[name].title if name in texts else title_of(name.rpartition("/")[2]),
            f"series/{name}.html",
            tuple(found[name]),
            intros.get(name, ""),
        )
        for name in sorted(found, key=order)
    )


def _tags(exhibits: Sequence[Exhibit]) -> tuple[Group, ...]:
    named: dict[str, tuple[str, list[Exhibit]]] = {}
    for exhibit in exhibits:
        for tag in exhibit.prompt.tags:
            named.setdefault(slug(tag), (tag, []))[1].append(exhibit)
    commonest = sorted(named.items(), key=lambda found: (-len(found[1][1]), found[0]))
    return tuple(Group("tag", name, f"tags/{address}.html", tuple(members)) for address, (name, members) in commonest)


def _models(exhibits: Sequence[Exhibit]) -> tuple[Group, ...]:
    named: dict[str, list[Exhibit]] = {}
    for exhibit in exhibits:
        for model in dict.fromkeys(plate.model for plate in exhibit.plates if plate.model):
            named.setdefault(model, []).append(exhibit)
    return tuple(Group("model", name, f"models/{slug(name)}.html", tuple(named[name])) for name in sorted(named))


def _day(exhibit: Exhibit) -> str:
    stated = exhibit.prompt.updated or exhibit.prompt.date
    made = [plate.record.received for plate in exhibit.plates if plate.record]
    return max([f"{stated.isoformat()}T00:00:00Z" if stated else EPOCH, *made])
