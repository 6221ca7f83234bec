"""`ask`: one picture for a text, by the path and the store of a build, and never paid for twice."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from gallery_build.key import key_of
from gallery_build.store import digest_of
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = '[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of one prompt."""
    return a_gallery(tmp_path / "gallery", config=CONFIG, hare="A brown hare.\n")


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeAPI]:
    """Serve the API that charges to a person who has its key, and a data folder of their own."""
    with FakeAPI() as api:
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        yield api
        assert api.failures == []


def ask(folder: Path, *arguments: str) -> int:
    """Run `ask` in a folder."""
    return run(["-C", str(folder), "ask", *arguments])


def test_the_copy_is_what_was_received(gallery: Path, api: FakeAPI, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is the original byte for byte, the price stands on the screen before it is spent."""
    assert ask(gallery, "A red fox.", "-o", "fox.png", "--max-cost", "1") == 0
    (original,) = (gallery / "originals").rglob("*.png")
    assert original.read_bytes() == (gallery / "fox.png").read_bytes()
    said = capsys.readouterr()
    assert "1 picture to buy from 127.0.0.1: about $0.00" in said.err
    assert str(original) in said.out
    assert len(api.ledger()) == 1


def test_the_same_again_pays_nothing(gallery: Path, api: FakeAPI, capsys: pytest.CaptureFixture[str]) -> None:
    """A second ask for the same text and parameters copies what is there, without a cap, and says so."""
    ask(gallery, "A red fox.", "-o", "one.png", "--max-cost", "1")
    capsys.readouterr()
    assert ask(gallery, "A red\n fox.", "-o", "two.png") == 0  # white space is not in the key
    assert "it was here, made for $0.00" in (said := capsys.readouterr().out)
    assert "nothing paid now" in said
    assert (gallery / "one.png").read_bytes() == (gallery / "two.png").read_bytes()
    assert len(api.posts()) == 1


@pytest.mark.parametrize(
    ("options", "front"),
    [
        ([], ""),
        (["--size", "1536x1024", "--quality", "HIGH"], "size: 1536x1024\nquality: high\n"),
        (["--model", "gpt-image-2", "--output-format", "jpeg"], "model: gpt-image-2\noutput_format: jpeg\n"),
    ],
)
def test_a_prompt_with_the_same_text_has_it(gallery: Path, api: FakeAPI, options: list[str], front: str) -> None:
    """What was asked for on the command line is had by the file that states the same, and is no version of another."""
    name = "fox.jpg" if "jpeg" in options else "fox.png"
    assert ask(gallery, "A red fox.", "-o", name, "--max-cost", "1", *options) == 0
    (gallery / "prompts/fox.md").write_text(f"---\nalt: A fox\n{front}---\nA red fox.\n", encoding="utf-8")
    assert run(["-C", str(gallery), "plan", "--exit-code", "fox"]) == 0
    (record,) = (json.loads(path.read_text(encoding="utf-8")) for path in (gallery / "originals").rglob("*.json"))
    assert (record["prompt_id"], record["previous"]) == ("ask:a-red-fox", None)
    assert len(api.posts()) == 1


def test_outside_of_a_gallery_the_picture_is_the_persons(tmp_path: Path, api: FakeAPI) -> None:
    """No gallery is made: the original stands in the user's data folder, and the next ask anywhere finds it."""
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        assert ask(tmp_path / folder, "A red fox.", "-o", "fox.png", "--max-cost", "1") == 0
        assert [path.name for path in (tmp_path / folder).iterdir()] == ["fox.png"]
    (original,) = (tmp_path / "data/gallery-build/originals").rglob("*.png")
    assert original.name.startswith(key_of("A red fox.", {}, index=1))
    assert len(api.posts()) == 1


def test_text_comes_from_standard_input(gallery: Path, api: FakeAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen reads the prompt, sent as it stands but for the white space around it."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A red fox,\r\nin snow.\n")))
    assert ask(gallery, "-", "-o", "fox.png", "--max-cost", "1") == 0
    assert [post.body["prompt"] for post in api.posts()] == ["A red fox,\nin snow."]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["A fox.", "-o", "fox.png"], 4, "say how much may be spent: --max-cost USD"),
        (["A fox.", "-o", "fox.png", "--max-cost", "0.0001"], 4, "does not fit under the cap"),
        (["A fox.", "-o", "fox.png", "--quality", "auto", "--max-cost", "1"], 4, "--allow-unpriced"),
        (["A fox.", "-o", "there.png", "--max-cost", "1"], 2, "--force writes over it"),
        (["A fox.", "-o", "fox.jpg", "--max-cost", "1"], 2, "-o fox.png, or --output-format jpeg"),
        (["A fox.", "-o", "fox.gif", "--max-cost", "1"], 2, "-o fox.png"),
        (["A fox.", "-o", "no/fox.png", "--max-cost", "1"], 2, "is not there or closed"),
        (["A fox.", "-o", "prompts", "--max-cost", "1"], 2, "is a folder"),
        (["A fox.", "-o", "-", "--max-cost", "1"], 2, "standard output"),
        ([" \n", "-o", "fox.png", "--max-cost", "1"], 2, "the prompt is empty"),
        (["A fox.", "-o", "fox.png", "--size", "10 by 10"], 2, "write 10x10"),
        (["A fox.", "-o", "fox.png", "--size", "1024x1023", "--max-cost", "1"], 2, "the nearest is 1024x1024"),
        (["A fox.", "--max-cost", "1"], 2, "--output"),
        (["A \x1b fox.", "-o", "fox.png", "--max-cost", "1"], 2, "control character"),
    ],
)
def test_what_cannot_be_is_said_before_a_request(  # noqa: PLR0917  # one row of the table
    gallery: Path, api: FakeAPI, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name, a wrong size or no cap costs nothing, writes nothing, and says what to do."""
    (gallery / "there.png").write_bytes(b"mine")
    assert ask(gallery, *arguments) == code
    assert said in capsys.readouterr().err
    assert (api.posts(), (gallery / "there.png").read_bytes()) == ([], b"mine")
    assert sorted(path.name for path in gallery.iterdir() if path.suffix == ".png") == ["there.png"]


def test_force_writes_over_a_file(gallery: Path, api: FakeAPI) -> None:
    """Only when that was said."""
    (gallery / "fox.png").write_bytes(b"mine")
    assert ask(gallery, "A fox.", "-o", "fox.png", "--max-cost", "1", "--force") == 0
    assert (gallery / "fox.png").read_bytes().startswith(b"\x89PNG")
    assert len(api.posts()) == 1


@pytest.mark.parametrize(("setting", "code"), [("GALLERY_OFFLINE", 3), ("", 7)])
def test_without_a_picture_the_code_is_not_0(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, setting: str, code: int
) -> None:
    """Where a build hangs a sketch, there is nothing to copy: offline, or without a key."""
    if setting:
        monkeypatch.setenv(setting, "1")
    assert ask(gallery, "A fox.", "-o", "fox.png", "--max-cost", "1") == code
    assert not (gallery / "fox.png").exists()


def test_a_refusal_is_remembered(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the server refuses is exit 5, and the same text is not sent again by itself."""
    with FakeAPI(blocked_words=("fox",)) as api:
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        assert [ask(gallery, "A fox.", "-o", "fox.png", "--max-cost", "1") for _ in range(2)] == [5, 5]
        assert "it is refused; --retry-refused asks once more" in capsys.readouterr().err
        assert len(api.posts()) == 1
        assert ask(gallery, "A fox.", "-o", "fox.png", "--max-cost", "1", "--retry-refused") == 5
        assert len(api.posts()) == 2


def test_another_format_than_asked_for_is_kept_and_named(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server that sends JPEG for PNG is paid once: no file lies about what it holds, and its right name costs nothing."""
    with FakeAPI(profile="xinference") as api:
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        options = ["--model", "sdxl", "--max-cost", "1", "--allow-unpriced"]
        assert ask(gallery, "A fox.", "-o", "fox.png", *options) == 1
        assert "-o fox.jpg; the picture is kept" in capsys.readouterr().err
        assert ask(gallery, "A fox.", "-o", "fox.jpg", *options) == 0
        assert (len(api.posts()), (gallery / "fox.png").exists()) == (1, False)


def test_a_damaged_original_is_not_copied(gallery: Path, api: FakeAPI, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes that are no longer what was paid for are neither handed out nor bought again."""
    ask(gallery, "A fox.", "-o", "fox.png", "--max-cost", "1")
    (original,) = (gallery / "originals").rglob("*.png")
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"!")
    assert ask(gallery, "A fox.", "-o", "two.png", "--max-cost", "1") == 1
    assert "is damaged" in capsys.readouterr().err
    assert (len(api.posts()), (gallery / "two.png").exists()) == (1, False)


def test_the_document_names_picture_and_price(gallery: Path, api: FakeAPI, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` says where the copy and the original stand, and what was paid."""
    assert ask(gallery, "A fox.", "-o", "fox.png", "--max-cost", "1", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["exit"], document["state"], document["made"], document["path"]) == (0, "have", 1, "fox.png")
    assert document["digest"] == digest_of((gallery / "fox.png").read_bytes())
    assert document["key"] == key_of("A fox.", {}, index=1)
    assert float(document["spent_usd"]) > 0
    assert len(api.ledger()) == 1
