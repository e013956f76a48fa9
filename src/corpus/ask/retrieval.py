"""The sentences worth a closer look: those that share most with the question, alone and by their surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Question
from corpus.ask.word_positions import PAGES, page
from corpus.index import Passage, Passages
from corpus.index.passages import POST_MARK, POSTS, weight
from corpus.model import Article


@dataclass(frozen=True, slots=True)
class GlanceWeights:
    """How the sentences worth a closer look are found: BM25 over sentences and their passages, and how much each part
    counts. Measured on questions whose sentence is known."""

    looked_at: int = 16  # sentences that get a closer look
    k1: float = 0.6  # BM25: how soon a word that is said again adds no more
    b: float = 0.6  # BM25: how much the length counts, 0 to 1
    sentence: float = 0.3  # weight of the words in the sentence, by its length
    local: float = 1.0  # weight of the same words by how rare they are among the sentences found
    around: float = 1.1  # weight of the score of the passage
    title: float = 0.75  # weight of the words in the title
    akin: float = 0.55  # weight of words that begin alike
    small: float = 1.1  # weight of each little word of the question
    background: int = 2_000  # passages: a smaller index is weighed as a part of one of this size
    spare: int = 4  # sentences looked at in place of those that say nothing
    heaviest: float = 8.3  # weight of a word no passage holds, whatever the size of the index


_WEIGHTS = GlanceWeights()

_NO_NAME = re.compile(r"(?<![\w’'])[^\W\dA-ZÀ-Þ_]")

Terms = int  # some of the question's terms: a bit for each


class Sums(dict[Terms, float]):
    """What terms weigh together. The same ones meet in many sentences, so each sum is made once."""

    __slots__ = ("weights",)

    def __init__(self, weights: list[float]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, terms: Terms) -> float:
        self[terms] = found = sum(weight_of for at, weight_of in enumerate(self.weights) if terms >> at & 1)
        return found


class Met:
    """A passage with what of the question stands in each of its sentences."""

    __slots__ = ("akin", "own", "page", "passage", "score", "small", "terms", "title")

    def __init__(self, question: Question, passage: Passage, title: Terms) -> None:
        self.passage, self.page, self.title = passage, page(passage), title
        places, heads, size = self.page.places, self.page.heads, len(self.page.said)
        self.own: list[Terms] = [0] * size
        self.akin: list[Terms] = [0] * size  # of those that do not stand there, by words with the same beginning
        for at, term in enumerate(question.terms):
            there = near = 0
            for stem in term.stems:
                there |= places.get(stem, 0)
                near |= heads.get(stem[: PAGES.head], 0) if len(stem) >= PAGES.head else 0
            if POST_MARK in term.stems:
                there |= sum(1 << n for n, (_, block) in enumerate(passage.sentences) if block in POSTS)
            _mark(self.own, there, 1 << at)
            _mark(self.akin, near & ~there, 1 << at)
        self.small = [0] * size  # how many of the question's small words
        for stem in stems(sorted(question.small), passage.article.language):
            where = places.get(stem, 0)
            while where:
                self.small[(where & -where).bit_length() - 1] += 1
                where &= where - 1
        self.terms = together(self.own)
        self.score = 0.0


@dataclass(slots=True)
class Scene:
    """A question and the passages it may be answered from, with what its words weigh."""

    question: Question
    met: list[Met]
    weights: Sums  # of the terms in the index
    local: Sums  # among the sentences here, however common the word is in the index
    mean: float  # words of a sentence
    articles: dict[str, float]  # the scores of an article's passages together
    told: dict[str, Terms]  # what stands in an article's passages and its title


@dataclass(frozen=True, slots=True)
class Candidate:
    met: Met
    at: int  # the number of the sentence in its passage


def scene(question: Question, passages: Passages) -> Scene:
    titles: dict[str, Terms] = {}
    met = []
    for passage in passages.found:
        article = passage.article
        if article.id not in titles:
            titles[article.id] = _title(question, article)
        met.append(Met(question, passage, titles[article.id]))
    weights = weigh(passages)
    uses = [sum(own >> at & 1 for one in met for own in one.own) for at in range(len(weights))]
    sizes = [len(listed) for one in met for listed in one.page.stems]
    articles = dict.fromkeys(titles, 0.0)
    told = dict(titles)
    for one in met:
        one.score = _bm25(one, weights, one.passage.size / (passages.size or 1.0))
        articles[one.passage.article.id] += one.score
        told[one.passage.article.id] |= one.terms
    mean = sum(sizes) / (len(sizes) or 1) or 1.0
    local = Sums([weight(len(sizes), used) for used in uses])
    return Scene(question, met, Sums(weights), local, mean, articles, told)


def glance(scene: Scene) -> list[Candidate]:
    """Best first."""
    found = [(score, met, at) for met in scene.met for at, score in enumerate(_scores(scene, met))]
    best = nlargest(_WEIGHTS.looked_at + _WEIGHTS.spare, found, key=lambda one: one[0])
    return [Candidate(met, at) for _, met, at in best if _says_something(met, at)][: _WEIGHTS.looked_at]


def weigh(passages: Passages) -> list[float]:
    """How much each term of the question says."""
    count = max(passages.count, _WEIGHTS.background)
    unit = _WEIGHTS.heaviest / weight(count, 0)
    return [unit * weight(count, uses) for uses in passages.uses]


def _says_something(met: Met, at: int) -> bool:
    """A dateline, a lone name and a heading do not: they have names only. The signature of a post has its day."""
    span, block = met.passage.sentences[at]
    return block in POSTS or _NO_NAME.search(met.passage.article.text, span.start, span.end) is not None


def together(listed: Iterable[Terms]) -> Terms:
    found = 0
    for terms in listed:
        found |= terms
    return found


def _mark(sentences: list[Terms], where: int, term: Terms) -> None:
    while where:
        sentences[(where & -where).bit_length() - 1] |= term
        where &= where - 1


def _scores(scene: Scene, met: Met) -> list[float]:
    weights, local = scene.weights, scene.local
    base = _WEIGHTS.around * met.score + _WEIGHTS.title * weights[met.title]
    return [
        base
        + (
            _WEIGHTS.sentence * _density(len(listed) / scene.mean) * weights[own] + _WEIGHTS.local * local[own]
            if own
            else 0.0
        )
        + (_WEIGHTS.akin * weights[akin] if akin else 0.0)
        + _WEIGHTS.small * small
        for listed, own, akin, small in zip(met.page.stems, met.own, met.akin, met.small, strict=True)
    ]


def _density(length: float) -> float:
    """What a word counts in a sentence of this length."""
    return (_WEIGHTS.k1 + 1) / (1 + _WEIGHTS.k1 * (1 - _WEIGHTS.b + _WEIGHTS.b * length))


def _bm25(met: Met, weights: list[float], length: float) -> float:
    """Of the passage as a whole; `length` is relative to the mean."""
    spread = _WEIGHTS.k1 * (1 - _WEIGHTS.b + _WEIGHTS.b * length)
    counts = [(sum(own >> at & 1 for own in met.own), at) for at in range(len(weights)) if met.terms >> at & 1]
    return sum(weights[at] * count * (_WEIGHTS.k1 + 1) / (count + spread) for count, at in counts)


def _title(question: Question, article: Article) -> Terms:
    there = set(stems(words(article.title.text), article.language)) if article.title else set()
    return together(1 << at for at, term in enumerate(question.terms) if not there.isdisjoint(term.stems))
