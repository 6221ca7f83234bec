"""`init`: a new gallery with three sample prompts. Never overwrites a file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from gallery_build.cli.options import common, settings
from gallery_build.cli.words import note, say, say_json

LFS = """originals/**/*.png filter=lfs diff=lfs merge=lfs -text
originals/**/*.jpg filter=lfs diff=lfs merge=lfs -text
originals/**/*.webp filter=lfs diff=lfs merge=lfs -text
"""

WORKFLOW = ".github/workflows/gallery.yml"


@click.command("init", short_help="Make a new gallery with three sample prompts.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="The gallery's title.  [default: from the folder's name]")
@click.option("--ci", type=click.Choice(["github"]), help="Add a workflow that publishes to GitHub Pages.")
@click.option("--lfs", is_flag=True, help="Keep originals in Git LFS.")
@common
def command(folder: Path, title: str | None, ci: str | None, lfs: bool) -> int:  # noqa: FBT001  # by name
    """Make a new gallery with three sample prompts. Files that exist stay as they are."""
    from gallery_build.errors import UsageError  # noqa: PLC0415  # off --help
    from gallery_build.files import write_atomically  # noqa: PLC0415  # the same
    from gallery_build.slug import title_of  # noqa: PLC0415  # the same

    said = settings()
    root = said.root / folder
    if (root / "gallery.toml").exists():
        raise UsageError(f"{folder} is a gallery already", hint="gallery-build new ID writes another prompt")
    written, kept = [], []
    for name, content in _files(title or title_of(root.resolve().name) or "Gallery", ci=ci, lfs=lfs).items():
        if (root / name).exists():
            kept.append(name)
            continue
        write_atomically(root / name, content.encode())
        written.append(name)
    if said.json:
        say_json({"root": str(folder), "written": written, "kept": kept})
        return 0
    for name in kept:
        note(f"kept your own {name}")
    if not said.quiet:
        say(f"made a gallery with three prompts in {folder}\n\nnext:")
        for line in ([] if folder == Path() else [f"cd {folder}"]) + ["gallery-build build", "open site/index.html"]:
            say(f"  {line}")
    return 0


def _files(title: str, *, ci: str | None, lfs: bool) -> dict[str, str]:
    """Return the new gallery's files by path, in the order they are written."""
    samples = files("gallery_build.samples")
    found = {
        f"prompts/{name}": samples.joinpath("prompts", name).read_text(encoding="utf-8")
        for name in ("harbour.md", "fox-in-snow.md", "teahouse/_index.md", "teahouse/morning.md")
    }
    found[".gitignore"] = samples.joinpath("gitignore").read_text(encoding="utf-8")
    found[".gitattributes"] = samples.joinpath("gitattributes").read_text(encoding="utf-8") + (LFS if lfs else "")
    if ci:
        found[WORKFLOW] = samples.joinpath("github-pages.yml").read_text(encoding="utf-8")
    config = samples.joinpath("gallery.toml").read_text(encoding="utf-8")
    found["gallery.toml"] = config.replace('"TITLE"', _quoted(title))
    return found


def _quoted(text: str) -> str:
    import json  # noqa: PLC0415  # a JSON string is a TOML string

    return json.dumps(text, ensure_ascii=False)
