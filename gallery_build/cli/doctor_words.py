"""The words of `doctor`: for each finding what is said, and what to do about it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.cli.words import count, money

if TYPE_CHECKING:
    from gallery_build.care.doctor import Finding

MOST = 8
"""Names that one line lists."""

UNSAID = {"from": "the default", "file": "no file: all defaults", "retires": "a day that is not known"}
"""What a fact means that nobody states."""

NOUNS = {"prompts": "prompt", "drafts": "draft", "images": "image", "listed": "model"}
"""Facts that are counted, and what of."""

WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("python", "version"): ("Python {python}, gallery-build {tool}, {system}", ""),
    ("libraries", "there"): ("{versions}", ""),
    ("libraries", "absent"): ("not installed: {absent}", "install gallery-build again"),
    ("key", "set"): ("set, in {from}", ""),
    ("key", "not set"): (
        "{from} is not set: nothing is bought, what is missing hangs as a sketch",
        "export {from}=… to buy",
    ),
    ("key", "not needed"): ("{from} is not set; an endpoint on this machine needs none", ""),
    ("endpoint", "set"): ("{url}, {from}", ""),
    ("cap", "none"): ("none: a terminal is asked for each purchase, anything else stops before it", ""),
    ("cap", "set"): ("{usd} for a build, from {from}; --max-cost wins", ""),
    ("cap", "lowered"): ("{per_build} for a build: [budget] per_build lowers the {usd} from {from}", ""),
    ("default", "own"): ("{name} for prompts that name no provider, from GALLERY_PROVIDER", ""),
    ("default", "gallery"): ("{name} for prompts that name no provider, from the gallery", ""),
    ("provider", "usable"): ("{name}, at {host}", ""),
    ("provider", "local"): ("{name}, at {host}, as the gallery names it; no key goes there", ""),
    ("provider", "no key"): ("{name}, at {host}: its key is not set, so nothing is bought there", "set its key"),
    ("settings", "there"): ("{file}", ""),
    ("settings", "none"): ("none of your own; it would be {file}", ""),
    ("settings", "homeless"): ("none of your own, and no home folder for it", ""),
    ("settings", "faulty"): ("{message}", "{hint}"),
    ("disk", "unknown"): ("the system does not say how much is free", ""),
    ("disk", "enough"): ("{bytes} free", ""),
    ("disk", "little"): ("only {bytes} free; a picture takes about 5 MB with its derivatives", "make room"),
    ("git-lfs", "not asked"): ("not asked for", ""),
    ("git-lfs", "there"): ("installed, as .gitattributes asks", ""),
    ("git-lfs", "absent"): (
        ".gitattributes keeps originals in Git LFS, and git-lfs is not installed",
        "install git-lfs, then git lfs install && git lfs pull",
    ),
    ("gallery", "there"): ("{prompts}, configured in {file}", ""),
    ("gallery", "drafts"): ("{prompts} and {drafts}, configured in {file}", ""),
    ("gallery", "faulty"): ("{message}", "{hint}"),
    ("originals", "there"): ("{images} here", ""),
    ("originals", "pointers"): (
        "{images} here; {pointers} that no prompt asks for are pointers, or only in git's index",
        "git lfs pull, if you want them here",
    ),
    ("originals", "absent"): (
        "{images} here; bought and not here: {absent}",
        "git lfs pull, or git checkout what was deleted; they are never bought again by themselves",
    ),
    ("originals", "faulty"): ("{message}", "{hint}"),
    ("unknown", "none"): ("no request is without its answer", ""),
    ("unknown", "once"): (
        "{images} asked for, perhaps paid, and never arrived",
        "the next build asks once more; your account says whether they were charged",
    ),
    ("unknown", "held"): (
        "asked for twice, perhaps paid, and held: {held}",
        "gallery-build reroll asks for another take",
    ),
    ("batches", "none"): ("nothing waits in a batch", ""),
    ("batches", "waiting"): (
        "{images} in a batch, on the way: not unknown, and not bought again",
        "a build collects what is ready",
    ),
    ("batches", "late"): (
        "{images} in a batch whose results vanish soon, or whose notes cannot be read",
        "gallery-build plan says which; build to collect",
    ),
    ("spool", "empty"): ("no answer waits to be understood", ""),
    ("spool", "waiting"): ("answers that an interrupted build left: {answers}", "the next build finishes them"),
    ("quarantine", "empty"): ("no answer was kept that is no picture", ""),
    ("quarantine", "kept"): (
        "answers that were perhaps paid and are no picture: {answers}",
        "look at originals/.quarantine, then gallery-build gc",
    ),
    ("models", "current"): ("{models}: none retires within 90 days", ""),
    ("models", "elsewhere"): ("{models}: at this endpoint, its server decides", ""),
    ("models", "not known"): (
        "{model} is not known{pinned}; it has no price",
        "describe it under [models] in gallery.toml",
    ),
    ("models", "deprecated"): ("{model} is deprecated, from which day on is not said{pinned}", "move to {successor}"),
    ("models", "retires"): ("{model} retires on {retires}{pinned}", "move to {successor} before that"),
    ("models", "retired"): (
        "{model} is retired since {retires}{pinned}",
        "move to {successor}; pictures that are there stay",
    ),
    ("online", "no key"): ("nothing was asked: no key is set", "export OPENAI_API_KEY=… to ask"),
    ("online", "failed"): ("the endpoint says nothing of its models: {message}", "nothing here depends on it"),
    ("online", "answered"): ("the endpoint lists {listed}", ""),
    ("online", "not listed"): ("{names}: not in that list, which is no proof that it is not served", ""),
    ("online", "ends"): ("the endpoint says that {model} ends on {ends}; the table here: {retires}", ""),
    ("fonts", "there"): ("{scripts}: each has a font here", ""),
    ("fonts", "not known"): ("{scripts}: whether this machine has fonts is not known without fontconfig", ""),
    ("fonts", "absent"): (
        "{scripts}: no font here for {without}",
        "visitors use their own fonts; to see it on this machine, install one, for example Noto",
    ),
}
"""What a finding is about and its case → what is said, what to do. Facts stand in braces."""


def words_of(finding: Finding) -> tuple[str, str]:
    """Return what is said of a finding, and what to do; empty where there is nothing to do."""
    facts = {name: _shown(name, value) for name, value in finding.facts.items()} | {"pinned": _pinned(finding)}
    says, do = WORDS[finding.about, finding.case]
    return says.format_map(facts), _without_successor(do, facts).format_map(facts)


def _shown(name: str, value: object) -> str:
    """Return a fact as a person reads it."""
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, list):
        shown = value if name == "versions" else value[:MOST]
        return ", ".join(map(str, shown)) + (f" and {len(value) - len(shown)} more" if len(value) > len(shown) else "")
    if name == "bytes" and isinstance(value, int):
        return f"{value / 1e9:,.1f} GB" if value >= 1e9 else f"{value / 1e6:,.0f} MB"  # noqa: PLR2004  # 1 GB
    if name in NOUNS and isinstance(value, int):
        return count(value, NOUNS[name])
    return UNSAID.get(name, "") if value in {None, ""} else str(value)


def _pinned(finding: Finding) -> str:
    """Return who uses a model: the prompts that name it, the gallery's default."""
    prompts, default = finding.facts.get("prompts"), finding.facts.get("default")
    named = [_named(prompts)] if isinstance(prompts, list) and prompts else []
    users = [*named, *(["the gallery's default"] if default else [])]
    return f" ({'; '.join(users)})" if users else ""


def _named(prompts: list[object]) -> str:
    return f"named by {count(len(prompts), 'prompt')}: {_shown('', prompts)}"


def _without_successor(do: str, facts: dict[str, str]) -> str:
    """Return what to do where nobody says which model comes next."""
    return do.replace("{successor}", "another model") if not facts.get("successor") else do
