"""Whether the best sentence is evidence at all: no answer is better than one to another question."""

from __future__ import annotations

from itertools import pairwise
from math import exp

from corpus.answer.question import Kind, Question
from corpus.answer.rank import Ranked, weigh
from corpus.language import lexicon
from corpus.store import Passages

# A logistic regression, fitted on questions asked with and without the article that answers them, over one half of the
# articles and checked on the other: one answer in ten is lost, one in ten is given that should not be.
_AROUND = 2.95  # the share of the question that stands in the sentence, its passage or the title
_SCORE = 2.1  # how well the sentence ranks, for what the question weighs
_NAMES = -5.0  # the share of the question that are names nothing there mentions
_MET = 0.92  # each word of the question that stands in the sentence
_UNFIT = -0.8  # a day, a number or a time is asked for and the sentence has none
_UNCOUNTED = -0.5  # what is to be counted is not mentioned
_UNQUALIFIED = -1.0  # "first", "largest" and their like are asked for and not mentioned
_NONE = -7.0
ENOUGH = 0.44
_FIRM = frozenset({Kind.WHEN, Kind.NUMBER, Kind.DURATION})


def belief(question: Question, passages: Passages, best: Ranked) -> float:
    """How sure it is that the sentence answers, 0 to 1."""
    weights = weigh(passages)
    total = sum(weights) or 1.0
    around = sum(weights[at] for at in best.around) / total
    absent = sum(
        weights[at] for at, term in enumerate(question.terms) if term.word in question.names and at not in best.around
    )
    unfit = question.kind in _FIRM and not best.fits
    uncounted = any(term.word == question.focus and at not in best.around for at, term in enumerate(question.terms))
    qualifiers = lexicon(question.language, "questions").words("qualifiers")
    unqualified = any(term.word in qualifiers and at not in best.met for at, term in enumerate(question.terms))
    odds = _AROUND * around + _SCORE * best.score / total + _NAMES * absent / total + _MET * _met(question, best)
    odds += _UNFIT * unfit + _UNCOUNTED * uncounted + _UNQUALIFIED * unqualified + _NONE
    return 1 / (1 + exp(-odds))


def _met(question: Question, best: Ranked) -> int:
    """How many words of the question stand in the sentence; those a hyphen joins are one."""
    text = question.text.lower()
    joined = sum(f"{first.word}-{second.word}" in text for first, second in pairwise(question.terms))
    return len(best.met) - joined


def enough(question: Question, passages: Passages, best: Ranked) -> bool:
    if question.kind == Kind.YES_NO and len(best.around) < len(question.terms):
        return False  # what is not mentioned is neither confirmed nor denied
    return belief(question, passages, best) >= ENOUGH
