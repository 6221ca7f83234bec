"""The licences that SPDX knows, and the nearest one to a word that it does not."""

from __future__ import annotations

import difflib
import re
from functools import cache
from importlib.resources import files

OWN = ("LicenseRef-", "DocumentRef-")
"""How the names of licences begin that are on no list on purpose."""

_JOINTS = re.compile(r"[() ]+|\b(?:AND|OR)\b")
_EXCEPTION = re.compile(r" WITH \S+")


def unknown_licenses(expression: str) -> list[tuple[str, str]]:
    """Return the words of an expression that no list has, each with a hint at the nearest that one has."""
    words = [word for word in _JOINTS.split(_EXCEPTION.sub("", expression)) if word and not word.startswith(OWN)]
    known = _known() if words else {}
    return [(word, _hint(word)) for word in words if word.lower().removesuffix("+") not in known]


@cache
def _known() -> dict[str, str]:
    """Return every licence's name by its lower-case spelling."""
    lines = files("gallery_build.prompts").joinpath("licenses.txt").read_text(encoding="utf-8").splitlines()
    return {name.lower(): name for name in lines if not name.startswith("#")}


def _hint(word: str) -> str:
    close = difflib.get_close_matches(word.lower(), _known(), n=1)
    if close:
        return f'did you mean "{_known()[close[0]]}"?'
    return "the list is at https://spdx.org/licenses/; a licence of your own begins with LicenseRef-"
