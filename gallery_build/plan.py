"""What is there, what is missing, how to ask for it and what it costs. Pure: a plan is a value to print, price and test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from gallery_build.kept import NOTHING
from gallery_build.key import recipes_of
from gallery_build.model import Fault, Quote, Recipe, Request, State, Traits
from gallery_build.models import SKETCH, check, parse_size, quote, takes
from gallery_build.order import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from gallery_build.config import Config
    from gallery_build.kept import Kept
    from gallery_build.model import Input, Key, ParamValue, Prompt
    from gallery_build.models import Catalogue
    from gallery_build.store import Holdings

Ask = tuple[Recipe, Request, Quote]

ATTEMPTS = 2
"""Paid attempts that are made by themselves in an image's life; the outcome of the first was never known."""


@dataclass(frozen=True, slots=True)
class Item:
    """One recipe with its state, the request that would be sent and what it would cost."""

    recipe: Recipe
    state: State
    request: Request
    quote: Quote
    attempts: int = 0
    """Requests whose answer never came."""
    obstacle: str = ""
    """For a blocked one: which picture it needs, and why that is not there."""

    @property
    def wanted(self) -> bool:
        """Tell whether a build buys it: missing, or asked once without an answer."""
        return self.state is State.MISSING or (self.state is State.UNKNOWN and self.attempts < ATTEMPTS)

    @property
    def needs(self) -> frozenset[Key]:
        """The keys of other prompts' images that it is made from."""
        return frozenset(one.key for one in self.request.inputs if one.key)


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
        """Return what can be handed in as a batch, at a share of its prices: no variation, nothing that waits for a picture."""
        wanted = {item.recipe.key for item in self.items if item.wanted}
        able = (item for item in self.items if item.request.endpoint != "variations" and not item.needs & wanted)
        return Plan(tuple(replace(item, quote=_share(item.quote, share)) for item in able))

    def again(self, states: Collection[State]) -> Plan:
        """Return the plan with what is refused, or unknown however often it was asked, wanted once more."""
        if not states:
            return self
        return Plan(tuple(_again(item) if item.state in states else item for item in self.items))

    def first(self, number: int | None) -> Plan:
        """Return the first of what is wanted; all of the plan where no number is given."""
        return self if number is None else Plan(self.wanted[:number])

    def count(self, state: State) -> int:
        """Count the recipes in a state."""
        return sum(item.state is state for item in self.items)

    def only(self, ids: Sequence[str]) -> Plan:
        """Return what concerns these prompts, and what must be bought before it; all of the plan where none is named."""
        if not ids:
            return self
        wanted = {item.recipe.key: item for item in self.items if item.wanted}
        pending = [item for item in self.items if item.recipe.prompt.id in ids and item.wanted]
        first: set[Key] = set()
        while pending:
            needed = (pending.pop().needs & wanted.keys()) - first
            first |= needed
            pending += [wanted[key] for key in needed]
        return Plan(tuple(item for item in self.items if item.recipe.prompt.id in ids or item.recipe.key in first))


def nothing_known(_key: Key) -> Traits:
    """Say nothing of any original."""
    return Traits()


def make_plan(
    prompts: Iterable[Prompt],
    holdings: Holdings,
    config: Config,
    catalogue: Catalogue,
    kept: Kept = NOTHING,
    *,
    traits: Callable[[Key], Traits] = nothing_known,
    addresses: Mapping[str, str] | None = None,
) -> Plan:
    """Return the state and the price of every recipe, what others are made from first; drafts are not planned.

    `traits`: what is known of an original that is here; asked only for those that something missing is made from.
    `addresses`: the server behind each provider, which a refusal holds for; None: whoever refused it.
    """
    planned = {prompt.id: prompt for prompt in in_order([prompt for prompt in prompts if not prompt.draft])}
    ask = partial(_asks, config=config, catalogue=catalogue, defaults=cache(partial(_defaults, config, catalogue)))
    asks = list(kept.each("asks", (config, catalogue), planned, ask))
    stand = partial(_stands, holdings, addresses)
    stands = kept.each("stands", (holdings, addresses), dict(zip(planned, asks, strict=True)), stand)
    both = dict(zip(planned, zip(asks, stands, strict=True), strict=True))
    made = kept.each("items", None, both, _items)
    if not any(prompt.inputs for prompt in planned.values()):
        return Plan(tuple(chain.from_iterable(made)))
    known: dict[Key, Item] = {}
    items: list[Item] = []
    for prompt, alone in zip(planned.values(), made, strict=True):
        own = tuple(
            _with_pictures(item, holdings, known, catalogue, traits) if prompt.inputs and item.wanted else item
            for item in alone
        )
        known |= {item.recipe.key: item for item in reversed(own)}
        items += own
    return Plan(tuple(items))


def request_for(prompt: Prompt, config: Config, catalogue: Catalogue) -> Request:
    """Return the request: what the file and its preset state, over those of the gallery's defaults that the model takes."""
    return _request(prompt, config, partial(_defaults, config, catalogue))


def _request(prompt: Prompt, config: Config, defaults: Callable[[str, str], Mapping[str, ParamValue]]) -> Request:
    stated = {name: value for name, value in prompt.params.items() if name not in {"provider", "model"}}
    provider = str(prompt.params.get("provider", config.defaults.provider))
    if provider == SKETCH:
        return Request(provider, "", prompt.sent, _sorted({**config.defaults.params, **stated}))
    model = str(prompt.params.get("model", config.defaults.model))
    bare = Request(provider, model, prompt.sent, stated, prompt.inputs)
    return replace(bare, params=_sorted({**defaults(model, bare.endpoint), **stated}))


