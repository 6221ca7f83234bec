"""The nouns: frozen values that the rooms hand to each other. No behaviour beyond what is true of the value alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

Key = NewType("Key", str)
"""64 lower-case hex digits: the hash of a recipe. It names an image before it exists."""

Digest = NewType("Digest", str)
"""64 lower-case hex digits: the SHA-256 of a file's bytes. It proves an image."""

ParamValue = str | int | Mapping[str, object]
"""A request parameter: trimmed, numbers as integers or shortest decimal strings; `extra_body` alone is a map, as written."""


# ── pictures that are sent ───────────────────────────────────────────────────


class Role(StrEnum):
    """What an input is for; the value is the field that names it."""

    REFERENCE = "references"
    MASK = "mask"
    VARIED = "variation_of"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a picture before it is sent; empty and 0 where it is not known."""

    media_type: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    """Bytes."""
    alpha: bool = False
    trouble: str = ""
    """Why it is no picture that can be sent."""


@dataclass(frozen=True, slots=True)
class Input:
    """A picture that is sent with a request: a file of the gallery, or the image of another prompt."""

    role: Role
    name: str
    """As the prompt's file names it: a path inside the gallery, or an id."""
    proof: str
    """What the key holds: a file's digest, or the key of the other prompt's first picked image."""
    of_prompt: bool = False
    here: bool = True
    """False for a file of which only a pointer is here; whether another prompt's image is, the store knows."""
    traits: Traits = field(default_factory=Traits)

    @property
    def key(self) -> Key | None:
        """The key of another prompt's image; None for a file."""
        return Key(self.proof) if self.of_prompt else None


# ── what people write ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, what, what to do. Line and column count from 1; 0 where there is none."""

    path: str
    message: str
    line: int = 0
    column: int = 0
    hint: str = ""

    def __str__(self) -> str:
        """Spell the fault as compilers do: `path:line:column: message`, the hint on a second line."""
        place = ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}: {self.message}{hint}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of a matrix' values."""

    values: Mapping[str, str]
    """Axis → value, as the file has them and in its order."""
    steps: tuple[int, ...]
    """Where it stands along each axis, from 0."""
    under: Mapping[str, ParamValue]
    """What its preset states, where presets are an axis; the file's own parameters go over it."""
    over: Mapping[str, ParamValue]
    """What its values state, over everything."""
    sent: str
    """The text that is sent for it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file of `prompts/`: what is sent, and what is shown beside the picture."""

    id: str
    """The path below `prompts/` without `.md`, slugged: `sea/harbour`."""
    path: str
    """The file, relative to the gallery, with `/`: `prompts/sea/harbour.md`."""
    text: str
    """The prompt as the file has it: line ends LF, white space at both ends removed, placeholders unfilled."""
    sent: str
    """The text that is sent: the preset's text around it, `vars` filled in. Empty for a variation, which sends no words."""
    params: Mapping[str, ParamValue]
    """What the file or its preset states about the request (model, provider, size, …), spelled by `key.spell`."""
    title: str
    alt: str = ""
    tags: tuple[str, ...] = ()
    date: dt.date | None = None
    updated: dt.date | None = None
    author: str = ""
    author_url: str = ""
    source: str = ""
    license: str = ""
    lang: str = ""
    draft: bool = False
    featured: bool = False
    order: int | None = None
    preset: str = ""
    vars: Mapping[str, str] | None = None
    n: int = 1
    take: int = 1
    pick: tuple[int, ...] = ()
    """Image numbers from 1, in the order they are shown; empty: all of them."""
    cells: tuple[Cell, ...] = ()
    """Of a matrix; empty without one."""
    references: tuple[str, ...] = ()
    """Paths inside the gallery or ids of other prompts, as stated; so are the next two."""
    mask: str = ""
    variation_of: str = ""
    inputs: tuple[Input, ...] = ()
    """What those names stand for, once all prompts are known: references in their order, then the mask."""
    depicts: str = "fictional"
    extra: Mapping[str, object] | None = None
    notes: str = ""
    """Commentary as Markdown source; rendered, never sent."""
    bare: bool = False
    """True for a file without front matter."""
    places: Mapping[str, tuple[int, int]] | None = None
    """Where each stated field stands, `field -> (line, column)`, for messages."""

    @property
    def images(self) -> int:
        """How many images it asks for: `n`, for each cell where there are cells."""
        return self.n * max(1, len(self.cells))

    @property
    def series(self) -> str:
        """The id of the folder the prompt stands in; empty for the top."""
        return self.id.rpartition("/")[0]

    def place(self, field: str) -> tuple[int, int]:
        """Return line and column of a stated field, or (0, 0) where it stands elsewhere (a preset, a default)."""
        return (self.places or {}).get(field, (0, 0))


