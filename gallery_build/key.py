"""Recipe to key: the hash that names an image before it exists. Changing one byte of this format buys every picture again."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from gallery_build.model import Key, Prompt, Recipe, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_build.model import Cell, Input, ParamValue

FORMAT = 1

WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's White_Space property, spelled out: a newer Python must not move a key."""

KEEP_CASE = frozenset({"model", "provider"})
"""Parameters whose values are names that servers may compare by case."""

_NO_WHITE_SPACE = str.maketrans("", "", WHITE_SPACE)


def key_of(
    text: str, params: Mapping[str, ParamValue], *, index: int, take: int = 1, inputs: Iterable[Input] = ()
) -> Key:
    """Return the key of one image: `index` from 1 within its prompt, `take` above 1 for a picture asked again."""
    canonical = canonical_json(text, params, index=index, take=take, inputs=inputs)
    return Key(sha256(canonical.encode()).hexdigest())


def canonical_json(
    text: str, params: Mapping[str, ParamValue], *, index: int, take: int = 1, inputs: Iterable[Input] = ()
) -> str:
    """Return the object whose UTF-8 bytes are hashed: sorted keys, no spaces, nothing that is null or empty."""
    stated = {name: spelled for name, value in params.items() if not _is_empty(spelled := spell(name, value))}
    recipe: dict[str, object] = {"index": index, "recipe": FORMAT, **_proofs(inputs)}
    if squeezed := squeeze(text):
        recipe["text"] = squeezed
    if stated:
        recipe["params"] = stated
    if take > 1:
        recipe["take"] = take
    return json.dumps(recipe, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def squeeze(text: str) -> str:
    """Return the text in NFC without white space, so that reflowing never moves a key in any script."""
    return unicodedata.normalize("NFC", text).translate(_NO_WHITE_SPACE)


def spell(name: str, value: float | str | Decimal | Mapping[str, object]) -> ParamValue:
    """Return a parameter's one spelling: trimmed, lower case unless it is a name, 1.0 as 1 and 0.50 as `0.5`.

    In a map (`extra_body`) every value is spelled so, and keeps its case.
    """
    if isinstance(value, Mapping):
        return _spelled_map(value)
    if isinstance(value, str):
        trimmed = _trimmed(value)
        return trimmed if name in KEEP_CASE else trimmed.lower()
    return _number(value)


def recipes_of(prompt: Prompt) -> tuple[Recipe, ...]:
    """Return the prompt's recipes, one for each of its `n` images; of a matrix, of each cell, one cell after the other."""
    cells = [(as_stated(prompt, cell), cell.values) for cell in prompt.cells] or [(prompt, {})]
    return tuple(
        Recipe(_key(stated, index), stated, number * prompt.n + index, values)
        for number, (stated, values) in enumerate(cells)
        for index in range(1, prompt.n + 1)
    )


def key_at(prompt: Prompt, number: int) -> Key:
    """Return the key of one of a prompt's images, by its number from 1."""
    cell, index = divmod(number - 1, prompt.n)
    return _key(as_stated(prompt, prompt.cells[cell]) if prompt.cells else prompt, index + 1)


def as_stated(prompt: Prompt, cell: Cell) -> Prompt:
    """Return the prompt of a file that states a cell's values instead of the matrix."""
    places = prompt.places or {}
    around = places.get("matrix", (0, 0))
    own = {
        axis: places.get(f"matrix.{axis}.{step}", around) for axis, step in zip(cell.values, cell.steps, strict=True)
    }
    params = {**cell.under, **prompt.params, **cell.over}
    preset = cell.values.get("preset", prompt.preset)
    return replace(prompt, params=params, sent=cell.sent, preset=preset, places={**places, **own})


def _key(prompt: Prompt, index: int) -> Key:
    return key_of(prompt.sent, prompt.params, index=index, take=prompt.take, inputs=prompt.inputs)


def _proofs(inputs: Iterable[Input]) -> dict[str, object]:
    """Return what a recipe holds of the pictures that are sent: references as a list in their order, the others alone."""
    by_role: dict[Role, list[str]] = {}
    for one in inputs:
        by_role.setdefault(one.role, []).append(one.proof)
    return {role.value: proofs if role is Role.REFERENCE else proofs[0] for role, proofs in by_role.items()}


def _spelled_map(values: Mapping[str, object]) -> dict[str, object]:
    spelled = {unicodedata.normalize("NFC", name): _spelled(value) for name, value in values.items()}
    return {name: value for name, value in spelled.items() if not _is_empty(value)}


def _spelled(value: object) -> object:
    """Return any JSON value in its one spelling; null is empty, and what is empty is left out by whoever holds it."""
    if isinstance(value, Mapping):
        return _spelled_map(value)
    if isinstance(value, list | tuple):
        return [spelled for item in value if not _is_empty(spelled := _spelled(item))]
    if isinstance(value, str):
        return _trimmed(value)
    return value if value is None or isinstance(value, bool) else _number(value)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | Mapping) and not value)


def _trimmed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip(WHITE_SPACE)


def _number(value: object) -> int | str:
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")
