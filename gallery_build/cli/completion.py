"""`completion`: the script after which a shell completes commands, options and prompt ids."""

from __future__ import annotations

import click

from gallery_build.cli.options import common, settings
from gallery_build.cli.words import say_json

PROGRAMS = ("gallery-build", "gallery")
VARIABLE = "_GALLERY_BUILD_COMPLETE"
"""Tells either program that a shell asks, not a person; the name that click reads."""


@click.command("completion", short_help="Print the script that completes commands and ids in a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common
def command(shell: str) -> int:
    """Print the script that completes commands, options and ids in a shell.

    For bash and zsh, put eval "$(gallery-build completion bash)" into ~/.bashrc, or ~/.zshrc with zsh for bash;
    for fish, gallery-build completion fish | source into ~/.config/fish/config.fish.
    """
    words = script(shell)
    if settings().json:
        say_json({"shell": shell, "script": words})
    else:
        click.echo(words, nl=False)
    return 0


def script(shell: str) -> str:
    """Return a shell's script, for both names of the program."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415  # only here

    from gallery_build.cli import gallery  # noqa: PLC0415  # the door imports this module

    kind = get_completion_class(shell)
    assert kind
    return "".join(kind(gallery, {}, program, VARIABLE).source().rstrip("\n") + "\n\n" for program in PROGRAMS)
