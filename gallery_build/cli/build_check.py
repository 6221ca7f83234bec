"""`build --check`: what a build would do, found by reading every byte; exit 3 if anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.cli.words import count, say, say_json
from gallery_build.report import Exit

if TYPE_CHECKING:
    from gallery_build.cli.options import Settings


def check_build(said: Settings) -> int:
    """Say what a build would do; return the exit code."""
    from gallery_build.checking import check  # noqa: PLC0415  # off --help
    from gallery_build.project import load  # noqa: PLC0415  # the same

    found = check(load(said.root.resolve(), said.config_file))
    lists = {"damaged": found.damaged, "would write": (*found.absent, *found.outdated), "would remove": found.left}
    if said.json:
        say_json({**lists, "missing": found.missing, "underived": found.underived, "pending": found.pending})
        return int(Exit.PENDING if found.pending else Exit.DONE)
    for word, paths in lists.items():
        for path in paths:
            say(f"{word}: {path}")
    if found.missing:
        say(f"{count(found.missing, 'picture')} not here")
    if found.underived:
        say(f"would resize {count(found.underived, 'picture')}, then publish")
    if not found.pending:
        say("nothing to do.")
    return int(Exit.PENDING if found.pending else Exit.DONE)
