"""The history page: what an exhibit showed before, from its records, and what changed at each step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from gallery_build.buy.access import make_access
from gallery_build.care.unused import unused_derivatives
from gallery_build.job import Company, Wishes
from gallery_build.project import build, load
from gallery_build.report import Exit
from gallery_build.site.pages.history import changes
from gallery_build.store import Store
from tests.site.reading import Element, documents, read, shipped, site
from tests.site.values import exhibit, gallery, plate, prompt, record, small
from tests.site.values import version as made
from tests.values import a_gallery, a_key, a_picture, a_record

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.model import Exhibit, Key, Version
    from gallery_build.report import Report

CONFIG = '[site]\ntitle = "Test"\n[images]\nwidths = [32]\nformats = ["jpeg"]\n'
PAGE = "history/fox.html"
FOX = prompt("fox", "A grey fox.")


def fox(*texts: str, **fields: Any) -> tuple[Version, ...]:  # noqa: ANN401  # any field of a record, by name
    """Return versions of the fox, newest first, a month apart."""
    months = [f"2026-{number:02}-02T10:00:00Z" for number in range(len(texts), 0, -1)]
    return tuple(
        made(record(FOX, a_key(text), prompt_text=text, received=month, **{"request": {"prompt": text}, **fields}))
        for text, month in zip(texts, months, strict=True)
    )


def page_of(*lines: tuple[Version, ...], of: Exhibit | None = None) -> Element:
    """Return the history page of a fox with these versions."""
    shown = of or exhibit(FOX, versions=sum(map(len, lines)), history=lines)
    return documents(gallery(shown))[PAGE]


def test_a_gallery_without_a_past_has_no_history() -> None:
    """Only what had more than one image through time has a page that tells of it."""
    assert not [path for path in site(small()) if path.startswith("history/")]


def test_steps_come_newest_first() -> None:
    """Three versions are two steps, each with its date, its two pictures and their dates, the later one right."""
    page = page_of(fox("A grey fox.", "A red fox.", "A fox."))

    assert [step.one("h2").text for step in page.all("section", class_="step")] == ["2 March 2026", "2 February 2026"]
    assert [one.text.split() for one in page.all("figcaption")] == [
        ["2", "February", "20262", "March", "2026"],
        ["2", "January", "20262", "February", "2026"],
    ]
    assert page.one("p", class_="prose").text == "Three versions, January\u2009–\u2009March 2026, the newest first."


def test_words_are_struck_and_marked() -> None:
    """What went is struck, what came is marked, all else stands as it is."""
    page = page_of(fox("A grey fox.\n\nIn snow.", "A red fox."))

    assert page.one("p", class_="diff").text == "A red fox grey fox.\n\nIn snow."
    assert [one.text for one in page.all("del")] == ["red fox"]
    assert [one.text for one in page.all("ins")] == ["grey fox.", "In snow"]


def test_long_unchanged_stretches_are_cut() -> None:
    """Of a long prompt what stands near a change is shown, up to a whole word."""
    old = "sea " * 300 + "red " + "hill " * 300
    said = page_of(fox(old.replace("red", "blue"), old)).one("p", class_="diff").text

    assert said.startswith("… sea sea")
    assert "sea red blue hill" in said
    assert said.endswith("hill …")
    assert len(said) < 400


def test_the_same_words_are_not_shown_again() -> None:
    """A take that was asked for anew says so, and shows no text."""
    first, second = fox("A grey fox.", "A grey fox.")
    page = page_of((made(record(FOX, a_key("2"), take=2, request=first.record.request)), second))

    assert page.one("p", class_="by").text == "gpt-image-2 · take 1 → 2"
    assert not list(page.all(class_="diff"))


def test_several_images_take_a_step_together() -> None:
    """What four images went through at once is told once, with four pairs of pictures."""
    texts = "A grey fox.", "A red fox."
    of = exhibit(FOX, plate(FOX), plate(FOX, 2), versions=4, history=(fox(*texts), fox(*texts, index=2)))
    page = page_of(of=of)

    assert len(list(page.all("section", class_="step"))) == 1
    assert [one.attributes["aria-label"].partition(":")[0] for one in page.all("input")] == ["Image 1", "Image 2"]


def test_each_slider_is_named_by_its_days() -> None:
    """A slider says to those who do not see it what is on either side."""
    slider = page_of(fox("A grey fox.", "A red fox.")).one("input", type="range")
    assert slider.attributes["aria-label"] == "2 January 2026 on the left, 2 February 2026 on the right"


def test_what_somebody_wrote_is_no_markup() -> None:
    """A prompt cannot put an element into its history."""
    page = page_of(fox("A <script>grey</script> fox.", "A <b>red</b> fox."))
    assert not [*page.one("p", class_="diff").all("script"), *page.one("p", class_="diff").all("b")]


def test_changes_name_parameters_takes_and_pictures() -> None:
    """Text and model are told elsewhere; a parameter that one request lacks was not stated."""
    older = record(FOX, a_key("1"), request={"prompt": "x", "model": "a", "quality": "low", "image": [1]})
    newer = record(FOX, a_key("2"), request={"prompt": "y", "model": "b", "quality": "high", "size": "auto"}, take=2)

    assert list(changes(shipped().language, older, newer)) == [
        "quality low → high",
        "size not stated → auto",
        "take 1 → 2",
        "made from other pictures",
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-05-02", "2026-05-02", "2 May 2026"),
        ("2026-05-02", "2026-05-18", "2–18 May 2026"),
        ("2026-03-02", "2026-05-18", "March\u2009–\u2009May 2026"),
        ("2025-03-02", "2026-05-18", "March 2025\u2009–\u2009May 2026"),
    ],
)
def test_a_period_is_as_fine_as_it_must_be(first: str, last: str, said: str) -> None:
    """Days within a month, months within a year, else both years."""
    assert shipped().language.period(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == said


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a gallery of one prompt with three images through time: the last one was bought under another name."""
    root = a_gallery(tmp_path, config=CONFIG, fox="A grey fox.\n")
    first = put(root, "A fox.", prompt_id="old", received="2026-05-01T10:00:00Z")
    second = put(root, "A red fox.", prompt_id="old", received="2026-05-02T10:00:00Z", previous=first)
    put(root, "A grey fox.", received="2026-05-03T10:00:00Z", previous=second)
    return root


