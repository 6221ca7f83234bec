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
    from gallery_build.kept import Kept, Session
    from gallery_build.model import Fault
    from gallery_build.models import Catalogue
    from gallery_build.plan import Plan
    from gallery_build.publishing import Shown
    from gallery_build.report import Bought
    from gallery_build.since import Inputs
    from gallery_build.store import Store


def load(root: Path, config_file: Path | None = None, session: Session | None = None) -> Project:
    """Read a gallery. Raises FaultsError with everything wrong in the files people write."""
    from gallery_build.inputs import with_inputs  # noqa: PLC0415  # here and below: heavy, and an idle build needs none
    from gallery_build.job import Project  # noqa: PLC0415
    from gallery_build.kept import Session  # noqa: PLC0415
    from gallery_build.prompts import read_prompts  # noqa: PLC0415

    session = session or Session()
    config = session.step("config").same("config", read_config(root, config_file))
    catalogue, faults = read_catalogue(config)
    try:
        library = with_inputs(root, read_prompts(root, config, session.step("prompts")), session.step("pictures"))
    except FaultsError as error:
        raise FaultsError([*faults, *error.faults]) from None
    if faults:
        raise FaultsError(faults)
    return Project(root, config, library, catalogue, open_store(root, config, session.step("store")), session)


def read_config(root: Path, config_file: Path | None = None) -> Config:
    """Read the configuration of a gallery. Raises UsageError where there is none."""
    from gallery_build.config import load_config  # noqa: PLC0415

    config = load_config(root, config_file)
    if not config.path and not (root / config.paths.prompts).is_dir():
        raise UsageError("there is no gallery here", hint="gallery-build init makes one; -C DIR names another folder")
    return config


def read_catalogue(config: Config) -> tuple[Catalogue, list[Fault]]:
    """Return what is known of models, the gallery's own additions among it, and what is wrong with those."""
    from gallery_build.models import extend, load_catalogue  # noqa: PLC0415

    catalogue, objections = extend(load_catalogue(), config.models)
    return catalogue, [_model_fault(config, one.field, one.message, one.hint) for one in objections]


def open_store(root: Path, config: Config, kept: Kept | None = None) -> Store:
    """Open a gallery's originals. Raises UsageError where git keeps what must not be kept."""
    from gallery_build.kept import NOTHING  # noqa: PLC0415
    from gallery_build.store import SPOOL, Store, tracked_by_git  # noqa: PLC0415

    kept = kept or NOTHING
    tracked = tracked_by_git(root, config.paths.originals, FOLDER, kept=kept)
    originals, private = tracked or (None, frozenset())
    if private:
        raise UsageError(f"{FOLDER} is tracked by git", hint=f"git rm -r --cached {FOLDER}: a build makes it again")
    if originals and any(path.startswith(f"{SPOOL}/") for path in originals):
        raise UsageError(
            f"{SPOOL} of the originals is tracked by git", hint="git rm -r --cached it: it holds raw answers"
        )
    return Store(root / config.paths.originals, originals, kept)


def build(
    root: Path,
    wishes: Wishes,
    access: Access,
    company: Company,
    config_file: Path | None = None,
    *,
    session: Session | None = None,
) -> Report:
    """Buy what is missing under the user's cap, derive, publish. The only act that spends.

    `session`: what builds in this process leave to each other. Something changed, or there would be no build.
    """
    started = time.monotonic()
    idle = None if session or wishes.only else _idle(root, wishes, access, config_file)
    report = idle or _build(root, wishes, access, company, config_file, session=session)
    return replace(report, seconds=time.monotonic() - started)


def _idle(root: Path, wishes: Wishes, access: Access, config_file: Path | None) -> Report | None:
    from gallery_build.idle import UNCHANGED, nothing_to_do  # noqa: PLC0415

    name, offline = _name(root, config_file, access), wishes.offline
    idle = nothing_to_do(Memory(root), name, buys=access.buys, offline=offline, strict=wishes.strict)
    return replace(idle, reasons=(Reason("nothing", UNCHANGED, ()),)) if idle and wishes.explain else idle


