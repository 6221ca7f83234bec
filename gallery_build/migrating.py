"""What another model would mean for a gallery's prompts: parameters, prices, edits. Sends nothing; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_build.choosing import Edit
from gallery_build.errors import UsageError
from gallery_build.inputs import with_inputs
from gallery_build.kept import Session
from gallery_build.models import SKETCH, translate
from gallery_build.plan import faults_in
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from gallery_build.job import Project
    from gallery_build.model import Fault, ParamValue, Prompt
    from gallery_build.models import Model, Translation
    from gallery_build.plan import Item, Plan

DEFAULT = "defaults"
"""The table of gallery.toml that says what a prompt does not."""


@dataclass(frozen=True, slots=True)
class Move:
    """One prompt whose own file names another model."""

    prompt: Prompt
    model: str
    """As the file has it."""
    changes: tuple[Translation, ...]
    """Of the other parameters."""
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    """As they would stand; none for a draft."""
    obstacles: tuple[Fault, ...]
    """Why it cannot move as it is."""
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A table of gallery.toml from which prompts take their model: `defaults`, or `presets.NAME`. It is told, not edited."""

    table: str
    place: tuple[int, int]
    """Of the model's line; (0, 0) where the tool's own default holds."""
    model: str
    changes: tuple[Translation, ...]
    ids: tuple[str, ...]
    """The prompts that it decides for."""


@dataclass(frozen=True, slots=True)
class Migration:
    """Everything that moving to a model would do."""

    to: str
    moves: tuple[Move, ...]
    sources: tuple[Source, ...]
    plan: Plan
    """What would be asked for anew: the prompts that can move, and those made from their pictures."""

    @property
    def possible(self) -> tuple[Move, ...]:
        """The moves that nothing is in the way of."""
        return tuple(move for move in self.moves if not move.obstacles)


def migration(project: Project, to: str, ids: Sequence[str], today: dt.date, *, official: bool) -> Migration:
    """Return what moving these prompts (none named: all) to a model would do. Raises UsageError for a model not to go to."""
    project.require(ids)
    model = _target(project, to, today, official=official)
    chosen = [prompt for prompt in project.library.prompts if (not ids or prompt.id in ids) and _buys(project, prompt)]
    single = [prompt for prompt in chosen if not any("model" in cell.values for cell in prompt.cells)]
    elsewhere = [prompt for prompt in single if _model_of(project, prompt) != to]
    pinned = [prompt for prompt in elsewhere if prompt.place("model") != (0, 0)]
    changes = {prompt.id: translate(prompt.params, model, to) for prompt in pinned}
    moved = {prompt.id: _moved(prompt, to, changes[prompt.id]) for prompt in pinned}
    before, after = project.plan(), _plan_of(project, moved)
    moves = []
    for prompt in pinned:
        was, own = (_items_of(plan, prompt) for plan in (before, after))
        faults, warnings = faults_in(own, project.catalogue, today, official=official)
        stated = str(prompt.params["model"])
        moves.append(Move(prompt, stated, changes[prompt.id], was, own, tuple(faults), tuple(warnings)))
    going = {move.prompt.id: moved[move.prompt.id] for move in moves if not move.obstacles}
    sources = _sources(project, [prompt for prompt in elsewhere if prompt not in pinned], model, to)
    return Migration(to, tuple(moves), sources, _new_in(_plan_of(project, going), before))


def edits(project: Project, moves: Sequence[Move], to: str) -> list[Edit]:
    """Return the edits of the prompts' files: model, and the lines of what has to change with it."""
    from gallery_build.prompts.edit import set_params  # noqa: PLC0415  # heavy, and off --help

    found = []
    for move in moves:
        before = (project.root / move.prompt.path).read_bytes()
        values: dict[str, str | None] = {change.field: change.after for change in move.changes}
        after = set_params(before, move.prompt.path, project.config, {**values, "model": to})
        found.append(Edit(move.prompt, before, after))
    return found


def _target(project: Project, to: str, today: dt.date, *, official: bool) -> Model:
    catalogue = project.catalogue
    model = catalogue.find(to)
    if model is None:
        near = nearest(to, [*catalogue.names, *catalogue.aliases])
        raise UsageError(
            f"model {shown(to)} is not known, so nothing can be translated",
            hint=near or "describe it in gallery.toml under [models.NAME]",
        )
    if official and model.status_on(today) == "retired":
        hint = f"its successor is {model.successor}" if model.successor else "gallery-build doctor lists models"
        raise UsageError(f"model {shown(to)} was retired on {model.retires}", hint=hint)
    return model


def _buys(project: Project, prompt: Prompt) -> bool:
    return str(prompt.params.get("provider", project.config.defaults.provider)) != SKETCH


def _model_of(project: Project, prompt: Prompt) -> str:
    return str(prompt.params.get("model", project.config.defaults.model))


def _moved(prompt: Prompt, to: str, changes: Sequence[Translation]) -> Prompt:
    """Return the prompt as its file would state it; what only a preset states cannot be left out here."""
    after: dict[str, ParamValue | None] = {
        change.field: change.after
        for change in changes
        if change.after is not None or prompt.place(change.field) != (0, 0)
    }
    params = {**prompt.params, **after, "model": to}
    return replace(prompt, params={name: value for name, value in params.items() if value is not None})


def _plan_of(project: Project, moved: Mapping[str, Prompt]) -> Plan:
    """Return the plan of the gallery with some prompts as they would be; what is made from them is asked for anew too."""
    prompts = tuple(moved.get(prompt.id, prompt) for prompt in project.library.prompts)
    library = with_inputs(project.root, replace(project.library, prompts=prompts))
    return replace(project, library=library, session=Session()).plan()


def _items_of(plan: Plan, prompt: Prompt) -> tuple[Item, ...]:
    return tuple(item for item in plan.items if item.recipe.prompt.id == prompt.id)


def _new_in(after: Plan, before: Plan) -> Plan:
    """Return the part of a plan that asks for what another one does not."""
    keys = {item.recipe.key for item in before.items}
    return replace(after, items=tuple(item for item in after.items if item.recipe.key not in keys))


def _sources(project: Project, prompts: Sequence[Prompt], model: Model, to: str) -> tuple[Source, ...]:
    """Return the tables of gallery.toml that name the model of prompts which name none themselves."""
    config = project.config
    ids: dict[str, list[str]] = {}
    for prompt in prompts:
        ids.setdefault(f"presets.{prompt.preset}" if "model" in prompt.params else DEFAULT, []).append(prompt.id)
    found = []
    for table, named in ids.items():
        stated = config.defaults.params if table == DEFAULT else config.presets[table.partition(".")[2]].params
        own = {name: value for name, value in stated.items() if f"{table}.{name}" in config.places}
        was = config.defaults.model if table == DEFAULT else str(stated["model"])
        found.append(Source(table, config.place(f"{table}.model"), was, translate(own, model, to), tuple(named)))
    return tuple(found)
