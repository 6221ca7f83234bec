"""What `doctor` finds: the machine, the user's own settings and the gallery, as frozen values. Sends nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from gallery_build.care.scripts import LANGUAGES, scripts_of
from gallery_build.model import State
from gallery_build.models import SKETCH
from gallery_build.plan import ATTEMPTS
from gallery_build.store import ROOM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from gallery_build.job import Project
    from gallery_build.models.facts import Model
    from gallery_build.pending import Pending
    from gallery_build.plan import Item, Plan
    from gallery_build.store import Holdings

LITTLE, TOO_LITTLE = 1_000_000_000, ROOM
"""Bytes of disk: few hundred pictures; not enough to buy one."""


class Level(StrEnum):
    """How bad a finding is: well, worth knowing, or in the way."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    case: str
    """Which of the things that can be said about it."""
    level: Level = Level.OK
    facts: Mapping[str, object] = field(default_factory=dict)
    """The numbers and names that it is said with."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says outside the gallery, and where; never the key itself."""

    key: bool
    """Whether one is set."""
    endpoint: str
    """Without a user's name or password in it."""
    endpoint_from: str
    official: bool
    loopback: bool
    cap: Decimal | None
    cap_from: str


def of_machine(tool: str, python: str, system: str, libraries: Mapping[str, str]) -> list[Finding]:
    """Return the versions, and the libraries that are not there."""
    absent = [name for name, version in libraries.items() if not version]
    versions = [f"{name} {version}" for name, version in libraries.items() if version]
    facts = {"versions": versions, "absent": absent}
    return [
        Finding("python", "version", facts={"tool": tool, "python": python, "system": system}),
        Finding("libraries", "absent" if absent else "there", Level.PROBLEM if absent else Level.OK, facts),
    ]


def of_user(told: Told, per_build: Decimal | None, file: str, *, there: bool) -> list[Finding]:
    """Return key, endpoint, cap and the user's file: what is set, and from where."""
    key = "set" if told.key else "not needed" if told.loopback else "not set"
    lowered = per_build is not None and (told.cap is None or per_build < told.cap)
    cap = "none" if told.cap is None else "lowered" if lowered else "set"
    return [
        Finding("key", key, Level.WARNING if key == "not set" else Level.OK, {"from": "OPENAI_API_KEY"}),
        Finding("endpoint", "set", facts={"url": told.endpoint, "from": told.endpoint_from}),
        Finding("cap", cap, facts={"usd": told.cap, "from": told.cap_from, "per_build": per_build}),
        Finding("settings", "there" if there else "none" if file else "homeless", facts={"file": file}),
    ]


def of_default(own: str, gallerys: str) -> Finding:
    """Return who is asked for prompts that name no provider: the user's word, else the gallery's."""
    return Finding("default", "own" if own else "gallery", facts={"name": own or gallerys})


def of_provider(name: str, host: str, *, usable: bool, own: bool) -> Finding:
    """Return another provider, the user's own or one that the gallery names, and whether it has the key it needs."""
    case, level = ("usable" if own else "local", Level.OK) if usable else ("no key", Level.WARNING)
    return Finding("provider", case, level, {"name": name, "host": host})


def of_disk(free: int | None) -> Finding:
    """Return how much room there is for pictures."""
    if free is None:
        return Finding("disk", "unknown")
    level = Level.PROBLEM if free < TOO_LITTLE else Level.WARNING if free < LITTLE else Level.OK
    return Finding("disk", "little" if free < LITTLE else "enough", level, {"bytes": free})


def of_originals(made: Plan, holdings: Holdings) -> list[Finding]:
    """Return what is here of what was bought, and whose answers never came."""
    absent = sorted({item.recipe.prompt.id for item in made.items if item.state is State.ABSENT})
    facts = {
        "images": sum(len(marks) for marks in holdings.images.values()),
        "pointers": len(holdings.pointers),
        "absent": absent,
    }
    case, level = ("absent", Level.PROBLEM) if absent else ("there", Level.OK)
    if holdings.pointers and not absent:
        case, level = "pointers", Level.WARNING
    return [Finding("originals", case, level, facts), _of_unknown(made)]


