"""The real `watch` and `serve`, with a key and an endpoint at hand: only `--spend` keeps them from buying."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.live.sessions import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fake_api import FakeAPI


@dataclass(frozen=True)
class Running:
    """A session in a process of its own."""

    root: Path
    output: Path
    """What it said so far."""

    @property
    def lines(self) -> list[str]:
        """Return the whole lines that it said."""
        return self.output.read_text(encoding="utf-8").split("\n")[:-1]

    @property
    def built(self) -> bool:
        """Tell whether the first build is done."""
        return any(line.startswith("built") for line in self.lines)

    @property
    def studio(self) -> str:
        """Return the studio's address with its token; empty where there is none."""
        words = " ".join(self.lines).split()
        return words[words.index("studio") + 2] if "studio" in words else ""

    @property
    def address(self) -> str:
        """Return where it serves; empty for a watch."""
        return next((line.partition("serving at ")[2] for line in self.lines if line.startswith("serving at ")), "")

    def page(self, name: str) -> str:
        """Return a page as a visitor has it: from the server where there is one, else from the site."""
        try:
            if self.address:
                with urllib.request.urlopen(self.address + name, timeout=PATIENCE) as answer:
                    return str(answer.read().decode())
            return (self.root / "site" / name).read_text(encoding="utf-8")
        except (urllib.error.HTTPError, FileNotFoundError):
            return ""


@contextmanager
def running(root: Path, api: FakeAPI, command: str, *flags: str) -> Iterator[Running]:
    """Run a command for as long as the block does; interrupted, it must end with 0."""
    one = Running(root, root.with_suffix(".said"))
    settings = {"OPENAI_API_KEY": api.key, "OPENAI_BASE_URL": api.url}
    with one.output.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gallery_build", "-C", str(root), command, *flags],
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield one
        assert one.built
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    except AssertionError as error:
        error.add_note("\n".join([f"what {command} said:", *one.lines]))
        raise
    finally:
        process.kill()
        process.wait()
