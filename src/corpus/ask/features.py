"""What speaks for a sentence being the answer, feature by feature, each a number that a fitted weight goes with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import answer_types
from corpus.ask.question import Kind, Question
from corpus.ask.retrieval import Candidate, Scene, Terms, together
from corpus.index.passages import POST_MARK, empty_words
from corpus.languages import lexicon

Features = dict[str, float]  # named in feature_list.py; a number for each
_OPEN = frozenset({Kind.WHAT, Kind.WHICH, Kind.DEFINITION, Kind.TOPIC})  # asked for: anything


@dataclass(frozen=True, slots=True)
class FeatureRules:
    """What two of the features of a sentence mean. Set by hand before the weights were fitted; a change wants them
    fitted again."""

    half: int = 4  # letters that two words share, one of them longer
    new: int = 3  # words a sentence must add to say something new


_RULES = FeatureRules()


class Look:
    """Looks closely at the sentences of one scene."""

    def __init__(self, scene: Scene) -> None:
        question = scene.question
        self.scene, self.question = scene, question
        self.every: Terms = (1 << len(question.terms)) - 1
        self.total = scene.weights[self.every] or 1.0
        self.all_local = scene.local[self.every] or 1.0
        self.names = _bits(term.word in question.names for term in question.terms)
        self.focus = _bits(term.word == question.focus for term in question.terms)
        self.asked = {stem: at for at, term in enumerate(question.terms) for stem in term.stems}
        self.pairs = _pairs(question, self.asked)
        self.best = max((met.score for met in scene.met), default=0.0) or 1.0
        self.most = max(scene.articles.values(), default=0.0) or 1.0
        self.like = [alike(term.stems, question.language) for term in question.terms]
        self.words = [f" {term.word} " for term in question.terms]
        self.halves = [
            f" {term.word[: _RULES.half]}" if len(term.word) > _RULES.half else "\n" for term in question.terms
        ]

    def closely(self, candidate: Candidate, answering: int) -> tuple[Features, Terms, Terms]:
        """The features as above, then the terms in the sentence, then those nowhere near: neither in its paragraph
        nor in the title. `answering` is the number of the sentence that would be the answer; after a printed
        question that is the next one."""
        met = candidate.met
        numbers = met.page.paragraphs
        own, number = met.own[candidate.at], numbers[candidate.at]
        paragraph = together(terms for terms, other in zip(met.own, numbers, strict=True) if other == number)
        around = paragraph | met.title
        found = self._passage(candidate)
        found["paragraph share"] = self.scene.weights[paragraph] / self.total
        found["name missing"] = self.scene.weights[self.names & ~around]
        found |= self._words(candidate, own) | self._neighbours(candidate, own)
        found |= self._order(candidate, own) | self._kind(Candidate(met, answering))
        return found, own, self.every & ~around & ~(self.names & met.terms)

    def _passage(self, candidate: Candidate) -> Features:
        met, weights = candidate.met, self.scene.weights
        article = met.passage.article
        return {
            "passage": met.score,
            "passage of best": met.score / self.best,
            "article of best": self.scene.articles[article.id] / self.most,
            "article share": weights[self.scene.told[article.id]] / self.total,
            "title": weights[met.title],
        }

    def _words(self, candidate: Candidate, own: Terms) -> Features:
        met, at, weights = candidate.met, candidate.at, self.scene.weights
        said, stemmed = met.page.said[at], frozenset(met.page.stems[at])
        missing = [term for term in range(len(self.words)) if not own >> term & 1]
        akin, local, single = met.akin[at], self.scene.local[own], weights.weights
        like = [term for term in missing if self.like[term] and not self.like[term].isdisjoint(stemmed)]
        half = [term for term in missing if not akin >> term & 1 and self.halves[term] in said]
        exact = sum(
            single[term]
            for term, word in enumerate(self.words)
            if own >> term & 1 and (word in said or POST_MARK in self.question.terms[term].stems)
        )
        return {
            "share": weights[own] / self.total,
            "local": local,
            "local share": local / self.all_local,
            "exact share": exact / self.total,
            "akin": weights[akin],
            "like": sum(single[term] for term in like),
            "half alike": sum(single[term] for term in half),
            "small": met.small[at],
            "names": weights[self.names & own],
            "heaviest missing": max([single[term] for term in missing], default=0.0),
            "one word only": own.bit_count() == 1,
            "focus": (own & self.focus).bit_count(),
            "length": log(1 + len(met.page.stems[at])),
        }

    def _neighbours(self, candidate: Candidate, own: Terms) -> Features:
        met, at, weights = candidate.met, candidate.at, self.scene.weights
        numbers, text = met.page.paragraphs, met.passage.article.text

        def there(n: int) -> Terms:
            return met.own[n] if 0 <= n < len(numbers) and numbers[n] == numbers[at] else 0

        before = weights[there(at - 1) & ~own]
        return {
            "before": before,
            "before share": before / self.total,
            "two before": weights[there(at - 2) & ~own & ~there(at - 1)],
            "after": weights[there(at + 1) & ~own],
            "opens paragraph": not at or numbers[at - 1] != numbers[at],
            "place": met.passage.sentences[at][0].start / (len(text) or 1),
        }

    def _order(self, candidate: Candidate, own: Terms) -> Features:
        asked = self.asked
        places = [(n, asked[stem]) for n, stem in enumerate(candidate.met.page.stems[candidate.at]) if stem in asked]
        many = own.bit_count()
        pairs = {(one, other) for (n, one), (m, other) in pairwise(places) if m - n <= 2}
        return {
            "spread": _window(places, many) / many if many > 1 else 0.0,
            "pairs": len(self.pairs & pairs),
        }

    def _kind(self, candidate: Candidate) -> Features:
        question, met = self.question, candidate.met
        text = met.passage.sentences[candidate.at][0].of(met.passage.article.text)
        language = met.passage.article.language
        capitals = answer_types.capitals(text)
        found: Features = {"capitals": min(capitals, 6)}
        if question.kind in _OPEN:
            told = frozenset(met.page.stems[candidate.at])
            found["says something new"] = len(told - self.asked.keys() - _empty(language)) >= _RULES.new
        elif answer_types.fits(question.kind, text, language, question.words):
            found[f"fits {question.kind}"] = 1.0
        if question.kind == Kind.WHO:
            found["capitals for who"] = min(capitals, 4)
        if question.measure:
            found["measured" if answer_types.measured(question.measure, text, language) else "unmeasured"] = 1.0
        if question.naming:
            found["named so"] = answer_types.calls(text, language)
        return found


def _bits(listed: Iterable[bool]) -> Terms:
    return together(1 << at for at, one in enumerate(listed) if one)


def _pairs(question: Question, asked: dict[str, int]) -> frozenset[tuple[int, int]]:
    """The terms that follow one another in the question."""
    terms = [asked[stem] for stem in stems(words(question.text), question.language) if stem in asked]
    return frozenset(pairwise(terms))


def _window(places: list[tuple[int, int]], terms: int) -> int:
    """How many words the shortest stretch has in which all terms of the sentence stand."""
    best, last = len(places) and places[-1][0] - places[0][0] + 1, dict[int, int]()
    for place, term in places:
        last.pop(term, None)
        last[term] = place
        if len(last) == terms:
            best = min(best, place - next(iter(last.values())) + 1)
    return best


@lru_cache(maxsize=64)
def _empty(language: str) -> frozenset[str]:
    return frozenset(stems(sorted(empty_words(language)), language))


@lru_cache(maxsize=4096)
def alike(asked: frozenset[str], language: str) -> frozenset[str]:
    """The stems of words that may stand for the asked one."""
    groups = _groups(language)
    return frozenset().union(*(groups.get(stem, frozenset()) for stem in asked)) - asked


@lru_cache(maxsize=16)
def _groups(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lexicon(language, "questions").list("like"):
        alike = frozenset(stems(words(line), language))
        for stem in alike:
            found[stem] = found.get(stem, frozenset()) | alike
    return found
