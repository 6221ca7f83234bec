"""What docs/reference/templates.md says that templates get is what they get."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS

from gallery_build.site.pages import render_pages
from gallery_build.site.sandbox import Sandbox
from gallery_build.site.theme import Theme, load_theme, shipped_theme
from tests.site.test_every_word import everything, lonely
from tools.generate_template_reference import PAGE, TWINS, nouns, page, properties, seen, templates
from tools.template_names import CONTEXT, FUNCTIONS, PROPERTIES, SAID

if TYPE_CHECKING:
    from collections.abc import Mapping

PYTHON = frozenset({"items", "last", "first", "index", "length"})
"""What templates ask of Python's own values and of Jinja's loops."""


@dataclass(frozen=True, slots=True)
class Listening(Theme):
    """A theme that remembers what its templates were given."""

    heard: dict[str, dict[str, object]] = field(default_factory=dict)

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Render as every theme does."""
        known = self.heard.setdefault(name, {})
        known |= {one: value for one, value in context.items() if value or one not in known}
        return Theme.render(self, name, context)


@pytest.fixture(scope="module")
def heard() -> dict[str, dict[str, object]]:
    """Return what each template was given for a gallery that has everything."""
    shipped = load_theme(shipped_theme())
    theme = Listening(shipped.folders, shipped.environment, shipped.translation)
    for gallery in (everything(), lonely()):
        list(render_pages(gallery, theme))
    return theme.heard


def test_the_page_is_the_one_that_the_nouns_make() -> None:
    """A field that was added, renamed or explained anew is on the page, once the tool has written it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_template_has_a_section() -> None:
    """No template of the theme is left out, and none that went is kept."""
    assert set(CONTEXT) == set(templates())


def test_a_template_sees_no_name_that_the_page_lacks(heard: dict[str, dict[str, object]]) -> None:
    """Each rendered template is given the documented names and no other."""
    rendered = {name: names for name, (_, names) in CONTEXT.items() if name in heard}
    assert {name: set(given) for name, given in heard.items()} == {name: set(names) for name, names in rendered.items()}
    assert len(rendered) > 12


def test_names_have_the_types_that_the_page_gives_them(heard: dict[str, dict[str, object]]) -> None:
    """What stands in a type's place is of that type, and so is what a list holds."""
    wrong = [
        f"{template}: {name}: {kind} is {spelled(value)}"
        for template, given in heard.items()
        for name, value in given.items()
        if not fits(value, kind := CONTEXT[template][1][name][0])
    ]
    assert not wrong


def fits(value: object, kind: str) -> bool:
    """Tell whether a value is of a documented type."""
    outer, _, inner = kind.partition("[")
    if outer in {"list", "tuple"} and isinstance(value, list | tuple):
        return not value or fits(value[0], re.split(r"[,\]]", inner)[0])
    return spelled(value) == outer or (outer == "str" and isinstance(value, str))


def spelled(value: object) -> str:
    """Return the name that the page has for a value's type."""
    kind = type(value)
    return TWINS.get(f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}", kind.__name__)


def test_functions_of_templates_are_documented() -> None:
    """What every template can call, beside Jinja's own, is on the page."""
    environment = load_theme(shipped_theme()).environment
    assert environment.globals.keys() - DEFAULT_NAMESPACE.keys() == FUNCTIONS.keys()
    assert environment.filters.keys() - FILTERS.keys() <= FUNCTIONS.keys()


@pytest.mark.parametrize("name", templates())
def test_a_template_asks_for_nothing_that_is_not_documented(name: str) -> None:
    """Every member that a shipped template reads is a member of a documented noun."""
    environment = Sandbox((shipped_theme(),))
    tree = environment.parse((shipped_theme() / name).read_text(encoding="utf-8"))
    known = {member.name.partition("(")[0] for noun in shown() for member in nouns()[noun][1]}
    asked = {one.attr for one in tree.find_all(nodes.Getattr)}
    of_dictionary = {"title", "lang", "url"}  # compare.html's exhibit
    assert not asked - known - PYTHON - of_dictionary


def shown() -> list[str]:
    """Return the nouns that the page has."""
    return seen([kind for _, names in CONTEXT.values() for kind, _ in names.values()])


def test_every_member_is_explained() -> None:
    """No row of the page is without its words, and no words are kept for what went."""
    members = {f"{noun}.{member.name}": member for noun in shown() for member in nouns()[noun][1]}
    assert not [name for name, member in members.items() if not member.said]
    assert not [name for name in SAID if "." in name and name not in members]


def test_every_custom_property_is_explained_and_used() -> None:
    """What a person may set is on the page, in both modes, and does something."""
    sheets = "".join(path.read_text(encoding="utf-8") for path in (shipped_theme() / "assets").glob("*.css"))
    assert properties().keys() == PROPERTIES.keys()
    assert not [name for name in PROPERTIES if f"var({name}" not in sheets]
    colours = [name for name, value in properties().items() if "#" in value or "rgb" in value]
    assert len(colours) > 7
    assert all(properties()[name].startswith("light-dark(") for name in colours)
