"""Takes an order, does the work, charges, answers: in this order, as the real server does."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.fake_api.answer import HTML_PAGE, Answer, Refused, failure, refusal, reply
from tests.fake_api.items import item_of

if TYPE_CHECKING:
    from tests.fake_api.orders import Order
    from tests.fake_api.shop import Shop, Visit

OUTCOMES = (
    "drop", "reset", "stall", "truncate", "drip", "gzip_bomb", "redirect", "html", "broken_json", "empty_data", "null_data",
    "fewer", "error_in_200", "bad_picture", "link",
)  # fmt: skip
"""What the books call an answer that a fault strikes: the first of these."""


def generate(shop: Shop, visit: Visit) -> Answer:
    """Answer POST /images/generations."""
    return make(shop, visit, visit.profile.read(visit.post.body, visit.behaviour), endpoint="generations")


def make(shop: Shop, visit: Visit, order: Order, *, endpoint: str) -> Answer:
    """Let the order in, work, charge and answer. Raises Refused where nothing was charged."""
    _check_verified(visit, order)
    fails = visit.strikes("error")
    if fails and not visit.behaviour.error_charged:
        raise Refused(failure(visit.behaviour.error_status, html=visit.behaviour.error_html))
    shop.gate.enter(order, visit.behaviour, shop.clock.now())
    try:
        return fulfil(shop, visit, order, endpoint=endpoint, fails=fails)
    except Refused:
        shop.gate.give_back(order)
        raise


def fulfil(
    shop: Shop, visit: Visit, order: Order, *, endpoint: str, fails: bool = False, share: Decimal = Decimal(1)
) -> Answer:
    """Do the work of an order that was let in, charge this share of its price, and answer. Raises Refused by moderation."""
    blocked = is_blocked(order.prompt, visit.behaviour.blocked_words)
    if blocked and visit.behaviour.moderation_stage == "input":
        raise Refused(_moderated(visit, order))
    if endpoint != "batches":  # a batch has a time of its own
        shop.work(visit)
    answer = _answer(shop, visit, order, fails=fails, blocked=blocked)
    shop.charge(visit, order, endpoint=endpoint, outcome=answer.outcome, share=share)
    return replace(answer, charged=True)


def is_blocked(prompt: str, words: tuple[str, ...]) -> bool:
    """Tell whether a prompt has one of the words, in any case."""
    return any(word.casefold() in prompt.casefold() for word in words)


def _answer(shop: Shop, visit: Visit, order: Order, *, fails: bool, blocked: bool) -> Answer:
    if fails:
        return failure(visit.behaviour.error_status, html=visit.behaviour.error_html)
    if blocked:
        return _moderated(visit, order)
    whole = "images" if visit.behaviour.body is None else "body"
    outcome = next((name for name in OUTCOMES if visit.strikes(name)), whole)
    return replace(_good_or_spoilt(shop, visit, order), outcome=outcome)


def _good_or_spoilt(shop: Shop, visit: Visit, order: Order) -> Answer:
    if visit.strikes("redirect"):
        return Answer(307, b"", "redirect", {"location": visit.behaviour.redirect_to})
    if visit.behaviour.body is not None:
        return Answer(200, visit.behaviour.body, "body")
    if visit.strikes("html"):
        return Answer(200, HTML_PAGE % (b"Welcome", b"Welcome"), "html", content_type="text/html; charset=utf-8")
    if visit.strikes("error_in_200"):
        return replace(failure(500, html=False), status=200)
    payload = _payload(shop, visit, order)
    if visit.strikes("broken_json"):
        return Answer(200, json.dumps(payload).encode()[:-2] + b",]", "broken_json")
    return reply(payload, outcome="images")


def _payload(shop: Shop, visit: Visit, order: Order) -> dict[str, object]:
    count = 0 if visit.strikes("empty_data") else order.n - visit.strikes("fewer")
    items = [item_of(shop, visit, order) for _ in range(count)]
    payload = visit.profile.spell(order, items, int(time.time()))
    return payload | {"data": None} if visit.strikes("null_data") else payload


def _check_verified(visit: Visit, order: Order) -> None:
    if not visit.behaviour.verified and order.model is not None and not order.model.dalle:
        message = (
            f"Your organization must be verified to use the model `{order.name}`. Please go to: "
            "https://platform.openai.com/settings/organization/general and click on Verify Organization. "
            "If you just verified, it can take up to 15 minutes for access to propagate."
        )
        raise refusal(403, message)


def _moderated(visit: Visit, order: Order) -> Answer:
    if visit.profile.empties:
        return reply(visit.profile.spell(order, [], int(time.time())), outcome="moderation_blocked")
    code = "contentFilter" if visit.behaviour.profile == "azure" else visit.behaviour.moderation_code
    if code == "contentFilter":
        return refusal(400, "Your task failed as a result of our safety system.", code=code, inner_error={}).answer
    if code == "content_policy_violation":
        message = "Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system."
        return refusal(400, message, code=code).answer
    message = f"Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID {visit.request_id}. safety_violations=[violence]."
    details = {"moderation_stage": visit.behaviour.moderation_stage, "categories": ["violence"]}
    return refusal(400, message, kind="image_generation_user_error", code=code, moderation_details=details).answer
