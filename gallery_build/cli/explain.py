"""`--explain`: why each thing was made, alike things together with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.cli.words import count, say
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.report import Reason

NOUNS = {"bought": "picture", "drew": "sketch", "resized": "picture"}
"""What an act is done to; a file where nothing else is said."""

PLURALS = {"sketch": "sketches"}

PICTURES = ("images/", "originals/")
"""Folders of the site whose files are named by what they hold."""

MOST = 3
"""Names below a reason; `-v` lists them all."""


def say_reasons(reasons: Iterable[Reason], *, every: bool) -> None:
    """Say each reason on a line, and below it what it made."""
    for reason in reasons:
        if not reason.names:
            say(f"why: {printable(reason.why)}")
            continue
        noun = NOUNS.get(reason.act, "file")
        say(f"{reason.act} {count(len(reason.names), noun, PLURALS.get(noun, ''))}: {printable(reason.why)}")
        for line in reason.names if every else _some(reason):
            say(f"  {printable(line)}", hang=0)


def _some(reason: Reason) -> list[str]:
    """Return the first few names on one line; those of pictures are long and say nothing to a person."""
    names = [name for name in reason.names if not name.startswith(PICTURES)]
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return [", ".join(names[:MOST]) + more] if names else []
