"""Each zero the other tests ask for can be missed: a planted fault is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.crawl import walk
from tests.browser.judges import axe_violations, html_errors, lighthouse
from tests.browser.measures import shifted, sticking_out
from tests.browser.served import serve
from tests.browser.watched import opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FLAWLESS = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A page without a fault.">
<link rel="icon" href="data:,">
<title>A page</title>
</head>
<body><main><h1>A page</h1>{planted}</main></body>
</html>
"""


def plant(folder: Path, planted: str, name: str = "index.html") -> Path:
    """Write the flawless page with something planted into it, and return its folder."""
    (folder / name).write_text(FLAWLESS.format(planted=planted), encoding="utf-8")
    return folder


def faults(browser: Browser, folder: Path) -> list[str]:
    """Open the folder's page under watch and return what went wrong."""
    with serve(folder) as address, opened(browser, address) as watched:
        watched.go("index.html").wait_for_load_state("networkidle")
        return watched.faults


PLANTED = {
    "": "",
    "<script>console.error('ouch')</script>": "console error: ouch",
    "<script>throw new Error('ouch')</script>": "script error: ouch",
    "<script>fetch('https://other.example/x').catch(() => 0)</script>": "asked another place: https://other.example/x",
    "<img src='//other.example/x.png' alt=''>": "asked another place: http://other.example/x.png",
    "<img src='gone.png' alt=''>": "answered 404",
}


@pytest.mark.parametrize(("planted", "fault"), PLANTED.items())
def test_a_page_under_watch_tells_its_faults(chromium: Browser, tmp_path: Path, planted: str, fault: str) -> None:
    """A console error, a script error, a foreign request and a missing file are faults; a flawless page has none."""
    found = faults(chromium, plant(tmp_path, planted))

    assert bool(planted) == any(one.startswith(fault) for one in found), found


def test_a_page_outside_the_sub_path_is_missing(chromium: Browser, tmp_path: Path) -> None:
    """A link that begins at the host's root fails under a sub-path."""
    (tmp_path / "a.png").write_bytes(b"")
    plant(tmp_path, "<img src='/a.png' alt=''>")

    with serve(tmp_path, "/sub/path/") as address, opened(chromium, address) as watched:
        watched.go("index.html")

        assert any("/a.png" in fault for fault in watched.faults), watched.faults


def test_a_page_that_only_script_leads_to_is_not_reached(chromium: Browser, tmp_path: Path) -> None:
    """Without script the walk follows the links that are written and shown; script and hidden links lead nowhere."""
    for name in ("written", "scripted", "unseen"):
        (tmp_path / f"{name}.html").write_text(FLAWLESS.format(planted=""), encoding="utf-8")
    scripted = "<script>document.querySelector('main').innerHTML += '<a href=scripted.html>x</a>'</script>"
    plant(tmp_path, f"<a href='written.html#a'>x</a><a hidden href='unseen.html'>x</a>{scripted}")

    with serve(tmp_path) as address, opened(chromium, address, script=False) as without:
        reached_without = walk(without)
    with serve(tmp_path) as address, opened(chromium, address) as with_script:
        reached_with = walk(with_script)

    assert reached_without == {"index.html", "written.html"}
    assert reached_with == {"index.html", "written.html", "scripted.html"}


def test_what_sticks_out_is_named(chromium: Browser, tmp_path: Path) -> None:
    """An element wider than the window is an overflow, and is named."""
    plant(tmp_path, "<p id='wide' style='width: 400px'>wide</p>")

    with serve(tmp_path) as address, opened(chromium, address, width=320) as watched:
        assert any("p#wide" in one for one in sticking_out(watched.go("index.html")))


def test_what_moves_is_measured(chromium: Browser, tmp_path: Path) -> None:
    """A line that comes late and pushes the rest down is a shift; the flawless page has none."""
    late = "<script>requestAnimationFrame(() => setTimeout(() => { document.querySelector('h1').style.marginTop = '300px'; }, 50))</script>"
    plant(tmp_path, f"<p>{'pushed ' * 400}</p>{late}")

    with serve(tmp_path) as address, opened(chromium, address) as watched:
        page = watched.go("index.html")
        page.locator("h1[style]").wait_for()
        found = shifted(page)
        plant(tmp_path, "", "flawless.html")
        flawless = shifted(watched.go("flawless.html"))

    assert found > 0.1
    assert flawless == 0


def test_axe_finds_a_picture_without_words(chromium: Browser, tmp_path: Path) -> None:
    """An image without alt and grey text on grey are violations; the flawless page has none."""
    plant(tmp_path, "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><p style='color:#aaa'>faint</p>")

    with serve(tmp_path) as address, opened(chromium, address) as watched:
        found = axe_violations(watched.go("index.html"))
        plant(tmp_path, "", "flawless.html")
        flawless = axe_violations(watched.go("flawless.html"))

    assert ({"image-alt", "color-contrast"}, []) == ({one.partition(":")[0] for one in found}, flawless)


def test_html_validate_finds_broken_markup(tmp_path: Path) -> None:
    """An id twice and a paragraph left open are errors."""
    plant(tmp_path, "<p id='a'>one</p><p id='a'>two</p><p>open")

    found = {line.split(": ")[1] for line in html_errors(tmp_path)}

    assert {"no-dup-id", "no-implicit-close"} <= found


@pytest.mark.long
def test_lighthouse_takes_points_away(tmp_path: Path) -> None:
    """A page without description whose image has no words loses points in every category that says so."""
    plant(tmp_path, "<img src='gone.png'>")
    page = tmp_path / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace('name="description"', 'name="nothing"'), encoding="utf-8")

    with serve(tmp_path) as address:
        found = {line.partition(":")[0] for line in lighthouse(address).failures()}

    assert {"accessibility", "best-practices", "seo", "image-alt", "meta-description", "errors-in-console"} <= found
