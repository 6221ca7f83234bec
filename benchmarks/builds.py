"""Cold builds, idle builds and edits at a given size, beside a bare resizing loop (and sigal) measured in the same run.

    python benchmarks/builds.py [--images 1000] [--sigal PROGRAM] [--report FILE]

CPU seconds are user + system of the whole command, children included; the machine's noise is why ratios count.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from gallery_build.key import key_of
from gallery_build.model import Price, Record
from gallery_build.store import Store, digest_of

BASES = 20
"""Different pictures; the others have the same pixels and another text chunk, so another digest."""

WIDTHS = (800, 400)
WORDS = Path(__file__).read_text(encoding="utf-8").split()
CONFIG = '[site]\ntitle = "Benchmark"\n[images]\nwidths = [400, 800]\n'


@dataclass(frozen=True)
class Cost:
    """What a command cost: CPU and wall in seconds, the largest process in megabytes."""

    cpu: float
    wall: float
    memory: float

    def __str__(self) -> str:
        """Spell the cost as a row of the table has it."""
        return f"{self.cpu:.2f} s | {self.wall:.2f} s | {self.memory:.0f} MB"


def main() -> None:
    """Measure, print a table, and write it where asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gallery-benchmark-") as folder:
        lines = _measure(Path(folder), options.images, options.sigal)
    text = "\n".join(lines)
    print(text)
    if options.report:
        Path(options.report).write_text(text + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--sigal", help="the program sigal, to measure it beside us")
    parser.add_argument("--report", help="write the table to this file too")
    return parser.parse_args()


def _measure(folder: Path, count: int, sigal: str | None) -> list[str]:
    gallery = folder / "gallery"
    pictures = make_gallery(gallery, count)
    build = [sys.executable, "-m", "gallery_build", "-C", str(gallery), "build", "--offline", "-q"]
    rows = {"cold build": timed(build), "idle build (median of 5)": median(build)}
    edited = next((gallery / "prompts").rglob("*.md"))
    edited.write_text(edited.read_text(encoding="utf-8").replace("title: ", "title: New "), encoding="utf-8")
    rows["one title edited"] = timed(build)
    rows["plan"] = timed([sys.executable, "-m", "gallery_build", "-C", str(gallery), "plan", "--json"])
    rows["bare Pillow loop, LANCZOS twice, WebP method 4"] = timed([sys.executable, __file__, "--loop", str(pictures)])
    if sigal:
        rows["sigal"] = timed(_sigal(folder, pictures, sigal))
    cold = rows["cold build"]
    lines = [f"{count} images, {os.cpu_count()} cores, Python {sys.version.split()[0]}", ""]
    lines += ["| what | CPU | wall | memory |", "|---|---|---|---|"]
    lines += [f"| {name} | {cost} |" for name, cost in rows.items()]
    peers = [name for name in rows if name.startswith(("bare", "sigal"))]
    lines += ["", *(f"cold build / {name}: {cold.cpu / rows[name].cpu:.2f} of its CPU" for name in peers)]
    lines += [f"cold build: wall / CPU {cold.wall / cold.cpu:.2f}"]
    return lines


def make_gallery(root: Path, count: int) -> Path:
    """Write a gallery whose pictures are all there; return a folder with the same pictures by plain names."""
    dice = Random(1)
    bases = [_photo(Random(number)) for number in range(min(BASES, count))]
    store = Store(root / "originals")
    pictures = root.parent / "pictures"
    pictures.mkdir(parents=True)
    (root / "prompts").mkdir(parents=True)
    (root / "gallery.toml").write_text(CONFIG, encoding="utf-8")
    for number in range(count):
        text = " ".join(dice.choices(WORDS, k=dice.randint(60, 200)))
        content = _numbered(bases[number % len(bases)], number)
        name = f"picture-{number:06}"
        front = f"title: {name}\nalt: a picture\ntags: [t{number % 40}]\n"
        (root / "prompts" / f"{name}.md").write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
        store.put(content, _record(name, text, content), "png")
        (pictures / f"{name}.png").write_bytes(content)
    return pictures


def _photo(dice: Random) -> bytes:
    """Return a PNG of about 1.7 MB that is as hard to encode as a photograph: soft shapes and grain."""
    coarse = Image.frombytes("RGB", (24, 24), dice.randbytes(24 * 24 * 3)).resize(
        (1024, 1024), Image.Resampling.BICUBIC
    )
    grain = Image.frombytes("RGB", (512, 512), dice.randbytes(512 * 512 * 3)).resize(
        (1024, 1024), Image.Resampling.BICUBIC
    )
    file = BytesIO()
    Image.blend(coarse, grain, 0.06).save(file, "PNG", compress_level=6)
    return file.getvalue()


def _numbered(png: bytes, number: int) -> bytes:
    """Return the picture with a text chunk before its end: other bytes, the same pixels."""
    data = b"tEXtnumber\0" + str(number).encode()
    chunk = (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")
    return png[:-12] + chunk + png[-12:]


def _record(name: str, text: str, content: bytes) -> Record:
    return Record(
        key=key_of(text, {}, index=1),
        digest=digest_of(content),
        media_type="image/png",
        width=1024,
        height=1024,
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


def timed(command: list[str]) -> Cost:
    """Run a command once; return what it and its children cost."""
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} exited with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)


def median(command: list[str]) -> Cost:
    """Return the median of five runs by CPU."""
    return sorted((timed(command) for _ in range(5)), key=lambda cost: cost.cpu)[2]


def _sigal(folder: Path, pictures: Path, program: str) -> list[str]:
    settings: dict[str, object] = {
        "source": str(pictures),
        "destination": str(folder / "sigal"),
        "img_size": (800, 800),
        "thumb_size": (400, 400),
    }
    settings |= {"img_format": "WEBP", "img_options": {"quality": 80}, "use_orig": False}
    file = folder / "sigal.conf.py"
    file.write_text("".join(f"{name} = {value!r}\n" for name, value in settings.items()), encoding="utf-8")
    return [program, "build", "-c", str(file), "-q"]


def bare_loop(pictures: Path) -> None:
    """Resize a folder with two threads and nothing else: what the pixels cost."""
    out = pictures.parent / "loop"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()

    def resize(path: Path) -> None:
        with Image.open(path) as picture:
            for width in WIDTHS:
                small = picture.resize((width, width), Image.Resampling.LANCZOS)
                small.save(out / f"{path.stem}-{width}.webp", quality=80, method=4)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(resize, sorted(pictures.iterdir())))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--loop"]:
        bare_loop(Path(sys.argv[2]))
    else:
        main()
