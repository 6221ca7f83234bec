"""`watch`: build again at each change. Spends nothing unless `--spend` says how much."""

from __future__ import annotations

import click

from gallery_build.cli.options import common, settings


@click.command("watch", short_help="Build again when something changes; spends nothing by itself.")
@click.option("--spend", metavar="USD", help="Buy while you work, at most this much in all; without it, nothing.")
@click.option("--explain", is_flag=True, help="Say why each thing was made; with -v, name them all.")
@common
def command(spend: str | None, explain: bool) -> int:  # noqa: FBT001  # by name
    """Build again whenever prompts, templates, originals or the configuration change.

    Nothing is bought unless --spend says how much the whole session may cost;
    then only text that has stood unchanged for 2 seconds, in the plan's order.
    Ctrl-C ends it.
    """
    from gallery_build.cli.living import company, live  # noqa: PLC0415  # off --help
    from gallery_build.cli.words import note  # noqa: PLC0415  # the same
    from gallery_build.live.watch import Gallery  # noqa: PLC0415  # the same

    said = settings()
    if not (said.quiet or said.json):
        note("watching; Ctrl-C ends it")
    gallery = Gallery(said.root.resolve(), said.config_file, company(), explain=explain)
    return live(gallery, said, spend)
