"""The wheel holds all that a gallery needs, and works where nothing of this repository is."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a virtual environment of its own, whose libraries are those that the tests run with."""
    home = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    venv.create(home / "env", with_pip=False)
    python = home / "env/bin/python"
    here = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    target = Path(here.stdout.strip())
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--disable-pip-version-check",
    ]
    subprocess.run([*install, "--target", target, next(home.glob("*.whl"))], check=True)
    libraries = sysconfig.get_path("purelib")
    (target / "libraries.pth").write_text(f"import sys; sys.path.append({libraries!r})\n", encoding="utf-8")
    return python


def test_a_gallery_is_made_and_built(program: Path, tmp_path: Path) -> None:
    """`init x`, then `-C x build`: templates, samples and model facts come out of the wheel."""
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = subprocess.run(
        [program, "-c", "import gallery_build; print(gallery_build.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=quiet,
    )
    assert not Path(where.stdout.strip()).is_relative_to(ROOT)
    for arguments in (["init", "x"], ["-C", "x", "build"], ["-C", "x", "build", "--check"]):
        done = subprocess.run(
            [program, "-m", "gallery_build", *arguments],
            cwd=tmp_path,
            env=quiet,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, 3}, done.stderr
    assert (tmp_path / "x/site/index.html").is_file()
    assert (tmp_path / "x/site/assets/style.css").read_bytes() == (ROOT / "templates/assets/style.css").read_bytes()
