"""`build`: buy what is missing under the user's cap, derive, publish. The only command that spends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from gallery_build.cli.batch_words import numbers_of
from gallery_build.cli.buying import asking, say_troubles, signals
from gallery_build.cli.explain import say_reasons
from gallery_build.cli.ids import complete_ids
from gallery_build.cli.options import Settings, common, settings
from gallery_build.cli.words import count, money, note, say, say_faults, say_json
from gallery_build.report import Exit
from gallery_build.words import printable

if TYPE_CHECKING:
    from gallery_build.buy.access import Access
    from gallery_build.job import Wishes
    from gallery_build.report import Report, Standing


@click.command("build", short_help="Buy what is missing, under your cap, and publish the site.")
@click.argument("ids", nargs=-1, shell_complete=complete_ids)
@click.option("--max-cost", metavar="USD", help="Spend at most this much; also GALLERY_MAX_COST.")
@click.option("--max-images", type=click.IntRange(1), metavar="N", help="Ask for at most N pictures.")
@click.option("--allow-unpriced", is_flag=True, help="Buy pictures whose price is not known, outside the cap.")
@click.option("--offline", is_flag=True, help="Send no request: what is missing is shown as sketches.")
@click.option("--batch", is_flag=True, help="Hand in as a batch, at half price; a later build collects it.")
@click.option("--retry-refused", is_flag=True, help="Ask once more for pictures that were refused.")
@click.option("--retry-unknown", is_flag=True, help="Ask once more where two answers never came; perhaps paid.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Ask for N pictures at a time.")
@click.option("--strict", is_flag=True, help="Publish nothing unless every picture is there.")
@click.option("--explain", is_flag=True, help="Say why each thing was made; with -v, name them all.")
@click.option("--check", is_flag=True, help="Change nothing: re-read every file, list what a build would do.")
@click.option("--no-wait", is_flag=True, help="Do not wait for another build.")
@common
def command(  # noqa: PLR0917  # click passes every option by name
    ids: tuple[str, ...],
    max_cost: str | None,
    max_images: int | None,
    allow_unpriced: bool,  # noqa: FBT001  # the same
    offline: bool,  # noqa: FBT001  # the same
    batch: bool,  # noqa: FBT001  # the same
    retry_refused: bool,  # noqa: FBT001  # the same
    retry_unknown: bool,  # noqa: FBT001  # the same
    jobs: int | None,
    strict: bool,  # noqa: FBT001  # the same
    explain: bool,  # noqa: FBT001  # the same
    check: bool,  # noqa: FBT001  # the same
    no_wait: bool,  # noqa: FBT001  # the same
) -> int:
    """Buy what is missing, under your cap, and publish the site.

    IDS: buy only for these prompts; the site is published whole. Without a key
    nothing is bought, and what is missing is shown as labelled sketches.
    """
    from gallery_build.cli.user import access_of_user, cap_of_user, offline_by_environment  # noqa: PLC0415  # off --help
    from gallery_build.job import Wishes  # noqa: PLC0415  # the same
    from gallery_build.model import State  # noqa: PLC0415  # the same

    if check:
        from gallery_build.cli.build_check import check_build  # noqa: PLC0415  # the same

        return check_build(settings())
    wishes = Wishes(
        only=ids,
        cap=cap_of_user(max_cost),
        max_images=max_images,
        again=frozenset(({State.REFUSED} if retry_refused else set()) | ({State.UNKNOWN} if retry_unknown else set())),
        allow_unpriced=allow_unpriced,
        offline=offline or offline_by_environment(),
        batch=batch,
        jobs=jobs,
        strict=strict,
        wait=not no_wait,
        explain=explain,
    )
    said, access = settings(), access_of_user()
    if said.verbose and not (said.quiet or said.json):
        _say_settings(said, wishes, access, from_flag=max_cost is not None)
    return _build(said, wishes, access)


def _say_settings(said: Settings, wishes: Wishes, access: Access, *, from_flag: bool) -> None:
    """Say where the configuration, the endpoint, the key and the cap come from; never the key."""
    from gallery_build.cli.user import sources_of_user  # noqa: PLC0415  # off --help
    from gallery_build.config import load_config  # noqa: PLC0415  # the same

    endpoint, cap = sources_of_user()
    config = load_config(said.root.resolve(), said.config_file)
    limit = config.budget.per_build
    note(f"configuration: {config.path or 'all defaults'}")
    note(f"endpoint: {access.host}, from {endpoint or 'the default'}")
    note(f"key: {'set, in OPENAI_API_KEY' if access.key else 'not set'}{'; offline' if wishes.offline else ''}")
    if access.default:
        note(f"provider: {access.default}, from GALLERY_PROVIDER")
    stated = "none" if wishes.cap is None else f"{money(wishes.cap)}, from {'--max-cost' if from_flag else cap}"
    note(f"cap: {stated}{f'; [budget] per_build is {money(limit)}' if limit is not None else ''}")


def _build(said: Settings, wishes: Wishes, access: Access) -> int:
    from gallery_build.cli.progress import telling  # noqa: PLC0415  # off --help
    from gallery_build.job import Company, Halt  # noqa: PLC0415  # the same
    from gallery_build.project import build  # noqa: PLC0415  # the same

    halt = Halt()
    confirm = asking(batch=wishes.batch) if said.interactive else None
    with signals(halt), telling(said) as tell:
        company = Company(dt.datetime.now(dt.UTC).date(), confirm, tell, halt)
        report = build(said.root.resolve(), wishes, access, company, said.config_file)
    if said.json:
        say_json(_document(report))
    else:
        _say_report(report, said, wishes, access)
    return int(report.exit)


def _say_report(report: Report, said: Settings, wishes: Wishes, access: Access) -> None:
    say_faults(report.warnings, warning=True)
    say_troubles(report.bought.troubles, said)
    if said.quiet:
        return
    for words in report.bought.collected.notes:
        note(printable(words))
    if report.standing.missing:
        note(_missing(report.standing, wishes, access, report))
    if not report.published:
        note(
            "the site stays as it was: "
            + ("interrupted" if report.exit is Exit.INTERRUPTED else "not every picture is there")
        )
        return
    if said.verbose:
        for act, paths in {"wrote": report.written, "removed": report.removed}.items():
            for path in paths if not report.reasons else ():  # the reasons name them all
                say(f"{act} {report.site.rpartition('/')[0]}/{path}")
    if report.reasons:
        say_reasons(report.reasons, every=said.verbose)
    if report.idle:
        say("nothing to do.")
        return
    say(_numbers(report))
    say(f"open {report.site}")


def _missing(standing: Standing, wishes: Wishes, access: Access, report: Report) -> str:
    """Return one line on what is not there, and what would bring it."""
    states = standing.states
    parts = [
        f"{states[state]:,} {state}"
        for state in ("missing", "pending", "unknown", "refused", "absent", "blocked")
        if states.get(state)
    ]
    waiting = states.get("missing") or states.get("unknown")
    shown = "shown as a sketch" if standing.missing == 1 else "shown as sketches"
    if not report.published:
        why = "nothing is published"
    elif not waiting and states.get("pending"):
        key = "" if access.usable or wishes.offline else "set OPENAI_API_KEY: "
        why = f"shown as sketches; {key}the next build {'with a key ' if key else ''}collects what is ready"
    elif not waiting:
        why = f"{shown}; gallery-build plan --explain says why"
    elif wishes.offline:
        why = f"offline, so {shown}"
    elif not access.usable:
        why = f"{shown}; set OPENAI_API_KEY to buy"
    elif Exit.CAP in report.bought.exits and wishes.cap is None:
        why = f"{shown}; say how much may be spent: --max-cost USD"
    elif any(trouble.ending == "capped" for trouble in report.bought.troubles):
        why = f"{shown}; the cap leaves no room: a higher --max-cost buys more"
    elif wishes.max_images is not None and report.bought.made + report.bought.submitted.pictures >= wishes.max_images:
        why = f"{shown}; --max-images {wishes.max_images} left them for another build"
    elif states.get("unknown"):
        why = f"{shown}; an unknown one was asked for and perhaps paid: see gallery-build plan --explain"
    else:
        why = shown
    price = f" ({_about(standing)})" if waiting and _about(standing) else ""
    return f"{', '.join(parts)}{price}: {why}"


def _about(standing: Standing) -> str:
    unpriced = f"{standing.missing_unpriced} without a known price" if standing.missing_unpriced else ""
    return ", ".join(
        part for part in (f"about {money(standing.missing_usd)}" if standing.missing_usd else "", unpriced) if part
    )


def _numbers(report: Report) -> str:
    bought, standing = report.bought, report.standing
    parts = [count(standing.prompts, "prompt")]
    if standing.missing:
        parts.append(f"{standing.missing:,} missing")
    if bought.made:
        parts.append(f"{bought.made:,} made ({money(bought.spent)})")
    parts += numbers_of(bought)
    if report.derivatives:
        parts.append(count(report.derivatives, "derivative"))
    parts.append(count(len(report.written), "file") + " written")
    if report.removed:
        parts.append(f"{len(report.removed):,} removed")
    parts.append(f"{report.seconds:.1f} s")
    return " · ".join(parts)


def _document(report: Report) -> dict[str, object]:
    standing, bought = report.standing, report.bought
    return {
        "exit": int(report.exit),
        "prompts": standing.prompts,
        "states": dict(standing.states),
        "missing_usd": str(standing.missing_usd),
        "missing_unpriced": standing.missing_unpriced,
        "made": bought.made,
        "spent_usd": str(bought.spent),
        "batches": bought.submitted.batches,
        "submitted": bought.submitted.pictures,
        "submitted_usd": str(bought.submitted.usd),
        "collected": bought.collected.pictures,
        "collected_usd": str(bought.collected.usd),
        "pending": list(bought.collected.notes),
        "troubles": [{"name": one.name, "ending": one.ending, "message": one.message} for one in bought.troubles],
        "warnings": [str(fault) for fault in report.warnings],
        "derivatives": report.derivatives,
        "written": list(report.written),
        "removed": list(report.removed),
        "reasons": [{"act": one.act, "why": one.why, "names": list(one.names)} for one in report.reasons],
        "published": report.published,
        "site": report.site,
        "seconds": round(report.seconds, 3),
    }
