"""One picture as an element of `data`: base64 or an address, whole or spoilt."""

from __future__ import annotations

import base64
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.fake_api.pictures import Picture, draw
from tests.fake_api.shop import Served

if TYPE_CHECKING:
    from tests.fake_api.orders import Item, Order
    from tests.fake_api.shop import Shop, Visit

MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(document.domain)</script></svg>'

RELAY_SIZE = (1254, 1254)


def item_of(shop: Shop, visit: Visit, order: Order) -> Item:
    """Return one element of `data` for a picture made now."""
    width, height = RELAY_SIZE if visit.strikes("wrong_size") else order.size
    picture = Picture(order.prompt, shop.next_number(), width, height, order.format, order.transparent)
    spoilt = visit.behaviour.bad_picture_kind if visit.strikes("bad_picture") else ""
    if order.as_url or visit.strikes("link"):
        return {"url": _address(shop, visit, Served(picture, spoilt, time.time() + visit.behaviour.link_seconds))}
    return {"b64_json": _base64(visit, bytes_of(picture, spoilt), spoilt, order.format)}


def bytes_of(picture: Picture, spoilt: str) -> bytes:
    """Return a picture's bytes, or what a broken server sends instead."""
    if spoilt == "":
        return draw(picture)
    if spoilt == "mislabelled":
        return draw(replace(picture, format="jpeg", transparent=False))
    if spoilt == "truncated":
        whole = draw(picture)
        return whole[: len(whole) // 2]
    return {"text": b"this is no picture", "garbage": b"!!!!", "svg": SVG, "empty": b""}[spoilt]


def _base64(visit: Visit, content: bytes, spoilt: str, form: str) -> str:
    text = "!!!!" if spoilt == "garbage" else base64.b64encode(content).decode()
    if visit.strikes("b64_newlines"):
        text = "\n".join(text[start : start + 76] for start in range(0, len(text), 76))
    prefixed = visit.behaviour.profile == "relay" or visit.strikes("b64_prefix")
    return f"data:{MEDIA[form]};base64,{text}" if prefixed else text


def _address(shop: Shop, visit: Visit, served: Served) -> str:
    link_to = visit.behaviour.link_to if visit.strikes("link") else "served"
    extension = served.picture.format.replace("jpeg", "jpg")
    name = f"{visit.request_id}-{served.picture.number}.{extension}"
    if link_to not in {"served", "relative"}:
        return "file:///etc/passwd" if link_to == "file" else link_to
    if visit.behaviour.profile == "xinference" and link_to == "served":
        return f"/var/lib/xinference/image/{name}"
    shop.serve(name, served)
    if visit.behaviour.profile == "sglang":
        return f"/v1/images/{name}/content"
    folder = "generated-images" if visit.behaviour.profile == "localai" else "files"
    return f"/{folder}/{name}" if link_to == "relative" else f"{visit.host}/{folder}/{name}"