def _of_unknown(made: Plan) -> Finding:
    unknown = [item for item in made.items if item.state is State.UNKNOWN]
    held = sorted({item.recipe.prompt.id for item in unknown if item.attempts >= ATTEMPTS})
    facts = {"held": held, "images": len(unknown)}
    return Finding(
        "unknown", "held" if held else "once" if unknown else "none", Level.WARNING if unknown else Level.OK, facts
    )


def of_batches(batches: Iterable[Pending], now: dt.datetime) -> Finding:
    """Return what waits in batches; a warning where results vanish soon, or notes cannot be read."""
    every = list(batches)
    facts = {"images": sum(one.pictures for one in every), "batches": len(every)}
    late = any(one.problem or one.warns(now) for one in every)
    return Finding(
        "batches", "late" if late else "waiting" if every else "none", Level.WARNING if late else Level.OK, facts
    )


def of_lfs(*, asked: bool, installed: bool) -> Finding:
    """Return whether what .gitattributes asks for can be done."""
    if not asked:
        return Finding("git-lfs", "not asked")
    return Finding("git-lfs", "there") if installed else Finding("git-lfs", "absent", Level.PROBLEM)


def of_leftovers(spooled: int, quarantined: int) -> list[Finding]:
    """Return the answers that wait to be understood, and those that never will."""
    return [
        Finding("spool", "waiting", Level.WARNING, {"answers": spooled}) if spooled else Finding("spool", "empty"),
        Finding("quarantine", "kept", Level.WARNING, {"answers": quarantined})
        if quarantined
        else Finding("quarantine", "empty"),
    ]


def models_in_use(project: Project, made: Plan) -> list[str]:
    """Return the models that prompts or the gallery's defaults name."""
    asked = {item.request.model for item in made.items if item.request.provider != SKETCH}
    return sorted(asked | {project.config.defaults.model})


def of_models(project: Project, made: Plan, today: dt.date, *, official: bool) -> list[Finding]:
    """Return what is known of each model in use; another server than OpenAI's may keep models as long as it likes."""
    items = [item for item in made.items if item.request.provider != SKETCH]
    default = project.config.defaults.model
    names = models_in_use(project, made)
    if not official:
        return [Finding("models", "elsewhere", facts={"models": names})]
    models = {name: project.catalogue.find(name) for name in names}
    said = [_of_model(name, model, items, default, today) for name, model in models.items()]
    worse = [finding for finding in said if finding.level is not Level.OK]
    return worse or [Finding("models", "current", facts={"models": names})]


def _of_model(name: str, model: Model | None, items: Iterable[Item], default: str, today: dt.date) -> Finding:
    here = [item for item in items if item.request.model == name]
    facts: dict[str, object] = {
        "model": name,
        "prompts": sorted({item.recipe.prompt.id for item in here if "model" in item.recipe.prompt.params}),
        "default": name == default,
    }
    if model is None:
        return Finding("models", "not known", Level.WARNING, facts)
    facts |= {"retires": model.retires, "successor": model.successor}
    wanted = any(item.wanted for item in here)
    status = model.status_on(today)
    if status == "retired":
        return Finding("models", "retired", Level.PROBLEM if wanted else Level.WARNING, facts)
    if model.retires_soon(today):
        return Finding("models", "retires", Level.WARNING, facts)
    if status == "deprecated" and not model.retires:
        return Finding("models", "deprecated", Level.WARNING, facts)
    return Finding("models", "current", facts=facts)


def of_fonts(texts: Iterable[str], found: Callable[[Iterable[str]], bool | None]) -> Finding:
    """Return the scripts in use, and those that no font of this machine draws."""
    scripts = scripts_of(texts)
    drawn = {script: found(LANGUAGES[script]) for script in scripts}
    facts = {"scripts": list(scripts), "without": [script for script, there in drawn.items() if there is False]}
    if facts["without"]:
        return Finding("fonts", "absent", Level.WARNING, facts)
    return Finding("fonts", "not known" if None in drawn.values() else "there", facts=facts)
