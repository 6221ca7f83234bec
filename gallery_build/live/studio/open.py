"""Opens the studio on a port of its own, on this machine alone, for as long as a session lasts."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_build.errors import UsageError
from gallery_build.live.serve import running
from gallery_build.live.studio.application import StudioApplication
from gallery_build.live.studio.gate import Gate
from gallery_build.live.studio.pages import Pages
from gallery_build.live.studio.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_build.live.doors import Address
    from gallery_build.live.studio.desk import Desk

OPTION = "--studio-addr"


@dataclass(frozen=True, slots=True)
class Studio:
    """A studio that is open."""

    desk: Desk
    gate: Gate


@contextmanager
def studio(desk: Desk, address: Address) -> Iterator[Studio]:
    """Open the studio for as long as the block runs. Raises UsageError where the address is not this machine's alone."""
    if not address.local:
        raise UsageError(
            f"the studio cannot stand at {address.host}: it writes prompt files",
            hint=f"{OPTION} takes 127.0.0.1, localhost or ::1",
        )
    pages = Pages(desk)
    desk.say = pages.say
    gates: list[Gate] = []
    with Pictures() as pictures:

        def make(bound: Address) -> StudioApplication:
            gates.append(Gate(bound))
            return StudioApplication(gates[0], desk, pages, pictures)

        with running(address, make, desk.bell, OPTION):
            yield Studio(desk, gates[0])