def put(root: Path, text: str, **fields: Any) -> Key:  # noqa: ANN401  # any field of a record, by name
    """Keep an image of a text."""
    content = a_picture(colour=f"#{len(text) * 4099:06x}")
    Store(root / "originals").put(
        content, a_record(a_key(text), content, **{"prompt_id": "fox", "prompt_text": text, **fields}), "png"
    )
    return a_key(text)


def built(root: Path) -> Report:
    """Build without asking anybody."""
    return build(root, Wishes(offline=True), make_access(None, None), Company(dt.date(2026, 11, 22)))


def test_history_survives_a_rename(root: Path) -> None:
    """The line follows the records, whatever the prompt was called; the exhibit links to it, and its pictures are there."""
    built(root)
    page = read((root / "site" / PAGE).read_text(encoding="utf-8"))

    assert [step.one("h2").text for step in page.all("section", class_="step")] == ["3 May 2026", "2 May 2026"]
    assert all((root / "site/history" / one.attributes["src"]).is_file() for one in page.all("img"))
    assert 'href="../history/fox.html">3 versions' in (root / "site/prompts/fox.html").read_text(encoding="utf-8")


def test_a_past_costs_no_more_than_its_thumbnails(root: Path) -> None:
    """Of an earlier image neither the original nor a picture for shared links is published, and gc keeps what is."""
    report = built(root)

    assert report.derivatives == 1 + 3
    assert len(list((root / "site/originals").rglob("*.png"))) == 1
    assert not unused_derivatives(load(root))
    assert built(root).written == ()


def test_what_was_shown_last_is_not_lost_with_an_edit(root: Path) -> None:
    """While the picture of an edited prompt is not bought, its history tells what hung before."""
    (root / "prompts/fox.md").write_text("A white fox.\n", encoding="utf-8")
    built(root)
    page = read((root / "site" / PAGE).read_text(encoding="utf-8"))

    assert [step.one("h2").text for step in page.all("section", class_="step")] == ["3 May 2026", "2 May 2026"]
    assert "Sketch · 3 versions" in (root / "site/index.html").read_text(encoding="utf-8")


def test_a_damaged_past_is_left_out(root: Path) -> None:
    """A damaged earlier image is named, never published, and the line goes on behind it."""
    [damaged] = (root / "originals").rglob(f"{a_key('A red fox.')}*.png")
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    report = built(root)

    assert [fault.path for fault in report.warnings] == [damaged.relative_to(root).as_posix()]
    assert Exit.FAILED in report.exits
    page = read((root / "site" / PAGE).read_text(encoding="utf-8"))
    assert [one.text for one in page.all("ins")] == ["grey"]
