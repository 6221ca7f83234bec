"""Why a picture is to be bought, in words, from what was bought before. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from gallery_build.key import squeeze
from gallery_build.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gallery_build.model import Input, Record
    from gallery_build.plan import Item


ALIKE = 0.6
"""How like two prompts' texts are, from 0 to 1, where one is perhaps the other, renamed and edited."""


def cause(item: Item, before: Record | None, lost: Iterable[Record] = ()) -> str:
    """Return the reason for an item's state; `before` is the newest record of the same prompt and number.

    `lost`: records of prompts that are there no more; one of them may be this one under its former name.
    """
    if item.state is State.HAVE:
        return _of_have(item, before)
    if item.state is not State.MISSING:
        return f"it is made from another picture, and {item.obstacle}" if item.obstacle else _OF_STATE[item.state]
    if before is None:
        return _perhaps(item, lost)
    changes = _changes(item, before)
    return "; ".join(changes) if changes else "what its file states about the request changed"


def drift(item: Item, record: Record) -> dict[str, tuple[str, str]]:
    """Return what the file does not state and today's defaults would ask for otherwise: name → then, now."""
    prompt, request = item.recipe.prompt, item.request
    now = {"model": request.model, **request.params}
    return {
        name: (str(record.request[name]), str(value))
        for name, value in now.items()
        if name not in prompt.params and name in record.request and str(record.request[name]) != str(value)
    }


def _perhaps(item: Item, lost: Iterable[Record]) -> str:
    """Return what can be said of a prompt without any record: that it is new, or which lost one it is like."""
    never = "no picture was ever made under its id"
    text, index = item.recipe.prompt.text, item.recipe.index
    like = [
        (SequenceMatcher(None, record.prompt_text, text).ratio(), record.prompt_id)
        for record in lost
        if record.index == index
    ]
    ratio, ident = max(like, default=(0.0, ""))
    if ratio < ALIKE:
        return "no picture was ever made for it"
    return f"{never}; its text is like that of {ident}, which is gone: perhaps renamed, and edited"


_OF_STATE = {
    State.DRAWN: "provider: sketch; drawn here, free",
    State.PENDING: "in a batch; a build collects it when it is ready, and never buys it meanwhile",
    State.REFUSED: "refused before; the same request is sent again only by build --retry-refused",
    State.UNKNOWN: "asked, and the answer never came; perhaps paid; asked a third time only by build --retry-unknown",
    State.BLOCKED: "a picture that it is made from is not there",
    State.ABSENT: "its original is not here (a Git LFS or annex pointer, or deleted); never bought again by itself",
}


def _of_have(item: Item, record: Record | None) -> str:
    if record is None:
        return "in originals/"
    sent = record.request.get("prompt", record.prompt_text)
    spaced = "; the file differs in white space" if sent != item.recipe.prompt.sent else ""
    return f"made {record.received[:10]} with {record.model or record.provider}{spaced}"


def _changes(item: Item, before: Record) -> list[str]:
    prompt = item.recipe.prompt
    found = []
    if squeeze(str(before.request.get("prompt", before.prompt_text))) != squeeze(prompt.sent):
        own = squeeze(before.prompt_text) != squeeze(prompt.text)
        found.append(
            "its text changed" if own or not prompt.preset else f'the text of preset "{prompt.preset}" changed'
        )
    if before.take != prompt.take:
        found.append(f"take {prompt.take} is asked for")
    then = {"model": before.model, **before.request}
    extra = prompt.params.get("extra_body")
    stated = {**prompt.params, **(extra if isinstance(extra, Mapping) else {})}
    for name, value in stated.items():
        if name not in {"provider", "extra_body"} and str(then.get(name, "")) != str(value):
            found.append(f"{name} {then.get(name, 'not stated')} → {value}")
    return [*found, *_other_pictures(item.recipe.prompt.inputs, before)]


def _other_pictures(inputs: Sequence[Input], before: Record) -> list[str]:
    """Return which of the pictures that it is made from are others than those that were sent."""
    then = [*_told(before, "image"), *_told(before, "mask")]
    named = [(one.get("prompt", one.get("path")), one.get("key", one.get("digest"))) for one in then]
    now = [(one.name, one.proof) for one in inputs]
    if [name for name, _ in named] != [name for name, _ in now]:
        return ["other pictures are named"] if [proof for _, proof in named] != [proof for _, proof in now] else []
    return [
        f'"{one.name}" has another picture now' if one.of_prompt else f"the picture behind {one.name} changed"
        for one, (_, proof) in zip(inputs, named, strict=True)
        if one.proof != proof
    ]


def _told(record: Record, field: str) -> list[Mapping[str, object]]:
    """Return what a record keeps of the pictures that were sent; a record is data from outside."""
    told = record.request.get(field, [])
    return [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, Mapping)]
