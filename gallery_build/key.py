"""Recipe to key: the hash that names an image before it exists. Changing one byte of this format buys every picture again."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from gallery_build.model import Key, Prompt, Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_build.model import ParamValue

FORMAT = 1

WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's White_Space property, spelled out: a newer Python must not move a key."""

KEEP_CASE = frozenset({"model", "provider"})
"""Parameters whose values are names that servers may compare by case."""

_NO_WHITE_SPACE = str.maketrans("", "", WHITE_SPACE)


def key_of(text: str, params: Mapping[str, ParamValue], *, index: int, take: int = 1) -> Key:
    """Return the key of one image: `index` from 1 within its prompt, `take` above 1 for a picture asked again."""
    canonical = canonical_json(text, params, index=index, take=take)
    return Key(sha256(canonical.encode()).hexdigest())


def canonical_json(text: str, params: Mapping[str, ParamValue], *, index: int, take: int = 1) -> str:
    """Return the object whose UTF-8 bytes are hashed: sorted keys, no spaces, nothing that is null or empty."""
    stated = {name: spelled for name, value in params.items() if (spelled := spell(name, value)) != ""}
    recipe: dict[str, object] = {"index": index, "recipe": FORMAT, "text": squeeze(text)}
    if stated:
        recipe["params"] = stated
    if take > 1:
        recipe["take"] = take
    return json.dumps(recipe, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def squeeze(text: str) -> str:
    """Return the text in NFC without white space, so that reflowing never moves a key in any script."""
    return unicodedata.normalize("NFC", text).translate(_NO_WHITE_SPACE)


def spell(name: str, value: float | str | Decimal) -> ParamValue:
    """Return a parameter's one spelling: trimmed, lower case unless it is a name, 1.0 as 1 and 0.50 as `0.5`."""
    if isinstance(value, str):
        trimmed = unicodedata.normalize("NFC", value).strip(WHITE_SPACE)
        return trimmed if name in KEEP_CASE else trimmed.lower()
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


def recipes_of(prompt: Prompt) -> tuple[Recipe, ...]:
    """Return the prompt's recipes, one for each of its `n` images."""
    return tuple(
        Recipe(key_of(prompt.sent, prompt.params, index=index, take=prompt.take), prompt, index)
        for index in range(1, prompt.n + 1)
    )
