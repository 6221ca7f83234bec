"""A gallery whose every field holds words that attack, published with its pictures, and the judge of its pages."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from gallery_build.errors import GalleryError
from gallery_build.model import Cell
from gallery_build.site.notes import render_notes
from gallery_build.site.pages import render_pages
from tests.browser.payloads import RESULT
from tests.site.values import exhibit, gallery, look, plate, prompt, record, version
from tests.values import a_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from gallery_build.model import Exhibit, Gallery, Group
    from gallery_build.site.theme import Theme

CELLS = 8

PLANTED = """() => {
  const handlers = one => [...one.attributes].filter(({name}) => name.startsWith('on'));
  const leads = one => ['javascript:', 'data:', 'vbscript:', 'file:'].includes(one.protocol);
  const strange = 'iframe, object, embed, base, frame, marquee, plaintext, math, [srcdoc], meta[http-equiv="refresh"], form:not(#search), script:not([src]):not([type$=json])';
  return [...document.querySelectorAll('*')].filter(one => one.matches(strange) || handlers(one).length
    || one.className?.includes?.('pwned') || (one.href && leads(one))).map(one => one.outerHTML.slice(0, 200));
}"""


def attacked(payloads: Sequence[str]) -> Gallery:
    """Return a gallery with one exhibit for each payload, in every field of it, and a grid of some of them."""
    shown = [of_payload(number, payload) for number, payload in enumerate(payloads)]
    first = payloads[0]
    words = dict.fromkeys(("title", "description", "author", "license", "footer", "ai_label", "version"), first)
    made = gallery(grid(payloads[:CELLS]), *shown, url="http://127.0.0.1/", **words)
    return replace(
        made,
        series=numbered(made.series),
        tags=numbered(made.tags),
        models=numbered(made.models),
        colours=numbered(made.colours),
    )


def numbered(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups under names that a file can have, with words that attack as introductions."""
    folders = {"tag": "tags", "model": "models", "colour": "colours"}
    return tuple(
        replace(one, url=f"{folders.get(one.kind, one.kind)}/g{number}.html", intro_html=noted(one.name))
        for number, one in enumerate(groups)
    )


def noted(words: str) -> str:
    """Return words as commentary; what is refused there is left out, as a build does."""
    try:
        return render_notes(words)
    except GalleryError:
        return ""


def of_payload(number: int, payload: str) -> Exhibit:
    """Return an exhibit with the payload wherever a person or a server can write."""
    texts = ("title", "alt", "author", "author_url", "source", "license", "lang", "preset", "notes", "variation_of")
    of = prompt(
        f"{number % 3}/x{number}",
        f"{payload} [a] {{b}}",
        sent=f"{payload} sent",
        tags=(payload, "all"),
        params={"background": payload, "size": payload},
        extra={payload: payload},
        references=(payload,),
        **dict.fromkeys(texts, payload),
    )
    seen = look(colour=payload, palette=((payload, 1.0), ("#4e8098", 0.5)), placeholder=payload, mat=payload)
    said = {"quality": payload, "size": payload, "revised_prompt": payload}
    key = plate(of).key
    bought = record(of, key, answer=said, media_type=payload, model=payload, request_id=payload, request={"x": payload})
    before = replace(bought, key=a_key(f"{number}"), prompt_text="Before", received="2025-01-01T00:00:00Z")
    history = (version(bought), version(before)) if number % 10 == 0 else ()
    hung = plate(of, record=bought, model=payload, look=seen)
    return exhibit(of, hung, plate(of, 2), notes_html=noted(payload), history=(history,) if history else (), versions=3)


def grid(payloads: Sequence[str]) -> Exhibit:
    """Return a matrix whose axes' values attack."""
    cells = tuple(Cell({"preset": payload, "model": "m"}, (), {}, {}, "") for payload in payloads)
    of = prompt("grid", cells=cells)
    return exhibit(of, *(plate(of, number, cell=cell.values) for number, cell in enumerate(cells, 1)))


def publish(shown: Gallery, theme: Theme, folder: Path) -> list[str]:
    """Write the gallery's pages, and one small picture under every name that they ask for; return the paths."""
    held = BytesIO()
    Image.new("RGB", (8, 8)).save(held, "WEBP")
    plates = [plate for one in shown.exhibits for plate in one.plates]
    older = [version for one in shown.exhibits for line in one.history for version in line]
    derived = [*(one.derivatives for one in plates), *(one.derivatives for one in older)]
    pictures = [derivative.path for of_one in derived for derivative in of_one]
    files = {page.path: page.content for page in render_pages(shown, theme)}
    files |= dict.fromkeys([*pictures, *(plate.original for plate in plates)], held.getvalue())
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return [path for path in files if path.endswith(".html")]


def planted(page: Page) -> list[str]:
    """Return the elements that no template of ours has, links that are no addresses, and what a template engine made."""
    found: list[str] = page.evaluate(PLANTED)
    return found + ([f"worked out: {RESULT}"] if RESULT in page.content() else [])
