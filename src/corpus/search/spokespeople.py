"""Who speaks for a company or a body: "Skua Air" alone asks for what its spokeswoman said as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.index import Candidate, Store, offices
from corpus.search import office_holders
from corpus.search.office_holders import Holder

_OFFICE = "spokesperson"
_MOST_WORDS = 4  # of the name of a company
_MOST, _ROWS = 5, 2  # people, and places of each, that are looked at
_WORD = re.compile(r"[^\W\d_][\w-]*")
_AT = frozenset({"in", "at", "near", "en", "em", "à", "bei", "nach"})  # what stands before a place
_SELDOM = 0.2  # the share of the places of a company's name that stand behind these


def of(store: Store, asked: Sequence[str], collections: tuple[str, ...]) -> tuple[Holder, ...]:
    """Those called so where the asked words are written as a name, never small, and not as a place."""
    if not 0 < len(asked) <= _MOST_WORDS or office_holders.is_office(asked):
        return ()
    found = office_holders.holders(store, [_OFFICE, *asked], collections)[:_MOST]
    return tuple(one for one in found if any(_named(row, asked) for row in one.rows[:_ROWS]))


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
    before = [one.lower() in _AT for one, other in pairwise(said) if _is(other, word)]
    return sum(before) > _SELDOM * len(before)


def _is(written: str, word: str) -> bool:
    return len(written) == len(word) and fold(written) == word
