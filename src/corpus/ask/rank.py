"""Which sentence answers: the one that most traits speak for, each as much as questions of the kind have taught."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import NamedTuple

from corpus.ask import turns
from corpus.ask.features import Look, Traits
from corpus.ask.question import Question
from corpus.ask.retrieval import Terms, glance, scene
from corpus.index import Passages
from corpus.languages import fitted
from corpus.model import Article, Span


class Seen(NamedTuple):
    """A sentence with what was seen when it was looked at closely."""

    article: Article
    span: Span
    traits: Traits
    inside: Terms  # of the question, in the sentence
    missing: Terms  # nowhere near


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with how well it answers."""

    article: Article
    span: Span
    score: float  # its share among the sentences looked at
    weighed: float  # the sum of its traits
    traits: Traits
    inside: Terms
    missing: Terms

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


def rank(question: Question, passages: Passages) -> list[Ranked]:
    """The sentences worth a look, best first."""
    return ranked(looked_at(question, passages), _weights())


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


def ranked(found: list[Seen], weights: Mapping[str, float]) -> list[Ranked]:
    sums = [sum(value * weights.get(name, 0.0) for name, value in one.traits.items()) for one in found]
    best = max(sums, default=0.0)
    total = sum(exp(weighed - best) for weighed in sums)
    listed = [
        Ranked(one.article, one.span, exp(weighed - best) / total, weighed, one.traits, one.inside, one.missing)
        for one, weighed in zip(found, sums, strict=True)
    ]
    once: dict[tuple[str, Span], Ranked] = {}
    for one in sorted(listed, key=lambda one: -one.weighed):
        once.setdefault((one.article.id, one.span), one)
    return list(once.values())


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return fitted("ask", "world").numbers("rank")
