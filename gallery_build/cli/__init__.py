"""The door: parses the command line, loads the one command that was named, and turns errors into words and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import cast

import click

from gallery_build import __version__
from gallery_build.cli.options import COLOR, colored, common

COMMANDS = {
    "init": "Make a new gallery with three sample prompts.",
    "new": "Write a new prompt file with every field explained.",
    "check": "Look for faults in prompts and configuration.",
    "plan": "Show the state and the price of every picture; spends nothing.",
    "build": "Buy what is missing, under your cap, and publish the site.",
    "ask": "Buy one picture for a text, and copy it to a file.",
    "watch": "Build again when something changes; spends nothing by itself.",
    "serve": "Show the site in a browser that follows each save.",
    "pick": "Choose which of a prompt's images are shown.",
    "reroll": "Ask for a prompt's images once more; the next build buys.",
    "migrate": "Show what moving prompts to another model changes and costs.",
    "verify": "Re-read every original; say which are damaged or lost.",
    "gc": "Clear leftovers; list images that nothing names.",
    "spend": "Add up what was paid, from the records.",
    "doctor": "Look at key, cap, models, originals and machine; sends nothing.",
    "completion": "Print the script that completes commands and ids in a shell.",
}
"""Every command with its one line of help, so that `--help` need not load them."""


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the commands in the order a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(f"gallery_build.cli.{cmd_name}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # the same
        """Write the list without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    commands=dict.fromkeys(COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=False,
)
@common
@click.version_option(__version__, "--version", prog_name="gallery-build", message="%(prog)s %(version)s")
def gallery() -> None:
    """Make a gallery site from prompts: one Markdown file per picture, nothing paid twice, nothing lost.

    \b
    gallery-build init art && cd art
    gallery-build build          without a key, pictures are shown as sketches
    gallery-build plan           what is missing, and what it costs
    """  # noqa: D301  # click wants the real backspace


def main() -> None:
    """Run the command line and exit with its code."""
    sys.stdout, sys.stderr = (
        stream or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # as long as the program runs
        for stream in (sys.stdout, sys.stderr)
    )
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a title in a script that this terminal's encoding has not
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line; return the exit code."""
    COLOR.set("auto")
    try:
        code = gallery.main(arguments, prog_name="gallery-build", standalone_mode=False)
    except click.ClickException as error:
        return _say_click(error)
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # nobody listens any more
        return 0
    except Exception as error:  # noqa: BLE001  # a person sees words, not a traceback
        return _say_failure(error, arguments)
    return code if isinstance(code, int) else 0


def _say_failure(error: Exception, arguments: list[str]) -> int:
    """Say what went wrong; where not even that can be written, the code still tells."""
    code = cast("int", getattr(error, "exit_code", 1))
    with suppress(OSError):
        try:
            if not _came_of_saying(error):
                return _say_error(error, as_json="--json" in arguments)
        except OSError as full:
            error = full
        _say(f"standard output cannot be written: {getattr(error, 'strerror', '') or error}")
        click.echo("  hint: make room or send it elsewhere; what was done is done, and nothing paid is lost", err=True)
    return code


def _came_of_saying(error: Exception) -> bool:
    """Tell whether an error came of a stream that takes no words, and not of a file."""
    import traceback  # noqa: PLC0415  # only here, and below

    return isinstance(error, OSError) and traceback.extract_tb(error.__traceback__)[-1].filename == click.utils.__file__


def _say_error(error: Exception, *, as_json: bool) -> int:
    from gallery_build.cli.words import say_error, say_error_as_json  # noqa: PLC0415  # `--help` needs none of it
    from gallery_build.errors import GalleryError  # noqa: PLC0415  # the same

    if not isinstance(error, GalleryError):
        return _say_bug(error)
    return say_error_as_json(error) if as_json else say_error(error)


def _say_click(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return 2
    _say(error.format_message())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(f"  hint: {error.ctx.command_path} --help", err=True)
    return 2


def _say_bug(error: Exception) -> int:
    import traceback  # noqa: PLC0415  # only here

    if any(flag in sys.argv for flag in ("-v", "--verbose")):
        traceback.print_exc()
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.filename.rpartition('gallery_build')[2].lstrip('/')}:{place.lineno}"
    _say(f"a fault of ours: {type(error).__name__}: {error} ({where})")
    click.echo("  hint: nothing paid is lost; run it again with -v and report what it prints", err=True)
    return 1


def _say(words: str) -> None:
    """Say what went wrong without loading the commands' own words."""
    click.echo(f"{click.style('gallery-build:', fg='red')} {words}", err=True, color=colored(sys.stderr))
