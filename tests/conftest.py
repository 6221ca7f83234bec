"""What every test needs: the project's root on the path, and nobody's key, cap or configuration in the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
"""The repository; `tests.fake_api` and its neighbours are imported from here."""

PRIVATE = ("OPENAI_", "GALLERY_")
"""How the names of the user's own settings begin."""

LOUD = ("CI", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "SOURCE_DATE_EPOCH")
"""What changes output by where the tests run."""

settings.register_profile("calm", deadline=None)  # machines are noisy; seconds are benchmarks, never tests
settings.load_profile("calm")

sys.path.insert(0, str(ROOT))
for name in [name for name in os.environ if name.startswith(PRIVATE) or name in LOUD]:
    del os.environ[name]


@pytest.fixture(autouse=True, scope="session")
def a_person_without_settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """Give the run configuration and cache folders of its own: the user's `config.toml` decides nothing.

    All its processes share one cache, so that templates are compiled once.
    """
    base = tmp_path_factory.getbasetemp()
    cache = (base if worker_id == "master" else base.parent) / "cache"
    folders = {"XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("config")), "XDG_CACHE_HOME": str(cache)}
    before = {name: os.environ.get(name) for name in folders}
    os.environ.update(folders)
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value
