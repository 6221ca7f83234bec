"""How each server reads a request and spells an answer: OpenAI itself, and those that speak its language with an accent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.answer import plain_refusal, refusal
from tests.fake_api.checks import GPT, check, size_of
from tests.fake_api.facts import MODELS, Model, price_of, usage_of

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


Reader = Callable[["Mapping[str, object]", "Behaviour"], Order]
Speller = Callable[[Order, list[Item], int], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One server: how it reads a request (raises Refused), how it spells the answer to it."""

    read: Reader
    spell: Speller
    base: str = "/v1"
    key_headers: tuple[str, ...] = ("authorization",)
    headers: tuple[tuple[str, str], ...] = ()
    """Sent with every answer."""
    empties: bool = False
    """What moderation blocks comes back as an empty list with 200."""


# ── OpenAI, today and in the days of DALL·E ──────────────────────────────────


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
        n=_count(body),
        size=size_of(size) or (1024, 1024),
        quality=str(quality),
        format=str(body.get("output_format", "png")),
        as_url=model.dalle and body.get("response_format") != "b64_json",
        transparent=body.get("background") == "transparent",
    )


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


# ── servers on one's own machine ─────────────────────────────────────────────


def read_localai(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """LocalAI: a model is required, a size it cannot read is 512x512, urls unless asked otherwise."""
    if not body.get("model"):
        raise refusal(400, "no model specified", kind="")
    order = _lenient(body, size=(512, 512))
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
    return _lenient(body, size=(512, 512))


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
    return _lenient(body, size=(1024, 1024))


def spell_vllm_omni(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """vLLM-Omni adds fields that nobody asked for."""
    size = f"{order.size[0]}x{order.size[1]}"
    return {"created": now, "data": items, "size": size, "metrics": {"stage_0": {"seconds": 1.5}}, "cot_output": None}


def read_sglang(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """SGLang: takes any parameter, at most 10 images, relative urls unless asked otherwise."""
    form = body.get("response_format", "url")
    if form not in {"url", "b64_json"}:
        raise plain_refusal(400, {"detail": f"response_format={form} is not supported"}, "400")
    return replace(_lenient(body, size=(1024, 1024)), n=min(_count(body), 10), as_url=form == "url")


def spell_sglang(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """SGLang repeats the prompt as revised and counts tokens under other names."""
    data = [item | {"revised_prompt": order.prompt, "file_path": f"outputs/{now}.png"} for item in items]
    usage = {"prompt_tokens": 12, "completion_tokens": 0, "total_tokens": 12}
    return {"id": f"img-{now}", "created": now, "data": data, "usage": usage, "peak_memory_mb": 12345.0}


def read_xinference(body: Mapping[str, object], behaviour: Behaviour) -> Order:
    """Xinference: JPEG, a path on its own disk for an address, every error a 500."""
    if not body.get("model"):
        raise plain_refusal(500, {"detail": "Model not found in the model list, uid: None"}, "500")
    order = _lenient(body, size=(1024, 1024))
    return replace(order, format="jpeg", as_url=body.get("response_format", "url") == "url")


def spell_bare(order: Order, items: list[Item], now: int) -> dict[str, object]:
    """Say when, and give the pictures."""
    return {"created": now, "data": items}


# ── servers of other firms ───────────────────────────────────────────────────


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
    return replace(_lenient(body, size=size), unit=Decimal("0.04"))


def _lenient(body: Mapping[str, object], *, size: tuple[int, int]) -> Order:
    if not body.get("prompt"):
        raise refusal(400, "prompt is required", code="invalid_request")
    return Order(
        name=str(body.get("model", "")),
        model=None,
        prompt=str(body["prompt"]),
        n=_count(body),
        size=size_of(body.get("size")) or size,
        quality="",
        format=str(body.get("output_format", "png")),
    )


def _count(body: Mapping[str, object]) -> int:
    n = body.get("n")
    return n if isinstance(n, int) and n > 0 else 1


PROFILES: dict[str, Profile] = {
    "openai": Profile(read_openai, spell_openai),
    "dall-e": Profile(read_openai, spell_openai),
    "localai": Profile(read_localai, spell_localai),
    "sdcpp": Profile(read_sdcpp, spell_sdcpp),
    "vllm-omni": Profile(read_vllm_omni, spell_vllm_omni),
    "sglang": Profile(read_sglang, spell_sglang),
    "xinference": Profile(read_xinference, spell_bare),
    "litellm": Profile(
        read_litellm, spell_openai, headers=(("x-litellm-version", "1.109.1"), ("x-litellm-call-id", "c0ffee"))
    ),
    "azure": Profile(
        read_azure,
        spell_openai,
        base="/openai/v1",
        key_headers=("api-key", "authorization"),
        headers=(("apim-request-id", "8a5d1b1c"),),
    ),
    "xai": Profile(read_xai, spell_xai, empties=True),
    "together": Profile(read_together, spell_together),
    "relay": Profile(read_relay, spell_bare),
}
