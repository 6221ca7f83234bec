"""A save under `serve` in a browser: from the file on disk to the moment the page shows the new words.

    python benchmarks/reload.py [--prompts 1000] [--edits 20]

One edit is one new title in a gallery whose pictures are all there. The wait that lets an editor finish is in it, and is
taken off in a second figure. Chromium is headless; it looks at the page whenever it draws a frame.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.warm import make_gallery, new_title
from gallery_build.live.changes import QUIET
from tests.browser.watched import launched, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SCROLL = 300


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gallery-benchmark-") as folder:
        root = Path(folder)
        make_gallery(root, options.prompts)
        with served(root) as server, launched() as browser, opened(browser, server.address) as watched:
            page = watched.go("prompts/picture-000000.html")
            pairs = [(saved(root, page, number) * 1000, server.rebuilt() * 1000) for number in range(options.edits)]
    times, rebuilds = (sorted(column) for column in zip(*pairs, strict=True))
    median = statistics.median(times)
    print(f"{options.prompts} prompts: save to page, median {median:.0f} ms, {times[0]:.0f} to {times[-1]:.0f}")
    print(f"past the {QUIET * 1000:.0f} ms of quiet: {median - QUIET * 1000:.0f} ms")
    print(f"of it the rebuild: median {statistics.median(rebuilds):.0f} ms, {rebuilds[0]:.0f} to {rebuilds[-1]:.0f}")


@dataclass(frozen=True, slots=True)
class Server:
    """A session that serves."""

    address: str
    output: IO[str]

    def rebuilt(self) -> float:
        """Return the seconds that the next rebuild says it took."""
        return float(self.output.readline().split()[-2])


@contextmanager
def served(root: Path) -> Iterator[Server]:
    """Run `serve` for as long as the block does, from its first build on."""
    command = [sys.executable, "-m", "gallery_build", "-C", str(root), "serve", "--no-studio"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        server = Server(process.stdout.readline().split()[-1], process.stdout)
        server.rebuilt()  # the first one
        yield server
        process.terminate()


def saved(root: Path, page: Page, number: int) -> float:
    """Return the seconds from a save to its words on the page, which must have kept its place."""
    page.evaluate(f"() => scrollTo(0, {SCROLL})")
    kept = page.evaluate("() => scrollY")
    file = root / "prompts/picture-000000.md"
    text = new_title(file.read_text(encoding="utf-8"), number)
    started = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    page.wait_for_selector(f"h1:text-is('New {number}')")
    seconds = time.perf_counter() - started
    page.wait_for_load_state("load")
    page.wait_for_function("kept => scrollY === kept", arg=kept)
    return seconds


if __name__ == "__main__":
    main()
