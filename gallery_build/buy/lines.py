"""Requests as lines of a batch's file, their pictures inside them, and the files that they fill."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.buy.bring import NotSentError
from gallery_build.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gallery_build.buy.bring import Sent
    from gallery_build.model import Request
    from gallery_build.plan import Item

MOST_LINES = 50_000
MOST_BYTES = 200_000_000
"""Of one file, and one model in it: OpenAI's batch guide, 2026."""

MOST_BYTES_OF_PICTURES = 48_000_000
"""Of one file of edits, which is held in memory while it is made: their pictures stand in it."""

PLAINLY = "a build without --batch makes it"

MOST_PICTURE = 15_000_000
"""Bytes of a picture in a line: 20 MB as text, by OpenAI's types of 2026."""


@dataclass(frozen=True, slots=True)
class Line:
    """One request as it stands in a file, and its body as records tell it."""

    item: Item
    body: Mapping[str, object]
    content: bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """The lines of one file: one model, one endpoint."""

    lines: tuple[Line, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Whose they are."""
        return tuple(line.item for line in self.lines)

    @property
    def content(self) -> bytes:
        """The file."""
        return b"".join(line.content for line in self.lines)


def packs(lines: Iterable[Line], most_lines: int = MOST_LINES, most_bytes: int = MOST_BYTES) -> Iterator[Pack]:
    """Yield files of one model and endpoint each, as large as they may be; lines of one kind stand together."""
    held: list[Line] = []
    size = 0
    for line in lines:
        most = min(most_bytes, MOST_BYTES_OF_PICTURES) if line.item.request.inputs else most_bytes
        full = len(held) == most_lines or size + len(line.content) > most
        if held and (full or _kind(held[-1]) != _kind(line)):
            yield Pack(tuple(held))
            held, size = [], 0
        held.append(line)
        size += len(line.content)
    if held:
        yield Pack(tuple(held))


def _kind(line: Line) -> tuple[str, str]:
    return line.item.request.model, line.item.request.endpoint


def line_of(item: Item, body: Mapping[str, object], sent: Sequence[Sent] = ()) -> bytes:
    """Return one request as a line of a batch's file; the image's key is what its answer is known by.

    Raises NotSentError where its pictures are too large to stand in it.
    """
    if large := next((one for one in sent if len(one.content) > MOST_PICTURE), None):
        raise NotSentError(f"{large.input.name} has {len(large.content) / 1e6:.1f} MB, and a batch takes 15: {PLAINLY}")
    body = {**body, **_pictures(sent)}
    line = {"custom_id": item.recipe.key, "method": "POST", "url": url_of(item.request), "body": body}
    content = json.dumps(line, separators=(",", ":")).encode() + b"\n"
    if len(content) > MOST_BYTES:
        raise NotSentError(f"its pictures have {len(content) / 1e6:.0f} MB together, and a batch takes 200: {PLAINLY}")
    return content


def url_of(request: Request) -> str:
    """Return the endpoint of a request as batches spell it."""
    return f"/v1/images/{request.endpoint}"


def _pictures(sent: Sequence[Sent]) -> dict[str, object]:
    """Return the pictures of an edit as JSON has them, in their order: no form stands in a batch."""
    images = [_picture(one) for one in sent if one.input.role is not Role.MASK]
    masks = [_picture(one) for one in sent if one.input.role is Role.MASK]
    return ({"images": images} if images else {}) | ({"mask": masks[0]} if masks else {})


def _picture(one: Sent) -> dict[str, str]:
    encoded = base64.b64encode(one.content).decode("ascii")
    return {"image_url": f"data:{one.input.traits.media_type};base64,{encoded}"}
