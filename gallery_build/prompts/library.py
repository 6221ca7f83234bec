"""All files together: what no two of them may share, and what is worth a remark."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from gallery_build.kept import NOTHING
from gallery_build.key import key_at
from gallery_build.model import Fault
from gallery_build.prompts.licenses import unknown_licenses
from gallery_build.prompts.near import nearly_same
from gallery_build.slug import alike, is_unnamed, slug
from gallery_build.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gallery_build.config import Config
    from gallery_build.kept import Kept
    from gallery_build.model import Key, Prompt, SeriesText


@dataclass(frozen=True, slots=True)
class Library:
    """Every prompt and series page of a gallery."""

    prompts: tuple[Prompt, ...]
    """Sorted by id."""
    series: tuple[SeriesText, ...]
    """Sorted by id."""
    files: tuple[str, ...]
    """The paths that were read, sorted."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Files that prompts name as pictures, and the stamp that each had before it was read."""


def assemble(
    prompts: Iterable[Prompt], series: Iterable[SeriesText], config: Config, kept: Kept = NOTHING
) -> tuple[Library, list[Fault]]:
    """Return the library, and a fault for every two things that come to the same name."""
    by_path = sorted(prompts, key=attrgetter("path"))
    pages = sorted(series, key=attrgetter("id"))
    names = config, pages, [(one.path, one.id, one.tags, one.params.get("model"), one.cells) for one in by_path]
    faults = kept.get("same names", names, lambda: _same_names(by_path, pages, config))
    if faults:
        kept.forget("same names")  # each names a line, which may move
    spelled = sorted(_spelled_alike(by_path, kept), key=attrgetter("id"))
    files = sorted([*(prompt.path for prompt in by_path), *(page.path for page in pages)])
    return Library(tuple(spelled), tuple(pages), tuple(files)), faults


def _same_names(prompts: Sequence[Prompt], pages: Sequence[SeriesText], config: Config) -> list[Fault]:
    return [
        *_same_ids(prompts),
        *_same_folders([*(p.path for p in prompts), *(s.path for s in pages)], config.paths.prompts),
        *_same_tags(prompts),
        *_same_models(prompts, config),
    ]


def remarks(library: Library, config: Config) -> tuple[Fault, ...]:
    """Return what is no fault and yet worth saying: of the configuration, then in file order."""
    found = _unknown_licenses(config.site.license, config.path, config.place("site.license"))
    keys: dict[Key, str] = {}
    near = {other.id: (one.path, share) for one, other, share in nearly_same(library.prompts)}
    for prompt in sorted(library.prompts, key=lambda prompt: prompt.path):
        key = key_at(prompt, 1)
        first = keys.setdefault(key, prompt.path)
        if first != prompt.path:
            found.append(
                Fault(prompt.path, f"asks for the same picture as {first}", hint="change the text, or set take: 2")
            )
        found += _unknown_licenses(prompt.license, prompt.path, prompt.place("license"))
        found += _unnamed(prompt)
        if prompt.id in near:
            path, share = near[prompt.id]
            words = f"{share:.0%} of its words are those of {path}"
            found.append(
                Fault(prompt.path, words, hint="look whether both are meant; a copy is paid for like any other")
            )
        if prompt.bare:
            found.append(_bare(prompt))
        elif not prompt.alt:
            found.append(
                Fault(
                    prompt.path,
                    "no alt text",
                    1,
                    hint="say in alt: what the picture shows, for those who cannot see it",
                )
            )
    return tuple(found)


def _unknown_licenses(license_: str, path: str, place: tuple[int, int]) -> list[Fault]:
    """Return a remark on each word of a licence expression that is well shaped and on no list."""
    return [
        Fault(path, f"license {shown(word)} is no SPDX identifier that is known", *place, hint)
        for word, hint in unknown_licenses(license_)
    ]


def _unnamed(prompt: Prompt) -> list[Fault]:
    """Return a remark on a file or folder whose name leaves nothing for an address, such as a lone emoji."""
    depth = prompt.id.count("/") + 1
    names = [name.removesuffix(".md") for name in prompt.path.split("/")[-depth:]]
    lost = [name for name in names if is_unnamed(name)]
    message = f'{shown(lost[0])} has no letter or digit, so its id is "{prompt.id}"' if lost else ""
    return [Fault(prompt.path, message, hint="rename it, so that its address says what it is")] if lost else []


