"""One field set in a prompt's file: which line changes, and that nothing else does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery_build.config import Config, Defaults
from gallery_build.errors import FaultsError, UsageError
from gallery_build.prompts import Draft, parse_prompt
from gallery_build.prompts.edit import set_pick, set_take
from gallery_build.prompts.source import decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUR = Config(defaults=Defaults(n=4))
PATH = "prompts/fox.md"


def picked(content: str, *numbers: int) -> str:
    """Return a file with these images picked, line ends as they are."""
    return set_pick(content.encode(), PATH, FOUR, numbers).decode()


def retaken(content: str, take: int) -> str:
    """Return a file with this take."""
    return set_take(content.encode(), PATH, FOUR, take).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\npick: 1\n---\nA fox.\n", "---\npick: 3\n---\nA fox.\n"),
        ("---\npick:   1   # the calm one\n---\nA fox.\n", "---\npick:   3   # the calm one\n---\nA fox.\n"),
        ("---\n# pick: 2\npick : 1\n---\nA fox.\n", "---\n# pick: 2\npick : 3\n---\nA fox.\n"),
        ('---\n"pick": 1\ntitle: "pick: 1"\n---\nA fox.\n', '---\n"pick": 3\ntitle: "pick: 1"\n---\nA fox.\n'),
        ("---\npick: [2, 1]#x\n---\nA fox.\n", "---\npick: 3 #x\n---\nA fox.\n"),
        ("---\npick: [2, 1] # two\n---\nA fox.\n", "---\npick: 3 # two\n---\nA fox.\n"),
        ("---\npick:\n  1\n---\nA fox.\n", "---\npick:\n  3\n---\nA fox.\n"),
        ("---\npick:\n---\nA fox.\n", "---\npick: 3\n---\nA fox.\n"),
        ("---\npick: ~\n---\nA fox.\n", "---\npick: 3\n---\nA fox.\n"),
        ("---\n  n: 4\n  pick: 1\n---\nA fox.\n", "---\n  n: 4\n  pick: 3\n---\nA fox.\n"),
        ("---\n{n: 4, pick: 1, title: x}\n---\nA fox.\n", "---\n{n: 4, pick: 3, title: x}\n---\nA fox.\n"),
        ("---\n{pick, title: x}\n---\nA fox.\n", "---\n{pick: 3, title: x}\n---\nA fox.\n"),
        ("---\n? pick # which\n: 1\n---\nA fox.\n", "---\n? pick # which\n: 3\n---\nA fox.\n"),
        ("---\r\npick: 1\r\n---\r\nA fox.\r\n", "---\r\npick: 3\r\n---\r\nA fox.\r\n"),
        ("---\rpick: 1\r---\rA fox.", "---\rpick: 3\r---\rA fox."),
        ("---\npick: 1\r\n---\rA fox.\n\r", "---\npick: 3\r\n---\rA fox.\n\r"),
        ("\ufeff---\npick: 1\n---\nA fox.", "\ufeff---\npick: 3\n---\nA fox."),
        ("---\ntitle: 茶 🦊\npick: 1 # 茶\n---\n茶\n", "---\ntitle: 茶 🦊\npick: 3 # 茶\n---\n茶\n"),
        ("---\nextra: {pick: 1}\npick: 1\n---\npick: 1\n", "---\nextra: {pick: 1}\npick: 3\n---\npick: 1\n"),
        (
            "---\nprompt: |\n  pick: 1\npick: 1\n---\n---\npick: 1\n",
            "---\nprompt: |\n  pick: 1\npick: 3\n---\n---\npick: 1\n",
        ),
        ("+++\npick = 1 # one\n+++\nA fox.\n", "+++\npick = 3 # one\n+++\nA fox.\n"),
        ('+++\n"pick"=[1,2]\n[extra]\npick = 1\n+++\nA fox.\n', '+++\n"pick"=3\n[extra]\npick = 1\n+++\nA fox.\n'),
        (
            '+++\ntitle = """\npick = 1\n"""\npick = 1\n+++\nA fox.\n',
            '+++\ntitle = """\npick = 1\n"""\npick = 3\n+++\nA fox.\n',
        ),
    ],
)
def test_a_value_is_replaced_in_its_line(before: str, after: str) -> None:
    """Only the value changes; a comment behind it, the spaces around it and every other byte stay."""
    assert picked(before, 3) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\npick:\n- 1\n- 2\ntitle: x\n---\nA fox.\n", "---\npick: 3\ntitle: x\n---\nA fox.\n"),
        (
            "---\npick: # which\n  - 1 # best\n\n  # a thought\n  -  2\n---\nA fox.\n",
            "---\npick: 3 # which\n  # best\n\n  # a thought\n---\nA fox.\n",
        ),
        ("---\npick: [1,\n  2]\ntitle: x\n---\nA fox.\n", "---\npick: 3\ntitle: x\n---\nA fox.\n"),
        (
            "---\n  pick: [1, # best\n    2] # end\n---\nA fox.\n",
            "---\n  pick: 3 # end\n  # best\n---\nA fox.\n",
        ),
        ("---\r\npick:\r\n  - 1\r\n  - 2\r\n---\r\nA fox.\r\n", "---\r\npick: 3\r\n---\r\nA fox.\r\n"),
        ("---\n? pick\n: - 1\n  - 2\n---\nA fox.\n", "---\n? pick\n: 3\n---\nA fox.\n"),
        ("+++\npick = [\n  1, # best\n  2,\n] # end\n+++\nA fox.\n", "+++\npick = 3 # end\n# best\n+++\nA fox.\n"),
    ],
)
def test_a_list_over_several_lines_becomes_one_line(before: str, after: str) -> None:
    """The list's lines go; what stood in their comments stays."""
    assert picked(before, 3) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nn: 4 # four\ntitle: x\n---\nA fox.\n", "---\nn: 4 # four\npick: [3, 1]\ntitle: x\n---\nA fox.\n"),
        ("---\ntitle: x\n# end\n---\nA fox.\n", "---\ntitle: x\n# end\npick: [3, 1]\n---\nA fox.\n"),
        ("---\n---\nA fox.\n", "---\npick: [3, 1]\n---\nA fox.\n"),
        ("---\n# none\n---\nA fox.\n", "---\n# none\npick: [3, 1]\n---\nA fox.\n"),
        ("---\n  title: x\n---\nA fox.\n", "---\n  title: x\n  pick: [3, 1]\n---\nA fox.\n"),
        ("---\n{title: x}\n---\nA fox.\n", "---\n{title: x, pick: [3, 1]}\n---\nA fox.\n"),
        ("---\n{n: 4, title: x} # t\n---\nA fox.\n", "---\n{n: 4, pick: [3, 1], title: x} # t\n---\nA fox.\n"),
        ("---\n{\n  title: x,\n}\n---\nA fox.\n", "---\n{\n  title: x, pick: [3, 1],\n}\n---\nA fox.\n"),
        ("---\n{}\n---\nA fox.\n", "---\n{pick: [3, 1]}\n---\nA fox.\n"),
        ("---\ntitle: x\n...\n---\nA fox.\n", "---\npick: [3, 1]\ntitle: x\n...\n---\nA fox.\n"),
        ("---\nprompt: |\n  A fox.\n\n---\n", "---\nprompt: |\n  A fox.\n\npick: [3, 1]\n---\n"),
        ("---\ntitle: x\r\n---\nA fox.", "---\ntitle: x\r\npick: [3, 1]\r\n---\nA fox."),
        ("---\rtitle: x\r---\rA fox.", "---\rtitle: x\rpick: [3, 1]\r---\rA fox."),
        ("+++\nn = 4\ntitle = 'x'\n+++\nA fox.\n", "+++\nn = 4\npick = [3, 1]\ntitle = 'x'\n+++\nA fox.\n"),
        ("+++\ntitle = 'x'\n+++\nA fox.\n", "+++\ntitle = 'x'\npick = [3, 1]\n+++\nA fox.\n"),
        (
            "+++\ntitle = 'x'\n\n# own\n[extra]\na = 1\n+++\nA fox.\n",
            "+++\ntitle = 'x'\npick = [3, 1]\n\n# own\n[extra]\na = 1\n+++\nA fox.\n",
        ),
        (
            '+++\ntitle = "x"\nalt = """\n# y"""\n[extra]\na = 1\n+++\nA fox.\n',
            '+++\ntitle = "x"\nalt = """\n# y"""\npick = [3, 1]\n[extra]\na = 1\n+++\nA fox.\n',
        ),
        ("+++\n[extra]\na = 1\n+++\nA fox.\n", "+++\npick = [3, 1]\n[extra]\na = 1\n+++\nA fox.\n"),
    ],
)
def test_a_field_that_is_not_there_is_one_new_line(before: str, after: str) -> None:
    """A pick stands below n where there is one, else last; before TOML's tables; with its neighbours' line end."""
    assert picked(before, 3, 1) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A fox.\n", "---\ntake: 2\n---\nA fox.\n"),
        ("A fox.", "---\ntake: 2\n---\nA fox."),
        ("\ufeffA fox.\r\ntake: 9\r\n", "\ufeff---\r\ntake: 2\r\n---\r\nA fox.\r\ntake: 9\r\n"),
        ("\n---\ntitle: x\n---\nA fox.\n", "---\ntake: 2\n---\n\n---\ntitle: x\n---\nA fox.\n"),
    ],
)
def test_a_file_without_front_matter_gets_one(before: str, after: str) -> None:
    """Three lines with the file's own line ends stand before what was there."""
    assert retaken(before, 2) == after


