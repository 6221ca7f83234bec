"""Measures what a sketch costs: processor time per subject at 1024x1024, the least of some runs."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from gallery_build.sketch.drawing import printed
from gallery_build.sketch.subjects import SUBJECTS
from gallery_build.sketch.words import Choice

if TYPE_CHECKING:
    from gallery_build.sketch.subjects import Subject

SIDE = 1024


def main() -> None:
    """Print one line per subject, the most expensive last."""
    parser = argparse.ArgumentParser(description="Measure the processor time of sketches.")
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    figures = sorted(((cost(subject, runs), subject) for subject in SUBJECTS), key=lambda figure: figure[0])
    for seconds, subject in figures:
        print(f"{seconds * 1000:4.0f} ms  {subject.composition:11} {subject.name}")


def cost(subject: Subject, runs: int) -> float:
    """Return the least processor time in seconds of drawing the subject with each of its palettes `runs` times."""
    return max(
        min(_timed(Choice(subject.composition, subject.name, palette), run) for run in range(runs))
        for palette in subject.palettes.split()
    )


def _timed(choice: Choice, run: int) -> float:
    start = time.process_time()
    printed(choice, f"benchmark {run}", SIDE, SIDE)
    return time.process_time() - start


if __name__ == "__main__":
    main()
