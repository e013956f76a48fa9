"""Who speaks for a company or a body: "Skua Air" alone asks for what its spokeswoman said as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.index import Candidate, Store, offices
from corpus.languages import lexicon
from corpus.search import office_holders
from corpus.search.office_holders import Holder


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
    if len(office_holders.parts(row.text)) > 1 and not set(asked) & set(words(row.text)):
        return False  # speaks for something else: "portavoz de la oposición"
    if not offices.known("fields").isdisjoint(offices.asked(asked[0])):
        return True  # "the union", "el ayuntamiento"
    return all(_is_name(said, word) for word in asked) and not _is_place(said, asked[0])


def _is_name(said: Sequence[str], word: str) -> bool:
    there = [one for one in said if _is(one, word)]
    return bool(there) and all(one[0].isupper() for one in there)


def _is_place(said: Sequence[str], word: str) -> bool:
    at = _at()
    before = [one.lower() in at for one, other in pairwise(said) if _is(other, word)]
    return sum(before) > _LIMITS.behind_place * len(before)


@lru_cache(maxsize=1)
def _at() -> frozenset[str]:
    """What stands before a place, in any language."""
    return frozenset(word for code in offices.LANGUAGES for word in lexicon(code, "questions").list("before_places"))


def _is(written: str, word: str) -> bool:
    return len(written) == len(word) and fold(written) == word
