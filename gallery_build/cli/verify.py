"""`verify`: re-reads every original and says which are not the bytes that were bought. Changes nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import common, settings
from gallery_build.cli.words import count, note, paint, say, say_json, size_of
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from gallery_build.care.verify import Remark, Verified
    from gallery_build.cli.options import Settings

MOST = 20
"""Lines about one kind of thing, unless -v asks for all; harm is always said whole."""

HINTS = {
    "damaged": "git checkout brings a damaged original back, or a copy from elsewhere; it is never bought again by itself",
    "unreadable": "mend the disk or the rights, or restore it from git",
    "without record": "git checkout brings the record back; an answer in .spool/ is finished by the next build",
    "without image": "git checkout, or a copy from elsewhere; it is never bought again by itself",
    "absent": "git lfs pull, git annex get or git checkout brings them here; they were not looked at",
    "intent": "perhaps paid, or in a batch: gallery-build plan --explain says what comes next",
    "spool": "answers that a build left: the next one that may buy finishes them",
    "quarantine": "answers that are no picture: look at them, then gallery-build gc",
    "temporary": "files that a crash left half written: gallery-build gc",
    "foreign": "not of this tool, and left alone",
}
"""What to do about each kind, said once."""


@click.command("verify", short_help="Re-read every original; say which are damaged or lost.")
@common
def command() -> int:
    """Re-read every original and hold it against its record. Changes nothing, sends nothing.

    Exit code 1 where an original or record is damaged, unreadable or lost; 6 where
    some are only absent here (Git LFS, git-annex, a sparse checkout).
    """
    from gallery_build.care.verify import HARM, Kind, verify  # noqa: PLC0415  # off --help
    from gallery_build.cli.progress import telling  # noqa: PLC0415  # the same
    from gallery_build.project import open_store, read_config  # noqa: PLC0415  # the same

    said, started = settings(), time.monotonic()
    root = said.root.resolve()
    config = read_config(root, said.config_file)
    with telling(said) as tell:
        found = verify(open_store(root, config), tell)
    seconds = time.monotonic() - started
    harm = bool(found.of(*HARM))
    if said.json:
        say_json(_document(found, seconds))
    else:
        _say(found, config.paths.originals, said)
        if not said.quiet:
            say(_numbers(found, seconds))
    return int(Exit.FAILED if harm else Exit.ABSENT if found.of(Kind.ABSENT) else Exit.DONE)


def _say(found: Verified, folder: str, said: Settings) -> None:
    """Say each kind with its files, harm on standard output and first."""
    from gallery_build.care.verify import HARM, Kind  # noqa: PLC0415  # off --help

    for kind in Kind:
        remarks = found.of(kind)
        if not remarks or (said.quiet and kind not in HARM):
            continue
        shown = remarks if said.verbose or kind in HARM else remarks[:MOST]
        for remark in shown:
            say(_line(remark, folder))
        if len(shown) < len(remarks):
            say(f"{kind}: and {len(remarks) - len(shown):,} more; -v lists them")
        note(f"  hint: {HINTS[kind]}")


def _line(remark: Remark, folder: str) -> str:
    words = ", ".join(part for part in (remark.prompt, remark.message) if part)
    return f"{paint(remark.kind)}: {printable(f'{folder}/{remark.path}')}" + (f": {printable(words)}" if words else "")


def _numbers(found: Verified, seconds: float) -> str:
    from gallery_build.care.verify import Kind  # noqa: PLC0415  # off --help

    counts = [f"{len(found.of(kind)):,} {kind}" for kind in Kind if found.of(kind)]
    return " · ".join([f"{count(found.sound, 'original')} sound, {size_of(found.size)}", *counts, f"{seconds:.1f} s"])


def _document(found: Verified, seconds: float) -> dict[str, object]:
    from gallery_build.care.verify import Kind  # noqa: PLC0415  # off --help

    return {
        "sound": found.sound,
        "bytes": found.size,
        "counts": {kind.value: len(found.of(kind)) for kind in Kind},
        "remarks": [
            {"kind": one.kind.value, "path": one.path, "prompt": one.prompt, "message": one.message}
            for one in found.remarks
        ],
        "seconds": round(seconds, 3),
    }
