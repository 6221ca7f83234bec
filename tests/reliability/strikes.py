"""Kills a purchase at each of its acts: a program that forks one after the other, and strikes where it is told.

An act is a file opened for writing, a rename, a removal, a new folder or a connection, as Python's audit hooks see it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
ACTS = frozenset({"os.rename", "os.remove", "os.mkdir", "socket.connect"})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@contextmanager
def striking(code: Path | None = None) -> Iterator[Callable[[Path, str, str, int], int]]:
    """Yield `strike(root, url, key, when)`: hand in and collect, killed before act `when`; 0 never.

    It returns how many acts there were, or 0 where the purchase was killed. `code`: another copy of the package.
    """
    path = os.pathsep.join(str(folder) for folder in (code, ROOT) if folder)
    command = [sys.executable, "-P", "-m", "tests.reliability.strikes"]
    environment = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, answers = process.stdin, process.stdout

        def strike(root: Path, url: str, key: str, when: int) -> int:
            orders.write(json.dumps([str(root), url, key, when]) + "\n")
            return int(answers.readline())

        yield strike


CALLS = (
    "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "fsync", "chmod", "fchmod",
    "connect", "sendto", "sendmsg", "write", "writev",
)  # fmt: skip
"""System calls that change something outside of the process."""


def strike_at_call(root: Path, url: str, key: str, call: str, when: int) -> bool:
    """Hand in and collect, killed at the call of that name and number; tell whether it came to its end before."""
    order = json.dumps([str(root), url, key, 0])
    # the counter of `when` is the call's own, so each name has its turn; strace must see every call it may kill at
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"]
    inject = ["-e", f"inject={call}:signal=SIGKILL:when={when}"]
    tool = [sys.executable, "-P", "-m", "tests.reliability.strikes", order]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([*command, *inject, *tool], env=environment, check=False, capture_output=True).returncode == 0


def main() -> None:
    """Carry out the order on the command line, or each one of standard input in a child of its own."""
    import openai  # noqa: F401, PLC0415  # here, so that no child pays for it
    import PIL.Image  # noqa: F401, PLC0415  # the same

    for order in sys.argv[1:]:
        root, url, key, when = json.loads(order)
        _purchase(root, url, key, when, 1)
    for line in sys.stdin:
        root, url, key, when = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _purchase(root, url, key, when, writing)
        os.close(writing)
        os.waitpid(child, 0)
        with os.fdopen(reading) as counted:
            print(counted.read() or "0", flush=True)  # noqa: T201  # the answer to the order


def _purchase(root: str, url: str, key: str, when: int, writing: int) -> None:
    """Hand in and collect in this process, and say how many acts that took."""
    from gallery_build.buy.access import Access  # noqa: PLC0415  # the copy that is tried
    from tests.reliability.batches import Buyer  # noqa: PLC0415  # the same

    acts = 0

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal acts
        if event in ACTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            acts += 1
            if acts == when:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        sys.addaudithook(hear)
        Buyer(Path(root), Access(url, key)).build(batch=True)
        os.write(writing, str(acts).encode())
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
