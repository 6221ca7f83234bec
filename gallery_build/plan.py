"""What is there, what is missing, how to ask for it and what it costs. Pure: a plan is a value to print, price and test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING

from gallery_build.kept import NOTHING
from gallery_build.key import recipes_of
from gallery_build.model import Fault, Quote, Recipe, Request, State
from gallery_build.models import check, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gallery_build.config import Config
    from gallery_build.kept import Kept
    from gallery_build.model import Key, ParamValue, Prompt
    from gallery_build.models import Catalogue
    from gallery_build.store import Holdings

Ask = tuple[Recipe, Request, Quote]

ATTEMPTS = 2
"""Paid attempts that are made by themselves in an image's life; the outcome of the first was never known."""

SKETCH = "sketch"
"""The provider that draws here and costs nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """One recipe with its state, the request that would be sent and what it would cost."""

    recipe: Recipe
    state: State
    request: Request
    quote: Quote
    attempts: int = 0
    """Requests whose answer never came."""

    @property
    def wanted(self) -> bool:
        """Tell whether a build buys it: missing, or asked once without an answer."""
        return self.state is State.MISSING or (self.state is State.UNKNOWN and self.attempts < ATTEMPTS)


@dataclass(frozen=True, slots=True)
class Plan:
    """The state of every recipe, in the order they are bought."""

    items: tuple[Item, ...]

    @property
    def wanted(self) -> tuple[Item, ...]:
        """What a build would buy; prompts that ask for the same share one picture."""
        first: dict[Key, Item] = {}
        for item in self.items:
            if item.wanted:
                first.setdefault(item.recipe.key, item)
        return tuple(first.values())

    @property
    def priced(self) -> tuple[Item, ...]:
        """What a build would buy under a cap."""
        return tuple(item for item in self.wanted if item.quote.bound is not None)

    @property
    def unpriced(self) -> tuple[Item, ...]:
        """What a build would buy only with `--allow-unpriced`."""
        return tuple(item for item in self.wanted if item.quote.bound is None)

    @property
    def expected(self) -> Decimal:
        """US dollars that what is wanted and priced will probably cost."""
        return total(item.quote.expected for item in self.wanted)

    @property
    def bound(self) -> Decimal:
        """US dollars that what is wanted and priced costs at the very most."""
        return total(item.quote.bound for item in self.wanted)

    def at(self, share: Decimal) -> Plan:
        """Return the plan at a share of its prices."""
        return Plan(tuple(replace(item, quote=_share(item.quote, share)) for item in self.items))

    def count(self, state: State) -> int:
        """Count the recipes in a state."""
        return sum(item.state is state for item in self.items)

    def only(self, ids: Sequence[str]) -> Plan:
        """Return the part of the plan that concerns these prompts; all of it where none is named."""
        return Plan(tuple(item for item in self.items if item.recipe.prompt.id in ids)) if ids else self


def make_plan(
    prompts: Iterable[Prompt], holdings: Holdings, config: Config, catalogue: Catalogue, kept: Kept = NOTHING
) -> Plan:
    """Return the state and the price of every recipe; drafts are not planned."""
    defaults = cache(partial(_defaults, config, catalogue))
    items: list[Item] = []
    for prompt in prompts:
        if not prompt.draft:
            made = (prompt, config, catalogue)
            wanted = kept.get(("asks", prompt.id), made, partial(_asks, prompt, config, catalogue, defaults))
            stands = tuple(_stands(ask, holdings) for ask in wanted)
            items += kept.get(("items", prompt.id), (wanted, stands), partial(_items, wanted, stands))
    return Plan(tuple(items))


def request_for(prompt: Prompt, config: Config, catalogue: Catalogue) -> Request:
    """Return the request: what the file and its preset state, over those of the gallery's defaults that the model takes."""
    return _request(prompt, config, partial(_defaults, config, catalogue))


def _request(prompt: Prompt, config: Config, defaults: Callable[[str], Mapping[str, ParamValue]]) -> Request:
    stated = {name: value for name, value in prompt.params.items() if name not in {"provider", "model"}}
    provider = str(prompt.params.get("provider", config.defaults.provider))
    if provider == SKETCH:
        return Request(provider, "", prompt.sent, _sorted({**config.defaults.params, **stated}))
    model = str(prompt.params.get("model", config.defaults.model))
    return Request(provider, model, prompt.sent, _sorted({**defaults(model), **stated}))


