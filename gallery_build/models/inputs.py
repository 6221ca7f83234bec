"""What is wrong with the pictures that a request is made from, and with asking for an edit or a variation at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.model import Role
from gallery_build.models.facts import Objection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.model import Input, Request
    from gallery_build.models.facts import Inputs, Model

NOT_IN_EDITS = frozenset({"moderation", "style"})
"""Parameters of generations that the edits endpoint does not have."""

IN_VARIATIONS = frozenset({"size", "n", "response_format", "user", "extra_body"})
"""All that the variations endpoint has, and what is no parameter of it."""

ONLY_IN_EDITS = frozenset({"input_fidelity"})

MASK_BYTES = 4_000_000


def takes(endpoint: str, name: str) -> bool:
    """Tell whether an endpoint has a parameter, whatever the model."""
    if endpoint == "variations":
        return name in IN_VARIATIONS
    return name not in (NOT_IN_EDITS if endpoint == "edits" else ONLY_IN_EDITS)


def check_endpoint(request: Request, model: Model | None, *, official: bool) -> Iterator[Objection]:
    """Tell whether this model, at this server, makes edits or variations."""
    if request.endpoint == "generations":
        return
    field = Role.VARIED if request.endpoint == "variations" else Role.REFERENCE
    if request.endpoint == "variations" and official:
        hint = "name the picture in references, and write what shall be different"
        yield Objection(field, "variations are retired at OpenAI", hint)
    elif model is not None and request.endpoint not in model.endpoints:
        others = "dall-e-2 makes them" if request.endpoint == "variations" else "the GPT image models make them"
        yield Objection(field, f"{request.model} makes no {request.endpoint}", others)


def check_pictures(request: Request, model: Model | None) -> Iterator[Objection]:
    """Tell what is wrong with the pictures, as far as it is known; without a model, only what every server refuses."""
    for one in request.inputs:
        if one.traits.trouble:
            yield Objection(
                one.role, f'{one.role} "{one.name}" is no picture: {one.traits.trouble}', "use a PNG, a JPEG or a WebP"
            )
    yield from _mask(request)
    if model is not None and request.endpoint in model.endpoints:
        yield from _against(request, model.inputs)


def _against(request: Request, limits: Inputs) -> Iterator[Objection]:
    pictures = [one for one in request.inputs if one.role is not Role.MASK]
    if len(pictures) > limits.most:
        most = "one" if limits.most == 1 else f"at most {limits.most}"
        yield Objection(Role.REFERENCE, f"{len(pictures)} references, and {request.model} takes {most}", "name fewer")
    for one in pictures:
        yield from _picture(one, request.model, limits)


def _picture(one: Input, called: str, limits: Inputs) -> Iterator[Objection]:
    traits, named = one.traits, f'{one.role} "{one.name}"'
    kind = traits.media_type.removeprefix("image/")
    if kind and kind not in limits.formats:
        yield Objection(
            one.role, f"{named} is a {kind.upper()}, and {called} takes {', '.join(limits.formats)}", "convert it"
        )
    if traits.size >= limits.bytes:
        message = f"{named} has {traits.size / 1e6:.1f} MB, and {called} takes less than {limits.bytes // 1_000_000} MB"
        yield Objection(one.role, message, "make it smaller; models scale large pictures down anyway")
    if limits.square and traits.width != traits.height:
        yield Objection(one.role, f"{named} is {traits.width}x{traits.height}, and {called} takes squares", "crop it")


def _mask(request: Request) -> Iterator[Objection]:
    mask = next((one for one in request.inputs if one.role is Role.MASK), None)
    if mask is None or mask.traits.trouble:
        return
    traits, named = mask.traits, f'mask "{mask.name}"'
    edited = request.inputs[0].traits
    if traits.media_type and (traits.media_type != "image/png" or not traits.alpha):
        yield Objection(
            Role.MASK, f"{named} is no PNG with transparency", "make transparent what shall be painted anew"
        )
    if traits.size >= MASK_BYTES:
        message = f"{named} has {traits.size / 1e6:.1f} MB, and a mask has less than {MASK_BYTES // 1_000_000} MB"
        yield Objection(Role.MASK, message, "save it with fewer colours")
    if traits.width and edited.width and (traits.width, traits.height) != (edited.width, edited.height):
        message = f"{named} is {traits.width}x{traits.height}, and the first reference {edited.width}x{edited.height}"
        yield Objection(Role.MASK, message, "they must have the same size")
