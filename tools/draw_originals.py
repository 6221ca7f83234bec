"""Draws the demo gallery's few originals, so that a clone shows what a gallery with pictures looks like.

Sketches do not belong into a store: these are the one exception. Without them the demo, which buys nothing, could show
neither an image that is there nor several in one exhibit, nor versions, nor an exhibit with one of two missing. Their
records say what they are: provider `sketch`, no model, nothing paid.

An image that the store has is left alone, so that a second run writes nothing. To draw all of them again, after an edit
of these prompts or of the drawings, remove `originals/` first.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from gallery_build.key import key_of
from gallery_build.model import Price, Record
from gallery_build.models import SKETCH
from gallery_build.plan import request_for
from gallery_build.project import load
from gallery_build.sketch import draw
from gallery_build.store import digest_of
from gallery_build.store.pictures import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from gallery_build.job import Project
    from gallery_build.model import Key, Original, Prompt, Request

ROOT = Path(__file__).resolve().parent.parent

WANTED = {
    "coast/harbour": (1,),
    "coast/whale": (1,),
    "kitchen/morning-tea": (1,),
    "kitchen/two-cups": (1,),
    "last-tram": (1,),
    "vixen": (1, 2, 3, 4),
}
"""Prompt id -> the numbers of its images that are drawn; the second of the two cups stays missing."""

EARLIER = {
    "coast/harbour": (
        "A harbour with boats in the morning.",
        "A fishing harbour at dawn, boats at their moorings, mist over the water, warm light on the ropes.",
    )
}
"""Prompt id -> its earlier texts, oldest first; their pictures are versions of the first image."""

LONGEST = 960
"""Pixels of the longer edge: enough for a wall, and a repository that stays small."""

COLOURS = 128
"""Of a PNG: five inks with grain need no more."""

TOOL = "gallery-build draw_originals 1"
"""Fixed, so that a new release changes no record."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One image to draw: whose, which, from which text, and what its exhibit showed before."""

    prompt: Prompt
    index: int
    key: Key
    text: str
    day: str
    previous: Key | None

    @property
    def words(self) -> str:
        """What the sketch is drawn from: what a build would draw it from."""
        return "\n".join([self.prompt.title, " ".join(self.prompt.tags), self.text])


def draw_originals(root: Path) -> Iterator[Original]:
    """Put what is not there yet into the gallery's store, and give each original as it is kept."""
    project = load(root)
    holdings = project.store.look()
    for sheet in sheets(project):
        if not holdings.has(sheet.key):
            request = request_for(sheet.prompt, project.config, project.catalogue)
            content = printed(sheet, request)
            extension = identify(content).extension
            yield project.store.put(content, record_of(sheet, request, content), extension)


def sheets(project: Project) -> Iterator[Sheet]:
    """Yield every image to draw, each prompt's earlier texts before its own."""
    for prompt in project.library.prompts:
        for index in WANTED.get(prompt.id, ()):
            yield from _versions(prompt, index)


def _versions(prompt: Prompt, index: int) -> Iterator[Sheet]:
    """Yield one image through time, oldest first; every version names the one before."""
    assert prompt.date, f"{prompt.path}: an original's times come from the prompt's date"
    earlier = EARLIER.get(prompt.id, ()) if index == 1 else ()
    previous = None
    for age, text in enumerate(earlier):
        key = key_of(text, prompt.params, index=index, take=prompt.take)
        day = prompt.date.fromordinal(prompt.date.toordinal() - 7 * (len(earlier) - age))
        yield Sheet(prompt, index, key, text, day.isoformat(), previous)
        previous = key
    key = key_of(prompt.sent, prompt.params, index=index, take=prompt.take)
    yield Sheet(prompt, index, key, prompt.text, prompt.date.isoformat(), previous)


def printed(sheet: Sheet, request: Request) -> bytes:
    """Return the sketch as a file of the format that was asked for."""
    width, height = reduced(str(request.params["size"]))
    picture = draw(sheet.words, sheet.key, width, height)
    return encoded(picture, str(request.params.get("output_format", "png")))


def reduced(size: str) -> tuple[int, int]:
    """Return width and height of the same shape, the longer edge `LONGEST`."""
    width, height = (int(edge) for edge in re.findall(r"\d+", size))
    longer = max(width, height)
    return width * LONGEST // longer, height * LONGEST // longer


def encoded(picture: Image, kind: str) -> bytes:
    """Return the picture's file; the same bytes for the same pixels and the same Pillow."""
    from PIL import Image  # noqa: PLC0415 - as everywhere: only those who draw load Pillow

    target = BytesIO()
    if kind == "webp":
        picture.save(target, "WEBP", quality=82, method=6)
    elif kind == "jpeg":
        picture.save(target, "JPEG", quality=88, optimize=True)
    else:
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def record_of(sheet: Sheet, request: Request, content: bytes) -> Record:
    """Return the record of a drawing: the request that a model would have been sent, and that nothing was paid."""
    kind = identify(content)
    text = request.prompt if sheet.text == sheet.prompt.text else sheet.text
    return Record(
        key=sheet.key,
        digest=digest_of(content),
        media_type=kind.media_type,
        width=kind.width,
        height=kind.height,
        size=len(content),
        provider=SKETCH,
        model="",
        request={**request.params, "model": request.model, "n": 1, "prompt": text},
        answer={},
        usage=None,
        price=Price(Decimal(0), "free"),
        request_id="",
        asked=f"{sheet.day}T08:00:00Z",
        received=f"{sheet.day}T08:00:0{sheet.index}Z",
        prompt_id=sheet.prompt.id,
        prompt_text=sheet.text,
        index=sheet.index,
        take=sheet.prompt.take,
        previous=sheet.previous,
        tool=TOOL,
    )


def main() -> None:
    """Draw what is not there yet, and say what was kept."""
    parser = argparse.ArgumentParser(description="Draw the demo gallery's originals that are not there yet.")
    parser.add_argument("root", type=Path, nargs="?", default=ROOT, metavar="GALLERY")
    for original in draw_originals(parser.parse_args().root):
        print(original.path)


if __name__ == "__main__":
    main()
