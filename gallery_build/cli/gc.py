"""`gc`: clears what crashes and odd answers left; lists images that nothing names, and moves them away when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import Settings, common, settings
from gallery_build.cli.words import count, money, note, say, say_json, size_of
from gallery_build.errors import UsageError
from gallery_build.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_build.care.leftovers import Leftover
    from gallery_build.care.unused import Unused
    from gallery_build.job import Project


@click.command("gc", short_help="Clear leftovers; list images that nothing names.")
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--yes", "-y", is_flag=True, help="Do it without asking.")
@click.option("--unused", is_flag=True, help="List images that no prompt and no history names, instead.")
@click.option("--force", is_flag=True, help="With --unused: move them to originals/.trash.")
@common
def command(dry_run: bool, yes: bool, unused: bool, force: bool) -> int:  # noqa: FBT001  # click passes every option by name
    """Clear what crashes and odd answers left, and derivatives that no page shows.

    Lists everything first and asks; where nobody can be asked, --yes says yes.
    What was perhaps paid and has no picture stays in the book, and no picture is
    ever deleted: --unused --force only moves images to originals/.trash.
    """
    from gallery_build.project import load  # noqa: PLC0415  # off --help

    said = settings()
    if force and not unused:
        raise click.UsageError("--force goes with --unused")
    project = load(said.root.resolve(), said.config_file)
    if unused:
        _unused(project, said, force=force and not dry_run, yes=yes)
    else:
        _leftovers(project, said, act=not dry_run, yes=yes)
    return 0


def _leftovers(project: Project, said: Settings, *, act: bool, yes: bool) -> None:
    from gallery_build.care.gc import clear_derivatives, clear_leftovers  # noqa: PLC0415  # off --help
    from gallery_build.care.leftovers import find_leftovers  # noqa: PLC0415  # the same
    from gallery_build.care.unused import unused_derivatives  # noqa: PLC0415  # the same

    found, derivatives = find_leftovers(project.store), unused_derivatives(project)
    clear, keep = [one for one in found if one.clear], [one for one in found if not one.clear]
    folder = project.config.paths.originals
    if not said.json:
        _say_leftovers(clear, keep, derivatives, folder, said)
    cleared = bool(clear or derivatives) and act and _agreed("clear them?", said, yes=yes)
    if cleared:
        clear = clear_leftovers(project, clear) if clear else []
        derivatives = clear_derivatives(project, derivatives) if derivatives else []
    if said.json:
        lists = {"leftovers": clear, "kept": keep, "derivatives": derivatives}
        say_json({"cleared": cleared, **{name: [_plain(one) for one in each] for name, each in lists.items()}})
    elif cleared and not said.quiet:
        every = [*clear, *derivatives]
        say(f"cleared {count(len(every), 'file')}, {size_of(sum(one.size for one in every))}")


def _say_leftovers(
    clear: Sequence[Leftover], keep: Sequence[Leftover], derivatives: Sequence[Leftover], folder: str, said: Settings
) -> None:
    for one in clear:
        say(f"would clear: {printable(f'{folder}/{one.path}')}: {one.why}")
    if derivatives:
        size = size_of(sum(one.size for one in derivatives))
        say(f"would clear: {count(len(derivatives), 'derivative')} that no page shows, {size}")
    for one in derivatives if said.verbose else ():
        say(f"  .gallery/derivatives/{printable(one.path)}")
    for one in () if said.quiet else keep:
        note(f"stays: {printable(f'{folder}/{one.path}')}: {one.why}")
    if not (clear or derivatives or said.quiet):
        say("nothing to clear.")


def _unused(project: Project, said: Settings, *, force: bool, yes: bool) -> None:
    from gallery_build.care.gc import discard  # noqa: PLC0415  # off --help
    from gallery_build.care.unused import unused_images  # noqa: PLC0415  # the same

    found = unused_images(project)
    folder = project.config.paths.originals
    for one in () if said.json else found:
        say(f"unused: {printable(f'{folder}/{one.image}')}: {_about(one)}")
    if not (said.json or said.quiet):
        say(_count(found))
    moved = bool(found) and force and _agreed(f"move them to {folder}/.trash?", said, yes=yes)
    if moved:
        found = discard(project, found)
    if said.json:
        say_json({"moved": moved, "unused": [_plain_image(one) for one in found]})
    elif moved and not said.quiet:
        say(f"moved {count(len(found), 'image')} with their records; git add {folder} tells git")
    elif found and not (force or said.quiet):
        note("  hint: --force moves them to .trash/; nothing is deleted")


def _agreed(question: str, said: Settings, *, yes: bool) -> bool:
    """Ask, unless yes was said before. Raises UsageError where nobody can be asked."""
    if yes:
        return True
    if not said.interactive:
        raise UsageError("nobody can be asked, so nothing was done", hint="--yes does it, --dry-run only looks")
    return click.confirm(question, default=False, err=True)


def _count(found: Sequence[Unused]) -> str:
    if not found:
        return "every image is named by a prompt or a history."
    return (
        f"{count(len(found), 'image')}, {size_of(sum(one.size for one in found))}, that no prompt and no history names"
    )


def _about(one: Unused) -> str:
    record, usd = one.record, one.record.price.usd
    price = "no price known" if usd is None else money(usd)
    words = (f"{record.prompt_id} #{record.index}", record.model, record.received[:10], price, size_of(one.size))
    return printable(", ".join(word for word in words if word))


def _plain(one: Leftover) -> dict[str, object]:
    return {"path": one.path, "bytes": one.size, "why": one.why}


def _plain_image(one: Unused) -> dict[str, object]:
    record, usd = one.record, one.record.price.usd
    return {
        "path": one.image,
        "record": one.record_path,
        "bytes": one.size,
        "key": record.key,
        "prompt": f"{record.prompt_id} #{record.index}",
        "model": record.model,
        "received": record.received,
        "usd": None if usd is None else str(usd),
    }
