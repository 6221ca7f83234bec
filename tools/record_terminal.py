"""Records what the commands look like on a terminal, against the fake API, in tmux: `python tools/record_terminal.py 60 80 120`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fake_api import FakeAPI  # noqa: E402  # the repository's own, once it is on the path

PATIENCE = 180.0
"""Seconds after which what a session waits for will not come."""

KEY = "sk-fake"
"""What the fake API takes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command; then, once a text stands on the screen, the keys that are pressed. `look`: show the screen just then too."""

    command: str
    await_text: str = ""
    keys: tuple[str, ...] = ()
    look: bool = False


SESSION = (
    Step("gallery-build init art && cd art"),
    Step("printf '\\n[run]\\nimages_per_minute = 100\\n' >> gallery.toml"),
    Step("printf -- '---\\ntitle: 茶室の朝\\nalt: 茶室\\nn: 2\\n---\\n朝の茶室。\\n' > prompts/茶室.md"),
    Step(
        "printf -- '---\\ntitle: 🦊 in snow\\ntitel: x\\nsize: 12 by 9\\nn: 99\\npick: 3\\n---\\nA fox.\\n' > prompts/🦊.md"
    ),
    Step("gallery-build check"),
    Step("printf -- '---\\ntitle: 🦊 in snow\\nalt: A fox\\n---\\nA fox, refused.\\n' > prompts/🦊.md"),
    Step("gallery-build new a-prompt-with-a-name-that-is-longer-than-most-names-are"),
    Step("gallery-build check"),
    Step("gallery-build plan"),
    Step("gallery-build plan --explain harbour 茶室"),
    Step("gallery-build build"),
    Step(f"export OPENAI_BASE_URL=$API OPENAI_API_KEY={KEY}"),
    Step("gallery-build build harbour", "buy now?", ("n", "Enter")),
    Step("gallery-build build --explain", "buy now?", ("y", "Enter")),
    Step("sed -i 's/^title:.*/title: The port/' prompts/harbour.md"),
    Step("gallery-build build --explain -v"),
    Step("gallery-build build"),
    Step("gallery-build build --explain"),
    Step("gallery-build pick 茶室 2"),
    Step("gallery-build reroll harbour 茶室"),
    Step("gallery-build build --max-cost 0.02"),
    Step("for i in 1 2 3 4 5 6 7 8 9; do echo A ship, number $i. > prompts/ship-$i.md; done"),
    Step("gallery-build build --max-cost 1 --jobs 1", "waiting", look=True),
    Step("gallery-build reroll ship-1 ship-2 -q"),
    Step("gallery-build build --max-cost 1 2>&1 | cat"),
    Step("gallery-build reroll ship-3; TERM=dumb gallery-build build --max-cost 1"),
    Step("gallery-build reroll ship-4 -q; NO_COLOR=1 gallery-build build --max-cost 1 -q"),
    Step("gallery-build watch --explain", "built", ("C-c",)),
    Step("gallery-build doctor"),
    Step("gallery-build biuld; gallery-build plan foxx"),
    Step("gallery-build build --help"),
)


class Terminal:
    """A shell in tmux, in a folder of its own, where nothing of the user's is set."""

    def __init__(self, width: int, folder: Path, api: str) -> None:
        """Open a terminal of so many columns."""
        self._name = f"gallery-record-{os.getpid()}-{width}"
        settings = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "API": api,
            "PS1": "$ ",
            "PROMPT_COMMAND": f"tmux -L {self._name} wait-for -S prompt",
        }
        shell = ["env", "-i", "TERM=tmux-256color", *(f"{name}={value}" for name, value in settings.items())]
        command = shlex.join([*shell, "bash", "--norc", "--noprofile"])
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", "50", "-c", str(folder), command)
        self._tmux("set-option", "-g", "history-limit", "100000")
        self._await_prompt()

    def run(self, step: Step) -> str:
        """Type a command, press what is asked for, wait for the prompt; return the screen as it was meanwhile, if wanted."""
        self._tmux("send-keys", "-l", step.command)
        self._tmux("send-keys", "Enter")
        seen = self._await(step.await_text) if step.await_text else ""
        for key in step.keys:
            self._tmux("send-keys", key)
        self._await_prompt()
        return seen.splitlines()[-1] if step.look else ""

    def text(self) -> str:
        """Return all that was shown so far, as lines of the terminal."""
        return self._tmux("capture-pane", "-p", "-S", "-").rstrip() + "\n"

    def close(self) -> None:
        """Close the terminal."""
        self._tmux("kill-server")

    def _await_prompt(self) -> None:
        try:
            self._tmux("wait-for", "prompt")  # the shell is about to ask for the next command
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"no prompt came back:\n{self.text()}") from None
        while not self._tmux("capture-pane", "-p").rstrip().endswith("$"):
            time.sleep(0.02)

    def _await(self, text: str) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self._tmux("capture-pane", "-p").rstrip()
            if text in screen.rpartition("$ gallery")[2].partition("\n")[2]:
                return screen
            time.sleep(0.05)
        raise TimeoutError(f'"{text}" was not shown:\n{self.text()}')

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._name, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout


def record(width: int) -> str:
    """Return a whole session at a width, as text; what was seen only for a moment stands at its end."""
    with (
        tempfile.TemporaryDirectory() as folder,
        FakeAPI(key=KEY, blocked_words=("refused",), latency=0.3, images_per_minute=9, window=6) as api,
    ):
        terminal = Terminal(width, Path(folder), api.url)
        try:
            looks = [look for step in SESSION if (look := terminal.run(step))]
            return "\n".join([terminal.text(), *(f"── meanwhile ──\n{look}\n" for look in looks)])
        finally:
            terminal.close()


def main() -> None:
    """Print a session for each width that is named, 80 without any."""
    for width in [int(argument) for argument in sys.argv[1:]] or [80]:
        sys.stdout.write(f"── {width} columns ──\n{record(width)}\n")


if __name__ == "__main__":
    main()
