"""A gallery on disk, and the real command line tool run on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from gallery_build.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.fake_api import FakeAPI

JOBS = 4
"""Requests in flight at once, unless a test says otherwise."""

PATIENCE = 120.0
"""Seconds that a build may take before a test gives up; the slowest machine needs a tenth."""

CONFIG = """\
[site]
title = "Foxes"
{site}
[defaults]
model = "{model}"
size = "{size}"
quality = "{quality}"

[images]
widths = [160]
formats = ["jpeg"]

[run]
jobs = {jobs}
images_per_minute = 100000
timeout = {timeout}
{more}"""

PLAIN = {
    "site": "",
    "model": "gpt-image-2",
    "size": "1024x640",
    "quality": "low",
    "jobs": JOBS,
    "timeout": 60,
    "more": "",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of the tool ended."""

    code: int
    """The exit code; negative where a signal killed it."""
    out: str
    err: str

    @property
    def words(self) -> str:
        """All that it said."""
        return self.out + self.err

    @property
    def clumsy(self) -> list[str]:
        """The lines that no person should ever see."""
        return [line for line in self.words.splitlines() if "Traceback" in line or "a fault of ours" in line]


@dataclass(frozen=True, slots=True)
class Tool:
    """The command line tool, with what a user would have said to it beforehand."""

    root: Path
    """The gallery."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Environment: key, endpoint, cap."""

    def build(self, *flags: str) -> Ran:
        """Run `gallery-build build` to its end."""
        return self.run("build", *flags)

    def run(self, command: str, *flags: str) -> Ran:
        """Run a command to its end, here: a process of its own would start for longer than it works.

        Another copy of the package has to have its own.
        """
        if "PYTHONPATH" in self.settings:
            return finish(self.start(*flags, command=command))
        out, err = StringIO(), StringIO()
        before = dict(os.environ)
        os.environ.update(self.settings)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = run(["-C", str(self.root), command, *flags])
        finally:
            os.environ.clear()
            os.environ.update(before)
        return Ran(code, out.getvalue(), err.getvalue())

    def start(self, *flags: str, command: str = "build") -> subprocess.Popen[str]:
        """Start a command in a process of its own, which can be killed, and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "gallery_build", "-C", str(self.root), command, *flags],
            cwd=self.root,
            env={**os.environ, **self.settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def finish(process: subprocess.Popen[str]) -> Ran:
    """Wait for a run to end."""
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Ran(process.returncode, out, err)


def tool_for(root: Path, api: FakeAPI, *, cap: str | None = "1000", code: Path | None = None) -> Tool:
    """Return the tool of a user whose endpoint is the fake API. `code`: another copy of the package to run."""
    settings = {"OPENAI_BASE_URL": api.url, "OPENAI_API_KEY": api.key}
    if cap is not None:
        settings["GALLERY_MAX_COST"] = cap
    if code is not None:
        settings["PYTHONPATH"] = str(code)
    return Tool(root, settings)


def make_gallery(root: Path, texts: Mapping[str, str], **config: object) -> Path:
    """Write a gallery with these prompts, by id; `config` fills the places of CONFIG."""
    (root / "prompts").mkdir(parents=True)
    (root / "gallery.toml").write_text(CONFIG.format(**{**PLAIN, **config}), encoding="utf-8")
    for name, text in texts.items():
        (root / "prompts" / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n{text}\n", encoding="utf-8")
    return root


def foxes(count: int) -> dict[str, str]:
    """Return this many prompts by id; no two have one key."""
    return {f"fox-{number:03}": f"a fox in the snow, number {number}" for number in range(1, count + 1)}


def until(condition: Callable[[], object], process: subprocess.Popen[str]) -> None:
    """Wait until something is so, or the process has ended. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not condition() and process.poll() is None:
        if time.monotonic() > end:
            process.kill()
            raise TimeoutError("what the test waits for did not happen")
        time.sleep(0.002)
