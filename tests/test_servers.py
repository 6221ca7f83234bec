"""Servers that speak the Images API: each is asked in its own way, and each answer becomes a picture."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from gallery_build.buy.access import make_access
from gallery_build.buy.providers.servers import load_servers, server_of
from gallery_build.buy.remarks import remarks_on
from gallery_build.errors import UsageError
from gallery_build.job import Company, Wishes
from gallery_build.models import load_catalogue
from gallery_build.project import build, load
from tests.fake_api import FakeAPI
from tests.values import a_gallery

COMPANY = Company(dt.date(2026, 11, 22))
RICH = Wishes(cap=Decimal(10), allow_unpriced=True)
CONFIG = '[defaults]\nmodel = "{}"\nsize = "1024x640"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'

BASIC = {"model", "prompt", "n"}

SERVERS = [
    ("localai", "localai", "local-model", {"size", "response_format"}),
    ("sdcpp", "stable-diffusion-cpp", "local-model", {"size"}),
    ("vllm-omni", "vllm-omni", "local-model", {"size", "response_format"}),
    ("sglang", "sglang", "local-model", {"size", "quality", "response_format"}),
    ("xinference", "xinference", "local-model", {"size", "response_format"}),
    ("litellm", "litellm", "gpt-image-2", {"size", "quality"}),
    ("azure", "azure", "gpt-image-2", {"size", "quality"}),
    ("xai", "xai", "grok-imagine-image-2.0", {"aspect_ratio", "resolution", "quality", "response_format"}),
    ("together", "together", "flux", {"width", "height", "response_format"}),
    ("relay", "default", "gpt-image-2", {"size", "quality"}),
]
"""The server as it is imitated, the row it is asked by, a model it has, and what it is sent beside model, prompt and n."""


@pytest.mark.parametrize(("imitated", "profile", "model", "sent"), SERVERS, ids=[server for server, *_ in SERVERS])
def test_every_server_is_asked_in_its_own_way(
    tmp_path: Path, imitated: str, profile: str, model: str, sent: set[str]
) -> None:
    """One request makes one picture, with exactly the parameters of its row, and comes back as the row says."""
    a_gallery(tmp_path, config=CONFIG.format(model), fox="---\nquality: low\n---\nA red fox.\n")
    with FakeAPI(profile=imitated) as server:
        report = build(tmp_path, RICH, make_access(server.url, server.key, profile), COMPANY)
        assert (report.bought.made, report.bought.troubles, server.failures) == (1, (), [])
        assert [set(post.body) for post in server.posts()] == [BASIC | sent]
        links = len(server.downloads())
    assert links == (1 if load_servers()[profile].returns == "link" else 0)


@pytest.mark.parametrize("imitated", ["localai", "sdcpp", "vllm-omni", "sglang", "xinference", "together"])
def test_a_server_that_is_not_known_is_asked_carefully(tmp_path: Path, imitated: str) -> None:
    """Model, prompt, n, size and base64: what nobody refuses; where a link comes all the same, it is fetched."""
    a_gallery(tmp_path, config=CONFIG.format("local-model"), fox="---\nquality: low\n---\nA red fox.\n")
    with FakeAPI(profile=imitated) as server:
        report = build(tmp_path, RICH, make_access(server.url, server.key), COMPANY)
        assert (report.bought.made, server.failures) == (1, [])
        assert [set(post.body) for post in server.posts()] == [BASIC | {"size", "response_format"}]


def test_only_a_refusal_that_names_the_format_is_asked_again(tmp_path: Path) -> None:
    """LiteLLM names it, and the second request goes without; xAI names the size, and is not asked again."""
    a_gallery(tmp_path, config=CONFIG.format("unheard-of"), fox="A red fox.\n")
    with FakeAPI(profile="litellm") as server:
        build(tmp_path, RICH, make_access(server.url, server.key), COMPANY)
        assert [("response_format" in post.body) for post in server.posts()] == [True, False]
    with FakeAPI(profile="xai") as server:
        report = build(tmp_path, RICH, make_access(server.url, server.key), COMPANY)
        assert (report.bought.made, len(server.posts())) == (0, 1)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://api.openai.com/v1", "openai"),
        ("https://eu.api.openai.com/v1", "openai"),
        ("https://house.openai.azure.com/openai/v1", "azure"),
        ("https://house.services.ai.azure.com/openai/v1", "azure"),
        ("https://house.openai.azure.com/openai/deployments/x", "default"),
        ("https://api.x.ai/v1", "xai"),
        ("https://api.together.xyz/v1", "together"),
        ("https://api.x.ai.example/v1", "default"),
        ("https://openai.azure.com.example/openai/v1", "default"),
        ("http://127.0.0.1:8080/v1", "default"),
    ],
)
def test_servers_are_known_by_their_address(url: str, name: str) -> None:
    """A host, or one that ends in it, with its path; a look-alike is another server."""
    assert server_of("", url).name == name


def test_every_row_has_a_date_and_a_source() -> None:
    """Facts age, so each says when it was looked up, and where."""
    rows = load_servers().values()
    assert [row.name for row in rows if not row.source or row.date < dt.date(2026, 1, 1)] == []
    assert {row.size for row in rows} == {"pixels", "edges", "ratio"}
    assert {row.returns for row in rows} <= {"base64", "link"}


@pytest.mark.parametrize(
    ("size", "ratio", "resolution"),
    [("1024x1024", "1:1", "1k"), ("1536x1024", "3:2", "2k"), ("640x1024", "2:3", "1k"), ("2560x1440", "16:9", "2k")],
)
def test_a_size_becomes_the_nearest_ratio(size: str, ratio: str, resolution: str) -> None:
    """XAI is asked for a shape, and whether it is to be large."""
    spelled = load_servers()["xai"].spell({"size": size})
    assert spelled == {"aspect_ratio": ratio, "resolution": resolution}


def test_what_a_server_takes_for_itself_is_said(tmp_path: Path) -> None:
    """LocalAI splits a prompt at "|", and ignores a quality: both are said before anything is asked, at their place."""
    a_gallery(
        tmp_path, config=CONFIG.format("sd"), fox="---\nquality: low\n---\nA red fox | no dog.\n", hare="A hare.\n"
    )
    items, catalogue = load(tmp_path).plan().wanted, load_catalogue()
    said = remarks_on(items, make_access("http://127.0.0.1:8080/v1", None, "localai"), catalogue)
    assert [(fault.path, fault.line) for fault in said] == [("prompts/fox.md", 2), ("prompts/fox.md", 0)]
    assert ['"quality" is not sent' in said[0].message, 'LocalAI takes "|"' in said[1].message] == [True, True]
    assert remarks_on(items, make_access(None, "sk-x"), catalogue) == []


def test_every_profile_is_documented() -> None:
    """docs/how-to/use-another-server.md has a line for each row of the table."""
    page = (Path(__file__).parent.parent / "docs/how-to/use-another-server.md").read_text(encoding="utf-8")
    assert [name for name in load_servers() if f"| `{name}` |" not in page] == ["default"]


def test_an_unknown_profile_names_the_nearest() -> None:
    """A slip of the pen is told at once."""
    with pytest.raises(UsageError) as error:
        make_access("http://127.0.0.1:8080/v1", None, "localia")
    assert error.value.hint == 'did you mean "localai"?'
