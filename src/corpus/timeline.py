"""What happened and what was said on which day, across articles, each with how the day is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.analysis.calendars import calendar, undone
from corpus.analysis.similarity import folded
from corpus.index import Candidate, Store
from corpus.languages import lexicon
from corpus.model import PROSE, Date, Extraction, Record
from corpus.results import Moment, Query, Timeline
from corpus.search.query_syntax import read
from corpus.summary import material


@dataclass(frozen=True, slots=True)
class Telling:
    """What a timeline is made of. Set by hand."""

    articles: int = 40  # read for the dates in their sentences
    said_so: float = 0.3  # what a day in the words adds to the worth of a sentence
    news: int = 3  # sentences of prose an article opens with: what happened on the day it appeared


_TELLING = Telling()


@dataclass(frozen=True, slots=True)
class _Dated:
    value: str
    candidate: Candidate
    date: Date | None  # None: the day is the article's own

    @property
    def weight(self) -> float:
        return self.candidate.worth + (_TELLING.said_so if self.date else 0.0)


def timeline(store: Store, query: Query) -> Timeline:
    """The weightiest `limit` statements about a person or a topic, of everything where neither is given, in the order
    of their days. A day in the words of a sentence is its day; the day an article appeared is that of its news and of
    what somebody says in it. `since` and `until` go by these days, not by the articles'."""
    found = _within(query, _dated(store, query, _candidates(store, query)))
    kept = sorted(_once(found), key=lambda one: -one.weight)[query.offset : query.offset + query.limit]
    kept.sort(key=lambda one: (one.value, _day(one.candidate), one.candidate.origin.id, one.candidate.start))
    moments = tuple(_moment(one) for one in kept)
    return Timeline(query, moments, () if moments else material.nearest(store, query))


def _candidates(store: Store, query: Query) -> list[Candidate]:
    """Those of the articles of the days asked for, then those of all others, which may tell of these days too."""
    asked = read(query).query
    beyond = material.about(store, query, any_day=True) if asked.since or asked.until else ()
    return list(dict.fromkeys((*material.about(store, query), *beyond)))


def _within(query: Query, found: Iterable[_Dated]) -> Iterable[_Dated]:
    """What surely happened between the days: a month or a year that only holds them is left out."""
    asked = read(query).query
    since, until = asked.since, asked.until
    for one in found:
        first, last = _edges(one.value)
        if (not since or first >= since.isoformat()) and (not until or last <= until.isoformat()):
            yield one


def _edges(value: str) -> tuple[str, str]:
    """The first and the last day of a year, a month or a day; the 31st stands for the last of any month."""
    return (
        (f"{value}-01-01"[:10], f"{value}-12-31"[:10]) if len(value) == 4 else (f"{value}-01"[:10], f"{value}-31"[:10])
    )


def _dated(store: Store, query: Query, found: Iterable[Candidate]) -> list[_Dated]:
    """Candidates with a day; those of the newest articles are looked through for days of their own."""
    read: dict[str, Extraction | None] = {}
    dated = []
    for candidate in found:
        key = candidate.origin.id
        if key not in read and len(read) < _TELLING.articles:
            read[key] = store.article(key, query.collections)
        extraction = read.get(key)
        own = _own(candidate, extraction)
        value = own.value if own else _day(candidate)
        if value and (own or _is_news(candidate, extraction)) and not _dangles(candidate):
            dated.append(_Dated(value, candidate, own))
    return dated


def _own(candidate: Candidate, found: Extraction | None) -> Date | None:
    """The most exact date in the sentence, the first of equals; of a plan that was moved, the day it was moved to."""
    if found is None:
        return None
    text, rules = found.article.text, calendar(found.article.language)
    inside = [date for date in found.dates if candidate.start <= date.span.start and date.span.end <= candidate.end]
    holds = {date: not undone(text[candidate.start : date.span.start], rules) for date in inside}
    return max(inside, key=lambda date: (len(date.value), holds[date]), default=None)


def _is_news(candidate: Candidate, found: Extraction | None) -> bool:
    """Whether an article tells it as of its own day: it stands at its head, or somebody says it."""
    if candidate.speaker or not found:
        return True
    prose = [sentence.span for sentence in found.sentences if sentence.block in PROSE]
    return not prose or candidate.start < prose[: _TELLING.news][-1].end


def _dangles(candidate: Candidate) -> bool:
    """Whether a reader who has the sentence alone cannot tell whom its first word means."""
    first = candidate.text.strip("“\"‘'«( ").partition(" ")[0].lower().rstrip(",")
    return not candidate.speaker and first in lexicon(candidate.origin.language, "summary").words("dangling")


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
