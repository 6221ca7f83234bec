"""Every word of the interface comes from the file of its language, and every word of the file is said somewhere."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from gallery_build.model import Cell, Input, Role, State
from gallery_build.site.colours import HUES
from gallery_build.site.pages import render_pages
from gallery_build.site.theme import load_theme, shipped_theme
from tests.site.reading import Element, read
from tests.site.values import exhibit, gallery, look, plate, prompt, record, version
from tests.values import a_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gallery_build.model import Exhibit, Gallery, Plate, Prompt

SAID = "λόγος"
"""What people wrote in these galleries is Greek, and so are dates: every Latin letter is the tool's, or a name below."""

NAMES = re.compile(
    r"gallery\.json|gallery new sea/harbour|gallery build|gpt-image-2|[a-f0-9]{6}|auto|medium|low|high|opaque|"
    r"RSS|JSON|curl|Python|PNG|Esc|Enter|Optional|CC BY 4\.0|CC-BY-4\.0|\b[ctvxKI]\b"
)
"""Names and values that are the same in every language."""

ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "data-dark", "data-light", "data-copied", "data-press")
SEARCHED = ("data-counts", "data-nothing", "data-none")

SPOKEN_ELSEWHERE = {"label.ai", "history.numbers"}
"""The first is said before the pages are made, of the second only one word at a time."""


def bracketed(values: dict[str, object], above: str = "") -> dict[str, object]:
    """Return words in brackets with their own names, every hole kept."""
    found: dict[str, object] = {}
    for name, value in values.items():
        whole = f"{above}{name}"
        if isinstance(value, dict) and "other" not in value:
            found[name] = bracketed(value, f"{whole}.")
        else:
            text = value["other"] if isinstance(value, dict) else value
            holes = re.findall(r"\{[a-z_]+\}", str(text))
            found[name] = f"⟦{whole} {' '.join(holes)}⟧"
    return found


