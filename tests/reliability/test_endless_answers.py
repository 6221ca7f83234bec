"""Answers without end and files that are bombs: given up in time, at the price of little memory, and told nobody else."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.batch_answers import owner_of
from gallery_build.model import Key
from gallery_build.project import load
from tests.fake_api import FakeAPI
from tests.fake_api.items import SVG
from tests.fake_api.pictures import Picture, draw
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import Tool, foxes, make_gallery, tool_for
from tests.reliability.hostile import answering, bought, head, user_of, whole
from tests.reliability.judges import kept, leftovers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reliability.hostile import Asked

MEGABYTE = 1 << 20

linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory was used")


def png_chunk(name: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def bombs() -> Iterator[bytes]:
    """Yield files that are small, and large when they are opened."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(200)) + packer.flush()
    sound = draw(Picture("a fox", 1, 96, 64, "png"))
    start = sound.index(b"IDAT") - 4
    yield sound[:start] + png_chunk(b"zTXt", b"Comment\0\0" + packed) + sound[start:]
    yield sound[:start] + png_chunk(b"iCCP", b"profile\0\0" + packed) + sound[start:]
    header = (60_000).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    yield sound[:8] + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")
    jpeg = draw(Picture("a fox", 1, 96, 64, "jpeg"))
    place = jpeg.index(b"\xff\xc0") + 5
    yield jpeg[:place] + b"\xff\xfa\xff\xfa" + jpeg[place + 4 :]
    yield SVG
    yield b"<html><script>alert(1)</script></html>"


MEASURED = """
import sys
from gallery_build.cli import run
code = run(sys.argv[1:])
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("peak", int(peak) // 1024)
sys.exit(code)
"""
"""The tool, and at its end its largest memory in MiB; what a parent sees of it has the parent's own memory in it."""


