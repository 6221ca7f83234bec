"""Write docs/reference/models.md from the table of models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.models import load_catalogue, output_tokens
from gallery_build.models.price import dollars
from gallery_build.models.sizes import SizeGrid, spell_size

if TYPE_CHECKING:
    from decimal import Decimal

    from gallery_build.models import Catalogue, Model
    from gallery_build.models.sizes import Sizes

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "models.md"

SQUARE = "1024x1024"

HEAD = f"""\
# Models

What each model accepts and costs, from `gallery_build/models/models.toml`; `python tools/generate_models_page.py` writes this page from it.
Facts age: each row there has a date and a source. `[models.NAME]` in `gallery.toml` adds models and raises prices.

Prices are US dollars for one {SQUARE} picture, without the prompt's tokens (500 characters are about $0.0006).
A size is free where edges, ratio and pixels are given. A dash under price: not known before the answer.

| model | status | retires | successor | sizes | qualities | price |
|---|---|---|---|---|---|---|
"""


def page(catalogue: Catalogue) -> str:
    """Return the page: a row for each model, then what the sources' names stand for."""
    rows = "".join(_row(model) for model in catalogue.models.values())
    sources = "".join(f"- **{name}**: {text}\n" for name, text in sorted(catalogue.sources.items()))
    return f"{HEAD}{rows}\n## Sources\n\n{sources}"


def _row(model: Model) -> str:
    cells = (
        f"`{model.name}`",
        model.status,
        str(model.retires or "–"),
        f"`{model.successor}`" if model.successor else "–",
        _sizes(model.sizes),
        ", ".join(model.values.get("quality", ("–",))),
        _prices(model),
    )
    return f"| {' | '.join(cells)} |\n"


def _sizes(sizes: Sizes) -> str:
    if isinstance(sizes, SizeGrid):
        return (
            f"edges multiples of {sizes.multiple} up to {sizes.max_edge}, ratio up to {sizes.max_ratio}:1, "
            f"{sizes.min_pixels:,} to {sizes.max_pixels:,} pixels"
        )
    return ", ".join(spell_size(size) for size in sizes.offered)


def _prices(model: Model) -> str:
    qualities = model.price.patches or model.price.tokens or model.price.published
    return ", ".join(f"{quality} {_price(model, quality):.4f}" for quality in qualities) or "–"


def _price(model: Model, quality: str) -> Decimal:
    tokens = output_tokens(model, quality, SQUARE)
    return model.price.published[quality][SQUARE] if tokens is None else dollars(tokens, model.price.image_out)


if __name__ == "__main__":
    PAGE.write_text(page(load_catalogue()), encoding="utf-8")
    print(PAGE)
