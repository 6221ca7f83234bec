"""A matrix: one prompt over models, sizes, qualities and presets, each cell a recipe like any other."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.cli import run
from gallery_build.config import Config, Preset
from gallery_build.errors import FaultsError
from gallery_build.key import key_at, recipes_of
from gallery_build.prompts import Draft, parse_prompt
from gallery_build.prompts.edit import set_take
from tests.fake_api import FakeAPI
from tests.values import a_gallery

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.model import Prompt

PRESETS = {
    "oil": Preset("oil", before="Oil on canvas.", params={"quality": "low", "moderation": "low"}),
    "ink": Preset("ink", after="Ink on rice paper.", params={"model": "gpt-image-2"}),
}
CONFIG = Config(presets=PRESETS)
PATH = "prompts/fox.md"
AXES = {
    "model": ["gpt-image-2", "gpt-image-2.5-flare", "My-Model"],
    "size": ["1024x1024", "1536x1024", "auto"],
    "quality": ["low", "HIGH", "7"],
    "preset": ["oil", "ink"],
}


def prompt(front: str, config: Config = CONFIG) -> Prompt:
    """Return the prompt of a file with this front matter."""
    return parse_prompt(Draft(PATH, f"---\n{front}\n---\nA fox.\n"), config)


def said(front: str) -> list[str]:
    """Return what is wrong with a file with this front matter."""
    with pytest.raises(FaultsError) as caught:
        prompt(front)
    return [str(fault) for fault in caught.value.faults]


def test_the_first_axis_is_the_slowest() -> None:
    """Cells follow the order of the file, not of the alphabet; n counts within each, and numbers go through."""
    matrix = "n: 2\nmatrix:\n  quality: [low, high]\n  model: [gpt-image-2, gpt-image-2.5-flare]"
    recipes = recipes_of(prompt(matrix))
    assert [recipe.index for recipe in recipes] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [tuple(recipe.cell.values()) for recipe in recipes[::2]] == [
        ("low", "gpt-image-2"),
        ("low", "gpt-image-2.5-flare"),
        ("high", "gpt-image-2"),
        ("high", "gpt-image-2.5-flare"),
    ]


@given(
    st.lists(st.sampled_from(sorted(AXES)), unique=True, min_size=1).flatmap(
        lambda names: st.tuples(
            *(st.lists(st.sampled_from(AXES[name]), unique=True, min_size=1) for name in names)
        ).map(lambda values: dict(zip(names, values, strict=True)))
    ),
    st.sampled_from(["moderation: auto", "size: 1024x640", "preset: oil", "quality: high", "style: vivid"]),
    st.integers(1, 3),
)
def test_a_cell_has_the_key_of_a_file_that_states_its_values(axes: dict[str, list[str]], stated: str, n: int) -> None:
    """Whatever the axes, whatever else the file or a preset says: every image's key is that of a prompt of its own."""
    if stated.partition(":")[0] in axes:
        return
    matrix = ", ".join(f"{axis}: [{', '.join(values)}]" for axis, values in axes.items())
    whole = prompt(f"{stated}\nn: {n}\ntake: 2\nmatrix: {{{matrix}}}")
    expected = [
        (recipe.key, recipe.prompt.sent, recipe.prompt.params)
        for values in product(*axes.values())
        for recipe in recipes_of(
            prompt("\n".join([stated, f"n: {n}", "take: 2", *map(": ".join, zip(axes, values, strict=True))]))
        )
    ]
    recipes = recipes_of(whole)
    assert [(recipe.key, recipe.prompt.sent, recipe.prompt.params) for recipe in recipes] == expected
    assert [key_at(whole, number) for number in range(1, whole.images + 1)] == [recipe.key for recipe in recipes]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("model: x\nmatrix: {model: [a, b]}", "prompts/fox.md:2:8: model is stated, and is an axis of matrix"),
        ("matrix: {preset: [oil, oli]}", 'prompts/fox.md:2:24: preset "oli" is not in gallery.toml'),
        ("matrix: {modle: [a]}", 'prompts/fox.md:2:10: matrix has no axis "modle"\n  hint: did you mean "model"?'),
        ("matrix: {}", "prompts/fox.md:2:9: matrix has no axis"),
        ("matrix: {model: []}", "prompts/fox.md:2:17: matrix.model (a list) has fewer than 1 items"),
        ("matrix: {quality: [low, LOW]}", "prompts/fox.md:2:19: matrix.quality (a list) names a value twice"),
        ("matrix: {size: [big]}", 'prompts/fox.md:2:17: matrix.size.1 "big" is not a size'),
        ("matrix: 3", "prompts/fox.md:2:9: matrix 3 is not a"),
        ("n: 2\npick: 9\nmatrix: {model: [a, b], quality: [low, high]}", "pick 9 is beyond n: there are 8 images"),
        (
            f"matrix: {{model: [{', '.join(f'm{number}' for number in range(9))}], quality: [a, b, c, d, e, f, g, h]}}",
            "prompts/fox.md:2:9: matrix has 72 cells, and 64 are the most",
        ),
    ],
)
def test_what_cannot_be_a_matrix_is_said_at_its_place(front: str, expected: str) -> None:
    """Each fault with line and column, and no other beside it."""
    (fault,) = said(front)
    assert expected in fault