@dataclass(frozen=True, slots=True)
class SeriesText:
    """What `_index.md` says of its folder."""

    id: str
    path: str
    title: str
    description: str = ""
    """Markdown source."""
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides one image. `key` is its hash."""

    key: Key
    prompt: Prompt
    """As its file has it; for a cell, as a file would have it that states the cell's values."""
    index: int
    """The image's number within its prompt, from 1: cells count first, then `n`."""
    cell: Mapping[str, str] = field(default_factory=dict)
    """Axis → value, for a cell of a matrix."""

    @property
    def shown(self) -> bool:
        """Whether the exhibit would show this image: all are, or those that are picked."""
        return not self.prompt.pick or self.index in self.prompt.pick

    @property
    def name(self) -> str:
        """The prompt's id, with the image's number where the prompt asks for several."""
        return f"{self.prompt.id} #{self.index}" if self.prompt.images > 1 else self.prompt.id


# ── what is asked, answered and paid ─────────────────────────────────────────


class State(StrEnum):
    """What is known of a recipe's image. Anything that is not HAVE is shown as a sketch."""

    HAVE = "have"
    MISSING = "missing"
    DRAWN = "drawn"
    PENDING = "pending"
    """In a batch: asked, and the answer is on its way."""
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ABSENT = "absent"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Request:
    """One image as it will be asked for: the recipe's parameters over the gallery's defaults."""

    provider: str
    model: str
    prompt: str
    params: Mapping[str, ParamValue]
    """Everything else: size, quality, background, output_format, …; values the API takes."""
    inputs: tuple[Input, ...] = ()

    @property
    def endpoint(self) -> str:
        """Which of the API's endpoints it is for."""
        if any(one.role is Role.VARIED for one in self.inputs):
            return "variations"
        return "edits" if self.inputs else "generations"

    @property
    def digest(self) -> str:
        """The hash of the request: a refusal holds as long as it stays the same."""
        plain: dict[str, object] = {"model": self.model, "params": dict(self.params), "prompt": self.prompt}
        if self.inputs:
            plain["inputs"] = [[one.role, one.proof] for one in self.inputs]
        return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Quote:
    """What one image will cost in US dollars, before it is bought."""

    expected: Decimal | None
    """None where no price is known."""
    bound: Decimal | None
    """The most it can cost; what a cap counts. None where no bound is known."""
    how: str
    """`formula`, `table`, `free` or `unknown`."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one image did cost in US dollars."""

    usd: Decimal | None
    how: str
    """`measured` (from the answer's usage), `estimated` (from the quote), `free` or `unknown`."""


@dataclass(frozen=True, slots=True)
class Record:
    """The JSON beside an original; the ledger's only entry for it. Immutable once written."""

    key: Key
    digest: Digest
    media_type: str
    width: int
    height: int
    size: int
    """Bytes."""
    provider: str
    model: str
    request: Mapping[str, object]
    """The body as it was sent."""
    answer: Mapping[str, object]
    """What the server echoed: effective size, quality, revised prompt, …; without the image."""
    usage: Mapping[str, object] | None
    price: Price
    request_id: str
    asked: str
    """ISO 8601, UTC."""
    received: str
    """ISO 8601, UTC."""
    prompt_id: str
    prompt_text: str
    index: int
    take: int
    previous: Key | None
    """The key that this exhibit showed before."""
    tool: str
    run: str | None = None
    """The attempt that brought it; None where the record does not say."""
    quote: Quote | None = None
    """What it was expected to cost before it was bought; None where the record does not say."""


@dataclass(frozen=True, slots=True)
class Original:
    """An image the store has: its bytes' path relative to `originals/`, and its record."""

    path: str
    record: Record