def _build(
    root: Path, wishes: Wishes, access: Access, company: Company, config_file: Path | None, *, session: Session | None
) -> Report:
    from gallery_build.purchasing import purchase  # noqa: PLC0415
    from gallery_build.theming import theme_of  # noqa: PLC0415

    asks = wishes.explain or not session  # a session has a memory of its own
    stamped = _stamp(root, config_file, access) if asks else None
    project = load(root, config_file, session)
    project.require(wishes.only)
    theme_of(project)  # faults of words are told before anything is bought
    bought, warnings = purchase(project, wishes, access, company)
    return _publish(project, wishes, access, company, bought, warnings, stamped=stamped)


def _publish(  # noqa: PLR0917  # the five nouns of a build, and what came of the buying
    project: Project,
    wishes: Wishes,
    access: Access,
    company: Company,
    bought: Bought,
    warnings: tuple[Fault, ...],
    *,
    stamped: Stamped | None,
) -> Report:
    """Publish, unless that was not wished, and remember what it was made of where that was stamped."""
    from gallery_build.fingerprint import stamp_names  # noqa: PLC0415
    from gallery_build.idle import remember  # noqa: PLC0415
    from gallery_build.publishing import show  # noqa: PLC0415
    from gallery_build.since import look_at, remember_inputs  # noqa: PLC0415

    memory = Memory(project.root)
    read = (*stamped.files, *project.pictures.items()) if stamped else ()
    inputs = look_at(memory, stamped.name, project.root, read, project.library.prompts) if stamped else None
    originals = stamp_names([project.store.folder]) if stamped else ""
    holdings = project.look()
    made = project.plan(holdings, access)
    standing = standing_of(project, made)
    report = Report(standing, bought, warnings=warnings, pictures=project.pictures, exits=_due(made, standing, wishes))
    if Exit.INTERRUPTED in bought.exits or (wishes.strict and standing.missing):
        return replace(report, published=False)
    shown = show(project, memory, company, holdings, wait=wishes.wait, strict=wishes.strict)
    report = _shown(report, project, shown)
    failed = Exit.FAILED in report.exits | bought.exits  # what failed may be mended where no stamp sees it
    if stamped and not failed:
        remember(memory, stamped, originals, report, local=bool(project.config.providers))
    if inputs:
        remember_inputs(memory, inputs)
    return replace(report, reasons=_reasons(report, shown, project, inputs)) if inputs and wishes.explain else report


def standing_of(project: Project, made: Plan) -> Standing:
    """Return how the recipes stand."""
    found = [item.state for item in made.items]
    states = {state.value: found.count(state) for state in dict.fromkeys(found)}
    prompts = sum(not prompt.draft for prompt in project.library.prompts)
    return Standing(prompts, states, made.expected, len(made.unpriced))


def _shown(report: Report, project: Project, shown: Shown) -> Report:
    return replace(
        report,
        derivatives=shown.derivatives,
        written=shown.published.written,
        removed=shown.published.removed,
        published=not shown.held,
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


def _stamp(root: Path, config_file: Path | None, access: Access) -> Stamped:
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
    return stamp(_name(root, config_file, access), tuple(inputs), (root / paths.originals, root / paths.site))


def _name(root: Path, config_file: Path | None, access: Access) -> str:
    return f"{root} {config_file or ''} {access.default}".rstrip()


def _due(made: Plan, standing: Standing, wishes: Wishes) -> frozenset[Exit]:
    absent = any(item.state is State.ABSENT and item.recipe.shown for item in made.items)
    pending = wishes.strict and standing.missing > 0
    return frozenset(({Exit.ABSENT} if absent else set()) | ({Exit.PENDING} if pending else set()))


def _model_fault(config: Config, name: str, message: str, hint: str) -> Fault:
    from gallery_build.model import Fault  # noqa: PLC0415

    line, column = config.place(f"models.{name}")
    return Fault(config.path, message, line, column, hint)
