"""What one image will cost, and what it did cost, in US dollars."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.model import Price, Quote, Role
from gallery_build.models.sizes import parse_size

if TYPE_CHECKING:
    from gallery_build.model import Input, Request
    from gallery_build.models.catalogue import Catalogue
    from gallery_build.models.facts import Model, Prices
    from gallery_build.models.sizes import Size

BATCH_SHARE = Decimal("0.5")
"""Of its price that a picture costs in a batch: OpenAI's batch guide, 2026."""

SKETCH = "sketch"
"""The provider that draws here, for nothing."""

FREE = Quote(Decimal(0), Decimal(0), "free")
UNKNOWN = Quote(None, None, "unknown")

CHARACTERS_PER_TOKEN = 4
"""What a token of English holds; other scripts hold less, hence the bound of one token per byte."""

SQUARE = 1024 * 1024
"""Pixels of the picture whose input tokens are known."""

MOST_PATCHES = 96
"""The formula's F at the highest quality of any model."""

MOST_TOKENS = 10**9
"""A server that counts more than this is not believed."""


def quote(catalogue: Catalogue, request: Request) -> Quote:
    """Return what an image is expected to cost and the most it can.

    Unknown for a quality or size that is `auto`, unset or not offered, for a model without a price, and for pictures
    sent along whose tokens or size are not known. The price of a model that gallery.toml added bounds nothing: a
    repository must not make an image cheap in the eyes of the cap.
    """
    if request.provider == SKETCH:
        return FREE
    model = catalogue.find(request.model)
    output = _output(model, request) if model else None
    pictures = _pictures(model, request.inputs) if model else None
    if model is None or output is None or pictures is None:
        return UNKNOWN
    expected, most, how = output
    words, most_words = (dollars(count, model.price.text_in) for count in _prompt_tokens(request.prompt))
    sent, most_sent = (dollars(count, model.price.image_in) for count in pictures)
    return Quote(expected + words + sent, None if model.added else most + most_words + most_sent, how)


def output_tokens(model: Model, quality: str, size: str) -> int | None:
    """Return the tokens an image will be billed for, by formula or table; None where neither knows."""
    pixels = parse_size(size)
    if pixels is None or model.sizes.reasons(pixels):
        return None
    if patches := model.price.patches.get(quality):
        return formula(patches, pixels)
    return model.price.tokens.get(quality, {}).get(size)


def formula(patches: int, size: Size) -> int:
    """Return the output tokens for so many patches along the long edge; in integers, so without rounding errors."""
    short, long = sorted(size)
    across = (2 * patches * short + long) // (2 * long)
    return -(-patches * across * (2_000_000 + short * long) // 4_000_000)


def dollars(tokens: int, rate: Decimal) -> Decimal:
    """Return the exact price of tokens at a rate per million."""
    return (tokens * rate).scaleb(-6)


def _output(model: Model, request: Request) -> tuple[Decimal, Decimal, str] | None:
    """Return the image's own price: expected, at most, and how it is known."""
    quality, size = (model.effective(request.params, name) for name in ("quality", "size"))
    published = model.price.published.get(quality, {}).get(size)
    tokens = output_tokens(model, quality, size)
    if tokens is not None:
        counted = dollars(tokens, model.price.image_out)
        return counted, max(counted, published or counted), "formula" if model.price.patches else "table"
    return None if published is None else (published, published, "table")


def _pictures(model: Model, inputs: tuple[Input, ...]) -> tuple[int, int] | None:
    """Return the input tokens of the pictures that are sent, expected and at most; None where they are not known.

    OpenAI publishes neither. Expected: what was measured for 1024x1024, by area; a mask as nothing. At most: what a
    picture of that area has as an output at the highest quality, seven times what was measured; the documented worst
    case of gpt-image-1 is its own output tokens at high quality, too. Here a mask counts as a picture.
    """
    if not inputs or not model.price.image_out:
        return 0, 0
    areas = [(one, one.traits.width * one.traits.height) for one in inputs]
    if not model.price.picture_tokens or not all(area for _, area in areas):
        return None
    expected = sum(-(-model.price.picture_tokens * area // SQUARE) for one, area in areas if one.role is not Role.MASK)
    most = sum(-(-(MOST_PATCHES**2) * (2_000_000 + area) // 4_000_000) for _, area in areas)
    return expected, max(expected, most)


def _prompt_tokens(prompt: str) -> tuple[int, int]:
    """Return how many input tokens a prompt is expected to be, and the most it can be."""
    return -(-len(prompt) // CHARACTERS_PER_TOKEN), len(prompt.encode("utf-8", "surrogatepass"))


def cost(catalogue: Catalogue, model: str, usage: Mapping[str, object] | None, quote: Quote) -> Price:
    """Return what an image did cost: by the answer's usage, or by the quote where that says nothing.

    `usage` is a server's word and may have any shape. Zeros are no measurement: servers that count nothing send them.
    """
    if quote.how == "free":
        return Price(Decimal(0), "free")
    known = catalogue.find(model)
    measured = _measured(known.price, usage) if known and isinstance(usage, Mapping) else None
    if measured is not None:
        return Price(measured, "measured")
    return Price(quote.expected, "unknown" if quote.expected is None else "estimated")


def _measured(price: Prices, usage: Mapping[str, object]) -> Decimal | None:
    words_in, pictures_in, rest_in = _counts(usage, "input")
    words_out, pictures_out, rest_out = _counts(usage, "output")
    if not price.image_out or not words_out + pictures_out + rest_out:
        return None
    return (
        dollars(words_in + rest_in, price.text_in)
        + dollars(pictures_in, price.image_in)
        + dollars(words_out, price.text_out)
        + dollars(pictures_out + rest_out, price.image_out)
    )


def _counts(usage: Mapping[str, object], side: str) -> tuple[int, int, int]:
    """Return the text tokens, the image tokens, and those that the details of `input` or `output` leave out."""
    details = usage.get(f"{side}_tokens_details")
    parts = details if isinstance(details, Mapping) else {}
    text, image = (_count(parts.get(f"{kind}_tokens")) for kind in ("text", "image"))
    return text, image, max(0, _count(usage.get(f"{side}_tokens")) - text - image)


def _count(value: object) -> int:
    """Return a plausible number of tokens, 0 for anything else."""
    return value if type(value) is int and 0 < value <= MOST_TOKENS else 0
