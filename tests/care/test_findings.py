"""What `doctor` finds, from values; and that there are words for all of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build.care import doctor
from gallery_build.care.doctor import Finding, Level, Told
from gallery_build.care.probes import fonts_found, free_bytes, lfs_asked, libraries, quarantined
from gallery_build.care.scripts import LANGUAGES, scripts_of
from gallery_build.cli.doctor_words import WORDS, words_of
from gallery_build.config import Config, Defaults
from gallery_build.job import Project
from gallery_build.models import load_catalogue
from gallery_build.plan import make_plan
from gallery_build.prompts import Library
from gallery_build.store import Store
from tests.values import a_key, a_picture, a_prompt, a_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.model import Prompt

PACKAGE = Path(doctor.__file__).resolve().parent.parent

TOLD = Told(
    key=True,
    endpoint="https://api.openai.com/v1",
    endpoint_from="",
    official=True,
    loopback=False,
    cap=Decimal(5),
    cap_from="GALLERY_MAX_COST",
)
NOVEMBER = dt.date(2026, 11, 22)


def a_project(root: Path, *prompts: Prompt, model: str = "gpt-image-2.5-flare") -> Project:
    """Return a gallery of these prompts, its default model, and what is in originals/."""
    library = Library(prompts, (), tuple(prompt.path for prompt in prompts))
    config = Config(defaults=replace(Defaults(), model=model))
    return Project(root, config, library, load_catalogue(), Store(root / "originals"))


def said(findings: Iterable[Finding]) -> dict[str, tuple[str, Level]]:
    """Return the case and the level of each thing that was looked at; what has no words fails."""
    return {finding.about: (finding.case, finding.level) for finding in findings if words_of(finding)[0]}


def of_models(project: Project, today: dt.date = NOVEMBER, *, official: bool = True) -> list[Finding]:
    """Return what is found of a gallery's models."""
    return doctor.of_models(project, project.plan(), today, official=official)


@pytest.mark.parametrize(
    ("told", "case", "level"),
    [
        (TOLD, "set", Level.OK),
        (replace(TOLD, key=False), "not set", Level.WARNING),
        (replace(TOLD, key=False, loopback=True), "not needed", Level.OK),
    ],
)
def test_the_key_is_set_or_not(told: Told, case: str, level: Level) -> None:
    """Without a key nothing is bought, unless the endpoint is on this machine."""
    assert said(doctor.of_user(told, None, "config.toml", there=True))["key"] == (case, level)


@pytest.mark.parametrize(
    ("cap", "per_build", "words"),
    [
        (None, None, "none: a terminal is asked for each purchase, anything else stops before it"),
        (Decimal(5), None, "$5.00 for a build, from GALLERY_MAX_COST; --max-cost wins"),
        (Decimal(5), Decimal(9), "$5.00 for a build, from GALLERY_MAX_COST; --max-cost wins"),
        (Decimal(5), Decimal(2), "$2.00 for a build: [budget] per_build lowers the $5.00 from GALLERY_MAX_COST"),
    ],
)
def test_the_repository_only_lowers_the_cap(cap: Decimal | None, per_build: Decimal | None, words: str) -> None:
    """The cap is the user's; per_build shows where it is lower."""
    findings = doctor.of_user(replace(TOLD, cap=cap), per_build, "config.toml", there=False)
    assert [words_of(finding)[0] for finding in findings if finding.about == "cap"] == [words]


@pytest.mark.parametrize(
    ("free", "case", "level"),
    [
        (5_000_000_000, "enough", Level.OK),
        (500_000_000, "little", Level.WARNING),
        (50_000_000, "little", Level.PROBLEM),
        (None, "unknown", Level.OK),
    ],
)
def test_a_disk_that_fills_up_is_said(free: int | None, case: str, level: Level) -> None:
    """Below a gigabyte is a warning, below 100 MB a problem."""
    assert said([doctor.of_disk(free)]) == {"disk": (case, level)}


def test_a_library_that_is_not_there_is_a_problem() -> None:
    """What pip did not install is named."""
    found = doctor.of_machine("0.1.0", "3.11.7", "Linux", {"click": "8.5", "openai": ""})[1]
    assert (found.level, words_of(found)[0]) == (Level.PROBLEM, "not installed: openai")


@pytest.mark.parametrize(
    ("asked", "installed", "level"),
    [(False, False, Level.OK), (True, True, Level.OK), (True, False, Level.PROBLEM)],
)
def test_lfs_is_a_problem_only_where_it_is_asked_for(asked: bool, installed: bool, level: Level) -> None:  # noqa: FBT001  # a table
    """A gallery in plain git needs no git-lfs."""
    assert doctor.of_lfs(asked=asked, installed=installed).level is level


def test_a_model_that_retires_within_90_days_is_said_with_its_prompts(tmp_path: Path) -> None:
    """Prompts that name it are listed; one that follows the default is not, and the default is said."""
    pinned = a_prompt("fox", params={"model": "gpt-image-1.5"})
    project = a_project(tmp_path, pinned, a_prompt("hare", "A hare."))
    day = project.catalogue.models["gpt-image-1.5"].retires
    assert day
    [found] = of_models(project, day - dt.timedelta(days=90))
    assert words_of(found)[0] == f"gpt-image-1.5 retires on {day} (named by 1 prompt: fox)"
    assert (found.level, of_models(project, day - dt.timedelta(days=91))[0].case) == (Level.WARNING, "current")


