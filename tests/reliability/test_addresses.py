"""A picture that comes as an address is fetched from the public web over https, or from nowhere."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from gallery_build.buy.access import make_access
from gallery_build.buy.download import DownloadError, download
from tests.reliability.addresses import HERE, forbidden
from tests.reliability.broken_copies import ROOT, break_copy
from tests.reliability.hostile import answering, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reliability.hostile import Asked


@contextmanager
def listening() -> Iterator[int]:
    """Listen on this machine; give the port."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as server:
        yield server.getsockname()[1]


def fetched(urls: list[str], code: Path = ROOT) -> list[str]:
    """Return what a process that fetches these addresses said: `refused`, or where it tried to connect."""
    settings = {**os.environ, "PYTHONPATH": f"{code}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.reliability.addresses"]
    ran = subprocess.run(
        command, input="\n".join(urls), env=settings, capture_output=True, text=True, check=True, timeout=120, cwd=code
    )
    return ran.stdout.splitlines()


def test_no_address_leads_where_it_may_not() -> None:
    """Loopback, link-local, private, NAT64 and their odd spellings: not one connection is tried."""
    with listening() as port:
        urls = forbidden(port)
        assert len(urls) >= 60
        assert fetched(urls) == ["refused"] * len(urls)


def test_a_downloader_that_trusts_addresses_is_seen(tmp_path: Path) -> None:
    """With a check that finds every address public, the spellings of this machine do connect to it."""
    sound = "    return ip.is_global and not ip.is_multicast\n"
    code = break_copy(tmp_path / "code", "buy/download.py", sound, "    return True\n")
    with listening() as port:
        pass  # nobody listens there any more
    said = fetched([f"https://{host}:{port}/a.png" for host in HERE[:12]], code)
    assert len([line for line in said if line.startswith("connected")]) == 12


MOVED = [
    "https://127.0.0.1:{other}/a.png",
    "http://127.0.0.1:{other}/a.png",
    "http://localhost:{own}/a.png",
    "//127.0.0.1:{other}/a.png",
    "https://169.254.169.254/latest/meta-data",
    "https://[::ffff:10.0.0.1]/a.png",
    "http://files.example/a.png",
    "file:///etc/passwd",
    "https://2852039166/a.png",
    "https://[::1",
]


@pytest.mark.parametrize("target", MOVED)
def test_a_redirect_leads_nowhere_else(target: str) -> None:
    """A server on this machine that sends us on to another: it is not asked."""
    with answering(lambda _asked: whole(b"{}")) as other:

        def answer(asked: Asked) -> list[bytes]:
            ports = {"other": other.host.rpartition(":")[2], "own": hostile.host.rpartition(":")[2]}
            return whole(b"", 302, location=target.format(**ports))

        with answering(answer) as hostile:
            with pytest.raises(DownloadError):
                download("/picture.png", make_access(hostile.url, None))
            assert ([asked.path for asked in hostile.asked], other.asked) == (["/picture.png"], [])


@pytest.mark.parametrize(("hops", "arrives"), [(0, True), (3, True), (4, False), (9, False)])
def test_three_redirects_are_followed_and_no_more(hops: int, arrives: bool) -> None:  # noqa: FBT001  # a table
    """Each is one request, without the key; a fourth is not made."""

    def answer(asked: Asked) -> list[bytes]:
        hop = int(asked.path.strip("/"))
        return whole(b"picture") if hop == hops else whole(b"", 307, location=f"/{hop + 1}")

    with answering(answer) as hostile:
        access = make_access(hostile.url, "sk-canary")
        if arrives:
            assert download("/0", access) == b"picture"
        else:
            with pytest.raises(DownloadError, match="more than 3 redirects"):
                download("/0", access)
        assert (len(hostile.asked), {asked.key for asked in hostile.asked}) == (min(hops, 3) + 1, {""})
