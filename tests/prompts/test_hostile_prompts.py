"""Front matter made to hurt: whatever stands in a file, what comes out is a prompt or faults with file and line, at once."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery_build.config import Config, Preset
from gallery_build.errors import FaultsError
from gallery_build.prompts import Draft, parse_prompt
from gallery_build.prompts.fields import LATER, PromptFields

CONFIG = Config(presets={"oil": Preset("oil", "Oil.")})

PIECES = [
    *[
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ": ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "!x ",
        "!!str ",
        "<<: ",
        "|",
        ">",
        "|-\n",
        "#",
        "%",
        "@",
        "`",
        "'",
        '"',
        "\\",
        "\\x00",
        "\\ud800",
    ],
    *[
        "\n",
        "\n  ",
        "\n\t",
        "\n- ",
        "\t",
        " ",
        "  ",
        "---\n",
        "--- ",
        "...\n",
        "+++\n",
        "=",
        "= ",
        ".",
        '"""',
        "'''",
        "[[",
        "]]",
    ],
    *[
        "true",
        "no",
        "null",
        "~",
        "1",
        "-1",
        "0.5",
        "1e999",
        "9" * 60,
        ".nan",
        "0x",
        "0o9",
        "1:30:00",
        "2026-05-24",
        "nan",
        "inf",
    ],
    *[
        "é",
        "海",
        "🌊",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\x85",
        "\u2028",
        "\ufffe",
        "{argument name=",
        "{a}",
        "1024x1024",
        "CC BY",
        "https://",
        "oil",
    ],
]

