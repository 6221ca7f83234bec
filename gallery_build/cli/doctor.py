"""`doctor`: what is set, what is there, what is in the way, and what to do. Sends nothing, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import Settings, common, settings
from gallery_build.cli.words import count, paint, say, say_json
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from gallery_build.care.doctor import Finding, Told
    from gallery_build.errors import GalleryError
    from gallery_build.job import Project


@click.command("doctor", short_help="Look at key, cap, models, originals and machine; sends nothing.")
@click.option("--online", is_flag=True, help="Ask the endpoint which models it lists and when they end; costs nothing.")
@common
def command(online: bool) -> int:  # noqa: FBT001  # click passes every option by name
    """Look at key, cap, models, originals and machine; say what is in the way, and what to do. Sends nothing.

    Each line is ok, a warning or a problem; with a problem the exit code is 1. The key is never printed.
    With --online, one question goes to the configured endpoint and nowhere else; its answer is only a hint.
    """
    said = settings()
    findings = list(_findings(said, online=online))
    problems, warnings = (sum(finding.level == level for finding in findings) for level in ("problem", "warning"))
    if said.json:
        say_json({"findings": [_plain(finding) for finding in findings], "problems": problems, "warnings": warnings})
    else:
        _say(findings, said)
        if not said.quiet:
            say(f"\n{count(problems, 'problem')}, {count(warnings, 'warning')}")
    return int(Exit.FAILED if problems else Exit.DONE)


def _findings(said: Settings, *, online: bool) -> Iterator[Finding]:
    """Yield everything that was looked at, the machine first."""
    from gallery_build.errors import GalleryError  # noqa: PLC0415  # off --help
    from gallery_build.project import load  # noqa: PLC0415  # the same

    yield from _machine()
    try:
        project: Project | GalleryError = load(said.root.resolve(), said.config_file)
    except GalleryError as error:
        project = error
    told = yield from _user(None if isinstance(project, GalleryError) else project)
    yield from _place(said, None if isinstance(project, GalleryError) else project.store.folder)
    if isinstance(project, GalleryError):
        yield _faulty("gallery", project)
    else:
        yield from _gallery(project, official=told is None or told.official)
    if online and told is not None:
        yield from _online(None if isinstance(project, GalleryError) else project)


def _online(project: Project | None) -> Iterator[Finding]:
    import datetime as dt  # noqa: PLC0415  # off --help

    from gallery_build.care.doctor import Finding, Level, models_in_use  # noqa: PLC0415  # the same
    from gallery_build.care.online import ask_models, of_server  # noqa: PLC0415  # the same
    from gallery_build.cli.user import access_of_user  # noqa: PLC0415  # the same
    from gallery_build.models import load_catalogue  # noqa: PLC0415  # the same

    access = access_of_user()
    if not access.usable:
        yield Finding("online", "no key", Level.WARNING)
        return
    names = models_in_use(project, project.plan()) if project else []
    catalogue = project.catalogue if project else load_catalogue()
    yield from of_server(ask_models(access), names, catalogue, dt.datetime.now(dt.UTC).date())


def _machine() -> Iterator[Finding]:
    import platform  # noqa: PLC0415  # off --help

    from gallery_build import __version__  # noqa: PLC0415  # the same
    from gallery_build.care import doctor, probes  # noqa: PLC0415  # the same

    system = f"{platform.system()} {platform.machine()}"
    yield from doctor.of_machine(__version__, platform.python_version(), system, probes.libraries())


def _user(project: Project | None) -> Generator[Finding, None, Told | None]:
    """Yield what the user says; return it, or None where it cannot be read."""
    from gallery_build.care import doctor  # noqa: PLC0415  # off --help
    from gallery_build.cli.user import access_of_user, user_file  # noqa: PLC0415  # the same
    from gallery_build.errors import UsageError  # noqa: PLC0415  # the same

    try:
        told = _told()
    except UsageError as error:
        yield _faulty("settings", error)
        return None
    file, access = user_file(), access_of_user()
    per_build = project.config.budget.per_build if project else None
    try:
        others = (project.reach(access) if project else access).others
    except UsageError as error:
        yield _faulty("settings", error)
        return None
    yield from doctor.of_user(told, per_build, str(file or ""), there=bool(file and file.is_file()))
    if project:
        yield doctor.of_default(access.default, project.config.defaults.provider)
    for name, other in others.items():
        yield doctor.of_provider(name, other.address, usable=other.usable, own=name in access.others)
    return told


def _told() -> Told:
    from urllib.parse import urlsplit  # noqa: PLC0415  # off --help

    from gallery_build.care.doctor import Told  # noqa: PLC0415  # the same
    from gallery_build.cli.user import access_of_user, cap_of_user, sources_of_user  # noqa: PLC0415  # the same

    access, (endpoint_from, cap_from) = access_of_user(), sources_of_user()
    parts = urlsplit(access.base_url)
    endpoint = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return Told(
        bool(access.key), endpoint, endpoint_from, access.official, access.loopback, cap_of_user(None), cap_from
    )


def _place(said: Settings, originals: Path | None) -> Iterator[Finding]:
    from gallery_build.care import doctor, probes  # noqa: PLC0415  # off --help

    root = said.root.resolve()
    yield doctor.of_disk(probes.free_bytes(originals if originals and originals.is_dir() else root))
    yield doctor.of_lfs(asked=probes.lfs_asked(root), installed=probes.lfs_installed())


def _gallery(project: Project, *, official: bool) -> Iterator[Finding]:
    import datetime as dt  # noqa: PLC0415  # off --help

    from gallery_build.care import doctor, probes  # noqa: PLC0415  # the same
    from gallery_build.errors import GalleryError  # noqa: PLC0415  # the same
    from gallery_build.pending import pending_in  # noqa: PLC0415  # the same

    prompts = project.library.prompts
    drafts = sum(prompt.draft for prompt in prompts)
    facts: dict[str, object] = {"file": project.config.path, "prompts": len(prompts) - drafts, "drafts": drafts}
    yield doctor.Finding("gallery", "drafts" if drafts else "there", facts=facts)
    try:
        holdings = project.store.look()
        spooled, quarantined = len(project.store.spooled()), probes.quarantined(project.store.folder)
    except GalleryError as error:
        yield _faulty("originals", error)
        return
    made = project.plan(holdings)
    yield from doctor.of_originals(made, holdings)
    yield doctor.of_batches(pending_in(project.store), dt.datetime.now(dt.UTC))
    yield from doctor.of_leftovers(spooled, quarantined)
    yield from doctor.of_models(project, made, dt.datetime.now(dt.UTC).date(), official=official)
    yield doctor.of_fonts([words for prompt in prompts for words in (prompt.title, prompt.text)], probes.fonts_found)


def _faulty(about: str, error: GalleryError) -> Finding:
    from gallery_build.care.doctor import Finding, Level  # noqa: PLC0415  # off --help
    from gallery_build.errors import FaultsError  # noqa: PLC0415  # the same

    faults = isinstance(error, FaultsError)
    facts = {"message": error.message, "hint": error.hint or ("gallery-build check lists them" if faults else "")}
    return Finding(about, "faulty", Level.PROBLEM, facts)


def _say(findings: Sequence[Finding], said: Settings) -> None:
    """Say each finding on a line, and what to do on a second one; quiet says only what is not well."""
    from gallery_build.cli.doctor_words import words_of  # noqa: PLC0415  # off --help

    widest = max(len(finding.about) for finding in findings)
    for finding in findings:
        if said.quiet and finding.level == "ok":
            continue
        says, do = words_of(finding)
        margin = len(f"{'':<7}  {'':<{widest}}  ")
        say(f"{paint(f'{finding.level:<7}')}  {finding.about:<{widest}}  {printable(says)}", margin)
        if do:
            say(f"{'':<{margin}}→ {printable(do)}")


def _plain(finding: Finding) -> dict[str, object]:
    from gallery_build.cli.doctor_words import words_of  # noqa: PLC0415  # off --help

    says, do = words_of(finding)
    return {"about": finding.about, "level": finding.level, "says": says, "do": do, "facts": dict(finding.facts)}