def test_an_edit_leaves_a_matrix_alone() -> None:
    """`pick`, `reroll` and `migrate` prove that the cells stay, wherever their lines move to."""
    content = b"---\nmatrix:\n  quality: [low, high] # both\n---\nA fox.\n"
    assert set_take(content, PATH, CONFIG, 2) == content.replace(b"---\nA", b"take: 2\n---\nA")


GALLERY = '[defaults]\nsize = "1024x640"\nquality = "low"\n[images]\nwidths = [64]\n[run]\nimages_per_minute = 1000\n'
FOX = "---\nalt: A fox\nmatrix:\n  model: [gpt-image-2, gpt-image-2.5-flare]\n  quality: [low, high]\n---\nA red fox.\n"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Return a gallery of one prompt with four cells."""
    return a_gallery(tmp_path, config=GALLERY, fox=FOX)


def test_every_cell_has_its_price(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan asks each model for each quality, and prices them apart."""
    assert run(["-C", str(gallery), "plan", "--json"]) == 0
    recipes = json.loads(capsys.readouterr().out)["recipes"]
    asked = [(one["index"], one["model"], one["params"]["quality"]) for one in recipes]
    assert asked == [
        (1, "gpt-image-2", "low"),
        (2, "gpt-image-2", "high"),
        (3, "gpt-image-2.5-flare", "low"),
        (4, "gpt-image-2.5-flare", "high"),
    ]
    assert len({one["usd"] for one in recipes}) == 3  # low costs the same with both


def test_a_fault_of_one_cell_names_its_value(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a model does not take is said at the value's own line and column."""
    (gallery / "prompts/fox.md").write_text(FOX.replace("[low, high]", "[low, xhigh]"), encoding="utf-8")
    assert run(["-C", str(gallery), "check"]) == 2
    assert 'prompts/fox.md:5:18: quality "xhigh" is not offered by gpt-image-2' in capsys.readouterr().out


def test_a_retired_model_of_an_axis_is_replaced_by_hand(gallery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`migrate` changes no axis, so what to write is said at the value's own place; written, the other cells stay."""
    old = FOX.replace("gpt-image-2, gpt-image-2.5-flare", "gpt-image-2, gpt-image-1")
    (gallery / "prompts/fox.md").write_text(old, encoding="utf-8")
    assert run(["-C", str(gallery), "check"]) == 2
    told = capsys.readouterr().out
    assert 'prompts/fox.md:4:24: model "gpt-image-1" was retired' in told
    assert "write gpt-image-2.5-flare in its place in the matrix; the other cells keep their pictures" in told
    assert "migrate" not in told
    before = recipes_of(prompt(old.split("---\n")[1].rstrip()))
    after = recipes_of(prompt(FOX.split("---\n")[1].rstrip()))
    assert [one.key for one in before][:2] == [one.key for one in after][:2]


def test_cells_are_bought_once_and_shown_with_their_values(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four charges, four images with captions; a file that states one cell has its picture already."""
    with FakeAPI() as api:
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        build = ["-C", str(gallery), "build", "--max-cost", "1", "-q"]
        assert run(build) == 0
        stated = "---\nmodel: gpt-image-2\nquality: high\n---\nA red fox.\n"
        (gallery / "prompts/one.md").write_text(stated, encoding="utf-8")
        assert run(build) == 0
        assert len(api.ledger()) == 4
    page = (gallery / "site/prompts/fox.html").read_text(encoding="utf-8")
    for caption in ("gpt-image-2, low", "gpt-image-2, high", "gpt-image-2.5-flare, low", "gpt-image-2.5-flare, high"):
        assert page.count(f'<figcaption dir="auto">{caption}</figcaption>') == 1
    assert 'alt="Image 4 of 4: gpt-image-2.5-flare, high"' in page
    shown = json.loads((gallery / "site/gallery.json").read_text(encoding="utf-8"))["exhibits"]
    assert [image["cell"] for image in shown[0]["images"]][:2] == [
        {"model": "gpt-image-2", "quality": "low"},
        {"model": "gpt-image-2", "quality": "high"},
    ]
    records = [json.loads(path.read_text(encoding="utf-8")) for path in (gallery / "originals").rglob("*.json")]
    assert sorted((record["index"], record["previous"]) for record in records) == [
        (number, None) for number in (1, 2, 3, 4)
    ]
    capsys.readouterr()
    assert run(["-C", str(gallery), "pick", "fox", "4", "1"]) == 0
    assert "pick: [4, 1]" in (gallery / "prompts/fox.md").read_text(encoding="utf-8")
    assert run(["-C", str(gallery), "pick", "fox", "5"]) == 2
    assert 'image 5 cannot be picked: "fox" asks for 4 images' in capsys.readouterr().err
