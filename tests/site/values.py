"""Small galleries made by hand, for the tests of what a visitor sees."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gallery_build.key import key_of
from gallery_build.model import (
    Derivative,
    Digest,
    Exhibit,
    Gallery,
    Group,
    Key,
    Look,
    Plate,
    Price,
    Prompt,
    Quote,
    Record,
    Request,
    State,
    Version,
)
from gallery_build.site.groups import groups_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MODEL = "gpt-image-2"
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


def prompt(
    name: str = "sea/harbour", text: str = "A quiet harbour at dawn. Oil on canvas.", **fields: object
) -> Prompt:
    """Return a prompt with the fields that the test is about."""
    stated: dict[str, object] = {"sent": text, "params": {}, "title": name.rpartition("/")[2].capitalize(), **fields}
    return Prompt(id=name, path=f"prompts/{name}.md", text=text, **stated)  # type: ignore[arg-type] # fields by name


def look(**fields: object) -> Look:
    """Return what a decode of an opaque blue picture tells."""
    plain = Look(
        "#4e8098",
        (("#4e8098", 0.7), ("#e8743b", 0.3)),
        PIXEL,
        transparent=False,
        mat="",
        credentials=False,
        hash="0f1e2d3c4b5a6978",
    )
    return replace(plain, **fields)  # type: ignore[arg-type] # fields by name


def record(of: Prompt, key: Key, index: int = 1, **fields: object) -> Record:
    """Return the record of a picture that was bought for 1.3 cents."""
    bought = Record(
        key=key,
        digest=Digest("d" * 64),
        media_type="image/png",
        width=1024,
        height=1024,
        size=1_900_000,
        provider="openai",
        model=MODEL,
        request={"model": MODEL, "prompt": of.sent},
        answer={"quality": "medium"},
        usage=None,
        price=Price(Decimal("0.013"), "measured"),
        request_id="req_1",
        asked="2026-05-24T10:00:00Z",
        received="2026-05-24T10:00:09Z",
        prompt_id=of.id,
        prompt_text=of.text,
        index=index,
        take=1,
        previous=None,
        tool="0.1.0",
    )
    return replace(bought, **fields)  # type: ignore[arg-type] # fields by name


def derivatives(stem: str, width: int, height: int) -> tuple[Derivative, ...]:
    """Return two WebP copies of a picture."""
    return tuple(
        Derivative(f"images/{stem}-{edge}.webp", "image/webp", edge, round(edge * height / width))
        for edge in (400, 800)
    )


def plate(of: Prompt, index: int = 1, *, state: State = State.HAVE, **fields: object) -> Plate:
    """Return a plate; where the picture is not there, with the quote that a missing one has."""
    key = key_of(of.sent, of.params, index=index)
    have = state is State.HAVE
    stem = f"{key[:16]}"
    shown = Plate(
        key=key,
        index=index,
        state=state,
        sketch=not have,
        width=1024,
        height=1024,
        look=look(),
        derivatives=derivatives(stem, 1024, 1024),
        social=Derivative(f"images/{stem}-social.jpg", "image/jpeg", 1200, 630),
        original=f"originals/{key[:16]}.png" if have else "",
        record=record(of, key, index) if have else None,
        model=MODEL,
        quote=None if have else Quote(Decimal("0.013"), Decimal("0.02"), "formula"),
    )
    return replace(shown, **fields)  # type: ignore[arg-type] # fields by name


def version(of: Record) -> Version:
    """Return a version with the picture of its record."""
    return Version(of, look(), derivatives(of.key[:16], of.width, of.height), sketch=False)


def exhibit(of: Prompt, *plates: Plate, **fields: object) -> Exhibit:
    """Return an exhibit; without plates it shows one bought picture."""
    shown = Exhibit(
        prompt=of,
        url=f"prompts/{of.id}.html",
        plates=plates or (plate(of),),
        wanted=max(len(plates), 1),
        versions=1,
        request=Request("openai", MODEL, of.sent, {"size": "1024x1024", "quality": "medium", **of.params}),
        notes_html="",
    )
    return replace(shown, **fields)  # type: ignore[arg-type] # fields by name


def gallery(*exhibits: Exhibit, **fields: object) -> Gallery:
    """Return a gallery of these exhibits, with the groups that follow from them."""
    made = Gallery(
        title="Salt & Paper",
        url="",
        language="en",
        description="Three pictures, and the words that made each of them.",
        author="Ada",
        license="CC-BY-4.0",
        footer="Pictures made by machines, prompts by people.",
        page_size=60,
        feed=True,
        ai_label="AI-generated",
        cost=True,
        exhibits=exhibits,
        series=groups("series", exhibits, lambda one: (one.prompt.series,) if one.prompt.series else ()),
        tags=groups("tag", exhibits, lambda one: one.prompt.tags),
        models=groups("model", exhibits, lambda one: sorted({plate.model for plate in one.plates})),
        colours=groups_of(exhibits, {}, {}).get("colour", ()),
        updated="2026-05-24T10:00:09Z",
        version="0.1.0",
    )
    return replace(made, **fields)  # type: ignore[arg-type] # fields by name


def groups(kind: str, exhibits: Iterable[Exhibit], names: Callable[[Exhibit], Iterable[str]]) -> tuple[Group, ...]:
    """Return the groups of a kind in the order of their names."""
    found: dict[str, list[Exhibit]] = {}
    for one in exhibits:
        for name in names(one):
            found.setdefault(name, []).append(one)
    folder = kind if kind == "series" else f"{kind}s"
    return tuple(Group(kind, name, f"{folder}/{name}.html", tuple(found[name])) for name in sorted(found))


def small() -> Gallery:
    """Return three exhibits: one bought with two images, one to be bought, one refused."""
    harbour = prompt(tags=("sea", "morning"), author="Ada", author_url="https://ada.example", date=dt.date(2026, 5, 2))
    fox = prompt("fox", "A red fox in {place}, seen from [angle].", alt="A fox in snow", tags=("animal", "sea"))
    face = prompt("face", "A face in the crowd", tags=("animal",))
    return gallery(
        exhibit(harbour, plate(harbour), plate(harbour, 2), versions=4, notes_html="<p>Painted twice.</p>"),
        exhibit(fox, plate(fox, state=State.MISSING)),
        exhibit(face, plate(face, state=State.REFUSED)),
    )
