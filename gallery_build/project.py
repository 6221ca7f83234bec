"""Load, build: the path of the data from prompts to a published gallery. Read this file first."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError, UsageError
from gallery_build.memory import FOLDER, Memory
from gallery_build.model import State
from gallery_build.report import Exit, Reason, Report, Standing

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.config import Config
    from gallery_build.idle import Stamped
    from gallery_build.job import Company, Project, Wishes
    from gallery_build.model import Fault
    from gallery_build.plan import Plan
    from gallery_build.prompts import Parsed
    from gallery_build.publishing import Shown
    from gallery_build.since import Inputs
    from gallery_build.site.kept import Warm
    from gallery_build.store import Store


def load(root: Path, config_file: Path | None = None, parsed: Parsed | None = None) -> Project:
    """Read a gallery; `parsed` is what a session parsed before. Raises FaultsError with everything wrong in the files people write."""
    from gallery_build.job import Project  # noqa: PLC0415  # here and below: heavy, and an idle build needs none
    from gallery_build.models import extend, load_catalogue  # noqa: PLC0415
    from gallery_build.prompts import read_prompts  # noqa: PLC0415

    config = read_config(root, config_file)
    catalogue, objections = extend(load_catalogue(), config.models)
    faults = [_model_fault(config, objection.field, objection.message, objection.hint) for objection in objections]
    try:
        library = read_prompts(root, config, parsed)
    except FaultsError as error:
        raise FaultsError([*faults, *error.faults]) from None
    if faults:
        raise FaultsError(faults)
    return Project(root, config, library, catalogue, open_store(root, config))


def read_config(root: Path, config_file: Path | None = None) -> Config:
    """Read the configuration of a gallery. Raises UsageError where there is none."""
    from gallery_build.config import load_config  # noqa: PLC0415

    config = load_config(root, config_file)
    if not config.path and not (root / config.paths.prompts).is_dir():
        raise UsageError("there is no gallery here", hint="gallery-build init makes one; -C DIR names another folder")
    return config


def open_store(root: Path, config: Config) -> Store:
    """Open a gallery's originals. Raises UsageError where git keeps what must not be kept."""
    from gallery_build.store import SPOOL, Store, tracked_by_git  # noqa: PLC0415

    tracked = tracked_by_git(root, config.paths.originals, FOLDER)
    originals, private = tracked or (None, frozenset())
    if private:
        raise UsageError(f"{FOLDER} is tracked by git", hint=f"git rm -r --cached {FOLDER}: a build makes it again")
    if originals and any(path.startswith(f"{SPOOL}/") for path in originals):
        raise UsageError(
            f"{SPOOL} of the originals is tracked by git", hint="git rm -r --cached it: it holds raw answers"
        )
    return Store(root / config.paths.originals, originals)


def build(
    root: Path,
    wishes: Wishes,
    access: Access,
    company: Company,
    config_file: Path | None = None,
    *,
    warm: Warm | None = None,
) -> Report:
    """Buy what is missing under the user's cap, derive, publish. The only act that spends. `warm`: what a session keeps."""
    from gallery_build.idle import UNCHANGED, nothing_to_do  # noqa: PLC0415

    started = time.monotonic()
    memory = Memory(root)
    buying = access.usable and not wishes.offline
    idle = None if wishes.only else nothing_to_do(memory, _name(root, config_file), buying=buying, strict=wishes.strict)
    if idle and wishes.explain:
        idle = replace(idle, reasons=(Reason("nothing", UNCHANGED, ()),))
    report = idle or _build(root, wishes, access, company, config_file, warm=warm)
    return replace(report, seconds=time.monotonic() - started)


def _build(
    root: Path, wishes: Wishes, access: Access, company: Company, config_file: Path | None, *, warm: Warm | None
) -> Report:
    from gallery_build.fingerprint import stamp_names  # noqa: PLC0415
    from gallery_build.idle import remember  # noqa: PLC0415
    from gallery_build.publishing import show  # noqa: PLC0415
    from gallery_build.purchasing import purchase  # noqa: PLC0415
    from gallery_build.since import look_at, remember_inputs  # noqa: PLC0415

    memory = Memory(root)
    stamped = _stamp(root, config_file)
    project = load(root, config_file, warm.parsed if warm else None)
    project.require(wishes.only)
    inputs = look_at(memory, stamped.name, root, stamped.files, project.library.prompts)
    bought, warnings = purchase(project, wishes, access, company)
    originals = stamp_names([project.store.folder])
    made = project.plan()
    standing = standing_of(project, made)
    report = Report(standing, bought, warnings=warnings, exits=_due(made, standing, wishes))
    if Exit.INTERRUPTED in bought.exits or (wishes.strict and standing.missing):
        return replace(report, published=False)
    shown = show(project, memory, company, wait=wishes.wait, warm=warm)
    report = _shown(report, project, shown)
    if Exit.FAILED not in report.exits:  # what was left out may be mended in place, where no stamp sees it
        remember(memory, stamped, originals, report)
    remember_inputs(memory, inputs)
    return replace(report, reasons=_reasons(report, shown, project, inputs)) if wishes.explain else report


def standing_of(project: Project, made: Plan) -> Standing:
    """Return how the recipes stand."""
    states: dict[str, int] = {}
    for item in made.items:
        states[item.state.value] = states.get(item.state.value, 0) + 1
    prompts = sum(not prompt.draft for prompt in project.library.prompts)
    return Standing(prompts, states, made.expected, len(made.unpriced))


def _shown(report: Report, project: Project, shown: Shown) -> Report:
    return replace(
        report,
        derivatives=shown.derivatives,
        written=shown.published.written,
        removed=shown.published.removed,
        warnings=(*report.warnings, *shown.faults),
        site=f"{project.config.paths.site}/index.html",
        exits=report.exits | ({Exit.FAILED} if shown.faults else set()),
    )


def _reasons(report: Report, shown: Shown, project: Project, inputs: Inputs) -> tuple[Reason, ...]:
    from gallery_build.reasons import Known, not_rebuilt, reasons_of  # noqa: PLC0415  # only where somebody asks

    if report.idle:
        return (Reason("nothing", not_rebuilt(inputs.changes), ()),)
    return (
        *report.bought.reasons,
        *reasons_of(shown, Known(inputs.changes, project.config.paths.prompts, project.config.path)),
    )


def _stamp(root: Path, config_file: Path | None) -> Stamped:
    from gallery_build.config import FILE, PROJECT_FILE, load_config  # noqa: PLC0415
    from gallery_build.idle import stamp  # noqa: PLC0415
    from gallery_build.site.theme import shipped_theme  # noqa: PLC0415

    paths = load_config(root, config_file).paths
    inputs = [
        config_file or root / FILE,
        root / PROJECT_FILE,
        root / paths.prompts,
        root / paths.templates,
        shipped_theme(),
    ]
    return stamp(_name(root, config_file), tuple(inputs), (root / paths.originals, root / paths.site))


def _name(root: Path, config_file: Path | None) -> str:
    return f"{root} {config_file or ''}"


def _due(made: Plan, standing: Standing, wishes: Wishes) -> frozenset[Exit]:
    absent = any(item.state is State.ABSENT and item.recipe.shown for item in made.items)
    pending = wishes.strict and standing.missing > 0
    return frozenset(({Exit.ABSENT} if absent else set()) | ({Exit.PENDING} if pending else set()))


def _model_fault(config: Config, name: str, message: str, hint: str) -> Fault:
    from gallery_build.model import Fault  # noqa: PLC0415

    line, column = config.place(f"models.{name}")
    return Fault(config.path, message, line, column, hint)
