"""`migrate`: what another model changes and costs, and the lines that say so in the prompts' files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from gallery_build.key import key_of
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """[defaults]
model = "gpt-image-1.5"
size = "1024x1024"
quality = "low"
[presets.oil]
model = "dall-e-3"
quality = "hd"
[images]
widths = [64]
[run]
images_per_minute = 1000
"""
FOX = "---\nalt: A fox\nmodel: dall-e-3  # the old one\nquality: hd\nstyle: vivid\nsize: 1792x1024\n---\nA red fox.\n"
NEW = "---\nalt: A fox\nmodel: gpt-image-2  # the old one\nquality: high\n# style: vivid\nsize: 1792x1024\n---\nA red fox.\n"
OWL = "---\nalt: An owl\nmodel: gpt-image-2\n---\nAn owl.\n"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery with a retired model in a file and in a preset, a default, and a prompt that has moved already."""
    prompts = {"fox": FOX, "hare": "A hare.\n", "cat": "---\npreset: oil\n---\nA cat.\n", "owl": OWL}
    return a_gallery(tmp_path, config=CONFIG, **prompts)


def migrate(gallery: Path, *arguments: str) -> int:
    """Run `migrate`."""
    return run(["-C", str(gallery), "migrate", *arguments])


def files(gallery: Path) -> dict[str, bytes]:
    """Return every file of a gallery."""
    return {str(path.relative_to(gallery)): path.read_bytes() for path in gallery.rglob("*") if path.is_file()}


def test_a_preview_says_all_and_writes_nothing(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which prompts, each parameter's translation, the prices before and after, and the lines of gallery.toml."""
    before = files(gallery)
    assert migrate(gallery, "--to", "gpt-image-2") == 0
    assert capsys.readouterr().out.splitlines() == [
        "fox: dall-e-3 → gpt-image-2  (missing; 1 picture, $0.120 → $0.152 each)",
        "    quality hd → high: the nearest in meaning",
        "    style vivid → left out: say it in the prompt; only dall-e-3 has this parameter",
        "1 prompt takes its model from [presets.oil], dall-e-3: to move them, each to a new picture, in gallery.toml:6",
        '    model = "gpt-image-2"',
        "    quality hd → high: the nearest in meaning",
        "1 prompt takes its model from [defaults], gpt-image-1.5: to move what is asked for next, in gallery.toml:2",
        '    model = "gpt-image-2"',
        "1 prompt, 1 picture to buy: about $0.152, at most $0.152; the pictures you have stay, as versions",
        "nothing was written; --write changes the prompts' files",
    ]
    assert files(gallery) == before


def test_write_changes_the_lines_of_the_prompts_that_move(gallery: Path) -> None:
    """Only the file that names another model is written, and there only model, quality and what is left out."""
    before = files(gallery)
    assert migrate(gallery, "--to", "gpt-image-2", "--write") == 0
    assert files(gallery) == {**before, "prompts/fox.md": NEW.encode()}
    assert migrate(gallery, "--to", "gpt-image-2", "--write") == 0
    assert files(gallery) == {**before, "prompts/fox.md": NEW.encode()}


def test_the_old_picture_stays_as_a_version(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build after it buys one picture beside the old one, whose key the new record names as previous."""
    old = key_of("An owl.", {"model": "gpt-image-2"}, index=1)
    with FakeAPI() as api:
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        build = ["-C", str(gallery), "build", "owl", "--max-cost", "1", "-q"]
        assert run(build) == 0
        assert migrate(gallery, "owl", "--to", "gpt-image-2.5-flare", "--write", "-q") == 0
        assert [run(build), run(build)] == [0, 0]
        assert len(api.ledger()) == 2
    records = [json.loads(path.read_text(encoding="utf-8")) for path in (gallery / "originals").rglob("*.json")]
    assert sorted((record["model"], record["previous"]) for record in records if record["prompt_id"] == "owl") == [
        ("gpt-image-2", None),
        ("gpt-image-2.5-flare", old),
    ]


def test_ids_say_which(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the prompts that are named are told of; one that moved already is nothing to do."""
    assert migrate(gallery, "owl", "--to", "gpt-image-2") == 0
    assert capsys.readouterr().out == "no prompt's own file names another model than gpt-image-2\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "gpt-image-3"], 'did you mean "gpt-image-2"?'),
        (["--to", "sdxl"], "describe it in gallery.toml under [models.NAME]"),
        (["--to", "dall-e-2"], "was retired on 2026-05-12"),
        (["fix", "--to", "gpt-image-2"], 'did you mean "fox"?'),
        ([], "--to"),
    ],
)
def test_a_model_not_to_go_to_is_an_error(
    gallery: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unknown, retired or not named: exit 2, and no file changes."""
    before = files(gallery)
    assert migrate(gallery, *arguments, "--write") == 2
    assert said in capsys.readouterr().err
    assert files(gallery) == before


def test_what_cannot_move_stays_and_is_said(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A transparent JPEG is nothing that any edit of ours mends: the others are written, and the exit code is 1."""
    odd = "---\nmodel: gpt-image-1.5\nstyle: vivid\n---\nA dog.\n"
    (gallery / "prompts/dog.md").write_text(odd.replace("style: vivid", "background: transparent\noutput_format: jpeg"))
    before = files(gallery)
    assert migrate(gallery, "--to", "gpt-image-2.5-flare", "--write") == 1
    said = capsys.readouterr()
    assert 'prompts/dog.md:3:13: background "transparent" does not go with jpeg' in said.err
    assert "1 prompt cannot move as above" in said.err
    changed = {path for path, content in files(gallery).items() if before[path] != content}
    assert changed == {"prompts/fox.md", "prompts/owl.md"}


def test_a_preset_that_says_what_no_model_takes_is_in_the_way(
    gallery: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only gallery.toml states is not left out by an edit of the prompt; its place is said instead."""
    config = gallery / "gallery.toml"
    config.write_text(config.read_text() + '[presets.loud]\nstyle = "vivid"\n')
    (gallery / "prompts/fox.md").write_text("---\nmodel: dall-e-3\npreset: loud\n---\nA fox.\n")
    assert migrate(gallery, "fox", "--to", "gpt-image-2", "--write") == 1
    assert 'parameter "style" is not taken by gpt-image-2' in capsys.readouterr().err


def test_the_document_says_all_of_it(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` has each prompt with its changes and prices, the tables of gallery.toml, and what was written."""
    assert migrate(gallery, "--to", "gpt-image-2", "--write", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    (fox,) = document["prompts"]
    assert [(one["field"], one["before"], one["after"]) for one in fox["changes"]] == [
        ("quality", "hd", "high"),
        ("style", "vivid", None),
    ]
    assert (fox["states"], fox["obstacles"]) == (["missing"], [])
    assert [(one["table"], one["line"], one["ids"]) for one in document["sources"]] == [
        ("presets.oil", 6, ["cat"]),
        ("defaults", 2, ["hare"]),
    ]
    assert (document["written"], document["to_buy"]) == (["prompts/fox.md"], 1)


def test_what_is_made_from_a_moved_picture_is_in_the_price(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A prompt that names another as a reference asks for a new picture when that one does."""
    (gallery / "prompts/twin.md").write_text("---\nmodel: gpt-image-2\nreferences: fox\n---\nIts twin.\n")
    assert migrate(gallery, "fox", "--to", "gpt-image-2", "--json") == 0
    assert json.loads(capsys.readouterr().out)["to_buy"] == 2