def _defaults(config: Config, catalogue: Catalogue, model: str) -> dict[str, ParamValue]:
    """Return the gallery's defaults that a model takes; those stated for this very model are its author's to answer for."""
    own = model == config.defaults.model
    return {
        name: value
        for name, value in config.defaults.params.items()
        if (own and f"defaults.{name}" in config.places) or _fits(catalogue, model, name, value)
    }


def faults_in(
    items: Iterable[Item], catalogue: Catalogue, today: dt.date, *, official: bool
) -> tuple[list[Fault], list[Fault]]:
    """Return what the models object to in these requests: faults and warnings, each at its place in a file."""
    faults: dict[Fault, None] = {}
    warnings: dict[Fault, None] = {}
    for item in items:
        prompt = item.recipe.prompt
        for objection in check(catalogue, item.request, today, official=official):
            line, column = prompt.place(objection.field)
            fault = Fault(prompt.path, objection.message, line, column, objection.hint)
            (warnings if objection.warning else faults)[fault] = None
    return list(faults), list(warnings)


def ending_models(items: Iterable[Item], catalogue: Catalogue, today: dt.date) -> list[Fault]:
    """Return a warning for each prompt that has its picture and names a model that retires soon.

    A prompt that waits for its picture is told by `faults_in`; a model that is retired is nothing to say where the picture is.
    """
    warnings: dict[Fault, None] = {}
    for item in items:
        prompt, model = item.recipe.prompt, catalogue.find(item.request.model)
        if item.state is State.HAVE and "model" in prompt.params and model and model.retires_soon(today):
            hint = "the picture stays; another take has to be asked for before that"
            message = f'model "{item.request.model}" retires on {model.retires}'
            warnings[Fault(prompt.path, message, *prompt.place("model"), hint)] = None
    return list(warnings)


def _share(quoted: Quote, share: Decimal) -> Quote:
    expected, bound = (None if amount is None else amount * share for amount in (quoted.expected, quoted.bound))
    return Quote(expected, bound, quoted.how)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the amounts that are known."""
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _fits(catalogue: Catalogue, model: str, name: str, value: ParamValue) -> bool:
    """Tell whether a default that nobody stated for this model means something to it: dall-e-3 knows no "medium"."""
    alone = Request("openai", model, "", {name: value})
    return not any(objection.field == name for objection in check(catalogue, alone, dt.date.min, official=False))


def _sorted(params: Mapping[str, ParamValue]) -> dict[str, ParamValue]:
    return {name: params[name] for name in sorted(params)}


def _asks(
    prompt: Prompt, config: Config, catalogue: Catalogue, defaults: Callable[[str], Mapping[str, ParamValue]]
) -> tuple[Ask, ...]:
    """Return what a prompt asks for: each of its recipes, the request that would be sent, and its price."""
    request = _request(prompt, config, defaults)
    price = quote(catalogue, request)
    return tuple((recipe, request, price) for recipe in recipes_of(prompt))


def _stands(ask: Ask, holdings: Holdings) -> tuple[State, int]:
    """Return how a recipe stands, and how many requests for it were never answered."""
    recipe, request, _ = ask
    return _state(recipe.key, request, holdings), holdings.attempts(recipe.key)


def _items(wanted: tuple[Ask, ...], stands: tuple[tuple[State, int], ...]) -> tuple[Item, ...]:
    return tuple(
        Item(recipe, state, request, price, attempts)
        for (recipe, request, price), (state, attempts) in zip(wanted, stands, strict=True)
    )


def _state(key: Key, request: Request, holdings: Holdings) -> State:
    if holdings.has(key):
        return State.HAVE
    if request.provider == SKETCH:
        return State.DRAWN
    if holdings.promises(key):
        return State.ABSENT
    if holdings.pending(key):
        return State.PENDING
    if request.digest in holdings.refused.get(key, ()):
        return State.REFUSED
    return State.UNKNOWN if holdings.asked.get(key) else State.MISSING
