"""Which function answers which address."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from tests.fake_api import batches, files
from tests.fake_api.answer import HTML_PAGE, Answer, refusal, reply
from tests.fake_api.edits import edit, vary
from tests.fake_api.facts import MODELS
from tests.fake_api.generations import generate
from tests.fake_api.items import MEDIA, bytes_of
from tests.fake_api.shop import Call

if TYPE_CHECKING:
    from tests.fake_api.shop import Shop, Visit

BASE = re.compile(r"(?:/openai)?/v1(?=/)|/openai/deployments/[^/]+(?=/)")
"""What stands before the path of an endpoint, here or at Azure."""


def route(command: str, path: str, shop: Shop, visit: Visit | None) -> Answer:
    """Return the answer of the endpoint at this path. Raises Refused."""
    plain, _, query = path.partition("?")
    base = BASE.match(plain)
    table, rest = (API, plain[base.end() :]) if base else (FILES, plain)
    if not shop.behaviour.batches and base and rest.startswith(("/files", "/batches")):
        raise refusal(404, f"Invalid URL ({command} {plain})")
    for method, pattern, endpoint in table:
        if method == command and (found := re.fullmatch(pattern, rest)):
            return endpoint(Call(shop, visit, found.groups(), dict(parse_qsl(query))))
    if base is None:
        return Answer(404, HTML_PAGE % (b"404 Not Found", b"404 Not Found"), "404", content_type="text/html")
    raise refusal(404, f"Invalid URL ({command} {plain})")


def _models(call: Call) -> Answer:
    sound = {"object": "list", "data": [_model(name) for name in _listed(call.shop)]}
    kind = call.shop.behaviour.catalogue
    if kind == "absent":
        raise refusal(404, "Invalid URL (GET /v1/models)")
    if kind == "echo":
        raise refusal(403, f"The key {call.shop.behaviour.key} may not list models")
    if kind == "slow":
        call.shop.stopping.wait(60)
    if kind == "redirect":
        return Answer(307, b"", kind, {"location": call.shop.behaviour.redirect_to})
    return Answer(200, _ODD[kind], kind) if kind in _ODD else reply(sound)


_ODD = {
    "html": HTML_PAGE % (b"Welcome", b"Welcome"),
    "broken": b'{"object": "list", "data": [{"id": ',
    "strange": b'{"models": "all of them"}',
    "odd": b'{"data": [null, 7, [], {"id": 9}, {"id": "gpt-image-2", "shutdown_date": ["soon"]}, {"id": "a", "shutdown_date": 1e400}]}',
    "long": b'{"data": [' + b'{"id": "x"},' * 1_000_000 + b"null]}",
}
"""Bodies of servers that list models in a way of their own."""


def _one_model(call: Call) -> Answer:
    (name,) = call.names
    if name not in _listed(call.shop):
        raise refusal(404, f"The model '{name}' does not exist", code="model_not_found", param="model")
    return reply(_model(name))


def _listed(shop: Shop) -> list[str]:
    gone = shop.behaviour.gone
    return [name for name in MODELS if name not in gone]


def _model(name: str) -> dict[str, object]:
    owner = {"object": "model", "created": 1_776_729_600, "owned_by": "system"}
    return {"id": name, "shutdown_date": MODELS[name].shutdown} | owner


def _download(call: Call) -> Answer:
    (name,) = call.names
    served = call.shop.files.get(name)
    if served is None:
        return Answer(404, HTML_PAGE % (b"404 Not Found", b"404 Not Found"), "404", content_type="text/html")
    if time.time() > served.expires:
        body = b'<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code></Error>'
        return Answer(403, body, "expired", content_type="application/xml")
    call.shop.downloads.append(name)
    return Answer(200, bytes_of(served.picture, served.spoilt), "file", content_type=MEDIA[served.picture.format])


Endpoint = Callable[[Call], Answer]

API: list[tuple[str, str, Endpoint]] = [
    ("POST", "/images/generations", lambda call: generate(call.shop, call.visited)),
    ("POST", "/images/edits", lambda call: edit(call.shop, call.visited)),
    ("POST", "/images/variations", lambda call: vary(call.shop, call.visited)),
    ("GET", "/models", _models),
    ("GET", "/models/([^/]+)", _one_model),
    ("GET", "/images/([^/]+)/content", _download),
    ("POST", "/files", files.upload),
    ("GET", "/files", files.listed),
    ("GET", "/files/([^/]+)", files.retrieved),
    ("GET", "/files/([^/]+)/content", files.content),
    ("DELETE", "/files/([^/]+)", files.deleted),
    ("POST", "/batches", batches.create),
    ("GET", "/batches", batches.listed),
    ("GET", "/batches/([^/]+)", batches.retrieved),
    ("POST", "/batches/([^/]+)/cancel", batches.cancelled),
]

FILES: list[tuple[str, str, Endpoint]] = [
    ("GET", "/files/([^/]+)", _download),
    ("GET", "/generated-images/([^/]+)", _download),
]
