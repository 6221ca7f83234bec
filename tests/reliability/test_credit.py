"""The money is gone in the middle of a build: it stops, keeps what arrived, and later buys exactly the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake_api import FakeAPI
from tests.reliability.galleries import JOBS, foxes, make_gallery, tool_for
from tests.reliability.judges import kept, wrong_originals, wrong_site

if TYPE_CHECKING:
    from pathlib import Path

NO_CREDIT = 7


def run_out(root: Path, images: int, credit: int) -> None:
    """Build with credit for some images, then with credit for all."""
    make_gallery(root, foxes(images))
    with FakeAPI(quota=credit, latency=(0.0, 0.03)) as api:
        tool = tool_for(root, api)
        ran = tool.build()
        assert (ran.code, ran.clumsy) == (NO_CREDIT, []), ran.words
        assert (len(kept(root)), len(api.posts()) <= credit + JOBS) == (credit, True)
        assert wrong_originals(root) + wrong_site(root) == []
        api.behave(quota=None)
        again = tool.build()
        assert (again.code, len(api.ledger()), len(kept(root))) == (0, images, images), again.words


@pytest.mark.parametrize(
    "credit", [pytest.param(0, marks=pytest.mark.long), 3, pytest.param(5, marks=pytest.mark.long)]
)
def test_no_credit_stops_the_build(tmp_path: Path, credit: int) -> None:
    """Credit for k of 6 images: at most one more request per worker, exit 7, and then the rest is bought once."""
    run_out(tmp_path, 6, credit)


@pytest.mark.long
def test_no_credit_at_each_image(tmp_path: Path) -> None:
    """The same at each image of 50."""
    for credit in range(50):
        run_out(tmp_path / str(credit), 50, credit)
