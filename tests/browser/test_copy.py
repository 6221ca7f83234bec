"""What Copy and its companions put on the clipboard works where it is pasted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_build import load
from gallery_build.key import recipes_of
from gallery_build.model import Request
from gallery_build.site.pages.copies import copies, fields
from gallery_build.site.pages.crumbs import script_json
from tests.browser.served import serve
from tests.browser.watched import opened
from tests.fake_api import FakeAPI
from tests.site.values import exhibit, prompt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

    from gallery_build.model import Exhibit, ParamValue

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "templates" / "assets" / "copy.js"
KINDS = ("text", "front", "json", "curl", "python")
KEPT = "navigator.clipboard.writeText = async words => { window.copied = words; }"

HOSTILE = {
    "quotes": "He said \"it's \\n\", `$(id)` and '$HOME'\n\n---\n+++\nlast: line #",
    "notes": "Before\n<!-- notes -->\nafter: sent all the same",
    "signs": "zero\u200bwidth, next\u0085line, para\u2028graph, \U0001f98a and תל",
    "json": '{"a": "{argument name=\\"who\\" default=\\"a fox\\"}", "b": [true, null, 1.5]}',
    "braces": "A {name} for {{who}} and {% if x %}",
    "slots": 'Two {argument name="caps" default="bottle caps"} in {colour} for {pilot}',
}


class Pages:
    """Pages that hold one exhibit's copies and its fields, and nothing else."""

    def __init__(self, page: Page, home: str, folder: Path) -> None:
        """Write into `folder`, open in `page`."""
        self._page, self._home, self._folder = page, home, folder
        (folder / "copy.js").write_bytes(SCRIPT.read_bytes())
        page.add_init_script(KEPT)

    def open(self, shown: Exhibit) -> None:
        """Open the page of an exhibit."""
        values = "".join('<input value="">' for _ in fields(shown.prompt))
        buttons = "".join(f'<button data-copy="{kind}">{kind}</button>' for kind in KINDS)
        data = f'<script type="application/json" id="copies">{script_json(copies(shown))}</script>'
        html = f'<meta charset="utf-8"><p id="said"></p><div class="slots">{values}</div>{buttons}{data}<script src="copy.js"></script>'
        name = f"{shown.prompt.id.replace('/', '-')}.html"  # one for each: the browser keeps what it has seen
        (self._folder / name).write_text(html, encoding="utf-8")
        self._page.goto(self._home + name)
        for number, field in enumerate(fields(shown.prompt)):
            self._page.evaluate(
                "([n, v]) => document.querySelectorAll('input')[n].defaultValue = v", [number, field.value]
            )

    def fill(self, number: int, words: str) -> None:
        """Write into one of the fields."""
        self._page.locator("input").nth(number).fill(words)

    def copied(self, kind: str) -> str:
        """Press a button and return what was put on the clipboard."""
        self._page.evaluate("kind => document.querySelector(`[data-copy=${kind}]`).click()", kind)
        words: str = self._page.evaluate("window.copied")
        return words


@pytest.fixture
def pages(chromium: Browser, tmp_path: Path) -> Iterator[Pages]:
    """Give a way to open exhibits' copies."""
    folder = tmp_path / "page"
    folder.mkdir()
    with serve(folder) as home, opened(chromium, home) as watched:
        yield Pages(watched.page, home, folder)


def written(folder: Path, files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Write prompt files into a gallery and return the key of each one's first image."""
    (folder / "prompts").mkdir(parents=True)
    (folder / "gallery.toml").write_text('[presets.riso]\nafter = "Risograph."\nquality = "high"\n', encoding="utf-8")
    for name, text in files:
        (folder / "prompts" / f"{name}.md").write_bytes(text.encode())
    return {one.id: recipes_of(one)[0].key for one in load(folder).library.prompts}


def test_front_matter_parses_back_to_the_same_key(pages: Pages, tmp_path: Path) -> None:
    """What "front matter" copies is a prompt file that asks for the very same picture."""
    shown = {name: prompt(name, text, title=text[:40], params={"size": "1024x1024"}) for name, text in HOSTILE.items()}
    shown["slots"] = prompt(
        "slots", HOSTILE["slots"], vars={"colour": "red", "pilot": 'a "hamster"'}, take=3, preset="riso",
        sent='Two bottle caps in red for a "hamster"\n\nRisograph.', params={"quality": "high"},
    )  # fmt: skip
    copied = {}
    for name, one in shown.items():
        pages.open(exhibit(one))
        copied[name] = pages.copied("front")

    assert written(tmp_path / "gallery", copied.items()) == {
        name: recipes_of(one)[0].key for name, one in shown.items()
    }


@pytest.mark.parametrize("kind", ["curl", "python"])
def test_requests_ask_for_the_same_picture(pages: Pages, tmp_path: Path, kind: str) -> None:
    """Run as they are, curl and Python send the request of the page, and the picture arrives."""
    params: dict[str, ParamValue] = {
        "size": "1024x1024",
        "quality": "low",
        "output_format": "jpeg",
        "output_compression": 80,
    }
    of = prompt("fox", HOSTILE["quotes"], params=params)
    pages.open(exhibit(of, request=Request("openai", "gpt-image-2", of.sent, params)))
    code = pages.copied(kind)

    with FakeAPI() as api:
        code = code.replace("https://api.openai.com/v1", api.url)
        environment = {**os.environ, "OPENAI_API_KEY": api.key, "OPENAI_BASE_URL": api.url}
        command = ["bash", "-c", code] if kind == "curl" else [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        [asked] = api.posts()

    assert done.returncode == 0, done.stderr
    assert {**params, "model": "gpt-image-2", "prompt": of.text} == asked.body
    assert kind == "curl" or (tmp_path / "picture.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_fields_are_filled_into_what_is_copied(pages: Pages) -> None:
    """Copy takes defaults and what a visitor wrote; an emptied field leaves its slot as it is written."""
    pages.open(exhibit(prompt(text=HOSTILE["slots"])))
    untouched = pages.copied("text")
    pages.fill(0, "corks $& {pilot}")
    pages.fill(2, "a cat")
    filled, asked = pages.copied("text"), pages.copied("json")
    pages.fill(0, "")

    assert untouched == "Two bottle caps in {colour} for {pilot}"
    assert filled == "Two corks $& {pilot} in {colour} for a cat"
    assert filled in asked
    assert pages.copied("text") == HOSTILE["slots"].replace("{pilot}", "a cat")


def test_a_filled_json_prompt_stays_json(pages: Pages) -> None:
    """What is written into a JSON prompt's slot is escaped there, and its own braces are nobody's slots."""
    pages.open(exhibit(prompt(text=HOSTILE["json"])))
    pages.fill(0, 'a "cat"\\')

    assert pages.copied("text") == '{"a": "a \\"cat\\"\\\\", "b": [true, null, 1.5]}'
