"""Whom a person means: names of the index near what was typed, best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log1p
from typing import NamedTuple

from rapidfuzz import fuzz

from corpus.analysis import similarity
from corpus.analysis.folding import words
from corpus.index import Name, Naming, Store, Word


@dataclass(frozen=True, slots=True)
class NameWeights:
    """How near a name must be to what was typed, and what speaks for one that is near.

    Costs are in slips (analysis/similarity.py), weights in e-folds of how often people are seen: a name seen e times as
    often may be one e-fold dearer. Chosen so that misspelt names of generated indexes (10,000 to a million records) are
    found and words of every day are not taken for names."""

    shown_near: float = 0.6  # likeness, 0 to 1, from which a name is offered as “did you mean”; never a match
    slips: float = 1.3  # most slips in a name of which every asked word is some name's
    slips_misspelt: float = 2.7  # most slips where an asked word is no name's
    alike_misspelt: float = 0.62  # and how alike the whole must be then, 0 to 1
    alike_careful: float = 0.8  # the same where it was typed with its capitals, as by one who knows the name
    alike_alone: float = 0.75  # how alike a word that stands alone must be to one of names
    slip_in_name: float = 5.0  # e-folds that a slip weighs in a full name
    slip_alone: float = 4.0  # e-folds in a word alone, among words of names
    slip_against: float = 3.0  # e-folds against a word that is said, or somebody else's
    word_more: float = 1.0  # e-folds that a word of the name weighs which was not typed
    turned: float = 1.0  # e-folds that another order of the words weighs
    as_typed: float = -1.0  # e-folds by which a word that is in the texts as typed must be commoner than a name near it
    quotes_a_name: float = 25.0  # quotations that weigh as much as one more person of a name
    compared: int = 6  # words of names near one whose people are looked up
    variants: int = 60  # words of names near one that may be meant
    sharing: int = 600  # names with one asked word that are compared whole


_WEIGHTS = NameWeights()

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
    meant = _likeliest(
        asked,
        found,
        sure=len(names) == len(asked),
        least=_WEIGHTS.alike_careful if careful else _WEIGHTS.alike_misspelt,
    )
    if not meant and len(names) == len(asked) - 1:  # one word is misspelt beyond what its keys find
        found = store.names(Naming(tuple((one,) for one in names[:2]), limit=_WEIGHTS.sharing, collections=collections))
        meant = _likeliest(
            asked, found, sure=False, least=_WEIGHTS.alike_careful if careful else _WEIGHTS.alike_misspelt
        )
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
    """The names meant by a single word: by its slips, by how many people have it and how often they are quoted. Nobody
    where the word is likelier an ordinary word of the texts."""
    costs = {word: similarity.slip_cost(asked, word.text) for word in near if word.names}
    likely = nlargest(
        _WEIGHTS.compared, costs, key=lambda word: log1p(word.names) - _WEIGHTS.slip_against * costs[word]
    )
    if not likely:
        return ()
    found = store.names(Naming(([word.text for word in likely],), limit=500, collections=collections))
    having = {word: [name for name in found if word.text in _called(name)] for word in likely}
    heard = {word: sum(name.quotes for name in having[word]) for word in likely}
    best = max(
        likely,
        key=lambda word: log1p(word.names + heard[word] / _WEIGHTS.quotes_a_name) - _WEIGHTS.slip_alone * costs[word],
    )
    uses = sum(word.uses for word in near if word.text == asked != best.text)
    near_enough = costs[best] <= _WEIGHTS.slips or 1 - costs[best] / len(asked) >= _WEIGHTS.alike_alone
    if not near_enough or (
        uses and log1p(uses) + _WEIGHTS.as_typed > log1p(heard[best]) - _WEIGHTS.slip_against * costs[best]
    ):
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
    return log1p(name.quotes) - _WEIGHTS.slip_against * _explained(asked, name)[0] > log1p(held)


def _likeliest(asked: Sequence[str], found: Sequence[Name], *, sure: bool, least: float) -> tuple[Meant, ...]:
    """Names in sets by the words they have for the asked ones; of those near enough the set that, by its slips and by
    how often its people are seen, is most probably meant; then the sets with more words besides the same ones. `sure`:
    every asked word is one of names, so that little can be amiss."""
    sets: dict[tuple[int, bool, tuple[str, ...]], tuple[float, list[Name]]] = {}
    for name in found:
        cost, more, turned, own = _explained(asked, name)
        if cost <= (_WEIGHTS.slips if sure else _WEIGHTS.slips_misspelt):
            sets.setdefault((more, turned, own), (cost, []))[1].append(name)
    letters = sum(map(len, asked))
    weighed = []
    for (more, turned, own), (cost, names) in sets.items():
        if cost <= _WEIGHTS.slips or 1 - cost / letters >= least:
            weight = (
                log1p(sum(name.quotes for name in names))
                - _WEIGHTS.slip_in_name * cost
                - _WEIGHTS.word_more * more
                - _WEIGHTS.turned * turned
            )
            weighed.append(_Set(weight, 1 - cost / letters, (turned, own), names))
    weighed.sort(key=lambda one: (-one.weight, one.order))
    return tuple(Meant(name, one.likeness) for one in weighed if one.order == weighed[0].order for name in one.names)


class _Explained(NamedTuple):
    """How a name explains what was asked: the cost in slips, how many further words the name has, whether the order
    differs, and which of its words stand for the asked ones."""

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
    return [word.text for word in named[: _WEIGHTS.variants]]


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
    best = sorted(
        (name for name in scores if scores[name] >= _WEIGHTS.shown_near and words(name) != list(asked)),
        key=lambda name: (-scores[name], name),
    )
    return best[:limit]


def _resemblance(asked: Sequence[str], sought: str, name: Name) -> float:
    own = words(name.name)
    one = max((similarity.word_likeness(word, other) for word in asked for other in own), default=0.0)
    return (one + fuzz.ratio(sought, " ".join(sorted(own))) / 100) / 2
