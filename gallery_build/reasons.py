"""Why a build made what it made: each file of the site and each derivative with what of its inputs changed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.config import PROJECT_FILE
from gallery_build.idle import UNCHANGED
from gallery_build.report import Reason
from gallery_build.since import GONE, SAME
from gallery_build.site.publish import Why
from gallery_build.slug import prompt_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gallery_build.publishing import Shown
    from gallery_build.report import Change

MOST = 3
"""Changes that one reason names."""

PICTURES = ("images/", "originals/")
"""Folders of the site whose files are named by what they hold, so that they never change."""

INDIRECT = "shows or leads to what changed"

FIRST = "nothing is remembered of an earlier build"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the inputs: which changed, by file; None where nothing is remembered."""

    changes: tuple[Change, ...] | None
    prompts: str
    """The folder that prompts stand in."""
    config: str
    """The file that configures the gallery."""

    @property
    def told(self) -> tuple[Change, ...]:
        """Changes that can have an effect."""
        return tuple(change for change in self.changes or () if change.what != SAME and self._concerns(change.path))

    @property
    def own(self) -> dict[str, Change]:
        """The changes of prompts' files, by the prompt's id."""
        start = f"{self.prompts}/"
        return {
            prompt_id(change.path[len(start) :]): change
            for change in self.told
            if change.path.startswith(start) and not change.path.lower().endswith("_index.md")
        }

    @property
    def common(self) -> tuple[Change, ...]:
        """The changes that may concern every page: configuration, templates, pages of series."""
        own = self.own.values()
        return tuple(change for change in self.told if change not in own)

    def _concerns(self, path: str) -> bool:
        if path.startswith(f"{self.prompts}/"):
            return path.lower().endswith(".md")
        return path != PROJECT_FILE or path == self.config


def reasons_of(shown: Shown, known: Known) -> tuple[Reason, ...]:
    """Return why each derivative was made, each file written and each removed; alike ones together, in that order."""
    fresh = _fresh(shown)
    found: dict[tuple[str, str], list[str]] = {}
    for act, why, name in (*_derived(shown, known), *_written(shown, known, fresh), *_removed(shown, known)):
        found.setdefault((act, why), []).append(name)
    reasons = [Reason(act, why, tuple(names)) for (act, why), names in found.items()]
    return tuple(sorted(reasons, key=lambda reason: reason.why.startswith(INDIRECT)))


def spell(changes: Iterable[Change]) -> str:
    """Return changes in words: the first few by name."""
    named = [f"{change.path} is {change.what}" if _is_whole(change) else _fields(change) for change in changes]
    more = f" and {len(named) - MOST:,} more" if len(named) > MOST else ""
    return "; ".join(named[:MOST]) + more


def _is_whole(change: Change) -> bool:
    return change.what == GONE or change.what.startswith(("new", "renamed"))


def _fields(change: Change) -> str:
    if change.what == SAME:
        return f"{change.path} was {SAME}"
    return f"{change.path} changed" + (f" ({change.what})" if change.what else "")


def _fresh(shown: Shown) -> dict[str, bool]:
    """Return the ids of prompts of whose pictures the site had nothing yet → whether it is a sketch."""
    new = {path for path, why in shown.published.why.items() if why is Why.NEW}
    return {
        hanging.prompt.id: hung.source.path is None
        for hanging in shown.hangings
        for hung in hanging.hung
        if any(file in new for file in shown.files_of(hung.source))
    }


def _derived(shown: Shown, known: Known) -> Iterator[tuple[str, str, str]]:
    owners = {name: hanging.prompt.id for hanging in shown.hangings for name in hanging.sources}
    for source in shown.derived:
        ident = owners.get(source.name, source.name)
        act = "drew" if source.path is None else "resized"
        if source.name in shown.seen:
            why = spell(known.common) or "derivatives of it were away from .gallery/"
        elif known.changes is None:
            why = FIRST
        elif source.path is not None:
            why = "a picture that was not shown before"
        elif ident in known.own:
            why = spell([known.own[ident]]) if not _is_whole(known.own[ident]) else "a prompt without a picture"
        else:
            why = spell(known.common) or "no picture of it is here now"
        yield act, why, ident


def _written(shown: Shown, known: Known, fresh: Mapping[str, bool]) -> Iterator[tuple[str, str, str]]:
    first = all(why is Why.NEW for why in shown.published.why.values())
    for path, why in shown.published.why.items():
        kind, _, name = path.partition("/")
        ident = name.rpartition(".")[0] if kind in {"prompts", "history"} else ""
        if why is Why.AWAY:
            yield "wrote", "it was away from the site", path
        elif why is Why.UNFINISHED:
            yield "wrote", "a build was cut short", path
        elif path.startswith(PICTURES):
            yield "copied", "a first build" if first else "pictures that the site did not have", path
        elif known.changes is None:
            yield "wrote", "a first build" if first else FIRST, path
        else:
            yield "wrote", _of_page(ident, known, fresh), path


def _of_page(ident: str, known: Known, fresh: Mapping[str, bool]) -> str:
    """Return why a page came out otherwise: its own prompt and picture, what all pages share, or what it shows of others."""
    own = [spell([known.own[ident]])] if ident in known.own else []
    own += [f"another {'sketch' if fresh[ident] else 'picture'} hangs there"] if ident in fresh else []
    own += [spell(known.common)] if known.common else []
    if own:
        return "; ".join(own)
    others = [*known.own.values()]
    pictures = [name for name in fresh if name not in known.own]
    shows = [_some([change.path for change in others])] if others else []
    shows += [f"the picture{'s' * (len(pictures) > 1)} of {_some(pictures)}"] if pictures else []
    return f"{INDIRECT}: {'; '.join(shows)}" if shows else "what stands in originals/ changed, or today's models"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more


def _removed(shown: Shown, known: Known) -> Iterator[tuple[str, str, str]]:
    for path in shown.published.removed:
        ident = path.removeprefix("prompts/").rpartition(".")[0]
        if path.startswith(PICTURES):
            yield "removed", "shown on no page any more", path
        elif path.startswith("prompts/") and ident in known.own:
            yield "removed", spell([known.own[ident]]), path
        else:
            yield "removed", spell(known.told) or "nothing leads to it any more", path


def not_rebuilt(changes: Sequence[Change] | None) -> str:
    """Return why there was nothing to do."""
    if changes is None:
        return FIRST
    if not changes:
        return UNCHANGED
    return f"{spell(changes)}; nothing that the site shows changed"
