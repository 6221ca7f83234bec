"""Front matter: YAML and TOML as people write them, and one fault with its place for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import FaultsError
from gallery_build.prompts.front_matter import split
from gallery_build.prompts.source import Draft

if TYPE_CHECKING:
    from gallery_build.prompts.front_matter import FrontMatter


def _split(text: str) -> FrontMatter:
    return split(Draft("prompts/a.md", text))


def _faults(front: str) -> list[str]:
    """Return the faults of some front matter, each on one line, without hints."""
    with pytest.raises(FaultsError) as caught:
        _split(f"---\n{front}\n---\nA fox.\n")
    return [str(fault).partition("\n")[0].removeprefix("prompts/a.md:") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sea", "Sea"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("y", "y"),
        ("1:30:00", "1:30:00"),
        ("2026-05-24", "2026-05-24"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("", None),
        ("~", None),
        ("null", None),
        ("'null'", "null"),
        ('""', ""),
        ("17", 17),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("+3", 3),
        ("1.50", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        (".", "."),
        ("1.2.3", "1.2.3"),
        ('"1"', "1"),
        ("'it''s'", "it's"),
        ('"a\\tb\\u00e9"', "a\tbé"),
        ("http://a.b/c#d", "http://a.b/c#d"),
        ("a #b", "a"),
        ("a:b", "a:b"),
        ("[a, 1, [b]]", ["a", 1, ["b"]]),
        ("{a: 1, b: {c: x}}", {"a": 1, "b": {"c": "x"}}),
        ("\n  - a\n  - b", ["a", "b"]),
        ("\n- a\n- b", ["a", "b"]),
        ("\n  x: 1\n  y: 2", {"x": 1, "y": 2}),
        ("|\n  a\n   b\n\n  c", "a\n b\n\nc"),
        (">\n  a\n  b\n\n  c", "a b\nc"),
        ("|-\n  ---x\n  {y}", "---x\n{y}"),
        ("a\n  b", "a b"),
        ("<<", "<<"),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(written: str, expected: object) -> None:
    """No is a word, 1:30 is a time of day, 017 is seventeen, dates are text."""
    assert {"f": expected} == _split(f"---\nf: {written}\n---\nA fox.\n").fields


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("a: 1\na: 2", ['3:1: "a" is stated twice, first in line 2']),
        (
            "a: 1\n'a': 2\na: 3",
            ['3:1: "a" is stated twice, first in line 2', '4:1: "a" is stated twice, first in line 2'],
        ),
        ("a: {b: 1, b: 2}", ['2:11: "b" is stated twice, first in line 2']),
        ("a: &x 1\nb: *x", ['2:4: the anchor "&x" is not allowed', '3:4: the alias "*x" is not allowed']),
        ("a: !!str 1", ['2:4: the tag "tag:yaml.org,2002:str" is not allowed']),
        ("a: !x [1]", ['2:4: the tag "!x" is not allowed']),
        ("a: ! x", ['2:4: the tag "!" is not allowed']),
        (
            "a: !!python/object/apply:os.system [x]",
            ['2:4: the tag "tag:yaml.org,2002:python/object/apply:os.system" is not allowed'],
        ),
        ("<<: {a: 1}", ['2:1: the merge key "<<" is not allowed']),
        ("&k a: 1", ['2:1: the anchor "&k" is not allowed']),
        ("*x : 1", ['2:1: the alias "*x" is not allowed', "2:1: the name of a field is not a word"]),
        ("? [a]\n: 1", ["2:3: the name of a field is not a word"]),
        ("{a: 1}: 1", ["2:1: the name of a field is not a word"]),
        ('"": 1', ['2:1: "" is not the name of a field']),
        ("- a\n- b", ["2:1: the front matter is not a list of fields"]),
        ("just words", ["2:1: the front matter is not a list of fields"]),
        (
            "&x a: 1\n...\nb: 2",
            ['2:1: the anchor "&x" is not allowed', "4:1: a second YAML document in the front matter"],
        ),
        ("a: 1\n--- b", ["3:1: a second YAML document in the front matter"]),
        ("%YAML 1.1\n--- {a: 1}", ["2:1: a YAML directive has no place in front matter"]),
        ("a:\n\tb: 1", ["3:1: a tab cannot indent"]),
        ("a: b: c", ["2:5: a second colon in one value"]),
        ("title: Fox: a story", ["2:11: a second colon in one value"]),
        ("a: @b", ["2:4: a value cannot begin with this character"]),
        ("a: `b`", ["2:4: a value cannot begin with this character"]),
        ("a: 'b", ["2:6: a quotation mark is never closed"]),
        ("a: .inf", ['2:4: ".inf" is not a number that can be used']),
        (
            "a: -.INF\nb: .nan",
            ['2:4: "-.INF" is not a number that can be used', '3:4: ".nan" is not a number that can be used'],
        ),
        ("a: 1e999", ['2:4: "1e999" is not a number that can be used']),
        (f"a: {'9' * 50}", [f'2:4: "{"9" * 50}" is not a number that can be used']),
        ('a: "\\x1b[31m"', ["2:4: the text has a control character"]),
        ('"\\0": 1', ['2:1: "\\x00" is not the name of a field']),
        ("a: b\u2028c: d", ["2:5: line separator U+2028 in the front matter"]),
        ("a: \ufffe", ["2:4: a character that YAML does not take"]),
        ("a: " + "[" * 50_000, ["2:23: lists and maps are nested more than 20 deep"]),
        ("a: " + "{a: " * 5_000, ["2:80: lists and maps are nested more than 20 deep"]),
        ("- " * 20_000, ["2:1: the front matter is not a list of fields"]),
        ("? " * 20_000, ["2:41: lists and maps are nested more than 20 deep"]),
    ],
)
def test_each_mistake_has_line_and_column_in_the_file(front: str, expected: list[str]) -> None:
    """What makes YAML surprising or dangerous is refused, where it stands."""
    assert expected == _faults(front)


def test_twenty_levels_are_enough_and_allowed() -> None:
    """The limit is on depth, and twenty is inside it."""
    deep = "[" * 19 + "]" * 19
    assert _split(f"---\na: {deep}\n---\nA fox.\n").fields


@pytest.mark.parametrize(
    ("text", "fields", "body", "line"),
    [
        ("A fox.", {}, "A fox.", 1),
        ("\n---\na: 1\n---\n", {}, "\n---\na: 1\n---\n", 1),
        ("---\n---\nA fox.", {}, "A fox.", 3),
        ("---\n\n---\nA fox.", {}, "A fox.", 4),
        ("---\n# nothing\n---\nA fox.", {}, "A fox.", 4),
        ("---\na: 1\n---\nA fox.", {"a": 1}, "A fox.", 4),
        ("---  \na: 1\n---\t\nA fox.", {"a": 1}, "A fox.", 4),
        ("---\na: 1\n---", {"a": 1}, "", 4),
        ("---\na: 1\n---\nA fox.\n---\nb: 2\n---\n", {"a": 1}, "A fox.\n---\nb: 2\n---\n", 4),
        ("---\na: |\n  x\n  ---\n  y\n---\nA fox.", {"a": "x\n---\ny"}, "A fox.", 7),
        ("---\na: 1\n...\n---\nA fox.", {"a": 1}, "A fox.", 5),
        ("----\nA fox.", {}, "----\nA fox.", 1),
        ("--- a\nA fox.", {}, "--- a\nA fox.", 1),
        ("+++\na = 1\n+++\nA fox.", {"a": 1}, "A fox.", 4),
        ("+++\n+++\nA fox.", {}, "A fox.", 3),
        (
            "+++\na = 1.5\nd = 2026-05-24\nt = [07:30:00]\n[b]\nc = true\n+++\nA fox.",
            {"a": 1.5, "d": "2026-05-24", "t": ["07:30:00"], "b": {"c": True}},
            "A fox.",
            8,
        ),
    ],
)
def test_a_file_has_two_parts(text: str, fields: object, body: str, line: int) -> None:
    """Front matter stands between the first line and the next like it; every later rule belongs to the body."""
    front = _split(text)
    assert (fields, body, line) == (front.fields, front.body, front.body_line)


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_without_an_end_is_a_fault(fence: str) -> None:
    """A rule in the first line is taken for front matter, and the hint says how to write one."""
    with pytest.raises(FaultsError) as caught:
        _split(f"{fence}\nA fox.\n")
    (fault,) = caught.value.faults
    assert (1, f'the front matter that begins with "{fence}" has no end') == (fault.line, fault.message)
    assert "***" in fault.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++\na = 1\na = 2\n+++\n", (3, 6)),
        ("+++\na = x\n+++\n", (2, 5)),
        ("+++\na = nan\n+++\n", (2, 5)),
        ('+++\nb = 1\na = ["x", "\\u001b"]\n+++\n', (3, 11)),
        ('+++\n"\\u0000" = 1\n+++\n', (2, 12)),
        ("+++\na = 1\n\n\nb = \n+++\n", (5, 5)),
        ("+++\n" + ".".join("a" * 30_000) + " = 1\n+++\n", (2, 1)),
        ("+++\na = " + "[" * 30_000 + "\n+++\n", (2, 1)),
        ("+++\na = " + "9" * 30_000 + "\n+++\n", (2, 1)),
    ],
    ids=["twice", "word", "nan", "escape", "key", "empty", "dots", "lists", "digits"],
)
def test_toml_has_line_and_column_too(text: str, expected: tuple[int, int]) -> None:
    """Every mistake in TOML is a fault in the file's own lines."""
    with pytest.raises(FaultsError) as caught:
        _split(text)
    assert [expected] == [(fault.line, fault.column) for fault in caught.value.faults]


