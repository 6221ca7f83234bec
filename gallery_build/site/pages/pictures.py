"""A plate as an `img`: its sources by format, how wide it will hang, and what it says to those who do not see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.site.colours import hue_of, is_colour
from gallery_build.site.pages.frame import Rule
from gallery_build.site.pages.links import relative
from gallery_build.site.pages.wording import is_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gallery_build.model import Derivative, Exhibit, Plate, Version
    from gallery_build.site.language import Language
    from gallery_build.site.pages.frame import Binding

DEFAULT_WIDTH = 800
"""Pixels: the derivative for browsers that choose for themselves, the widest up to here."""

WIDE = 1.3
"""From this ratio on a picture hangs across the page, its text below."""

ALT = 240
"""Characters at most where the alternative text is taken from the prompt."""

_PLACEHOLDER = re.compile(r"data:image/(?:png|webp|jpeg|gif|avif);base64,[A-Za-z0-9+/]+=*")
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|[。！？]|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture."""

    media_type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything an `img` says."""

    alt: str
    lang: str
    """The language of the alternative text, as the prompt states it."""
    width: int
    height: int
    sources: tuple[Source, ...]
    """The formats to try before the last one, which is the `img` itself."""
    src: str
    srcset: str
    sizes: str
    mat: str
    """`light` or `dark` behind a transparent picture."""
    slab: str
    """The words laid on a picture that shows something real."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a palette."""

    colour: str
    """`#rrggbb`."""
    name: str
    url: str
    """The page of its name; empty where no exhibit holds enough of it."""
    rule: Rule
    """Its part of the strip."""


def picture(binding: Binding, exhibit: Exhibit, plate: Plate | Version, page: str, sizes: str) -> Picture:
    """Return the picture as `page`, a path, shows it; `sizes` says how wide it will be there."""
    formats = by_format(plate.derivatives)
    last = formats[-1]
    return Picture(
        alt=alternative(binding.language, exhibit, plate),
        lang=exhibit.prompt.lang,
        width=plate.width,
        height=plate.height,
        sources=tuple(Source(of_one[0].media_type, srcset(of_one, page)) for of_one in formats[:-1]),
        src=relative(page, _default(last).path),
        srcset=srcset(last, page),
        sizes=sizes,
        mat=plate.look.mat if plate.look.transparent else "",
        slab=binding.gallery.ai_label if is_real(exhibit) and not plate.sketch else "",
    )


def srcset(derivatives: Iterable[Derivative], page: str) -> str:
    """Return the candidates of one format, each with its width."""
    return ", ".join(f"{relative(page, one.path)} {one.width}w" for one in derivatives)


def alternative(language: Language, exhibit: Exhibit, plate: Plate | Version) -> str:
    """Return what the picture shows in words: the file's, else its title and the prompt's first sentence."""
    prompt = exhibit.prompt
    words = prompt.alt or _described(prompt.title, prompt.text)
    return language.say("picture.sketch", words=words) if plate.sketch else words


def is_real(exhibit: Exhibit) -> bool:
    """Say whether the picture shows a person, place or event that exists."""
    return exhibit.prompt.depicts.startswith("real-")


def colours(plate: Plate | Version, *, blurred: bool = False) -> str:
    """Return the plate's shape and colour as values for the style sheet, with its 16-pixel copy on request."""
    parts = [f"--r:{plate.ratio:.4f}"]
    if is_colour(plate.look.colour):
        parts.append(f"--c:{plate.look.colour}")
    if blurred and not plate.look.transparent and _PLACEHOLDER.fullmatch(plate.look.placeholder):
        parts.append(f'--blur:url("{plate.look.placeholder}")')
    return ";".join(parts)


def shape(plate: Plate) -> str:
    """Return `wide` or `tall`: where an exhibit's text stands."""
    return "wide" if plate.ratio >= WIDE else "tall"


def swatches(language: Language, plate: Plate, page: str, known: Mapping[str, str]) -> tuple[Swatch, ...]:
    """Return the palette as `page` shows it; `known` are the pages of colours by name."""
    return tuple(
        Swatch(
            colour,
            language.say(f"colour.{(name := hue_of(colour))}"),
            relative(page, known[name]) if name in known else "",
            Rule(f"--n:{max(round(share * 100), 1)};--c:{colour}"),
        )
        for colour, share in plate.look.palette
        if is_colour(colour)
    )


def by_format(derivatives: Sequence[Derivative]) -> list[list[Derivative]]:
    """Part the derivatives by format, in the order in which the gallery names the formats."""
    formats: dict[str, list[Derivative]] = {}
    for one in derivatives:
        formats.setdefault(one.media_type, []).append(one)
    return list(formats.values())


def _default(derivatives: Sequence[Derivative]) -> Derivative:
    fitting = [one for one in derivatives if one.width <= DEFAULT_WIDTH]
    return fitting[-1] if fitting else derivatives[0]


def _described(title: str, text: str) -> str:
    if is_json(text):
        return title
    sentence = _SENTENCE.match(text[: 2 * ALT])
    words = " ".join(f"{title}: {sentence.group() if sentence else ''}".split())
    return words if len(words) <= ALT else f"{words[:ALT].rsplit(' ', 1)[0]} …"
