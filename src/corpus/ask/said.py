"""What somebody said about something: their quotations, by how much of the subject stands in or beside them."""

from __future__ import annotations

from dataclasses import replace

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Question, Term, term
from corpus.ask.retrieval import weigh
from corpus.index import Asked, Candidate, Name, Store, Wanted
from corpus.index.passages import empty_words
from corpus.results import Answer, Hit, Query
from corpus.search import name_lookup

_ENOUGH = 0.5  # the share of the subject that must stand in what was said or around it
_BESIDE = 0.5  # what a word of the subject counts that stands beside the quotation, not in it
_LOOKED_AT = 80  # quotations of a speaker: the newest, and as many with a word of the topic


def named(store: Store, query: Query, name: str) -> tuple[Name, ...]:
    """The people of the index the words name, slips of the fingers forgiven; most often seen first."""
    parts = words(name)
    if not parts or len(parts) > 6:
        return ()
    found = name_lookup.people(store, parts, store.words(parts), query.collections)
    return tuple(meant.name for meant in found)


# ---------------------------------------------------------------------- what somebody said
def said(store: Store, query: Query, question: Question, people: tuple[Name, ...], topic: str) -> Answer:
    """What these people said about the topic: quotations, best first; empty when they said nothing about it."""
    language = question.language
    asking = empty_words(language)
    terms = tuple(term(word, language) for word in dict.fromkeys(words(topic)) if word not in asking)
    weights = _weights(store, query, terms)
    found = [(_worth(candidate, terms, weights), candidate) for candidate in _quotes(store, query, people, terms)]
    total = sum(weights) or 1.0
    fit = [(worth / total, candidate) for worth, candidate in found if not terms or worth >= _ENOUGH * total]
    fit.sort(key=lambda pair: (-pair[0], pair[1].confidence < _ENOUGH))
    hits = [Hit(candidate.record(), worth) for worth, candidate in fit[query.offset : query.offset + query.limit]]
    return Answer(query, hits[0].record if hits else None, tuple(hits))


def _quotes(store: Store, query: Query, people: tuple[Name, ...], terms: tuple[Term, ...]) -> list[Candidate]:
    """Their newest, and of the older ones those that hold a word of the topic."""
    speakers = tuple(name.name for name in people if name.quotes)
    if not speakers:
        return []
    wanted = Wanted(
        speakers=speakers,
        article=query.article,
        since=query.since,
        until=query.until,
        limit=_LOOKED_AT,
        collections=query.collections,
    )
    newest = list(store.find(wanted))
    if len(newest) < _LOOKED_AT or not terms:
        return newest
    forms = {near.text for listed in store.words([one.word for one in terms]).values() for near in listed if near.stem}
    older = store.find(replace(wanted, groups=(forms,))) if forms else ()
    seen = {(quote.article.id, quote.start) for quote in newest}
    return newest + [quote for quote in older if (quote.article.id, quote.start) not in seen]


def _weights(store: Store, query: Query, terms: tuple[Term, ...]) -> list[float]:
    return weigh(store.passages(Asked(tuple(one.stems for one in terms), limit=0, collections=query.collections)))


def _worth(candidate: Candidate, terms: tuple[Term, ...], weights: list[float]) -> float:
    text, language = candidate.article.text, candidate.article.language
    inside = set(stems(words(candidate.text), language))
    start, end = text.rfind("\n", 0, candidate.start) + 1, text.find("\n", candidate.end)
    beside = set(stems(words(text[start : end if end >= 0 else len(text)]), language))
    return sum(
        weight if not inside.isdisjoint(one.stems) else _BESIDE * weight if not beside.isdisjoint(one.stems) else 0.0
        for one, weight in zip(terms, weights, strict=True)
    )
