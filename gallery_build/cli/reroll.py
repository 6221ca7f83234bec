"""`reroll`: asks for a prompt's images once more; one line of its file changes, and the next build buys."""

from __future__ import annotations

import click

from gallery_build.cli.ids import complete_ids
from gallery_build.cli.options import common, settings


@click.command("reroll", short_help="Ask for a prompt's images once more; the next build buys.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete_ids)
@common
def command(ids: tuple[str, ...]) -> int:
    """Ask for a prompt's images once more; the next build buys, this command spends nothing.

    One line of each prompt's file changes, take: 2; all else stays byte for byte.
    What you have stays in originals/, and counts as a version.
    """
    from gallery_build.choosing import rerolled  # noqa: PLC0415  # off --help
    from gallery_build.cli.choices import make_choices  # noqa: PLC0415  # the same
    from gallery_build.project import load  # noqa: PLC0415  # the same

    said = settings()
    project = load(said.root.resolve(), said.config_file)
    make_choices(project, [rerolled(project, ident) for ident in dict.fromkeys(ids)], "take", said)
    return 0
