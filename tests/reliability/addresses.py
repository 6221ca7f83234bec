"""Addresses that an answer may name and nobody may fetch, and a witness of every connection that is tried.

Run as a program it fetches each line of its input for a public endpoint, and prints where a connection was tried.
"""

from __future__ import annotations

import socket
import sys

from gallery_build.buy.access import make_access
from gallery_build.buy.download import DownloadError, download

HERE = (
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1", "127.0.1", "0", "0.0.0.0", "0.0.0.1", "2130706433"),
    *(
        "0x7f000001",
        "0x7F.1",
        "0x7f.0x0.0x0.0x1",
        "0177.0.0.1",
        "017700000001",
        "0177.0x0.1",
        "127.0.0.01",
        "127.0.0.1.",
    ),
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "LocalHost.",
        "user@127.0.0.1",
        "api.openai.com@127.0.0.1",
        "127.0.0.1%00",
    ),
    *(
        "127。0。0。1",
        "①②⑦.⓪.⓪.①",
        "１２７.0.0.1",
        "ｌocalhost",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::]",
        "[::ffff:127.0.0.1]",
    ),
    *("[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[::1%25lo]", "[::1%lo]"),
)
"""Spellings of this machine."""

ELSEWHERE = (
    *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0xa9fea9fe", "2852039166"),
    *("100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[::ffff:169.254.169.254]"),
    *("[64:ff9b::a9fe:a9fe]", "[2001:db8::1]", "[2001:0:a9fe:a9fe::1]", "[fec0::1]", "[100::1]"),
)
"""Private, link-local, shared, reserved, for documentation, for many: nothing of it is on the public web."""

SCHEMES = (
    "http://files.example/a.png",
    "file:///etc/passwd",
    "ftp://127.0.0.1/a",
    "gopher://127.0.0.1/",
    "//127.0.0.1/a",
)
"""Nothing but https is fetched."""


def forbidden(port: int) -> list[str]:
    """Return every address as a url; those of this machine at a port where somebody listens."""
    here = [f"https://{host}:{port}/a.png" for host in HERE]
    return [*here, *(f"https://{host}/a.png" for host in ELSEWHERE), *SCHEMES]


def main() -> None:
    """Fetch the lines of standard input for an endpoint on the public web."""
    access = make_access("https://images.example/v1", "sk-canary")
    sys.addaudithook(_witness)
    for url in sys.stdin.read().split("\n"):
        try:
            download(url, access)
        except DownloadError as error:
            print("refused" if str(error).isprintable() else "garbled")  # noqa: T201


def _witness(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[0], socket.socket) and arguments[0].family != socket.AF_UNIX:
        print("connected", arguments[1])  # noqa: T201


if __name__ == "__main__":
    main()
