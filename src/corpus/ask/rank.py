"""Which sentence answers: the one that most features speak for, each as much as questions of the kind have taught."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.linear_model import LinearModel, shares
from corpus.ask import turns
from corpus.ask.features import Features, Look
from corpus.ask.question import Question
from corpus.ask.retrieval import Terms, glance, scene
from corpus.index import Passages
from corpus.languages import fitted
from corpus.model import Article, Span


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
            found.append(Seen(passage.article, span, *look.closely(candidate, at)))
    return found


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
