"""`serve`: `watch` with a local server that reloads what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gallery_build.cli.options import common, settings

if TYPE_CHECKING:
    from pathlib import Path


@click.command("serve", short_help="Show the site in a browser that follows each save.")
@click.option(
    "--addr", metavar="HOST:PORT", help="Listen there; 127.0.0.1 and the first free port from 8000 without it."
)
@click.option("--base", metavar="/PATH/", default="/", help="Serve the site below this path, as it may stand later.")
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too, in a copy of the site that is never published.")
@click.option("--spend", metavar="USD", help="Buy while you work, at most this much in all; without it, nothing.")
@common
def command(addr: str | None, base: str, opens: bool, drafts: bool, spend: str | None) -> int:  # noqa: FBT001  # by name
    """Show the site in a browser that follows each save.

    Only this machine can reach it, unless --addr says otherwise. A page reloads
    when it changed and keeps its place; faults stand at its foot until mended.
    Nothing is bought unless --spend says how much the whole session may cost.
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
    gallery = Gallery(root, said.config_file, company(), drafts)
    address = parse_address(addr) if addr else Address()
    hub = Hub()
    with serving(_site(root, said.config_file, drafts=drafts), address, _base(base), hub) as server:
        if not server.address.local:
            note("warning: everybody who can reach this machine can see the site")
        if not (said.quiet or said.json):
            say(f"serving at {server.url}")
        if opens:
            click.launch(server.url)
        return live(gallery, said, spend, hub.tell)


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
