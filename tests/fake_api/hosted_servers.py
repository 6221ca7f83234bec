"""Servers of other firms, and OpenAI itself: how each reads a request and spells an answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.answer import plain_refusal, refusal
from tests.fake_api.checks import GPT
from tests.fake_api.facts import MODELS
from tests.fake_api.orders import Item, Order, read_leniently, read_openai

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.behaviour import Behaviour


def spell_openai(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """Spell an answer as api.openai.com does; dall-e-3 tells how it rewrote the prompt."""
    if order.model is not None and order.model.dalle:
        rewritten = {"revised_prompt": f"A detailed picture: {order.prompt}"} if order.name == "dall-e-3" else {}
        return {"created": now, "data": [item | rewritten for item in items]}
    return {
        "created": now,
        "background": "transparent" if order.transparent else "opaque",
        "data": items,
        "output_format": order.format,
        "quality": order.quality,
        "size": f"{order.size[0]}x{order.size[1]}",
        "usage": order.usage,
    }


def read_litellm(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """LiteLLM's proxy: knows fewer parameters than OpenAI."""
    if unknown := sorted(set(body) - (GPT - {"safety_identifier", "stream", "partial_images"})):
        message = (
            f"litellm.UnsupportedParamsError: Setting `{unknown[0]}` is not supported by openai, {body.get('model')}."
        )
        raise refusal(400, message, kind="None", code="400")
    return read_openai(body, behaviour)


def read_azure(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """Azure: the model is a deployment's name."""
    if body.get("model") not in MODELS:
        raise refusal(404, "The API deployment for this resource does not exist.", kind="", code="DeploymentNotFound")
    return read_openai(body, behaviour)


def read_xai(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """xAI: neither size nor style; urls unless asked otherwise; JPEG."""
    for name in ("size", "style"):
        if name in body:
            error = f"Argument not supported: {name}"
            raise plain_refusal(400, {"code": "Client specified an invalid argument", "error": error}, "400")
    edge = 2048 if body.get("resolution") == "2k" else 1024
    order = _hosted(body, size=(edge, edge))
    return replace(order, format="jpeg", as_url=body.get("response_format", "url") == "url")


def spell_xai(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """Give, as xAI, nothing but the pictures."""
    return {"data": [item | {"revised_prompt": ""} for item in items]}


def read_together(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """Together: width and height beside size, `base64` for base64, urls unless asked otherwise."""
    order = _hosted(body, size=(1024, 1024))
    width, height = body.get("width", order.size[0]), body.get("height", order.size[1])
    if not isinstance(width, int) or not isinstance(height, int) or not 1 <= order.n <= 4:
        raise refusal(400, "Input validation error", code="invalid_request")
    return replace(order, size=(width, height), as_url=body.get("response_format", "url") == "url")


def spell_together(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """Together forgets `created` and numbers the pictures."""
    data = [{"index": index} | item for index, item in enumerate(items)]
    return {"id": "o6Y4vKk-4yUbBN-98c0ee0a1b2c3d4e", "model": order.name, "object": "list", "data": data}


def read_relay(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """Read as a relay that sells another model: the size is what it is."""
    return replace(_hosted(body, size=(1254, 1254)), size=(1254, 1254))


def _hosted(body: Mapping[str, object], *, size: tuple[int, int]) -> Order:
    return replace(read_leniently(body, size=size), unit=Decimal("0.04"))


def spell_bare(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """Say when, and give the pictures."""
    return {"created": now, "data": items}
