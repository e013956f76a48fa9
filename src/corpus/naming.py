"""Whom a person means: names of the index near what was typed, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from corpus import match
from corpus.store import Name, Naming, Store, Word
from corpus.text import words

_LIKELY = 0.6  # a word this near may be meant: shown as "did you mean", never as a match
_VARIANTS = 40
Near = dict[str, tuple[Word, ...]]


class Meant(NamedTuple):
    name: Name
    likeness: float


def people(store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...]) -> tuple[Meant, ...]:
    """The names that every asked word stands in, as written where there are such, else as misspelt; equally near ones
    together, the others dropped. Nobody: an empty tuple."""
    exact = [[word.text for word in near[one] if word.text == one and word.names] for one in asked]
    for groups in ([exact] if all(exact) else []) + [[variants(near[one], one) for one in asked]]:
        if not all(groups):
            continue
        found = store.names(Naming(tuple(groups), collections=collections))
        meant = _best(asked, found)
        if meant:
            return meant
    return ()


def variants(near: Sequence[Word], asked: str) -> list[str]:
    """The words of names that may be meant, nearest first."""
    named = [word for word in near if word.names]
    named.sort(key=lambda word: (-match.word_likeness(asked, word.text), -word.names, word.text))
    return [word.text for word in named[:_VARIANTS]]


def _best(asked: Sequence[str], found: Sequence[Name]) -> tuple[Meant, ...]:
    scored = [Meant(name, likeness(asked, name)) for name in found]
    top = max((meant.likeness for meant in scored), default=0.0)
    if top < match.SURE:
        return ()
    return tuple(meant for meant in scored if meant.likeness > top - 0.02)


def likeness(asked: Sequence[str], name: Name) -> float:
    return max(match.name_likeness(asked, words(spelling)) for spelling in (name.name, *name.aliases))


def alike(store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...], limit: int = 5) -> list[str]:
    """The names nearest to what was typed, for "did you mean"."""
    scores: dict[str, float] = {}
    sought = " ".join(sorted(asked))
    for one in asked:
        group = variants(near.get(one, ()), one)
        found = store.names(Naming((group,), limit=100, collections=collections)) if group else ()
        if not found and len(one) > 2:
            found = store.names(Naming(prefix=one[:3], limit=100, collections=collections))
        for name in found:
            if name.name not in scores:
                scores[name.name] = _resemblance(asked, sought, name)
    best = sorted((name for name in scores if scores[name] >= _LIKELY), key=lambda name: (-scores[name], name))
    return best[:limit]


def _resemblance(asked: Sequence[str], sought: str, name: Name) -> float:
    own = words(name.name)
    one = max((match.word_likeness(word, other) for word in asked for other in own), default=0.0)
    return (one + fuzz.ratio(sought, " ".join(sorted(own))) / 100) / 2
