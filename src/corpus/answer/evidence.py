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
_AROUND = 5.5  # the share of the question that stands in the sentence, its passage or the title
_AKIN = 4.0  # the share of which only a word with the same beginning does
_HEAVY = 0.27  # the weight of the heaviest word missing: one odd word hurts less than its share says
_SCORE = 2.4  # how well the sentence ranks, for what the question weighs
_NAMES = -4.2  # the share of the question that are names nothing there mentions
_MET = 0.84  # each word of the question that stands in the sentence
_UNFIT = -0.75  # a day, a number or a time is asked for and the sentence has none
_UNCOUNTED = -0.5  # what is to be counted is not mentioned
_UNQUALIFIED = -0.4  # "first", "largest" and their like are asked for and not mentioned
_NONE = -10.1
ENOUGH = 0.45
_FIRM = frozenset({Kind.WHEN, Kind.NUMBER, Kind.DURATION})


def belief(question: Question, passages: Passages, best: Ranked) -> float:
    """How sure it is that the sentence answers, 0 to 1."""
    if denied(question, best):
        return 0.0
    weights = weigh(passages)
    total = sum(weights) or 1.0
    missing = [at for at in range(len(weights)) if at not in best.around]
    odds = _NONE + _SCORE * best.score / total + _MET * _met(question, best)
    odds += _AROUND * (1 - sum(weights[at] for at in missing) / total)
    odds += _AKIN * sum(weights[at] for at in missing if at in best.akin) / total
    odds += _HEAVY * max((weights[at] for at in missing), default=0.0)
    odds += _NAMES * sum(weights[at] for at in missing if question.terms[at].word in question.names) / total
    odds += _UNFIT * (question.kind in _FIRM and not best.fits) + _lacks(question, best)
    return 1 / (1 + exp(-odds))


def _lacks(question: Question, best: Ranked) -> float:
    """What it costs that the sentence may be about another thing of the same sort."""
    qualifiers = lexicon(question.language, "questions").words("qualifiers")
    counted = question.focus if question.kind == Kind.NUMBER else ""
    uncounted = any(term.word == counted and at not in best.around for at, term in enumerate(question.terms))
    unqualified = any(term.word in qualifiers and at not in best.met for at, term in enumerate(question.terms))
    return _UNCOUNTED * uncounted + _UNQUALIFIED * unqualified


def _met(question: Question, best: Ranked) -> int:
    """How many words of the question stand in the sentence; those a hyphen joins are one."""
    text = question.text.lower()
    joined = sum(f"{first.word}-{second.word}" in text for first, second in pairwise(question.terms))
    return len(best.met) - joined


def denied(question: Question, best: Ranked) -> bool:
    """What is not mentioned at all is neither confirmed nor denied."""
    return question.kind == Kind.YES_NO and len(best.around) < len(question.terms)
