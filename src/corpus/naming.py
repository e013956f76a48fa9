"""Whom a person means: names of the index near what was typed, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from rapidfuzz import fuzz

from corpus import match
from corpus.store import Name, Naming, Store, Word
from corpus.text import words

_LIKELY = 0.6  # a word this near may be meant: shown as "did you mean", never as a match
_SLIPS = 1.2  # so much may be amiss in a name however short it is
_ENOUGH = 0.75  # a name this alike is the name meant, where no other explains the words better
_RISK = 3.0  # e-folds of how often people are named that outweigh one slip more
_VARIANTS = 60
Near = dict[str, tuple[Word, ...]]


class Meant(NamedTuple):
    name: Name
    likeness: float


def people(store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...]) -> tuple[Meant, ...]:
    """The names in which a near word of each asked word stands: those with the words most probably meant. Nobody: an
    empty tuple."""
    groups = tuple(variants(near[one], one) for one in _telling(asked))
    if len(asked) == 1:
        groups = (_word(asked[0], near[asked[0]]),)
    if not groups or not all(groups):
        return ()
    return _likeliest(asked, store.names(Naming(groups, limit=_limit(asked), collections=collections)))


def exact(store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...]) -> tuple[Meant, ...]:
    """The names in which the asked words stand as they are; those that begin as they do, where there are such: Ana
    Lopez is Ana Lopez Gil sooner than Rosa Ana Lopez."""
    if not asked or not all(any(word.text == one and word.names for word in near[one]) for one in asked):
        return ()
    found = store.names(Naming(tuple((one,) for one in _telling(asked)), limit=_limit(asked), collections=collections))
    meant = [Meant(name, 1.0) for name in found if _pairs(asked, name)]
    first = [one for one in meant if words(one.name.name)[:1] == [asked[0]]]
    return tuple(first if first and len(asked) > 1 else meant)


def _telling(asked: Sequence[str]) -> list[str]:
    """The words names are looked up by: the longest ones, for half a language is called "de" or "van"."""
    return sorted(dict.fromkeys(asked), key=len, reverse=True)[:2]


def _limit(asked: Sequence[str]) -> int:
    """How many names are looked at: the few that hold several words, or some of all who share one."""
    return 500 if len(asked) > 1 else 50


def _word(asked: str, near: Sequence[Word]) -> list[str]:
    """The one word of names that is most probably meant by one alone."""
    named = [word for word in near if word.names]
    best = max(named, key=lambda word: log1p(word.names) - _RISK * match.slip_cost(asked, word.text), default=None)
    return [best.text] if best else []


def standing(asked: str, name: Name) -> str:
    """The word of the name that the asked one stands for."""
    pairs = _pairs((asked,), name)
    return pairs[0][1] if pairs else asked


def _likeliest(asked: Sequence[str], found: Sequence[Name]) -> tuple[Meant, ...]:
    """Names in sets by the words they have for the asked ones; of those near enough the set that, by its slips and by
    how often its people are seen, is most probably meant."""
    sets: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in found:
        pairs = _pairs(asked, name)
        if pairs:
            sets[tuple(own for _, own in sorted(pairs))].append(name)
    typed = sorted(asked)
    weighed = []
    for own_words, names in sets.items():
        cost = sum(match.slip_cost(word, own) for word, own in zip(typed, own_words, strict=True))
        likeness = 1 - cost / sum(map(len, asked))
        if cost <= _SLIPS or likeness >= _ENOUGH:
            weighed.append((log1p(sum(name.quotes for name in names)) - _RISK * cost, likeness, names))
    if not weighed:
        return ()
    _, likeness, names = max(weighed, key=lambda row: row[:2])
    return tuple(Meant(name, likeness) for name in names)


def _pairs(asked: Sequence[str], name: Name) -> list[tuple[str, str]] | None:
    for spelling in (name.name, *name.aliases):
        pairs = match.name_pairs(asked, words(spelling))
        if pairs:
            return pairs
    return None


def variants(near: Sequence[Word], asked: str) -> list[str]:
    """The words of names that may be meant, nearest first."""
    named = [word for word in near if word.names]
    named.sort(key=lambda word: (-match.word_likeness(asked, word.text), -word.names, word.text))
    return [word.text for word in named[:_VARIANTS]]


def alike(store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...], limit: int = 5) -> list[str]:
    """The names nearest to what was typed, for "did you mean"."""
    scores: dict[str, float] = {}
    sought = " ".join(sorted(asked))
    for one in _telling(asked):
        group = variants(near.get(one, ()), one)
        found = store.names(Naming((group,), limit=50, collections=collections)) if group else ()
        if not found and len(one) > 2:
            found = store.names(Naming(prefix=one[:3], limit=50, collections=collections))
        for name in found:
            if name.name not in scores:
                scores[name.name] = _resemblance(asked, sought, name)
    best = sorted((name for name in scores if scores[name] >= _LIKELY), key=lambda name: (-scores[name], name))
    return best[:limit]


def _resemblance(asked: Sequence[str], sought: str, name: Name) -> float:
    own = words(name.name)
    one = max((match.word_likeness(word, other) for word in asked for other in own), default=0.0)
    return (one + fuzz.ratio(sought, " ".join(sorted(own))) / 100) / 2
