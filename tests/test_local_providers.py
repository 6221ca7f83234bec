"""A repository may name a server on this machine, and no other, however an address is dressed up; no key goes there."""

from __future__ import annotations

import datetime as dt
import ipaddress
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.buy.access import Access, make_access
from gallery_build.cli import run
from gallery_build.config import load_config
from gallery_build.errors import FaultsError
from gallery_build.job import Company, Wishes
from gallery_build.loopback import is_plainly_here
from gallery_build.project import build
from gallery_build.report import Exit, Report
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "sk-canary"
CONFIG = """\
[defaults]
model = "gpt-image-2"
size = "1024x640"
quality = "low"
[images]
widths = [64]
[providers.den]
base_url = "{url}"
"""


def a_den(root: Path, url: str) -> Path:
    """Return a gallery with a picture of OpenAI's and one of a server that it names itself."""
    return a_gallery(root, config=CONFIG.format(url=url), fox="A fox.\n", hare="---\nprovider: den\n---\nA hare.\n")


def built(root: Path, access: Access, wishes: Wishes = Wishes(cap=Decimal(10))) -> Report:  # noqa: B008  # a frozen value
    """Build."""
    return build(root, wishes, access, Company(dt.date(2026, 11, 22)))


def fault_of(root: Path, text: str) -> str:
    """Return the one fault of a configuration."""
    (root / "gallery.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        load_config(root)
    (fault,) = caught.value.faults
    return str(fault)


def test_a_server_that_the_gallery_names_is_asked_without_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's key goes to the user's endpoint alone; nothing that the environment says for OpenAI goes there."""
    monkeypatch.setenv("OPENAI_ORG_ID", CANARY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-House: {CANARY}\nAuthorization: Bearer {CANARY}")
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    with FakeAPI(key=None) as mine, FakeAPI(key="none") as den:  # "none" is what stands where there is no key
        report = built(a_den(tmp_path, den.url), make_access(mine.url, CANARY))
        assert (report.bought.made, report.exit) == (2, Exit.DONE)
        assert [CANARY in post.headers.values() for post in den.posts()] == [False]
        assert [post.prompt for post in den.posts()] == ["A hare."]


def test_without_any_key_it_is_asked_all_the_same(tmp_path: Path) -> None:
    """What only OpenAI makes hangs as a sketch; a server that was down is asked by the next build."""
    with FakeAPI(key=None) as den:
        gallery = a_den(tmp_path, den.url)
        assert built(gallery, Access(), Wishes(cap=Decimal(10), offline=True)).bought.made == 0
        assert built(gallery, Access(), Wishes()).exit is Exit.CAP  # no word on money, no request
        assert den.posts() == []
        assert built(gallery, Access()).bought.made == 1


def test_the_users_own_provider_of_that_name_wins(tmp_path: Path) -> None:
    """A repository cannot lead a name of the user's elsewhere."""
    with FakeAPI(key="sk-den") as own, FakeAPI(key=None) as den:
        access = Access(others={"den": Access(own.url, "sk-den", name="den")})
        assert built(a_den(tmp_path, den.url), access).bought.made == 1
        assert (len(own.posts()), den.posts()) == (1, [])


def test_no_redirect_from_there_is_followed(tmp_path: Path) -> None:
    """Another server hears nothing."""
    with (
        FakeAPI(key=None) as other,
        FakeAPI(key=None, redirect=True, redirect_to=f"{other.url}/images/generations") as den,
    ):
        report = built(a_den(tmp_path, den.url), Access())
        assert (report.exit, report.bought.made, other.posts(), other.asked()) == (Exit.KEY, 0, [], [])


def test_doctor_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whose word it is, and that no key goes there."""
    run(["-C", str(a_den(tmp_path, "http://127.0.0.1:8080/v1")), "doctor"])
    assert "den, at 127.0.0.1:8080, as the gallery names it; no key goes there" in capsys.readouterr().out


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "http://127.0.0.1",
        "http://127.9.8.7/",
        "http://[::1]:1234/v1/",
        "http://localhost:65535/openai/v1",
    ],
)
def test_a_repository_may_name_an_endpoint_on_this_machine(tmp_path: Path, url: str) -> None:
    """A literal address of this machine, and no other word with it."""
    (tmp_path / "gallery.toml").write_text(f'[providers.den]\nbase_url = "{url}"\n', encoding="utf-8")
    assert load_config(tmp_path).providers == {"den": url}


ELSEWHERE = [
    "https://images.example/v1",
    "http://127.0.0.1.evil.example/v1",
    "http://127.0.0.1@evil.example/v1",
    "http://evil.example@127.0.0.1/v1",
    "http://127.0.0.1\\\\@evil.example/v1",
    "http://127.0.0.1#@evil.example/v1",
    "http://127.0.0.1?@evil.example/v1",
    "http://127.0.0.1:80@evil.example/v1",
    "http://localhost.evil.example/v1",
    "http://localhost./v1",
    "http://2130706433/v1",
    "http://0x7f000001/v1",
    "http://0x7f.1/v1",
    "http://127.1/v1",
    "http://127.0.0.01/v1",
    "http://0177.0.0.1/v1",
    "http://127.0.0.256/v1",
    "http://127.0.0.1.:80/v1",
    "http://0.0.0.0/v1",
    "http://[::]/v1",
    "http://[::ffff:127.0.0.1]/v1",
    "http://[::1%25eth0]/v1",
    "http://[::1]evil.example/v1",
    "http://①②⑦.0.0.1/v1",
    "http://١٢٧.0.0.1/v1",
    "http://127.0.0.1\\t.evil.example/v1",
    "http://127.0.0.1\\n/v1",
    "http://%31%32%37.0.0.1/v1",
    "http://127.0.0.1:0/v1",
    "http://127.0.0.1:65536/v1",
    "http://127.0.0.1:/v1",
    "http://127.0.0.1/v1?to=http://evil.example",
    "//127.0.0.1/v1",
    "127.0.0.1:8080",
    "file://localhost/etc",
    "",
]


@pytest.mark.parametrize("number", range(len(ELSEWHERE)))
def test_an_endpoint_elsewhere_is_a_fault_at_its_line(tmp_path: Path, number: int) -> None:
    """However it is dressed up: names that begin like an address, users, odd numbers, escapes."""
    fault = fault_of(tmp_path, f'[providers.den]\nbase_url = "{ELSEWHERE[number]}"')
    assert fault.startswith("gallery.toml:2:12: providers.den.base_url ")
    assert "is not an endpoint on this machine" in fault
    assert "your own config.toml" in fault


@given(st.text(alphabet="http:/127.0localhost[]@#?%\\ex\t", max_size=40))
def test_what_passes_for_this_machine_leads_nowhere_else(tail: str) -> None:
    """Whatever stands behind the scheme, every parser reads the same host of this machine."""
    for url in (f"http://{tail}", f"http://127.0.0.1{tail}", f"http://localhost{tail}"):
        if is_plainly_here(url):
            host = urlsplit(url).hostname or ""
            assert host == "localhost" or ipaddress.ip_address(host).is_loopback
            assert httpx2.URL(url).host == host


@pytest.mark.parametrize("name", ["openai", "sketch", "a b", "../x"])
def test_a_provider_of_a_repository_takes_no_name_of_ours(tmp_path: Path, name: str) -> None:
    """The user's own endpoint cannot be replaced."""
    fault = fault_of(tmp_path, f'[providers."{name}"]\nbase_url = "http://127.0.0.1/v1"')
    assert fault.startswith("gallery.toml:1")
