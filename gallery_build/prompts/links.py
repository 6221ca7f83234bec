"""Names to pictures: what each prompt is made from, a file or another prompt's image, and that none is made from itself; pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gallery_build.key import key_at
from gallery_build.model import Fault, Input, Role, Traits
from gallery_build.words import MOST_HINTS, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_build.model import Digest, Prompt

MOST_CYCLES = 10
"""That are told at once."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that prompts name, as it was found on disk."""

    digest: Digest | None
    """None where it cannot be told; then `trouble` says why."""
    here: bool = True
    """False for a pointer, which tells the digest and holds no picture."""
    traits: Traits = field(default_factory=Traits)
    trouble: str = ""
    """What is wrong with the path or the file, where nothing can be made from it."""


class Named(NamedTuple):
    """One picture as a prompt's file names it."""

    role: Role
    name: str
    place: tuple[int, int]


def names_pictures(prompt: Prompt) -> bool:
    """Tell whether a prompt is made from anything; most are not."""
    return bool(prompt.references or prompt.mask or prompt.variation_of)


def named_in(prompt: Prompt) -> Iterator[Named]:
    """Yield what a prompt names: references in their order, then the mask, or the picture that is varied."""
    for index, name in enumerate(prompt.references):
        place = prompt.place(f"{Role.REFERENCE}.{index}")
        yield Named(Role.REFERENCE, name, place if place != (0, 0) else prompt.place(Role.REFERENCE))
    if prompt.mask:
        yield Named(Role.MASK, prompt.mask, prompt.place(Role.MASK))
    if prompt.variation_of:
        yield Named(Role.VARIED, prompt.variation_of, prompt.place(Role.VARIED))


def link(prompts: Sequence[Prompt], files: Mapping[str, File]) -> tuple[tuple[Prompt, ...], list[Fault]]:
    """Return the prompts with their inputs, in the same order, and a fault for each name that stands for nothing.

    `files`: what stands in the gallery under those of the names that are paths.
    """
    known = {prompt.id: prompt for prompt in prompts}
    stating = [prompt for prompt in prompts if names_pictures(prompt)]
    needs = {prompt.id: [one.name for one in named_in(prompt) if one.name in known] for prompt in stating}
    faults: list[Fault] = []
    for ident in _in_order(needs, known, faults):
        linked, wrong = _linked(known[ident], known, files, hint=len(faults) < MOST_HINTS)
        known[ident] = linked
        faults += wrong
    return tuple(known[prompt.id] for prompt in prompts), faults


def _in_order(needs: dict[str, list[str]], known: Mapping[str, Prompt], faults: list[Fault]) -> list[str]:
    """Return the ids so that each comes after those it is made from; cycles are told, and left out."""
    while True:
        try:
            return [ident for ident in TopologicalSorter(needs).static_order() if ident in needs]
        except CycleError as error:
            circle = list(reversed(error.args[1]))  # each is made from the next
            faults.append(_cycle(circle, known))
            if len(faults) == MOST_CYCLES:
                return []
            for ident in circle:
                needs.pop(ident, None)


def _cycle(circle: list[str], known: Mapping[str, Prompt]) -> Fault:
    """Return the fault of prompts that are made from each other, told in the file that comes first."""
    start = circle.index(min(circle))
    circle = [*circle[start:-1], *circle[:start], circle[start]]
    places = [
        (known[here].path, next(one.place for one in named_in(known[here]) if one.name == there))
        for here, there in pairwise(circle)
    ]
    told = [f"{path}:{line}" if line else path for path, (line, _) in places]
    path, place = places[0]
    if len(places) == 1:
        return Fault(path, "is made from its own picture", *place, "name another prompt, or a file")
    around = " → ".join([*told, told[0]])
    return Fault(path, f"prompts are made from each other in a circle: {around}", *place, "let one of them begin")


def _linked(
    prompt: Prompt, known: Mapping[str, Prompt], files: Mapping[str, File], *, hint: bool
) -> tuple[Prompt, list[Fault]]:
    """Return a prompt with what its names stand for, and a fault for each that stands for nothing, or for two things."""
    inputs: list[Input] = []
    faults: list[Fault] = []
    for one in named_in(prompt):
        found = _found(one, known, files, hint=hint)
        if isinstance(found, Input):
            inputs.append(found)
        else:
            message, advice = found
            faults.append(Fault(prompt.path, f"{one.role} {shown(one.name)} {message}", *one.place, advice))
    return replace(prompt, inputs=tuple(inputs)), faults


def _found(
    one: Named, known: Mapping[str, Prompt], files: Mapping[str, File], *, hint: bool
) -> Input | tuple[str, str]:
    """Return what a name stands for, or what is wrong with it and what to do. An id never has a dot, a picture's file does."""
    other, file = known.get(one.name), files.get(one.name)
    if other and file:
        return f"names both a file and the prompt in {other.path}", "give the file its ending, as .png"
    if other:
        return Input(one.role, one.name, key_at(other, other.pick[0] if other.pick else 1), of_prompt=True)
    if file is None:
        return "names no prompt and no file of this gallery", _advice(one.name, known) if hint else ""
    if file.digest is None:
        return file.trouble, "put the picture itself into the gallery"
    return Input(one.role, one.name, file.digest, here=file.here, traits=file.traits)


def _advice(name: str, known: Mapping[str, Prompt]) -> str:
    by_path = {prompt.path: prompt.id for prompt in known.values()}
    if name in by_path:
        return f'write the prompt\'s id: "{by_path[name]}"'
    return nearest(name, list(known)) or "a path counts from the gallery's own folder: pictures/fox.png"
