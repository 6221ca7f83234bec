"""What `pick` and `reroll` say: what changed, and what the next build would buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_build.cli.words import count, money, say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_build.choosing import Edit
    from gallery_build.cli.options import Settings
    from gallery_build.job import Project
    from gallery_build.model import Prompt
    from gallery_build.plan import Plan


def make_choices(project: Project, edits: Sequence[Edit], field: str, said: Settings) -> None:
    """Write the edits, read the gallery again and say what became of it."""
    from gallery_build.choosing import change_of, write  # noqa: PLC0415  # off --help
    from gallery_build.cli.user import access_of_user  # noqa: PLC0415  # the same
    from gallery_build.project import load  # noqa: PLC0415  # the same

    access = project.reach(access_of_user())
    write(project.root, edits)
    now = load(project.root, said.config_file)
    made = now.plan(access=access).only([edit.prompt.id for edit in edits])
    after = {prompt.id: prompt for prompt in now.library.prompts}
    pairs = [(edit.prompt, after[edit.prompt.id]) for edit in edits if edit.prompt.id in after]
    if said.json:
        say_json(_document(pairs, field, made))
    elif not said.quiet:
        for before, changed in pairs:
            place = f"  {changed.path}:{changed.place(field)[0]}"
            same = getattr(before, field) == getattr(changed, field)
            say(change_of(before, changed, field) + ("" if same else place))
        say(_next_build(made))


def _next_build(made: Plan) -> str:
    """Return what a build with a key and a cap would do for these prompts."""
    if not made.wanted:
        return "the next build would buy nothing"
    priced = f"about {money(made.expected)}, at most {money(made.bound)}" if made.priced else ""
    unpriced = f"{len(made.unpriced)} without a known price" if made.unpriced else ""
    prices = "; ".join(part for part in (priced, unpriced) if part)
    return f"the next build would buy {count(len(made.wanted), 'picture')}: {prices}"


def _document(pairs: Sequence[tuple[Prompt, Prompt]], field: str, made: Plan) -> dict[str, object]:
    return {
        "changes": [
            {
                "id": after.id,
                "path": after.path,
                "line": after.place(field)[0],
                "field": field,
                "before": getattr(before, field),
                "after": getattr(after, field),
            }
            for before, after in pairs
        ],
        "to_buy": len(made.wanted),
        "usd": str(made.expected),
        "usd_at_most": str(made.bound),
        "unpriced": len(made.unpriced),
    }
