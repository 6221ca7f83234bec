"""`doctor --online` asks one question of one server, believes nothing it cannot read, and fails at nothing it hears."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gallery_build.buy.access import make_access
from gallery_build.care.doctor import Finding, Level
from gallery_build.care.online import Listed, ask_models, of_server, read_list
from gallery_build.cli import run
from gallery_build.cli.doctor_words import words_of
from gallery_build.models import load_catalogue
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
LAST_DAY = dt.date(2026, 12, 1)
CANARY = "sk-canary-0123456789"

values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.sampled_from(["data", "id", "shutdown_date"]), inner),
)


def said(listed: Listed, *names: str) -> list[tuple[str, Level, str]]:
    """Return the case, level and words of everything that is said of these models."""
    findings = of_server(listed, names, load_catalogue(), TODAY)
    return [(finding.case, finding.level, words_of(finding)[0]) for finding in findings]


def online(root: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """Run `doctor --online`; return what was found online."""
    assert run(["-C", str(root), "doctor", "--online", "--json"]) == 0
    return [one for one in json.loads(capsys.readouterr().out)["findings"] if one["about"] == "online"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a gallery of two models."""
    return a_gallery(tmp_path, fox="A red fox.\n", hare="---\nmodel: gpt-image-1.5\n---\nA hare.\n")


@given(values)
def test_any_json_is_a_list_or_none(value: object) -> None:
    """Whatever shape an answer has, it is read without an error, and dates are dates."""
    listed = read_list(json.dumps(value).encode())
    assert all(isinstance(name, str) and (day is None or isinstance(day, dt.date)) for name, day in listed.ends.items())


@given(some.binary())
def test_any_bytes_are_a_list_or_none(content: bytes) -> None:
    """The same for what is no JSON."""
    assert read_list(content) == Listed(trouble="the answer is no list of models")


def test_the_models_in_use_are_said_with_their_last_day(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a real server: one question, no charge, and the key in nothing that is printed."""
    with FakeAPI(key=CANARY) as api:
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("OPENAI_API_KEY", CANARY)
        found = online(root, capsys)
        assert (api.asked(), api.posts()) == ([("GET", "/v1/models")], [])
    assert [one["says"] for one in found if one["facts"].get("model")] == [  # type: ignore[attr-defined]  # JSON
        "the endpoint says that gpt-image-1.5 ends on 2026-12-01; the table here: 2026-12-01"
    ]
    assert CANARY not in json.dumps(found)


def test_without_the_word_nothing_is_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`doctor` alone connects nowhere."""
    with FakeAPI() as api:
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        assert run(["-C", str(root), "doctor", "--json"]) == 0
        assert api.connections == 0
    assert "online" not in capsys.readouterr().out


def test_without_a_key_nothing_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line says so; it is no failure."""
    assert [one["says"] for one in online(root, capsys)] == ["nothing was asked: no key is set"]


@pytest.mark.parametrize("catalogue", ["absent", "html", "broken", "strange", "redirect", "long"])
def test_an_odd_answer_is_a_line(
    root: Path, catalogue: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """404, a page, half a list, another shape, an address elsewhere, a list without end: a warning, exit 0, and no second question."""
    with (
        FakeAPI(key=CANARY) as other,
        FakeAPI(key=CANARY, catalogue=catalogue, redirect_to=f"{other.url}/models") as api,
    ):
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("OPENAI_API_KEY", CANARY)
        (found,) = online(root, capsys)
        assert (found["level"], len(api.asked()), other.connections) == ("warning", 1, 0)
    assert found["says"].startswith("the endpoint says nothing of its models: ")


def test_odd_entries_are_left_out() -> None:
    """What has a name is listed, what is no date is none."""
    with FakeAPI(catalogue="odd") as api:
        assert ask_models(make_access(api.url, api.key)).ends == {"gpt-image-2": None, "a": None}


def test_a_slow_server_is_not_waited_for() -> None:
    """The deadline is for the whole answer."""
    with FakeAPI(catalogue="slow") as api:
        begun = time.monotonic()
        listed = ask_models(make_access(api.url, api.key), 0.5)
        assert (listed.ends, time.monotonic() - begun < 20) == ({}, True)
    assert "no answer within" in listed.trouble


def test_a_server_that_is_not_there_is_a_line() -> None:
    """The port answers nothing."""
    with FakeAPI() as api:
        url = api.url
    assert ask_models(make_access(url, "sk-x")).trouble.startswith("no connection")


def test_a_key_that_the_server_repeats_is_left_out() -> None:
    """Its words are shown, without it."""
    with FakeAPI(key=CANARY, catalogue="echo") as api:
        assert ask_models(make_access(api.url, CANARY)).trouble == "The key … may not list models (403)"


def test_what_the_list_lacks_is_no_proof() -> None:
    """The list of OpenAI lags behind what it serves: no warning."""
    assert said(Listed({"gpt-image-2": None}), "gpt-image-2.5-flare") == [
        ("answered", Level.OK, "the endpoint lists 1 model"),
        ("not listed", Level.OK, "gpt-image-2.5-flare: not in that list, which is no proof that it is not served"),
    ]


@pytest.mark.parametrize(
    ("day", "level"), [(LAST_DAY, Level.WARNING), (TODAY, Level.WARNING), (dt.date(2027, 6, 1), Level.OK)]
)
def test_a_last_day_is_a_warning_when_it_is_near(day: dt.date, level: Level) -> None:
    """What our table does not know is said beside it."""
    ends = of_server(Listed({"gpt-image-2": day}), ["gpt-image-2"], load_catalogue(), TODAY)[1]
    assert ends == Finding("online", "ends", level, {"model": "gpt-image-2", "ends": day, "retires": None})