def test_a_take_stands_last() -> None:
    """A take is no neighbour of n: it becomes the last line of the front matter."""
    assert retaken("---\nn: 2\ntitle: x\n---\nA.\n", 2) == "---\nn: 2\ntitle: x\ntake: 2\n---\nA.\n"


def test_a_text_that_a_new_line_would_end_keeps_its_end() -> None:
    """A last value that takes in all lines to the end keeps them: the new line comes first."""
    before = "---\nextra:\n  a: |\n    text\n---\nA fox.\n"

    assert retaken(before, 2) == f"---\ntake: 2\n{before[4:]}"


def test_what_cannot_be_edited_alone_is_left_to_a_person() -> None:
    """Where no edit changes this field alone, nothing is written, and the error says what to write."""
    with pytest.raises(UsageError, match='"pick: 3" cannot be set without changing more'):
        picked("---\nnull\n---\nA fox.\n", 3)


@pytest.mark.parametrize("before", ["---\ntitel: x\n---\nA fox.\n", "---\nn: 2\n", "---\npick: 9\n---\nA fox.\n", ""])
def test_a_file_with_faults_is_not_edited(before: str) -> None:
    """What cannot be read cannot be proved unchanged."""
    with pytest.raises(FaultsError):
        picked(before, 3)


ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TITLES = st.sampled_from(["x", "'pick: 9'", '"a # b"', "|-\n  pick: 9\n  take: 9", ">-\n  two\n\n  parts", "[茶]", "é"])
LINES = st.one_of(
    st.sampled_from(["# pick: 1", "", "n: 4", "tags: [a, 'b, c']", "tags:\n- a # pick\n- b", "draft: no", "vars:"]),
    st.builds("{}: {}".format, st.sampled_from(["alt", "author"]), st.sampled_from(["x", "'pick: 9'", '"a # b"', "é"])),
    st.builds("extra:\n  take: {}".format, TITLES.map(lambda title: title.replace("\n", "\n  "))),
    st.sampled_from(["pick: 1", "pick:  [2, 1]  # calm", "'pick' : 4", "take: 5", '"take": 7 # again']),
)


