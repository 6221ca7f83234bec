"""The languages of the interface: their files, their plural forms, their dates, and what a gallery may add."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from gallery_build.errors import FaultsError
from gallery_build.site.theme import shipped_theme
from gallery_build.site.translations import forms_of, holes, translation, unknown_language

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.site.language import Language
    from gallery_build.site.translations import Translation

SHIPPED = sorted(file.stem for file in (shipped_theme() / "words").glob("*.toml"))
COUNTED = (0, 1, 2, 5, 11, 21, 101)


def asked(tag: str, *own: Path) -> Translation:
    """Return the translation that a gallery with these folders of its own gets."""
    return translation(tag, [*own, shipped_theme()], shipped_theme())


def language(tag: str) -> Language:
    """Return a shipped language."""
    return asked(tag).language


def words(folder: Path, tag: str, text: str) -> Path:
    """Return a theme's folder with one file of words."""
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / f"{tag}.toml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, text: str, tag: str = "ru") -> list[str]:
    """Return what is said of a file of words: place and message."""
    with pytest.raises(FaultsError) as raised:
        asked(tag, words(folder, tag, text))
    return [f"{fault.path.rpartition('/')[2]}:{fault.line}: {fault.message}" for fault in raised.value.faults]


def test_seven_languages_are_shipped() -> None:
    """The documentation names them."""
    assert SHIPPED == ["ar", "de", "en", "es", "ja", "ru", "zh"]


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_shipped_file_says_everything(tag: str) -> None:
    """It has every name that English has, and no other."""
    assert asked(tag).missing == ()
    assert language(tag).phrases.keys() == language("en").phrases.keys()


@pytest.mark.parametrize("tag", SHIPPED)
def test_every_hole_is_filled_in_every_language(tag: str) -> None:
    """A translation leaves nothing out that English tells; a plural form may say its number in words."""
    english, ours = language("en").phrases, language(tag).phrases
    assert [name for name in english if holes(ours[name]) != holes(english[name])] == []


@pytest.mark.parametrize("tag", SHIPPED)
def test_what_is_counted_has_every_form_of_its_language(tag: str) -> None:
    """Where English counts, a language has just the forms that whole numbers need in it."""
    spoken = language(tag)
    counted = [phrase for phrase in spoken.phrases.values() if isinstance(phrase, dict)]
    assert counted
    assert all(list(phrase) == forms_of(spoken.locale) for phrase in counted)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "0 pictures, 1 picture, 2 pictures, 5 pictures, 11 pictures, 21 pictures, 101 pictures"),
        ("ru", "0 картинок, 1 картинка, 2 картинки, 5 картинок, 11 картинок, 21 картинка, 101 картинка"),
        ("ar", "لا صور, صورة واحدة, صورتان, 5 صور, 11 صورة, 21 صورة, 101 صورة"),
    ],
    ids=["en", "ru", "ar"],
)
def test_a_number_has_its_form(tag: str, expected: str) -> None:
    """Russian has three forms for whole numbers, Arabic six."""
    assert ", ".join(language(tag).say("count.pictures", n=number) for number in COUNTED) == expected


@pytest.mark.parametrize(
    ("tag", "day", "number"),
    [
        ("en", "24 May 2025", "1,943"),
        ("en-US", "May 24, 2025", "1,943"),
        ("de", "24. Mai 2025", "1.943"),
        ("ru", "24 мая 2025\u202fг.", "1\xa0943"),
        ("ja", "2025年5月24日", "1,943"),
        ("ar", "24 مايو 2025", "1,943"),
    ],
    ids=["en", "en-US", "de", "ru", "ja", "ar"],
)
def test_dates_and_numbers_are_written_as_people_there_do(tag: str, day: str, number: str) -> None:
    """English is Britain's unless a country is named; digits are Latin."""
    assert (language(tag).day(dt.date(2025, 5, 24)), language(tag).number(1943)) == (day, number)


@pytest.mark.parametrize(
    ("tag", "found"),
    [("de-AT", True), ("zh-CN", True), ("zh-Hans-SG", True), ("zh-TW", False), ("zh-Hant", False), ("fr", False)],
)
def test_a_region_takes_the_words_of_its_language_in_its_script(tag: str, found: bool) -> None:  # noqa: FBT001 - a row
    """Austria reads German; Taiwan does not read simplified characters."""
    assert asked(tag).found is found