def peak_of(tool: Tool) -> tuple[int, float]:
    """Build in a process of its own; return its largest memory in MiB, and its seconds."""
    started = time.monotonic()
    command = [sys.executable, "-c", MEASURED, "-C", str(tool.root), "build", "--jobs", "1"]
    ran = subprocess.run(
        command, cwd=tool.root, env={**os.environ, **tool.settings}, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    return int(ran.stdout.rpartition("peak ")[2]), time.monotonic() - started


def gzip_peak(root: Path, size: int, code: Path | None = None) -> tuple[int, float]:
    """Return memory and seconds of a build that is answered with so many bytes in gzip, beyond those of a good answer."""
    with FakeAPI() as api:
        usual, seconds = peak_of(tool_for(make_gallery(root / "usual", foxes(1)), api, code=code))
        api.behave(gzip_bomb=True, gzip_bomb_bytes=size)
        peak, longer = peak_of(tool_for(make_gallery(root / "gzip", foxes(1)), api, code=code))
    return peak - usual, longer - seconds


def lengthened(content: bytes, size: int) -> bytes:
    """Return results whose first line is so long."""
    first, rest = content.split(b"\n", 1)
    return first.replace(b'"b64_json": "', b'"b64_json": "' + b"A" * size, 1) + b"\n" + rest


def test_a_line_of_results_that_is_too_long_is_one_picture_lost(tmp_path: Path) -> None:
    """Said by name and asked once more; the others are kept."""
    with FakeAPI() as api:
        tool = tool_for(make_gallery(tmp_path, foxes(3)), api)
        assert tool.build("--batch").code == 0
        (good,) = api.results()
        owner = {item.recipe.key: item.recipe.name for item in load(tmp_path).plan().items}[Key(owner_of(good))]
        api.change_results(lambda content: lengthened(content, 81 * MEGABYTE))
        ran = tool.run("build", "--max-cost", "0")
        assert f"unknown: {owner}: its line is larger than 80 MiB, or cut short: perhaps paid" in ran.err, ran.words
        assert (len(kept(tmp_path)), ran.clumsy, ran.words.count("perhaps paid")) == (2, [], 1), ran.words
        assert (tool.build().code, len(kept(tmp_path)), leftovers(tmp_path)) == (0, 3, [])


@linux
def test_a_line_of_results_without_end_costs_no_more_than_a_long_one(tmp_path: Path) -> None:
    """250 MiB in one line: as much memory as the longest that is allowed, and little more."""
    with FakeAPI() as api:
        usual, _ = peak_of(tool_for(make_gallery(tmp_path / "usual", foxes(1)), api))
        tool = tool_for(make_gallery(tmp_path / "endless", foxes(2)), api)
        assert tool.build("--batch").code == 0
        api.change_results(lambda content: lengthened(content, 250 * MEGABYTE))
        peak, _ = peak_of(tool)
        assert peak - usual < 150


@linux
def test_a_gibibyte_in_gzip_costs_no_memory(tmp_path: Path) -> None:
    """Stopped at 80 MiB, twice: at most 150 MiB and 2 s for each answer more than a good one."""
    mebibytes, seconds = gzip_peak(tmp_path, 1 << 30)
    print(f"gzip: {mebibytes} MiB and {seconds:.1f} s more than a good answer")  # noqa: T201  # docs/reliability.md
    assert mebibytes <= 150
    assert seconds <= 2 * 2 * max(1.0, os.getloadavg()[0])  # a loaded machine is slow by its own measure
    assert (kept(tmp_path / "gzip"), leftovers(tmp_path / "gzip")) == ([], [])


@pytest.mark.long
@linux
def test_a_reader_without_a_limit_is_seen(tmp_path: Path) -> None:
    """Without the limit of 80 MiB, 110 MiB in gzip cost more than the 150."""
    code = break_copy(tmp_path / "code", "buy/providers/openai.py", "MAX_BYTES = 80 *", "MAX_BYTES = 8000 *")
    assert gzip_peak(tmp_path, 110 * MEGABYTE, code)[0] > 150


@linux
def test_pictures_that_unpack_to_gigabytes_cost_no_memory(tmp_path: Path) -> None:
    """Words, colours and pixels that are large when opened, a script in SVG, HTML: nothing is stored, at most 150 MiB."""
    files = list(bombs())
    texts = dict(zip(foxes(len(files)).values(), files, strict=True))

    def answer(asked: Asked) -> list[bytes]:
        encoded = base64.b64encode(texts[asked.prompt]).decode()
        return whole(json.dumps({"data": [{"b64_json": encoded}]}).encode())

    root = make_gallery(tmp_path / "gallery", foxes(len(files)))
    with answering(answer) as hostile:
        peak, _ = peak_of(Tool(root, user_of(hostile)))
    with FakeAPI() as api:
        usual, _ = peak_of(tool_for(make_gallery(tmp_path / "usual", foxes(len(files))), api))
    assert (kept(root), len(hostile.asked), peak - usual <= 150) == ([], 2 * len(files), True)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_neither_key_nor_prompt_elsewhere(tmp_path: Path, status: int) -> None:
    """Another origin hears nothing at all, and the build stops with exit 7."""
    make_gallery(tmp_path, foxes(2))
    with answering(lambda _asked: whole(b"{}")) as other:
        moved = whole(b"", status, location=f"{other.url}/images/generations")
        with answering(lambda _asked: moved) as hostile:
            ran = Tool(tmp_path, user_of(hostile)).build("--jobs", "1")
            assert (ran.code, ran.clumsy, len(hostile.asked), other.asked) == (7, [], 1, []), ran.words


def endless(first: bytes, piece: bytes) -> Iterator[bytes]:
    """Yield a beginning, and one piece for ever."""
    yield first
    yield from itertools.repeat(piece)


ENDLESS = {
    "headers": (b"HTTP/1.1 200 ?\r\n", b"x-more: " + b"a" * 8000 + b"\r\n"),
    "one header": (b"HTTP/1.1 200 ?\r\nx-more: ", b"a" * 65536),
    "body": (head(), b" " * 65536),
    "chunks": (head(transfer_encoding="chunked"), b"10000\r\n" + b" " * 65536 + b"\r\n"),
    "error": (head(500), b"x" * 65536),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
}
OFTEN = {"one header", "body", "continue"}
"""Which of them are tried each time."""


@pytest.mark.parametrize(
    "kind", [kind if kind in OFTEN else pytest.param(kind, marks=pytest.mark.long) for kind in ENDLESS]
)
def test_what_never_ends_is_ended(tmp_path: Path, kind: str) -> None:
    """Headers, a body, an error's words without end: given up in time, in words, and nothing is stored."""
    make_gallery(tmp_path, foxes(1), timeout=3)
    with answering(lambda _asked: endless(*ENDLESS[kind])) as hostile:
        assert bought(tmp_path, hostile.url) == {"unknown": 1}
        assert (len(hostile.asked), kept(tmp_path), leftovers(tmp_path)) == (2, [], [])