def toml(values: dict[str, object], above: str = "") -> str:
    """Return tables of texts as TOML."""
    lines = [f"[{above}]"] if above else []
    lines += [
        f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in values.items() if isinstance(text, str)
    ]
    tables = [toml(inner, f"{above}.{name}".strip(".")) for name, inner in values.items() if isinstance(inner, dict)]
    return "\n".join([*lines, "", *tables])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return every page of three galleries in a language whose every word stands in brackets."""
    own = tmp_path_factory.mktemp("own")
    english = tomllib.loads((shipped_theme() / "words/en.toml").read_text(encoding="utf-8"))
    (own / "words").mkdir()
    (own / "words/el.toml").write_text(toml(bracketed(english)), encoding="utf-8")
    theme = load_theme(own, shipped_theme(), language="el")
    return {
        f"{name}/{page.path}": page.content.decode()
        for name, shown in (("all", everything()), ("none", bare()), ("one", lonely()))
        for page in render_pages(shown, theme)
        if not page.path.startswith("assets/")
    }


def greek(name: str, text: str = SAID, **fields: object) -> Prompt:
    """Return a prompt whose every word is Greek."""
    return prompt(name, text, **{"title": SAID, "alt": SAID, "tags": (SAID,), "date": dt.date(2026, 5, 2), **fields})


def everything() -> Gallery:
    """Return a gallery with all that can be said of an exhibit."""
    axes = [{"size": first, "quality": second} for first in ("auto", "1:1") for second in ("low", "high")]
    grid = greek("grid", cells=tuple(Cell(axis, (at // 2, at % 2), {}, {}, SAID) for at, axis in enumerate(axes)))
    cells = [plate(grid, number, cell=axis) for number, axis in enumerate(axes[:2], 1)]
    real = greek("real", depicts="real-person", updated=dt.date(2026, 6, 1), author=SAID, source=SAID)
    shown = [
        exhibit(grid, *cells, wanted=3),
        exhibit(real, plate(real, look=look(credentials=True)), versions=4),
        exhibit(long := greek("long", f"{{{SAID}}} " * 300, alt="", sent=SAID), plate(long)),
        exhibit(preset := greek("preset", preset=SAID, sent=f"{SAID}."), told(preset)),
        exhibit(
            varied := greek("varied", variation_of="grid", inputs=made_from(cells[0].key)), plate(varied, record=None)
        ),
        exhibit(
            sized := greek("sized", params=PARAMS, date=dt.date(2025, 5, 2)), small(sized), notes_html=f"<p>{SAID}</p>"
        ),
        changed(),
        changed("φ/changed", one=True),
        *(
            exhibit(of := greek(f"φ/{hue}", author=f"{SAID}{len(hue)}", license=f"{SAID} {len(hue)}"), painted(of, hue))
            for hue in HUES
        ),
        *(
            exhibit(greek(f"{state}"), plate(greek(f"{state}"), state=state))
            for state in State
            if state is not State.HAVE
        ),
    ]
    return greeting(*shown, page_size=5, url="https://example.org/")


PARAMS = {
    "background": "opaque",
    "output_format": "auto",
    "output_compression": "auto",
    "moderation": "low",
    "style": "auto",
    "complexity": "low",
}


def painted(of: Prompt, hue: str) -> Plate:
    """Return a plate in one colour, of a size of its own."""
    number = list(HUES).index(hue)
    quality = {"quality": "low" if number % 2 else "high"}
    bought = record(of, plate(of).key, answer=quality)
    return plate(
        of,
        record=bought,
        model="auto",
        cell={"preset": SAID},
        look=look(colour=HUES[hue], palette=((HUES[hue], 1.0),)),
        width=700 + 100 * number,
    )


def small(of: Prompt) -> Plate:
    """Return a plate of 2 kB, its price not quite known."""
    bought = record(of, plate(of).key, size=2000, media_type="image/gif")
    return plate(of, record=replace(bought, price=replace(bought.price, how="estimated")))


def told(of: Prompt) -> Plate:
    """Return a plate of which the model was told something else."""
    return plate(of, record=record(of, plate(of).key, answer={"revised_prompt": f"{SAID}!"}))


def made_from(key: str) -> tuple[Input, ...]:
    """Return the picture of another prompt."""
    return (Input(Role.REFERENCE, "grid", key, of_prompt=True),)


def changed(name: str = "changed", *, one: bool = False) -> Exhibit:
    """Return an exhibit with every step that a history can tell of; of one image or of two."""
    of = greek(name, date=None)
    requests: list[dict[str, Any]] = [
        {"request": {"prompt": "α", "quality": "low"}},
        {"request": {"prompt": "α", "quality": "high", "size": "auto"}, "take": 2},
        {"request": {"prompt": "α", "quality": "high", "size": "auto", "image": [1]}, "take": 2},
        {"request": {"prompt": "α", "quality": "high", "size": "auto", "image": [1]}, "take": 2},
        {"request": {"prompt": "β", "quality": "high", "size": "auto", "image": [1]}, "take": 2, "prompt_text": "β"},
        {
            "request": {"prompt": "γ", "quality": "high", "size": "auto", "image": [1]},
            "take": 2,
            "prompt_text": "γ",
            "model": "",
        },
        {
            "request": {"prompt": "γ", "quality": "high", "size": "auto", "image": [1]},
            "take": 2,
            "prompt_text": "γ",
            "model": "",
        },
        {
            "request": {"prompt": "δ", "quality": "high", "size": "auto", "image": [1]},
            "take": 2,
            "prompt_text": "δ",
            "model": "",
        },
    ]
    line = [
        version(
            record(of, a_key(f"{number}"), **{"prompt_text": "α", "received": f"2026-0{number}-02T10:00:00Z", **fields})
        )
        for number, fields in enumerate(requests, 1)
    ]
    return exhibit(of, plate(of), *([] if one else [plate(of, 2)]), versions=9, history=(tuple(reversed(line)),))


def bare() -> Gallery:
    """Return a gallery in which nothing hangs."""
    return greeting()


def lonely() -> Gallery:
    """Return a gallery without a label and an address, with fifteen tags."""
    alone = greek("alone", tags=tuple(f"{SAID}{number}" for number in range(15)))
    return greeting(exhibit(alone), exhibit(greek("other")), ai_label="")


def greeting(*shown: Exhibit, **fields: object) -> Gallery:
    """Return a gallery that says of itself what it says in Greek."""
    words = dict.fromkeys(("title", "description", "author", "footer", "ai_label"), SAID)
    return gallery(*shown, **{"language": "el", "version": "", **words, **fields})


def spoken(path: str, text: str) -> Iterator[str]:
    """Yield what a page says to people: its text, and the attributes that are read out or shown."""
    if path.endswith((".md", ".txt")):
        yield re.sub(r"\]\([^)]*\)|`\.md`|User-agent.*|Allow.*|Sitemap.*", "", text)
    elif re.search(r"/search-\d+\.js$", path):
        for entry in json.loads(text.removeprefix("gallerySearch(").removesuffix(");\n")):
            yield from (entry.get(name, "") for name in ("title", "text", "words", "alt", "slab"))
    elif path.endswith(".html"):
        document = read(text.replace("<!DOCTYPE html>", ""))
        yield visible(document)
        for element in document.all():
            yield from (element.attributes.get(name, "") for name in ATTRIBUTES)
            yield from (re.sub(r'"other"|[{}":]', "", element.attributes.get(name, "")) for name in SEARCHED)
            if {element.attributes.get("name"), element.attributes.get("property")} & {
                "description",
                "og:description",
                "og:title",
            }:
                yield element.attributes["content"]
            if element.attributes.get("type") == "application/ld+json":
                yield from re.findall(r'"name":"([^"]*)"', element.text)


def visible(element: Element) -> str:
    """Return the text of an element without scripts and styles."""
    if element.name in {"script", "style"}:
        return ""
    return "".join(child if isinstance(child, str) else visible(child) for child in element.children)


def outside(text: str) -> str:
    """Return what stands in no brackets."""
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = less
    return text


def test_no_page_has_a_word_of_its_own(pages: dict[str, str]) -> None:
    """Whatever is in Latin letters on any page stands in brackets, or is a name."""
    found = {
        (path, words)
        for path, text in pages.items()
        for said in spoken(path, text)
        for words in re.findall(r"[A-Za-z][A-Za-z '-]*", NAMES.sub(" ", outside(said)))
    }
    assert not found


def test_every_word_of_the_file_is_said(pages: dict[str, str]) -> None:
    """No language is asked for a word that no page needs."""
    said = set(re.findall(r"⟦([a-z_.]+) ", "".join(pages.values())))
    assert names(shipped_theme()) - said == SPOKEN_ELSEWHERE


def names(folder: Path) -> set[str]:
    """Return the names of all words."""
    english = tomllib.loads((folder / "words/en.toml").read_text(encoding="utf-8"))
    return set(re.findall(r"⟦([a-z_.]+) ", toml(bracketed(english))))