def test_a_gallery_changes_one_word(tmp_path: Path) -> None:
    """What its file does not say stays as shipped."""
    own = asked("de", words(tmp_path, "de", '[exhibit]\nnearby = "Auch schön"\n')).language
    assert (own.say("exhibit.nearby"), own.say("exhibit.copy")) == ("Auch schön", "Kopieren")


def test_the_nearer_file_wins(tmp_path: Path) -> None:
    """A region's own words go over those of its language, whoever brought these."""
    words(tmp_path, "de", '[exhibit]\nnearby = "daneben"\ncopy = "Abschreiben"\n')
    own = asked("de-AT", words(tmp_path, "de-AT", '[exhibit]\nnearby = "zuwi"\n')).language
    assert (own.say("exhibit.nearby"), own.say("exhibit.copy")) == ("zuwi", "Abschreiben")


def test_a_gallery_brings_a_language(tmp_path: Path) -> None:
    """Missing words are English, counted by English rules: French would say "0 picture"."""
    text = '[exhibit]\ncopy = "Copier"\n[count]\nprompts = { one = "{n} invite", other = "{n} invites" }\n'
    made = asked("fr", words(tmp_path, "fr", text))
    assert len(made.missing) == made.total - 2
    assert made.language.say("count.prompts", n=0) == "0 invite"
    assert made.language.say("count.pictures", n=0) == "0 pictures"
    assert (made.language.counts_in("count.prompts"), made.language.counts_in("count.pictures")) == ("fr", "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[bar]\nserch = "x"\n', '2: no page says "bar.serch"'),
        ("[bar]\n\nsearch = 3\n", '3: "bar.search" is no text'),
        ('[paging]\npage = "{nummer}"\n', '2: "paging.page" has no {nummer}'),
        ('[count]\ntags = { one = "{n}", few = "{n}" }\n', '2: "count.tags" lacks many'),
        ('[count]\ntags = { other = "{n}", twenty = "{n}" }\n', '2: "count.tags" has "twenty"'),
        ('[bar]\nsearch = { other = "x" }\n', '2: "bar.search" has plural forms, and counts nothing'),
        ("bar = \n", "1: a value is missing"),
    ],
    ids=["name", "number", "hole", "form", "stranger", "uncounted", "syntax"],
)
def test_a_fault_in_a_file_has_its_line(tmp_path: Path, text: str, said: str) -> None:
    """A gallery's own file is held to what pages can say."""
    (found,) = faults(tmp_path, text)
    assert found.startswith("ru.toml:" + said.partition(": ")[0])
    assert said == "1: a value is missing" or found == f"ru.toml:{said}"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Nobody mends a file line by line."""
    assert len(faults(tmp_path, '[bar]\na = "x"\nb = "x"\nsearch = 1\n')) == 3


def test_a_file_may_not_lead_out_of_the_theme(tmp_path: Path) -> None:
    """What it says is published."""
    (tmp_path / "secret.toml").write_text("", encoding="utf-8")
    own = tmp_path / "own"
    (own / "words").mkdir(parents=True)
    (own / "words/de.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(FaultsError) as raised:
        asked("de", own)
    assert [fault.message for fault in raised.value.faults] == ["the file leads out of the theme"]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [("germn", 'did you mean "de"?'), ("deutsch", 'did you mean "de"?'), ("qqq", ""), ("fr", None), ("tlh", None)],
)
def test_a_language_that_nobody_knows_gets_the_nearest(tag: str, hint: str | None) -> None:
    """People write a language's name, in English or its own; what CLDR names is known, with words or without."""
    assert unknown_language(tag, shipped_theme()) == hint


def test_strangers_words_keep_their_direction_in_a_phrase() -> None:
    """In a script from right to left what is filled in stands between isolates, markup too; numbers need none."""
    arabic = language("ar")
    assert arabic.say("history.title", title="Fox") == "\u2068Fox\u2069: السجل"
    assert arabic.html("missing.way", link=Markup("<a>x</a>")) == Markup("ربما نُقل إلى مكان آخر. \u2068<a>x</a>\u2069.")
    assert language("en").say("history.title", title="Fox") == "Fox: history"
    assert (arabic.back, arabic.on, language("en").on) == ("→", "←", "→")


def test_a_value_is_no_markup() -> None:
    """What somebody wrote cannot become an element by standing in a phrase."""
    assert language("en").html("exhibit.preset", preset="<b>") == Markup("Sent with preset “&lt;b&gt;”")
