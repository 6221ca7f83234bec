"""A request as a server understands it, read as OpenAI reads it or as most others do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.answer import refusal
from tests.fake_api.checks import check, size_of
from tests.fake_api.facts import Model, price_of, usage_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.behaviour import Behaviour


Item = dict[str, object]
"""One element of `data`."""


@dataclass(frozen=True, slots=True)
class Order:
    """A request as one server understands it: what will be drawn, charged and sent."""

    name: str
    """The model's, as it was asked for."""
    model: Model | None
    """None where the server prices nothing by tokens."""
    prompt: str
    n: int
    size: tuple[int, int]
    quality: str
    format: str
    as_url: bool = False
    transparent: bool = False
    references: int = 0
    unit: Decimal = Decimal(0)
    """US dollars of an image where there is no model to tell."""

    @property
    def usd(self) -> Decimal:
        """What the work costs."""
        if self.model is None:
            return self.n * self.unit
        return price_of(self.model, self.prompt, self.quality, self.size, n=self.n, references=self.references)

    @property
    def usage(self) -> dict[str, object]:
        """The tokens of the work, as OpenAI spells them; empty where nothing is counted in tokens."""
        if self.model is None or self.model.dalle:
            return {}
        return usage_of(self.model, self.prompt, self.quality, self.size, n=self.n, references=self.references)


def read_openai(body: Mapping[str, object], behaviour: Behaviour, *, edit: bool = False) -> Order:
    """Read a request as api.openai.com does."""
    model = check(body, behaviour, edit=edit)
    quality, size = body.get("quality", "auto"), body.get("size", "auto")
    if quality == "auto":
        quality = "standard" if model.dalle else behaviour.auto_quality
    if size == "auto":
        size = "1024x1024" if model.dalle else behaviour.auto_size
    return Order(
        name=str(body.get("model", "dall-e-2")),
        model=model,
        prompt=str(body["prompt"]),
        n=count_of(body),
        size=size_of(size) or (1024, 1024),
        quality=str(quality),
        format=str(body.get("output_format", "png")),
        as_url=model.dalle and body.get("response_format") != "b64_json",
        transparent=body.get("background") == "transparent",
    )


def read_leniently(body: Mapping[str, object], *, size: tuple[int, int]) -> Order:
    """Read what every server takes, and let the rest pass; `size` where none can be read. Raises Refused."""
    if not body.get("prompt"):
        raise refusal(400, "prompt is required", code="invalid_request")
    return Order(
        name=str(body.get("model", "")),
        model=None,
        prompt=str(body["prompt"]),
        n=count_of(body),
        size=size_of(body.get("size")) or size,
        quality="",
        format=str(body.get("output_format", "png")),
    )


def count_of(body: Mapping[str, object]) -> int:
    """Return how many images are asked for."""
    n = body.get("n")
    return n if isinstance(n, int) and n > 0 else 1
