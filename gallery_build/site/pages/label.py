"""Under a title: the AI label with its model, or the word "Sketch" and why one hangs here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.model import State
from gallery_build.site.pages.details import Word, linked, marked

if TYPE_CHECKING:
    from gallery_build.model import Exhibit, Plate
    from gallery_build.site.language import Language
    from gallery_build.site.pages.details import Directory
    from gallery_build.site.pages.frame import Binding


@dataclass(frozen=True, slots=True)
class Note:
    """What went wrong, in bold and in a sentence, and what to do."""

    bold: str
    said: str
    hint: str


REASONS = frozenset({State.MISSING, State.PENDING, State.REFUSED, State.ABSENT, State.UNKNOWN, State.BLOCKED})
"""States that say why a sketch hangs; one that was asked for has none."""

NOTED = frozenset({State.REFUSED, State.ABSENT, State.UNKNOWN})
"""States that need a person."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The line under the title; `marks` as in a row of details."""

    sketch: bool
    words: str
    """Before the model: `AI-generated with`; for a sketch the reason."""
    model: Word
    behind: str
    """After the model, where the language says something there."""
    note: Note | None
    marks: str


def bylines(binding: Binding, exhibit: Exhibit, known: Directory) -> tuple[Byline, ...]:
    """Return the line of each plate, once where plates agree."""
    lines: dict[Byline, list[int]] = {}
    for number, plate in enumerate(exhibit.plates, 1):
        lines.setdefault(_byline(binding, exhibit, plate, known), []).append(number)
    total = len(exhibit.plates)
    return tuple(
        Byline(line.sketch, line.words, line.model, line.behind, line.note, marked(numbers, total))
        for line, numbers in lines.items()
    )


def _byline(binding: Binding, exhibit: Exhibit, plate: Plate, known: Directory) -> Byline:
    language, label = binding.language, binding.gallery.ai_label
    if plate.sketch:
        why = plate.state if plate.state in REASONS else "sketch"
        note = _note(language, plate.state) if plate.state in NOTED else None
        return Byline(sketch=True, words=language.say(f"label.{why}"), model=Word(""), behind="", note=note, marks="")
    model = linked(exhibit.url, plate.model, known.models.get(plate.model))
    words, behind = language.around("label.with" if label else "label.plain", "model", label=label)
    return Byline(sketch=False, words=words, model=model, behind=behind, note=None, marks="")


def _note(language: Language, state: State) -> Note:
    bold, said, hint = (language.say(f"note.{state}.{part}") for part in ("bold", "said", "hint"))
    return Note(bold, said, hint)
