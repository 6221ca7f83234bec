"""`ask`: one picture for a text on the command line, bought and kept as a build does, then copied to a file."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import Settings, common, settings
from gallery_build.cli.words import money, note, say, say_faults, say_json, size_of
from gallery_build.errors import GalleryError, UsageError
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from gallery_build.asking import Asked
    from gallery_build.buy.access import Access
    from gallery_build.job import Project, Wishes

LARGEST = 1024 * 1024
"""Bytes read from standard input; a text that long is refused."""


@click.command("ask", short_help="Buy one picture for a text, and copy it to a file.")
@click.argument("text")
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Copy it to FILE.")
@click.option("--model", metavar="NAME", help="Ask this model.")
@click.option("--size", metavar="WxH", help="In pixels, as 1536x1024.")
@click.option("--quality", metavar="NAME", help="As low, medium or high.")
@click.option("--output-format", metavar="NAME", help="png, jpeg or webp.")
@click.option("--background", metavar="NAME", help="opaque, transparent or auto.")
@click.option("--max-cost", metavar="USD", help="Spend at most this much; also GALLERY_MAX_COST.")
@click.option("--allow-unpriced", is_flag=True, help="Buy it also where its price is not known, outside the cap.")
@click.option("--retry-refused", is_flag=True, help="Ask once more where it was refused.")
@click.option("--retry-unknown", is_flag=True, help="Ask once more where two answers never came; perhaps paid.")
@click.option("--force", is_flag=True, help="Write over FILE.")
@common
def command(  # noqa: PLR0917  # click passes every option by name
    text: str,
    output: Path,
    model: str | None,
    size: str | None,
    quality: str | None,
    output_format: str | None,
    background: str | None,
    max_cost: str | None,
    allow_unpriced: bool,  # noqa: FBT001  # the same
    retry_refused: bool,  # noqa: FBT001  # the same
    retry_unknown: bool,  # noqa: FBT001  # the same
    force: bool,  # noqa: FBT001  # the same
) -> int:
    """Buy one picture for a text, and copy it to a file, byte for byte.

    TEXT: what to draw; - reads it from standard input. Asking for the same again
    copies what is there and pays nothing. The picture is kept in the gallery's
    originals/, so a prompt with the same text has it; outside of a gallery, in
    your own data folder.
    """
    from gallery_build.asking import open_for, prompt_of_words  # noqa: PLC0415  # off --help
    from gallery_build.cli.user import (  # noqa: PLC0415  # the same
        access_of_user,
        cap_of_user,
        offline_by_environment,
        user_folder,
    )
    from gallery_build.job import Wishes  # noqa: PLC0415  # the same
    from gallery_build.model import State  # noqa: PLC0415  # the same

    said = settings()
    params = {
        "model": model,
        "size": size,
        "quality": quality,
        "output_format": output_format,
        "background": background,
    }
    words = sys.stdin.buffer.read(LARGEST) if text == "-" else os.fsencode(text)
    prompt = prompt_of_words(words, {name: value for name, value in params.items() if value is not None})
    _require_room(output, said.root / output, force=force)
    wishes = Wishes(
        cap=cap_of_user(max_cost),
        again=frozenset(({State.REFUSED} if retry_refused else set()) | ({State.UNKNOWN} if retry_unknown else set())),
        allow_unpriced=allow_unpriced,
        offline=offline_by_environment(),
    )
    project = open_for(prompt, said.root.resolve(), user_folder(), said.config_file)
    return _ask(project, output, wishes, access_of_user(), said)


def _require_room(name: Path, target: Path, *, force: bool) -> None:
    """Raise UsageError, before anything is asked for, where the file could not be written."""
    if str(name) == "-":
        raise UsageError("a picture is not written to standard output", hint="name a file, as -o fox.png")
    if target.is_dir():
        raise UsageError(f'"{name}" is a folder', hint="name a file in it, as -o fox.png")
    if not os.access(target.parent, os.W_OK):
        raise UsageError(f'"{name}" cannot be written: {target.parent} is not there or closed', hint="nothing was sent")
    if (target.exists() or target.is_symlink()) and not force:
        raise UsageError(f'"{name}" is there already', hint="--force writes over it; nothing was sent")


def _ask(project: Project, name: Path, wishes: Wishes, access: Access, said: Settings) -> int:
    from gallery_build.asking import ask, held, proved, require_name, standing  # noqa: PLC0415  # off --help
    from gallery_build.cli.buying import asking, offer, signals  # noqa: PLC0415  # the same
    from gallery_build.cli.progress import telling  # noqa: PLC0415  # the same
    from gallery_build.files import write_atomically  # noqa: PLC0415  # the same
    from gallery_build.job import Company, Halt  # noqa: PLC0415  # the same

    access = project.reach(access)
    require_name(name, standing(project, access), held(project, access))
    plan, halt = project.plan(access=access).again(wishes.again), Halt()
    if plan.priced and access.usable and not wishes.offline and wishes.cap is not None and not said.quiet:
        note(offer(plan, access))
    with signals(halt), telling(said) as tell:
        confirm = asking() if said.interactive else None
        asked = ask(project, wishes, access, Company(dt.datetime.now(dt.UTC).date(), confirm, tell, halt))
    if asked.original:
        kept = f"the picture is kept, and asking again pays nothing: {project.store.folder / asked.original.path}"
        try:
            require_name(name, asked.item, asked.original)
            write_atomically(said.root / name, proved(project, asked.original))
        except OSError as error:
            raise GalleryError(f'"{name}" cannot be written: {error.strerror or error}', hint=kept) from None
        except UsageError as error:  # a server may send another format than it was asked for
            raise GalleryError(error.message, hint=f"{error.hint}; {kept}") from None
    code = _code(asked, wishes, access)
    if said.json:
        say_json(_document(asked, project, name, code))
    else:
        _say(asked, project, name, said)
        if asked.original is None:
            note(f"no picture: {_why(asked, wishes, access)}")
    return int(code)


def _code(asked: Asked, wishes: Wishes, access: Access) -> Exit:
    """Return the exit code; what a build would show as a sketch is no picture here."""
    if asked.exit is not Exit.DONE or asked.original:
        return asked.exit
    if wishes.offline:
        return Exit.PENDING
    return Exit.DONE if access.usable else Exit.KEY


def _say(asked: Asked, project: Project, name: Path, said: Settings) -> None:
    from gallery_build.cli.buying import say_troubles  # noqa: PLC0415  # off --help

    say_faults(asked.warnings, warning=True)
    say_troubles(asked.bought.troubles, said)
    if asked.original is None or said.quiet:
        return
    record = asked.original.record
    price = "a price not known" if record.price.usd is None else money(record.price.usd)
    how = f"made for {price}" if asked.bought.made else f"it was here, made for {price}; nothing paid now"
    say(f"{printable(str(name))}: {record.width}x{record.height}, {size_of(record.size)}; {how}")
    say(f"kept as {project.store.folder / asked.original.path}")


def _why(asked: Asked, wishes: Wishes, access: Access) -> str:
    """Return why there is none, and what would bring it."""
    usd = asked.item.quote.expected
    price = "no price is known" if usd is None else f"about {money(usd)}"
    if not asked.item.wanted:
        again = f"; --retry-{asked.item.state} asks once more" if asked.item.state in {"refused", "unknown"} else ""
        return f"the originals say that it is {asked.item.state}{again}"
    if wishes.offline:
        return f"GALLERY_OFFLINE is set ({price})"
    if not access.usable:
        return f"set OPENAI_API_KEY to buy it ({price})"
    if Exit.CAP in asked.bought.exits and wishes.cap is None:
        return f"say how much may be spent: --max-cost USD ({price})"
    return "nothing was bought" if asked.exit is Exit.DONE else "see above"


def _document(asked: Asked, project: Project, name: Path, code: Exit) -> dict[str, object]:
    original = asked.original
    record = original.record if original else None
    return {
        "exit": int(code),
        "key": asked.item.recipe.key,
        "state": asked.item.state.value,
        "path": str(name) if original else None,
        "original": str(project.store.folder / original.path) if original else None,
        "digest": record.digest if record else None,
        "media_type": record.media_type if record else None,
        "width": record.width if record else None,
        "height": record.height if record else None,
        "made": asked.bought.made,
        "spent_usd": str(asked.bought.spent),
        "troubles": [{"ending": one.ending, "message": one.message} for one in asked.bought.troubles],
        "warnings": [str(fault) for fault in asked.warnings],
    }
