"""`doctor` as a person meets it: lines, exit codes, JSON, and what it keeps to itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

KEY = "sk-secret-0123456789"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of one prompt."""
    return a_gallery(tmp_path, fox="---\nalt: A fox\n---\nA red fox.\n")


def lines(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return what was said of each thing, its level first."""
    said = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines() if line and line[0] != " "]
    return {words[1]: f"{words[0]}: {words[2]}" for words in said if len(words) == 3}


def test_a_new_gallery_is_well(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a key there is one warning and no problem."""
    assert run(["-C", str(gallery), "doctor"]) == 0
    said = lines(capsys)
    assert said["key"] == "warning: OPENAI_API_KEY is not set: nothing is bought, what is missing hangs as a sketch"
    assert said["endpoint"] == "ok: https://api.openai.com/v1, the default"
    assert said["gallery"] == "ok: 1 prompt, configured in gallery.toml"
    assert {name: words for name, words in said.items() if words.startswith("problem")} == {}


def test_drafts_are_counted_apart(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The number of prompts is that of plan and build, which leave drafts out."""
    (gallery / "prompts/hare.md").write_text("---\ndraft: true\nalt: A hare\n---\nA hare.\n")
    assert run(["-C", str(gallery), "doctor"]) == 0
    assert lines(capsys)["gallery"] == "ok: 1 prompt and 1 draft, configured in gallery.toml"


def test_what_is_set_is_said_with_where(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Key, endpoint and cap each name their source; the key, and what an address hides, are never printed."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "https://ada:lovelace@images.example.org/v1")
    monkeypatch.setenv("GALLERY_MAX_COST", "2.5")
    (gallery / "gallery.toml").write_text("[budget]\nper_build = 1\n")
    for flag in ([], ["--json"], ["-v"]):
        assert run(["-C", str(gallery), "doctor", *flag]) == 0
        said = capsys.readouterr()
        assert not [secret for secret in (KEY, "lovelace") if secret in said.out + said.err]
    assert run(["-C", str(gallery), "doctor"]) == 0
    words = lines(capsys)
    assert words["key"] == "ok: set, in OPENAI_API_KEY"
    assert words["endpoint"] == "ok: https://images.example.org/v1, OPENAI_BASE_URL"
    assert words["cap"] == "ok: $1.00 for a build: [budget] per_build lowers the $2.50 from GALLERY_MAX_COST"


def test_the_users_own_file_is_named(
    gallery: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Cap and endpoint of config.toml name it; a key in it that nobody knows is a problem, and the rest is still looked at."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    own = home / "gallery-build/config.toml"
    own.parent.mkdir()
    own.write_text("max_cost = 3\n")
    assert run(["-C", str(gallery), "doctor"]) == 0
    words = lines(capsys)
    assert (words["cap"], words["settings"]) == (f"ok: $3.00 for a build, from {own}; --max-cost wins", f"ok: {own}")
    own.write_text("max_cots = 3\n")
    assert run(["-C", str(gallery), "doctor"]) == 1
    words = lines(capsys)
    assert words["settings"].startswith(f'problem: {own}: unknown key "max_cots"')
    assert words["gallery"].startswith("ok")


@pytest.mark.parametrize("fault", ["---\ntitel: x\n---\nA fox.\n", "---\nn: [\n---\nA fox.\n"])
def test_faults_are_a_problem(gallery: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A prompt that cannot be read is counted; `check` is named, which says where."""
    (gallery / "prompts/fox.md").write_text(fault)
    assert run(["-C", str(gallery), "doctor"]) == 1
    said = capsys.readouterr().out
    assert "1 fault" in said
    assert "→ gallery-build check lists them" in said


def test_a_folder_that_is_no_gallery_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The machine is looked at all the same."""
    assert run(["-C", str(tmp_path), "doctor"]) == 1
    words = lines(capsys)
    assert (words["gallery"].partition(":")[0], words["python"].partition(":")[0]) == ("problem", "ok")


def test_quiet_says_only_what_is_not_well(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `-q`, what is ok is left out."""
    assert run(["-C", str(gallery), "doctor", "-q"]) == 0
    assert {words.partition(":")[0] for words in lines(capsys).values()} <= {"warning"}


def test_the_document_has_each_finding(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` holds what the lines say, with the facts behind them, and counts what is not well."""
    assert run(["-C", str(gallery), "doctor", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    levels = [finding["level"] for finding in document["findings"]]
    assert (document["problems"], document["warnings"]) == (0, levels.count("warning"))
    assert {"about", "level", "says", "do", "facts"} == set(document["findings"][0])


def test_nothing_is_sent_and_nothing_written(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No request reaches the endpoint, and no file of the gallery changes or appears."""
    before = {path: path.stat().st_mtime_ns for path in sorted(gallery.rglob("*"))}
    with FakeAPI() as api:
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("OPENAI_API_KEY", str(api.key))
        assert run(["-C", str(gallery), "doctor"]) == 0
        asked = list(api.ledger())
    assert (asked, {path: path.stat().st_mtime_ns for path in sorted(gallery.rglob("*"))}) == ([], before)


def test_other_providers_are_said_with_whether_they_can_be_asked(
    gallery: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Name and host of each; one whose key is not set is a warning, and no key is printed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("WORK_KEY", "sk-canary")
    own = tmp_path / "gallery-build/config.toml"
    own.parent.mkdir()
    tables = '[providers.work]\nbase_url = "https://work.example/v1"\nkey_env = "WORK_KEY"\n'
    own.write_text(f'{tables}[providers.far]\nbase_url = "https://far.example/v1"\n', encoding="utf-8")
    run(["-C", str(gallery), "doctor"])
    said = capsys.readouterr().out
    assert "ok       provider" in said
    assert "work, at work.example" in said
    assert "far, at far.example: its key is not set" in said
    assert "sk-canary" not in said
