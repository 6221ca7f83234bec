"""What a first visit costs, on a phone and a desktop, and that the style sheets hold nothing which no page uses."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.measures import shifted
from tests.browser.served import InPieces, serve
from tests.browser.weight import PICTURES, Come, by_kind, first_visit
from tests.values import a_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

    from tests.browser.conftest import OpenPage
    from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

WIDTHS = (360, 1440)

KB = 1024

BARS: dict[str, dict[str, float]] = {
    "home": {"document": 26 * KB, "stylesheet": 14 * KB, "script": 8 * KB, PICTURES: 600 * KB, "requests": 7},
    "exhibit": {"document": 20 * KB, "stylesheet": 20 * KB, "script": 20 * KB, PICTURES: 350 * KB, "requests": 10},
}
"""The most that may come, in bytes as they lie on the disk; a host that packs sends a third of the text."""

TEXT = 60 * KB
"""All that is no picture."""

STILL = ("home", "tag", "exhibit", "search", "history", "matrix", "facing")
"""Page kinds that have different things on top."""

SHEET = 12 * KB
"""The one style sheet that every page has."""

MANY = 120
"""Pictures on the home page that the bars below are for."""

ASKED = {(412, 823): 16, (1440, 900): 45}
"""The most pictures that may be asked for before anybody scrolls, by the size of the window; the phone is Lighthouse's."""

SHAPES = ("1536x1024", "1024x1024", "1024x1536")
"""Those that GPT Image offers, in equal parts."""

SITE = f"""[site]
title = "Many"
description = "A hundred and twenty prompts, each beside its picture."
page_size = {MANY}
"""

ASSETS = Path(__file__).resolve().parents[2] / "templates" / "assets"

STATED = re.compile(r'(?:class|id|value)="([^"]*)"')

RARE = {
    "note": "a refused picture",
    "cut": "a long prompt of which a history shows a part",
    "clear": "a transparent picture",
    "dark": "a pale one",
    "pager": "more pictures than one page hangs",
    "odd": "two pictures of different shapes",
}
"""What the demo has no example of."""


def over(come: Sequence[Come], bars: Mapping[str, float]) -> list[str]:
    """Return what a visit costs above its bars; each kind has one."""
    weighed = by_kind([one for one in come if not one.address.endswith("icon.svg")])
    weighed["requests"] = sum(one.kind != PICTURES for one in come)
    return [f"{name}: {found}" for name, found in weighed.items() if found > bars.get(name, 0)]


def unknown(sheet: str, seen: set[str]) -> list[str]:
    """Return the classes and ids that a style sheet names and nothing has."""
    bare = re.sub(r"/\*.*?\*/|\[[^\]]*\]|\{[^{}]*\}", "{}", sheet, flags=re.DOTALL)
    return sorted({name for name in re.findall(r"[.#]([a-z][\w-]*)", bare) if name not in seen})


@pytest.mark.parametrize("kind", STILL)
def test_nothing_moves_while_a_page_comes(demo: Demo, open_page: OpenPage, kind: str) -> None:
    """Room is kept for pictures and answers: what one has begun to read stays where it is."""
    watched, moved = open_page(demo.address), {}
    for width in WIDTHS:
        watched.turn(width=width)
        page = watched.go(demo.one(kind))
        watched.show_pictures()
        moved[width] = shifted(page)

    assert max(moved.values()) < 0.01, moved


def test_half_a_wall_is_not_painted(demo: Demo, open_page: OpenPage, tmp_path: Path) -> None:
    """A wall that comes in pieces hangs when it is whole: its last row would be justified twice, as it is without asking."""
    text = (demo.site / "index.html").read_text(encoding="utf-8")
    (tmp_path / "unasked.html").write_text(text.replace('rel="expect"', 'rel="x"'), encoding="utf-8")
    shutil.copytree(demo.site, tmp_path, dirs_exist_ok=True)
    with serve(tmp_path, handler=InPieces) as address:
        moved = [shifted(open_page(address, height=2000).go(page)) for page in ("unasked.html", "index.html")]

    assert moved[0] > 0.01 > moved[1]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", BARS)
def test_a_first_visit_stays_below_its_bars(chromium: Browser, demo: Demo, kind: str, width: int) -> None:
    """Nothing is cached, and what comes is counted by kind, lazy pictures as the browser asks for them; all is the site's own."""
    come = first_visit(chromium, demo.address, demo.one(kind), width=width)

    assert not over(come, BARS[kind]), by_kind(come)
    assert sum(one.size for one in come if one.kind != PICTURES) <= TEXT
    assert not [one.address for one in come if not one.address.startswith(demo.address)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a gallery that hangs many sketches of different shapes on its first page."""
    root = tmp_path_factory.mktemp("many")
    prompts = {
        f"p{number:03}": f"---\ntags: [t{number % 9}]\nsize: {SHAPES[number % 3]}\n---\nPicture {number} of {MANY}.\n"
        for number in range(MANY)
    }
    a_gallery(root, config=SITE, **prompts)
    command = [sys.executable, "-m", "gallery_build", "-C", str(root), "build", "--offline", "-q"]
    subprocess.run(command, check=True)
    with serve(root / "site") as address:
        yield address


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), ASKED)
def test_a_home_of_many_pictures_stays_below_its_bars(
    chromium: Browser, many: str, open_page: OpenPage, width: int, height: int
) -> None:
    """Packed as a host sends it, its text is small; only pictures near the window are asked for; nothing moves."""
    come = first_visit(chromium, many, "index.html", width=width, height=height)
    asked = {one.address for one in come if one.kind == PICTURES and not one.address.endswith("icon.svg")}
    text = sum(one.packed for one in come if one.kind != PICTURES)
    moved = shifted(open_page(many, width=width, height=height, fresh=True).go("index.html"))
    print(f"{width} px: {text} bytes of text, {len(asked)} pictures, {moved} moved")  # noqa: T201  # the figures of docs/pages.md

    assert (text <= TEXT, len(asked) <= ASKED[width, height]) == (True, True)
    assert moved < 0.001


def test_what_is_too_heavy_is_named() -> None:
    """A kind over its bar, one without a bar and one request too many are each told."""
    come = [
        Come("a", "script", bytes(9 * KB)),
        Come("b", "font", b"1"),
        *(Come(str(n), "document", b"1") for n in range(6)),
    ]

    assert ["document: 6", "font: 1", f"script: {9 * KB}", "requests: 8"] == over(come, BARS["home"] | {"document": 5})


def test_the_style_sheet_of_every_page_is_small() -> None:
    """What only one page kind needs has a file of its own."""
    assert len((ASSETS / "style.css").read_bytes()) <= SHEET


def test_style_sheets_name_nothing_that_no_page_has(demo: Demo) -> None:
    """Each class and id in them is on a page of the demo, is given by a script, or is of a kind that the demo lacks."""
    pages = "".join((demo.site / page).read_text("utf-8") for page in demo.pages())
    scripts = "".join(script.read_text("utf-8") for script in ASSETS.glob("*.js"))
    seen = {*RARE, *" ".join(STATED.findall(pages)).split(), *re.findall(r"[a-z]+", scripts)}

    assert unknown("@media print { .gone-for-good:not(.wall) { color: #fff } }", seen) == ["gone-for-good"]
    assert not {one.name: found for one in ASSETS.glob("*.css") if (found := unknown(one.read_text("utf-8"), seen))}
