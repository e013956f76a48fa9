"""Which sentence answers: the one that most features speak for, each as much as questions of the kind have taught."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.analysis.linear_model import LinearModel, shares
from corpus.analysis.spelling import stems
from corpus.ask import turns
from corpus.ask.features import Features, Look
from corpus.ask.question import Question
from corpus.ask.retrieval import Terms, glance, scene
from corpus.index import Passages
from corpus.languages import fitted
from corpus.model import Article, Span


@dataclass(frozen=True, slots=True)
class OverlongRules:
    """Of what is too long for a sentence only a part is read and shown: a transcript without full stops is one, and
    what reads a sentence compares its words with each other. Set by hand."""

    sentence: int = 2_000  # characters; a longer one is no sentence
    part: int = 600  # characters, at most, of the parts it is cut into


_LONG = OverlongRules()


class Seen(NamedTuple):
    """A sentence with what was seen when it was looked at closely."""

    article: Article
    span: Span
    features: Features
    inside: Terms  # of the question, in the sentence
    missing: Terms  # nowhere near


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with how well it answers."""

    article: Article
    span: Span
    score: float  # its share among the sentences looked at
    weighed: float  # the sum of its features
    features: Features
    inside: Terms
    missing: Terms

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


def rank(question: Question, passages: Passages) -> list[Ranked]:
    """The sentences worth a look, best first."""
    return ranked(looked_at(question, passages), _model())


def looked_at(question: Question, passages: Passages) -> list[Seen]:
    here = scene(question, passages)
    look = Look(here)
    found = []
    for candidate in glance(here):
        passage = candidate.met.passage
        for at in turns.answering(passage, candidate.at):
            span, _ = passage.sentences[at]
            features, inside, missing = look.closely(candidate, at)
            if len(span) > _LONG.sentence:
                span, inside = _part(question, passage.article, span)
            found.append(Seen(passage.article, span, features, inside, missing))
    return found


def _part(question: Question, article: Article, span: Span) -> tuple[Span, Terms]:
    """The part of an overlong sentence that has most of the question, the first of them, and which terms it has."""
    parts = list(_parts(article.text, span))
    met = [_met(question, part.of(article.text), article.language) for part in parts]
    best = max(range(len(parts)), key=lambda at: met[at].bit_count())
    return parts[best], met[best]


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Cut between words."""
    start = span.start
    while span.end - start > _LONG.part:
        end = text.rfind(" ", start + 1, start + _LONG.part)
        end = end if end > start else start + _LONG.part
        yield Span(start, end)
        start = end + (text[end] == " ")
    if start < span.end:
        yield Span(start, span.end)


def _met(question: Question, text: str, language: str) -> Terms:
    there = set(stems(words(text), language))
    return sum(1 << at for at, term in enumerate(question.terms) if not there.isdisjoint(term.stems))


def ranked(found: list[Seen], model: LinearModel) -> list[Ranked]:
    sums = [model.measured(one.features.items()) for one in found]
    parts = list(shares(sums))
    total = sum(parts)
    listed = [
        Ranked(one.article, one.span, part / total, weighed, one.features, one.inside, one.missing)
        for one, weighed, part in zip(found, sums, parts, strict=True)
    ]
    once: dict[tuple[str, Span], Ranked] = {}
    for one in sorted(listed, key=lambda one: -one.weighed):
        once.setdefault((one.article.id, one.span), one)
    return list(once.values())


@lru_cache(maxsize=1)
def _model() -> LinearModel:
    return LinearModel(fitted("ask", "world").numbers("rank"))