BOMBS = {
    "brackets": "a: " + "[" * 60_000,
    "braces": "a: " + "{" * 60_000,
    "maps": "a: " + "{a: " * 15_000,
    "dashes": "a:\n" + "- " * 30_000,
    "questions": "? " * 30_000,
    "indents": "\n".join(" " * depth + "a:" for depth in range(340)),
    "anchors": "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 500)),
    "merge keys": "\n".join(f"a{n}: {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 500)),
    "fields": "\n".join(f"f{n}: 1" for n in range(8_000)),
    "one field": "a: 1\n" * 13_000,
    "items": "tags: [" + "a," * 32_000 + "]",
    "tags": "tags: [" + ",".join(f"t{n}" for n in range(9_000)) + "]",
    "vars": "vars: {" + ",".join(f"v{n}: 1" for n in range(6_000)) + "}",
    "extra": "extra: [" + "{}," * 20_000 + "]",
    "picks": "n: 10\npick: [" + "11," * 20_000 + "]",
    "long name": "a" * 65_000 + ": 1",
    "long word": "model: " + "a" * 65_000,
    "long size": "size: " + "1" * 65_000,
    "long spaced size": "size: '" + " " * 65_000 + "x'",
    "long address": "author_url: https://" + "a." * 32_000,
    "long licence": "license: " + "a " * 32_000,
    "long nested licence": "license: '" + "(" * 65_000 + "'",
    "long language": "lang: " + "a-" * 32_000,
    "long date": "date: 2026-05-24T" + "0" * 65_000,
    "quotes": "a: '" + "''" * 32_000,
    "escapes": 'a: "' + "\\u0041" * 10_000 + '"',
    "colons": "a" + ":" * 65_000,
    "colon spaces": "a" + ": a" * 21_000,
    "comments": "#" * 65_000,
    "blank lines": "\n" * 65_000,
    "spaces": " " * 65_000,
    "block": "title: |" + "\n  a" * 16_000,
    "folded": "title: >" + "\n  a" * 16_000,
    "documents": "a: 1\n...\n" * 7_000,
    "directives": "%A b\n" * 13_000,
    "tag directives": "%TAG !a! tag:a:\n" * 4_000 + "--- a",
    "keys": "? a\n" * 16_000,
    "digits": "order: " + "9" * 65_000,
    "float": "order: 1." + "9" * 65_000,
    "exponent": "order: 1e" + "9" * 65_000,
    "hex": "order: 0x" + "f" * 65_000,
    "unclosed flow lines": "a: [" + "a\n " * 20_000,
    "sentence keys": "a b " * 16_000 + ": 1",
}
"""Front matter near its limit of 64 KiB, each kind aimed at one part of the reading."""

TOML_BOMBS = {
    "lists": "a = " + "[" * 60_000,
    "tables": "a = " + "{a = " * 12_000,
    "dots": ".".join("a" * 30_000) + " = 1",
    "dots in a table": "a = {" + ".".join("a" * 30_000) + " = 1}",
    "quoted dots": '"a".' * 15_000 + "a = 1",
    "dots below the limit": "\n".join(f"a{n}." + "a." * 17 + "a = 1" for n in range(1_300)),
    "one table": "\n".join("a." * 17 + f"a{n} = 1" for n in range(1_400)),
    "headers": "\n".join(f"[a{n}]" for n in range(8_000)),
    "deep headers": "\n".join("[" + "a." * 17 + f"a{n}]" for n in range(1_400)),
    "arrays": "[[a]]\n" * 10_000,
    "fields": "\n".join(f"a{n} = 1" for n in range(6_000)),
    "items": "tags = [" + "1," * 30_000 + "]",
    "strings": "a = [" + '"",' * 20_000 + "]",
    "multi-line": 'a = """' + '"\n' * 30_000,
    "literal": "a = '''" + "'\n" * 30_000,
    "escapes": 'a = "' + "\\u0041" * 10_000 + '"',
    "digits": "order = " + "9" * 65_000,
    "float": "order = 1." + "9" * 65_000,
    "exponent": "order = 1e" + "9" * 60,
    "underscores": "order = " + "1_" * 30_000 + "1",
    "comments": "#\n" * 30_000,
    "quotes": '"' * 65_000,
    "dates": "a = [" + "2026-05-24," * 5_900 + "]",
}

BODIES = {
    "arguments": '{argument name="' * 16_000,
    "arguments without end": '{argument name="x" default=' * 9_000,
    "escaped arguments": '{argument name=\\"x\\" default=\\"' * 8_000,
    "spaces": "{argument" + " " * 250_000,
    "braces": "{" * 262_000,
    "pairs": "{a}" * 87_000,
    "nearly": "{" + "a" * 99 + "\n" + "{a" * 100_000,
    "notes": "<!-- notes " * 20_000,
    "note spaces": "\n <!--" + " " * 250_000,
    "lines of spaces": (" " * 500 + "\n") * 500 + "x",
}


def _outcome(text: str) -> str:
    """Return what became of a file; a fault without a place, or a second's wait, fails: twice, since machines are noisy."""
    outcome, seconds = _timed(text)
    assert seconds < 1 or _timed(text)[1] < 1
    return outcome


def _timed(text: str) -> tuple[str, float]:
    """Return what became of a file, and the seconds that it took of the processor."""
    started = time.process_time()
    try:
        parse_prompt(Draft("prompts/a.md", text), CONFIG)
    except FaultsError as error:
        assert error.faults  # noqa: PT017
        for fault in error.faults:
            assert (fault.path, fault.line > 0) == ("prompts/a.md", True), str(fault)
            assert len(str(fault)) < 1_000
            assert str(fault).replace("\n  hint:", "").isprintable()
        return "faults", time.process_time() - started
    return "prompt", time.process_time() - started


@pytest.mark.parametrize("name", BOMBS)
def test_yaml_made_to_hurt_ends_at_once(name: str) -> None:
    """Depth, numbers, lengths and lookahead: each ends within a second, in a prompt or in faults with their places."""
    assert _outcome(f"---\n{BOMBS[name]}\n---\nA fox.") in {"prompt", "faults"}


@pytest.mark.parametrize("name", TOML_BOMBS)
def test_toml_made_to_hurt_ends_at_once(name: str) -> None:
    """The other kind of front matter has the same limits."""
    assert _outcome(f"+++\n{TOML_BOMBS[name]}\n+++\nA fox.") in {"prompt", "faults"}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_made_to_hurt_end_at_once(name: str) -> None:
    """Placeholders that never close and notes that never come cost no more than their length."""
    expected = "prompt"
    assert expected == _outcome(f"---\nvars: {{}}\n---\nA fox. {BODIES[name]}")


FIELDS = [*PromptFields.model_fields, *sorted(LATER), "titel", "extra"]


def _generated(random_: random.Random) -> str:
    """Return a file whose front matter is put together of what parsers dislike."""
    fence, glue = random_.choice([("---", ": "), ("---", ": "), ("+++", " = ")])
    lines = [
        f"{random_.choice(FIELDS)}{glue}{''.join(random_.choices(PIECES, k=random_.randint(0, 6)))}"
        for _ in range(random_.randint(0, 6))
    ]
    text = (
        f"{fence}\n"
        + "\n".join(lines)
        + f"\n{fence}\nA fox. "
        + "".join(random_.choices(PIECES, k=random_.randint(0, 5)))
    )
    cut = random_.randint(0, len(text)) if random_.random() < 0.1 else len(text)
    return text[:cut]


def test_generated_front_matter_is_a_prompt_or_faults() -> None:
    """Some hundreds of generated files: no exception but ours, every fault with its line; both outcomes occur."""
    random_ = random.Random(1)
    outcomes = {_outcome(_generated(random_)) for _ in range(500)}
    assert outcomes == {"prompt", "faults"}


@pytest.mark.long
def test_ten_thousand_generated_files_are_prompts_or_faults() -> None:
    """The same at length."""
    random_ = random.Random(2)
    outcomes = [_outcome(_generated(random_)) for _ in range(10_000)]
    assert set(outcomes) == {"prompt", "faults"}


@settings(max_examples=200, deadline=None, database=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5)),
        max_size=30,
    )
)
def test_any_front_matter_is_a_prompt_or_faults(pieces: list[str]) -> None:
    """What nobody thought of is no crash either."""
    assert _outcome("---\n" + "".join(pieces) + "\n---\nA fox.") in {"prompt", "faults"}


@settings(max_examples=150, deadline=None, database=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: f"x{text}x"))
def test_any_text_is_sent_as_it_is(text: str) -> None:
    """A prompt is never interpreted, whatever it is made of."""
    prompt = parse_prompt(Draft("prompts/a.md", f"---\ntitle: x\n---\n{text}\n"), CONFIG)
    assert (text, text) == (prompt.text, prompt.sent)
