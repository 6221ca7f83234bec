"""Parameters set in a prompt's file: only their own lines change, and what is left out becomes a comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.config import Config, Preset
from gallery_build.errors import UsageError
from gallery_build.prompts import Draft, parse_prompt
from gallery_build.prompts.edit import set_params
from gallery_build.prompts.source import decoded

PATH = "prompts/fox.md"
NEW = {"quality": "high", "style": None, "model": "gpt-image-2.5-flare"}


def moved(content: str, values: dict[str, str | None] | None = None, config: Config | None = None) -> str:
    """Return a file with these parameters, line ends as they are."""
    return set_params(content.encode(), PATH, config or Config(), values or NEW).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\nmodel: dall-e-3 # old\nstyle: vivid  # loud\nquality: hd\n---\nA fox.\n",
            "---\nmodel: gpt-image-2.5-flare # old\n# style: vivid  # loud\nquality: high\n---\nA fox.\n",
        ),
        (
            "---\r\n  model: 'dall-e-3'\r\n  style: vivid\r\n---\r\nA fox.",
            "---\r\n  model: gpt-image-2.5-flare\r\n  # style: vivid\r\n  quality: high\r\n---\r\nA fox.",
        ),
        (
            "---\n{model: dall-e-3, style: vivid, quality: hd}\n---\nA fox.\n",
            '---\n{model: gpt-image-2.5-flare, style: "", quality: high}\n---\nA fox.\n',
        ),
        (
            "---\nmodel: dall-e-3\nstyle:\n  vivid\n---\nstyle: vivid\n",
            "---\nmodel: gpt-image-2.5-flare\nstyle:\n  # vivid\nquality: high\n---\nstyle: vivid\n",
        ),
        (
            '\ufeff+++\nmodel = "dall-e-3"\nstyle = "vivid"\n\n[extra]\nstyle = "x"\n+++\nA fox.\n',
            '\ufeff+++\nmodel = "gpt-image-2.5-flare"\n# style = "vivid"\nquality = "high"\n\n[extra]\nstyle = "x"\n+++\nA fox.\n',
        ),
    ],
)
def test_only_the_parameters_lines_change(before: str, after: str) -> None:
    """A value is replaced in its line, a new one gets a line, what is left out stays readable as a comment."""
    assert moved(before) == after
    assert moved(after) == after


def test_what_is_set_already_stays() -> None:
    """A file that states all of it is returned byte for byte."""
    content = "---\nmodel: gpt-image-2.5-flare\nquality: HIGH\n---\nA fox.\n"
    assert moved(content) == content


def test_what_only_a_preset_states_is_not_left_out() -> None:
    """No edit of the prompt's file can take back what its preset says; the error says what would."""
    config = Config(presets={"loud": Preset("loud", params={"style": "vivid"})})
    with pytest.raises(UsageError, match='"no style" cannot be set'):
        moved("---\npreset: loud\nstyle: natural\n---\nA fox.\n", {"style": None}, config)


LINES = st.lists(
    st.sampled_from(
        [
            "# model: x",
            "title: 'model: y'",
            "alt: >-\n  style: z\n\n  quality: hd",
            "tags: [model, style] # quality: hd",
            "extra:\n  model: dall-e-3\n  style: vivid",
            "",
            "notes_: &no",
            "seed: ~",
            "n: 2",
            "author: 狐 🦊",
        ]
    ).filter(lambda line: "_" not in line and "seed" not in line),
    unique=True,
    max_size=6,
)
MODELS = st.sampled_from(
    ["model: dall-e-3", 'model: "dall-e-3"', "model:   dall-e-3   # the old one", "'model' : dall-e-3"]
)
QUALITIES = st.sampled_from(["quality: hd", "quality: 'hd'#x", "quality: HD # fine"])
STYLES = st.sampled_from(["style: vivid", "style: 'natural' # calm"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
BODIES = st.text(st.sampled_from("ab #:-{}\t\nmodel狐"), min_size=1).filter(str.strip)


@given(LINES, MODELS, QUALITIES, STYLES, ENDS, BODIES, st.randoms(use_true_random=False))
def test_every_other_byte_stays(  # noqa: PLR0917  # the parts of one file
    lines: list[str], model: str, quality: str, style: str, end: str, body: str, random: object
) -> None:
    """Whatever stands around them, in whatever order: line by line, only those of the three parameters differ."""
    stated = [*lines, model, quality, style]
    random.shuffle(stated)  # type: ignore[attr-defined]  # hypothesis calls it object
    text = end.join(["---", *"\n".join(stated).split("\n"), "---", body.replace("\n", end)])
    draft = decoded(PATH, text.encode())
    if not isinstance(draft, Draft):
        return
    after = moved(text)
    pairs = list(zip(text.split(end), after.split(end), strict=True))
    changed = {before.lstrip("'").partition(":")[0].rstrip("' ") for before, now in pairs if before != now}
    assert changed == {"model", "quality", "style"}
    again = decoded(PATH, after.encode())
    assert isinstance(again, Draft)
    assert parse_prompt(again, Config()).params == {"model": "gpt-image-2.5-flare", "quality": "high"}
