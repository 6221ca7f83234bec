"""`serve`: the site as a plain host gives it, to its own pages alone, and nothing of the machine beside it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from typing import IO, TYPE_CHECKING

import pytest

from gallery_build.errors import UsageError
from gallery_build.live.doors import Address, is_welcome, parse_address
from gallery_build.live.serve import bind
from tests.live.served import Served, parsed, served
from tests.live.sessions import CONFIG, PATIENCE, until
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a gallery of one prompt, with an empty folder in its site."""
    with served(a_gallery(tmp_path_factory.mktemp("served"), config=CONFIG, fox="A red fox.\n")) as server:
        (server.session.root / "site/empty").mkdir()
        yield server


def test_pages_and_files_come_with_their_types(server: Served) -> None:
    """Each kind of file has its media type, and nothing may be kept by a browser."""
    types = {path: server.ask(path).headers["content-type"] for path in ("/", "/assets/style.css", "/gallery.json")}
    assert types == {
        "/": "text/html; charset=utf-8",
        "/assets/style.css": "text/css; charset=utf-8",
        "/gallery.json": "application/json",
    }
    assert server.ask("/").headers["cache-control"] == "no-store"
    picture = next((server.session.root / "site/images").rglob("*.jpg"))
    answer = server.ask(f"/{picture.relative_to(server.session.root / 'site').as_posix()}")
    assert (answer.body, answer.headers["content-type"]) == (picture.read_bytes(), "image/jpeg")


def test_a_page_has_the_script_and_its_file_has_not(server: Served) -> None:
    """Live reload is put in by the server; the site stays what will be published."""
    assert b'<script src="/-/live.js"' in server.ask("/prompts/fox.html").body
    assert "/-/live.js" not in server.session.page("prompts/fox.html")
    assert server.ask("/-/live.js").headers["content-type"].startswith("text/javascript")


def test_what_is_not_there_is_the_sites_own_page(server: Served) -> None:
    """A missing page is 404.html with status 404, at any depth."""
    answer = server.ask("/prompts/no/such.html")
    title = server.session.page("404.html").partition("<title>")[2].partition("</title>")[0]
    assert (answer.status, title in answer.body.decode()) == (404, True)


def test_folders_have_no_listing(server: Served) -> None:
    """A folder without an index does not exist; one with an index has a final slash."""
    assert [server.ask(path).status for path in ("/images", "/images/", "/empty/", "/assets/")] == [404] * 4


def test_only_reading(server: Served) -> None:
    """Nothing but GET and HEAD is answered; HEAD has no body."""
    statuses = [server.ask("/", method=method).status for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH")]
    head = server.ask("/", method="HEAD")
    assert (statuses, head.status, head.body) == ([405] * 5, 200, b"")


def test_its_own_names_are_welcome(server: Served) -> None:
    """The loopback names with the port are this server, as host and as origin."""
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        own = f"{name}:{server.port}"
        assert server.ask("/", f"Origin: http://{own}", host=own).status == 200
    assert server.ask("/", f"Origin: https://localhost:{server.port}").status == 421
    assert server.ask("/", "Host: example.org").status in {400, 421}


def test_beyond_loopback_an_address_is_welcome_and_a_name_is_not() -> None:
    """Where others may come, any literal address is this server: a foreign name could be anybody's."""
    wide = Address("0.0.0.0", 8000)
    asked = {
        name: is_welcome([(b"host", name)], wide) for name in (b"192.168.1.7:8000", b"[fe80::1]:8000", b"a.org:8000")
    }
    assert list(asked.values()) == [True, True, False]


def test_a_stream_says_what_changed(server: Served) -> None:
    """A page that knows an older state hears at once which files changed since."""
    mark = server.ask("/").body.partition(b'data-mark="')[2].partition(b'"')[0].decode()
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        connection.sendall(f"GET /-/events?{mark} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        stream = connection.makefile("rb")
        server.session.write("fox", "---\ntitle: Streamed\n---\nA red fox.\n")
        said = next(line for line in stream if line.startswith(b"data:") and b"prompts/fox.html" in line)
    assert b'"all": false' in said


def test_below_a_path(tmp_path: Path) -> None:
    """With a base the site stands below it, and nothing stands beside it."""
    root = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n")
    with served(root, "/sub/path/") as server:
        asked = {
            path: server.ask(path) for path in ("/sub/path/", "/sub/path/prompts/fox.html", "/prompts/fox.html", "/")
        }
    assert [answer.status for answer in asked.values()] == [200, 200, 404, 307]
    assert asked["/"].headers["location"] == "/sub/path/"


def test_before_the_first_site_there_is_a_page_that_waits(tmp_path: Path) -> None:
    """A gallery whose first build fails is shown all the same, with what is wrong."""
    root = a_gallery(tmp_path, config=CONFIG, fox="---\nnonsense: 1\n---\nA red fox.\n")
    with served(root) as server:
        answer = server.ask("/")
    assert (answer.status, b"/-/live.js" in answer.body) == (404, True)


def test_a_taken_port_is_passed_over_or_said() -> None:
    """Without an address the next free port is taken; a port that was asked for and is taken is an error."""
    with bind(Address()) as first, bind(Address()) as second:
        taken = first.getsockname()[1]
        assert second.getsockname()[1] != taken
        with pytest.raises(UsageError):
            bind(Address(port=taken))


@pytest.mark.parametrize("text", ["8000", "localhost", ":8000", "localhost:", "localhost:70000", "localhost:x"])
def test_what_is_no_address_is_said(text: str) -> None:
    """An address has a host and a port."""
    with pytest.raises(UsageError):
        parse_address(text)


def said_until_built(output: IO[str]) -> list[str]:
    """Return the words that a command says up to its first build, wherever its lines break."""
    words: list[str] = []
    while "built" not in words:
        words += output.readline().split()
    return words


def test_the_command_serves_drafts_and_ends_well(tmp_path: Path) -> None:
    """`serve --drafts` shows a draft, publishes none of it, and Ctrl-C ends it with 0."""
    root = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n", owl="---\ndraft: true\n---\nAn owl.\n")
    command = [sys.executable, "-m", "gallery_build", "-C", str(root), "serve", "--drafts"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        _, _, address, _, _, studio, *built = said_until_built(process.stdout)
        with urllib.request.urlopen(f"{address}prompts/owl.html", timeout=PATIENCE) as page:
            shown = page.read()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err, b"owl" in shown) == (0, "", "", True)
    assert (studio.startswith("http://127.0.0.1:"), built[:2]) == (True, ["built", "·"])
    assert not (root / "site").exists()


@pytest.mark.parametrize("flag", ["--no-studio", "--quiet", "--json"])
def test_the_studio_can_be_left_shut(tmp_path: Path, flag: str) -> None:
    """Where nobody wants it, or nobody would be told its address, there is none."""
    root = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n")
    command = [sys.executable, "-m", "gallery_build", "-C", str(root), "serve", flag]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        until((root / "site/index.html").exists)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, "studio" in out) == (0, False)


def test_explain_says_why(tmp_path: Path) -> None:
    """`serve --explain` gives the reasons that `watch --explain` gives."""
    root = a_gallery(tmp_path, config=CONFIG, fox="A red fox.\n")
    command = [sys.executable, "-m", "gallery_build", "-C", str(root), "serve", "--explain", "--no-studio"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said_until_built(process.stdout)
        reason = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert "nothing is remembered of an earlier build" in reason


def test_an_answer_is_read() -> None:
    """The reader of these tests tells an answer from silence."""
    assert parsed(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody").headers == {"a": "b"}
    assert parsed(b"").status == 0
