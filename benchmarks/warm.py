"""A save in a warm session: from the file on disk to its page on disk, past the debounce.

    python benchmarks/warm.py [--prompts 1000] [--edits 20]

One edit is one new title, or one new word of a text, in a gallery whose pictures are all there; nothing sleeps.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import tempfile
import time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PIL import Image

from gallery_build.job import Company
from gallery_build.key import key_of
from gallery_build.live.sources import sources_of
from gallery_build.live.watch import Gallery, Rebuilt, rebuild, tidy, undisturbed, warm
from gallery_build.model import Price, Record
from gallery_build.store import Store, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable


WORDS = Path(__file__).read_text(encoding="utf-8").split()
CONFIG = '[site]\ntitle = "Benchmark"\n[images]\nwidths = [80, 160]\n'
SIZE = 320, 240


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gallery-benchmark-") as folder:
        root = Path(folder)
        make_gallery(root, options.prompts)
        gallery = Gallery(root, None, Company(dt.datetime.now(dt.UTC).date()))
        first = rebuild(gallery, (), None)
        assert first is not None
        print(f"{options.prompts} prompts: first build {first.seconds:.2f} s")
        warm(gallery)
        tidy()
        for name, edit in {"title": new_title, "text": new_text}.items():
            taken = [edited(gallery, edit, number, first) for number in range(options.edits)]
            wall, cpu, unit = (sorted(1000 * one[kind] for one in taken) for kind in (0, 1, 2))
            middle = f"median {statistics.median(wall):.0f} ms, {wall[0]:.0f} to {wall[-1]:.0f}"
            print(
                f"one {name}: {middle}; of the processor {statistics.median(cpu):.0f} ms, {cpu[0]:.0f} to {cpu[-1]:.0f}"
            )
            pace = statistics.median(one[0] / one[2] for one in taken)
            print(f"  {pace:.1f} of the yardstick, which took {statistics.median(unit):.1f} ms")


def make_gallery(root: Path, count: int) -> None:
    """Write a gallery of small pictures, all there."""
    dice, store = Random(1), Store(root / "originals")
    (root / "prompts").mkdir(parents=True)
    (root / "gallery.toml").write_text(CONFIG, encoding="utf-8")
    for number in range(count):
        text = " ".join(dice.choices(WORDS, k=dice.randint(60, 200)))
        name, content = f"picture-{number:06}", picture(number)
        front = f"title: {name}\nalt: a picture\ntags: [t{number % 40}]\n"
        (root / "prompts" / f"{name}.md").write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
        store.put(content, record(name, text, content), "png")


def picture(number: int) -> bytes:
    """Return a small picture like no other."""
    file = BytesIO()
    coarse = Image.frombytes("RGB", (8, 6), Random(number).randbytes(8 * 6 * 3))
    coarse.resize(SIZE, Image.Resampling.BICUBIC).save(file, "PNG", compress_level=1)
    return file.getvalue()


def record(name: str, text: str, content: bytes) -> Record:
    """Return the record of a picture that was bought."""
    return Record(
        key=key_of(text, {}, index=1),
        digest=digest_of(content),
        media_type="image/png",
        width=SIZE[0],
        height=SIZE[1],
        size=len(content),
        provider="openai",
        model="gpt-image-2.5-flare",
        request={"model": "gpt-image-2.5-flare", "prompt": text, "size": "1024x1024", "quality": "medium", "n": 1},
        answer={},
        usage=None,
        price=Price(Decimal("0.0132"), "estimated"),
        request_id="",
        asked="2026-11-01T00:00:00Z",
        received="2026-11-01T00:00:20Z",
        prompt_id=name,
        prompt_text=text,
        index=1,
        take=1,
        previous=None,
        tool="benchmark",
    )


def new_title(text: str, number: int) -> str:
    """Return a prompt with another title."""
    head, _, tail = text.partition("\nalt:")
    return f"{head.partition('title:')[0]}title: New {number}\nalt:{tail}"


def new_text(text: str, number: int) -> str:
    """Return a prompt with another word at its end."""
    return f"{text.rstrip()} word{number}\n"


def yardstick() -> float:
    """Return the seconds of what takes as long on any machine of one speed: a picture of 1024x1024 made 800 wide."""
    picture = Image.new("RGB", (1024, 1024))
    started = time.perf_counter()
    picture.resize((800, 800), Image.Resampling.LANCZOS)
    return time.perf_counter() - started


def edited(
    gallery: Gallery, edit: Callable[[str, int], str], number: int, before: Rebuilt
) -> tuple[float, float, float]:
    """Return the seconds from a save to the page, of the wall and of the processor, and those of the yardstick just then.

    What is timed is what a session does once all is quiet.
    """
    file = gallery.root / "prompts" / f"picture-{number * 37:06}.md"
    unit = min(yardstick() for _ in range(3))
    file.write_text(edit(file.read_text(encoding="utf-8"), number), encoding="utf-8")
    started, worked = time.perf_counter(), time.process_time()
    with undisturbed():
        sources_of(gallery.root, gallery.config_file)
        rebuilt = rebuild(gallery, (file.name,), before)
        took = time.perf_counter() - started, time.process_time() - worked, unit
    assert rebuilt is not None
    assert rebuilt.report is not None
    assert rebuilt.report.written
    tidy()
    return took


if __name__ == "__main__":
    main()
