"""Typing into the search page: from a key to the answers on the screen, and what the page has to load first.

    python benchmarks/search.py [--prompts 5000] [--questions 20]

Prompts of 60 to 200 words, opened as a file in headless Chromium. Questions of several words are typed letter by letter;
a letter takes from its event to the frame that shows its answers.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.warm import WORDS
from gallery_build.site.pages import assets, search
from tests.browser.watched import launched, opened
from tests.site.reading import shipped
from tests.site.values import exhibit, gallery, look, plate, prompt

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from gallery_build.model import Exhibit

LETTER = """async typed => {
  const field = document.getElementById("q");
  field.value = typed;
  const begun = performance.now();
  field.dispatchEvent(new Event("input", {bubbles: true}));
  const answered = performance.now();
  await new Promise(shown => requestAnimationFrame(() => setTimeout(shown)));
  return [answered - begun, performance.now() - begun];
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=5000)
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    dice = Random(1)
    with tempfile.TemporaryDirectory(prefix="gallery-benchmark-") as folder:
        raw, packed, seconds = written(Path(folder), options.prompts, dice)
        print(
            f"{options.prompts} prompts: scripts of {raw / 1e6:.1f} MB, {packed / 1e6:.1f} MB packed, {seconds:.1f} s to make"
        )
        with launched() as browser, opened(browser, Path(folder).as_uri() + "/") as watched:
            watched.page.route("**/images/**", lambda route: route.abort("aborted"))
            page = watched.go("search.html")
            loaded = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
            print(f"page loaded, answers shown: {loaded} ms")
            told = [typed(page, question) for question in questions(dice, options.questions)]
    for name, place in {"answered": 0, "shown": 1}.items():
        times = sorted(letter[place] for letters in told for letter in letters)
        middle, late = statistics.median(times), times[int(len(times) * 0.95)]
        print(
            f"a letter {name}: median {middle:.0f} ms, 95 of 100 within {late:.0f}, worst {times[-1]:.0f} ({len(times)})"
        )


def written(folder: Path, count: int, dice: Random) -> tuple[int, int, float]:
    """Write the search page of a gallery of this size; return its scripts' bytes, packed too, and the seconds it took."""
    shown = gallery(*(made(number, dice) for number in range(count)))
    raw = packed = 0
    begun = time.perf_counter()
    pages = list(search.pages(shown, shipped()))
    seconds = time.perf_counter() - begun
    for page in (*pages, *assets.pages(shown, shipped())):
        target = folder / page.path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(page.content)
        if page.path.startswith("search-"):
            raw, packed = raw + len(page.content), packed + len(gzip.compress(page.content))
    return raw, packed, seconds


def made(number: int, dice: Random) -> Exhibit:
    """Return an exhibit with words, tags and colours of its own."""
    text = " ".join(dice.choices(WORDS, k=dice.randint(60, 200)))
    of = prompt(
        f"picture-{number:06}",
        text,
        title=" ".join(dice.choices(WORDS, k=4)),
        tags=(f"t{number % 40}", f"u{number % 7}"),
    )
    colours = tuple((f"#{dice.randrange(1 << 24):06x}", 0.25) for _ in range(4))
    return exhibit(of, plate(of, look=look(colour=colours[0][0], palette=colours), width=dice.choice((1024, 1536))))


def questions(dice: Random, count: int) -> list[str]:
    """Return questions of one to three words, some of which leave one out."""
    return [" ".join(dice.choices(WORDS, k=dice.randint(1, 3))) + dice.choice(("", " -the")) for _ in range(count)]


def typed(page: Page, question: str) -> list[list[float]]:
    """Type a question; return for each letter the milliseconds to its answers, and to the frame that shows them."""
    return [page.evaluate(LETTER, question[:end]) for end in range(1, len(question) + 1)]


if __name__ == "__main__":
    main()
