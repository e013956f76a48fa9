"""What is for people to judge: who lied, who is to blame. They are told what was said about it, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.ask.features import alike
from corpus.ask.question import Question, Term
from corpus.ask.rank import Ranked
from corpus.index import Candidate, Part, Store, Wanted
from corpus.model import Span
from corpus.results import Hit, Query


@dataclass(frozen=True, slots=True)
class JudgementLimits:
    """How much is looked at for what was said about a matter of judgement. Set by hand: more than any article has."""

    quotes: int = 200  # of an article


_LIMITS = JudgementLimits()


def widened(question: Question) -> Question:
    """The question met by words of like meaning, too: whoever speaks of a lie, or of the truth, may tell who lied."""
    terms = tuple(Term(one.word, one.stems | alike(one.stems, question.language)) for one in question.terms)
    return replace(question, terms=terms)


def told(store: Store, query: Query, ranked: Sequence[Ranked], confidence: float) -> tuple[Hit, ...]:
    """The quotations that stand in these sentences, each once; not those for which nobody is named with this
    confidence."""
    quotes = {key: _quotes(store, query, key) for key in dict.fromkeys(one.article.id for one in ranked)}
    found = {
        (quote.origin.id, quote.start): Hit(quote.record(), one.score)
        for one in reversed(ranked)
        if one.inside
        for quote in quotes[one.article.id]
        if quote.speaker and quote.confidence >= confidence and one.span.overlaps(Span(quote.start, quote.end))
    }
    return tuple(sorted(found.values(), key=lambda hit: -hit.score))


def _quotes(store: Store, query: Query, article: str) -> tuple[Candidate, ...]:
    wanted = Wanted(Part.QUOTES, article=article, limit=_LIMITS.quotes, collections=query.collections)
    return tuple(store.find(wanted))