def test_a_retired_model_is_in_the_way_of_what_is_missing(tmp_path: Path) -> None:
    """A problem where a picture would still be bought; a warning where all are here."""
    project = a_project(tmp_path, a_prompt("fox"), model="dall-e-3")
    [missing] = of_models(project)
    content = a_picture()
    project.store.put(content, a_record(a_key(), content), "png")
    [here] = of_models(project)
    assert (missing.case, missing.level, here.case, here.level) == ("retired", Level.PROBLEM, "retired", Level.WARNING)
    assert "the gallery's default" in words_of(missing)[0]


def test_another_server_decides_over_its_models(tmp_path: Path) -> None:
    """What OpenAI retires may go on elsewhere."""
    [found] = of_models(a_project(tmp_path, a_prompt("fox"), model="dall-e-3"), official=False)
    assert (found.case, found.level) == ("elsewhere", Level.OK)


def test_what_was_bought_and_is_not_here_is_a_problem(tmp_path: Path) -> None:
    """A pointer in place of an original is named by its prompt, and never a miss."""
    project = a_project(tmp_path, a_prompt("fox"))
    content = a_picture()
    original = project.store.put(content, a_record(a_key(), content), "png")
    file = project.store.folder / original.path
    file.unlink()
    file.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    holdings = project.store.look()
    found = doctor.of_originals(project.plan(holdings), holdings)
    assert said(found)["originals"] == ("absent", Level.PROBLEM)
    assert "bought and not here: fox" in words_of(found[0])[0]


@pytest.mark.parametrize(("attempts", "case"), [(1, "once"), (2, "held")])
def test_answers_that_never_came_are_said(attempts: int, case: str, tmp_path: Path) -> None:
    """After one attempt a build asks once more; after two a picture is held."""
    project = a_project(tmp_path, a_prompt("fox"))
    for run in range(attempts):
        project.store.intend(a_key(), f"{run:08x}", {})
    holdings = project.store.look()
    made = make_plan(project.library.prompts, holdings, project.config, project.catalogue)
    assert said(doctor.of_originals(made, holdings))["unknown"] == (case, Level.WARNING)


@pytest.mark.parametrize(("spooled", "kept", "level"), [(0, 0, Level.OK), (2, 1, Level.WARNING)])
def test_leftovers_are_said(spooled: int, kept: int, level: Level) -> None:
    """Answers that wait, and answers that are no picture, are two things."""
    assert [finding.level for finding in doctor.of_leftovers(spooled, kept)] == [level, level]


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("A fox, 12 × 3!", ("Latin",)),
        ("茶室 and かな カナ", ("Latin", "Han", "Hiragana", "Katakana")),
        ("ثعلب 狐 лиса", ("Arabic", "Cyrillic", "Han")),
        ("여우 שועל लोमड़ी 🦊", ("Devanagari", "Emoji", "Hangul", "Hebrew")),
        ("1234 …", ()),
    ],
)
def test_scripts_are_seen_in_words(text: str, scripts: tuple[str, ...]) -> None:
    """Letters and pictographs tell; digits, punctuation and white space belong to none."""
    assert scripts_of([text]) == scripts


@pytest.mark.parametrize(
    ("found", "case", "level"),
    [(True, "there", Level.OK), (False, "absent", Level.WARNING), (None, "not known", Level.OK)],
)
def test_a_script_without_a_font_is_said(found: bool | None, case: str, level: Level) -> None:  # noqa: FBT001  # a table
    """One language of a script is enough; without fontconfig nothing is known."""
    finding = doctor.of_fonts(["狐"], lambda languages: found if "ja" in languages else True)
    assert (finding.case, finding.level, finding.facts["scripts"]) == (case, level, ["Han"])


def test_every_finding_has_words_and_every_word_a_finding() -> None:
    """Each case that the code names stands in the table, and the table has no other."""
    texts = [(PACKAGE / path).read_text("utf-8") for path in ("care/doctor.py", "care/online.py", "cli/doctor.py")]
    named = {word for text in texts for word in re.findall(r'"([a-z][a-z -]*)"', text)}
    assert {word for pair in WORDS for word in pair} <= named
    abouts = {about for about, _ in WORDS}
    for pair in {pair for text in texts for pair in re.findall(r'Finding\(\s*"([^"]+)", "([^"]+)"', text)}:
        assert pair in WORDS, pair
        assert pair[0] in abouts


def test_a_link_to_a_device_is_not_read(tmp_path: Path) -> None:
    """A repository whose .gitattributes never ends asks for nothing."""
    (tmp_path / ".gitattributes").symlink_to("/dev/zero")
    assert not lfs_asked(tmp_path)


def test_probes_ask_the_machine(tmp_path: Path) -> None:
    """The tool's libraries are here with their versions, and a folder that is there has room."""
    (tmp_path / ".gitattributes").write_text("# filter=lfs\noriginals/** -text\n")
    plain = lfs_asked(tmp_path)
    (tmp_path / ".gitattributes").write_text("originals/**/*.png filter=lfs diff=lfs merge=lfs -text\n")
    store = Store(tmp_path / "originals")
    store.quarantine(store.spool(a_key(), "00000001"), b"no picture")
    found = libraries()
    assert (plain, lfs_asked(tmp_path), lfs_asked(tmp_path / "none")) == (False, True, False)
    assert ("click" in found, "pytest" in found, all(found.values())) == (True, False, True)
    assert ((free_bytes(tmp_path) or 0) > 0, free_bytes(tmp_path / "none")) == (True, None)
    assert (quarantined(tmp_path / "originals"), quarantined(tmp_path / "none")) == (1, 0)
    assert fonts_found(["zz"]) in {False, None}
    assert set(map(type, LANGUAGES.values())) == {tuple}
