"""History pages: how a prompt and its picture came to be what they are, the newest step first."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from gallery_build.site.pages.details import Word, directory, linked, parameter
from gallery_build.site.pages.frame import EXHIBIT, Rule, bind, frame, remembered, render
from gallery_build.site.pages.links import facing_url, history_url, relative
from gallery_build.site.pages.pictures import Picture, colours, picture
from gallery_build.site.pages.rewording import Piece, reworded
from gallery_build.site.pages.wording import Setting, exact, set_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_build.model import Exhibit, Gallery, Page, Record, Version
    from gallery_build.site.language import Language
    from gallery_build.site.pages.details import Directory
    from gallery_build.site.pages.frame import Binding
    from gallery_build.site.theme import Theme

SIZES = "(min-width: 1000px) 62vw, 94vw"

NOT_SHOWN = frozenset({"model", "prompt", "n", "image", "mask"})
"""What a request holds beside its parameters."""

CONTEXT = 160
"""Characters of unchanged text that are shown before a change, and behind it."""

_LINE_ENDS = re.compile(r"([^\S\n]*\n\s*)")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two pictures that are compared."""

    picture: Picture
    rule: Rule
    day: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two neighbouring pictures, the earlier one first."""

    name: str
    """`Image 2`, where the prompt has several."""
    sides: tuple[Side, Side]
    alike: bool
    """Whether both have the same shape."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a prompt, and the pictures before and after it."""

    day: str
    comparisons: tuple[Comparison, ...]
    before: str
    """The model that was left behind."""
    model: Word
    changes: tuple[str, ...]
    words: Setting | None
    """What changed in the prompt; None where its words are the same."""


def pages(gallery: Gallery, theme: Theme) -> Iterator[Page]:
    """Yield one page for each exhibit that had other pictures before."""
    told = [exhibit for exhibit in gallery.exhibits if exhibit.history]
    if not told:
        return
    binding, known = bind(gallery, theme), directory(gallery)
    for exhibit in told:
        path, alone = history_url(exhibit), len(gallery.exhibits) == 1
        yield remembered(binding, ("history", path), (exhibit, alone), partial(_page, binding, exhibit, known))


def _page(binding: Binding, exhibit: Exhibit, known: Directory) -> Page:
    path, title, language = history_url(exhibit), exhibit.prompt.title, binding.language
    steps = tuple(steps_of(binding, exhibit, known))
    sides = [side for step in steps for comparison in step.comparisons for side in comparison.sides]
    rules = [str(side.rule) for side in sides]
    own = frame(
        binding,
        path,
        language.say("history.title", title=title),
        rules=rules,
        description=summary(language, exhibit),
        face=exhibit,
    )
    values = {
        "exhibit": exhibit,
        "here": relative(path, exhibit.url),
        "facing": facing_url(path, exhibit) if len(binding.gallery.exhibits) > 1 else "",
        "summary": summary(language, exhibit),
        "steps": steps,
    }
    return render(binding, own, EXHIBIT, template="history.html", **values)


def steps_of(binding: Binding, exhibit: Exhibit, known: Directory) -> Iterator[Step]:
    """Yield the steps, newest first; images that took the same step stand in it together."""
    steps: dict[tuple[object, ...], list[tuple[Version, Version]]] = {}
    for line in exhibit.history:
        for newer, older in pairwise(line):
            steps.setdefault(_change(binding.language, older.record, newer.record), []).append((older, newer))
    for pairs in sorted(steps.values(), key=lambda pairs: pairs[0][1].record.received, reverse=True):
        yield _step(binding, exhibit, known, pairs)


def _change(language: Language, older: Record, newer: Record) -> tuple[object, ...]:
    """Return what one step did to a prompt, without the number of the image."""
    return _told(older), _told(newer), tuple(changes(language, older, newer)), older.model, newer.model


def _step(binding: Binding, exhibit: Exhibit, known: Directory, pairs: Sequence[tuple[Version, Version]]) -> Step:
    older, newer = pairs[0][0].record, pairs[0][1].record
    page = history_url(exhibit)
    model = linked(page, newer.model, known.models.get(newer.model))
    old, new = worded(older, newer)
    return Step(
        day=_day(binding.language, newer),
        comparisons=tuple(_comparison(binding, exhibit, *pair) for pair in pairs),
        before=older.model if older.model != newer.model else "",
        model=model,
        changes=tuple(changes(binding.language, older, newer)),
        words=set_changes(old, new, exhibit.prompt.lang) if old.split() != new.split() else None,
    )


