"""The demo gallery as built: this repository's own prompts, made into a site in a folder of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from tests.browser.crawl import pointers

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("gallery.toml", "prompts", "originals")
"""What makes this repository a gallery; all else belongs to the tool."""

FOLDERS = {
    "exhibit": "prompts",
    "history": "history",
    "matrix": "compare",
    "tag": "tags",
    "series": "series",
    "model": "models",
    "colour": "colours",
}
"""Page kind to the folder its pages stand in."""

FIXED = {
    "home": "index.html",
    "search": "search.html",
    "facing": "compare/index.html",
    "tags": "tags/index.html",
    "colours": "colours/index.html",
    "missing": "404.html",
}
"""Page kinds of which there is one."""

KINDS = (*FIXED, "exhibit", "history", "matrix", "tag", "series", "model")
"""The page kinds every check is run on; a colour's page is a tag's with the line of discs that `colours` has too."""


@dataclass(frozen=True)
class Demo:
    """The demo gallery's folder, built; and the address it is served at."""

    root: Path
    address: str

    @property
    def site(self) -> Path:
        """The folder that is published."""
        return self.root / "site"

    def pages(self) -> list[str]:
        """Return every page's path relative to the site, in order."""
        return sorted(page.relative_to(self.site).as_posix() for page in self.site.rglob("*.html"))

    def one(self, kind: str) -> str:
        """Return the path of one page of a kind: the exhibit that hangs first, else the first by name."""
        if kind in FIXED:
            return FIXED[kind]
        hung = pointers(self.site / "index.html").addresses if kind == "exhibit" else self.pages()
        inside = [path for path in hung if path.startswith(f"{FOLDERS[kind]}/") and path.endswith(".html")]
        return next(path for path in inside if not path.endswith("/index.html"))

    def prompt_lines(self, page: str) -> set[str]:
        """Return the lines of the prompt that an exhibit's page shows, from the file itself, trimmed."""
        text = (self.root / page).with_suffix(".md").read_text(encoding="utf-8")
        body = text.split("\n---\n", 1)[1].split("<!-- notes -->")[0]
        return {line.strip() for line in body.splitlines() if line.strip()}


def built_once(base: Path, worker: str, language: str = "en") -> Path:
    """Return the demo, built once for all workers of a run; `base` is this worker's own temporary folder."""
    demo = (base if worker == "master" else base.parent) / "demo"
    build_once(demo)
    return demo if language == "en" else build_once(demo.with_name(f"demo-{language}"), demo, language=language)


def build_once(folder: Path, like: Path | None = None, **site: str) -> Path:
    """Build the demo into `folder` and return it; of several processes that ask, the first builds."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            build(folder, like, **site)
    return folder


def build(folder: Path, like: Path | None = None, **site: str) -> None:
    """Copy the gallery's parts and build them without a key.

    `like`: a demo that was built, which has the same derivatives. `site`: settings of that name, such as the language.
    """
    unfinished = folder.with_suffix(".unfinished")
    unfinished.mkdir()
    for part in (ROOT / name for name in PARTS):
        if part.is_dir():
            shutil.copytree(part, unfinished / part.name)
        elif part.exists():
            shutil.copy2(part, unfinished)
    if like:
        shutil.copytree(like / ".gallery", unfinished / ".gallery")
    settings = unfinished / "gallery.toml"
    stated = "".join(f'{name} = "{value}"\n' for name, value in site.items())
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[site]\n", f"[site]\n{stated}", 1), encoding="utf-8")
    tool = Path(sys.executable).with_name("gallery-build")
    command = [str(tool), "-C", str(unfinished), "build", "--offline"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    unfinished.rename(folder)
