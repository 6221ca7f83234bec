"""The walk through prompts/: which files are prompts, what they may hold, and names that mean harm."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build.config import Config, Site
from gallery_build.errors import FaultsError
from gallery_build.prompts import Draft, Library, read_prompts, remarks
from gallery_build.prompts.source import LARGEST, read_drafts

if TYPE_CHECKING:
    from gallery_build.model import Fault


def _write(root: Path, *paths: str, content: str = "---\nalt: x\n---\nA fox at {path}.\n") -> Path:
    """Write files below a gallery's root, each with its own words."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.replace("{path}", path), encoding="utf-8")
    return root


def _faults(root: Path, config: Config | None = None) -> list[str]:
    """Return the faults of a gallery's prompts, each on one line."""
    with pytest.raises(FaultsError) as caught:
        read_prompts(root, config or Config())
    return [str(fault).replace("\n  hint:", " |") for fault in caught.value.faults]


# ── which files are prompts ──────────────────────────────────────────────────


def test_markdown_files_in_any_folder_are_prompts(tmp_path: Path) -> None:
    """Every `.md` below prompts/ is a prompt, sorted by id; `_index.md` is the folder's page."""
    _write(tmp_path, "prompts/b.md", "prompts/sea/A.md", "prompts/a.MD")
    _write(tmp_path, "prompts/sea/_index.md", content="The sea.")
    library = read_prompts(tmp_path, Config())
    expected = (
        ["a", "b", "sea/a"],
        ["sea"],
        ["prompts/a.MD", "prompts/b.md", "prompts/sea/A.md", "prompts/sea/_index.md"],
    )
    assert expected == ([p.id for p in library.prompts], [s.id for s in library.series], list(library.files))


@pytest.mark.parametrize(
    "name",
    [
        "_draft.md",
        ".hidden.md",
        "README.md",
        "Readme.MD",
        "LICENSE.md",
        "contributing.md",
        "CHANGELOG.md",
        "AGENTS.md",
        "a.txt",
        "a.markdown",
        "md",
        ".md",
        "_x/a.md",
        ".git/a.md",
        ".x/_index.md",
    ],
)
def test_what_is_no_prompt_is_passed_over(tmp_path: Path, name: str) -> None:
    """Underscores, dots, the files every repository has, and other kinds of file are not read."""
    _write(tmp_path, "prompts/fox.md", f"prompts/{name}")
    assert [p.id for p in read_prompts(tmp_path, Config()).prompts] == ["fox"]


@pytest.mark.parametrize("glob", ["drafts/*", "*.draft.md", "drafts", "drafts/deep/a.draft.md", "dr*"])
def test_ignore_globs_name_what_is_no_prompt(tmp_path: Path, glob: str) -> None:
    """`[site] ignore` takes globs on the path below the folder, or on a name."""
    _write(tmp_path, "prompts/fox.md", "prompts/drafts/deep/a.draft.md")
    library = read_prompts(tmp_path, Config(site=Site(ignore=(glob,))))
    assert [p.id for p in library.prompts] == ["fox"]


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    """A gallery may have no prompts yet."""
    (tmp_path / "prompts").mkdir()
    assert Library((), (), ()) == read_prompts(tmp_path, Config())


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    """A gallery without its folder is not an empty one."""
    expected = ["prompts: the folder is not there | make it, or run gallery init"]
    assert expected == _faults(tmp_path)


# ── bytes ────────────────────────────────────────────────────────────────────

