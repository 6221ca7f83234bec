"""Lighthouse on the demo's page kinds, phone and desktop: the four scores, the timings, and what took points away."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.demo import Demo, build_once  # noqa: E402  # the path first
from tests.browser.judges import CATEGORIES, SPEED, lighthouse  # noqa: E402
from tests.browser.served import serve  # noqa: E402

KINDS = ("home", "exhibit", "search", "history", "tag")


def main() -> None:
    """Judge each page kind and print one line for it, then a line for each audit that took points away."""
    print(
        "| page | as | speed | accessibility | best practices | SEO | "
        "first paint | largest | blocking | shift | index |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        root = build_once(Path(folder) / "demo")
        with serve(root / "site") as address:
            for kind in KINDS:
                for desktop in (False, True):
                    marks = lighthouse(address + Demo(root, address).one(kind), SPEED, *CATEGORIES, desktop=desktop)
                    cells = [*marks.scores.values(), *marks.timings.values()]
                    print(
                        f"| {kind} | {'desktop' if desktop else 'phone'} | {' | '.join(map(str, cells))} |",
                        *marks.lost,
                        sep="\n    ",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
