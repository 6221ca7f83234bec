"""The commands as a person meets them: words, exit codes, JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import COMMANDS, run
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

SMALL = '[site]\ntitle = "Test"\n[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of two prompts."""
    return a_gallery(
        tmp_path, config=SMALL, fox="---\nalt: A fox\n---\nA red fox.\n", hare="---\nalt: A hare\n---\nA hare.\n"
    )


def test_help_says_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command's line in the help is the command's own."""
    from importlib import import_module  # noqa: PLC0415  # only here

    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    for name, line in COMMANDS.items():
        assert (line in said, import_module(f"gallery_build.cli.{name}").command.short_help) == (True, line)


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [(["biuld"], "build"), (["build", "--ofline"], "--offline"), (["plan", "--explian"], "--explain")],
)
def test_a_slip_names_the_nearest(arguments: list[str], nearest: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown command or flag is an error that names the nearest one."""
    assert (run(arguments), nearest in capsys.readouterr().err) == (2, True)


def test_a_new_gallery_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`init`, then `build`: a site with sketches, without a key."""
    art = str(tmp_path / "art")
    assert run(["init", art]) == 0
    assert run(["-C", art, "check"]) == 0
    assert run(["-C", art, "build"]) == 0
    said = capsys.readouterr()
    assert "open site/index.html" in said.out
    assert "set OPENAI_API_KEY to buy" in said.err
    assert (tmp_path / "art/site/index.html").is_file()


def test_nothing_to_do_is_said(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second build says one line on what is missing, and that there is nothing to do."""
    run(["-C", str(gallery), "build"])
    capsys.readouterr()
    assert run(["-C", str(gallery), "build"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("nothing to do.\n", 1)


def test_init_keeps_what_is_there(tmp_path: Path) -> None:
    """A file of the user's is never overwritten, and a gallery is not made twice."""
    (tmp_path / ".gitignore").write_text("mine\n")
    assert run(["init", str(tmp_path), "-q"]) == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert run(["init", str(tmp_path), "-q"]) == 2


def test_init_adds_a_workflow_and_lfs_when_asked(tmp_path: Path) -> None:
    """`--ci github` and `--lfs` write what they say."""
    assert run(["init", str(tmp_path), "--ci", "github", "--lfs", "-q"]) == 0
    assert "--strict" in (tmp_path / ".github/workflows/gallery.yml").read_text()
    assert "filter=lfs" in (tmp_path / ".gitattributes").read_text()


@pytest.mark.parametrize("ident", ["sea/harbour", "茶室"])
def test_new_writes_a_prompt_that_parses(gallery: Path, ident: str) -> None:
    """The file explains every field, and `check` finds no fault in it."""
    assert run(["-C", str(gallery), "new", ident, "-q"]) == 0
    assert (gallery / f"prompts/{ident}.md").is_file()
    assert run(["-C", str(gallery), "check", "-q"]) == 0


@pytest.mark.parametrize("ident", ["../outside", "/etc/passwd", "Sea Harbour", "fox", "con"])
def test_new_refuses_what_is_no_new_id(gallery: Path, ident: str) -> None:
    """Outside the prompts, not an id, or there already."""
    before = sorted(gallery.rglob("*"))
    assert run(["-C", str(gallery), "new", ident]) == 2
    assert sorted(gallery.rglob("*")) == before


def test_faults_are_said_with_file_and_line_all_at_once(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two broken files are two faults, and nothing is done."""
    (gallery / "prompts/fox.md").write_text("---\ntitel: Fox\n---\nA fox.\n")
    (gallery / "prompts/hare.md").write_text("---\nn: 99\n---\nA hare.\n")
    assert run(["-C", str(gallery), "build"]) == 2
    said = capsys.readouterr().err
    assert "prompts/fox.md:2:1: " in said
    assert 'did you mean "title"' in said
    assert "prompts/hare.md:2:4: " in said
    assert not (gallery / "site").exists()


def test_check_speaks_to_github(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault becomes an annotation, and what people wrote cannot become one."""
    (gallery / "prompts/fox.md").write_text('---\nsize: "::error::x"\n---\nA fox.\n')
    assert run(["-C", str(gallery), "check", "--format", "github"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("::error file=prompts/fox.md,line=2,") for line in lines)


def test_plan_says_state_price_and_total(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each missing picture has a price, and the total is their sum."""
    assert run(["-C", str(gallery), "plan"]) == 0
    assert run(["-C", str(gallery), "plan", "--exit-code"]) == 3
    said = capsys.readouterr().out
    assert "fox   missing  gpt-image-2.5-flare  1024x640 low  $0.00" in said
    assert "to buy: about $0.00" in said


@pytest.mark.parametrize("command", [["plan"], ["check"], ["build"], ["build", "--check"], ["new", "cat"]])
def test_json_is_one_document_with_its_schema(
    gallery: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` prints one object on standard output, before the command or after it."""
    run(["-C", str(gallery), *command, "--json"])
    assert json.loads(capsys.readouterr().out)["schema"] == 1


def test_plan_of_an_unknown_id_is_an_error(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that no prompt has is said."""
    assert (run(["-C", str(gallery), "plan", "foxx"]), '"foxx"' in capsys.readouterr().err) == (2, True)


def test_build_check_writes_nothing_and_sees_everything(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clean gallery is 0; a damaged original, a changed page and an edited prompt are 3."""
    with FakeAPI() as api:
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        monkeypatch.setenv("OPENAI_API_KEY", str(api.key))
        assert run(["-C", str(gallery), "build", "--max-cost", "1", "-q"]) == 0
        assert run(["-C", str(gallery), "build", "--check"]) == 0
        page = gallery / "site/prompts/fox.html"
        original = next((gallery / "originals").rglob("*.png"))
        for damaged in (page, original):
            content = damaged.read_bytes()
            damaged.chmod(0o644)
            damaged.unlink()
            damaged.write_bytes(content[:-1] + b"!")
            assert run(["-C", str(gallery), "build", "--check"]) == 3
            damaged.write_bytes(content)
        assert run(["-C", str(gallery), "build", "--check"]) == 0
        (gallery / "prompts/fox.md").write_text("---\nalt: Another\n---\nA red fox.\n")
        assert run(["-C", str(gallery), "build", "--check"]) == 3
        assert len(api.posts()) == 2


@pytest.mark.parametrize("cap", ["-1", "much", "nan", "inf", ""])
def test_a_cap_is_an_amount(gallery: Path, cap: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no amount of dollars is said, and nothing is done."""
    assert (run(["-C", str(gallery), "build", "--max-cost", cap]), "amount" in capsys.readouterr().err) == (2, True)


def test_the_users_own_file_sets_cap_and_endpoint(
    gallery: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """config.toml in the user's configuration folder may say how much and where; a wrong key is named."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    own = home / "gallery-build/config.toml"
    own.parent.mkdir()
    with FakeAPI(key=None) as api:
        own.write_text(f'max_cost = 0.5\nbase_url = "{api.url}"\n')
        assert run(["-C", str(gallery), "build", "-q"]) == 0
        assert len(api.ledger()) == 2
    own.write_text("max_cots = 1\n")
    assert run(["-C", str(gallery), "build", "-q"]) == 2


@pytest.mark.parametrize("arguments", [["build"], ["plan"], ["--help"]])
def test_openai_is_imported_only_to_buy(gallery: Path, arguments: list[str]) -> None:
    """Nothing that spends nothing pays for the import."""
    code = f"import sys; from gallery_build.cli import run; run({['-C', str(gallery), *arguments]!r}); print('openai' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "False"


def test_an_idle_build_imports_almost_nothing(gallery: Path) -> None:
    """With nothing to do, neither YAML nor pydantic, Jinja, Pillow or rich is loaded."""
    run(["-C", str(gallery), "build", "-q"])
    code = (
        f"import sys; from gallery_build.cli import run; run({['-C', str(gallery), 'build']!r});"
        "print(sorted({'yaml', 'pydantic', 'jinja2', 'PIL', 'rich', 'markdown', 'openai'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["nothing to do.", "[]"]


@pytest.mark.parametrize("columns", ["30", "60", "80"])
def test_a_narrow_terminal_still_tells_images_apart(
    tmp_path: Path, columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However narrow, each line of a plan names its image, and fits."""
    name = "a-very-long-name-for-a-prompt-about-foxes"
    a_gallery(tmp_path, config=SMALL, **{name: "---\nn: 2\n---\nA fox.\n"})
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["-C", str(tmp_path), "plan"]) == 0
    lines = capsys.readouterr().out.splitlines()[:2]
    assert ["#1" in lines[0], "#2" in lines[1]] == [True, True]
    assert max(map(len, lines)) <= max(int(columns), 34)
