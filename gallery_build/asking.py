"""One picture asked for on the command line: the prompt that a file would hold, bought and kept as any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError, StoreError, UsageError
from gallery_build.key import WHITE_SPACE
from gallery_build.model import Fault, Prompt, State
from gallery_build.report import NOTHING_BOUGHT, PRECEDENCE, Bought, Exit
from gallery_build.slug import slug
from gallery_build.store import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.job import Company, Project, Wishes
    from gallery_build.model import Original
    from gallery_build.plan import Item

WHERE = "the command line"
"""What faults name in place of a file."""

MARK = "ask:"
"""How the id begins: no prompt's file can have it, so no exhibit takes the picture for a version of its own."""

SUFFIXES: Mapping[str, tuple[str, ...]] = {"png": ("png",), "jpeg": ("jpg", "jpeg"), "webp": ("webp",)}
"""Output format → what the name of such a file ends in."""

EXITS = {State.PENDING: Exit.PENDING, State.REFUSED: Exit.REFUSED, State.ABSENT: Exit.ABSENT}
"""Why there is no picture, though nothing went wrong just now → the exit code that is due."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of it: how the recipe stands now, its picture where that is here, and what was bought."""

    item: Item
    original: Original | None
    bought: Bought
    warnings: tuple[Fault, ...] = ()

    @property
    def exit(self) -> Exit:
        """The exit code that is due: a picture that is here is what was asked for."""
        if self.original:
            return Exit.DONE
        due = self.bought.exits or {EXITS.get(self.item.state, Exit.DONE if self.item.wanted else Exit.FAILED)}
        return next(code for code in (*PRECEDENCE, Exit.DONE) if code in due)


def prompt_of_words(words: bytes, stated: Mapping[str, str]) -> Prompt:
    """Return the prompt that a file with this text and these parameters would be, so that both have one key.

    Raises FaultsError with everything that is wrong.
    """
    from pydantic import ValidationError  # noqa: PLC0415  # heavy, and off --help

    from gallery_build.fields import ParamFields, faults_of  # noqa: PLC0415  # the same
    from gallery_build.prompts.source import decoded  # noqa: PLC0415  # the same

    draft = decoded(WHERE, words)
    faults = [draft] if isinstance(draft, Fault) else []
    text = "" if isinstance(draft, Fault) else draft.text.strip(WHITE_SPACE)
    if not faults and not text:
        faults = [Fault(WHERE, "the prompt is empty", hint="say what to draw, or - to read it from standard input")]
    try:
        params = ParamFields.model_validate(stated).stated()
    except ValidationError as error:
        faults += faults_of(error.errors(include_url=False), WHERE, {}, lambda names, _: Fault(WHERE, str(names)))
    if faults:
        raise FaultsError(faults)
    return Prompt(id=f"{MARK}{slug(text)}", path=WHERE, text=text, sent=text, params=params, title=text)


def open_for(prompt: Prompt, root: Path, own: Path | None, config_file: Path | None = None) -> Project:
    """Return the gallery at `root` with this prompt alone; outside of a gallery, the user's own folder as one.

    Raises UsageError where there is neither.
    """
    from gallery_build.config import load_config  # noqa: PLC0415  # off --help
    from gallery_build.job import Project  # noqa: PLC0415  # the same
    from gallery_build.project import open_store, read_catalogue  # noqa: PLC0415  # the same
    from gallery_build.prompts import Library  # noqa: PLC0415  # the same

    config = load_config(root, config_file)
    if not config.path and not (root / config.paths.prompts).is_dir():
        if own is None:
            raise UsageError("there is no home folder to keep the picture in", hint="set HOME, or ask in a gallery")
        root, config = own, load_config(own)
    catalogue, faults = read_catalogue(config)
    if faults:
        raise FaultsError(faults)
    return Project(root, config, Library((prompt,), (), ()), catalogue, open_store(root, config))


def ask(project: Project, wishes: Wishes, access: Access, company: Company) -> Asked:
    """Buy the one picture of a project as a build would, where it is not here already."""
    from gallery_build.purchasing import purchase  # noqa: PLC0415  # off --help

    if original := held(project, access):
        return Asked(standing(project, access), original, NOTHING_BOUGHT)
    bought, warnings = purchase(project, wishes, access, company)
    return Asked(standing(project, access), held(project, access), bought, warnings)


def standing(project: Project, access: Access) -> Item:
    """Return how the one recipe of a project stands. Raises UsageError where no provider would be asked."""
    item = project.plan(access=access).items[0]
    if item.state is State.DRAWN:
        raise UsageError(
            "the default provider here is sketch, which draws and sells nothing", hint="ask outside of this gallery"
        )
    return item


def held(project: Project, access: Access) -> Original | None:
    """Return the picture, where it is here."""
    found = project.store.originals(project.store.look(), standing(project, access).recipe.key)
    return found[0] if found else None


def require_name(target: Path, item: Item, original: Original | None) -> None:
    """Raise UsageError where a file's name does not fit the picture that is here, or the format that would be asked for."""
    kind = (
        original.record.media_type.rpartition("/")[2]
        if original
        else str(item.request.params.get("output_format", "png"))
    )
    suffixes = SUFFIXES.get(kind, (kind,))
    if target.suffix.lower().removeprefix(".") in suffixes:
        return
    named = target.with_suffix(f".{suffixes[0]}").name
    wished = next((name for name, ends in SUFFIXES.items() if target.suffix.lower().removeprefix(".") in ends), "")
    other = f", or --output-format {wished}" if wished and not original else ""
    raise UsageError(f'"{target.name}" is no name for a picture in {kind}', hint=f"-o {named}{other}")


def proved(project: Project, original: Original) -> bytes:
    """Return a picture's bytes as they were received. Raises StoreError where they are no longer."""
    content = project.store.read(original.path)
    if digest_of(content) != original.record.digest:
        raise StoreError(
            f"originals/{original.path} is damaged", hint="see what gallery-build verify says; nothing was copied"
        )
    return content
