"""A build killed as it enters a system call that changes something is finished by the next one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.broken_copies import break_copy
from tests.reliability.galleries import foxes, make_gallery, tool_for
from tests.reliability.judges import kept, leftovers, paid_too_often, stamps, wrong_originals, wrong_site
from tests.reliability.syscalls import Point, kill_at, points

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = [
    Point("fsync", 3),
    Point("fsync", 8),
    Point("rename", 3),
    Point("write", 7),
    Point("unlink", 1),
    Point("sendto", 1),
]
FEW, MANY = 2, 5


def faults_after(point: Point, root: Path, images: int, code: Path | None = None) -> tuple[bool, list[str]]:
    """Kill a build of a new gallery; tell whether it was struck, and what is wrong after the builds that follow."""
    make_gallery(root, foxes(images))
    with FakeAPI() as api:
        tool = tool_for(root, api, code=code)
        struck = kill_at(point, tool).struck
        second = tool.build()
        if second.code or second.clumsy:
            return struck, [second.words]
        wrong = wrong_originals(root) + wrong_site(root) + leftovers(root) + paid_too_often(api)
        before = stamps(root)
        third = tool.build()
        wrong += [] if third.out == "nothing to do.\n" and before == stamps(root) else [third.words]
        found = len(kept(root)), len(api.ledger()), len(api.failures)
    fits = found[0] == images <= found[1] <= images + 1 and not found[2]
    return struck, wrong if fits else [*wrong, f"kept, paid, failures of the server: {found}"]


@pytest.mark.parametrize("point", SAMPLE, ids=str)
def test_a_build_killed_at_a_call_is_finished(tmp_path: Path, point: Point) -> None:
    """The next build exits 0; at most the picture in flight is paid twice; nothing is torn, and nothing is left over."""
    assert faults_after(point, tmp_path / "gallery", FEW) == (True, [])


@pytest.mark.long
def test_a_picture_written_in_place_is_torn(tmp_path: Path) -> None:
    """With files written under their final name, a kill at the same calls leaves what the judges find."""
    code = break_copy(tmp_path / "code", "files.py", "        temporary.replace(path)\n", "")
    path = code / "gallery_build" / "files.py"
    sound = 'temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(6)}"\n    try:\n        descriptor'
    text = path.read_text(encoding="utf-8")
    assert text.count(sound) == 1
    path.write_text(text.replace(sound, "temporary = path\n    try:\n        descriptor"), encoding="utf-8")
    numbers = (number for number in range(3, 9))
    assert any(faults_after(Point("write", one), tmp_path / str(one), FEW, code)[1] for one in numbers)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_each_call_of_a_build_of_five_pictures(tmp_path: Path, part: int) -> None:
    """The same at every call of a build of five, in eight parts: each number of each call, in the thread that comes first."""
    with FakeAPI() as api:
        found = points(tool_for(make_gallery(tmp_path / "whole", foxes(MANY)), api))[part::8]
    hits, wrong = Counter[str](), []
    for point in found:
        struck, faults = faults_after(point, tmp_path / str(point), MANY)
        hits[point.call] += struck
        wrong += [f"{point}: {fault}" for fault in faults]
    print("kills by call:", dict(hits), "of", len(found))  # noqa: T201  # the figures of docs/reliability.md
    assert wrong == []
    assert hits.total() >= len(found) * 0.9  # the last few calls vary from run to run
