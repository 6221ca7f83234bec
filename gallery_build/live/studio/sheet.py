"""The contact sheet as values: every prompt with its images, how each stands, and what asking again would cost. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING

from gallery_build.kept import NOTHING as NOTHING_KEPT
from gallery_build.live.spending import Books
from gallery_build.model import State
from gallery_build.plan import Plan
from gallery_build.site.gallery import hang_one
from gallery_build.words import count, money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gallery_build.buy.access import Access
    from gallery_build.kept import Kept
    from gallery_build.model import Fault, Key, Original, Prompt
    from gallery_build.plan import Item
    from gallery_build.site.derive import Source

NOTHING, CENT = Decimal(0), Decimal("0.01")

EXCERPT = 300
"""Characters of a prompt's text that the sheet shows."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known beside the plan: how the session's money stands, and why its purchases brought no picture."""

    books: Books | None = None
    """None where nothing may be spent."""
    troubles: Mapping[Key, str] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def access(self) -> Access | None:
        """Who is asked; None where nobody is."""
        return self.books.access if self.books else None

    def of(self, item: Item) -> str:
        """Return what the session does about an image that is wanted; nothing where it spends nothing."""
        if self.books is None or not item.wanted:
            return ""
        key = item.recipe.key
        if key in self.books.asking:
            return "asked for just now"
        if key in self.books.tried:
            return "tried in this session"
        return "" if item.quote.bound is None else "waits its turn"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sheet is made of."""

    title: str
    prompts: Sequence[Prompt]
    made: Plan
    again: Plan
    """As it would be if every prompt were asked for once more."""
    originals: Mapping[Key, Sequence[Original]]
    folder: Path
    """Where originals stand."""
    standing: Standing
    kept: Kept = NOTHING_KEPT
    """The rows of the last sheet."""


Image = tuple["Item", "Sequence[Original]", str, str]
"""An item with the versions of its picture, what the session does about it, and why it brought none."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One image of a prompt, or the sketch in its place."""

    number: int
    state: str
    words: str
    """How it stands, in words."""
    picked: bool
    source: Source
    cell: str
    """Its values, where the prompt is a matrix."""
    trouble: str = ""
    """Why there is no picture, in the words of whoever was asked."""


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt of the sheet."""

    id: str
    path: str
    title: str
    lang: str
    text: str
    alternatives: tuple[Alternative, ...]
    again: str
    """What asking once more would cost, in words."""
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A prompt of which something is not bought yet."""

    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole contact sheet."""

    title: str
    rows: tuple[Row, ...] = ()
    queue: tuple[Waiting, ...] = ()
    """In the order in which it is bought."""
    total: str = ""
    """What waits and its price, in words."""
    enough: str = ""
    """A cap under which all that waits could be bought, in US dollars."""
    books: Books | None = None
    over: bool = False
    """Whether more waits than the session may still spend."""
    faults: tuple[Fault, ...] = ()
    """What concerns no row."""

    @property
    def money(self) -> tuple[str, str, str]:
        """What the session has spent, its cap, and what is left, in words."""
        books = self.books or Books(NOTHING, NOTHING)
        return money(books.spent), money(books.cap), money(max(books.left, NOTHING))


def sheet_of(seen: Seen) -> Sheet:
    """Return the sheet, prompts in the order of their ids."""
    now, again = _by_prompt(seen.made), _by_prompt(seen.again)
    by_path = _by_path(seen.standing.faults)
    rows = tuple(
        _row(seen, prompt, now[prompt.id], again[prompt.id], tuple(by_path.get(prompt.path, ())))
        for prompt in seen.prompts
        if prompt.id in now
    )
    paths = {row.path for row in rows}
    made, books = seen.made, seen.standing.books
    return Sheet(
        seen.title,
        rows,
        tuple(_queue(made, seen.standing)),
        f"{count(len(made.wanted), 'picture')}, {price_of(made)}" if made.wanted else "",
        str(made.bound.quantize(CENT, ROUND_UP)),
        books,
        books is not None and made.bound > books.left,
        tuple(fault for fault in seen.standing.faults if fault.path not in paths),
    )


def price_of(made: Plan) -> str:
    """Return what it costs to buy what is wanted, in words; nothing where nothing is."""
    priced = f"about {money(made.expected)}, at most {money(made.bound)}" if made.priced else ""
    unpriced = f"{len(made.unpriced)} without a known price" if made.unpriced else ""
    return "; ".join(part for part in (priced, unpriced) if part)


def _row(seen: Seen, prompt: Prompt, items: Sequence[Item], again: Sequence[Item], faults: tuple[Fault, ...]) -> Row:
    """Return a prompt's row; that of the last sheet, where nothing of it is otherwise."""
    images = [_image(seen, item) for item in items]
    made = prompt, items, again, images, faults
    return seen.kept.get(prompt.id, made, lambda: _made(prompt, images, again, (seen.folder, faults)))


def _image(seen: Seen, item: Item) -> Image:
    versions = seen.originals.get(item.recipe.key, ())
    trouble = "" if versions else (seen.standing.troubles or {}).get(item.recipe.key, "")
    return item, versions, seen.standing.of(item), trouble


def _made(
    prompt: Prompt, images: Sequence[Image], again: Sequence[Item], beside: tuple[Path, tuple[Fault, ...]]
) -> Row:
    folder, faults = beside
    return Row(
        prompt.id,
        prompt.path,
        prompt.title,
        prompt.lang,
        prompt.text if len(prompt.text) <= EXCERPT else f"{prompt.text[:EXCERPT]}…",
        tuple(_alternative(image, folder, prompt.pick) for image in images),
        _again(prompt, again),
        faults,
    )


def _alternative(image: Image, folder: Path, pick: tuple[int, ...]) -> Alternative:
    item, versions, standing, trouble = image
    recipe, picked = item.recipe, item.recipe.index in pick
    source = replace(hang_one(item, versions, folder).source, social=False)
    words = _words(item, standing, picked=picked, sketch=source.sketch)
    return Alternative(recipe.index, item.state.value, words, picked, source, " · ".join(recipe.cell.values()), trouble)


def _words(item: Item, standing: str, *, picked: bool, sketch: bool) -> str:
    price = ""
    if item.wanted:
        price = "no known price" if item.quote.expected is None else f"about {money(item.quote.expected)}"
    parts = (
        "picked" if picked else "",
        "sketch" if sketch else "",
        "" if item.state is State.HAVE and (picked or sketch) else item.state.value,
        price,
        item.obstacle if item.state is State.BLOCKED else "",
        standing,
    )
    return " · ".join(part for part in parts if part)


def _again(prompt: Prompt, items: Sequence[Item]) -> str:
    """Return what one more take of a prompt costs."""
    made = Plan(tuple(items))
    if made.wanted:
        return price_of(made)
    if all(item.state is State.HAVE for item in items):
        return f"nothing, take {prompt.take + 1} is here"
    drawn = all(item.state is State.DRAWN for item in items)
    return "nothing, it is drawn here" if drawn else "nothing is bought yet, as it stands"


def _queue(made: Plan, standing: Standing) -> Iterator[Waiting]:
    for ident, items in _by_prompt(Plan(made.wanted)).items():
        said = dict.fromkeys(filter(None, map(standing.of, items)))
        words = " · ".join((count(len(items), "picture"), price_of(Plan(tuple(items))), *said))
        yield Waiting(ident, items[0].recipe.prompt.title, words)


def _by_path(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.path, []).append(fault)
    return found


def _by_prompt(made: Plan) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in made.items:
        found.setdefault(item.recipe.prompt.id, []).append(item)
    return found
