"""Output that nobody can take: a full disk is said on the other stream, a pipe or a stream that is closed ends quietly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reliability.galleries import foxes, make_gallery

if TYPE_CHECKING:
    from typing import IO

FULL = Path("/dev/full")
WORDS = "standard output cannot be written: No space left on device"

full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery."""
    return make_gallery(tmp_path, foxes(1))


def ran(gallery: Path, *arguments: str, out: IO[bytes]) -> tuple[int, str]:
    """Run the tool with this standard output; return its code and what stands on the other stream."""
    command = [sys.executable, "-m", "gallery_build", "-C", str(gallery), *arguments]
    done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stderr


@full
@pytest.mark.parametrize("arguments", [("plan", "--json"), ("plan", "-v"), ("build",), ("--help",)], ids=str)
def test_a_full_disk_is_said(gallery: Path, arguments: tuple[str, ...]) -> None:
    """Exit 1 and what the system said, with what to do; what was to be built is built."""
    with FULL.open("wb", buffering=0) as out:
        code, said = ran(gallery, *arguments, out=out)
    assert (code, WORDS in said, "hint: make room" in said) == (1, True, True), said
    assert ("Traceback" in said, "a fault of ours" in said) == (False, False)
    assert (gallery / "site/index.html").exists() is (arguments[0] == "build")


@full
def test_an_error_in_json_that_finds_no_room_keeps_its_code(gallery: Path) -> None:
    """An unknown id is wrong use, exit 2, also where that cannot be printed."""
    with FULL.open("wb", buffering=0) as out:
        code, said = ran(gallery, "plan", "--json", "no-such-fox", out=out)
    assert (code, WORDS in said) == (2, True), said


def test_a_pipe_that_is_closed_ends_quietly(tmp_path: Path) -> None:
    """As `| head -1` closes it, with more to come than a pipe holds: no word, no failure."""
    gallery = make_gallery(tmp_path, foxes(300))
    command = [sys.executable, "-m", "gallery_build", "-C", str(gallery), "plan", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_stream_that_is_not_there_ends_quietly(gallery: Path) -> None:
    """As `>&-` leaves it."""
    command = f'"{sys.executable}" -m gallery_build -C "{gallery}" spend >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
