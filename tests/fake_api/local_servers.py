"""Servers on one's own machine: how each reads a request and spells an answer. Nothing here costs money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.fake_api.answer import plain_refusal, refusal
from tests.fake_api.checks import size_of
from tests.fake_api.orders import Item, Order, count_of, read_leniently

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.behaviour import Behaviour


def read_localai(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """LocalAI: a model is required, a size it cannot read is 512x512, urls unless asked otherwise."""
    if not body.get("model"):
        raise refusal(400, "no model specified", kind="")
    order = read_leniently(body, size=(512, 512))
    return replace(order, as_url=body.get("response_format") != "b64_json")


def spell_localai(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """LocalAI reports tokens, all of them 0."""
    nothing = {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
    nothing_in = {"input_tokens_details": {"text_tokens": 0, "image_tokens": 0}}
    return {"created": now, "id": "6f6a1f7e-9d5c-4d6e-8f3b-2b1f0c9f7a11", "data": items, "usage": nothing | nothing_in}


def read_sdcpp(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """stable-diffusion.cpp: errors are plain strings, the model is ignored, always base64."""
    if not body.get("prompt"):
        raise plain_refusal(400, {"error": "prompt required"}, "400")
    if body.get("output_format", "png") not in {"png", "jpeg", "webp"}:
        raise plain_refusal(400, {"error": "invalid output_format, must be one of [png, jpeg, webp]"}, "400")
    return read_leniently(body, size=(512, 512))


def spell_sdcpp(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """stable-diffusion.cpp tells the format, and no tokens."""
    return {"created": now, "data": items, "output_format": order.format}


def read_vllm_omni(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """vLLM-Omni: only the model it serves, no urls, a size in figures."""
    if body.get("model", behaviour.served) != behaviour.served:
        message = f"Model mismatch: request specifies '{body['model']}' but server is running '{behaviour.served}'."
        raise plain_refusal(400, {"detail": message}, "400")
    if body.get("response_format", "b64_json") != "b64_json":
        raise plain_refusal(400, {"detail": "Only response_format 'b64_json' is supported."}, "400")
    if "size" in body and size_of(body["size"]) is None:
        raise plain_refusal(400, {"detail": f"Invalid size format: '{body['size']}'."}, "400")
    return read_leniently(body, size=(1024, 1024))


def spell_vllm_omni(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """vLLM-Omni adds fields that nobody asked for."""
    size = f"{order.size[0]}x{order.size[1]}"
    return {"created": now, "data": items, "size": size, "metrics": {"stage_0": {"seconds": 1.5}}, "cot_output": None}


def read_sglang(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """SGLang: takes any parameter, at most 10 images, relative urls unless asked otherwise."""
    form = body.get("response_format", "url")
    if form not in {"url", "b64_json"}:
        raise plain_refusal(400, {"detail": f"response_format={form} is not supported"}, "400")
    return replace(read_leniently(body, size=(1024, 1024)), n=min(count_of(body), 10), as_url=form == "url")


def spell_sglang(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """SGLang repeats the prompt as revised and counts tokens under other names."""
    data = [item | {"revised_prompt": order.prompt, "file_path": f"outputs/{now}.png"} for item in items]
    usage = {"prompt_tokens": 12, "completion_tokens": 0, "total_tokens": 12}
    return {"id": f"img-{now}", "created": now, "data": data, "usage": usage, "peak_memory_mb": 12345.0}


def read_xinference(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """Xinference: JPEG, a path on its own disk for an address, every error a 500."""
    if not body.get("model"):
        raise plain_refusal(500, {"detail": "Model not found in the model list, uid: None"}, "500")
    order = read_leniently(body, size=(1024, 1024))
    return replace(order, format="jpeg", as_url=body.get("response_format", "url") == "url")
