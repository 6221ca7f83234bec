"""A disk that fails at any call stops the spending: nothing is sent after the first failure among the originals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import WITHOUT_RECORD, kept, leftovers, paid_too_often, wrong_originals, wrong_site
from tests.reliability.syscalls import Point, fail_from, points

if TYPE_CHECKING:
    from pathlib import Path

ERRORS = ("ENOSPC", "EIO", "EROFS")
WRITING = ("fsync", "rename", "mkdir", "unlink", "link", "sendfile", "pwrite64", "write")
SAMPLE = [
    (Point("mkdir", 2), "EROFS"),
    (Point("fsync", 27), "ENOSPC"),
    (Point("unlink", 2), "EIO"),
    (Point("write", 5), "EIO"),
    (Point("rename", 5), "EIO"),
    (Point("unlink", 1), "EROFS"),
    (Point("pwrite64", 1), "EIO"),
]
"""Calls with how they fail: those of the originals, of the memory and of the site."""

OFTEN = 4
"""So many of the sample are tried each time."""

FEW, MANY = 3, 5
FINE, TROUBLE = 0, 1


def faults_after(point: Point, error: str, root: Path, images: int, code: Path | None = None) -> tuple[bool, list[str]]:
    """Let a call fail in a build of a new gallery; tell whether it was struck, and what is wrong then and after the next."""
    make_gallery(root, foxes(images))
    with FakeAPI() as api:
        tool = tool_for(root, api, code=code)
        # words go to the terminal by the same call as bytes to the disk, so a failing write fails once
        traced = fail_from(point, error, tool, once=point.call == "write")
        ran = traced.ran
        wrong = (
            [] if ran.code in {FINE, TROUBLE} and (traced.silenced or not ran.clumsy) else [f"{ran.code}: {ran.words}"]
        )
        wrong += [f"sent after the failure: {line}" for line in traced.sent_after_failure()]
        wrong += [one for one in wrong_originals(root) if WITHOUT_RECORD not in one]
        second = tool.build()
        if second.code or second.clumsy:
            return traced.struck, [*wrong, f"the next build: {second.words}"]
        wrong += wrong_originals(root) + wrong_site(root) + leftovers(root) + paid_too_often(api)
        found = len(kept(root)), len(api.ledger()), len(api.failures)
    fits = found[0] == images <= found[1] <= images + 1 and not found[2]
    return traced.struck, wrong if fits else [*wrong, f"kept, paid, failures of the server: {found}"]


@pytest.mark.parametrize(
    ("point", "error"),
    [one if number < OFTEN else pytest.param(*one, marks=pytest.mark.long) for number, one in enumerate(SAMPLE)],
    ids=str,
)
def test_nothing_is_sent_after_a_call_that_failed(tmp_path: Path, point: Point, error: str) -> None:
    """No space, a broken or a read-only disk: clear words, nothing torn, and the next build finishes without paying twice."""
    assert faults_after(point, error, tmp_path / "gallery", FEW) == (True, [])


def test_a_tool_that_goes_on_asking_is_seen(tmp_path: Path) -> None:
    """With the halt after a failed write left out, requests go on, and the judge reads them in strace's log."""
    code = break_copy(
        tmp_path / "code",
        "buy/run.py",
        "        except StoreError as error:\n            shop.halt.set()\n            ended",
        "        except StoreError as error:\n            ended",
    )
    _, wrong = faults_after(Point("write", 5), "ENOSPC", tmp_path / "gallery", FEW, code)
    assert [one for one in wrong if one.startswith("sent after the failure")], wrong


@pytest.mark.long
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("part", range(4))
def test_each_call_that_writes_may_fail(tmp_path: Path, error: str, part: int) -> None:
    """The same at every writing call of a build of five pictures, with each error, in four parts."""
    with FakeAPI() as api:
        found = points(tool_for(make_gallery(tmp_path / "whole", foxes(MANY)), api), WRITING)[part::4]
    hits, wrong = Counter[str](), []
    for point in found:
        struck, faults = faults_after(point, error, tmp_path / str(point), MANY)
        hits[point.call] += struck
        wrong += [f"{point}: {fault}" for fault in faults]
    print(error, "failures by call:", dict(hits), "of", len(found))  # noqa: T201  # the figures of docs/reliability.md
    assert wrong == []
    assert hits.total() >= len(found) * 0.9  # the last few calls vary from run to run
