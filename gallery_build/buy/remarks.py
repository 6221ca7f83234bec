"""What a server will do with a request that its author may not expect: parameters it is not sent, words it takes for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.model import Fault
from gallery_build.models import SKETCH
from gallery_build.plan import Plan, faults_in
from gallery_build.words import nearest, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from gallery_build.buy.access import Access
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item


def judge(
    items: Sequence[Item], access: Access, catalogue: Catalogue, today: dt.date
) -> tuple[list[Fault], list[Fault]]:
    """Return faults and warnings of what is wanted, each held against the provider that would be asked."""
    faults: list[Fault] = []
    warnings: list[Fault] = []
    for provider in dict.fromkeys(item.request.provider for item in items):
        own = [item for item in items if item.request.provider == provider]
        there = access.of(provider)
        if there is None:
            faults += _nobody(own, access)
            continue
        found, warned = faults_in(own, catalogue, today, official=there.official)
        (faults if there.usable or not access.buys else warnings).extend(found)
        warnings += [*warned, *remarks_on(own, there, catalogue)]
    return faults, warnings


def served(plan: Plan, access: Access) -> Plan:
    """Return the part of a plan that some provider can be asked for."""
    asked = {name: access.of(name) for name in {item.request.provider for item in plan.items}}
    mute = {name for name, there in asked.items() if there is not None and not there.usable}
    return Plan(tuple(item for item in plan.items if item.request.provider not in mute)) if mute else plan


def _nobody(items: Iterable[Item], access: Access) -> list[Fault]:
    """Return the faults of a provider that the user's own configuration does not have."""
    known = [access.name, *access.others, SKETCH]
    faults: dict[Fault, None] = {}
    for item in items:
        name, prompt = item.request.provider, item.recipe.prompt
        hint = nearest(name, known) or f"[providers.{name}] in your own config.toml; known are {', '.join(known)}"
        message = f"no provider is called {shown(name)}"
        faults[Fault(prompt.path, message, *prompt.place("provider"), hint)] = None
    return list(faults)


def remarks_on(items: Iterable[Item], access: Access, catalogue: Catalogue) -> list[Fault]:
    """Return warnings, each at its place in a file, once."""
    return list(dict.fromkeys(fault for item in items for fault in _remarks(item, access, catalogue)))


def _remarks(item: Item, access: Access, catalogue: Catalogue) -> Iterator[Fault]:
    prompt, request, server = item.recipe.prompt, item.request, access.server
    sent = server.sent(request.params, catalogue.find(request.model))
    for name in prompt.params:
        if name in request.params and name not in sent and name != "extra_body":
            hint = "without it, the server decides"
            yield Fault(prompt.path, f'"{name}" is not sent to {server.title}', *prompt.place(name), hint)
    for words, meaning in server.reserved.items():
        if words in request.prompt:
            message = f"{server.title} takes {shown(words)} in a prompt for itself: {meaning}"
            yield Fault(prompt.path, message, *prompt.place("prompt"), "write it in other words")
