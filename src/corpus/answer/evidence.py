"""Whether the best sentence is evidence at all: no answer is better than one to another question."""

from __future__ import annotations

from math import exp

from corpus.answer.question import Kind, Question
from corpus.answer.rank import Ranked, weigh
from corpus.store import Passages

# A logistic regression, fitted on questions asked with and without the article that answers them, over one half of the
# articles and checked on the other: one answer in ten is lost, one in ten is given that should not be.
_AROUND = 2.95  # the share of the question that stands in the sentence, its passage or the title
_SCORE = 2.1  # how well the sentence ranks, for what the question weighs
_NAMES = -5.0  # the share of the question that are names nothing there mentions
_MET = 0.94  # each word of the question that stands in the sentence
_NONE = -6.9
ENOUGH = 0.5


def belief(question: Question, passages: Passages, best: Ranked) -> float:
    """How sure it is that the sentence answers, 0 to 1."""
    weights = weigh(passages)
    total = sum(weights) or 1.0
    around = sum(weights[at] for at in best.around) / total
    absent = sum(
        weights[at] for at, term in enumerate(question.terms) if term.word in question.names and at not in best.around
    )
    odds = _AROUND * around + _SCORE * best.score / total + _NAMES * absent / total + _MET * len(best.met) + _NONE
    return 1 / (1 + exp(-odds))


def enough(question: Question, passages: Passages, best: Ranked) -> bool:
    if question.kind == Kind.YES_NO and len(best.around) < len(question.terms):
        return False  # what is not mentioned is neither confirmed nor denied
    return belief(question, passages, best) >= ENOUGH
