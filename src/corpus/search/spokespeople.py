"""Who speaks for a company or a body: "Skua Air" alone asks for what its spokeswoman said as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.index import Candidate, Store, offices
from corpus.languages import codes, lexicon
from corpus.search import office_holders
from corpus.search.tenure import Holder


@dataclass(frozen=True, slots=True)
class SpokespeopleLimits:
    """How much is looked at for who speaks for a body. Chosen by hand: names are short, speakers few."""

    name: int = 4  # words, at most, of the name of a body
    people: int = 5  # who speak for it
    places: int = 2  # in the articles of each, that are looked at
    behind_place: float = 0.2  # share of a body's mentions behind "in", "at" … from which it is a place


_LIMITS = SpokespeopleLimits()
_OFFICE = "spokesperson"
_WORD = re.compile(r"[^\W\d_][\w-]*")


def of(store: Store, asked: Sequence[str], collections: tuple[str, ...]) -> tuple[Holder, ...]:
    """Those called so where the asked words are written as a name, never small, and not as a place."""
    if not 0 < len(asked) <= _LIMITS.name or office_holders.is_office(asked):
        return ()
    found = office_holders.holders(store, [_OFFICE, *asked], collections)[: _LIMITS.people]
    return tuple(one for one in found if any(_named(row, asked) for row in one.rows[: _LIMITS.places]))


def _named(row: Candidate, asked: Sequence[str]) -> bool:
    said = _WORD.findall(row.origin.text)
    if len(office_holders.parts(row.text)) > 1 and not _keys(asked) & _keys(words(row.text)):
        return False  # speaks for something else: "portavoz de la oposición"
    if not offices.known("fields").isdisjoint(offices.asked(asked[0])):
        return bool(_keys(asked) & _keys(words(_before(row))))  # "the union", "el ayuntamiento"
    return _is_name(said, asked) and not _is_place(said, asked[0])


def _keys(listed: Sequence[str]) -> frozenset[str]:
    return frozenset(key for word in listed for key in offices.asked(word))


def _before(row: Candidate) -> str:
    """Its paragraph and the one before: a headline does not say for whom somebody speaks."""
    text = row.origin.text
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, row.start))) + 1
    end = text.find("\n", row.end)
    return text[start : end if end >= 0 else len(text)]


def _is_name(said: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether the words stand there side by side, always written as a name."""
    size = len(asked)
    there = [said[at : at + size] for at in range(len(said) - size + 1) if all(map(_is, said[at : at + size], asked))]
    return bool(there) and all(word[0].isupper() for words_of in there for word in words_of)


def _is_place(said: Sequence[str], word: str) -> bool:
    at = _at()
    before = [one.lower() in at for one, other in pairwise(said) if _is(other, word)]
    return sum(before) > _LIMITS.behind_place * len(before)


@lru_cache(maxsize=1)
def _at() -> frozenset[str]:
    """What stands before a place, in any language."""
    return frozenset(word for code in codes() for word in lexicon(code, "questions").list("before_places"))


def _is(written: str, word: str) -> bool:
    return len(written) == len(word) and fold(written) == word
