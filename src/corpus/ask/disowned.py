"""What a sentence tells only as denied, refused, not done, alleged or to come: "denied having taken a bribe" is no
answer to who took one, "did not attend" none to who attended, nor a forecast to how high it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.ask import answer_span, premises, telling, whose_act
from corpus.ask.question import Kind, Question, Term
from corpus.ask.rank import Ranked
from corpus.ask.telling import Manner
from corpus.languages import lexicon
from corpus.model import Span

_SOUGHT = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.WHY, Kind.NUMBER, Kind.DURATION})
_VALUES = frozenset({Kind.WHAT, Kind.DEFINITION})  # a forecast figure is no answer to these either
_FIGURE = re.compile(r"\d")


def without(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentences that say that it was done. Where the best says it only so, those alone that tell as much of what
    is asked; a question about the denial itself is answered by it."""
    manners = _excluded(question)
    if not manners or not ranked:
        return list(ranked)
    best = ranked[0]
    kept = [one for one in ranked if not _only_so(question, one, manners)]
    if kept and kept[0] is best:
        return kept
    return [one for one in kept if one.inside & best.inside == best.inside]


def _excluded(question: Question) -> frozenset[Manner]:
    """In which manners it may not be told."""
    text, language = question.text, question.language
    if question.kind not in _SOUGHT | _VALUES or premises.negated(text, language):
        return frozenset()
    asked = lexicon(language, "telling").text("asked")
    if telling.speaks(Manner.DISOWNED, text, language) or (asked and re.search(asked, text, re.IGNORECASE)):
        return frozenset()
    past = lexicon(language, "telling").text("past")
    ahead = {Manner.AHEAD} if past and re.search(past, text, re.IGNORECASE) else set()
    if telling.speaks(Manner.AHEAD, text, language):
        ahead = set()
    if question.kind in _VALUES:
        return frozenset(ahead)
    undone = {Manner.NEGATED} if question.kind != Kind.WHERE else set()  # "not in Wittenberg" tells where
    behind = {Manner.BACKGROUND} if question.kind in (Kind.WHEN, Kind.WHO) else set()
    return frozenset({Manner.DISOWNED, *undone, *ahead, *behind})


def _only_so(question: Question, one: Ranked, manners: frozenset[Manner]) -> bool:
    text, language = one.text, one.article.language
    if not any(manner in manners for manner, _ in telling.scopes(text, language)):
        return False
    if question.kind in _VALUES and not _FIGURE.search(text):
        return False
    places = next((found for terms in _acts(question) if (found := _places(terms, text, language))), [])
    return bool(places) and all(telling.told_as(place, text, language) & manners for place in places)


def _acts(question: Question) -> Iterator[list[Term]]:
    """The act that is asked about; where it does not stand there, all that is no name."""
    act = whose_act.asked_of(question)
    at = answer_span.verb(question)
    if act or at is not None:
        yield [act or question.terms[at or 0]]
    yield [term for term in question.terms if term.word not in question.names]


def _places(terms: Sequence[Term], text: str, language: str) -> list[Span]:
    return [place for term in terms for place in whose_act.places(term, text, language)]
