"""Which sentence answers: how much of the question stands in it, in its surroundings and in the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.answer import types
from corpus.answer.question import Kind, Question
from corpus.model import Article, BlockKind, Span
from corpus.store import Passage, Passages
from corpus.store.passages import POST_MARK, POSTS, weight
from corpus.store.spelling import stems
from corpus.text import words

# BM25 as measured on questions with a known sentence. How much each sign counts was fitted by a listwise logistic
# regression over one half of the articles and checked on the other (r@1 71.8, r@5 90.4; the three usual signs alone,
# sentence, passage and title: 68.2 and 88.4).
_K, _B = 0.6, 0.6
SENTENCE = 0.3
LOCAL = 1.0  # words that are rare among the candidates, however common in the index
AROUND = 1.1  # the passage
TITLE = 0.75
AKIN = 0.55  # another word with the same first letters ("invented": "inventor")
SMALL = 1.1  # a function word of the question
FITS = {Kind.WHEN: 5.5, Kind.NUMBER: 5.5, Kind.DURATION: 5.5, Kind.WHERE: 3.0, Kind.WHO: 1.1, Kind.WHY: 1.1}
BACKGROUND = 2_000  # passages: a small index is weighed as a part of one of this size
HEAVIEST = 8.3  # the weight of a word no passage holds, whatever the size of the index
_DEPTH = 10.0  # how far below the best a sentence is still looked at closely
_HEAD = 5  # letters by which akin words are told


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with how well it answers."""

    article: Article
    span: Span
    block: BlockKind
    score: float
    passage: Passage
    met: frozenset[int]  # which terms of the question stand in it
    akin: frozenset[int]  # which others a word with the same beginning stands in it for
    around: frozenset[int]  # which stand in it, its paragraph or the title; names: in its passage
    fits: bool  # it holds something of the asked kind

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


class _Sentence:
    __slots__ = ("akin", "block", "counts", "paragraph", "score", "size", "small", "span", "text")

    def __init__(self, text: str, span: Span, block: BlockKind, size: int) -> None:
        self.text, self.span, self.block, self.size = text, span, block, size
        self.counts: dict[int, int] = {}
        self.akin: set[int] = set()
        self.small = self.paragraph = 0
        self.score = 0.0


def rank(question: Question, passages: Passages) -> list[Ranked]:
    """All sentences of the passages, best first."""
    matched = [(passage, list(_sentences(question, passage))) for passage in passages.found]
    sentences = [sentence for _, listed in matched for sentence in listed]
    if not sentences:
        return []
    weights = weigh(passages)
    local = _local(len(weights), sentences)
    mean = sum(sentence.size for sentence in sentences) / len(sentences) or 1.0
    scored: list[tuple[float, Passage, _Sentence, frozenset[int]]] = []
    for passage, listed in matched:
        surroundings, around = _surroundings(question, passages, passage, listed, weights)
        for sentence in listed:
            own = _own(sentence, weights, local, sentence.size / mean)
            scored.append((surroundings + own, passage, sentence, around[sentence.paragraph]))
    scored.sort(key=lambda row: -row[0])
    return _fitting(question, scored)


def _surroundings(
    question: Question, passages: Passages, passage: Passage, sentences: list[_Sentence], weights: list[float]
) -> tuple[float, list[frozenset[int]]]:
    """What a sentence owes to its passage and title, and the terms that stand around it, paragraph by paragraph."""
    counts: Counter[int] = Counter()
    title = _title(question, passage.article)
    paragraphs = [set(title) for _ in range(sentences[-1].paragraph + 1)] if sentences else []
    for sentence in sentences:
        if sentence.counts:
            counts.update(sentence.counts)
            paragraphs[sentence.paragraph].update(sentence.counts)
    score = AROUND * _bm25(counts, weights, passage.size / (passages.size or 1.0))
    names = {at for at in counts if question.terms[at].word in question.names}
    return score + TITLE * sum(weights[at] for at in title), [frozenset(names | terms) for terms in paragraphs]


def _own(sentence: _Sentence, weights: list[float], local: list[float], length: float) -> float:
    score = SMALL * sentence.small
    if sentence.counts:
        score += SENTENCE * _bm25(sentence.counts, weights, length) + LOCAL * sum(local[at] for at in sentence.counts)
    if sentence.akin:
        score += AKIN * sum(weights[at] for at in sentence.akin)
    return score


def _fitting(question: Question, scored: list[tuple[float, Passage, _Sentence, frozenset[int]]]) -> list[Ranked]:
    """With what it is worth to hold something of the asked kind; looked at only where it can still matter."""
    bonus = FITS.get(question.kind, 0.0)
    enough = scored[0][0] - bonus - _DEPTH
    found = []
    for score, passage, sentence, around in scored:
        near = bool(bonus) and score >= enough
        fits = near and types.fits(question.kind, sentence.text, passage.article.language, question.words)
        met = frozenset(sentence.counts)
        total = score + bonus * fits
        found.append(
            Ranked(
                passage.article,
                sentence.span,
                sentence.block,
                total,
                passage,
                met,
                frozenset(sentence.akin),
                around,
                fits,
            )
        )
    return sorted(found, key=lambda ranked: -ranked.score)


def weigh(passages: Passages) -> list[float]:
    """How much each term of the question says."""
    count = max(passages.count, BACKGROUND)
    unit = HEAVIEST / weight(count, 0)
    return [unit * weight(count, uses) for uses in passages.uses]


def _sentences(question: Question, passage: Passage) -> Iterator[_Sentence]:
    asked = {stem: at for at, term in enumerate(question.terms) for stem in term.stems}
    heads = {stem[:_HEAD]: at for stem, at in asked.items() if len(stem) >= _HEAD}
    text, language = passage.article.text, passage.article.language
    small = frozenset(stems(sorted(question.small), language))
    every, starts = frozenset(asked), frozenset(heads)
    paragraph = before = 0
    for span, block in passage.sentences:
        paragraph += before > 0 and "\n" in text[before : span.start]
        before = span.end
        words_of = span.of(text)
        said, there, beginnings = _read(words_of, language)
        sentence = _Sentence(words_of, span, block, len(said))
        sentence.paragraph = paragraph
        for stem in every & there:
            at = asked[stem]
            sentence.counts[at] = sentence.counts.get(at, 0) + said.count(stem)
        if block in POSTS and POST_MARK in asked:
            sentence.counts[asked[POST_MARK]] = 1
        if near := starts & beginnings:
            sentence.akin = {heads[head] for head in near} - sentence.counts.keys()
        sentence.small = len(small & there)
        yield sentence


@lru_cache(maxsize=4096)
def _read(text: str, language: str) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """The stems of a sentence, and the first letters of those long enough. The same articles are asked about often."""
    said = stems(words(text), language)
    there = frozenset(said)
    return said, there, frozenset(stem[:_HEAD] for stem in there if len(stem) >= _HEAD)


def _bm25(counts: dict[int, int], weights: list[float], length: float) -> float:
    """`length` is relative to the mean."""
    spread = _K * (1 - _B + _B * length)
    return sum(weights[at] * count * (_K + 1) / (count + spread) for at, count in counts.items())


def _local(terms: int, sentences: list[_Sentence]) -> list[float]:
    """The weight each term has among the candidates alone."""
    uses = Counter(at for sentence in sentences for at in sentence.counts)
    return [weight(len(sentences), uses[at]) for at in range(terms)]


def _title(question: Question, article: Article) -> frozenset[int]:
    there = set(stems(words(article.title.text), article.language)) if article.title else set()
    return frozenset(at for at, term in enumerate(question.terms) if not there.isdisjoint(term.stems))
