"""What changed between two texts, word by word; in scripts that write none, character by character. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEW = 3
"""Fewer words, or characters of CJK, than these between two changes are part of them."""

MOST = 20_000
"""Words that are compared; of more, what differs is one change."""

_CJK = "\u3021-\u302f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGNS = (
    r"!-/:-@\[-^`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\u2010-\u2027\u2030-\u205e\u3000-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_WORD = rf"[^\s{_SIGNS}{_CJK}]+(?:['’.-][^\s{_SIGNS}{_CJK}]+)*"
_TOKEN = re.compile(rf"(?P<word>{_WORD}|[{_CJK}]|[{_SIGNS}])(?P<space>\s*)")
_UNIT = re.compile(rf"{_WORD}|[{_CJK}]")
_CLAUSE = re.compile(r"[,.;:!?…—–()\[\]{}\n،؛؟۔।、。，；：！？]")


class Piece(NamedTuple):
    """A stretch of both texts: as it was, and as it is."""

    old: str
    new: str

    @property
    def kept(self) -> bool:
        """Whether a reader sees no change: none, or one of white space."""
        return self.old == self.new or not (self.old.strip() or self.new.strip())


class _Token(NamedTuple):
    word: str
    space: str
    """White space behind the word; it is compared apart, so that a reflowed line is no change of words."""


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts in pieces: all `old` joined give the old text, all `new` the new one."""
    return tuple(_joined(_merged(_joined(_pieces(_tokens(old), _tokens(new))))))


def _tokens(text: str) -> list[_Token]:
    start = re.match(r"\s*", text)
    found = [_Token(*match.group("word", "space")) for match in _TOKEN.finditer(text)]
    return [_Token("", start.group()), *found] if start and start.group() else found


def _pieces(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    """Yield the pieces as they are found, the common beginning and end first: mostly little stands between."""
    words, others = [token.word for token in old], [token.word for token in new]
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if words[place] != others[place]), shorter)
    rest = shorter - head
    tail = next((place for place in range(rest) if words[-1 - place] != others[-1 - place]), rest)
    ends = len(old) - tail, len(new) - tail
    yield from _alike(old[:head], new[:head])
    yield from _between(old[head : ends[0]], new[head : ends[1]])
    yield from _alike(old[ends[0] :], new[ends[1] :])


def _between(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    if max(len(old), len(new)) > MOST:
        yield Piece(_text(old), _text(new))
        return
    matcher = SequenceMatcher(None, [token.word for token in old], [token.word for token in new])
    for act, start, end, other_start, other_end in matcher.get_opcodes():
        if act == "equal":
            yield from _alike(old[start:end], new[other_start:other_end])
        else:
            yield Piece(_text(old[start:end]), _text(new[other_start:other_end]))


def _alike(old: Iterable[_Token], new: Iterable[_Token]) -> Iterator[Piece]:
    """Yield words that are the same, with the white space behind each, which need not be."""
    for before, after in zip(old, new, strict=True):
        yield Piece(before.word, after.word)
        yield Piece(before.space, after.space)


def _text(tokens: Iterable[_Token]) -> str:
    return "".join(chain.from_iterable(tokens))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours that are both kept, or both changed; white space beside a change is part of it."""
    last = Piece("", "")
    for piece in pieces:
        if (last.kept == piece.kept and (last.old == last.new) == (piece.old == piece.new)) or (
            not last.kept and piece.kept and piece.old != piece.new
        ):
            last = Piece(last.old + piece.old, last.new + piece.new)
        else:
            if last.old or last.new:
                yield last
            last = piece
    if last.old or last.new:
        yield last


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Merge changes that only a word or two of one clause part: nobody reads "boats one at boat"."""
    held: list[Piece] = []  # a change, and what is kept behind it so far
    for piece in pieces:
        if piece.kept and held:
            held.append(piece)
        elif piece.kept:
            yield piece
        elif held and _is_little(held[1:]):
            held = [_sum([*held, piece])]
        else:
            yield from held
            held = [piece]
    yield from held


def _sum(pieces: Sequence[Piece]) -> Piece:
    return Piece("".join(piece.old for piece in pieces), "".join(piece.new for piece in pieces))


def _is_little(pieces: Iterable[Piece]) -> bool:
    text = "".join(piece.new for piece in pieces)
    return not _CLAUSE.search(text) and len(_UNIT.findall(text)) < FEW
