"""Pictures from pictures: edits, and the variations of old."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.fake_api.answer import refusal
from tests.fake_api.checks import VARIATIONS
from tests.fake_api.forms import told_of
from tests.fake_api.generations import make
from tests.fake_api.hosted_servers import spell_openai
from tests.fake_api.orders import Order, read_openai

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.answer import Answer
    from tests.fake_api.shop import Shop, Visit

MOST_IMAGES = 16
MOST_BYTES = 50 << 20
MOST_ADDRESS = 20_000_000
"""Characters of a picture as a `data:` address."""
SMALL_BYTES = 4 << 20
"""Of a mask, and of anything that dall-e-2 is sent."""
FIDELITY = {"gpt-image-1": ("low", "high"), "gpt-image-1.5": ("low", "high"), "gpt-image-1-mini": ("low",)}
READABLE = {"image/png", "image/jpeg", "image/webp"}


def edit(shop: Shop, visit: Visit) -> Answer:
    """Answer POST /images/edits, a form or JSON. Raises Refused."""
    order = read_edit(visit.post.body, visit)
    return make(shop, visit, order, endpoint="edits")


def read_edit(body: Mapping[str, object], visit: Visit) -> Order:
    """Read an edit: what a generation takes, and one to sixteen images. Raises Refused."""
    body = _unpacked(body)
    images = _images(body)
    if body.get("model") == "dall-e-3":
        raise refusal(400, "Invalid value: 'dall-e-3'. Value must be 'dall-e-2'.", code="invalid_value", param="model")
    order = _order(body, visit)
    if visit.profile.spell is spell_openai:
        _fidelity(body)
        if order.model is not None and order.model.dalle:
            _small_square(images)
    if isinstance(mask := body.get("mask"), dict) and "sha256" in mask:
        _mask(mask, images[0])
    return replace(order, references=len(images))


def _fidelity(body: Mapping[str, object]) -> None:
    if (value := body.get("input_fidelity")) is None:
        return
    model = str(body.get("model"))
    if model not in FIDELITY:
        message = f"The model '{model}' does not support the 'input_fidelity' parameter."
        raise refusal(400, message, code="invalid_input_fidelity_model", param="input_fidelity")
    if value not in FIDELITY[model]:
        raise refusal(400, f"Invalid value: '{value}'.", code="invalid_value", param="input_fidelity")


def _small_square(images: list[dict[str, object]]) -> None:
    """Refuse what dall-e-2 refuses: more than one picture, anything but a square PNG below 4 MB."""
    if len(images) > 1:
        raise refusal(400, "Invalid 'image': only one is supported.", code="invalid_value", param="image")
    (image,) = images
    square = image.get("width") == image.get("height")
    if image.get("format") != "PNG" or not square or int(str(image.get("size", 0))) >= SMALL_BYTES:
        message = "Uploaded image must be a PNG, square and less than 4 MB."
        raise refusal(400, message, code="invalid_image", param="image")


def _mask(mask: dict[str, object], first: dict[str, object]) -> None:
    if mask.get("format") != "PNG" or not mask.get("alpha"):
        raise refusal(
            400, "Invalid mask image: a PNG with an alpha channel is needed.", code="invalid_mask", param="mask"
        )
    if int(str(mask.get("size", 0))) >= SMALL_BYTES:
        raise refusal(400, "Invalid mask image: it must be less than 4 MB.", code="invalid_mask", param="mask")
    if (mask.get("width"), mask.get("height")) != (first.get("width"), first.get("height")):
        message = "Invalid mask image format - mask size does not match image size."
        raise refusal(400, message, code="invalid_mask_image_format", param="mask")


def vary(shop: Shop, visit: Visit) -> Answer:
    """Answer POST /images/variations: retired, except in the days of dall-e-2. Raises Refused."""
    if visit.behaviour.profile != "dall-e":
        message = (
            "This endpoint is retired and no longer available. "
            "Use the image edits endpoint with a GPT Image model and a prompt."
        )
        raise refusal(404, message)
    images = _images(visit.post.body)
    for name in visit.post.body:
        if name not in VARIATIONS | {"image"}:
            raise refusal(400, f"Unknown parameter: '{name}'.", code="unknown_parameter", param=name)
    if visit.post.body.get("model", "dall-e-2") != "dall-e-2":
        raise refusal(400, "Invalid value. Value must be 'dall-e-2'.", code="invalid_value", param="model")
    _small_square(images)
    (image,) = images
    prompt = f"a variation of {image.get('sha256', '')}"
    asked = {name: value for name, value in visit.post.body.items() if name != "image"}
    return make(shop, visit, read_openai(asked | {"prompt": prompt}, visit.behaviour), endpoint="variations")


def _unpacked(body: Mapping[str, object]) -> Mapping[str, object]:
    """Return a JSON body with each `data:` address as a form's file would be told. Raises Refused."""
    images = body.get("images")
    unpacked = {**body, "images": [_opened(one) for one in images]} if isinstance(images, list) else {**body}
    return unpacked | ({"mask": _opened(body["mask"])} if isinstance(body.get("mask"), dict) else {})


def _opened(one: object) -> object:
    address = one.get("image_url") if isinstance(one, dict) else None
    if not isinstance(address, str) or not address.startswith("data:"):
        return one
    if len(address) > MOST_ADDRESS:
        raise refusal(400, "Invalid 'image_url': string too long.", code="string_above_max_length", param="images")
    kind, _, encoded = address.removeprefix("data:").partition(";base64,")
    try:
        return {"type": kind, **told_of(base64.b64decode(encoded, validate=True))}
    except ValueError:
        raise refusal(400, "Invalid 'image_url': no base64.", code="invalid_value", param="images") from None


def _order(body: Mapping[str, object], visit: Visit) -> Order:
    if visit.profile.spell is spell_openai:
        return read_openai(body, visit.behaviour, edit=True)
    return visit.profile.read(body, visit.behaviour)


def _images(body: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the images of a form or of JSON. Raises Refused where there are none, too many or unreadable ones."""
    given = body.get("image") or body.get("images") or []
    images = [image for image in (given if isinstance(given, list) else [given]) if isinstance(image, dict)]
    if not images:
        raise refusal(400, "Missing required parameter: 'image'.", code="missing_required_parameter", param="image")
    if len(images) > MOST_IMAGES:
        message = f"Invalid 'image': array too long. Expected an array with maximum length {MOST_IMAGES}."
        raise refusal(400, message, code="array_above_max_length", param="image")
    for image in images:
        _readable(image)
    return images


def _readable(image: dict[str, object]) -> None:
    kind, size = image.get("type", "image/png"), image.get("size", 0)
    if kind not in READABLE:
        message = f"Invalid file 'image': unsupported mimetype ('{kind}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'."
        raise refusal(400, message, code="unsupported_file_mimetype", param="image")
    if isinstance(size, int) and size > MOST_BYTES:
        raise refusal(413, "Invalid file 'image': too large.", code="file_too_large", param="image")
