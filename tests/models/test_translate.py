"""What parameters become for another model."""

from __future__ import annotations

import pytest

from gallery_build.models import load_catalogue, translate

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("params", "to", "expected"),
    [
        (
            {"quality": "hd", "style": "vivid", "size": "1792x1024"},
            "gpt-image-2.5-flare",
            [("quality", "high"), ("style", None)],
        ),
        ({"quality": "standard"}, "gpt-image-2", [("quality", "medium")]),
        ({"quality": "max"}, "gpt-image-2", [("quality", "high")]),
        ({"quality": "high"}, "dall-e-3", [("quality", "hd")]),
        ({"quality": "auto"}, "dall-e-3", [("quality", None)]),
        ({"size": "256x256"}, "gpt-image-2.5-flare", [("size", "816x816")]),
        ({"size": "1792x1024"}, "gpt-image-1.5", [("size", "1536x1024")]),
        ({"size": "auto"}, "gpt-image-2", []),
        ({"size": "auto"}, "dall-e-3", [("size", None)]),
        (
            {"background": "opaque", "output_format": "webp"},
            "dall-e-3",
            [("background", None), ("output_format", None)],
        ),
        ({"provider": "openai", "model": "dall-e-3"}, "gpt-image-2", []),
    ],
)
def test_a_parameter_stays_or_becomes_the_nearest_or_goes(
    params: dict[str, str], to: str, expected: list[tuple[str, str | None]]
) -> None:
    """What the model takes as it is stays unsaid; a quality goes by meaning, a size by shape, the rest is left out."""
    model = CATALOGUE.models[to]
    assert [(one.field, one.after) for one in translate(params, model, to)] == expected


@pytest.mark.parametrize("to", CATALOGUE.names)
def test_a_translation_needs_none(to: str) -> None:
    """Every value that a translation names is one that the model takes."""
    model = CATALOGUE.models[to]
    for quality in ("low", "standard", "medium", "high", "hd", "xhigh", "max"):
        for size in ("256x256", "512x512", "1024x1792", "1200x630", "3840x2160", "1x9999"):
            changed = {one.field: one.after for one in translate({"quality": quality, "size": size}, model, to)}
            params = {"quality": quality, "size": size, **changed}
            assert not translate({name: value for name, value in params.items() if value is not None}, model, to)
