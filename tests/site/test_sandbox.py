"""What a stranger's template can do to whoever builds the gallery: nothing but make its page."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from gallery_build.errors import GalleryError
from gallery_build.site import sandbox, theme
from gallery_build.site.theme import ThemeError, load_theme, shipped_theme
from tests.site.values import small

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = {
    "a class": "{{ ''.__class__ }}",
    "by subscript": "{{ ''['__class__'] }}",
    "by a filter": "{{ ''|attr('__class__') }}",
    "by map": "{{ ['']|map(attribute='__class__')|first }}",
    "by a filter in map": "{{ ['']|map('attr', '__class__')|first }}",
    "by sorting": "{{ ['', 'a']|sort(attribute='__class__') }}",
    "by a joined name": "{{ ''['__cla' ~ 'ss__'] }}",
    "a format": "{{ '{0.__class__}'.format(say) }}",
    "a format's map": "{{ '{x.__class__}'.format_map({'x': say}) }}",
    "a format by a filter": "{{ ('{0.__class__}'|attr('format'))(say) }}",
    "subclasses": "{{ dict.__base__.__subclasses__() }}",
    "a base of a list": "{{ [].__class__.__base__.__subclasses__() }}",
    "globals of lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "globals of cycler": "{{ cycler.__init__.__globals__ }}",
    "globals of joiner": "{{ joiner.__init__.__globals__ }}",
    "globals of namespace": "{{ namespace.__init__.__globals__ }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "the template itself": "{{ self.__init__.__globals__ }}",
    "its context": "{{ self._TemplateReference__context }}",
    "whose method": "{{ say.__self__ }}",
    "a method's code": "{{ say.__code__ }}",
    "a method's function": "{{ say.__func__.__globals__ }}",
    "a built-in's owner": "{{ ''.join.__self__ }}",
    "a generator's frame": "{{ ([1]|select).gi_frame.f_globals }}",
    "a noun's class": "{{ gallery.__class__.__init__.__globals__ }}",
    "a noun's fields": "{{ gallery.__dataclass_fields__ }}",
    "a noun's pickle": "{{ gallery.__reduce_ex__(2) }}",
    "a noun in a list": "{{ gallery.exhibits|map(attribute='prompt.__class__')|first }}",
    "a noun by a filter": "{{ gallery|attr('__class__') }}",
    "setting an attribute": "{% set ns = namespace() %}{% set ns.__class__ = 1 %}{{ ns.__class__ }}",
}
"""Known ways out of Jinja's sandbox, or of an older one."""

OUTSIDE = {
    "above": "{% include '../secret.txt' %}",
    "from the root": "{% include secret %}",
    "through a folder": "{% include 'assets/../../secret.txt' %}",
    "behind": "{% include '!../secret.txt' %}",
    "extended": "{% extends '../secret.txt' %}",
    "imported": "{% import '../secret.txt' as secret %}{{ secret }}",
    "one of several": "{% include ['none.html', '../secret.txt'] %}",
    "opened": "{{ open(secret) }}",
    "environment": "{{ environ }}",
    "a module": "{% import 'os' as os %}{{ os.environ }}",
}

ENDLESS = {
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "macros": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(99) }}",
    "filters": "{% set l = range(99999)|list %}{% for a in l %}{% set b = l|map('upper')|list %}{% endfor %}",
}

LARGE = {
    "a text": "{{ 'a' * 10**9 }}",
    "a list": "{{ [0] * 10**9 }}",
    "a power": "{{ 9**9**9 }}",
    "a product": "{% set ns = namespace(n=999999) %}{% for a in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
    "a format": "{{ '%0999999999d' % 1 }}",
    "a range": "{{ range(10**9)|list }}",
    "itself": "{% include 'page.html' %}",
    "a macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "brackets": "{{ " + "(" * 9999 + "1" + ")" * 9999 + " }}",
}

GROWING = {
    "padding": "\n{{ 'a'.ljust(99999999999) }}",
    "a filter": "\n{{ 'a'|center(99999999999) }}",
    "a formatted number": "\n{{ '%099999999999d'|format(1) }}",
    "a text": "\n{% set ns = namespace(s='a') %}{% for a in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "a list": "\n{% set ns = namespace(l=[1]) %}{% for a in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
    "a block": "\n{% macro two(s) %}{{ s }}{{ s }}{% endmacro %}{% set ns = namespace(s='a') %}{% for a in range(99) %}{% set ns.s = two(ns.s) %}{% endfor %}",
}


def rendered(folder: Path, text: str) -> str:
    """Return what a stranger's template makes of a gallery; a secret stands beside the theme."""
    secret = folder / "secret.txt"
    secret.write_text("sk-secret", encoding="utf-8")
    (folder / "templates/assets").mkdir(parents=True)
    (folder / "templates/page.html").write_text(text, encoding="utf-8")
    context = {"gallery": small(), "secret": str(secret)}
    return load_theme(folder / "templates", shipped_theme()).render("page.html", context)


@pytest.mark.parametrize("text", PYTHON.values(), ids=PYTHON)
def test_a_template_cannot_reach_what_python_keeps_to_itself(tmp_path: Path, text: str) -> None:
    """Every known way out of the sandbox is an error that names the template and its line."""
    with pytest.raises(ThemeError, match=r"^templates/page\.html:1: "):
        rendered(tmp_path, text)


@pytest.mark.parametrize("text", OUTSIDE.values(), ids=OUTSIDE)
def test_a_template_cannot_read_files_or_the_environment(tmp_path: Path, text: str) -> None:
    """What does not belong to the theme cannot be included, extended, imported or opened."""
    with pytest.raises(GalleryError) as told:
        rendered(tmp_path, text)
    assert "sk-secret" not in str(told.value)
    assert os.environ["PATH"] not in str(told.value)


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_template_cannot_run_for_ever(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendering has a deadline; the error names the line that was at work."""
    monkeypatch.setattr(theme, "LONGEST", 0.2)
    with pytest.raises(ThemeError, match=r"^templates/page\.html:1: takes more than 0\.2 seconds"):
        rendered(tmp_path, text)


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_what_the_processor_would_not_end_is_refused(tmp_path: Path, text: str) -> None:
    """A number or text that one step would make too large is never made, on any system."""
    with pytest.raises(ThemeError, match=r"page\.html"):
        rendered(tmp_path, text)


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="only Linux keeps a bound for memory")  # noqa: PTH110
@pytest.mark.parametrize("text", GROWING.values(), ids=GROWING)
def test_a_template_cannot_fill_the_memory(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows without end is ended, and the program lives on."""
    monkeypatch.setattr(sandbox, "ROOM", 64 << 20)
    with pytest.raises(ThemeError, match=re.escape("templates/page.html:2: takes more than 64 MB of memory")):
        rendered(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    ["{{ gallery.exhibits[0].prompt.params.update(model='other') }}", "{{ [1].append(2) }}", "{{ {'a': 1}.pop('a') }}"],
    ids=["a noun's map", "a list", "a map"],
)
def test_a_template_cannot_change_what_others_are_given(tmp_path: Path, text: str) -> None:
    """A map or a list is read, never written, so one page cannot make another a different one."""
    with pytest.raises(ThemeError, match=r"page\.html:1: "):
        rendered(tmp_path, text)


def test_small_sums_are_allowed(tmp_path: Path) -> None:
    """Bounds are far from what a page needs."""
    assert rendered(tmp_path, "{{ 3 * 1.5 }} {{ '-' * 40 }} {{ 2 ** 10 }} {{ 7 % 4 }}") == f"4.5 {'-' * 40} 1024 3"