def _comparison(binding: Binding, exhibit: Exhibit, older: Version, newer: Version) -> Comparison:
    page = history_url(exhibit)
    sides = [
        Side(picture(binding, exhibit, one, page, SIZES), Rule(colours(one)), _day(binding.language, one.record))
        for one in (older, newer)
    ]
    name = binding.language.say("exhibit.image", number=newer.record.index) if exhibit.wanted > 1 else ""
    return Comparison(name, (sides[0], sides[1]), abs(older.ratio / newer.ratio - 1) < 0.01)  # noqa: PLR2004  # a pixel or two


def changes(language: Language, older: Record, newer: Record) -> Iterator[str]:
    """Yield what else changed: `quality low → medium`, `take 1 → 2`, other pictures."""
    then, now = older.request, newer.request
    for name in dict.fromkeys([*then, *now]):
        if name not in NOT_SHOWN and then.get(name) != now.get(name):
            yield _turned(
                language, parameter(language, name), _spelled(language, then, name), _spelled(language, now, name)
            )
    if older.take != newer.take:
        yield _turned(language, language.say("history.take"), str(older.take), str(newer.take))
    if any(then.get(name) != now.get(name) for name in ("image", "mask")):
        yield language.say("history.pictures")


def _turned(language: Language, name: str, old: str, new: str) -> str:
    return f"{name} {language.apart(old)} {language.on} {language.apart(new)}"


def _spelled(language: Language, request: Mapping[str, object], name: str) -> str:
    return str(request[name]) if name in request else language.say("history.unstated")


def _told(record: Record) -> tuple[str, str]:
    return record.prompt_text, str(record.request.get("prompt", record.prompt_text))


def worded(older: Record, newer: Record) -> tuple[str, str]:
    """Return the prompt's own words before and after; where only its preset's changed, what was sent."""
    then, now = _told(older), _told(newer)
    return (then[0], now[0]) if then[0].split() != now[0].split() else (then[1], now[1])


def set_changes(old: str, new: str, lang: str = "") -> Setting:
    """Return the new text with what was taken out and put in, as prose; long unchanged stretches are cut."""
    pieces = reworded(old, new)
    last = len(pieces) - 1
    parts = [
        _cut(piece.new, start=number == 0, end=number == last) if piece.kept else _changed(piece)
        for number, piece in enumerate(pieces)
    ]
    setting = set_prompt(new if new.strip() else old, lang)
    html = Markup("").join(parts)
    return Setting(html, f"{setting.classes} diff", setting.direction, setting.lang, False, 0, ())  # noqa: FBT003  # a value


def _changed(piece: Piece) -> Markup:
    """Return a change; white space at its ends stays outside of the marks."""
    old, new = piece.old.strip(), piece.new.strip()
    full = piece.new if new else piece.old
    head = full[: len(full) - len(full.lstrip())]
    tail = full[len(full.rstrip()) :]
    parts = [*([_marked("del", old)] if old else []), *([_marked("ins", new)] if new else [])]
    return exact(head) + Markup(" ").join(parts) + exact(tail)


def _marked(mark: str, text: str) -> Markup:
    """Return the text marked line by line, so that no blank line is."""
    start, end = Markup(f"<{mark}>"), Markup(f"</{mark}>")  # noqa: S704  # a word of ours
    lines = _LINE_ENDS.split(text)
    return Markup("").join(
        exact(part) if number % 2 else start + exact(part) + end for number, part in enumerate(lines)
    )


def _cut(text: str, *, start: bool, end: bool) -> Markup:
    """Return unchanged text without its middle, or without what is far from any change."""
    if len(text) <= 2 * CONTEXT:
        return exact(text)
    head = "" if start else _trimmed(text[:CONTEXT])
    tail = "" if end else _trimmed(text[-CONTEXT:][::-1])[::-1]
    return (
        exact(head)
        + Markup('<span class="cut">{}…{}</span>').format(" " if head else "", " " if tail else "")
        + exact(tail)
    )


def _trimmed(text: str) -> str:
    """Return the text up to its last word's end."""
    words = text.rsplit(None, 1)
    return words[0] if len(words) > 1 and len(words[0]) > CONTEXT // 2 else text


def summary(language: Language, exhibit: Exhibit) -> str:
    """Return one sentence: how many versions, and of what time."""
    days = sorted(_date(version.record) for line in exhibit.history for version in line)
    count = sum(map(len, exhibit.history))
    numbers = language.say("history.numbers").split()
    number = numbers[count - 2] if count - 2 < len(numbers) else language.number(count)
    when = language.period(days[0], days[-1])
    return language.say("history.summary", n=count, number=Markup(number), period=when)  # noqa: S704 - words of ours


def _date(record: Record) -> dt.date:
    return dt.date.fromisoformat(record.received[:10])


def _day(language: Language, record: Record) -> str:
    return language.day(_date(record))
