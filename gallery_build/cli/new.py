"""`new`: a prompt file with every field explained, for a person to fill in."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import common, settings
from gallery_build.cli.words import say, say_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command("new", short_help="Write a new prompt file with every field explained.")
@click.argument("id", metavar="ID")
@click.option("--edit", is_flag=True, help="Open it in $EDITOR.")
@common
def command(id: str, edit: bool) -> int:  # noqa: A002, FBT001  # click passes the argument by its name
    """Write a new prompt file with every field explained.

    ID: where it stands below prompts/, for example sea/harbour.
    """
    from gallery_build.config import load_config  # noqa: PLC0415  # off --help
    from gallery_build.files import write_atomically  # noqa: PLC0415  # the same
    from gallery_build.slug import title_of  # noqa: PLC0415  # the same

    said = settings()
    name = id.removesuffix(".md")
    prompts = load_config(said.root.resolve(), said.config_file).paths.prompts
    path = f"{prompts}/{name}.md"
    _check(said.root, name, path)
    template = files("gallery_build.samples").joinpath("new.md").read_text(encoding="utf-8")
    write_atomically(said.root / path, template.replace("TITLE", title_of(name.rpartition("/")[2])).encode())
    if said.json:
        say_json({"id": name, "path": path})
    elif not said.quiet:
        say(f"wrote {path}")
    if edit:
        click.edit(filename=str(said.root / path))
    return 0


def _check(root: Path, name: str, path: str) -> None:
    from gallery_build.errors import UsageError  # noqa: PLC0415  # off --help
    from gallery_build.slug import prompt_id  # noqa: PLC0415  # the same

    ident = prompt_id(f"{name}.md")
    if name.startswith(("/", "\\")) or ident != name:
        raise UsageError(f'"{name}" is no id', hint=f'try "{ident}"')
    if (root / path).exists():
        raise UsageError(f"{path} exists already", hint="choose another id, or edit it")
