"""How check-worthy a sentence is: figures, records and deeds of named actors, less questions, wishes and courtesies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.linear_model import LinearModel, probability
from corpus.languages import Kept, lexicon

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
    "words": -0.005,  # each, of whatever kind: a long sentence gathers kinds by its length alone
    "always": -2.0,
}


@dataclass(frozen=True, slots=True)
class CurveShape:
    """How the weights above become a worth from 0 to 1. Set by hand together with them."""

    limit: int = 2  # words of one kind that count: a list of taxes is no more worth checking than two
    least: float = -700.0  # no sum counts as less, lest a sentence of a whole file outgrow the numbers of the machine


CURVE = CurveShape()

_TOKEN = re.compile(r"[$£€¥]?\d(?:[\d,.]*\d)?%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[?]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = "name"
_MODEL = LinearModel(WEIGHTS)
_SHAPES = ("words", "always", "money", "digits", "calendar", "question", "name", "past")


def worth(sentence: str, code: str) -> float:
    """How check-worthy one sentence is, from 0 to 1."""
    kinds = _kinds(code)
    told = kinds.all(sentence)
    if told and told[0] == _NAME:
        told[0] = ""  # the first word of a sentence is always large
    counts: dict[str, int] = {}
    for kind in filter(None, told):
        counts[kind] = counts.get(kind, 0) + 1
    met = [(kind, min(count, CURVE.limit)) for kind, count in counts.items()]
    return probability(max(_MODEL.measured([*met, ("words", len(told)), ("always", 1)]), CURVE.least))


@lru_cache(maxsize=16)
def _kinds(code: str) -> Kept[str]:
    """The kind of every word, empty for most. A word that several lists have is of the kind that comes first; both
    forms of the apostrophe count."""
    words = lexicon(code, "worth")
    kinds: dict[str, str] = {}
    for kind in WEIGHTS:
        if kind in _SHAPES:
            continue
        for word in words.list(kind):
            kinds.setdefault(word, kind)
            kinds.setdefault(word.replace("'", "’"), kind)
    past = words.list("past_endings")
    return Kept(lambda piece: (kinds.get(token.lower()) or _shape(token, past) for token in _TOKEN.findall(piece)))


def _shape(token: str, past: tuple[str, ...]) -> str:
    """The kind of a word no list has, by how it looks."""
    if not token[0].isalpha():
        if token == "?":
            return "question"
        if token[0] in "$£€¥" or token[-1] == "%":
            return "money"
        return "calendar" if _YEAR.fullmatch(token) else "digits"
    if token[0].isupper():
        return _NAME
    return "past" if len(token) > 4 and token.endswith(past) else ""
