"""Disks that fill up: a small file system where the machine lets us mount one, a limit on the size of files everywhere."""

from __future__ import annotations

import os
import resource
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Mount a file system of this size at a folder; the test is skipped where the machine refuses."""
    folder.mkdir(parents=True, exist_ok=True)
    size = f"size={kilobytes}k"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine mounts nothing for us: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def make_room(folder: Path) -> None:
    """Give a small disk plenty of space."""
    subprocess.run(["mount", "-o", "remount,size=4g", str(folder)], check=True)


def shrink(folder: Path, kilobytes: int) -> None:
    """Leave a small disk only so much space beyond what is used; tried again where somebody writes meanwhile."""
    for _ in range(100):
        found = os.statvfs(folder)
        size = (found.f_blocks - found.f_bfree) * found.f_frsize // 1024 + kilobytes
        if not subprocess.run(["mount", "-o", f"remount,size={size}k", str(folder)], check=False).returncode:
            return
    raise OSError(f"{folder} does not shrink")


def make_read_only(folder: Path) -> None:
    """Let nobody write on a small disk."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


@contextmanager
def small_files(kilobytes: int) -> Iterator[None]:
    """Let programs that start now write no file larger than this: what needs no right, and works in every container."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