def _defaults(config: Config, catalogue: Catalogue, model: str, endpoint: str) -> dict[str, ParamValue]:
    """Return the defaults that model and endpoint take; those stated for this very model are its author's to answer for."""
    own = model == config.defaults.model
    return {
        name: value
        for name, value in config.defaults.params.items()
        if takes(endpoint, name)
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
            hint = (objection.field == "model" and _by_hand(item, catalogue)) or objection.hint
            fault = Fault(prompt.path, objection.message, line, column, hint)
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
            shows = f"gallery-build migrate --to {model.successor} shows what moving costs" if model.successor else ""
            on = _by_hand(item, catalogue) or shows
            hint = f"the picture stays{'; ' if on else ''}{on}"
            message = f'model "{item.request.model}" retires on {model.retires}'
            warnings[Fault(prompt.path, message, *prompt.place("model"), hint)] = None
    return list(warnings)


def _by_hand(item: Item, catalogue: Catalogue) -> str:
    """Return what to write where a matrix names the model: `migrate` changes no axis. Nothing for any other prompt."""
    model = catalogue.find(item.request.model)
    if "model" not in item.recipe.cell or model is None or not model.successor:
        return ""
    return f"write {model.successor} in its place in the matrix; the other cells keep their pictures"


def _again(item: Item) -> Item:
    if item.state is State.REFUSED:
        return replace(item, state=State.MISSING)
    return replace(item, attempts=min(item.attempts, ATTEMPTS - 1))  # one more attempt, not as many as at first


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
    prompt: Prompt, *, config: Config, catalogue: Catalogue, defaults: Callable[[str, str], Mapping[str, ParamValue]]
) -> tuple[Ask, ...]:
    """Return what a prompt asks for: each of its recipes, the request that would be sent, and its price."""
    asks: list[Ask] = []
    for number, recipe in enumerate(recipes_of(prompt)):
        if number % prompt.n == 0:  # the first of a cell, or of the prompt
            request = _request(recipe.prompt, config, defaults)
            price = quote(catalogue, request)
        asks.append((recipe, request, price))
    return tuple(asks)


def _stands(
    holdings: Holdings, addresses: Mapping[str, str] | None, asks: tuple[Ask, ...]
) -> tuple[tuple[State, int], ...]:
    """Return how each recipe stands, and how many requests for it were never answered."""
    return tuple((_state(ask[0].key, ask[1], holdings, addresses), holdings.attempts(ask[0].key)) for ask in asks)


def _items(made_of: tuple[tuple[Ask, ...], tuple[tuple[State, int], ...]]) -> tuple[Item, ...]:
    return tuple(
        Item(recipe, state, request, price, attempts)
        for (recipe, request, price), (state, attempts) in zip(*made_of, strict=True)
    )


def _with_pictures(
    item: Item,
    holdings: Holdings,
    known: Mapping[Key, Item],
    catalogue: Catalogue,
    traits: Callable[[Key], Traits],
) -> Item:
    """Return a wanted item with what is known of the pictures that it is made from, or as blocked by one of them."""
    inputs = item.request.inputs
    if obstacle := next((words for one in inputs if (words := _obstacle(one, holdings, known))), ""):
        return replace(item, state=State.BLOCKED, obstacle=obstacle)
    seen = tuple(_with_traits(one, holdings, known, traits) for one in inputs)
    request = replace(item.request, inputs=seen)
    return replace(item, request=request, quote=quote(catalogue, request))


def _obstacle(one: Input, holdings: Holdings, known: Mapping[Key, Item]) -> str:
    """Return why a picture is not there and will not be bought first; nothing where it is, or will be."""
    if one.key is None:
        return "" if one.here else f"only a pointer stands for {one.name} here"
    item = known.get(one.key)
    if holdings.has(one.key) or (item and item.wanted):
        return ""
    if item is None:
        return f'"{one.name}" is a draft'
    return f'"{one.name}" is a sketch' if item.state is State.DRAWN else f'"{one.name}" is {item.state}'


def _with_traits(one: Input, holdings: Holdings, known: Mapping[Key, Item], traits: Callable[[Key], Traits]) -> Input:
    """Return another prompt's image with what is known of it: its record's word, or the size that will be asked for."""
    if one.key is None:
        return one
    if holdings.has(one.key):
        return replace(one, traits=traits(one.key))
    asked = parse_size(str(known[one.key].request.params.get("size", "")))
    return replace(one, traits=Traits(width=asked[0], height=asked[1])) if asked else one


def _state(key: Key, request: Request, holdings: Holdings, addresses: Mapping[str, str] | None) -> State:
    if holdings.has(key):
        return State.HAVE
    if request.provider == SKETCH:
        return State.DRAWN
    if holdings.promises(key):
        return State.ABSENT
    if holdings.pending(key):
        return State.PENDING
    if key in holdings.refused and _is_refused(request, holdings.refused[key], addresses):
        return State.REFUSED
    return State.UNKNOWN if holdings.asked.get(key) else State.MISSING


def _is_refused(request: Request, refused: Collection[tuple[str, str]], addresses: Mapping[str, str] | None) -> bool:
    """Tell whether this very request was refused by the server that would be asked; what names none holds for all."""
    servers = {server for digest, server in refused if digest == request.digest}
    asked = (addresses or {}).get(request.provider)
    return bool(servers) and (asked is None or not servers.isdisjoint({"", asked}))
