"""Real answers, spoilt by chance: in their bytes, in their JSON, in the base64 of the picture. The seed decides."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from tests.fake_api.pictures import Picture, draw

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

STRANGE: tuple[object, ...] = (
    *(None, True, 0, -1, 1e308, 10**400, "", "null", "\ud800", "\x00", "A" * 5000, [], {}, [[]], [None], {"": {}}),
    *(
        "!!!!",
        "data:,",
        "data:image/png;base64,",
        "file:///etc/passwd",
        "https://169.254.169.254/",
        "//",
        "\u202egnp.exe",
    ),
)
"""Values that an answer does not hold."""

Plain = Any  # whatever JSON holds


def real_answer(prompt: str, form: str = "png") -> dict[str, Plain]:
    """Return what the server would have answered to a prompt."""
    content = draw(Picture(prompt, 1, 96, 64, form))
    usage = {"input_tokens": 9, "output_tokens": 99, "input_tokens_details": {"text_tokens": 9, "image_tokens": 0}}
    echoed = {"size": "96x64", "quality": "low", "output_format": form}
    return {"created": 1795342800, "data": [{"b64_json": base64.b64encode(content).decode()}], "usage": usage, **echoed}


def spoilt(plain: dict[str, Plain], chance: random.Random) -> bytes:
    """Return the body of an answer after one to three misfortunes."""
    for _ in range(chance.randint(0, 2)):
        plain = chance.choice(_SHAPES)(plain, chance)
    body = json.dumps(plain).encode()
    return chance.choice(_BYTES)(body, chance)


def _swap(plain: Plain, chance: random.Random) -> Plain:
    """Put something strange in the place of one value, anywhere in it."""
    if chance.random() < 0.3 or not plain or not isinstance(plain, (dict, list)):
        return chance.choice(STRANGE)
    places = list(plain) if isinstance(plain, dict) else range(len(plain))
    place = chance.choice(list(places))
    copy = plain.copy()
    copy[place] = _swap(plain[place], chance)
    return copy


def _drop(plain: Plain, chance: random.Random) -> Plain:
    if not isinstance(plain, dict) or not plain:
        return plain
    gone = chance.choice(list(plain))
    return {name: value for name, value in plain.items() if name != gone}


def _wrap(plain: Plain, chance: random.Random) -> Plain:
    return chance.choice([[plain], {"data": plain}, {"error": plain}, {"data": [plain, plain]}, json.dumps(plain)])


def _blame(plain: Plain, chance: random.Random) -> Plain:
    error = chance.choice([*STRANGE, {"code": "moderation_blocked"}, {"message": "\x1b[2J", "code": ["x"]}])
    return {**plain, "error": error} if isinstance(plain, dict) else {"error": error}


def _flip(body: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(body))
    return body[:place] + bytes([body[place] ^ (1 << chance.randrange(8))]) + body[place + 1 :]


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def _repeat(body: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(body)), chance.randrange(len(body))))
    return body[:end] + body[start:]


def _noise(body: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(body))
    return body[:place] + chance.randbytes(chance.randint(1, 40)) + body[place:]


def _recode(body: bytes, chance: random.Random) -> bytes:
    return chance.choice(
        [b"\xef\xbb\xbf" + body, body.decode().encode("utf-16"), b"[" * 9000 + body, body + b"\n" + body]
    )


def _lines(body: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(body))
    return body[:place] + b"\\n" + body[place:]


def _same(body: bytes, _chance: random.Random) -> bytes:
    return body


_SHAPES: tuple[Callable[[Plain, random.Random], Plain], ...] = (_swap, _swap, _swap, _drop, _wrap, _blame)
_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_same, _same, _flip, _flip, _cut, _repeat, _noise, _recode, _lines),
)
