"""Where articles of different days answer alike, the latest is the answer: who said so before is told after it."""

from __future__ import annotations

from corpus.ask import answer_span
from corpus.ask.question import Kind, Question
from corpus.ask.rank import Ranked
from corpus.languages import lexicon

_AS_GOOD = 1.8  # so little may the sum of its features be below that of the best: odds of six to one
_NEARLY = 3.5  # and that of one that says just what is asked
_OBJECT = 1.3  # for a "what", where an object or an "is" is soon found: measured, 2.5 costs one answer in fifty
_LACKING = 1  # words of the question that the best sentence has and a later one may have around it only
_CHANGING = frozenset(
    {
        Kind.NUMBER,
        Kind.DURATION,
        Kind.WHEN,
        Kind.WHERE,
        Kind.WHY,
        Kind.YES_NO,
        Kind.WHAT,
        Kind.DEFINITION,
        Kind.WHO,
    }
)
_TOLD = frozenset({Kind.WHY, Kind.WHAT, Kind.DEFINITION, Kind.NUMBER})
_TYPED = frozenset({Kind.NUMBER, Kind.DURATION, Kind.WHEN, Kind.WHERE, Kind.WHO})


def fitting(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """First those that give a reason for a "why", or say in so many words what is asked, of the sentences that answer
    about as well as the best, where the best does not."""
    if not ranked or question.kind not in _TOLD or _fits(question, ranked[0]):
        return ranked
    best = ranked[0]
    near = _OBJECT if question.kind in (Kind.WHAT, Kind.DEFINITION) else _NEARLY
    found = [one for one in ranked[1:] if _about(best, one, near) and _fits(question, one)]
    return [*found, *(one for one in ranked if one not in found)]


def _fits(question: Question, one: Ranked) -> bool:
    if question.kind == Kind.WHY:
        return f"fits {Kind.WHY}" in one.features
    return answer_span.precise(question, one.text, one.article.language)


def _about(best: Ranked, one: Ranked, near: float) -> bool:
    lacking = best.inside & ~one.inside & one.missing
    return best.weighed - one.weighed <= near and not lacking


def first(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """The same sentences, of those that answer as well as the best the one of the latest day first. The order stays
    where the question asks for what was first, or for a day."""
    if not ranked or question.kind not in _CHANGING or _fixed(question):
        return ranked
    best = ranked[0]
    rivals = [one for one in ranked[1:] if _as_good(question, best, one)]
    newest = max([best, *rivals], key=lambda one: (_day(one), one.weighed))
    if _day(newest) <= _day(best) or not _day(best):
        return ranked
    return [newest, *(one for one in ranked if one is not newest)]


def _as_good(question: Question, best: Ranked, one: Ranked) -> bool:
    lacking = best.inside & ~one.inside
    return (
        best.weighed - one.weighed <= _AS_GOOD
        and lacking.bit_count() <= _LACKING
        and not lacking & one.missing
        and (question.kind not in _TYPED or f"fits {question.kind}" in one.features)
    )


def _fixed(question: Question) -> bool:
    early = lexicon(question.language, "questions").words("early")
    return not early.isdisjoint(question.words) or any(word.isdecimal() for word in question.words)


def _day(one: Ranked) -> str:
    return one.article.published.value if one.article.published else ""