# ── what a visitor sees ──────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Derivative:
    """A resized copy inside the site."""

    path: str
    """Relative to the site's root, with `/`."""
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    """What one decode of a picture tells about it, beside its pixels' size."""

    colour: str
    """The dominant colour, `#rrggbb`."""
    palette: tuple[tuple[str, float], ...]
    """At most six colours with their share of the area, largest first; shares sum to 1."""
    placeholder: str
    """A 16-pixel copy as a `data:` address."""
    transparent: bool
    mat: str
    """For a transparent picture: `light` or `dark`, the mat it is shown on; otherwise empty."""
    credentials: bool
    """True where the original carries C2PA Content Credentials."""
    hash: str
    """Sixteen hexadecimal digits that hardly differ between pictures that look alike."""


@dataclass(frozen=True, slots=True)
class Plate:
    """An image, or the sketch in its place, as it hangs on a page."""

    key: Key
    index: int
    """The image's number within its prompt, from 1."""
    state: State
    sketch: bool
    width: int
    height: int
    look: Look
    derivatives: tuple[Derivative, ...]
    """Ascending width; the formats of one width stand together in the config's order."""
    social: Derivative
    """The 1200x630 JPEG for OpenGraph."""
    original: str
    """The byte-for-byte copy inside the site; empty for sketches and where the gallery omits originals."""
    record: Record | None
    """None where nothing was bought or drawn into the store."""
    model: str
    """The model that made it, or that would be asked."""
    quote: Quote | None
    """For an image that is missing: what it would cost."""
    cell: Mapping[str, str] = field(default_factory=dict)
    """Axis → value, for a cell of a matrix."""

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Version:
    """An image of an exhibit's history: one that it shows, or showed before."""

    record: Record
    look: Look
    derivatives: tuple[Derivative, ...]
    """As of a plate."""
    sketch: bool

    @property
    def width(self) -> int:
        """In pixels of the original; so is the height."""
        return self.record.width

    @property
    def height(self) -> int:
        """As the width."""
        return self.record.height

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One prompt with its images as shown."""

    prompt: Prompt
    url: str
    """Relative to the site's root: `prompts/sea/harbour.html`."""
    plates: tuple[Plate, ...]
    """At least one; the first is the one on cards."""
    wanted: int
    """How many images the prompt asks to show; more than those that are not sketches when some are not there."""
    versions: int
    """How many images the store has for this prompt through time, the shown ones included."""
    request: Request
    """What is, or would be, asked for."""
    notes_html: str
    """The commentary, rendered and cleaned; empty when there is none."""
    history: tuple[tuple[Version, ...], ...] = ()
    """For each of its images that had others before it: all of them, newest first."""

    @property
    def plate(self) -> Plate:
        """The plate that stands for the exhibit."""
        return self.plates[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Exhibits that share a tag, a series, a model or a colour."""

    kind: str
    """`tag`, `series`, `model` or `colour`."""
    name: str
    """As written: `mist`, `Sea`, `gpt-image-2`."""
    url: str
    """`tags/mist.html`."""
    exhibits: tuple[Exhibit, ...]
    intro_html: str = ""
    """A series' description, rendered and cleaned."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """All that the pages show; complete before the first page is rendered."""

    title: str
    url: str
    """The public address with a final `/`; empty when the config states none."""
    language: str
    description: str
    author: str
    license: str
    footer: str
    page_size: int
    feed: bool
    ai_label: str
    """The words before the model's name, `AI-generated`."""
    cost: bool
    """True where visitors are shown what pictures cost."""
    exhibits: tuple[Exhibit, ...]
    """In the order they are shown."""
    series: tuple[Group, ...]
    tags: tuple[Group, ...]
    """Commonest first."""
    models: tuple[Group, ...]
    colours: tuple[Group, ...]
    """In the order of their discs; in each, the picture that holds most of it first."""
    updated: str
    """ISO 8601, UTC: the newest date any exhibit states or was made; the epoch for an undated gallery."""
    version: str
    """Of the tool, for `generator`."""

    @property
    def pictures(self) -> int:
        """How many plates hang here."""
        return sum(len(exhibit.plates) for exhibit in self.exhibits)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site, complete: where, what, and in which order it is published."""

    path: str
    content: bytes
    rank: int
    """0 exhibit pages and assets, 1 listing pages, 2 home, feeds and indexes: the lower is published first."""
