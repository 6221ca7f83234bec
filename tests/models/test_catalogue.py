"""The table of models: complete, dated, sourced."""

from __future__ import annotations

import datetime as dt
import runpy
from pathlib import Path

import pytest

from gallery_build.models import Catalogue, load_catalogue

ROOT = Path(__file__).parents[2]
CATALOGUE = load_catalogue()

STANDING = {
    "dall-e-2": ("retired", dt.date(2026, 5, 12)),
    "dall-e-3": ("retired", dt.date(2026, 5, 12)),
    "gpt-image-1": ("retired", dt.date(2026, 10, 23)),
    "gpt-image-1-mini": ("deprecated", dt.date(2026, 12, 1)),
    "gpt-image-1.5": ("deprecated", dt.date(2026, 12, 1)),
    "chatgpt-image-latest": ("deprecated", dt.date(2026, 12, 1)),
    "gpt-image-2": ("active", None),
    "gpt-image-2.5-sunburst": ("active", None),
    "gpt-image-2.5-flare": ("active", None),
    "gpt-image-2.6-sunburst": ("active", None),
    "gpt-image-2.6-flare": ("active", None),
}


def test_every_model_has_its_status_and_date() -> None:
    """The table holds every image model OpenAI has had, each with its status and the day it goes."""
    assert {name: (model.status, model.retires) for name, model in CATALOGUE.models.items()} == STANDING


@pytest.mark.parametrize("name", CATALOGUE.names)
def test_every_row_has_a_date_and_known_sources(name: str) -> None:
    """A row and its price say when they were looked up, and where, in names that `[sources]` spells out."""
    model = CATALOGUE.models[name]

    for facts in (model, model.price):
        assert facts.date is not None
        assert facts.source
        assert set(facts.source) <= set(CATALOGUE.sources)


def test_every_source_is_named_by_a_row() -> None:
    """No source stands in the table for nothing."""
    named = {source for model in CATALOGUE.models.values() for source in (*model.source, *model.price.source)}

    assert named == set(CATALOGUE.sources)


@pytest.mark.parametrize("name", [name for name, (status, _) in STANDING.items() if status != "active"])
def test_a_model_that_goes_has_a_successor_that_stays(name: str) -> None:
    """Whoever must leave a model is sent to one that is active."""
    successor = CATALOGUE.find(CATALOGUE.models[name].successor)

    assert successor is not None
    assert successor.status == "active"


@pytest.mark.parametrize(
    ("snapshot", "name"),
    [
        ("gpt-image-1.5-2025-12-16", "gpt-image-1.5"),
        ("gpt-image-2-2026-04-21", "gpt-image-2"),
        ("gpt-image-2.5-sunburst-2026-09-08", "gpt-image-2.5-sunburst"),
        ("gpt-image-2.5-flare-2026-09-08", "gpt-image-2.5-flare"),
    ],
)
def test_a_snapshot_is_its_model(snapshot: str, name: str) -> None:
    """A dated name finds the row of its model, and is no name of its own."""
    assert CATALOGUE.find(snapshot) is CATALOGUE.find(name)
    assert snapshot not in CATALOGUE.names


@pytest.mark.parametrize(
    ("day", "status"),
    [(dt.date(2026, 11, 30), "deprecated"), (dt.date(2026, 12, 1), "retired"), (dt.date(2030, 1, 1), "retired")],
)
def test_a_deprecated_model_is_retired_from_its_date_on(day: dt.date, status: str) -> None:
    """The date decides, so a tool that is not updated knows all the same."""
    model = CATALOGUE.models["gpt-image-1.5"]

    assert model.status_on(day) == status


def test_only_dall_e_takes_response_format() -> None:
    """GPT image models answer 400 to `response_format`; DALL·E and the servers that speak it need it."""
    assert [name for name, model in CATALOGUE.models.items() if model.response_format] == ["dall-e-2", "dall-e-3"]


def test_the_sketch_provider_is_no_model() -> None:
    """What is drawn here is no row of the table."""
    assert CATALOGUE.find("sketch") is None


def test_limits_are_the_models_own() -> None:
    """Prompt lengths and images per request follow the documentation."""
    limits = {name: (model.prompt_limit, model.n) for name, model in CATALOGUE.models.items()}

    assert limits == dict.fromkeys(STANDING, (32_000, 10)) | {"dall-e-2": (1_000, 10), "dall-e-3": (4_000, 1)}


def test_a_row_begins_as_the_one_it_is_like() -> None:
    """`like` copies what is not stated, except what is true of one model alone."""
    flare, sunburst = (CATALOGUE.models[f"gpt-image-2.5-{name}"] for name in ("flare", "sunburst"))

    assert (flare.values, flare.sizes, flare.price) == (sunburst.values, sunburst.sizes, sunburst.price)
    assert CATALOGUE.models["chatgpt-image-latest"].snapshots == ()


def test_the_catalogue_is_read_once() -> None:
    """Every room that asks is given the same value."""
    catalogue: Catalogue = load_catalogue()

    assert catalogue is CATALOGUE


def test_the_page_in_the_docs_is_the_table() -> None:
    """The committed reference page is what the tool writes today."""
    page = runpy.run_path(str(ROOT / "tools" / "generate_models_page.py"))["page"]

    assert page(CATALOGUE) == (ROOT / "docs" / "reference" / "models.md").read_text(encoding="utf-8")
