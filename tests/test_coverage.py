"""The rooms that money depends on are tried in every branch: the store, the classes of outcome, the readers of answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ROOMS = ("store/*", "buy/outcome.py", "buy/limits.py", "buy/answers.py", "buy/batch_answers.py")
TESTS = (
    "tests/store",
    "tests/buy/test_outcome.py",
    "tests/buy/test_limits.py",
    "tests/buy/test_answers.py",
    "tests/buy/test_batch_answers.py",
)


def uncovered(folder: Path, *tests: str) -> str:
    """Run tests, those that draw values by chance left out; return the lines and branches of ROOMS that none came by."""
    rooms = ",".join(f"gallery_build/{room}" for room in ROOMS)
    wings = "--source=gallery_build/store,gallery_build/buy"  # also what no test imports
    data = f"--data-file={folder / 'coverage'}"
    chosen = ["-q", "-p", "no:cacheprovider", "-m", "not hypothesis and not long", *tests]
    ran = coverage("run", "--branch", data, wings, "-m", "pytest", *chosen)
    assert ran.returncode == 0, ran.stdout
    report = coverage("report", data, f"--include={rooms}", "--show-missing", "--skip-covered", "--fail-under=100")
    return "" if report.returncode == 0 else report.stdout


def coverage(*words: str) -> subprocess.CompletedProcess[str]:
    """Run coverage in a process of its own, so that everything is imported under its eyes."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "coverage", *words]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


def test_what_money_depends_on_is_tried_in_every_branch(tmp_path: Path) -> None:
    """Each line and each way out of it, in the store, the outcomes and the readers, is run by a test of that room."""
    assert not uncovered(tmp_path, *TESTS)


def test_a_branch_that_no_test_tries_is_seen(tmp_path: Path) -> None:
    """With a part of the tests, the rest is named."""
    assert "gallery_build/buy/answers.py" in uncovered(tmp_path, "tests/buy/test_outcome.py")
