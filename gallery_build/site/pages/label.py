"""Under a title: the AI label with its model, or the word "Sketch" and why one hangs here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.model import State
from gallery_build.site.pages.details import Word, linked, marked

if TYPE_CHECKING:
    from gallery_build.model import Exhibit, Gallery, Plate
    from gallery_build.site.pages.details import Directory

_REASONS = {
    State.MISSING: "Drawn by the gallery; no picture has been bought yet",
    State.PENDING: "Drawn by the gallery; the picture is on its way",
    State.REFUSED: "Drawn by the gallery; the picture was refused",
    State.ABSENT: "Drawn by the gallery; the original is not here",
    State.UNKNOWN: "Drawn by the gallery; the answer is unknown",
    State.BLOCKED: "Drawn by the gallery; a picture that it is made from is not there",
}


@dataclass(frozen=True, slots=True)
class Note:
    """What went wrong, in bold and in a sentence, and what to do."""

    bold: str
    said: str
    hint: str


_NOTES = {
    State.REFUSED: Note(
        "Refused by the provider.",
        "This picture was asked for and declined.",
        "It is not asked for again by itself. Change the words of the prompt.",
    ),
    State.ABSENT: Note(
        "The original is not here.",
        "The picture was made, but this copy of the gallery lacks its file.",
        "It is not bought a second time by itself. Fetch the file, then build again.",
    ),
    State.UNKNOWN: Note(
        "The answer never came.",
        "This picture was asked for, and may have been paid for.",
        "The next build asks once more; after that only you can.",
    ),
}


@dataclass(frozen=True, slots=True)
class Byline:
    """The line under the title; `marks` as in a row of details."""

    sketch: bool
    words: str
    """Before the model: `AI-generated with`; for a sketch the reason."""
    model: Word
    note: Note | None
    marks: str


def bylines(gallery: Gallery, exhibit: Exhibit, known: Directory) -> tuple[Byline, ...]:
    """Return the line of each plate, once where plates agree."""
    lines: dict[Byline, list[int]] = {}
    for number, plate in enumerate(exhibit.plates, 1):
        lines.setdefault(_byline(gallery, exhibit, plate, known), []).append(number)
    total = len(exhibit.plates)
    return tuple(
        Byline(line.sketch, line.words, line.model, line.note, marked(numbers, total))
        for line, numbers in lines.items()
    )


def _byline(gallery: Gallery, exhibit: Exhibit, plate: Plate, known: Directory) -> Byline:
    if plate.sketch:
        reason = _REASONS.get(plate.state, "Drawn by the gallery")
        return Byline(sketch=True, words=reason, model=Word(""), note=_NOTES.get(plate.state), marks="")
    model = linked(exhibit.url, plate.model, known.models.get(plate.model))
    words = f"{gallery.ai_label} with" if gallery.ai_label else "Made with"
    return Byline(sketch=False, words=words, model=model, note=None, marks="")
