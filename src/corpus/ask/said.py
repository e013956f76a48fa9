"""What somebody said about something: their quotations, by how much of the subject stands in or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import premises, turns
from corpus.ask.features import alike
from corpus.ask.question import Question, Term, term
from corpus.ask.rank import Ranked
from corpus.ask.retrieval import weigh
from corpus.index import Asked, Candidate, Name, Naming, Store, Wanted
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import QuoteKind, Record, Span
from corpus.results import Answer, Hit, Query
from corpus.search import name_lookup, office_holders, spokespeople, titled_names


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """How much of a topic must stand in or beside what somebody said, and what a word counts by its place, from 0
    to 1. Set by hand."""

    holders: int = 3  # of an office that is spoken of
    enough: float = 0.5  # the share of the subject that must stand in what was said or around it
    beside: float = 0.5  # what a word of the subject counts that stands beside the quotation, not in it
    near: float = 0.35  # and one in the paragraph before or after it, or in the title
    asked: float = 0.8  # and one in the printed question that it answers
    hardly: float = 0.3  # the share that must stand there where no quotation has enough
    looked_at: int = 80  # quotations of a speaker: the newest, and as many with a word of the topic


_RULES = SubjectRules()

_WORDS = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.POST})  # before what the reporter tells


def named(store: Store, query: Query, name: str) -> tuple[Name, ...]:
    """The people of the index the words name, slips of the fingers forgiven; most often seen first."""
    parts = words(name)
    if not parts or len(parts) > 6:
        return ()
    if (titled := titled_names.people(store, parts, query.collections)) and not exactly(store, query, parts):
        return titled
    near = store.words(parts)
    exact = name_lookup.exact(store, parts, near, query.collections)
    if office_holders.is_office(parts) and not any(one.name.people for one in exact):
        exact = ()  # "The mayor" of an article that names nobody so is whoever held the office
    held = () if exact else office_holders.holders(store, parts, query.collections)
    if held:
        return _called(store, query, [name for one in held for name in one.names])
    found = exact or name_lookup.people(store, parts, near, query.collections)
    return tuple(meant.name for meant in found)


def speaking_for(store: Store, query: Query, name: str) -> tuple[Name, ...]:
    """Those who speak for the company or the body the words name."""
    found = spokespeople.of(store, office_holders.content(words(name)), query.collections)
    return _called(store, query, [name for one in found for name in one.names])


def exactly(store: Store, query: Query, parts: Sequence[str]) -> bool:
    """Whether somebody has a longer name with just these words."""
    exact = name_lookup.exact(store, parts, store.words(parts, slips=0), query.collections)
    return office_holders.longer(len(parts), [one.name for one in exact]) or any(
        one.name.people and words(one.name.name) == list(parts) for one in exact
    )


def _called(store: Store, query: Query, names: list[str]) -> tuple[Name, ...]:
    found = []
    for name in names:
        groups = tuple((word,) for word in words(name))
        found += [one for one in store.names(Naming(groups, collections=query.collections)) if one.name == name]
    return tuple(found)


# ---------------------------------------------------------------------- what somebody said
def said(store: Store, query: Query, question: Question, people: tuple[Name, ...], topic: str) -> Answer:
    """What these people said about the topic: quotations, best first; empty when they said nothing about it."""
    language = question.language
    asking = empty_words(language)
    terms = tuple(term(word, language) for word in dict.fromkeys(words(topic)) if word not in asking)
    terms = tuple(_widely(store, query, one, language) for one in terms)
    weights = _weights(store, query, terms)
    close = {at for at, one in enumerate(terms) if one.word in question.names}
    found = [
        (_worth(candidate, terms, weights, close), candidate) for candidate in _quotes(store, query, people, terms)
    ]
    total = sum(weights) or 1.0
    enough = _RULES.enough if any(worth >= _RULES.enough * total for worth, _ in found) else _RULES.hardly
    fit = [(worth / total, candidate) for worth, candidate in found if not terms or worth >= enough * total]
    fit.sort(key=lambda pair: (-pair[0], pair[1].confidence < _RULES.enough, pair[1].kind not in _WORDS))
    hits = [Hit(candidate.record(), worth) for worth, candidate in fit[query.offset : query.offset + query.limit]]
    return Answer(query, hits[0].record if hits else None, tuple(hits))


def known_from(query: Query, source: str, ranked: Sequence[Ranked]) -> Answer | None:
    """What is known from a body that nobody is quoted for: "según el Ayuntamiento". None where nothing is."""
    asked = [word for word in words(source) if word not in office_holders.empty()]
    found = [one for one in ranked if asked and _is_source(asked, one.text, one.article.language)]
    hits = tuple(Hit(Record.cut(one.article, "sentence", one.span), one.score) for one in found)
    return Answer(query, None, hits[query.offset : query.offset + query.limit]) if hits else None


def _is_source(asked: Sequence[str], text: str, language: str) -> bool:
    """Whether the words stand right behind "according to", an article between or none."""
    sources = re.compile(rf"\b(?:{lexicon(language, 'questions').text('sources') or '(?!)'})\b", re.IGNORECASE)
    named = (words(text[one.end() :])[: len(asked) + 1] for one in sources.finditer(text))
    return any(said[: len(asked)] == asked or said[1:] == asked for said in named)


def _widely(store: Store, query: Query, one: Term, language: str) -> Term:
    """The term, met by words of like meaning and by the names of those who hold the office, too."""
    met = one.stems | alike(one.stems, language)
    if office_holders.is_office([one.word]):
        held = office_holders.holders(store, [one.word], query.collections)
        met |= {stem for holder in held[: _RULES.holders] for stem in term(words(holder.name)[-1], language).stems}
    return Term(one.word, met)


def _quotes(store: Store, query: Query, people: tuple[Name, ...], terms: tuple[Term, ...]) -> list[Candidate]:
    """Their newest quotations, and of the older ones those that hold a word of the topic."""
    speakers = tuple(name.name for name in people if name.quotes)
    if not speakers:
        return []
    wanted = Wanted(
        speakers=speakers,
        article=query.article,
        since=query.since,
        until=query.until,
        limit=_RULES.looked_at,
        collections=query.collections,
    )
    newest = list(store.find(wanted))
    if len(newest) < _RULES.looked_at or not terms:
        return newest
    forms = {near.text for listed in store.words([one.word for one in terms]).values() for near in listed if near.stem}
    older = store.find(replace(wanted, groups=(forms,))) if forms else ()
    seen = {(quote.article.id, quote.start) for quote in newest}
    return newest + [quote for quote in older if (quote.article.id, quote.start) not in seen]


def _weights(store: Store, query: Query, terms: tuple[Term, ...]) -> list[float]:
    return weigh(store.passages(Asked(tuple(one.stems for one in terms), limit=0, collections=query.collections)))


def _worth(candidate: Candidate, terms: tuple[Term, ...], weights: list[float], close: set[int]) -> float:
    """How well a quotation fits the topic. Terms of `close` count in it and in its paragraph only: they are names,
    which stand in many places."""
    text, language = candidate.article.text, candidate.article.language
    rings = [(1.0, set(stems(words(candidate.text), language)))]
    for share, part in _around(candidate):
        near = part.of(text)
        told = not premises.untold(near, language)  # "he did not say who would pay for the buses"
        rings.append((share, set(stems(words(near), language)) if told else set()))
    title = candidate.origin.title or ""
    rings.append((_RULES.near, set(stems(words(title), language))))
    return sum(
        weight * max((share for share, there in rings[: 2 if at in close else None] if there & one.stems), default=0.0)
        for at, (one, weight) in enumerate(zip(terms, weights, strict=True))
    )


def _around(candidate: Candidate) -> Iterator[tuple[float, Span]]:
    """The paragraph of a quotation, and the ones before and after it, with what a word there counts."""
    text = candidate.article.text
    start, end = text.rfind("\n", 0, candidate.start) + 1, text.find("\n", candidate.end)
    end = end if end >= 0 else len(text)
    yield _RULES.beside, Span(start, end)
    before, after = text[:start].rstrip(), len(text) - len(text[end:].lstrip())
    yield _RULES.asked if turns.is_question(before) else _RULES.near, Span(before.rfind("\n") + 1, len(before))
    last = text.find("\n", after)
    yield _RULES.near, Span(after, last if last >= 0 else len(text))
