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
def a_person_without_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the run a configuration folder of its own, so that the user's `config.toml` decides nothing."""
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))
    yield
    if before is None:
        del os.environ["XDG_CONFIG_HOME"]
    else:
        os.environ["XDG_CONFIG_HOME"] = before
