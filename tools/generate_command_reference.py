"""Write docs/reference/commands.md from the commands themselves."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gallery_build.cli import COMMANDS, gallery

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"

HEAD = """\
# Commands

`gallery-build` and `gallery` are the same program; `gallery-build COMMAND --help` shows these lines in a terminal.
`python tools/generate_command_reference.py` writes this page from the commands themselves.

Results go to standard output, everything else to standard error. What the codes mean: [exit codes](exit-codes.md). What `--json` prints: [JSON](json.md).
"""

COMPLETION = """\

## In your shell

The shell completes commands, options and the ids of prompts, for both of the program's names, after one line in its start-up file:

| shell | file | line |
|---|---|---|
| bash 4.4 or newer | `~/.bashrc` | `eval "$(gallery-build completion bash)"` |
| zsh | `~/.zshrc`, after `compinit` | `eval "$(gallery-build completion zsh)"` |
| fish | `~/.config/fish/config.fish` | `gallery-build completion fish \\| source` |

Ids come from the names of the files below `prompts/`, of the gallery that `-C` names or the folder you are in; no file is opened.
"""


def page() -> str:
    """Return the page: the common options once, then each command with its own."""
    context = click.Context(gallery, info_name="gallery-build", help_option_names=["-h", "--help"])
    shared = gallery.get_params(context)
    names = {parameter.name for parameter in shared}
    sections = "".join(_section(name, names) for name in COMMANDS)
    return f"{HEAD}\n## Every command\n\nBefore the command's name or after it.\n\n{_table(shared, context)}{sections}{COMPLETION}"


def _section(name: str, common: set[str]) -> str:
    command = gallery.get_command(click.Context(gallery), name)
    assert command is not None
    context = click.Context(command, info_name=f"gallery-build {name}")
    own = [parameter for parameter in command.get_params(context) if parameter.name not in common]
    usage = " ".join(["gallery-build", name, *command.collect_usage_pieces(context)])
    words = inspect.cleandoc(command.help or "")
    table = _table(own, context)
    return f"\n## {name}\n\n    {usage}\n\n{words}\n" + (f"\n{table}" if table else "")


def _table(parameters: Iterable[click.Parameter], context: click.Context) -> str:
    options = [
        parameter for parameter in parameters if isinstance(parameter, click.Option)
    ]  # usage names the arguments
    rows = [record for option in options if (record := option.get_help_record(context))]
    if not rows:
        return ""
    lines = [f"| `{_cell(spelling)}` | {_cell(words)} |" for spelling, words in rows]
    return "\n".join(["| option | does |", "|---|---|", *lines, ""])


def _cell(text: str) -> str:
    return text.replace("  [", " [").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
