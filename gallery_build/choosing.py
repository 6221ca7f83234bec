"""Choose and redo: the edits of prompt files that `pick` and `reroll` make. Sends nothing; writes prompt files alone."""

from __future__ import annotations

import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_build.errors import GalleryError, UsageError
from gallery_build.files import write_atomically
from gallery_build.kept import Session
from gallery_build.words import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.job import Project
    from gallery_build.model import Prompt
    from gallery_build.plan import Plan
    from gallery_build.store import Holdings


WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Edit:
    """One file's bytes before and after; equal where nothing changes."""

    prompt: Prompt
    """As it was before."""
    before: bytes
    after: bytes


def picked(project: Project, ident: str, numbers: tuple[int, ...]) -> Edit:
    """Return the edit that shows these images of a prompt, in this order. Raises UsageError for what cannot be shown."""
    from gallery_build.prompts.edit import set_pick  # noqa: PLC0415  # heavy, and off --help

    prompt = prompt_of(project, ident)
    beyond = [number for number in numbers if not 1 <= number <= prompt.images]
    if beyond:
        asked = "one image" if prompt.images == 1 else f"{prompt.images} images"
        more = "" if prompt.cells else f"set n: {max(beyond)} in {prompt.path}, or "
        hint = f"{more}pick less" if min(beyond) > 0 else "images count from 1"
        raise UsageError(f'image {beyond[0]} cannot be picked: "{ident}" asks for {asked}', hint=hint)
    if len(set(numbers)) < len(numbers):
        raise UsageError("an image is picked twice", hint="name each image once")
    before = _read(project.root / prompt.path, prompt)
    return Edit(prompt, before, set_pick(before, prompt.path, project.config, numbers))


def rerolled(project: Project, ident: str) -> Edit:
    """Return the edit that asks for a prompt's images once more. Raises UsageError for an unknown id."""
    from gallery_build.prompts.edit import set_take  # noqa: PLC0415  # heavy, and off --help

    prompt = prompt_of(project, ident)
    before = _read(project.root / prompt.path, prompt)
    return Edit(prompt, before, set_take(before, prompt.path, project.config, prompt.take + 1))


def plan_again(project: Project, holdings: Holdings, access: Access | None) -> Plan:
    """Return the plan as it would be if every prompt were asked for once more. `access` as for `Project.plan`."""
    kept = project.session.step("again")

    def again(prompt: Prompt) -> Prompt:
        return kept.get(prompt.id, prompt, lambda: replace(prompt, take=prompt.take + 1))

    library = replace(project.library, prompts=tuple(map(again, project.library.prompts)))
    return replace(project, library=library, session=kept.get("session", None, Session)).plan(holdings, access)


def prompt_of(project: Project, ident: str) -> Prompt:
    """Return the prompt with an id. Raises UsageError that names the nearest one."""
    prompts = {prompt.id: prompt for prompt in project.library.prompts}
    if ident not in prompts:
        near = nearest(ident, list(prompts))
        raise UsageError(f'no prompt has the id "{printable(ident)}"', hint=near or "gallery-build plan lists them all")
    return prompts[ident]


def change_of(before: Prompt, after: Prompt, field: str) -> str:
    """Return what became of a field, in words: `fox: pick all → 2`."""
    was, now = _shown(before, field), _shown(after, field)
    return f"{after.id}: {field} is {now} already" if was == now else f"{after.id}: {field} {was} → {now}"


def _shown(prompt: Prompt, field: str) -> str:
    value = getattr(prompt, field)
    return str(value) if isinstance(value, int) else ", ".join(str(number) for number in value) or "all"


def write(root: Path, edits: Iterable[Edit]) -> None:
    """Write what differs.

    Raises GalleryError, before that file is touched, where somebody else wrote it meanwhile, or nobody may.
    """
    for edit in edits:
        if edit.after != edit.before:
            _write(root / edit.prompt.path, edit)


def _write(file: Path, edit: Edit) -> None:
    path = edit.prompt.path
    if _read(file, edit.prompt) != edit.before:
        raise GalleryError(f"{path} was changed meanwhile; it was left as it is", hint="run it again")
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        if not mode & WRITABLE:  # it would be replaced all the same where the folder may be written
            raise GalleryError(f"{path} is read-only; it was left as it is", hint=f"chmod u+w {path}")
        write_atomically(file, edit.after, mode=mode)
    except OSError as error:
        raise GalleryError(f"{path} cannot be written: {error.strerror or error}") from None


def _read(file: Path, prompt: Prompt) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise GalleryError(f"{prompt.path} cannot be read: {error.strerror or error}") from None
