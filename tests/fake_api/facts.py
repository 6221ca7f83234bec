"""What the server knows of models: what they take, how many tokens an image is, what a token costs.

Written from OpenAI's published tables (November 2026) and on purpose apart from the product's own catalogue:
where the two disagree, one of them is wrong.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MILLION = Decimal(1_000_000)

PATCHES = {
    "gpt-image-2": {"low": 16, "medium": 48, "high": 96},
    "gpt-image-2.5": {"low": 16, "medium": 24, "high": 48, "xhigh": 64, "max": 96},
}
"""Patches along the long edge."""

FIXED_TOKENS = {
    ("low", "1024x1024"): 272,
    ("low", "1024x1536"): 408,
    ("low", "1536x1024"): 400,
    ("medium", "1024x1024"): 1056,
    ("medium", "1024x1536"): 1584,
    ("medium", "1536x1024"): 1568,
    ("high", "1024x1024"): 4160,
    ("high", "1024x1536"): 6240,
    ("high", "1536x1024"): 6208,
}
"""Output tokens of the models before gpt-image-2."""

REFERENCE_TOKENS = 1023
"""Input tokens of one reference image."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model: its family decides tokens, sizes and parameters."""

    family: str
    """`gpt-image-1`, `gpt-image-2`, `gpt-image-2.5`, `gpt-image-2.6`, `dall-e-2` or `dall-e-3`."""
    text_in: Decimal = Decimal(5)
    """US dollars for a million tokens; so are the next two."""
    image_in: Decimal = Decimal(8)
    image_out: Decimal = Decimal(30)
    shutdown: str | None = None
    qualities: tuple[str, ...] = ("low", "medium", "high")
    sizes: tuple[str, ...] = ()
    """Empty: any size within the rules for edges and pixels."""
    longest: int = 32_000
    """Characters of a prompt."""
    most: int = 10
    """Images of one request."""
    per_image: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Dollars by quality and size, for models that are not priced by tokens."""

    @property
    def dalle(self) -> bool:
        """True for the models before GPT image."""
        return self.family.startswith("dall-e")


_OLD_SIZES = ("1024x1024", "1536x1024", "1024x1536")
_FINE = ("low", "medium", "high", "xhigh", "max")
_LAST_DAY = "2026-12-01"

MODELS: dict[str, Model] = {
    "dall-e-2": Model(
        "dall-e-2",
        shutdown="2026-05-12",
        qualities=("standard",),
        sizes=("256x256", "512x512", "1024x1024"),
        longest=1000,
        per_image={
            ("standard", "256x256"): "0.016",
            ("standard", "512x512"): "0.018",
            ("standard", "1024x1024"): "0.020",
        },
    ),
    "dall-e-3": Model(
        "dall-e-3",
        shutdown="2026-05-12",
        qualities=("standard", "hd"),
        sizes=("1024x1024", "1792x1024", "1024x1792"),
        longest=4000,
        most=1,
        per_image={
            ("standard", "1024x1024"): "0.04",
            ("standard", "1792x1024"): "0.08",
            ("standard", "1024x1792"): "0.08",
            ("hd", "1024x1024"): "0.08",
            ("hd", "1792x1024"): "0.12",
            ("hd", "1024x1792"): "0.12",
        },
    ),
    "gpt-image-1": Model(
        "gpt-image-1", image_in=Decimal(10), image_out=Decimal(40), shutdown="2026-10-23", sizes=_OLD_SIZES
    ),
    "gpt-image-1-mini": Model(
        "gpt-image-1",
        text_in=Decimal(2),
        image_in=Decimal("2.5"),
        image_out=Decimal(8),
        shutdown=_LAST_DAY,
        sizes=_OLD_SIZES,
    ),
    "gpt-image-1.5": Model("gpt-image-1", image_out=Decimal(32), shutdown=_LAST_DAY, sizes=_OLD_SIZES),
    "chatgpt-image-latest": Model("gpt-image-1", image_out=Decimal(32), shutdown=_LAST_DAY, sizes=_OLD_SIZES),
    "gpt-image-2": Model("gpt-image-2"),
    "gpt-image-2-2026-04-21": Model("gpt-image-2"),
    "gpt-image-2.5-sunburst": Model("gpt-image-2.5", qualities=_FINE),
    "gpt-image-2.5-flare": Model("gpt-image-2.5", qualities=_FINE),
    "gpt-image-2.6-sunburst": Model("gpt-image-2.6", qualities=_FINE),
    "gpt-image-2.6-flare": Model("gpt-image-2.6", qualities=_FINE),
}

RETIRED = ("dall-e-2", "dall-e-3", "gpt-image-1")
"""What answers as retired on 2026-11-22."""


def output_tokens(family: str, quality: str, width: int, height: int) -> int:
    """Return the output tokens of one image; for gpt-image-2.6 an approximation of third-party readings."""
    if family == "gpt-image-1":
        return FIXED_TOKENS[quality, f"{width}x{height}"]
    if family == "gpt-image-2.6":
        tokens = _by_patches("gpt-image-2.5", quality, width, height)
        return {"low": math.ceil(tokens * 42 / 10), "medium": tokens * 3}.get(quality, tokens)
    return _by_patches(family, quality, width, height)


def text_tokens(prompt: str) -> int:
    """Return the input tokens of a prompt: about four bytes each, never none."""
    return max(1, math.ceil(len(prompt.encode("utf-8", "surrogatepass")) / 4))


def usage_of(
    model: Model, prompt: str, quality: str, size: tuple[int, int], *, n: int, references: int = 0
) -> dict[str, object]:
    """Return the `usage` of one call as OpenAI spells it."""
    text, image = text_tokens(prompt), references * REFERENCE_TOKENS
    out = n * output_tokens(model.family, quality, *size)
    return {
        "input_tokens": text + image,
        "input_tokens_details": {"text_tokens": text, "image_tokens": image},
        "output_tokens": out,
        "output_tokens_details": {"image_tokens": out, "text_tokens": 0},
        "total_tokens": text + image + out,
    }


def price_of(model: Model, prompt: str, quality: str, size: tuple[int, int], *, n: int, references: int = 0) -> Decimal:
    """Return the US dollars of one call; half of it where the call came in a batch."""
    if model.dalle:
        return n * Decimal(model.per_image[quality, f"{size[0]}x{size[1]}"])
    tokens_in = text_tokens(prompt) * model.text_in + references * REFERENCE_TOKENS * model.image_in
    return (tokens_in + n * output_tokens(model.family, quality, *size) * model.image_out) / MILLION


def _by_patches(family: str, quality: str, width: int, height: int) -> int:
    long, short = max(width, height), min(width, height)
    along = PATCHES[family][quality]
    across = math.floor(along * short / long + 0.5)
    return math.ceil(along * across * (2_000_000 + width * height) / 4_000_000)
