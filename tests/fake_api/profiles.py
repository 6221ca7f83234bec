"""Every server that can be imitated, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fake_api import hosted_servers as hosted
from tests.fake_api import local_servers as local
from tests.fake_api.orders import Item, Order, read_openai

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fake_api.behaviour import Behaviour


Reader = Callable[["Mapping[str, object]", "Behaviour"], Order]
Speller = Callable[[Order, list[Item], int], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One server: how it reads a request (raises Refused), how it spells the answer to it."""

    read: Reader
    spell: Speller
    base: str = "/v1"
    key_headers: tuple[str, ...] = ("authorization",)
    headers: tuple[tuple[str, str], ...] = ()
    """Sent with every answer."""
    empties: bool = False
    """What moderation blocks comes back as an empty list with 200."""


PROFILES: dict[str, Profile] = {
    "openai": Profile(read_openai, hosted.spell_openai),
    "dall-e": Profile(read_openai, hosted.spell_openai),
    "localai": Profile(local.read_localai, local.spell_localai),
    "sdcpp": Profile(local.read_sdcpp, local.spell_sdcpp),
    "vllm-omni": Profile(local.read_vllm_omni, local.spell_vllm_omni),
    "sglang": Profile(local.read_sglang, local.spell_sglang),
    "xinference": Profile(local.read_xinference, hosted.spell_bare),
    "litellm": Profile(
        hosted.read_litellm,
        hosted.spell_openai,
        headers=(("x-litellm-version", "1.109.1"), ("x-litellm-call-id", "c0ffee")),
    ),
    "azure": Profile(
        hosted.read_azure,
        hosted.spell_openai,
        base="/openai/v1",
        key_headers=("api-key", "authorization"),
        headers=(("apim-request-id", "8a5d1b1c"),),
    ),
    "xai": Profile(hosted.read_xai, hosted.spell_xai, empties=True),
    "together": Profile(hosted.read_together, hosted.spell_together),
    "relay": Profile(hosted.read_relay, hosted.spell_bare),
}
