"""Whom a person means: names of the index near what was typed, best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from math import log1p
from typing import NamedTuple

from rapidfuzz import fuzz

from corpus.analysis import similarity
from corpus.analysis.folding import words
from corpus.index import Name, Naming, Store, Word

_LIKELY = 0.6  # a word this near may be meant: shown as "did you mean", never as a match
_SLIPS = 1.3  # so much may be amiss in a name whose words are all names, and be it still
_MISSPELT, _ENOUGH = 2.7, 0.62  # and in one with a word that is no name; how alike it must be then
_CAREFUL = 0.8  # how alike one typed with capitals must be
_ALIKE = 0.75  # how alike one word alone must be to a word of names
# E-folds of how often people are seen that a slip more weighs: in a full name, in one word among words of names, and
# against the word being said or somebody else's.
_RISK, _ALONE, _RISKED = 5.0, 4.0, 3.0
_LONGER, _TURNED = 1.0, 1.0  # e-folds for a word of the name that was not typed, and for words in another order
_USED = -1.0  # how much surer a word that is in the texts as it was typed must be than a name near it
_EACH = 25.0  # quotations that weigh as much as one name
_LOOKED_AT = 6  # words of names near one that are compared by how often they are heard
_VARIANTS = 60
_SHARING = 600  # names with one word that are compared whole
Near = dict[str, tuple[Word, ...]]


class Meant(NamedTuple):
    name: Name
    likeness: float


def suggest(store: Store, prefix: str, collections: tuple[str, ...], limit: int = 25) -> tuple[str, ...]:
    """Names that a person who has typed this much may want: those with a word that begins so, most often seen first,
    then those a slip away."""
    typed = words(prefix)
    given: dict[str, None] = {}
    if not typed:
        return tuple(name.name for name in store.names(Naming(limit=limit, collections=collections)))
    *whole, last = typed
    groups = tuple((word,) for word in whole)
    for name in store.names(Naming(groups, last, limit=limit, collections=collections)):
        given[name.name] = None
    if len(given) < limit:
        near = store.words(typed)
        loose = tuple(variants(near[word], word) or [word] for word in whole)
        begun = (Naming(loose, last, limit=limit, collections=collections),) if whole else ()
        slipped = variants(near[last], last)
        ended = (Naming((*loose, slipped), limit=limit, collections=collections),) if slipped else ()
        for asked in (*begun, *ended):
            given.update(dict.fromkeys(name.name for name in store.names(asked)))
    return tuple(given)[:limit]


def people(
    store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...], *, careful: bool = False
) -> tuple[Meant, ...]:
    """The names in which a near word of each asked word stands: those with the words most probably meant, then longer
    ones with the same words. Nobody: an empty tuple. `careful`: typed with capitals, as a name is by one who knows
    it."""
    if len(asked) == 1:
        return _by_one(store, asked[0], near[asked[0]], collections)
    groups = tuple(variants(near[one], one) for one in _telling(asked))
    if not groups or not all(groups):
        found: Sequence[Name] = ()
    else:
        found = store.names(Naming(groups, limit=_limit(asked), collections=collections))
    names = [one for one in asked if any(word.text == one and word.names for word in near[one])]
    if careful and len(names) == len(asked):
        held = min(word.names for one in asked for word in near[one] if word.text == one)
        found = [name for name in found if _outweighs(asked, name, held)]
    meant = _likeliest(asked, found, sure=len(names) == len(asked), least=_CAREFUL if careful else _ENOUGH)
    if not meant and len(names) == len(asked) - 1:  # one word is misspelt beyond what its keys find
        found = store.names(Naming(tuple((one,) for one in names[:2]), limit=_SHARING, collections=collections))
        meant = _likeliest(asked, found, sure=False, least=_CAREFUL if careful else _ENOUGH)
    return meant


def exact(store: Store, asked: Sequence[str], near: Near, collections: tuple[str, ...]) -> tuple[Meant, ...]:
    """The names in which the asked words stand as they are; those that begin as they do, where there are such: Ana
    Lopez is Ana Lopez Gil sooner than Rosa Ana Lopez. Who is called just so comes first."""
    if not asked or not all(any(word.text == one and word.names for word in near[one]) for one in asked):
        return ()
    found = store.names(Naming(tuple((one,) for one in _telling(asked)), limit=_limit(asked), collections=collections))
    given = Counter(asked)
    meant = [one for one in found if any(given <= Counter(words(spelling)) for spelling in (one.name, *one.aliases))]
    first = [one for one in meant if words(one.name)[:1] == [asked[0]]]
    meant = first if first and len(asked) > 1 else meant
    return tuple(Meant(one, 1.0) for one in sorted(meant, key=lambda one: len(words(one.name)) > len(asked)))


def _telling(asked: Sequence[str]) -> list[str]:
    """The words names are looked up by: the longest ones, for half a language is called "de" or "van"."""
    return sorted(dict.fromkeys(asked), key=len, reverse=True)[:2]


def _limit(asked: Sequence[str]) -> int:
    """How many names are looked at: the few that hold several words, or some of all who share one."""
    return 500 if len(asked) > 1 else 50


def _by_one(store: Store, asked: str, near: Sequence[Word], collections: tuple[str, ...]) -> tuple[Meant, ...]:
    """The names with the one word of names that is most probably meant by one alone, by its slips and by how many have
    it and how often they are quoted; nobody where that is likelier to be the word itself, which is in the texts."""
    costs = {word: similarity.slip_cost(asked, word.text) for word in near if word.names}
    likely = nlargest(_LOOKED_AT, costs, key=lambda word: log1p(word.names) - _RISKED * costs[word])
    if not likely:
        return ()
    found = store.names(Naming(([word.text for word in likely],), limit=500, collections=collections))
    having = {word: [name for name in found if word.text in _called(name)] for word in likely}
    heard = {word: sum(name.quotes for name in having[word]) for word in likely}
    best = max(likely, key=lambda word: log1p(word.names + heard[word] / _EACH) - _ALONE * costs[word])
    uses = sum(word.uses for word in near if word.text == asked != best.text)
    near_enough = costs[best] <= _SLIPS or 1 - costs[best] / len(asked) >= _ALIKE
    if not near_enough or (uses and log1p(uses) + _USED > log1p(heard[best]) - _RISKED * costs[best]):
        return ()
    return tuple(Meant(name, similarity.word_likeness(asked, best.text)) for name in having[best][: _limit((asked,))])


def _called(name: Name) -> set[str]:
    return {word for spelling in (name.name, *name.aliases) for word in words(spelling)}


def standing(asked: str, name: Name) -> str:
    """The word of the name that the asked one stands for."""
    pairs = _pairs((asked,), name)
    return pairs[0][1] if pairs else asked


class _Set(NamedTuple):
    """People with the same words for the asked ones, in the same order, and as many besides."""

    weight: float
    likeness: float
    order: tuple[bool, tuple[str, ...]]
    names: list[Name]


def _outweighs(asked: Sequence[str], name: Name, held: int) -> bool:
    """Whether somebody is so well known that a name nobody has is rather theirs, whose words are all names."""
    return log1p(name.quotes) - _RISKED * _explained(asked, name)[0] > log1p(held)


def _likeliest(asked: Sequence[str], found: Sequence[Name], *, sure: bool, least: float) -> tuple[Meant, ...]:
    """Names in sets by the words they have for the asked ones; of those near enough the set that, by its slips and by
    how often its people are seen, is most probably meant; then the sets with more words besides the same ones. `sure`:
    every asked word is one of names, so that little can be amiss."""
    sets: dict[tuple[int, bool, tuple[str, ...]], tuple[float, list[Name]]] = {}
    for name in found:
        cost, more, turned, own = _explained(asked, name)
        if cost <= (_SLIPS if sure else _MISSPELT):
            sets.setdefault((more, turned, own), (cost, []))[1].append(name)
    letters = sum(map(len, asked))
    weighed = []
    for (more, turned, own), (cost, names) in sets.items():
        if cost <= _SLIPS or 1 - cost / letters >= least:
            weight = log1p(sum(name.quotes for name in names)) - _RISK * cost - _LONGER * more - _TURNED * turned
            weighed.append(_Set(weight, 1 - cost / letters, (turned, own), names))
    weighed.sort(key=lambda one: (-one.weight, one.order))
    return tuple(Meant(name, one.likeness) for one in weighed if one.order == weighed[0].order for name in one.names)


class _Explained(NamedTuple):
    """At what cost of slips a name is what was asked for, how many words it has besides, whether it has the asked ones
    in another order, and which stand for them."""

    cost: float
    more: int
    turned: bool
    own: tuple[str, ...]


def _explained(asked: Sequence[str], name: Name) -> _Explained:
    return min(_cost(asked, words(spelling)) for spelling in (name.name, *name.aliases))


def _cost(asked: Sequence[str], own: list[str]) -> _Explained:
    if len(own) < len(asked):
        return _Explained(float("inf"), 0, False, ())
    left, cost, standing = list(own), 0.0, {}
    for word in sorted(asked, key=len, reverse=True):
        best = min(left, key=lambda one: similarity.slip_cost(word, one))
        left.remove(best)
        cost += similarity.slip_cost(word, best)
        standing[word] = best
    meant = tuple(standing[word] for word in asked)
    places = [own.index(word) for word in meant]
    return _Explained(cost, len(left), places != sorted(places), meant)


def _pairs(asked: Sequence[str], name: Name) -> list[tuple[str, str]] | None:
    for spelling in (name.name, *name.aliases):
        pairs = similarity.name_pairs(asked, words(spelling))
        if pairs:
            return pairs
    return None


def variants(near: Sequence[Word], asked: str) -> list[str]:
    """The words of names that may be meant, nearest first."""
    named = [word for word in near if word.names]
    named.sort(key=lambda word: (-similarity.word_likeness(asked, word.text), -word.names, word.text))
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
    one = max((similarity.word_likeness(word, other) for word in asked for other in own), default=0.0)
    return (one + fuzz.ratio(sought, " ".join(sorted(own))) / 100) / 2
