"""Write docs/reference/templates.md: every template with its blocks and names, every noun they show, every custom property."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.template_names import CONTEXT, FUNCTIONS, PROPERTIES, SAID  # noqa: E402  # the path first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = ROOT / "docs" / "reference" / "templates.md"
TEMPLATES = ROOT / "templates"
SOURCES = (ROOT / "gallery_build/model.py", *sorted((ROOT / "gallery_build/site/pages").glob("*.py")))

HEAD = """\
# Templates

What each template of the theme makes, the blocks that can be filled, and every name that it gets. How to override them: [the theme](../how-to/override-the-theme.md).
`python tools/generate_template_reference.py` writes this page from the templates, the style sheet and the nouns themselves.

A type is a noun of this page, or Python's; `Markup` is HTML that is safe as it stands, all other text is escaped where it is shown. An empty text and a `None` stand for what is not there.
"""

BLOCK = re.compile(r"{%-? block (\w+)")
MACRO = re.compile(r"{% macro (\w+\([^)]*\))")
SHEET = re.compile(r":root {(.*?)\n}", re.DOTALL)
PROPERTY = re.compile(r"(--[\w-]+): ((?:[^;()]|\((?:[^()]|\([^()]*\))*\))+);")


TWINS = {
    "frame.Hung": "HungCard",
    "feed.Entry": "FeedEntry",
    "compare.Line": "GridLine",
    "facets.Line": "FilterLine",
}
"""Names for nouns of which two page kinds have one each."""


@dataclass(frozen=True)
class Member:
    """One name of a noun: a field, a property, or what is called."""

    name: str
    type: str
    said: str


@cache
def nouns() -> dict[str, tuple[str, tuple[Member, ...]]]:
    """Return every frozen class that pages are made of, by name: its sentence, and its members in their order."""
    found: dict[str, tuple[str, tuple[Member, ...]]] = {}
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[_name_of(node, path)] = ast.get_docstring(node) or "", tuple(_members(node, _name_of(node, path)))
    return found


def _name_of(node: ast.ClassDef, path: Path) -> str:
    """Return the name of a noun on the page."""
    return TWINS.get(f"{path.stem}.{node.name}", node.name)


def _members(node: ast.ClassDef, noun: str) -> Iterator[Member]:
    following = [*node.body[1:], None]
    for one, after in zip(node.body, following, strict=True):
        words = _docstring(after)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            name = one.target.id
            words = words or SAID.get(f"{noun}.{name}", SAID.get(name, ""))
            yield Member(name, ast.unparse(one.annotation), _line(words))
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant):  # a word of an enumeration
            yield Member(str(one.value.value), "str", _line(words or str(one.value.value)))
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_") and one.returns:
            called = "" if one.decorator_list else f"({', '.join(arg.arg for arg in one.args.args[1:])})"
            yield Member(f"{one.name}{called}", ast.unparse(one.returns), _line(ast.get_docstring(one) or ""))


def _docstring(node: ast.stmt | None) -> str:
    """Return the text that stands alone behind a field, where there is one."""
    alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return str(node.value.value) if alone else ""  # type: ignore[union-attr]  # just asked


def _line(words: str) -> str:
    return " ".join(words.split())


def seen(types: Iterable[str]) -> list[str]:
    """Return the nouns that these types name, and those that these show in turn, in the order of the alphabet."""
    known, found, new = nouns(), set[str](), set(types)
    while new:
        named = {word for one in new for word in re.findall(r"\w+", one)} & known.keys() - found
        found |= named
        new = {member.type for noun in named for member in known[noun][1]}
    return sorted(found)


def templates() -> list[str]:
    """Return the name of every template, pages first."""
    names = [path.name for path in TEMPLATES.iterdir() if path.is_file()]
    return sorted(names, key=lambda name: (name.startswith("_"), name))


def properties() -> dict[str, str]:
    """Return every custom property of the theme with its value, in the style sheet's order."""
    sheet = (TEMPLATES / "assets/style.css").read_text(encoding="utf-8")
    block = SHEET.search(sheet)
    assert block is not None
    return dict(PROPERTY.findall(block[1]))


def page() -> str:
    """Return the whole page."""
    types = [kind for _, names in CONTEXT.values() for kind, _ in names.values()]
    functions = _table("name", [(name, kind, words) for name, (kind, words) in FUNCTIONS.items()])
    sections = [_template(name) for name in templates()]
    shown = [_noun(name) for name in seen(types)]
    return "\n".join(
        [
            HEAD,
            "## In every template\n",
            functions,
            *sections,
            "## Nouns\n",
            *shown,
            _properties(),
        ]
    )


def _template(name: str) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    makes, names = CONTEXT[name]
    blocks = ", ".join(f"`{block}`" for block in dict.fromkeys(BLOCK.findall(text)))
    macros = ", ".join(f"`{macro}`" for macro in MACRO.findall(text)) if name.startswith("_") else ""
    lines = [f"## {name}\n", f"{makes}\n"]
    lines += [f"Blocks: {blocks}.\n"] if blocks else []
    lines += [f"Macros: {macros}.\n"] if macros else []
    lines += [_table("name", [(one, kind, words) for one, (kind, words) in names.items()])] if names else []
    return "\n".join(lines)


def _noun(name: str) -> str:
    said, members = nouns()[name]
    rows = [(member.name, member.type, member.said) for member in members]
    return f"### {name}\n\n{_line(said)}\n\n{_table('name', rows)}"


def _table(first: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"| `{name}` | {_type(kind)} | {_cell(words)} |" for name, kind, words in rows]
    return "\n".join([f"| {first} | type | is |", "|---|---|---|", *lines, ""])


def _type(kind: str) -> str:
    """Return a type with links to the nouns in it."""
    plain = kind.replace("|", "or").replace("dt.date", "date")
    return re.sub(
        r"\w+", lambda word: f"[{word[0]}](#{word[0].lower()})" if word[0] in nouns() else word[0], plain
    ).replace("[, ", "\\[, ")


def _cell(words: str) -> str:
    return words.removesuffix(".").replace("|", "\\|")


def _properties() -> str:
    rows = [f"| `{name}` | {_cell(PROPERTIES[name])} | {_modes(value)} |" for name, value in properties().items()]
    words = "Of `:root` in the style sheet. Set any of them in `user.css`; a colour as `light-dark(#fff, #000)` has both modes.\n"
    return "\n".join(["## Custom properties\n", words, "| property | is | light, dark |", "|---|---|---|", *rows, ""])


def _modes(value: str) -> str:
    both = re.fullmatch(r"light-dark\((.*)\)", value)
    parts = re.split(r", (?![^(]*\))", both[1]) if both else [value]
    return ", ".join(f"`{_cell(part)}`" for part in parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
