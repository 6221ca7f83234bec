"""What is known of a model, as frozen values; and what an objection to a request is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from gallery_build.model import ParamValue
    from gallery_build.models.sizes import Sizes

SOON = dt.timedelta(days=90)
"""A model that retires within this time is said."""

AUTO = "auto"
"""The value that leaves a choice to the model, and so its price unknown."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing wrong with a request or with an addition to the catalogue."""

    field: str
    """`size`, `quality`, `model`, `prompt`, …; for an addition its dotted path below `models`."""
    message: str
    hint: str = ""
    warning: bool = False
    """True where the request may be sent all the same."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a model costs, in US dollars; a rate is for a million tokens, 0 where none is charged."""

    date: dt.date | None
    """When the price was looked up."""
    source: tuple[str, ...]
    text_in: Decimal
    image_in: Decimal
    image_out: Decimal
    """0 where images are not sold by token."""
    text_out: Decimal
    published: Mapping[str, Mapping[str, Decimal]]
    """Quality, size → dollars for an image, without its input tokens."""
    tokens: Mapping[str, Mapping[str, int]]
    """Quality, size → output tokens, where they are fixed."""
    patches: Mapping[str, int]
    """Quality → the formula's F, the patches along the long edge."""
    picture_tokens: int
    """Input tokens of a picture of 1024x1024 that is sent along; 0 where they are not known."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What pictures an edit or a variation can be made from."""

    most: int = 16
    bytes: int = 50_000_000
    """Each has fewer."""
    formats: tuple[str, ...] = ("png", "jpeg", "webp")
    square: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """One row of the catalogue."""

    name: str
    status: str
    """`active`, `deprecated` or `retired`, on the row's date."""
    released: dt.date | None
    retires: dt.date | None
    """The first day without it; None where none is announced."""
    successor: str
    snapshots: tuple[str, ...]
    """Dated names of the same model."""
    endpoints: tuple[str, ...]
    inputs: Inputs
    sizes: Sizes
    takes: frozenset[str]
    """The names of the parameters it takes."""
    values: Mapping[str, tuple[str, ...]]
    """Parameter → its values, where they are a list."""
    defaults: Mapping[str, str]
    """What the server fills in where the request says nothing; `auto` for all else."""
    compressed: tuple[str, ...]
    """Output formats that take output_compression."""
    transparent: tuple[str, ...]
    """Output formats that can be transparent."""
    previews: tuple[str, ...]
    """Values that work as a preview, so may be refused."""
    prompt_limit: int
    """Characters."""
    n: int
    """Images in one request."""
    price: Prices
    date: dt.date | None
    """When the row was looked up; None for a row of gallery.toml that does not say."""
    source: tuple[str, ...]
    added: bool
    """True for a row of gallery.toml, whose prices nobody vouches for."""

    @property
    def response_format(self) -> bool:
        """True where `response_format` is a parameter; elsewhere the answer is base64 and the parameter an error."""
        return "response_format" in self.takes

    def status_on(self, day: dt.date) -> str:
        """Return `active`, `deprecated` or `retired` as of a day."""
        return "retired" if self.retires and self.retires <= day else self.status

    def retires_soon(self, day: dt.date) -> bool:
        """Tell whether it retires within the next time that is called soon."""
        return self.retires is not None and dt.timedelta() < self.retires - day <= SOON

    def effective(self, params: Mapping[str, ParamValue], name: str) -> str:
        """Return a parameter's value as the server will read it: stated, else its default, else `auto`."""
        return str(params.get(name, self.defaults.get(name, AUTO)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the question that names the nearest known word, or an empty text when none is near."""
    import difflib  # noqa: PLC0415 - only when something is wrong

    near = difflib.get_close_matches(word[:100], list(known), n=1)
    return f'did you mean "{near[0]}"?' if near else ""
