"""Reads multipart/form-data: the files of edits, variations and uploads."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256
from io import BytesIO

from PIL import Image, UnidentifiedImageError

PICTURES = {"image", "image[]", "mask"}
NUMBERS = {"n", "output_compression", "partial_images"}
"""Fields that are numbers; a form has only text."""


def fields_of(content_type: str, content: bytes) -> dict[str, object]:
    """Return the form's fields; a file is told by name, type, length and digest, several of one field are a list.

    The text itself is kept only of `file`, an upload, which is read again.
    """
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
    fields: dict[str, object] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", "", header="content-disposition"))
        value = part.get_payload(decode=True)
        if not isinstance(value, bytes):
            continue
        if part.get_filename() is None:
            _add(fields, name, _scalar(name, value.decode()))
        else:
            told = {"filename": part.get_filename(), "type": part.get_content_type()}
            seen = told_of(value) if name in PICTURES else _proved(value)
            _add(fields, name, told | _kept(name, value) | seen)
    return fields


def told_of(picture: bytes) -> dict[str, object]:
    """Return what is told of a picture that was sent: what proves it, and what it is."""
    return _proved(picture) | _seen(picture)


def _proved(value: bytes) -> dict[str, object]:
    return {"size": len(value), "sha256": sha256(value).hexdigest()}


def _scalar(name: str, text: str) -> object:
    return int(text) if name in NUMBERS and text.isdigit() else text


def _kept(name: str, value: bytes) -> dict[str, object]:
    return {"text": value.decode("utf-8", "replace")} if name == "file" else {}


def _seen(value: bytes) -> dict[str, object]:
    """Return what a picture is: nothing where it cannot be opened."""
    try:
        picture = Image.open(BytesIO(value))
    except (UnidentifiedImageError, OSError):
        return {}
    alpha = picture.mode in {"RGBA", "LA"} or "transparency" in picture.info
    return {"format": picture.format, "width": picture.width, "height": picture.height, "alpha": alpha}


def _add(fields: dict[str, object], name: str, value: object) -> None:
    """Repeated fields, and those that are called so (`image[]`), become lists."""
    if name.endswith("[]"):
        entries = fields.setdefault(name.removesuffix("[]"), [])
        assert isinstance(entries, list)
        entries.append(value)
    else:
        fields[name] = value
