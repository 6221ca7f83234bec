"""Text to slug: the names of prompts, tags, series and models in addresses and on every file system."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

LONGEST = 100
"""UTF-8 bytes of a slug; file systems take 255, with room for a suffix and a temporary name."""

DEVICES = frozenset({"con", "prn", "aux", "nul", "conin", "conout"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
"""Names that Windows keeps for devices, whatever follows the dot."""

PAGES = frozenset({"index", "page"})
"""Names that listing pages need: `tags/index.html`, `series/sea/page/2.html`."""

RESERVED = DEVICES | PAGES

_KEPT = frozenset("LMN")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that draw nothing: two names that look alike must not differ by them."""

_OTHERS = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug(text: str) -> str:
    """Return the text's slug: letters, marks and digits of every script, NFC and lower case, joined by hyphens.

    At most 100 bytes of UTF-8. A name that is reserved, too long or without any letter gets 8 hex digits of its hash.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST and text not in RESERVED:
        return text
    kept = _hyphenated(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower()))
    if kept and kept not in RESERVED and len(kept.encode()) <= LONGEST:
        return kept
    short = kept.encode()[: LONGEST - 9].decode(errors="ignore").rstrip("-")
    return f"{short}-{_hash(text)}" if short else _hash(text)


def is_unnamed(text: str) -> bool:
    """Tell whether a name has nothing that a slug keeps, so that only its hash is left."""
    return not _hyphenated(unicodedata.normalize("NFC", text).lower())


def prompt_id(path: str) -> str:
    """Return the id of a file from its path below the prompts folder, each part slugged: `sea/harbour`."""
    stem = path[:-3] if path.lower().endswith(".md") else path
    return "/".join(slug(part) for part in stem.split("/"))


def title_of(name: str) -> str:
    """Return a title from a name: hyphens and underscores as spaces, the first letter upper."""
    words = re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", name)).strip() or name
    return words[:1].upper() + words[1:]


def alike(text: str) -> str:
    """Return what two spellings of one name have in common: NFC and case folded."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _hyphenated(text: str) -> str:
    """Return the text with every run of other characters as one hyphen, none at the ends."""
    if text.isascii():
        return _OTHERS.sub("-", text).strip("-")
    kept: list[str] = []
    for character in _UNSEEN.sub("", text):
        category = unicodedata.category(character)[0]
        bare_mark = category == "M" and (not kept or kept[-1] == "-")  # it would sit on the hyphen
        if category in _KEPT and not bare_mark:
            kept.append(character)
        elif kept and kept[-1] != "-":
            kept.append("-")
    return unicodedata.normalize("NFC", "".join(kept)).strip("-")


def _hash(text: str) -> str:
    """Return 8 hex digits that all spellings of one name share."""
    return sha256(alike(text).encode(errors="surrogatepass")).hexdigest()[:8]
