"""Pictures that come as addresses are fetched at once, and only from where they may be."""

from __future__ import annotations

import pytest

from gallery_build.buy.access import make_access
from gallery_build.buy.download import DownloadError, download
from tests.fake_api import FakeAPI

FORBIDDEN = [
    "http://files.example/a.png",
    "file:///etc/passwd",
    "ftp://files.example/a.png",
    "gopher://127.0.0.1/",
    "https://127.0.0.1/a.png",
    "https://localhost/a.png",
    "https://0.0.0.0/a.png",
    "https://10.0.0.1/a.png",
    "https://172.16.0.1/a.png",
    "https://192.168.1.1/a.png",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/a.png",
    "https://[::1]/a.png",
    "https://[::ffff:127.0.0.1]/a.png",
    "https://[::ffff:10.0.0.1]/a.png",
    "https://[64:ff9b::a9fe:a9fe]/a.png",
    "https://[fe80::1]/a.png",
    "https://[fc00::1]/a.png",
    "https://[2002:7f00:1::]/a.png",
    "https://2130706433/a.png",
    "https://0x7f000001/a.png",
    "https://0177.0.0.1/a.png",
    "https://127.1/a.png",
    "https://224.0.0.1/a.png",
    "https://",
    "https://[::1",
    "",
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_no_address_leads_into_a_private_network(url: str) -> None:
    """Loopback, link-local, private and oddly spelled addresses are not fetched for a public server."""
    with pytest.raises(DownloadError):
        download(url, make_access("https://images.example/v1", "sk-canary"))


def test_a_server_on_this_machine_serves_its_own_files_only() -> None:
    """A loopback endpoint may hand out its own host and port, and no other of this machine."""
    with FakeAPI() as home, FakeAPI() as neighbour:
        access = make_access(home.url, None)
        with pytest.raises(DownloadError, match="not fetched"):
            download(neighbour.url, access)
        with pytest.raises(DownloadError, match="answered 404"):
            download("/files/nothing.png", access)
        assert (len(neighbour.asked()), home.failures, neighbour.failures) == (0, [], [])
