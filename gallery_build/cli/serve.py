"""`serve`: `watch` with a local server that reloads what changed."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import common, settings

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.live.doors import Address
    from gallery_build.live.hub import Hub
    from gallery_build.live.studio.desk import Desk
    from gallery_build.live.watch import Rebuilt


@click.command("serve", short_help="Show the site in a browser that follows each save.")
@click.option(
    "--addr", metavar="HOST:PORT", help="Listen there; 127.0.0.1 and the first free port from 8000 without it."
)
@click.option("--base", metavar="/PATH/", default="/", help="Serve the site below this path, as it may stand later.")
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too, in a copy of the site that is never published.")
@click.option("--spend", metavar="USD", help="Buy while you work, at most this much in all; without it, nothing.")
@click.option("--explain", is_flag=True, help="Say why each thing was made; with -v, name them all.")
@click.option(
    "--studio-addr", metavar="HOST:PORT", help="Open the studio there; this machine and the next free port without it."
)
@click.option("--no-studio", is_flag=True, help="Do not open the studio.")
@common
def command(
    *,
    addr: str | None,
    base: str,
    opens: bool,
    drafts: bool,
    spend: str | None,
    explain: bool,
    studio_addr: str | None,
    no_studio: bool,
) -> int:
    """Show the site in a browser that follows each save.

    Only this machine can reach it, unless --addr says otherwise. A page reloads
    when it changed and keeps its place; faults stand at its foot until mended.
    The studio, at an address of its own, shows all images of every prompt, to
    choose among them and ask again. Nothing is bought unless --spend says how
    much the whole session may cost.
    Ctrl-C ends it.
    """
    from gallery_build.cli.living import company, live  # noqa: PLC0415  # off --help
    from gallery_build.cli.words import note, say  # noqa: PLC0415  # the same
    from gallery_build.live.doors import Address, parse_address  # noqa: PLC0415  # the same
    from gallery_build.live.hub import Hub  # noqa: PLC0415  # the same
    from gallery_build.live.serve import serving  # noqa: PLC0415  # the same
    from gallery_build.live.watch import Gallery  # noqa: PLC0415  # the same

    said = settings()
    root = said.root.resolve()
    gallery = Gallery(root, said.config_file, company(), drafts, explain)
    address = parse_address(addr) if addr else Address()
    studio_address = parse_address(studio_addr) if studio_addr else Address()
    hub = Hub()
    with ExitStack() as open_doors:
        site = _site(root, said.config_file, drafts=drafts)
        server = open_doors.enter_context(serving(site, address, _base(base), hub))
        if not server.address.local:
            note("warning: everybody who can reach this machine can see the site")
        if said.quiet or said.json:  # nobody would be told the studio's address
            desk = None
        else:
            say(f"serving at {server.url}")
            desk = None if no_studio else _studio(open_doors, root, said.config_file, studio_address)
        if opens:
            click.launch(server.url)
        return live(gallery, said, spend, partial(_tell, hub, desk), desk)


def _studio(open_doors: ExitStack, root: Path, config_file: Path | None, address: Address) -> Desk:
    """Open the studio, say where, and return its desk."""
    from gallery_build.cli.words import say  # noqa: PLC0415  # off --help
    from gallery_build.live.studio.desk import Desk  # noqa: PLC0415  # the same
    from gallery_build.live.studio.open import studio  # noqa: PLC0415  # the same

    opened = open_doors.enter_context(studio(Desk(root, config_file), address))
    say(f"studio at {opened.gate.url}")
    return opened.desk


def _tell(hub: Hub, desk: Desk | None, rebuilt: Rebuilt) -> None:
    hub.tell(rebuilt)
    if desk:
        desk.tell(rebuilt)


def _site(root: Path, config_file: Path | None, *, drafts: bool) -> Path:
    """Return the folder that is served; where the configuration is broken, the usual one."""
    from gallery_build.config import Paths, load_config  # noqa: PLC0415  # off --help
    from gallery_build.errors import GalleryError  # noqa: PLC0415  # the same
    from gallery_build.live.drafts import SITE  # noqa: PLC0415  # the same

    if drafts:
        return root / SITE
    try:
        return root / load_config(root, config_file).paths.site
    except GalleryError:
        return root / Paths().site


def _base(text: str) -> str:
    """Return a path with `/` at both ends."""
    bare = text.strip("/")
    return f"/{bare}/" if bare else "/"
