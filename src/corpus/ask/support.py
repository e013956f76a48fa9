"""Which of the sentences found count as an answer, and which of the nearest are near enough to be shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.analysis.folding import words
from corpus.model import QuoteKind
from corpus.results import Answer, Hit


@dataclass(frozen=True, slots=True)
class SupportRules:
    """What beside the best sentence is shown. Set by hand: more than three are not read, and what is weaker only
    distracts."""

    shown: int = 3  # sentences for one question: the best, and what agrees or differs
    near: float = 0.3  # share of the score of the best that one must have
    telling: int = 4  # letters, at least, of a word of the question that a sentence must have


LIMITS = SupportRules()

_FIGURE = re.compile(r"\d")


def judged(answer: Answer) -> Answer:
    """The answer with those of its hits that count, and those of the nearest that share a telling word with it."""
    if answer.judgement:
        return answer
    asked = {word for word in words(answer.query.text) if len(word) >= LIMITS.telling}
    telling = (hit for hit in answer.nearest[1:] if not asked.isdisjoint(words(hit.record.text)))
    near = (*answer.nearest[:1], *telling)
    return replace(answer, supporting=_supporting(answer, asked), nearest=near)


def _supporting(answer: Answer, asked: set[str]) -> tuple[Hit, ...]:
    """What else is shown beside the answer: all quotations of the person asked for. Of sentences, the best and
    those nearly as good that have all words of the question it has, and a figure where one is asked for. Such
    sentences agree or contradict; others distract."""
    hits = answer.hits
    if not hits or hits[0].record.kind in set(QuoteKind):
        return hits
    shared = asked.intersection(words(hits[0].record.text))
    figure = answer.answer is not None and _FIGURE.search(answer.answer.text)

    def agrees(hit: Hit) -> bool:
        return shared.issubset(words(hit.record.text)) and bool(not figure or _FIGURE.search(hit.record.text))

    return _close(hits, agrees)


def _close(hits: tuple[Hit, ...], fits: Callable[[Hit], bool]) -> tuple[Hit, ...]:
    """The first, and what comes near it and fits."""
    return hits[:1] + tuple(
        hit for hit in hits[1 : LIMITS.shown] if hit.score >= hits[0].score * LIMITS.near and fits(hit)
    )
