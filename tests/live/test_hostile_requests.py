"""`serve` among hostile requests: 400 traversals, 30 foreign names, broken bytes and silent sockets get nothing from it."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.browser.served import serve
from tests.live.served import Served, parsed, served
from tests.live.sessions import CONFIG, until
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SECRET = b"the secret of the machine"
FAILED = 500
"""The first status by which a server says that it failed."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a gallery that has secrets beside its site, and links to them inside it."""
    root = a_gallery(tmp_path_factory.mktemp("served"), config=CONFIG, fox="A red fox.\n")
    with served(root) as server:
        (root / "secret.txt").write_bytes(SECRET)
        site = root / "site"
        for hidden in (".env", ".git/config"):
            (site / hidden).parent.mkdir(exist_ok=True)
            (site / hidden).write_bytes(SECRET)
        (site / "out.txt").symlink_to(root / "secret.txt")
        (site / "up").symlink_to(root)
        os.mkfifo(site / "pipe.txt")
        (site / "empty").mkdir()
        yield server


def traversals() -> list[str]:
    """Return 400 ways to ask for what stands outside the site, or hidden in it."""
    ups = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..;", "..%00", "%c0%ae%c0%ae", "…", "..%5c", "..\\", "up"]
    ends = ["secret.txt", "gallery.toml", "etc/passwd", "secret.txt%00.html", "prompts/fox.md"]
    seps = ["/", "%2f", "//", "/./", "\\", "%5c"]
    found = [f"/{sep.join([up] * depth)}{sep}{end}" for up in ups for sep in seps for end in ends for depth in (1, 3)]
    fixed = ["/.env", "/.git/config", "/%2eenv", "/out.txt", "/up/secret.txt", "/pipe.txt", "//secret.txt", "/up/"]
    fixed += ["/C:/secret.txt", "/file:///secret.txt", "http://127.0.0.1/../secret.txt", "*", "/%", "/%zz", "/\x7f"]
    return (fixed + found)[:400]


def leaks(server: Served, paths: Iterable[str]) -> list[str]:
    """Return the paths that gave a secret, a file, or a failure."""
    answers = {path: server.ask(path) for path in paths}
    return [
        path for path, answer in answers.items() if SECRET in answer.body or answer.status not in {0, 301, 400, 404}
    ]


def test_nothing_outside_the_site_is_served(server: Served) -> None:
    """400 traversals, hidden files, links and pipes give neither a secret nor a failure."""
    asked = traversals()
    assert (len(set(asked)), leaks(server, asked)) == (400, [])


def test_a_plain_file_server_leaks(server: Served) -> None:
    """The same requests get secrets out of a server that gives whatever the folder holds."""
    asked = [path for path in traversals() if "pipe" not in path]  # such a server would wait for the pipe
    with serve(server.session.root / "site") as address:
        plain = replace(server, port=int(address.split(":")[2].strip("/")))
        assert {"/.env", "/.git/config", "/out.txt", "/up/secret.txt"} <= set(leaks(plain, asked))


FOREIGN = [
    "",
    "null",
    "example.org",
    "example.org:80",
    "example.org:{port}",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:1",
    "127.0.0.1:0{port}0",
    "127.0.0.1:{port}:{port}",
    "127.0.0.1.example.org:{port}",
    "127.0.0.1.:{port}",
    "127.0.0.2:{port}",
    "127.1:{port}",
    "0x7f000001:{port}",
    "2130706433:{port}",
    "0177.0.0.1:{port}",
    "0.0.0.0:{port}",
    "192.168.1.7:{port}",
    "[::]:{port}",
    "::1:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "localhost",
    "localhost:1",
    "localhost.:{port}",
    "localhost.example.org:{port}",
    "xlocalhost:{port}",
    "localhost:{port}@example.org",
    "example.org@localhost:{port}",
    "example.org:{port}#127.0.0.1:{port}",
]
"""Names that are not this server's, though its own page can be reached by some of them."""


def welcomed(server: Served, names: Iterable[str]) -> list[str]:
    """Return the names by which, as host or as origin, the page is had."""
    found = []
    for name in (one.format(port=server.port) for one in names):
        by_host = server.ask("/", host=name)
        by_origin = server.ask("/", f"Origin: {f'http://{name}' if name not in {'', 'null'} else 'null'}")
        refused = by_host.status in {400, 421} and by_origin.status == 421
        found += [name] if not refused or b"fox" in by_host.body + by_origin.body else []
    return found


def test_foreign_names_are_refused(server: Served) -> None:
    """A page that reached the server by one of 30 other names, or that comes from there, gets nothing."""
    assert (len(set(FOREIGN)), welcomed(server, FOREIGN)) == (30, [])


def test_own_names_would_be_noticed(server: Served) -> None:
    """The judge of names sees a page that was given."""
    assert len(welcomed(server, ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])) == 3


def fuzzed(dice: Random, port: int) -> bytes:
    """Return a request that is broken somewhere."""
    request = f"GET /{'x' * dice.randint(0, 9)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n".encode()
    broken = bytearray(request)
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(broken))
        broken[place : place + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 4))
    return bytes(broken)


def hold_against_fuzz(server: Served, count: int) -> None:
    """Send broken requests; none may leak or make it fail, and the server answers as before."""
    dice = Random(7)
    for _ in range(count):
        content = server.send(fuzzed(dice, server.port))
        assert (SECRET in content, parsed(content).status < FAILED) == (False, True), content
    assert server.ask("/").status == 200


def test_broken_requests_break_nothing(server: Served) -> None:
    """After 500 requests with random bytes in them the site is served as before."""
    hold_against_fuzz(server, 500)


@pytest.mark.long
def test_many_broken_requests_break_nothing(server: Served) -> None:
    """After 10,000 of them too."""
    hold_against_fuzz(server, 10_000)


def test_a_leak_among_broken_requests_is_seen(tmp_path: Path) -> None:
    """Where the page for what is missing holds the secret, the same requests find it."""
    with served(a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n")) as server:
        (tmp_path / "site/404.html").write_bytes(SECRET)
        with pytest.raises(AssertionError, match=SECRET.decode()):
            hold_against_fuzz(server, 500)


def open_files() -> int:
    """Return how many descriptors this process holds."""
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0


def test_idle_sockets_hold_nobody_up(server: Served) -> None:
    """With 200 connections that say nothing, pages come; when they are closed, nothing of them stays."""
    server.ask("/")
    before = open_files()
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    assert server.ask("/").status == 200
    for connection in idle:
        connection.close()
    until(lambda: open_files() <= before)
