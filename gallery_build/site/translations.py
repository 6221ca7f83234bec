"""The words of a theme, one file per language: `words/en.toml` is complete, every other one stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gallery_build.errors import FaultsError
from gallery_build.model import Fault
from gallery_build.site.language import ENGLISH, HOLE, Language
from gallery_build.toml import MOST_FAULTS, read_toml
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from babel import Locale

    from gallery_build.site.language import Phrase

WORDS = "words"
"""The folder of a theme that has them."""

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""Plural forms as CLDR names them."""

COUNTS = range(201)
"""Numbers that between them need every form that a whole number of things can need."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A language, the file that would give it words, and the names that have none in it."""

    language: Language
    file: str
    missing: tuple[str, ...]
    total: int

    @property
    def found(self) -> bool:
        """Whether any file has words of it."""
        return len(self.missing) < self.total


def translation(tag: str, folders: Sequence[Path], shipped: Path) -> Translation:
    """Return the language a gallery asks for, English where words are missing; of folders an earlier one wins.

    Raises FaultsError with everything that is wrong in the files.
    """
    locale = locale_of(tag)
    english = _read(shipped, ENGLISH, {}, locale)
    phrases, given = dict(english), set[str]()
    faults: list[Fault] = []
    for name in _fallbacks(tag):
        for folder in dict.fromkeys((shipped, *reversed(folders))):
            try:
                own = _read(folder, name, english, locale)
            except FaultsError as error:
                faults += error.faults
                continue
            phrases |= own
            given |= own.keys()
    if faults:
        raise FaultsError(faults[:MOST_FAULTS])
    missing = tuple(name for name in english if name not in given)
    return Translation(Language(locale, phrases, frozenset(missing)), f"{WORDS}/{tag}.toml", missing, len(english))


def unknown_language(tag: str, shipped: Path) -> str | None:
    """Return a hint, perhaps an empty one, for a tag of no language that CLDR knows; None where it knows it."""
    from babel import Locale  # noqa: PLC0415 - an idle build needs none

    base = tag.partition("-")[0].lower()
    names = {str(name).lower(): code for code, name in Locale.parse(ENGLISH).languages.items()}
    ours = [file.stem for file in (shipped / WORDS).glob("*.toml")]
    names |= {str(locale_of(code).get_language_name()).lower(): code for code in ours}
    if base in names.values() or _parsed(base):
        return None
    near = nearest(base, names)
    meant = next((code for name, code in names.items() if near and f'"{name}"' in near), "")
    return f'did you mean "{meant}"?' if meant else ""


def locale_of(tag: str) -> Locale:
    """Return how a language writes dates and numbers; English dates are Britain's unless a country is named."""
    from babel import Locale  # noqa: PLC0415 - an idle build needs none

    parts = tag.split("-")
    known = (_parsed("-".join(parts[:length])) for length in range(len(parts), 0, -1))
    found = next(filter(None, known), None)
    return Locale.parse("en_GB") if found is None or str(found) == ENGLISH else found


def _fallbacks(tag: str) -> list[str]:
    """Return the tags whose words serve a language, the most general first: of the same language, and of its script."""
    parts = tag.split("-")
    wider = ["-".join(parts[:length]) for length in range(1, len(parts) + 1)]
    script = _script(tag)
    tags = dict.fromkeys([wider[0], *([f"{parts[0]}-{script}"] if script else []), *wider[1:]])
    return [one for one in tags if one == tag or _script(one) == script]


def _script(tag: str) -> str:
    """Return the script that a language is written in, said or likely: `Hant` for `zh-TW`."""
    from babel.core import get_global  # noqa: PLC0415 - an idle build needs none

    locale = _parsed(tag)
    if locale is None or locale.script:
        return str(locale.script or "") if locale else ""
    likely: Mapping[str, str] = get_global("likely_subtags")
    whole = likely.get(str(locale)) or likely.get(locale.language, "")
    return next((part for part in whole.split("_") if len(part) == 4), "")  # noqa: PLR2004 - ISO 15924


@lru_cache(maxsize=64)
def _parsed(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - an idle build needs none

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _read(folder: Path, tag: str, english: Mapping[str, Phrase], locale: Locale) -> dict[str, Phrase]:
    """Return what a theme's folder says in a language, by table and name; nothing where it has no such file."""
    file = folder / WORDS / f"{tag}.toml"
    if not file.is_file():
        return {}
    path = f"{folder.name}/{WORDS}/{file.name}"
    if not file.resolve().is_relative_to(folder.resolve()):
        raise FaultsError([Fault(path, "the file leads out of the theme", hint="put the file itself there")])
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FaultsError([Fault(path, "the file is not UTF-8", hint="save it as UTF-8")]) from None
    toml = read_toml(text, path)
    found = dict(_phrases(toml.values))
    faults = [
        Fault(path, message, *toml.keys.get(name, (0, 0)), hint)
        for name, phrase in found.items()
        for message, hint in _objections(name, phrase, english, locale)
    ]
    if faults and english:
        raise FaultsError(faults[:MOST_FAULTS])
    return found  # type: ignore[return-value]  # every value was looked at


def _phrases(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    """Yield what stands in the tables by its whole name; a table of plural forms is one value."""
    for name, value in table.items():
        if isinstance(value, dict) and not value.keys() & set(CATEGORIES):
            yield from _phrases(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _objections(name: str, phrase: object, english: Mapping[str, Phrase], locale: Locale) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a phrase, and what to do."""
    if name not in english:
        yield f"no page says {shown(name)}", nearest(name, english)
        return
    forms = phrase if isinstance(phrase, dict) else {"other": phrase}
    if any(not isinstance(form, str) for form in forms.values()):
        yield f"{shown(name)} is no text", "write it between quotation marks"
        return
    ours = english[name]
    known = holes(ours)
    for hole in sorted({hole for form in forms.values() for hole in HOLE.findall(str(form))} - known):
        yield f"{shown(name)} has no {{{hole}}}", f"it has {_listed(known) or 'no holes'}"
    if isinstance(phrase, dict):
        yield from _missing_forms(name, phrase, counted=isinstance(ours, dict), locale=locale)


def _missing_forms(
    name: str, forms: Mapping[str, object], *, counted: bool, locale: Locale
) -> Iterator[tuple[str, str]]:
    if not counted:
        yield f"{shown(name)} has plural forms, and counts nothing", "write one text"
        return
    needed = forms_of(locale)
    if lacking := [form for form in needed if form not in forms and "other" not in forms]:
        yield f"{shown(name)} lacks {', '.join(lacking)}", f"the plural forms of this language are {', '.join(needed)}"
    if strange := [form for form in forms if form not in CATEGORIES]:
        yield f"{shown(name)} has {shown(strange[0])}", f"plural forms are {', '.join(CATEGORIES)}"


def forms_of(locale: Locale) -> list[str]:
    """Return the plural forms that whole numbers have in a language."""
    used = {locale.plural_form(number) for number in COUNTS}
    return [form for form in CATEGORIES if form in used]


def holes(phrase: Phrase) -> set[str]:
    """Return what is filled into a phrase."""
    forms = phrase.values() if isinstance(phrase, dict) else [phrase]
    return {hole for form in forms for hole in HOLE.findall(form)}


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
