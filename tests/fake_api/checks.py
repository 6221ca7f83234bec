"""What OpenAI refuses before any work: a pure function from the request to its refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.fake_api.answer import refusal
from tests.fake_api.facts import MODELS, Model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.answer import Refused
    from tests.fake_api.behaviour import Behaviour

IMAGE_ERROR = "image_generation_user_error"

COMMON = {"prompt", "model", "n", "size", "quality", "user"}
GPT = COMMON | {
    "output_format",
    "output_compression",
    "background",
    "moderation",
    "safety_identifier",
    "stream",
    "partial_images",
}
NEWEST = GPT | {"complexity", "frame_count", "frame_duration_ms", "svg"}
DALLE = COMMON | {"style", "response_format"}
NOT_IN_EDITS = {"moderation", "style"}
VARIATIONS = {"model", "n", "size", "response_format", "user"}
EDITS = {"image", "mask", "images", "input_fidelity", "markup"}

MULTIPLE, EDGE, FEWEST, MOST, SHAPE = 16, 3840, 655_360, 8_294_400, 3
"""Edges are multiples of 16, at most 3840; the area lies between; long to short is at most 3:1."""


def check(body: Mapping[str, object], behaviour: Behaviour, *, edit: bool = False) -> Model:
    """Return the model that will work. Raises Refused with OpenAI's answer for the first fault."""
    model = _model(body, behaviour)
    _names(body, model, edit=edit)
    _prompt(body.get("prompt"), model)
    _count(body.get("n"), model)
    _size(body.get("size"), model)
    _quality(body.get("quality"), body.get("model"), model)
    _format(body, model)
    return model


def size_of(text: object) -> tuple[int, int] | None:
    """Return the edges of `WIDTHxHEIGHT`; None for anything else."""
    found = re.fullmatch(r"([1-9]\d{0,5})x([1-9]\d{0,5})", text) if isinstance(text, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _model(body: Mapping[str, object], behaviour: Behaviour) -> Model:
    name = body.get("model", "dall-e-2")
    if not isinstance(name, str) or name not in MODELS or name in behaviour.gone:
        raise _invalid(f"The model '{name}' does not exist.", "model")
    return MODELS[name]


def _names(body: Mapping[str, object], model: Model, *, edit: bool) -> None:
    known = DALLE if model.dalle else NEWEST if model.family == "gpt-image-2.6" else GPT
    for name in body:
        if name not in (known - NOT_IN_EDITS | EDITS if edit else known):
            raise refusal(400, f"Unknown parameter: '{name}'.", code="unknown_parameter", param=name)


def _prompt(prompt: object, model: Model) -> None:
    if not isinstance(prompt, str) or not prompt:
        raise refusal(400, "Missing required parameter: 'prompt'.", code="missing_required_parameter", param="prompt")
    if len(prompt) > model.longest:
        message = (
            f"Invalid 'prompt': string too long. Expected a string with maximum length {model.longest}, "
            f"but got a string with length {len(prompt)} instead."
        )
        raise refusal(400, message, code="string_above_max_length", param="prompt")


def _count(n: object, model: Model) -> None:
    if n is None:
        return
    if not isinstance(n, int) or isinstance(n, bool):
        raise refusal(400, "Invalid type for 'n': expected an integer.", code="invalid_type", param="n")
    if not 1 <= n <= model.most:
        raise refusal(400, f"Invalid 'n': {n} is not between 1 and {model.most}.", code="invalid_value", param="n")


def _size(size: object, model: Model) -> None:
    if size is None or (size == "auto" and not model.dalle):
        return
    edges = size_of(size)
    if edges is None or (model.sizes and size not in model.sizes):
        values = ", ".join(f"'{value}'" for value in (*model.sizes, "auto"))
        raise _invalid(f"Invalid value: '{size}'. Supported values are: {values}.", "size")
    if not model.sizes and (wrong := _edges(*edges)):
        raise _invalid(f"Invalid size '{size}'. {wrong}", "size")


def _edges(width: int, height: int) -> str:
    if width % MULTIPLE or height % MULTIPLE:
        return "Width and height must both be divisible by 16."
    if max(width, height) > EDGE:
        return f"Width and height must be at most {EDGE}."
    if max(width, height) > SHAPE * min(width, height):
        return "The aspect ratio must be between 1:3 and 3:1."
    if width * height < FEWEST:
        return "Requested resolution is below the current minimum pixel budget."
    return "Requested resolution exceeds the current pixel budget." if width * height > MOST else ""


def _quality(quality: object, name: object, model: Model) -> None:
    if quality is None or quality in model.qualities or (quality == "auto" and not model.dalle):
        return
    if quality in {"xhigh", "max"}:
        raise _invalid(f"The model '{name}' does not support quality '{quality}'.", "quality")
    values = ", ".join(f"'{value}'" for value in (*model.qualities, "auto"))
    raise _invalid(f"Invalid value: '{quality}'. Supported values are: {values}.", "quality")


def _format(body: Mapping[str, object], model: Model) -> None:
    output = body.get("output_format", "png")
    if output in {"gif", "svg"} and model.family == "gpt-image-2.6":
        raise refusal(403, f"This request requires access to the {str(output).upper()} preview.", param="output_format")
    allowed = {
        "output_format": {"png", "jpeg", "webp"},
        "background": {"auto", "opaque", "transparent"},
        "moderation": {"auto", "low"},
        "complexity": {"low", "medium", "high"},
        "style": {"vivid", "natural"},
        "response_format": {"url", "b64_json"},
        "input_fidelity": {"low", "high"},
    }
    for name, values in allowed.items():
        if name in body and body[name] not in values:
            raise _invalid(f"Invalid value: '{body[name]}'. Supported values are: {', '.join(sorted(values))}.", name)
    if body.get("background") == "transparent" and output == "jpeg":
        raise _invalid("Transparent background is not supported for JPEG output format.", "background")
    _compression(body.get("output_compression"), output)


def _compression(compression: object, output: object) -> None:
    if compression is None:
        return
    if not isinstance(compression, int) or not 0 <= compression <= 100:
        raise _invalid("'output_compression' must be between 0 and 100.", "output_compression")
    if output == "png" and compression < 100:
        raise _invalid("Compression less than 100 is not supported for PNG output format.", "output_compression")


def _invalid(message: str, param: str) -> Refused:
    return refusal(400, message, kind=IMAGE_ERROR, code="invalid_value", param=param)
