"""A build under strace: killed or failed at one system call that changes something, wherever in the build it stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from gallery_build.site.theme import load_theme, shipped_theme
from tests.reliability.galleries import PATIENCE, Ran

if TYPE_CHECKING:
    from tests.reliability.galleries import Tool

CHANGING = (
    *("write", "pwrite64", "sendfile", "copy_file_range", "ftruncate", "fallocate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "sendto"),
)
"""Calls after which something is different: on the disk, or at the server. Files are created before they are written."""

_MKDIR = re.compile(r'mkdir\("([^"]*)"')

_CALL = re.compile(r"(?P<thread>\d+) +(?P<call>\w+)\(")


@dataclass(frozen=True, slots=True)
class Point:
    """One call of a build: the number-th of its name in the thread that comes to so many first."""

    call: str
    number: int

    def __str__(self) -> str:
        """Return it as strace's log is read."""
        return f"{self.call} {self.number}"


@dataclass(frozen=True, slots=True)
class Traced:
    """How a traced build ended, and what strace wrote down."""

    ran: Ran
    lines: list[str]

    @property
    def struck(self) -> bool:
        """Tell whether the build came to the call at all."""
        return self.ran.code in {-9, 137} or any("(INJECTED" in line for line in self.lines)

    @property
    def silenced(self) -> bool:
        """Tell whether the words themselves could not be written."""
        return any("(INJECTED" in line and re.search(r" write\([12]<", line) for line in self.lines)

    def counts(self) -> dict[str, int]:
        """Return for each call how often the thread made it that made it most."""
        by_thread = Counter(match.group("thread", "call") for line in self.lines if (match := _CALL.match(line)))
        calls = {call for _, call in by_thread}
        return {call: max(count for (_, one), count in by_thread.items() if one == call) for call in sorted(calls)}

    def sent_after_failure(self) -> list[str]:
        """Return what was sent to the server after the first call that failed in `originals/`."""
        made: set[str] = set()
        for number, line in enumerate(self.lines):
            folder = found[1] if (found := _MKDIR.search(line)) else ""
            if folder and line.endswith(" = 0"):
                made.add(folder)
            if (
                "(INJECTED" in line and "/originals/" in line and folder not in made
            ):  # one that is there needs no making
                return [later for later in self.lines[number:] if " sendto(" in later]
        return []


def kill_at(point: Point, tool: Tool) -> Traced:
    """Kill a build as it enters a call."""
    return trace(tool, point.call, f"signal=SIGKILL:when={point.number}")


def fail_from(point: Point, error: str, tool: Tool, *, once: bool = False) -> Traced:
    """Let a call fail in a build, from the point on or there alone."""
    return trace(tool, point.call, f"error={error}:when={point.number}{'' if once else '+'}")


@cache
def compile_templates() -> None:
    """Compile every template: only the first build of a run writes down what comes of it, and its calls are counted."""
    shipped = shipped_theme()
    theme = load_theme(shipped)
    for file in shipped.glob("*.*"):
        theme.environment.get_template(file.name)


def trace(tool: Tool, call: str = "", act: str = "") -> Traced:
    """Run a build of one worker under strace; the test is skipped where strace may not trace."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed: no build can be stopped at a system call")
    compile_templates()
    log = tool.root.parent / f"{tool.root.name}.{threading.get_ident()}.strace"  # several may run at once
    inject = ["-e", f"inject={call}:{act}"] if call else []
    # never with --seccomp-bpf, which leaves the kill out without a word
    command = [
        strace,
        "-f",
        "-qq",
        "-y",
        "-o",
        str(log),
        "-e",
        f"trace={','.join([*CHANGING, call] if call else CHANGING)}",
        *inject,
    ]
    build = [sys.executable, "-m", "gallery_build", "-C", str(tool.root), "build", "--jobs", "1"]
    settings = {**os.environ, **tool.settings, "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [*command, *build], env=settings, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=tool.root
    )
    if "PTRACE" in ran.stderr or "ptrace" in ran.stderr:
        pytest.skip(f"this machine lets nobody trace: {ran.stderr.strip().splitlines()[0]}")
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Traced(Ran(ran.returncode, ran.stdout, ran.stderr), lines)


def points(tool: Tool, calls: tuple[str, ...] = CHANGING) -> list[Point]:
    """Return the calls of a build that is left alone, as points: the tool's gallery is built by it."""
    counted = trace(tool).counts()
    return [Point(call, number) for call in calls for number in range(1, counted.get(call, 0) + 1)]
