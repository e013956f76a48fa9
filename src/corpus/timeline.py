"""What happened and what was said on which day, across articles, each with how the day is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.analysis.similarity import folded
from corpus.index import Candidate, Store
from corpus.model import Date, Extraction, Record
from corpus.results import Moment, Query, Timeline
from corpus.summary import material

ARTICLES = 40  # read for the dates in their sentences
_SAID_SO = 0.3  # what a day in the words adds to the worth of a sentence


@dataclass(frozen=True, slots=True)
class _Dated:
    value: str
    candidate: Candidate
    date: Date | None  # None: the day is the article's own

    @property
    def weight(self) -> float:
        return self.candidate.worth + (_SAID_SO if self.date else 0.0)


def timeline(store: Store, query: Query) -> Timeline:
    """The weightiest `limit` statements about a person or a topic, of everything where neither is given, in the order
    of their days. A day in the words of a sentence is its day, else the day its article appeared."""
    found = _dated(store, query, material.about(store, query))
    kept = sorted(_once(found), key=lambda one: -one.weight)[query.offset : query.offset + query.limit]
    kept.sort(key=lambda one: (one.value, _day(one.candidate), one.candidate.origin.id, one.candidate.start))
    moments = tuple(_moment(one) for one in kept)
    return Timeline(query, moments, () if moments else material.nearest(store, query))


def _dated(store: Store, query: Query, found: Iterable[Candidate]) -> list[_Dated]:
    """Candidates with a day; those of the newest articles are looked through for days of their own."""
    read: dict[str, Extraction | None] = {}
    dated = []
    for candidate in found:
        key = candidate.origin.id
        if key not in read and len(read) < ARTICLES:
            read[key] = store.article(key, query.collections)
        own = _own(candidate, read.get(key))
        value = own.value if own else _day(candidate)
        if value:
            dated.append(_Dated(value, candidate, own))
    return dated


def _own(candidate: Candidate, found: Extraction | None) -> Date | None:
    """The most exact date in the sentence, the first of equals."""
    dates = found.dates if found else ()
    inside = [date for date in dates if candidate.start <= date.span.start and date.span.end <= candidate.end]
    return max(inside, key=lambda date: len(date.value), default=None)


def _once(found: Iterable[_Dated]) -> list[_Dated]:
    """The same words printed by several articles are one moment, the earliest known."""
    kept: dict[str, _Dated] = {}
    for one in sorted(found, key=lambda one: (one.value, _day(one.candidate))):
        kept.setdefault(folded(one.candidate.text), one)
    return list(kept.values())


def _moment(one: _Dated) -> Moment:
    record = one.candidate.record()
    basis = Record.cut(one.candidate.article, "date", one.date.span) if one.date else None
    return Moment(one.value, record, basis)


def _day(candidate: Candidate) -> str:
    return candidate.origin.published or ""
