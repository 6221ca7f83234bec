"""What is wrong with a request, told before it is sent and all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.models.facts import AUTO, Objection, did_you_mean
from gallery_build.models.inputs import check_endpoint, check_pictures, takes
from gallery_build.models.price import SKETCH
from gallery_build.models.sizes import parse_size, spell_size

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from gallery_build.model import ParamValue, Request
    from gallery_build.models.catalogue import Catalogue
    from gallery_build.models.facts import Model

NOT_SHOWN = frozenset({"gif", "svg"})
"""Output formats that some models offer and no page of ours can show safely yet."""

NOT_PARAMETERS = frozenset({"model", "provider", "extra_body"})
"""What may stand among the parameters and is not the model's affair."""

RANKS = {"low": 1, "standard": 2, "medium": 2, "high": 3, "hd": 3, "xhigh": 4, "max": 5}
"""Qualities in order; equal ranks mean the same in different models.

The order is that of OpenAI's guides (GUIDE24, GUIDE25 in models.toml, 2026-11-22); that hd is high, and standard medium, is ours.
"""

WHY_NOT = {
    "style": "say it in the prompt; only dall-e-3 has this parameter",
    "response_format": "leave it out; the answer is always base64",
    "seed": "leave it out; a picture cannot be asked for twice",
    "negative_prompt": "say in the prompt what must not be there",
}
"""Parameters that people bring from other models, and what to do instead."""

WHERE = {"input_fidelity": "it says how closely an edit keeps to its references: name some, or leave it out"}
"""What a parameter is for that does not go with the endpoint."""

COMPRESSION = range(101)


def check(catalogue: Catalogue, request: Request, today: dt.date, *, official: bool = True) -> tuple[Objection, ...]:
    """Return all that is wrong with a request, in the order model, parameters, prompt.

    `official` is False for another server than OpenAI's, which may serve retired models and models unknown here.
    """
    if request.provider == SKETCH:
        return ()
    model = catalogue.find(request.model)
    standing = _standing(catalogue, model, request.model, today) if official else ()
    return (
        *standing,
        *_not_shown(request),
        *_not_official(request, official=official),
        *check_endpoint(request, model, official=official),
        *(_against(model, request) if model else ()),
        *check_pictures(request, model),
    )


def _standing(catalogue: Catalogue, model: Model | None, name: str, today: dt.date) -> Iterator[Objection]:
    """Tell whether the model is there at all on a day."""
    if model is None:
        known = (*catalogue.names, *catalogue.aliases)
        hint = did_you_mean(name, known) or "a new model can be described in gallery.toml under [models.NAME]"
        yield Objection("model", f'model "{name}" is not known; no price can be quoted', hint, warning=True)
        return
    status = model.status_on(today)
    if status == "retired":
        when = f"was retired on {model.retires}" if model.retires else "is retired"
        hint = f"{_moving(model)}; pictures that are there stay" if model.successor else ""
        yield Objection("model", f'model "{name}" {when}', hint)
    elif status == "deprecated":
        hint = f"move before that: {_moving(model)}" if model.successor else ""
        yield Objection("model", f'model "{name}" {_retires(model.retires, today)}', hint, warning=True)


def _moving(model: Model) -> str:
    """Return the command that shows what moving on means."""
    return f"gallery-build migrate --to {model.successor} shows what changes and costs"


