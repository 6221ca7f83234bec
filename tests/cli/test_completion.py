"""Completion as shells ask for it: their own functions run without a person, and the program answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build.cli import run
from gallery_build.cli.completion import PROGRAMS, VARIABLE
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Sequence

BASH = """
eval "$({program} completion bash)"
read -ra COMP_WORDS <<< "$LINE"
[[ $LINE == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
complete -p {program} > /dev/null || exit 1
function=$(complete -p {program} | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
$function {program}
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

ZSH = """
autoload -Uz compinit && compinit -u -D
eval "$({program} completion zsh)"
compadd() {{ print -l -- ${{(P)@[-1]}} }}
words=(${{(z)LINE}})
CURRENT=${{#words}}
${{_comps[{program}]}}
"""

FISH = '{program} completion fish | source\ncomplete -C "$LINE"\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery with broken files, a series page, a draft, and files that are no prompts."""
    root = a_gallery(tmp_path / "art", config="[site]\nignore = ['old-*']\n", fox="A fox.\n", fennec="---\nbroken: [")
    for path in (
        "sea/_index.md",
        "sea/Evening Light.md",
        "茶室.md",
        "README.md",
        "old-fox.md",
        "_later.md",
        "notes.txt",
    ):
        (root / "prompts" / path).parent.mkdir(exist_ok=True)
        (root / "prompts" / path).write_text("x\n", encoding="utf-8")
    return root


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the programs are found."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", **more}


def asked(shell: Sequence[str], line: str, here: Path) -> set[str]:
    """Return what a shell's own function completes a line to."""
    command = subprocess.run(
        shell, cwd=here, env=environment(LINE=line), capture_output=True, text=True, check=True, timeout=60
    )
    return set(command.stdout.split("\n")) - {""}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("pi", {"pick"}),
        ("plan ", {"fox", "fennec", "sea/evening-light", "茶室"}),
        ("build f", {"fox", "fennec"}),
        ("build fox f", {"fennec"}),
        ("pick sea/", {"sea/evening-light"}),
        ("pick fox ", set()),
        ("reroll fox sea", {"sea/evening-light"}),
        ("reroll 茶", {"茶室"}),
        ("build --off", {"--offline"}),
        ("completion ", {"bash", "zsh", "fish"}),
        ("new f", set()),
    ],
)
def test_bash_completes(program: str, words: str, completed: set[str], gallery: Path) -> None:
    """Commands, options and ids, under both of the program's names; what the line names already is left out."""
    assert asked(["bash", "-c", BASH.format(program=program)], f"{program} {words}", gallery) == completed


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
@pytest.mark.parametrize("program", PROGRAMS)
def test_zsh_completes(program: str, gallery: Path) -> None:
    """The script registers a function for the program, and that adds what the program answers."""
    assert asked(["zsh", "-f", "-c", ZSH.format(program=program)], f"{program} build f", gallery) == {"fox", "fennec"}


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.parametrize("program", PROGRAMS)
def test_fish_completes(program: str, gallery: Path) -> None:
    """`complete -C`, as fish asks itself."""
    assert asked(["fish", "-c", FISH.format(program=program)], f"{program} build f", gallery) == {"fox", "fennec"}


@pytest.mark.parametrize(
    ("shell", "asking"),
    [
        ("bash", {"COMP_WORDS": "gallery reroll fox f", "COMP_CWORD": "3"}),
        ("zsh", {"COMP_WORDS": "gallery reroll fox f", "COMP_CWORD": "3"}),
        ("fish", {"COMP_WORDS": "gallery reroll fox f", "COMP_CWORD": "f"}),
    ],
)
def test_every_shells_question_is_answered(shell: str, asking: dict[str, str], gallery: Path) -> None:
    """The variables that each shell's script sets, set by hand, for shells that are not installed here."""
    command = [sys.executable, "-m", "gallery_build"]
    answer = subprocess.run(
        command,
        cwd=gallery,
        env=environment(**asking, **{VARIABLE: f"{shell}_complete"}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "fennec" in answer.stdout
    assert "fox" not in answer.stdout


@pytest.mark.parametrize(
    ("line", "config"),
    [
        ("gallery -C art plan f", ""),
        ("gallery plan -C art f", "[paths]\nprompts = 'pictures'\n"),
        ("gallery -C art --config art/own.toml plan f", "[paths]\nprompts = 'pictures'\n"),
    ],
)
def test_ids_are_those_of_the_gallery_that_is_named(line: str, config: str, tmp_path: Path) -> None:
    """`-C`, `--config` and `[paths] prompts` are obeyed before the command or after it."""
    root = a_gallery(tmp_path / "art", config=config or "[site]\n", fox="A fox.\n")
    (root / "own.toml").write_text(config)
    if config:
        (root / "prompts").rename(root / "pictures")
    assert asked(["bash", "-c", BASH.format(program="gallery")], line, tmp_path) == {"fox"}


@pytest.mark.parametrize(
    "config", ["[paths]\nprompts = '../..'\n", "[paths]\nprompts = 3\n", "[paths\n", "[site]\nignore = 3\n"]
)
def test_a_broken_configuration_is_no_noise(config: str, gallery: Path) -> None:
    """A line that is being typed is no place for errors, and no folder outside the gallery is listed."""
    (gallery / "gallery.toml").write_text(config)
    found = asked(["bash", "-c", BASH.format(program="gallery")], "gallery plan f", gallery)
    assert found == (set() if config == "[paths\n" else {"fox", "fennec"})


def test_a_link_to_a_device_is_not_read(gallery: Path) -> None:
    """A repository whose configuration never ends holds up no key press."""
    (gallery / "gallery.toml").unlink()
    (gallery / "gallery.toml").symlink_to("/dev/zero")
    found = asked(["bash", "-c", BASH.format(program="gallery")], "gallery plan fo", gallery)
    assert found == {"fox"}


def test_a_folder_that_is_no_gallery_completes_nothing(tmp_path: Path) -> None:
    """Nothing is said where there are no prompts."""
    assert asked(["bash", "-c", BASH.format(program="gallery")], "gallery plan ", tmp_path) == set()


def test_a_key_press_imports_nothing_heavy(gallery: Path) -> None:
    """Ids are completed without YAML, pydantic, or anything that buys, draws or renders."""
    code = (
        "import sys\nfrom gallery_build.cli import run\ntry: run([])\nexcept SystemExit: pass\n"
        "print(sorted({'yaml', 'pydantic', 'jinja2', 'PIL', 'rich', 'markdown', 'openai'} & set(sys.modules)))"
    )
    asking = {"COMP_WORDS": "gallery plan f", "COMP_CWORD": "2", VARIABLE: "bash_complete"}
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=gallery, env=environment(**asking), capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["plain,fennec", "plain,fox", "[]"]


def test_the_document_holds_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` has the script that is printed without it."""
    assert run(["completion", "fish"]) == 0
    printed = capsys.readouterr().out
    assert run(["completion", "fish", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"schema": 1, "shell": "fish", "script": printed}
