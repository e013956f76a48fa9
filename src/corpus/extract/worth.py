"""How check-worthy a sentence is: figures, records and deeds of named actors, less questions, wishes and courtesies."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.language import lexicon

# What a word of each kind adds. Set by hand in round numbers; no weight was fitted by a program.
WEIGHTS = {
    "money": 1.0,
    "digits": 0.9,
    "magnitude": 1.1,
    "number": 0.4,
    "calendar": 0.3,
    "record": 0.6,
    "than": 0.5,
    "change": 0.4,
    "past": 0.4,
    "event": 0.35,
    "superlative": 0.35,
    "extent": 0.3,
    "third": 0.25,
    "only": 0.25,
    "actor": 0.25,
    "name": 0.25,
    "time": 0.25,
    "policy": 0.25,
    "economy": 0.2,
    "comparative": 0.2,
    "auxiliary": 0.15,
    "negated": 0.15,
    "reported": 0.1,
    "you": -0.15,
    "self": -0.3,
    "opinion": -0.3,
    "wish": -0.3,
    "duty": -0.45,
    "address": -0.5,
    "question": -2.0,
}
LIMIT = 2  # words of one kind that count: a list of taxes is no more worth checking than two
LENGTH = -0.005  # a word: a long sentence gathers kinds by its length alone
MOST_KEPT = 50_000  # words whose kind is remembered
MIDDLE = 2.0  # the sum that is worth one half
_TOKEN = re.compile(r"[$£€¥]?\d(?:[\d,.]*\d)?%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[?]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHAPES = ("money", "digits", "calendar", "question", "name", "past")


def worth(sentence: str, code: str) -> float:
    """0 to 1; takes the words of one sentence."""
    kinds = _kinds(code)
    tokens = _TOKEN.findall(sentence)
    told = list(map(kinds.__getitem__, tokens))
    if tokens and told[0] == "name" and tokens[0].lower() not in kinds.listed:
        told[0] = ""  # the first word of a sentence is always large
    counts: dict[str, int] = {}
    for kind in filter(None, told):
        counts[kind] = counts.get(kind, 0) + 1
    total = sum(WEIGHTS[kind] * min(count, LIMIT) for kind, count in counts.items())
    return 1 / (1 + math.exp(min(MIDDLE - total - LENGTH * len(tokens), 700)))


class _Kinds(dict[str, str]):
    """word as written -> its kind, empty for most; what is found out about a word is kept."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        super().__init__()
        self.listed = listed

    def __missing__(self, token: str) -> str:
        kind = self.listed.get(token.lower()) or _shape(token)
        if len(self) < MOST_KEPT:
            self[token] = kind
        return kind


@lru_cache(maxsize=16)
def _kinds(code: str) -> _Kinds:
    """The first kind that lists a word, with both forms of the apostrophe."""
    words = lexicon(code, "worth")
    kinds: dict[str, str] = {}
    for kind in WEIGHTS:
        if kind in _SHAPES:
            continue
        for word in words.list(kind):
            kinds.setdefault(word, kind)
            kinds.setdefault(word.replace("'", "’"), kind)
    return _Kinds(kinds)


def _shape(token: str) -> str:
    """The kind of a word no list has, by how it looks."""
    if not token[0].isalpha():
        if token == "?":
            return "question"
        if token[0] in "$£€¥" or token[-1] == "%":
            return "money"
        return "calendar" if _YEAR.fullmatch(token) else "digits"
    if token[0].isupper():
        return "name"
    return "past" if len(token) > 4 and token.endswith("ed") else ""
