"""What a server will do with a request that its author may not expect: parameters it is not sent, words it takes for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.model import Fault
from gallery_build.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gallery_build.buy.access import Access
    from gallery_build.models import Catalogue
    from gallery_build.plan import Item


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
