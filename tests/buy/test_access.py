"""Where pictures are bought: only where the user's own words say, and never with the key in the open."""

from __future__ import annotations

import pytest

from gallery_build.buy.access import OPENAI, make_access
from gallery_build.errors import UsageError

CANARY = "sk-canary"


@pytest.mark.parametrize("url", [None, "", "  "])
def test_no_address_means_openai(url: str | None) -> None:
    """An empty OPENAI_BASE_URL is an unset one."""
    assert make_access(url, CANARY).base_url == OPENAI


@pytest.mark.parametrize(
    ("url", "key", "usable"),
    [
        (None, None, False),
        (None, CANARY, True),
        ("http://127.0.0.1:8080/v1", None, True),
        ("http://localhost:8080/v1", None, True),
        ("http://[::1]:8080/v1", None, True),
        ("https://images.example/v1", None, False),
        ("https://images.example/v1", CANARY, True),
    ],
)
def test_buying_needs_a_key_except_on_this_machine(url: str | None, key: str | None, usable: bool) -> None:  # noqa: FBT001  # a table
    """A loopback endpoint needs no key."""
    assert make_access(url, key).usable is usable


@pytest.mark.parametrize(
    "url", ["http://images.example/v1", "ftp://images.example", "images.example/v1", "file:///etc"]
)
def test_a_key_never_travels_in_the_open(url: str) -> None:
    """What is no https address gets no key."""
    with pytest.raises(UsageError):
        make_access(url, CANARY)


@pytest.mark.parametrize("key", ["sk-ü", "sk a b", "sk\x00"])
def test_a_garbled_key_is_an_error_before_any_request(key: str) -> None:
    """Characters that no key has are a copying fault."""
    with pytest.raises(UsageError, match="OPENAI_API_KEY"):
        make_access(None, key)


def test_a_key_copied_with_a_line_end_is_trimmed() -> None:
    """White space around a key is nobody's intention."""
    assert make_access(None, f" {CANARY}\n").key == CANARY


def test_the_key_is_not_in_the_repr() -> None:
    """A key cannot reach a log by way of repr."""
    assert CANARY not in repr(make_access(None, CANARY))


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://api.openai.com/v1", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://api.openai.com.evil.example/v1", False),
        ("https://notapi.openai.com.example/v1", False),
    ],
)
def test_only_openais_own_hosts_are_official(url: str, official: bool) -> None:  # noqa: FBT001  # a table
    """A look-alike host is another server."""
    assert make_access(url, CANARY).official is official
