"""A question in, the sentences that answer it out, with the words of the first that are the answer; or none."""

from __future__ import annotations

from dataclasses import replace

from corpus.answer import evidence, people, said, spans
from corpus.answer.question import Kind, Question, understand
from corpus.answer.rank import Ranked, rank
from corpus.errors import WrongUse
from corpus.model import Record, Span
from corpus.results import Answer, Hit, Query
from corpus.store import Asked, Passages, Store
from corpus.text import words

_PASSAGES = 12  # read for one question
_NEAREST = 5
_CLOSE = 0.2  # of the best score: what is further off supports nothing
_SENTENCE = "sentence"


def ask(store: Store, query: Query) -> Answer:
    """Raises WrongUse where nothing is asked. Without evidence the answer has no hits, only what is nearest."""
    return consider(store, query)[0]


def consider(store: Store, query: Query) -> tuple[Answer, float]:
    """The answer, and how sure it is that there is one, 0 to 1, on either side of what is enough."""
    question = understand(query.text)
    if not question.terms:
        raise WrongUse(f"“{question.text}” names nothing to look for; add a person or a subject.")
    by_name = _by_name(store, query, question)
    return (by_name, float(bool(by_name.hits))) if by_name else _by_text(store, query, question)


def _by_name(store: Store, query: Query, question: Question) -> Answer | None:
    """What somebody said, or who somebody is; None where the words name nobody, or nothing is known."""
    if question.kind == Kind.PERSON:
        found = people.who(store, query, said.named(store, query, question.topic))
        return found if found.hits else None
    speaker = query.speaker or question.speaker
    if not speaker:
        return None
    persons = said.named(store, query, speaker)
    if not persons:
        return None
    topic = question.topic if question.speaker else question.text
    found = said.said(store, query, question, persons, topic)
    if found.hits or question.kind == Kind.ACCORDING:
        return found if found.hits else None
    return replace(found, nearest=_nearest(query, rank(question, _passages(store, query, question))))


def _by_text(store: Store, query: Query, question: Question) -> tuple[Answer, float]:
    if question.kind == Kind.PERSON:  # of somebody no article calls anything, or described instead of named
        named = question.names.issuperset(words(question.topic))
        question = replace(question, kind=Kind.DEFINITION if named else Kind.WHO)
    passages = _passages(store, query, question)
    ranked = rank(question, passages)
    sure = evidence.belief(question, passages, ranked[0]) if ranked else 0.0
    if sure < evidence.ENOUGH:
        return Answer(query, nearest=_nearest(query, ranked)), sure
    fit = [one for one in ranked if one.score >= _CLOSE * ranked[0].score]
    hits = tuple(_hit(one) for one in fit[query.offset : query.offset + query.limit])
    return Answer(query, _marked(question, ranked[0]), hits), sure


def _marked(question: Question, best: Ranked) -> Record | None:
    within = spans.answer(question, best.text, best.article.language)
    if within is None:
        return None
    start = best.span.start
    return Record.cut(best.article, _SENTENCE, Span(start + within.start, start + within.end))


def _passages(store: Store, query: Query, question: Question) -> Passages:
    groups = tuple(term.stems for term in question.terms)
    return store.passages(Asked(groups, query.article, _PASSAGES, query.collections))


def _nearest(query: Query, ranked: list[Ranked]) -> tuple[Hit, ...]:
    return tuple(_hit(one) for one in ranked[: min(_NEAREST, query.limit)])


def _hit(ranked: Ranked) -> Hit:
    return Hit(Record.cut(ranked.article, _SENTENCE, ranked.span), ranked.score)
