"""`check`: faults in prompts and configuration, and what a careful author would still add."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import common, settings
from gallery_build.cli.words import count, note, say, say_json, spelled
from gallery_build.errors import FaultsError
from gallery_build.report import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gallery_build.model import Fault


@click.command("check", short_help="Look for faults in prompts and configuration.")
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print: for people, for programs, or as annotations of GitHub Actions.",
)
@common
def command(paths: tuple[str, ...], form: str) -> int:
    """Look for faults in prompts and configuration; warn about what a careful author would still add.

    PATHS: say only what concerns these files or folders.
    """
    said = settings()
    for path in paths:
        if not (said.root / path).exists():
            raise click.UsageError(f'there is no file or folder "{path}" here; an id is not a path')
    faults, warnings = _look(said.root.resolve(), said.config_file)
    faults, warnings = [_only(found, paths) for found in (faults, warnings)]
    if form == "json" or said.json:
        say_json({"faults": [_plain(fault) for fault in faults], "warnings": [_plain(fault) for fault in warnings]})
    else:
        for fault, kind in [(fault, "error") for fault in faults] + [(fault, "warning") for fault in warnings]:
            if kind == "error" or not said.quiet:
                _say(fault, kind, form)
        if not said.quiet:
            note(f"{count(len(faults), 'fault')}, {count(len(warnings), 'warning')}")
    return int(Exit.USAGE if faults else Exit.DONE)


def _look(root: Path, config_file: Path | None) -> tuple[Sequence[Fault], Sequence[Fault]]:
    """Return faults and warnings of a gallery; parameters are judged for pictures that are not there yet."""
    from gallery_build.buy.remarks import judge  # noqa: PLC0415  # off --help
    from gallery_build.cli.user import access_of_user  # noqa: PLC0415  # off --help
    from gallery_build.plan import ending_models  # noqa: PLC0415  # the same
    from gallery_build.project import load  # noqa: PLC0415  # the same
    from gallery_build.prompts import remarks  # noqa: PLC0415  # the same
    from gallery_build.theming import words_remarks  # noqa: PLC0415  # the same

    try:
        project = load(root, config_file)
        words = words_remarks(project)
    except FaultsError as error:
        return error.faults, ()
    today = dt.datetime.now(dt.UTC).date()
    access = project.reach(access_of_user())
    made = project.plan(access=access)
    faults, warnings = judge(made.wanted, access, project.catalogue, today)
    ending = ending_models(made.items, project.catalogue, today) if access.official else []
    return faults, [*warnings, *ending, *words, *remarks(project.library, project.config)]


def _only(faults: Sequence[Fault], paths: tuple[str, ...]) -> list[Fault]:
    chosen = [path.rstrip("/").removeprefix("./") for path in paths]
    return [
        fault
        for fault in faults
        if not chosen or any(fault.path == path or fault.path.startswith(f"{path}/") for path in chosen)
    ]


def _say(fault: Fault, kind: str, form: str) -> None:
    if form == "github":
        click.echo(_github(fault, kind))  # a command of a workflow is one line, however long
    else:
        say(spelled(fault, warning=kind == "warning"))


def _github(fault: Fault, kind: str) -> str:
    """Return a workflow command; what people wrote is escaped, so that it cannot be one itself."""
    place = [f"file={_escaped(fault.path)}"]
    place += [f"line={fault.line}"] if fault.line else []
    place += [f"col={fault.column}"] if fault.column else []
    message = fault.message + (f" (hint: {fault.hint})" if fault.hint else "")
    return f"::{kind} {','.join(place)}::{_escaped(message, _IN_TEXT)}"


_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PLACE = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def _escaped(text: str, pairs: Mapping[str, str] = _IN_PLACE) -> str:
    return "".join(pairs.get(character, character) for character in text)


def _plain(fault: Fault) -> dict[str, object]:
    return {
        "path": fault.path,
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
        "hint": fault.hint,
    }
