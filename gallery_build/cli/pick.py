"""`pick`: which of a prompt's images are shown; one line of its file changes."""

from __future__ import annotations

import click

from gallery_build.cli.ids import complete_ids
from gallery_build.cli.options import common, settings


@click.command("pick", short_help="Choose which of a prompt's images are shown.")
@click.argument("id", metavar="ID", shell_complete=complete_ids)
@click.argument("numbers", metavar="N...", nargs=-1, required=True, type=int)
@common
def command(id: str, numbers: tuple[int, ...]) -> int:  # noqa: A002  # click passes the argument by its name
    """Choose which of a prompt's images are shown, and in which order; buys nothing.

    One line of the prompt's file changes, pick: 2 or pick: [3, 1]; all else stays byte for byte.
    """
    from gallery_build.choosing import picked  # noqa: PLC0415  # off --help
    from gallery_build.cli.choices import make_choices  # noqa: PLC0415  # the same
    from gallery_build.project import load  # noqa: PLC0415  # the same

    said = settings()
    project = load(said.root.resolve(), said.config_file)
    make_choices(project, [picked(project, id, numbers)], "pick", said)
    return 0