def first_of_each(lines: Sequence[str]) -> list[str]:
    """Return the lines without a second one for the same field."""
    named = {line.partition(":")[0].strip(" '\""): line for line in reversed(lines) if ":" in line and line[0] != "#"}
    return [line for line in lines if line[:1] in {"", "#"} or line in named.values()]


FRONT = st.lists(LINES, max_size=7, unique=True).map(first_of_each)


def lines_of(content: bytes) -> list[str]:
    """Return a file's lines with their ends."""
    return content.decode().replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)


def readable(content: bytes) -> bool:
    """Tell whether a generated file is a prompt."""
    draft = decoded(PATH, content)
    assert isinstance(draft, Draft)
    try:
        parse_prompt(draft, FOUR)
    except FaultsError:
        return False
    return True


@given(
    front=FRONT, end=ENDS, body=st.sampled_from(["A fox.", "A fox.\n\npick: 2\n---\n", "take: 1\n"]), mark=st.booleans()
)
def test_an_edit_changes_one_line_and_is_done_once(front: list[str], end: str, body: str, mark: bool) -> None:  # noqa: FBT001  # generated
    """Of any front matter one line is replaced, or one is new; the same edit again changes nothing."""
    text = "\n".join(["---", *front, "---", body]).replace("\n", end)
    content = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    if not readable(content):
        return

    for edit in (partial(set_pick, numbers=(3, 4)), partial(set_take, take=11)):
        edited = edit(content, PATH, FOUR)
        before, after = lines_of(content), lines_of(edited)
        added = len(after) - len(before)
        changed = next(number for number, line in enumerate(after) if number >= len(before) or line != before[number])
        assert added in {0, 1}
        assert after[:changed] + after[changed + 1 :] == before[:changed] + before[changed + 1 - added :]
        assert edited.count(end.encode()) == content.count(end.encode()) + added
        assert edit(edited, PATH, FOUR) == edited
