"""Small values that many tests begin with."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from PIL import Image

from gallery_build.key import key_of
from gallery_build.model import Digest, Price, Prompt, Record
from gallery_build.store import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_build.model import Key

FOX = "A red fox in snow."


def a_prompt(ident: str = "fox", text: str = FOX, **fields: object) -> Prompt:
    """Return a prompt whose text is sent as it is."""
    values: dict[str, object] = {"sent": text, "params": {}, "title": ident.title(), **fields}
    return Prompt(id=ident, path=f"prompts/{ident}.md", text=text, **values)  # type: ignore[arg-type]  # a test's fields


def a_key(text: str = FOX) -> Key:
    """Return the key of a text's first image."""
    return key_of(text, {}, index=1)


def a_picture(
    width: int = 64, height: int = 48, form: str = "PNG", mode: str = "RGB", colour: object = "#3a7d44"
) -> bytes:
    """Return the bytes of a picture, large enough not to be taken for a pointer."""
    file = BytesIO()
    picture = Image.new(mode, (width, height), colour)  # type: ignore[arg-type]  # any colour Pillow takes
    noise = Image.frombytes("L", (width // 2, height), Random(1).randbytes(width // 2 * height))
    picture.paste(noise.convert(mode))
    picture.save(file, form)
    return file.getvalue()


def a_record(key: Key, content: bytes, **fields: object) -> Record:
    """Return a record for these bytes."""
    values: dict[str, object] = {
        "key": key,
        "digest": digest_of(content),
        "media_type": "image/png",
        "width": 64,
        "height": 48,
        "size": len(content),
        "provider": "openai",
        "model": "gpt-image-2.5-flare",
        "request": {"model": "gpt-image-2.5-flare", "prompt": FOX, "size": "1024x1024", "quality": "medium"},
        "answer": {},
        "usage": None,
        "price": Price(Decimal("0.0133"), "measured"),
        "request_id": "req_1",
        "asked": "2026-11-01T10:00:00Z",
        "received": "2026-11-01T10:00:20Z",
        "prompt_id": "fox",
        "prompt_text": FOX,
        "index": 1,
        "take": 1,
        "previous": None,
        "tool": "gallery-build test",
        **fields,
    }
    return Record(**values)  # type: ignore[arg-type]  # a test's fields


def a_gallery(root: Path, *, config: str = "", **prompts: str) -> Path:
    """Write a gallery with these prompt files (name → whole file); return its folder."""
    (root / "prompts").mkdir(parents=True, exist_ok=True)
    (root / "gallery.toml").write_text(config or '[site]\ntitle = "Test"\n', encoding="utf-8")
    for name, text in prompts.items():
        (root / "prompts" / f"{name}.md").write_text(text, encoding="utf-8")
    return root


def hex_of(text: str) -> Digest:
    """Return some digest."""
    return Digest(sha256(text.encode()).hexdigest())