def test_places_are_those_of_values_and_names() -> None:
    """A message can point at each field, each item, and each name."""
    front = _split("---\na: 1\nb:\n  - x\n  - {c: y}\n---\n")
    places = {"a": (2, 4), "b": (4, 3), "b.0": (4, 5), "b.1": (5, 5), "b.1.c": (5, 9)}
    keys = {"a": (2, 1), "b": (3, 1), "b.1.c": (5, 6)}
    assert (places, keys) == (front.places, front.keys)


def test_what_is_no_text_is_remembered_as_written() -> None:
    """A title of 007 stays 007."""
    front = _split("---\ntitle: 007\nn: 2\ntags: [1984, 0.50, x]\ndraft: TRUE\n---\n")
    expected = {"title": "007", "n": "2", "tags.0": "1984", "tags.1": "0.50", "draft": "TRUE"}
    assert expected == front.written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: " + "x" * 65_536 + "\n---\nA fox.", "the front matter is larger than 64 KiB"),
        ("---\na: 1\n---\n" + "x" * 262_145, "the body is larger than 256 KiB"),
        ("海" * 90_000, "the body is larger than 256 KiB"),
    ],
)
def test_parts_have_limits(text: str, expected: str) -> None:
    """A part larger than people write is refused before it is read."""
    with pytest.raises(FaultsError) as caught:
        _split(text)
    assert [expected] == [fault.message for fault in caught.value.faults]
