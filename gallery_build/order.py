"""Prompts in the order in which they are made from each other; apart from `prompts`, which a build with nothing to do never imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_build.model import Prompt


def in_order(prompts: Sequence[Prompt]) -> tuple[Prompt, ...]:
    """Return linked prompts so that each comes after those it is made from, and else in the order they have."""
    if not any(prompt.inputs for prompt in prompts):
        return tuple(prompts)
    placed: dict[str, Prompt] = {}
    known = {prompt.id: prompt for prompt in prompts}
    for prompt in prompts:
        path = [prompt]
        while path:
            names = (one.name for one in path[-1].inputs if one.of_prompt)
            if before := next((known[name] for name in names if name in known and name not in placed), None):
                path.append(before)
            else:
                last = path.pop()
                placed.setdefault(last.id, last)
    return tuple(placed.values())
