"""What a sentence tells only as denied, refused, failed at or alleged: "denied having taken a bribe" is no answer to
who took one, nor is "rumours that the port was sold" one to when it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.ask import answer_span, premises, whose_act
from corpus.ask.question import Kind, Question, Term
from corpus.ask.rank import Ranked
from corpus.languages import lexicon
from corpus.model import Span

_SOUGHT = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.WHY, Kind.NUMBER, Kind.DURATION})
_END = r"[;:“”„\"«»()—](?!\d)|\.(?:\s|$)"


class _Words(NamedTuple):
    """How a language disowns an act, each for what stands behind it or before it."""

    behind: re.Pattern[str]
    before: re.Pattern[str] | None
    ends: re.Pattern[str]
    carries: re.Pattern[str] | None  # a comma that does not end it


def without(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentences that say that it was done. Where the best says it only so, those alone that tell as much of what
    is asked; a question about the denial itself is answered by it."""
    if question.kind not in _SOUGHT or not ranked or _asked_about(question):
        return list(ranked)
    best = ranked[0]
    kept = [one for one in ranked if not _only_so(question, one)]
    if kept and kept[0] is best:
        return kept
    return [one for one in kept if one.inside & best.inside == best.inside]


def _asked_about(question: Question) -> bool:
    """Whether the question speaks of a denial or a charge itself, or of what was not done."""
    listed = _words(question.language)
    disowning = listed is not None and bool(listed.behind.search(question.text))
    asked = lexicon(question.language, "disowned").text("asked")
    return (
        disowning
        or bool(asked and re.search(asked, question.text, re.IGNORECASE))
        or premises.negated(question.text, question.language)
    )


def _only_so(question: Question, one: Ranked) -> bool:
    text, language = one.text, one.article.language
    scopes = list(_scopes(text, language))
    if not scopes:
        return False
    places = next((found for terms in _acts(question) if (found := _places(terms, text, language))), [])
    return bool(places) and all(any(place in scope for scope in scopes) for place in places)


def _acts(question: Question) -> Iterator[list[Term]]:
    """The act that is asked about; where it does not stand there, all that is no name."""
    act = whose_act.asked_of(question)
    at = answer_span.verb(question)
    if act or at is not None:
        yield [act or question.terms[at or 0]]
    yield [term for term in question.terms if term.word not in question.names]


def _places(terms: Sequence[Term], text: str, language: str) -> list[Span]:
    return [place for term in terms for place in whose_act.places(term, text, language)]


def _scopes(text: str, language: str) -> Iterator[Span]:
    """What is told as disowned."""
    listed = _words(language)
    if listed is None:
        return
    for found in listed.behind.finditer(text):
        yield Span(found.end(), _end(text, found.end(), listed))
    for found in listed.before.finditer(text) if listed.before else ():
        yield Span(found.start(1), found.end(1))


def _end(text: str, start: int, listed: _Words) -> int:
    for mark in listed.ends.finditer(text, start):
        if not (listed.carries and listed.carries.match(text, mark.start())):
            return mark.start()
    return len(text)


@lru_cache(maxsize=16)
def _words(language: str) -> _Words | None:
    listed = lexicon(language, "disowned")
    behind, before, carries = (listed.text(part) for part in ("behind", "before", "carries"))
    if not behind:
        return None
    return _Words(
        re.compile(behind, re.IGNORECASE),
        re.compile(before, re.IGNORECASE) if before else None,
        re.compile(rf",(?!\d)|{_END}|{listed.text('ends')}", re.IGNORECASE),
        re.compile(carries, re.IGNORECASE) if carries else None,
    )
