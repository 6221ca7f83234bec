"""A prompt as type: which voice, direction and size its text is set in. Not one character of it changes."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gallery_build.site.pages.frame import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 700
"""Characters from which a prompt is set smaller."""

FOLD = 900
"""Characters from which a phone shows only the beginning until it is asked for the rest."""

_SLOT = re.compile(r"\{\{[^{}\n]{1,80}\}\}|\{[^{}\n]{1,80}\}|\[(?=[^\]]*[^\W\d])[^\[\]\n]{1,60}\](?![(\[])")
"""`{name}`, `{{name}}`, `{argument name="…"}` and `[object]`; not the text of a Markdown link."""

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"[^\S\n]*:)|(?P<value>"(?:[^"\\]|\\.)*")|(?P<sign>[{}\[\],]+)|(?P<rest>[^"{}\[\],]+|.)'
)

_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")),
    ("ko", re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
)
"""A script's own letters and the language they speak for, the surer sign first."""

_BCP47 = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Setting:
    """A prompt set in type."""

    html: Markup
    """Its text content is the prompt, character for character."""
    classes: str
    direction: str
    """`ltr` or `rtl`, decided once for the block."""
    lang: str
    """BCP 47; empty where neither the file nor the script tells."""
    folded: bool
    length: int
    """The number of characters."""
    rules: tuple[str, ...]


def set_prompt(text: str, lang: str = "") -> Setting:
    """Return the text set as prose, or in two voices where it is one JSON value."""
    spoken = language_of(text, lang)
    rules: tuple[str, ...] = ()
    if is_json(text):
        html, rules = _json(text)
        classes = "prompt json"
    else:
        html = _slots(text)
        small = " long" if len(text) > LONG else ""
        cjk = " cjk" if spoken[:2] in {"zh", "ja", "ko"} else ""
        classes = f"prompt{small}{cjk}"
    direction = "ltr" if "json" in classes else direction_of(text)
    return Setting(html, classes, direction, spoken, len(text) > FOLD, len(text), rules)


def is_json(text: str) -> bool:
    """Say whether the text is one JSON object or list; text that only looks like it is prose."""
    if not text.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):  # a value may also be nested too deep, or a number too long
        return False
    return True


def direction_of(text: str) -> str:
    """Return `rtl` where most letters with a direction run that way."""
    counts = {"L": 0, "R": 0, "AL": 0}
    for sign in text if not text.isascii() else "":
        strong = unicodedata.bidirectional(sign)
        if strong in counts:
            counts[strong] += 1
    return "rtl" if counts["R"] + counts["AL"] > counts["L"] else "ltr"


def language_of(text: str, stated: str = "") -> str:
    """Return the stated language, or the one its script speaks for when a third of the text is written in it."""
    if stated:
        return stated if _BCP47.fullmatch(stated) else ""
    if text.isascii():
        return ""
    letters = sum(len(script.findall(text)) for _, script in _SCRIPTS)
    if letters * 3 < len(text):
        return ""
    return next(lang for lang, script in _SCRIPTS if len(script.findall(text)) * 10 >= letters)


def exact(text: str) -> Markup:
    """Return the text for HTML; a carriage return would reach the reader as a line feed."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - escaped just before


def _slots(text: str) -> Markup:
    """Mark the places that a reader fills in."""
    parts: list[str] = []
    end = 0
    for slot in _SLOT.finditer(text):
        parts += [exact(text[end : slot.start()]), '<span class="slot">', exact(slot.group()), "</span>"]
        end = slot.end()
    return Markup("".join([*parts, exact(text[end:])]))  # noqa: S704 - every part is escaped


def _json(text: str) -> tuple[Markup, tuple[str, ...]]:
    """Set each source line as a block that hangs below its own indent; return it with the indents' rules."""
    lines = text.split("\n")
    levels = list(_levels(lines))
    rules = {level: Rule(f"--i:{level * 1.5:g}em") for level in set(levels)}
    ends = [*("\n" for _ in lines[1:]), ""]
    html = "".join(
        f'<span class="line {rules[level].name}">{_line(line)}{end}</span>'
        for line, level, end in zip(lines, levels, ends, strict=True)
    )
    return Markup(html), tuple(str(rules[level]) for level in sorted(rules))  # noqa: S704 - _line escapes


def _levels(lines: list[str]) -> Iterator[int]:
    """Yield how deep each line stands, whatever the file's own indent is; at most 8, for a phone's sake."""
    columns = [len(line) - len(line.lstrip(" \t")) for line in lines]
    steps = [deep - flat for flat, deep in pairwise(sorted(set(columns)))]
    step = min(steps, default=1)
    for column in columns:
        yield min(round(column / step), 8)


def _line(line: str) -> str:
    """Set one line of JSON: white space for copying only, keys and signs in grey, values in ink."""
    inner = line.lstrip(" \t")
    indent = line[: len(line) - len(inner)]
    parts = [f'<span class="indent">{exact(indent)}</span>' if indent else ""]
    for token in _TOKEN.finditer(inner):
        kind, word = token.lastgroup, token.group()
        if kind == "key":
            parts.append(f'<span class="key">{exact(word)}</span>')
        elif kind == "sign":
            parts.append(f'<span class="sign">{exact(word)}</span>')
        elif kind == "value":
            parts.append(
                f'<span class="quote">{exact(word[:1])}</span>{_slots(word[1:-1])}<span class="quote">{exact(word[-1:])}</span>'
            )
        else:
            parts.append(exact(word))
    return "".join(parts)
