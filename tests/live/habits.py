"""What editors, git and rsync do to a prompt's file: the tool itself where it is installed, else its system calls."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")


def old(name: str) -> str:
    """Return what stands in a prompt's file before somebody saves it."""
    return f"---\ntitle: Old {name}\n---\nAn old {name}.\n"


def new(name: str) -> str:
    """Return what stands in it afterwards, however it was saved."""
    return f"---\ntitle: New {name}\n---\nA new {name}.\n"


def by_vim(file: Path) -> None:
    """Save by vim, which truncates the file in place beside its swap file."""
    if not shutil.which("vim"):
        by_vim_with_backup(file)
        return
    plain = ["vim", "-es", "-N", "-u", "NONE", "-i", "NONE"]
    subprocess.run([*plain, "-c", "%s/Old/New/", "-c", "%s/An old/A new/", "-c", "wq", str(file)], check=True)


def by_vim_with_backup(file: Path) -> None:
    """Write a swap file, try the folder, rename the old file to a backup, write a new one, remove the backup."""
    swap, backup = file.parent / f".{file.name}.swp", file.parent / f"{file.name}~"
    swap.write_bytes(b"b0VIM")
    (file.parent / "4913").touch()
    (file.parent / "4913").unlink()
    file.rename(backup)
    file.write_text(new(file.stem), encoding="utf-8")
    file.chmod(0o644)
    backup.unlink()
    swap.unlink()


def by_code(file: Path) -> None:
    """Truncate the file, as VS Code does, then write into it in two steps."""
    text = new(file.stem)
    with file.open("w", encoding="utf-8") as stream:
        stream.flush()
        stream.write(text[: len(text) // 2])
        stream.flush()
        stream.write(text[len(text) // 2 :])


def by_autosaves(file: Path) -> None:
    """Save 40 times while the text grows."""
    text = new(file.stem)
    for end in range(len(text) - 40, len(text) + 1):
        file.write_text(text[:end], encoding="utf-8")


def by_jetbrains(file: Path) -> None:
    """Write a temporary file, move the old one away, move the new one into place."""
    fresh, gone = (file.parent / f"{file.name}___jb_{part}___" for part in ("tmp", "old"))
    fresh.write_text(new(file.stem), encoding="utf-8")
    file.rename(gone)
    fresh.rename(file)
    gone.unlink()


def by_sed(file: Path) -> None:
    """Run `sed -i`, which writes a file of another name and renames it."""
    written = file.with_name("sedXa81Zq")  # where sed wants a suffix after -i, its calls are made here
    if subprocess.run(
        ["sed", "-i", "s/Old/New/;s/An old/A new/", str(file)], capture_output=True, check=False
    ).returncode:
        written.write_text(new(file.stem), encoding="utf-8")
        written.replace(file)


def by_rsync(file: Path) -> None:
    """Copy a file of another folder over it by rsync: a dot file, its mode, its time, and a rename."""
    if _rsync(file):
        return
    temporary = file.parent / f".{file.name}.Xa81Zq"
    temporary.touch(0o600)
    temporary.write_text(new(file.stem), encoding="utf-8")
    os.utime(temporary, (1_700_000_000, 1_700_000_000))
    temporary.chmod(0o644)
    temporary.replace(file)


def by_rsync_in_place(file: Path) -> None:
    """Copy by `rsync --inplace`: the file is written over, cut to its length, and given an old time."""
    if _rsync(file, "--inplace"):
        return
    content = new(file.stem).encode()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(descriptor, content)
    os.ftruncate(descriptor, len(content))
    os.close(descriptor)
    os.utime(file, (1_700_000_000, 1_700_000_000))


def _rsync(file: Path, *flags: str) -> bool:
    """Copy the new text over a file by the real rsync; tell whether there is one."""
    rsync = shutil.which("rsync")
    if rsync:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / file.name
            source.write_text(new(file.stem), encoding="utf-8")
            os.utime(source, (1_700_000_000, 1_700_000_000))
            subprocess.run([rsync, "--archive", *flags, str(source), f"{file.parent}/"], check=True)
    return bool(rsync)


def by_checkout(file: Path) -> None:
    """Check out another branch."""
    git(file.parents[1], "checkout", "other")


def by_stash_pop(file: Path) -> None:
    """Take back what was stashed."""
    git(file.parents[1], "stash", "pop")


def by_stash(file: Path) -> None:
    """Put a change of the text away, so that the committed one stands there again."""
    git(file.parents[1], "stash", "push", "--", str(file))


def by_moving(file: Path) -> None:
    """Move the whole folder of prompts away, edit the file there, and move it back."""
    prompts, elsewhere = file.parent, file.parents[1] / "elsewhere"
    prompts.rename(elsewhere)
    (elsewhere / file.name).write_text(new(file.stem), encoding="utf-8")
    elsewhere.rename(prompts)


HABITS: dict[str, Callable[[Path], None]] = {
    "vim": by_vim,
    "backup": by_vim_with_backup,
    "code": by_code,
    "autosaves": by_autosaves,
    "jetbrains": by_jetbrains,
    "sed": by_sed,
    "rsync": by_rsync,
    "inplace": by_rsync_in_place,
    "checkout": by_checkout,
    "pop": by_stash_pop,
    "stash": by_stash,
    "moving": by_moving,
}
"""Each by the name of the prompt on which it is tried."""


def prepare(root: Path) -> None:
    """Write a prompt for each habit, and what git needs to bring about the new texts of its own."""
    prompts = root / "prompts"
    for name in HABITS:
        (prompts / f"{name}.md").write_text(old(name), encoding="utf-8")
    (prompts / "stash.md").write_text(new("stash"), encoding="utf-8")
    (root / ".gitignore").write_text("site\n.gallery\noriginals\n", encoding="utf-8")
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "one")
    git(root, "checkout", "-b", "other")
    (prompts / "checkout.md").write_text(new("checkout"), encoding="utf-8")
    git(root, "commit", "-am", "two")
    git(root, "checkout", "main")
    (prompts / "pop.md").write_text(new("pop"), encoding="utf-8")
    git(root, "stash")
    (prompts / "stash.md").write_text(old("stash"), encoding="utf-8")


def git(root: Path, *words: str) -> None:
    """Run git as somebody. Raises CalledProcessError with git's own words kept."""
    subprocess.run(["git", *PERSON, *words], cwd=root, check=True, capture_output=True)