PLAIN = "---\ntitle: Brume d’été\n---\nUne mer calme.\n\nDeux lignes."


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode() + b"\n",
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode() + b"\r\n\r\n",
    ],
    ids=["no newline", "newline", "mark", "CRLF", "CR", "mark and CRLF"],
)
def test_marks_and_line_ends_of_any_system_are_fine(tmp_path: Path, content: bytes) -> None:
    """Byte order mark, CRLF, CR and a missing final newline change nothing."""
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts/a.md").write_bytes(content)
    (prompt,) = read_prompts(tmp_path, Config()).prompts
    expected = ("Brume d’été", "Une mer calme.\n\nDeux lignes.", False)
    assert expected == (prompt.title, prompt.text, prompt.bare)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"A\nfox \xe9", "prompts/a.md:2: byte 7 is not UTF-8 | save it as UTF-8"),
        (b"\xef\xbb\xbfA\n\xff", "prompts/a.md:2: byte 6 is not UTF-8 | save it as UTF-8"),
        (b"\xed\xa0\x80", "prompts/a.md:1: byte 1 is not UTF-8 | save it as UTF-8"),
        ("A fox.".encode("utf-16"), "prompts/a.md:1:1: the file is UTF-16 | save it as UTF-8"),
        (b"A\n fox\x00", "prompts/a.md:2:5: control character U+0000 | remove it"),
        (b"A \x1b[31mfox", "prompts/a.md:1:3: control character U+001B | remove it"),
        ("A fox\x9b".encode(), "prompts/a.md:1:6: control character U+009B | remove it"),
        (b"x" * (LARGEST + 1), "prompts/a.md: the file is larger than 320 KiB"),
        (b"", "prompts/a.md:1:1: the prompt is empty | write the prompt into the file"),
    ],
)
def test_bytes_that_are_no_prompt_are_faults(tmp_path: Path, content: bytes, expected: str) -> None:
    """Other encodings, control characters and huge files are named with the place."""
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts/a.md").write_bytes(content)
    assert [expected] == _faults(tmp_path)


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file of 8 GiB costs no more than its limit."""
    (tmp_path / "prompts").mkdir()
    with (tmp_path / "prompts/a.md").open("wb") as file:
        file.truncate(8 * 2**30)
    expected = ["prompts/a.md: the file is larger than 320 KiB"]
    assert expected == _faults(tmp_path)


def test_a_file_that_vanishes_is_passed_over(tmp_path: Path) -> None:
    """An editor that replaces a file at the wrong moment breaks nothing."""
    _write(tmp_path, "prompts/a.md", "prompts/b.md")
    (tmp_path / "prompts/a.md").unlink()
    drafts, faults = read_drafts(tmp_path, "prompts")
    expected: tuple[list[str], list[Fault]] = (["prompts/b.md"], [])
    assert expected == ([draft.path for draft in drafts], faults)


# ── names that mean harm ─────────────────────────────────────────────────────


def test_symlinks_are_named_and_not_followed(tmp_path: Path) -> None:
    """A link to a file, to a folder, to nothing or to itself is a fault; what it leads to is not read."""
    outside = _write(tmp_path / "outside", "secret.md", "deep/secret.md")
    gallery = _write(tmp_path / "gallery", "prompts/fox.md")
    for name, target in [("a.md", "secret.md"), ("b", "deep"), ("c.md", "nothing"), ("_index.md", "secret.md")]:
        (gallery / "prompts" / name).symlink_to(outside / target)
    (gallery / "prompts/d").symlink_to(gallery / "prompts")
    expected = [
        f"prompts/{name}: is a symlink | put the file itself here, or list it in [site] ignore"
        for name in ("_index.md", "a.md", "b", "c.md", "d")
    ]
    assert expected == _faults(gallery)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no plain file is named, and holds nothing up."""
    (tmp_path / "prompts").mkdir()
    os.mkfifo(tmp_path / "prompts/a.md")
    expected = ["prompts/a.md: is not a plain file"]
    assert expected == _faults(tmp_path)


