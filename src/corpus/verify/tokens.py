"""The words of a text as they are compared: case, accents, marks, dashes, ligatures and line ends make no
difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import fold

_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_HIDDEN = (
    r"(?:\u00ad[ \t]*\n?|[\u200b-\u200d\u2060\ufeff]+|-\n)"  # inside of a word: soft hyphens, joiners, a line's end
)
_GROUPED = r"(?<![\w.,])\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+(?![\w]|[.,]\d)"  # 1,200 and 1 200 are one number
_TOKEN = re.compile(rf"{_GROUPED}|{_LETTER}+(?:{_HIDDEN}{_LETTER}+)*|[$€£¥%]")
_UNSEEN = re.compile(_HIDDEN)
_GROUPING = re.compile(r"[.,'’ \u00a0\u202f\u2009]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
_SPELT = re.compile("[äöüÄÖÜ]")


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """When two spellings are one word. Set by hand: a hyphen, a dot or a space here and there."""

    signs: int = 3  # and spaces in which the two may differ


_SPELLINGS = SpellingRules()

_JOINS = re.compile(r"[-‐‑–—'’./]")  # signs inside of what may be written as one word


class Token(NamedTuple):
    key: str  # as it is compared
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a stretch of a text, each with its place in the whole."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(key_of(match[0]), match.start(), match.end()) for match in found]


@lru_cache(maxsize=4_096)  # most words of a text are common ones
def key_of(written: str) -> str:
    if written.isascii() and written.isalpha():
        return written.lower()
    if written[0].isdigit() and not written.isalnum():
        return _GROUPING.sub("", written)
    return fold(_UNSEEN.sub("", written))


def keys(text: str, start: int, end: int) -> list[str]:
    """The same as they are compared, without their places: a third of the time."""
    return list(map(key_of, _TOKEN.findall(text, start, end)))


def spelt_out(printed: Sequence[Token], text: str, sent: set[str]) -> list[str]:
    """The keys of printed words; ä, ö and ü as ae, oe and ue where they were sent so."""
    keys = []
    for token in printed:
        key = token.key
        if key not in sent and _SPELT.search(text, token.start, token.end):
            other = fold(text[token.start : token.end].translate(_UMLAUTS))
            key = other if other in sent else key
        keys.append(key)
    return keys


def written_alike(one: str, other: str) -> bool:
    """Whether two stretches differ only by a sign inside of a word: co-op and coop, e-mail and email."""
    if abs(len(one) - len(other)) > _SPELLINGS.signs or not (_JOINS.search(one) or _JOINS.search(other)):
        return False
    left, right = ("".join(token.key for token in tokens(text)) for text in (one, other))
    return left == right and not any(letter.isdigit() for letter in left)