def _retires(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return "is deprecated"
    left = (day - today).days
    return f"retires on {day}, in {left} day{'s' if left > 1 else ''}"


def _not_shown(request: Request) -> Iterator[Objection]:
    """Refuse the formats that no page can show, whoever would make them."""
    kind = str(request.params.get("output_format", ""))
    if kind in NOT_SHOWN:
        message = f'output_format "{kind}" is not supported yet: there is no safe way to show it'
        yield Objection("output_format", message, "use png, jpeg or webp")


def _not_official(request: Request, *, official: bool) -> Iterator[Objection]:
    """Refuse what OpenAI's own server would refuse as unknown, or would know as something else one day."""
    if official and "extra_body" in request.params:
        hint = "leave it out; it is for other servers, and OPENAI_BASE_URL names one"
        yield Objection("extra_body", "extra_body is not sent to OpenAI", hint)


def _against(model: Model, request: Request) -> Iterator[Objection]:
    """Hold a request against what its model takes."""
    for name, value in request.params.items():
        if name in NOT_PARAMETERS:
            continue
        if name in model.takes and not takes(request.endpoint, name):
            message = f'parameter "{name}" does not go with {request.endpoint}'
            yield Objection(name, message, WHERE.get(name, "leave it out"))
        else:
            yield from _parameter(model, request.model, name, value)
    yield from _together(model, request)
    yield from _unpriced(model, request)
    yield from _prompt(model, request)


def _parameter(model: Model, called: str, name: str, value: ParamValue) -> Iterator[Objection]:
    if name not in model.takes:
        hint = WHY_NOT.get(name) or did_you_mean(name, model.takes)
        yield Objection(name, f'parameter "{name}" is not taken by {called}', hint)
    elif name == "size":
        yield from _size(model, called, str(value))
    elif name == "n":
        yield from _whole(name, value, range(1, model.n + 1))
    elif name == "output_compression":
        yield from _whole(name, value, COMPRESSION)
    elif name in model.values:
        yield from _listed(called, name, str(value), model.values[name])


def _listed(called: str, name: str, value: str, offered: tuple[str, ...]) -> Iterator[Objection]:
    told_already = name == "output_format" and value in NOT_SHOWN
    if value not in offered and not told_already:
        yield Objection(name, f'{name} "{value}" is not offered by {called}', _values_hint(name, value, offered))


def _size(model: Model, called: str, value: str) -> Iterator[Objection]:
    if value == AUTO and model.sizes.auto:
        return
    message = f'size "{value}" is not offered by {called}'
    size = parse_size(value)
    if size is None:
        yield Objection("size", message, "write it in pixels as WIDTHxHEIGHT, for example 1024x1024")
    elif reasons := model.sizes.reasons(size):
        nearest = model.sizes.nearest(size)
        nearest_is = (f"the nearest is {spell_size(nearest)}",) if nearest else ()
        yield Objection("size", message, "; ".join((*reasons, *nearest_is)))


def _values_hint(name: str, value: str, offered: tuple[str, ...]) -> str:
    """Say what is offered and what comes nearest in meaning, for a quality, or in spelling."""
    shown = [word for word in offered if word not in NOT_SHOWN]
    takes = f"it takes {', '.join(shown)}"
    if name == "quality" and (nearest := nearest_quality(value, shown)):
        return f'{takes}; the nearest to "{value}" is {nearest}'
    question = did_you_mean(value, shown)
    return f"{takes}; {question}" if question else takes


def nearest_quality(value: str, offered: Iterable[str]) -> str | None:
    """Return the quality that comes nearest in meaning; None where none is comparable."""
    ranked = [word for word in offered if word in RANKS]
    return min(ranked, key=lambda word: abs(RANKS[word] - RANKS[value])) if value in RANKS and ranked else None


def _whole(name: str, value: ParamValue, offered: range) -> Iterator[Objection]:
    if str(value) not in map(str, offered):
        hint = (
            f"it is a whole number from {offered[0]} to {offered[-1]}"
            if len(offered) > 1
            else f"it can only be {offered[0]}"
        )
        yield Objection(name, f'{name} "{value}" is out of range', hint)


def _together(model: Model, request: Request) -> Iterator[Objection]:
    """Tell which parameters do not go together."""
    params = request.params
    kind = str(params.get("output_format", "png"))  # what GPT image models make where nothing is stated
    if kind in NOT_SHOWN:
        return
    if "output_compression" in params and "output_compression" in model.takes and kind not in model.compressed:
        hint = f"use {' or '.join(model.compressed)}, or leave output_compression out"
        yield Objection("output_compression", f"output_compression does not go with {kind}", hint)
    if params.get("background") != "transparent" or "background" not in model.takes:
        return
    if kind not in model.transparent:
        hint = f"use {' or '.join(model.transparent)}, or an opaque background"
        yield Objection("background", f'background "transparent" does not go with {kind}', hint)
    if "transparent" in model.previews:
        message = f'background "transparent" is a preview in {request.model}, and may be refused'
        yield Objection("background", message, "gpt-image-2.5-flare has it in full", warning=True)


def _unpriced(model: Model, request: Request) -> Iterator[Objection]:
    """Warn of what leaves the price open."""
    left_open = [
        name for name in ("quality", "size") if model.effective(request.params, name) == AUTO and name in model.takes
    ]
    for name in left_open:
        stated = f'{name} "{AUTO}"' if name in request.params else f"{name}, left out,"
        yield Objection(
            name,
            f"{stated} has no price before the answer",
            f"state a {name}, so that the price is known",
            warning=True,
        )
    if request.inputs and model.price.image_out and not model.price.picture_tokens:
        message = f"what {request.model} takes for a picture that is sent along is not known before the answer"
        yield Objection(request.inputs[0].role, message, "a cap lets it in only with --allow-unpriced", warning=True)
    priced = model.price.patches or model.price.tokens or model.price.published
    if not priced and not left_open:
        message = f"a picture of {request.model} has no price before the answer"
        yield Objection("model", message, "a cap lets it in only with --allow-unpriced", warning=True)


def _prompt(model: Model, request: Request) -> Iterator[Objection]:
    length, limit = len(request.prompt), model.prompt_limit
    if length > limit:
        message = f"the prompt has {length:,} characters, and {request.model} takes {limit:,}"
        yield Objection("prompt", message, f"shorten it by {length - limit:,}")