HOSTILE = [
    "con.md",
    "NUL.md",
    "com1.md",
    "aux/prn.md",
    "index.md",
    "page/index.md",
    "a..md",
    "~.md",
    "-rf.md",
    "--help.md",
    "a b.md",
    " .md",
    "%2e%2e%2f.md",
    "a..%2f..%2fetc.md",
    "a\\..\\b.md",
    "<script>alert(1).md",
    "\"'`$(x).md",
    "{{x}}{% y %}.md",
    "a?b#c&d.md",
    "C:x.md",
    "🌊.md",
    "👩‍🎨 and 🦊.md",
    "e\u0301te\u0301.md",
    "\u0301.md",
    "\u200b.md",
    "日本語/海.md",
    "שלום.md",
    "x" * 250 + ".md",
    "海" * 84 + ".md",
    "/".join(["x" * 200] * 10) + "/a.md",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_odd_names_are_harmless(tmp_path: Path, name: str) -> None:
    """Every name that a file can have comes to an id that is safe in any address and on any system."""
    _write(tmp_path, f"prompts/{name}")
    (prompt,) = read_prompts(tmp_path, Config()).prompts
    parts = prompt.id.split("/")
    assert prompt.path == f"prompts/{name}"
    assert all(len(part.encode()) <= 100 for part in parts)
    assert all(c == "-" or unicodedata.category(c)[0] in "LMN" for part in parts for c in part)
    assert not {"", "con", "nul", "com1", "aux", "prn", "index", "page"} & set(parts)


@pytest.mark.parametrize(
    "name",
    [
        b"a\nb.md",
        b"a\x1b[31m.md",
        b"a\x7f.md",
        b"\xff\xfe.md",
        "a\u202eb.md".encode(),
        "a\u2028b.md".encode(),
        b"\x01/a.md",
        "\x9b.md".encode(),
    ],
)
def test_names_that_cannot_be_shown_are_faults(tmp_path: Path, name: bytes) -> None:
    """Control characters, turned text and bytes that are no text are refused, and shown escaped."""
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/prompts/" + name))
    file.parent.mkdir(parents=True)
    file.write_text("A fox.")
    (fault,) = _faults(tmp_path)
    assert fault.isprintable()
    assert "cannot be shown" in fault


def test_folders_have_a_greatest_depth(tmp_path: Path) -> None:
    """A tree deeper than anyone sorts pictures is refused at its edge."""
    _write(tmp_path, "prompts/" + "d/" * 30 + "a.md")
    (fault,) = _faults(tmp_path)
    assert fault.endswith(": folders are nested more than 20 deep | move it up")


# ── two things of one name ───────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.md", "a.md"),
        ("a b.md", "a-b.md"),
        ("a.b.md", "a_b.md"),
        ("e\u0301.md", "é.md"),
        ("straße.md", "strasse.md"),
        ("❤\ufe0f a.md", "a.md"),
    ],
)
def test_two_files_of_one_id_are_a_fault_that_names_both(tmp_path: Path, one: str, other: str) -> None:
    """On every system, whatever its file names mean there, two prompts cannot share a page."""
    _write(tmp_path, f"prompts/{one}", f"prompts/{other}")
    first, second = sorted([f"prompts/{one}", f"prompts/{other}"])
    (fault,) = _faults(tmp_path)
    assert fault.startswith(f'{second}: comes to the same id "')
    assert fault.endswith(f'" as {first} | rename one of them')


def test_two_folders_of_one_series_are_a_fault_that_names_both(tmp_path: Path) -> None:
    """`Old Sea` and `old-sea` would share a page."""
    _write(tmp_path, "prompts/Old Sea/a.md", "prompts/old-sea/b.md")
    expected = ['prompts/old-sea: comes to the same series "old-sea" as prompts/Old Sea | rename one of them']
    assert expected == _faults(tmp_path)


def test_two_tags_of_one_name_are_a_fault_that_names_both(tmp_path: Path) -> None:
    """`C` and `C++` would share a page."""
    _write(tmp_path, "prompts/a.md", content="---\ntags: [C]\n---\nA.")
    _write(tmp_path, "prompts/b.md", content="---\ntitle: b\ntags: [x, C++]\n---\nB.")
    expected = [
        'prompts/b.md:3:7: tag "C++" comes to the same name "c" as "C" in prompts/a.md:2 | spell one of them out'
    ]
    assert expected == _faults(tmp_path)


