"""The table of parameters: what each model takes and what it refuses, the retired ones too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from gallery_build.model import Request
from gallery_build.models import check, load_catalogue

if TYPE_CHECKING:
    from gallery_build.model import ParamValue

CATALOGUE = load_catalogue()
TODAY = dt.date(2026, 11, 22)

OLD = ("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "chatgpt-image-latest")
TWO = ("gpt-image-2",)
FINE = ("gpt-image-2.5-sunburst", "gpt-image-2.5-flare")
NEWEST = ("gpt-image-2.6-sunburst", "gpt-image-2.6-flare")
GPT = (*OLD, *TWO, *FINE, *NEWEST)
DALLE = ("dall-e-2", "dall-e-3")

TABLE: list[tuple[dict[str, ParamValue], tuple[str, ...]]] = [
    ({"size": "256x256"}, ("dall-e-2",)),
    ({"size": "512x512"}, ("dall-e-2",)),
    ({"size": "1024x1024"}, (*DALLE, *GPT)),
    ({"size": "1536x1024"}, GPT),
    ({"size": "1024x1536"}, GPT),
    ({"size": "1792x1024"}, ("dall-e-3", *TWO, *FINE, *NEWEST)),
    ({"size": "1024x1792"}, ("dall-e-3", *TWO, *FINE, *NEWEST)),
    ({"size": "1280x720"}, (*TWO, *FINE, *NEWEST)),
    ({"size": "3840x2160"}, (*TWO, *FINE, *NEWEST)),
    ({"size": "1920x1080"}, ()),
    ({"size": "auto"}, GPT),
    ({"quality": "low"}, GPT),
    ({"quality": "medium"}, GPT),
    ({"quality": "high"}, GPT),
    ({"quality": "auto"}, GPT),
    ({"quality": "xhigh"}, (*FINE, *NEWEST)),
    ({"quality": "max"}, (*FINE, *NEWEST)),
    ({"quality": "standard"}, ("dall-e-3",)),
    ({"quality": "hd"}, ("dall-e-3",)),
    ({"style": "vivid"}, ("dall-e-3",)),
    ({"style": "natural"}, ("dall-e-3",)),
    ({"style": "oil"}, ()),
    ({"n": 1}, (*DALLE, *GPT)),
    ({"n": 10}, ("dall-e-2", *GPT)),
    ({"n": 11}, ()),
    ({"background": "opaque"}, GPT),
    ({"background": "auto"}, GPT),
    ({"background": "transparent"}, GPT),
    ({"background": "transparent", "output_format": "webp"}, GPT),
    ({"background": "transparent", "output_format": "jpeg"}, ()),
    ({"output_format": "png"}, GPT),
    ({"output_format": "jpeg"}, GPT),
    ({"output_format": "webp"}, GPT),
    ({"output_format": "gif"}, ()),
    ({"output_format": "svg"}, ()),
    ({"output_format": "jpeg", "output_compression": 0}, GPT),
    ({"output_format": "webp", "output_compression": 100}, GPT),
    ({"output_format": "png", "output_compression": 80}, ()),
    ({"output_format": "webp", "output_compression": 101}, ()),
    ({"moderation": "auto"}, GPT),
    ({"moderation": "low"}, GPT),
    ({"moderation": "none"}, ()),
    ({"complexity": "low"}, NEWEST),
    ({"complexity": "medium"}, NEWEST),
    ({"complexity": "high"}, NEWEST),
    ({"complexity": "max"}, ()),
    ({"response_format": "url"}, DALLE),
    ({"response_format": "b64_json"}, DALLE),
    ({"user": "anybody"}, (*DALLE, *GPT)),
    ({"safety_identifier": "hashed"}, GPT),
    ({"seed": 7}, ()),
    ({"negative_prompt": "rain"}, ()),
    ({"stream": 1}, ()),
    ({"frame_count": 9}, ()),
]
"""What is stated, and the models that take it."""


def test_the_table_has_every_model() -> None:
    """A new model needs its place here."""
    assert {*DALLE, *GPT} == set(CATALOGUE.names)


@pytest.mark.parametrize(
    ("params", "takers"), TABLE, ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else ""
)
def test_each_parameter_is_taken_by_its_models_alone(params: dict[str, ParamValue], takers: tuple[str, ...]) -> None:
    """The others object to it, at its own field, before anything is sent."""
    taking = []
    for name in CATALOGUE.names:
        found = check(CATALOGUE, Request("openai", name, "a fox", params), TODAY, official=False)
        wrong = [one for one in found if not one.warning]
        assert {one.field for one in wrong} <= params.keys()
        taking += [] if wrong else [name]
    assert set(takers) == set(taking)
