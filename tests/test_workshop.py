"""The workshop's commands: what they hide, and what they say when something is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "tools" / "browser.sh"
SHELLS = ROOT / "tools" / "shells.sh"

NEEDED = ("bash", "cat", "cp", "env", "id", "mktemp", "rm")
"""The commands that the script may take for granted."""

INSTALLER = """#!/bin/bash
echo "$*" >>'{folder}/asked'
if [ "$1" = install ] && {installs}; then cp "$0" '{folder}/chromium'; fi
{installs}
"""


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the repository with this environment and no other."""
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
    )


def machine(folder: Path, *programs: str, installs: bool = True) -> Path:
    """Make a machine of a folder: the commands everybody has, and the named ones, which do as they are told."""
    for name in NEEDED:
        (folder / name).symlink_to(str(shutil.which(name)))
    for name in programs:
        script = folder / name
        script.write_text(INSTALLER.format(folder=folder, installs=str(installs).lower()), encoding="utf-8")
        script.chmod(0o755)
    (folder / "sudo").symlink_to(str(shutil.which("env")))
    return folder


def test_no_target_sees_the_key() -> None:
    """What make runs has no key and no endpoint in its environment, so it cannot spend."""
    show = 'show: ; @echo "[$${OPENAI_API_KEY-}$${OPENAI_BASE_URL-}$${GALLERY_MAX_COST-}$${KEPT-}]"'
    theirs = {"OPENAI_API_KEY": "a", "OPENAI_BASE_URL": "b", "GALLERY_MAX_COST": "9", "KEPT": "kept"}

    shown = run(["make", "--silent", "--eval", show, "show"], PATH="/usr/local/bin:/usr/bin:/bin", **theirs)

    assert (shown.stdout, shown.stderr) == ("[kept]\n", "")


def test_every_target_is_told_by_help() -> None:
    """`make help` names what a newcomer and CI need."""
    told = run(["make", "--silent", "help"], PATH="/usr/local/bin:/usr/bin:/bin").stdout

    named = {line.split()[1] for line in told.splitlines()}

    assert named >= {"gallery", "test", "test-long", "bench", "screenshots", "lock", "clean"}


def test_a_browser_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Where Chromium stands on PATH, nothing is installed and nothing is said."""
    here = machine(tmp_path, "chromium", "apt-get")

    outcome = run(["bash", str(BROWSER)], PATH=str(here))

    assert (outcome.returncode, outcome.stdout + outcome.stderr) == (0, "")
    assert not (here / "asked").exists()


def test_a_missing_browser_is_installed(tmp_path: Path) -> None:
    """Where none stands, Debian's package is installed, without asking."""
    here = machine(tmp_path, "apt-get")

    outcome = run(["bash", str(BROWSER)], PATH=str(here))

    asked = (here / "asked").read_text(encoding="utf-8").splitlines()
    assert outcome.returncode == 0, outcome.stderr
    assert asked == ["update", "install -y --no-install-recommends chromium fonts-dejavu-core"]


def test_a_browser_that_cannot_be_installed_fails_the_run(tmp_path: Path) -> None:
    """Where installing fails, the run fails, and says what to install."""
    outcome = run(["bash", str(BROWSER)], PATH=str(machine(tmp_path, "apt-get", installs=False)))

    assert outcome.returncode == 1
    assert "hint: install chromium or google-chrome" in outcome.stderr


def test_a_machine_without_apt_is_told_what_to_install(tmp_path: Path) -> None:
    """Where there is no apt-get, the run fails, and says what to install."""
    outcome = run(["bash", str(BROWSER)], PATH=str(machine(tmp_path)))

    assert outcome.returncode == 1
    assert "apt-get, which could install it, is not here" in outcome.stderr
    assert "hint: install chromium or google-chrome" in outcome.stderr


def test_shells_that_are_missing_are_installed(tmp_path: Path) -> None:
    """Where zsh or fish is not here, Debian's packages are installed, so that no completion goes untested."""
    here = machine(tmp_path, "zsh", "apt-get")

    outcome = run(["bash", str(SHELLS)], PATH=str(here))

    asked = (here / "asked").read_text(encoding="utf-8").splitlines()
    assert outcome.returncode == 0, outcome.stderr
    assert asked == ["update", "install -y --no-install-recommends fish"]


@pytest.mark.parametrize("programs", [(), ("apt-get",)])
def test_shells_that_cannot_be_installed_are_said(programs: tuple[str, ...], tmp_path: Path) -> None:
    """The other tests run all the same, and the run says which completion is not tested."""
    outcome = run(["bash", str(SHELLS)], PATH=str(machine(tmp_path, *programs, installs=False)))

    assert (outcome.returncode, outcome.stderr.startswith("completion is not tested in zsh fish: ")) == (0, True)