def test_one_tag_in_two_cases_is_one_tag(tmp_path: Path) -> None:
    """`Sea` and `sea` are the same tag, shown as the first file spells it."""
    _write(tmp_path, "prompts/a.md", content="---\ntags: [Sea, É]\n---\nA.")
    _write(tmp_path, "prompts/b.md", content="---\ntags: [sea, e\u0301]\n---\nB.")
    expected = [("Sea", "É"), ("Sea", "É")]
    assert expected == [p.tags for p in read_prompts(tmp_path, Config()).prompts]


def test_two_spellings_of_a_model_are_a_fault(tmp_path: Path) -> None:
    """A model's name is sent as it is written, so its case matters, and two cases would share a page."""
    _write(tmp_path, "prompts/a.md", content="---\nmodel: m-1\n---\nA.")
    _write(tmp_path, "prompts/b.md", content="---\nmodel: M.1\n---\nB.")
    expected = ['prompts/b.md:2:8: model "M.1" comes to the same name as "m-1" in prompts/a.md | spell both alike']
    assert expected == _faults(tmp_path)


def test_a_file_and_a_folder_may_share_a_name(tmp_path: Path) -> None:
    """`sea.md` and `sea/a.md` have pages of their own."""
    _write(tmp_path, "prompts/sea.md", "prompts/sea/a.md")
    expected = ["sea", "sea/a"]
    assert expected == [p.id for p in read_prompts(tmp_path, Config()).prompts]


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """One run names every file that has something wrong, in file and line order."""
    _write(tmp_path, "prompts/a.md", content="---\ntitel: x\nn: 0\n---\nA.")
    _write(tmp_path, "prompts/B b.md", "prompts/b-b.md")
    (tmp_path / "prompts/c.md").write_bytes(b"\xff")
    expected = ["prompts/a.md:2:1", "prompts/a.md:3:4", "prompts/b-b.md", "prompts/c.md:1"]
    assert expected == [fault.partition(": ")[0] for fault in _faults(tmp_path)]


# ── remarks ──────────────────────────────────────────────────────────────────


def test_check_remarks_on_what_is_no_fault(tmp_path: Path) -> None:
    """No alt text, no front matter or none that counts, the same picture twice, an unknown licence, a name without letters."""
    _write(tmp_path, "prompts/a.md", content="---\nalt: x\n---\nA fox.")
    _write(tmp_path, "prompts/b.md", content="---\ntitle: x\n---\nA bear.")
    _write(tmp_path, "prompts/c.md", content="A wolf.")
    _write(tmp_path, "prompts/d.md", content="\n---\ntitle: x\n---\nAn owl.")
    _write(tmp_path, "prompts/e.md", content="---\nalt: y\n---\nA\nfox.")
    _write(tmp_path, "prompts/f.md", content="---\nalt: y\ntake: 2\n---\nA fox.")
    _write(tmp_path, "prompts/g.md", content="---\nalt: y\nlicense: CC-BY-4\n---\nA hen.")
    _write(tmp_path, "prompts/🦊.md", content="---\nalt: y\nlicense: MIT OR LicenseRef-mine\n---\nA vixen.")
    config = Config("gallery.toml", Site(license="foo"))
    found = remarks(read_prompts(tmp_path, config), config)
    expected = [
        'gallery.toml: license "foo" is no SPDX identifier that is known',
        "prompts/b.md:1: no alt text",
        "prompts/c.md:1: no front matter",
        "prompts/d.md:1: the front matter is sent with the prompt",
        "prompts/e.md: asks for the same picture as prompts/a.md",
        'prompts/g.md:3:10: license "CC-BY-4" is no SPDX identifier that is known',
        'prompts/🦊.md: "🦊" has no letter or digit, so its id is "0a9f72e8"',
    ]
    assert expected == [str(remark).partition("\n")[0] for remark in found]


def test_a_draft_is_what_was_read(tmp_path: Path) -> None:
    """A draft has the path relative to the gallery and the text with plain line ends."""
    (tmp_path / "words/sea").mkdir(parents=True)
    (tmp_path / "words/sea/a.md").write_bytes(b"A\r\nfox")
    expected: tuple[list[Draft], list[Fault]] = ([Draft("words/sea/a.md", "A\nfox")], [])
    assert expected == read_drafts(tmp_path, "words")