def _bare(prompt: Prompt) -> Fault:
    """Return the remark on a file without front matter, which was perhaps meant to have one."""
    if prompt.text.startswith(("---\n", "+++\n")):
        return Fault(prompt.path, "the front matter is sent with the prompt", 1, hint="let it begin in the first line")
    return Fault(prompt.path, "no front matter", 1, hint="state title and alt between two lines of ---")


def _same_ids(prompts: Sequence[Prompt]) -> list[Fault]:
    """Return a fault for each prompt whose page another one has."""
    first: dict[str, str] = {}
    faults: list[Fault] = []
    for prompt in prompts:
        other = first.setdefault(alike(prompt.id), prompt.path)
        if other != prompt.path:
            faults.append(
                Fault(prompt.path, f'comes to the same id "{prompt.id}" as {other}', hint="rename one of them")
            )
    return faults


def _same_folders(paths: Sequence[str], folder: str) -> list[Fault]:
    """Return a fault for each folder whose series another one has."""
    first: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted({above for file in paths for above in _folders(file, folder)}):
        name = "/".join(slug(part) for part in path[len(folder) + 1 :].split("/"))
        other = first.setdefault(alike(name), path)
        if other != path:
            faults.append(Fault(path, f'comes to the same series "{name}" as {other}', hint="rename one of them"))
    return faults


def _folders(path: str, folder: str) -> list[str]:
    """Return the folders below the prompts folder that a file stands in."""
    parts = path[len(folder) + 1 :].split("/")[:-1]
    return ["/".join((folder, *parts[: depth + 1])) for depth in range(len(parts))]


def _same_tags(prompts: Sequence[Prompt]) -> list[Fault]:
    """Return a fault for each tag whose page another one has; `Sea` and `sea` are one tag."""
    first: dict[str, tuple[str, Prompt]] = {}
    faults: dict[str, Fault] = {}
    for prompt in prompts:
        for tag in prompt.tags:
            name = alike(slug(tag))
            other, where = first.setdefault(name, (tag, prompt))
            if alike(other) != alike(tag):
                line = where.place("tags")[0]
                message = f'tag {shown(tag)} comes to the same name "{name}" as {shown(other)} in {where.path}:{line}'
                faults.setdefault(
                    alike(tag), Fault(prompt.path, message, *prompt.place("tags"), "spell one of them out")
                )
    return list(faults.values())


def _same_models(prompts: Sequence[Prompt], config: Config) -> list[Fault]:
    """Return a fault for each model whose page another one has; a model's name is sent as it is, so case counts."""
    default = config.defaults.model
    first = {alike(slug(default)): (default, f"{config.path or 'the defaults'}")}
    faults: dict[str, Fault] = {}
    for prompt in prompts:
        for model in _models_of(prompt):
            other, where = first.setdefault(alike(slug(model)), (model, prompt.path))
            if other != model:
                message = f"model {shown(model)} comes to the same name as {shown(other)} in {where}"
                faults.setdefault(model, Fault(prompt.path, message, *prompt.place("model"), "spell both alike"))
    return list(faults.values())


def _models_of(prompt: Prompt) -> list[str]:
    """Return the models that a file names, in its parameters or its matrix."""
    named = (prompt.params.get("model", ""), *(cell.over.get("model", "") for cell in prompt.cells))
    return [str(model) for model in dict.fromkeys(named) if model]


def _spelled_alike(prompts: Sequence[Prompt], kept: Kept) -> list[Prompt]:
    """Return the prompts with every tag in the spelling that comes first in file order."""
    first: dict[str, str] = {}
    tags = dict.fromkeys(chain.from_iterable(prompt.tags for prompt in prompts))
    other = {tag: spelled for tag in tags if (spelled := first.setdefault(alike(tag), tag)) != tag}

    def spell(prompt: Prompt) -> Prompt:
        return replace(prompt, tags=tuple(other.get(tag, tag) for tag in prompt.tags))

    odd = {prompt.path: prompt for prompt in prompts if not other.keys().isdisjoint(prompt.tags)}
    respelled = dict(zip(odd, kept.each("spelled", other, odd, spell), strict=True))
    return [respelled.get(prompt.path, prompt) for prompt in prompts]
